# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a laptop is given, and what an administrator learns of it."""

import os
from datetime import timedelta

import pytest
from sqlalchemy import event

from casework.policy import Hat
from sync.server.audit import Actor
from sync.server.devices import list_devices, renew_certificate
from sync.server.errors import JoiningRefused
from sync.server.joining import confirm_device, list_waiting
from sync.server.papers import revise_policy
from sync.wire.encoding import encode
from sync.wire.messages import (
    PATH_PAPERS,
    Enrolment,
    EnrolmentOpened,
    PapersReply,
    PapersRequest,
    Problem,
    ProblemCode,
)
from tests.fakes.county import COUNTY, MovableClock, TestCounty, TestLaptop, new_id


def refused(answer: object) -> ProblemCode:
    assert isinstance(answer, Problem), answer
    return answer.code


def papers(answer: object) -> PapersReply:
    assert isinstance(answer, PapersReply), answer
    return answer


def test_nothing_is_handed_out_before_the_digits_were_compared(
    county: TestCounty, ana: Hat
) -> None:
    laptop = TestLaptop(county)
    opened = laptop.open_enrolment(county.invite(ana))
    assert isinstance(opened, EnrolmentOpened)
    assert refused(laptop.pull()) is ProblemCode.NOT_COMPARED
    assert refused(laptop.join()) is ProblemCode.NOT_COMPARED
    with county.database.administer() as connection:
        [waiting] = list_waiting(connection, COUNTY, county.clock.now())
    assert waiting.digits == laptop.digits(opened)
    county.compare(laptop.digits(opened))
    assert isinstance(laptop.join(), Enrolment)


def test_digits_are_shown_only_once_the_laptop_has_opened_its_part(
    county: TestCounty, ana: Hat
) -> None:
    laptop = TestLaptop(county)
    laptop.open_enrolment(county.invite(ana))
    with county.database.administer() as connection:
        [waiting] = list_waiting(connection, COUNTY, county.clock.now())
    assert waiting.digits is None
    assert refused(laptop.join("another-opening-than-announced")) is ProblemCode.BAD_REQUEST


def test_other_digits_let_no_laptop_in(county: TestCounty, ana: Hat) -> None:
    laptop = TestLaptop(county)
    opened = laptop.open_enrolment(county.invite(ana))
    assert isinstance(opened, EnrolmentOpened)
    laptop.join()
    digits = laptop.digits(opened)
    wrong = ("1" if digits[0] == "0" else "0") + digits[1:]
    actor = Actor("Test supervisor", county.clock.now(), new_id())
    with pytest.raises(JoiningRefused, match="digits differ"), county.database.administer() as own:
        confirm_device(own, COUNTY, opened.device, wrong, actor)
    assert refused(laptop.join()) is ProblemCode.NOT_COMPARED


def test_nobody_is_let_in_after_the_time_to_compare(
    county: TestCounty, ana: Hat, clock: MovableClock
) -> None:
    laptop = TestLaptop(county)
    opened = laptop.open_enrolment(county.invite(ana))
    assert isinstance(opened, EnrolmentOpened)
    laptop.join()
    clock.move(timedelta(minutes=15))
    county.compare(laptop.digits(opened))
    assert refused(laptop.join()) is ProblemCode.INVITE_EXPIRED


@pytest.mark.soak
def test_a_thousand_guessed_invites_let_nobody_in(county: TestCounty, ana: Hat) -> None:
    county.invite(ana)
    laptop = TestLaptop(county)
    guesses = {
        refused(laptop.open_enrolment(os.urandom(16).hex()[:26].upper())) for _ in range(1000)
    }
    assert guesses == {ProblemCode.INVITE_UNKNOWN}
    assert county.sql("SELECT count(*) FROM device") == [(0,)]


def test_each_lease_has_a_higher_number_and_lasts_as_the_policy_says(
    county: TestCounty, laptop: TestLaptop
) -> None:
    first, second = (papers(laptop.ask_papers()).papers.lease.lease for _ in range(2))
    assert second.number == first.number + 1 == laptop.enrolment.papers.lease.lease.number + 2
    assert second.not_after - second.issued_at == timedelta(hours=72)
    for signed in (laptop.enrolment.papers, papers(laptop.ask_papers()).papers):
        signed.lease.verify(laptop.enrolment.signing_key)
        signed.certificate.verify(laptop.enrolment.signing_key)
        signed.policy.verify(laptop.enrolment.signing_key)


