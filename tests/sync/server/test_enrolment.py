# SPDX-License-Identifier: AGPL-3.0-or-later
"""An invite makes one laptop one person's, once."""

from datetime import timedelta

import pytest

from casework.policy import Hat
from sync.wire.encoding import encode
from sync.wire.messages import (
    PATH_ENROL,
    Enrolment,
    EnrolmentOpened,
    EnrolmentRequest,
    Problem,
    ProblemCode,
)
from sync.wire.signatures import encode_public_key
from sync.wire.six_digits import commit
from tests.fakes.county import COUNTY, MovableClock, TestCounty, TestLaptop


def test_an_invite_makes_the_laptop_its_wearers(county: TestCounty, ana: Hat) -> None:
    answer = TestLaptop(county).ask_enrolment(county.invite(ana))
    assert isinstance(answer, Enrolment)
    assert (answer.hat, answer.county, answer.epoch) == (ana, COUNTY, "epoch1")


def test_an_invite_may_be_typed_in_lower_case_and_without_dashes(
    county: TestCounty, ana: Hat
) -> None:
    invite = county.invite(ana).lower().replace("-", "")
    assert isinstance(TestLaptop(county).ask_enrolment(invite), Enrolment)


def test_an_invite_works_once(county: TestCounty, ana: Hat) -> None:
    invite = county.invite(ana)
    TestLaptop(county).ask_enrolment(invite)
    refused(TestLaptop(county).ask_enrolment(invite), ProblemCode.INVITE_USED, "new invite")
    assert county.sql("SELECT count(*) FROM device") == [(1,)]


def test_a_laptop_whose_answer_was_lost_gets_the_same_answer(county: TestCounty, ana: Hat) -> None:
    invite, laptop = county.invite(ana), TestLaptop(county)
    first = laptop.open_enrolment(invite)
    assert isinstance(first, EnrolmentOpened)
    assert laptop.open_enrolment(invite) == first
    answers = [laptop.ask_enrolment(invite), laptop.join()]
    assert [one.device for one in answers if isinstance(one, Enrolment)] == [first.device] * 2


def test_a_key_that_is_enrolled_takes_no_second_invite(
    county: TestCounty, ana: Hat, ben: Hat
) -> None:
    laptop = TestLaptop(county)
    laptop.enrol(ana)
    refused(laptop.ask_enrolment(county.invite(ben)), ProblemCode.INVITE_USED, "new invite")
    assert county.sql("SELECT count(*) FROM invite WHERE used_at IS NULL") == [(1,)]


def test_an_invite_runs_out(county: TestCounty, ana: Hat, clock: MovableClock) -> None:
    invite = county.invite(ana)
    clock.move(timedelta(minutes=15))
    refused(TestLaptop(county).ask_enrolment(invite), ProblemCode.INVITE_EXPIRED, "too old")


def test_an_invented_invite_is_unknown(county: TestCounty) -> None:
    answer = TestLaptop(county).ask_enrolment("AAAAA-BBBBB-CCCCC")
    refused(answer, ProblemCode.INVITE_UNKNOWN, "letter by letter")


def test_an_invite_is_stored_only_as_its_hash(county: TestCounty, ana: Hat) -> None:
    invite = county.invite(ana)
    stored = str(county.sql("SELECT * FROM invite"))
    assert invite not in stored
    assert invite.replace("-", "") not in stored


def test_nobody_enrols_a_key_they_do_not_hold(county: TestCounty, ana: Hat) -> None:
    thief, owner = TestLaptop(county), TestLaptop(county)
    request = EnrolmentRequest(
        invite=county.invite(ana),
        public_key=encode_public_key(owner.key.public_key()),
        device_name="Not mine",
        commitment=commit("x" * 32),
    )
    body = encode(request)
    answer = thief.send(PATH_ENROL, thief.sign(PATH_ENROL, body), body, Enrolment)
    refused(answer, ProblemCode.SIGNATURE, "does not match")


@pytest.mark.parametrize("name", ["", "\x00", "Laptop \N{BIRD}"])
def test_any_device_name_will_do(county: TestCounty, ana: Hat, name: str) -> None:
    laptop = TestLaptop(county)
    request = EnrolmentRequest(
        invite=county.invite(ana),
        public_key=encode_public_key(laptop.key.public_key()),
        device_name=name,
        commitment=commit(laptop.opening),
    )
    assert isinstance(laptop.ask(PATH_ENROL, request, EnrolmentOpened), EnrolmentOpened)


def refused(answer: object, code: ProblemCode, words: str) -> None:
    assert isinstance(answer, Problem)
    assert answer.code is code
    assert words in answer.sentence
