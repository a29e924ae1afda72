# SPDX-License-Identifier: AGPL-3.0-or-later
"""A case begins with the record of its youth, once, for whoever may begin one."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from casework.feed import CaseEntered, FeedPage, RecordPut
from casework.ids import CaseId
from casework.operations import Operation, Outcome
from casework.policy import Hat
from casework.reasons import ReasonCode
from casework.vocabulary import LegalRole, RecordKind, Section
from sync.server.database import Identity, identify
from sync.wire.messages import PushReply
from tests.fakes.county import COUNTY, TestCounty, TestLaptop, new_id
from tests.fakes.people import a_hat

ADD = text("INSERT INTO case_file (county, id, opened_on) VALUES (:county, :id, now())")


def a_youth(laptop: TestLaptop, case: CaseId) -> Operation:
    return laptop.write(case, {"legal_name": "Wren Alder"}, kind=RecordKind.YOUTH)


def answers(laptop: TestLaptop, *work: Operation) -> list[tuple[Outcome, ReasonCode | None]]:
    reply = laptop.push(*work)
    assert isinstance(reply, PushReply), reply
    return [(one.outcome, one.reason and one.reason.code) for one in reply.results]


def test_the_record_of_a_youth_begins_a_case_and_what_follows_is_taken(
    county: TestCounty, laptop: TestLaptop
) -> None:
    case = CaseId(new_id())
    assert answers(laptop, a_youth(laptop, case), laptop.write(case)) == [
        (Outcome.APPLIED, None),
        (Outcome.APPLIED, None),
    ]
    page = laptop.pull()
    assert isinstance(page, FeedPage)
    [entered] = [one for one in page.entries if isinstance(one, CaseEntered) and one.case == case]
    assert Section.SCREENING in entered.membership.sections
    kinds = {
        one.record.kind
        for one in page.entries
        if isinstance(one, RecordPut) and one.record.case == case
    }
    assert kinds == {RecordKind.YOUTH, RecordKind.CONTACT_NOTE}
    assert county.sql("SELECT count(*) FROM case_file WHERE id = :case", case=case) == [(1,)]


def test_the_same_batch_again_begins_nothing(county: TestCounty, laptop: TestLaptop) -> None:
    work = a_youth(laptop, CaseId(new_id()))
    answers(laptop, work)
    assert answers(laptop, work) == [(Outcome.DUPLICATE, None)]
    assert county.sql("SELECT count(*) FROM membership WHERE case_id = :case", case=work.case) == [
        (1,)
    ]


def test_a_note_alone_begins_no_case(laptop: TestLaptop) -> None:
    assert answers(laptop, laptop.write(CaseId(new_id()))) == [
        (Outcome.REFUSED, ReasonCode.UNKNOWN_CASE)
    ]


def test_nobody_gets_into_a_case_there_is_by_beginning_it(
    county: TestCounty, laptop: TestLaptop
) -> None:
    other = county.add_hat(a_hat(7, agency=2))
    case = county.add_case(author=other)
    assert answers(laptop, a_youth(laptop, case)) == [(Outcome.REFUSED, ReasonCode.NOT_ASSIGNED)]
    assert county.sql("SELECT count(*) FROM membership WHERE case_id = :case", case=case) == [(0,)]


@pytest.mark.parametrize("role", [LegalRole.PROSECUTOR, LegalRole.COUNTY_ADMINISTRATOR])
def test_a_role_that_begins_no_cases_is_refused(county: TestCounty, role: LegalRole) -> None:
    laptop = TestLaptop(county)
    laptop.enrol(county.add_hat(a_hat(8, role=role)))
    assert answers(laptop, a_youth(laptop, CaseId(new_id()))) == [
        (Outcome.REFUSED, ReasonCode.UNKNOWN_CASE)
    ]
    assert county.sql("SELECT count(*) FROM case_file") == [(0,)]


def test_the_database_lets_no_laptop_list_a_case_it_was_not_let_in_for(
    county: TestCounty, laptop: TestLaptop, ana: Hat
) -> None:
    with county.database.app.begin() as connection:
        identify(connection, Identity(COUNTY, laptop.enrolment.device, ana.id))
        told = {"county": COUNTY, "id": new_id()}
        with pytest.raises(DBAPIError, match="row-level security"):
            connection.execute(ADD, told)
        connection.rollback()
