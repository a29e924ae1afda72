# SPDX-License-Identifier: AGPL-3.0-or-later
"""What one agency wrote reaches another on a recorded ground only, and no longer than it lasts."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event

import pytest
from sqlalchemy import text

from casework.bases import Ground
from casework.consents import Recipient
from casework.county_policy import CountyPolicy
from casework.feed import CaseEntered, CaseLeft, FeedPage, RecordPut
from casework.ids import CaseId
from casework.policy import Hat
from casework.sharing_matrix import CEILING, SharingMatrix
from casework.teams import Extension
from casework.vocabulary import Basis, LegalRole, RecordKind, Section
from sync.server.audit import Actor
from sync.server.database import Identity
from sync.server.disclosures import list_disclosures
from sync.server.errors import GroundRefused, NotFound
from sync.server.grounds import read_ground
from sync.server.rights import (
    change_ground,
    extend_window,
    list_open_glass,
    record_ground,
    review_glass,
    set_matrix,
    withdraw_ground,
)
from sync.server.tables import RIGHTS_TABLES
from sync.server.teams import (
    Team,
    add_team,
    join_team,
    leave_team,
    read_members,
    read_sharing_agencies,
    sign_agreement,
)
from tests.fakes.county import COUNTY, MovableClock, TestCounty, TestLaptop, a_note, new_id
from tests.fakes.grounds import a_broken_glass, a_consent, a_matrix, a_team
from tests.fakes.people import a_hat

DAY = timedelta(days=1)
SHARED = frozenset({Section.CONTACTS})


@pytest.fixture
def cora(county: TestCounty) -> Hat:
    """Works for another agency than Ana."""
    return county.add_hat(a_hat(3, agency=2))


@pytest.fixture
def case(county: TestCounty, cora: Hat) -> CaseId:
    """Cora's, with a note of hers."""
    made = county.add_case(author=cora)
    county.add_record(made, RecordKind.CONTACT_NOTE, a_note(), author=cora)
    return made


def actor(county: TestCounty) -> Actor:
    return Actor("Test coordinator", county.clock.now(), new_id())


def record(county: TestCounty, one: Ground, team: str | None = None) -> None:
    with county.database.administer() as connection:
        record_ground(connection, COUNTY, one, actor(county), team)


def consent(county: TestCounty, case: CaseId, ana: Hat, cora: Hat) -> Ground:
    now = county.clock.now()
    one = a_consent(
        id=new_id(),
        case=case,
        sections=SHARED,
        owners=frozenset({cora.agency}),
        recipients=(Recipient(hat=ana.id),),
        starts=now,
        ends=now + 30 * DAY,
    )
    record(county, one)
    return one


def kinds(entries: list[object]) -> list[str]:
    return [
        one.record.kind.value if isinstance(one, RecordPut) else getattr(one, "entry", "")
        for one in entries
    ]


def after(laptop: TestLaptop, cursor: str) -> FeedPage:
    page = laptop.pull(cursor)
    assert isinstance(page, FeedPage)
    return page


def test_an_assignment_does_not_open_what_another_agency_wrote(
    county: TestCounty, ana: Hat, laptop: TestLaptop, case: CaseId
) -> None:
    county.grant(ana, case)
    entries, _ = laptop.pull_all()
    assert kinds(list(entries)) == ["enter", "youth"]


def test_a_consent_opens_it_and_the_ledger_says_so_once(
    county: TestCounty, ana: Hat, cora: Hat, laptop: TestLaptop, case: CaseId
) -> None:
    county.grant(ana, case)
    _, cursor = laptop.pull_all()
    given = consent(county, case, ana, cora)
    page = after(laptop, cursor)
    assert kinds(list(page.entries)) == ["enter", "youth", "contact_note"]
    [entered] = [one for one in page.entries if isinstance(one, CaseEntered)]
    assert [one.id for one in entered.membership.grounds] == [given.id]
    assert page.authors[cora.id].agency == cora.agency
    laptop.pull(cursor)
    with county.database.administer() as connection:
        [line] = list_disclosures(connection, COUNTY, case)
    assert (line.section, line.records, line.basis) == (
        Section.CONTACTS,
        1,
        Basis.CONSENT_GENERIC,
    )
    assert (line.owner, line.shown_to, line.purpose) == (
        cora.agency_name,
        ana.person_name,
        "Planning care",
    )