@pytest.mark.expected_logs("fieldfare.county")
def test_a_county_restored_from_an_old_copy_goes_on_counting_from_what_the_laptop_holds(
    county: TestCounty, laptop: TestLaptop, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(3):
        laptop.ask_papers()
    county.sql("UPDATE device SET lease_number = 1")
    lease = papers(laptop.ask_papers(lease=4, revocations=7)).papers.lease.lease
    assert (lease.number, lease.revocations) == (5, 7)
    assert "put-back" in caplog.text


def test_a_changed_policy_comes_with_the_next_papers(
    county: TestCounty, laptop: TestLaptop
) -> None:
    wanted = county.change_policy(lock_after_minutes=5, lease_hours=24)
    told = papers(laptop.ask_papers()).papers
    assert told.policy.stated.policy == wanted
    assert told.lease.lease.policy == wanted.version == 2
    assert told.lease.lease.not_after - told.lease.lease.issued_at == timedelta(hours=24)


def test_a_certificate_is_renewed_long_before_its_end(
    county: TestCounty, laptop: TestLaptop, clock: MovableClock
) -> None:
    first = laptop.enrolment.papers.certificate.certificate
    clock.move(timedelta(days=80))
    assert papers(laptop.ask_papers()).papers.certificate.certificate == first
    clock.move(timedelta(days=11))
    assert papers(laptop.ask_papers()).papers.certificate.certificate.not_after > first.not_after


def test_a_laptop_whose_certificate_ended_is_refused_until_it_is_renewed(
    county: TestCounty, laptop: TestLaptop, clock: MovableClock
) -> None:
    clock.move(timedelta(days=181))
    assert refused(laptop.ask_papers()) is ProblemCode.CERTIFICATE_ENDED
    assert refused(laptop.pull()) is ProblemCode.CERTIFICATE_ENDED
    with county.database.administer() as connection:
        renew_certificate(connection, COUNTY, laptop.enrolment.device, clock.now())
    assert papers(laptop.ask_papers())


def test_a_laptop_older_than_what_the_county_has_seen_of_it_is_set_aside(
    county: TestCounty, laptop: TestLaptop, ana: Hat
) -> None:
    case = county.add_case(author=ana)
    county.grant(ana, case)
    laptop.push(laptop.write(case))
    assert refused(laptop.ask_papers(counter=0, head="")) is ProblemCode.FORKED_DEVICE
    assert refused(laptop.ask_papers()) is ProblemCode.FORKED_DEVICE
    assert county.sql("SELECT count(*) FROM device WHERE forked_at IS NOT NULL") == [(1,)]


def test_a_request_the_network_held_up_makes_no_copy_of_its_laptop(
    county: TestCounty, laptop: TestLaptop, ana: Hat, clock: MovableClock
) -> None:
    case = county.add_case(author=ana)
    county.grant(ana, case)
    asked = encode(PapersRequest(counter=0, head=""))
    held_up = laptop.sign(PATH_PAPERS, asked)
    clock.move(timedelta(seconds=20))
    laptop.ask_papers()
    laptop.push(laptop.write(case))
    clock.move(timedelta(seconds=5))
    late = laptop.send(PATH_PAPERS, held_up, asked, PapersReply)
    assert refused(late) is ProblemCode.REPLAYED
    assert county.sql("SELECT count(*) FROM device WHERE forked_at IS NOT NULL") == [(0,)]
    papers(laptop.ask_papers())
    # What is asked now, of an older state, is a copy's question.
    assert refused(laptop.ask_papers(counter=0, head="")) is ProblemCode.FORKED_DEVICE


def test_a_laptop_that_went_another_way_is_set_aside(
    county: TestCounty, laptop: TestLaptop, ana: Hat
) -> None:
    case = county.add_case(author=ana)
    county.grant(ana, case)
    laptop.push(laptop.write(case))
    assert refused(laptop.ask_papers(head="f" * 64)) is ProblemCode.FORKED_DEVICE


def test_a_laptop_that_was_refused_gets_no_papers(county: TestCounty, laptop: TestLaptop) -> None:
    before = papers(laptop.ask_papers()).papers.lease.lease.revocations
    county.revoke_device(laptop.enrolment.device)
    assert refused(laptop.ask_papers()) is ProblemCode.DEVICE_REVOKED
    assert county.sql("SELECT revocations FROM county") == [(before + 1,)]


def test_an_administrator_sees_how_each_laptop_stood_at_its_last_contact(
    county: TestCounty, laptop: TestLaptop, clock: MovableClock
) -> None:
    clock.move(timedelta(hours=1))
    lease = papers(laptop.ask_papers(unsent=3, version="9.9")).papers.lease.lease
    with county.database.administer() as connection:
        [seen] = list_devices(connection, COUNTY)
    assert (seen.last_contact, seen.unsent, seen.version) == (clock.now(), 3, "9.9")
    assert seen.lease_until == lease.not_after
    # A signature names its time in whole seconds.
    assert -1 <= seen.clock_drift <= 0


def test_what_is_changed_of_the_policy_is_changed_of_the_one_nobody_else_changes_meanwhile(
    county: TestCounty,
) -> None:
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        asked.append(statement)

    county.change_policy(lease_hours=48)
    with county.database.administer() as connection:
        event.listen(connection, "before_cursor_execute", note)
        actor = Actor("Test administrator", county.clock.now(), new_id())
        policy = revise_policy(connection, COUNTY, lambda _: {"banner_english": "Ours."}, actor)
    assert (policy.lease_hours, policy.banner_english) == (48, "Ours.")
    assert "FOR UPDATE" in asked[0]
    assert "policy" in asked[1]