def test_a_revoked_consent_takes_it_away_again_and_stays_revoked(
    county: TestCounty, ana: Hat, cora: Hat, laptop: TestLaptop, case: CaseId
) -> None:
    county.grant(ana, case)
    given = consent(county, case, ana, cora)
    _, cursor = laptop.pull_all()
    with county.database.administer() as connection:
        withdraw_ground(connection, COUNTY, given.id, actor(county))
    page = after(laptop, cursor)
    assert kinds(list(page.entries)) == ["leave", "enter", "youth"]
    with (
        county.database.administer() as connection,
        pytest.raises(GroundRefused, match="taken back"),
    ):
        change_ground(connection, COUNTY, given.id, lambda one: one, actor(county), "edited")


def test_a_ground_that_runs_out_by_date_leaves_what_was_assigned(
    county: TestCounty,
    clock: MovableClock,
    ana: Hat,
    cora: Hat,
    laptop: TestLaptop,
    case: CaseId,
) -> None:
    county.grant(ana, case)
    consent(county, case, ana, cora)
    _, cursor = laptop.pull_all()
    clock.move(30 * DAY)
    page = after(laptop, cursor)
    assert kinds(list(page.entries)) == ["leave", "enter", "youth"]
    assert after(laptop, page.cursor).entries == ()


def test_whoever_is_reached_by_a_ground_alone_loses_the_case_with_it(
    county: TestCounty,
    clock: MovableClock,
    ana: Hat,
    cora: Hat,
    laptop: TestLaptop,
    case: CaseId,
) -> None:
    consent(county, case, ana, cora)
    entries, cursor = laptop.pull_all()
    assert kinds(list(entries)) == ["enter", "youth", "contact_note"]
    county.add_record(case, RecordKind.SCREENING, a_screening(), author=cora)
    assert after(laptop, cursor).entries == ()
    clock.move(30 * DAY)
    assert kinds(list(after(laptop, cursor).entries)) == ["leave"]


def a_screening() -> dict[str, object]:
    return {
        "instrument": "i",
        "instrument_version": "1",
        "instrument_sha256": "0" * 64,
        "instrument_title": "I",
        "language": "en",
        "answers": {},
        "started_at": "2026-11-20T10:00:00Z",
        "signed_at": "2026-11-20T11:00:00Z",
        "signed_by": "W",
    }


def a_shared_team(county: TestCounty, case: CaseId, hats: list[Hat]) -> tuple[Team, str]:
    """A team of 13753 that has signed, with a window open about the case."""
    made, window = Team(new_id(), "Human trafficking team"), new_id()
    now = county.clock.now()
    with county.database.administer() as connection:
        add_team(connection, COUNTY, made, actor(county))
        for one in hats:
            join_team(connection, COUNTY, made, one.id, actor(county), trained=True)
            sign_agreement(connection, COUNTY, made, one.id, "0" * 64, actor(county))
        opened = a_team(
            Basis.S13753_TEAM,
            id=window,
            case=case,
            sections=SHARED,
            starts=now,
            ends=now + 30 * DAY,
        ).model_copy(
            update={
                "members": read_members(connection, COUNTY, made),
                "owners": read_sharing_agencies(connection, COUNTY, made),
            }
        )
    record(county, opened, made.id)
    return made, window


def test_a_team_shares_what_the_county_chose_and_stops_below_its_number(
    county: TestCounty, ana: Hat, cora: Hat, laptop: TestLaptop, case: CaseId
) -> None:
    made, _ = a_shared_team(county, case, [ana, cora])
    entries, cursor = laptop.pull_all()
    assert kinds(list(entries)) == ["enter", "youth"]
    with county.database.administer() as connection:
        matrix = a_matrix(Basis.S13753_TEAM, Section.CONTACTS)
        stated = set_matrix(connection, COUNTY, matrix, actor(county))
    assert stated.sharing == matrix
    page = after(laptop, cursor)
    assert kinds(list(page.entries)) == ["leave", "enter", "youth", "contact_note"]
    with county.database.administer() as connection:
        leave_team(connection, COUNTY, made, cora.id, actor(county))
    page = after(laptop, page.cursor)
    assert kinds(list(page.entries)) == ["leave"]


def test_a_team_opens_no_work_of_an_agency_that_is_not_at_its_table(
    county: TestCounty, ana: Hat, cora: Hat, laptop: TestLaptop, case: CaseId
) -> None:
    absent = county.add_hat(a_hat(9, agency=9))
    theirs = county.add_record(case, RecordKind.CONTACT_NOTE, a_note("Theirs."), author=absent)
    with county.database.administer() as connection:
        set_matrix(connection, COUNTY, a_matrix(Basis.S13753_TEAM, Section.CONTACTS), actor(county))
    made, _ = a_shared_team(county, case, [ana, cora])

    def sees() -> bool:
        entries, _ = laptop.pull_all()
        put = [one for one in entries if isinstance(one, RecordPut)]
        assert len(put) >= 2
        return theirs in {one.record.record for one in put}

    assert not sees()
    with county.database.administer() as connection:
        join_team(connection, COUNTY, made, absent.id, actor(county), trained=True)
    assert not sees()
    with county.database.administer() as connection:
        sign_agreement(connection, COUNTY, made, absent.id, "0" * 64, actor(county))
    assert sees()


def test_whoever_leaves_a_team_loses_what_it_had_open(
    county: TestCounty, ana: Hat, cora: Hat, laptop: TestLaptop, case: CaseId
) -> None:
    made, _ = a_shared_team(county, case, [ana, cora])
    _, cursor = laptop.pull_all()
    with county.database.administer() as connection:
        leave_team(connection, COUNTY, made, ana.id, actor(county))
    page = after(laptop, cursor)
    assert [type(one) for one in page.entries] == [CaseLeft]


def test_a_supervisor_extends_a_window_and_nobody_else(
    county: TestCounty, ana: Hat, ben: Hat, cora: Hat, case: CaseId
) -> None:
    assert len({ana.id, ben.id, cora.id}) == 3
    supervisor = county.add_hat(a_hat(5, role=LegalRole.SUPERVISOR))
    now, window = county.clock.now(), new_id()
    record(county, a_team(id=window, case=case, sections=SHARED, starts=now))

    def extension(by: Hat, cause: str) -> Extension:
        return Extension(
            until=now + 60 * DAY,
            good_cause=cause,
            decided_at=now,
            decided_by=by.id,
            decided_as=LegalRole.SUPERVISOR,
        )

    for by, cause in ((ana, "A witness."), (supervisor, " ")):
        with county.database.administer() as connection, pytest.raises(GroundRefused):
            extend_window(connection, COUNTY, window, extension(by, cause), actor(county))
    with county.database.administer() as connection:
        extend_window(
            connection, COUNTY, window, extension(supervisor, "A witness."), actor(county)
        )


def test_a_consent_taken_back_while_it_is_edited_stays_taken_back(
    county: TestCounty, ana: Hat, cora: Hat, laptop: TestLaptop, case: CaseId
) -> None:
    """Two transactions at once, in either order: the edit never brings the consent back."""
    county.grant(ana, case)
    for edit_first in (True, False):
        given = consent(county, case, ana, cora)
        holding, go_on = Event(), Event()

        def widen(one: Ground, holding: Event = holding, go_on: Event = go_on) -> Ground:
            holding.set()
            assert go_on.wait(20)
            return one.model_copy(update={"ends": county.clock.now() + 90 * DAY})

        def edit(ground_id: str = given.id, change: Callable[[Ground], Ground] = widen) -> None:
            with county.database.administer() as connection:
                change_ground(connection, COUNTY, ground_id, change, actor(county), "edited")

        def take_back(ground_id: str = given.id) -> None:
            with county.database.administer() as connection:
                withdraw_ground(connection, COUNTY, ground_id, actor(county))

        with ThreadPoolExecutor(2) as pool:
            if edit_first:
                editing = pool.submit(edit)
                assert holding.wait(20)
                taking = pool.submit(take_back)
                go_on.set()
                editing.result(20)
            else:
                go_on.set()
                taking = pool.submit(take_back)
                taking.result(20)
                with pytest.raises(GroundRefused):
                    pool.submit(edit).result(20)
            taking.result(20)
        with county.database.administer() as connection:
            assert read_ground(connection, COUNTY, given.id).revoked_at is not None
        assert kinds(list(laptop.pull_all()[0]))[-2:] == ["enter", "youth"]


def test_an_emergency_waits_for_review_until_a_supervisor_has_looked(
    county: TestCounty, ana: Hat, laptop: TestLaptop, case: CaseId
) -> None:
    supervisor = county.add_hat(a_hat(5, role=LegalRole.SUPERVISOR))
    now = county.clock.now()
    one = a_broken_glass(id=new_id(), case=case, sections=SHARED, starts=now)
    record(county, one)
    assert kinds(list(laptop.pull_all()[0])) == ["enter", "youth", "contact_note"]
    with county.database.administer() as connection:
        assert [open_one.id for open_one in list_open_glass(connection, COUNTY)] == [one.id]
        with pytest.raises(GroundRefused):
            review_glass(connection, COUNTY, one.id, ana.id, actor(county))
        review_glass(connection, COUNTY, one.id, supervisor.id, actor(county))
        assert list_open_glass(connection, COUNTY) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"sections": frozenset({Section.ADOPTION})},
        {"sections": frozenset()},
        {"purpose": ""},
        {"ends": None},
        {"recipients": ()},
        {"owners": frozenset()},
    ],
)
def test_a_consent_that_its_law_would_not_take_is_not_recorded(
    county: TestCounty, case: CaseId, changes: dict[str, object]
) -> None:
    now = county.clock.now()
    facts = {"id": new_id(), "case": case, "starts": now, "ends": now + DAY} | changes
    with pytest.raises(GroundRefused):
        record(county, a_consent(**facts))
    assert county.sql("SELECT count(*) FROM ground") == [(0,)]


def test_a_ground_nobody_recorded_is_not_changed(county: TestCounty) -> None:
    with county.database.administer() as connection, pytest.raises(NotFound):
        withdraw_ground(connection, COUNTY, new_id(), actor(county))


def test_the_database_shows_grounds_to_those_they_name_and_the_rest_to_no_laptop(
    county: TestCounty, ana: Hat, ben: Hat, cora: Hat, laptop: TestLaptop, case: CaseId
) -> None:
    consent(county, case, ana, cora)
    a_shared_team(county, case, [ana, cora])
    laptop.pull_all()
    for table in RIGHTS_TABLES:
        assert county.sql(f"SELECT count(*) FROM {table}") > [(0,)]
    seen = {
        hat.id: {table: count(county, Identity(COUNTY, hat.id), table) for table in ("ground",)}
        for hat in (ana, ben)
    }
    assert seen == {ana.id: {"ground": 2}, ben.id: {"ground": 0}}
    assert count(county, Identity(COUNTY), "ground") == 0


def count(county: TestCounty, identity: Identity, table: str) -> int:
    with county.database.act_as(identity) as connection:
        return int(connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())


@pytest.mark.parametrize("table", RIGHTS_TABLES)
def test_row_security_is_forced_and_binds_the_owner_too(county: TestCounty, table: str) -> None:
    [(forced,)] = county.sql(
        "SELECT relforcerowsecurity FROM pg_class WHERE relname = :table", table=table
    )
    assert forced


def test_laptops_from_before_the_matrix_are_not_told_of_an_empty_one() -> None:
    assert "sharing" not in CountyPolicy().model_dump_json()
    chosen = CountyPolicy(sharing=a_matrix(Basis.S13753_TEAM, Section.CONTACTS))
    assert CountyPolicy.model_validate_json(chosen.model_dump_json()) == chosen
    with pytest.raises(ValueError, match="law"):
        CountyPolicy(sharing=a_matrix(Basis.S13753_TEAM, Section.ADOPTION))
    assert SharingMatrix() == CountyPolicy().sharing


def test_a_policy_with_a_matrix_is_the_same_bytes_wherever_it_is_written() -> None:
    sections = [one for one in Section if one in CEILING[Basis.S13753_TEAM]]
    there = CountyPolicy(sharing=a_matrix(Basis.S13753_TEAM, *sections)).model_dump_json()
    here = CountyPolicy(sharing=a_matrix(Basis.S13753_TEAM, *reversed(sections)))
    assert here.model_dump_json() == there
    assert f'"sections":["{min(sections)}"' in there
