# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every ground a laptop can record: team windows, family team, Part 2, and their ends."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import pytest

from casework.consents import NOTICE, SignerCapacity
from casework.ids import CaseId
from casework.policy import Hat
from casework.sharing_matrix import MatrixRow, SharingMatrix
from casework.vocabulary import (
    ORDINARY_SECTIONS,
    Action,
    AgencyKind,
    Basis,
    LegalRole,
    RecordKind,
    Section,
)
from sync.server.audit import Actor
from sync.server.rights import set_matrix
from sync.server.teams import Team, add_team, join_team, sign_agreement
from tests.fakes.advocates import DeskLaptop
from tests.fakes.county import COUNTY, TestCounty, a_note, county_in_memory, new_id
from tests.fakes.people import a_hat
from ui.errors import ShownError
from ui.sharing_views import ShareWish

WRITTEN = "Written by another agency."
Desks = dict[str, DeskLaptop]
HATS = {
    "ana": a_hat(1),
    "ben": a_hat(2, agency=3),
    "cora": a_hat(4, agency=2),
    "supervisor": a_hat(5, agency=2, role=LegalRole.SUPERVISOR),
}


@pytest.fixture
def county() -> Iterator[TestCounty]:
    with county_in_memory() as made:
        yield made


@pytest.fixture
def case(county: TestCounty) -> CaseId:
    """Cora's and her supervisor's; Ana of another agency is assigned too and sees who it is."""
    for hat in HATS.values():
        county.add_hat(hat)
    made = county.add_case(author=HATS["cora"])
    county.add_record(made, RecordKind.CONTACT_NOTE, a_note(WRITTEN), author=HATS["cora"])
    for name in ("ana", "cora", "supervisor"):
        county.grant(HATS[name], made, sections=ORDINARY_SECTIONS)
    return made


def found_team(county: TestCounty, members: list[Hat], signed: list[Hat]) -> Team:
    made = Team(new_id(), "Steering team")
    matrix = SharingMatrix(
        rows=tuple(
            MatrixRow(basis=basis, agency_kind=kind, sections=frozenset({Section.CONTACTS}))
            for basis in (Basis.S18961_7_WINDOW, Basis.S18986_46_UNIFIED)
            for kind in AgencyKind
        )
    )

    with county.database.administer() as connection:
        add_team(connection, COUNTY, made, actor(county))
        for one in members:
            join_team(connection, COUNTY, made, one.id, actor(county), trained=True)
        for one in signed:
            sign_agreement(connection, COUNTY, made, one.id, "0" * 64, actor(county))
        set_matrix(connection, COUNTY, matrix, actor(county))
    return made


def actor(county: TestCounty) -> Actor:
    return Actor("Test coordinator", county.clock.now(), new_id())


def join(county: TestCounty, team: Team, hat: Hat) -> None:
    """Take somebody in who signed."""
    with county.database.administer() as connection:
        join_team(connection, COUNTY, team, hat.id, actor(county), trained=True)
        sign_agreement(connection, COUNTY, team, hat.id, "0" * 64, actor(county))


@pytest.fixture
def desks(county: TestCounty, case: CaseId, tmp_path: Path) -> Iterator[Desks]:
    with ExitStack() as stack:
        yield {
            name: stack.enter_context(DeskLaptop.of(county, hat, tmp_path / name))
            for name, hat in HATS.items()
        }


def texts(desk: DeskLaptop, case: CaseId) -> list[str]:
    desk.sync()
    return [one.text for one in desk.cases.case(case).timeline]


def a_wish(case: CaseId, basis: Basis, **changes: object) -> ShareWish:
    fields: dict[str, object] = {
        "case": case,
        "basis": basis,
        "to": (HATS["ana"].id,),
        "sections": (Section.CONTACTS,),
        "until": None,
        "purpose": "Planning care",
        "signer": "Her aunt",
        "capacity": SignerCapacity.GUARDIAN,
    }
    return ShareWish(**(fields | changes))  # type: ignore[arg-type]  # fields of the value


def test_a_window_is_opened_by_a_signed_member_extended_by_a_supervisor_and_taken_back(
    county: TestCounty, desks: Desks, case: CaseId
) -> None:
    ana, cora, supervisor = desks["ana"], desks["cora"], desks["supervisor"]
    everyone = [HATS[one] for one in ("ana", "ben", "cora")]
    team = found_team(county, everyone, everyone)
    late = county.add_hat(a_hat(6, agency=3))
    for desk in (ana, cora, supervisor):
        desk.sync()
    [known] = cora.sharing.choices(case).teams
    assert (len(known.signed), known.is_mine) == (3, True)
    reported = cora.session.clock.now() - timedelta(days=29)
    wish = a_wish(case, Basis.S18961_7_WINDOW, to=(), team=team.id, reported_at=reported)
    lines = {one.name: one for one in cora.sharing.preview(wish)}
    assert lines[HATS["ana"].person_name].sections == (Section.CONTACTS,)
    assert cora.sharing.share(wish).until == reported + timedelta(days=30)
    assert texts(ana, case) == [WRITTEN]
    [held] = supervisor.sharing.on_record(case)
    assert held.may_extend
    [by_worker] = cora.sharing.on_record(case)
    assert not by_worker.may_extend
    later = (reported + timedelta(days=50)).date()
    assert len(supervisor.sharing.preview_extension(case, held.id, later)) == 3
    join(county, team, late)
    assert len(supervisor.sharing.on_record(case)[0].to) == 4
    with pytest.raises(ShownError, match="than you saw"):
        supervisor.sharing.extend(case, held.id, later, "A witness came forward.")
    assert len(supervisor.sharing.preview_extension(case, held.id, later)) == 4
    until = supervisor.sharing.extend(case, held.id, later, "A witness came forward.").until
    assert until is not None
    assert until > reported + timedelta(days=45)
    supervisor.sharing.take_back(case, held.id, "The inquiry is closed.")
    assert texts(ana, case) == []
    assert cora.sharing.on_record(case) == ()


def test_who_has_not_signed_opens_no_window_and_a_team_too_small_shows_nothing(
    county: TestCounty, desks: Desks, case: CaseId
) -> None:
    cora = desks["cora"]
    team = found_team(county, [HATS["ana"], HATS["cora"]], [HATS["ana"]])
    cora.sync()
    wish = a_wish(case, Basis.S18961_7_WINDOW, to=(), team=team.id)
    assert all(one.refusal is not None for one in cora.sharing.preview(wish))
    with pytest.raises(ShownError, match="signed its confidentiality"):
        cora.sharing.share(wish)


def test_a_family_team_consent_ends_with_the_participation_of_the_one_it_names(
    desks: Desks, case: CaseId
) -> None:
    ana, cora = desks["ana"], desks["cora"]
    cora.sync()
    cora.sharing.share(a_wish(case, Basis.S832_CFT_CONSENT))
    assert texts(ana, case) == [WRITTEN]
    own = {one.section: one.grounds[0].people for one in cora.cases.case(case).rights}
    assert own[Section.CONTACTS] == (f"{HATS['ana'].person_name} ({HATS['ana'].agency_name})",)
    assert own[Section.IDENTITY] == own[Section.CONTACTS]
    assert own[Section.SCREENING] == ()
    [held] = cora.sharing.on_record(case)
    assert (held.until, held.may_let_go) == (None, True)
    cora.sharing.end_participation(case, held.id, HATS["ana"].id)
    assert texts(ana, case) == []


def test_a_unified_record_is_shared_as_far_as_the_county_lets_it(
    county: TestCounty, desks: Desks, case: CaseId
) -> None:
    found_team(county, [HATS["ana"]], [])
    ana, cora = desks["ana"], desks["cora"]
    cora.sync()
    day = (cora.session.clock.now() + timedelta(days=5)).date()
    cora.sharing.share(a_wish(case, Basis.S18986_46_UNIFIED, until=day))
    assert texts(ana, case) == [WRITTEN]


def test_part_2_records_move_on_a_whole_consent_with_the_notice_or_an_order_made_for_them(
    county: TestCounty, tmp_path: Path
) -> None:
    """From a substance use program, whose records are open to it alone."""
    program = a_hat(6, agency=6, role=LegalRole.CLINICIAN_SUBSTANCE_USE).model_copy(
        update={"agency_kind": AgencyKind.SUBSTANCE_USE}
    )
    ana = HATS["ana"]
    for hat in (program, ana):
        county.add_hat(hat)
    sections = ORDINARY_SECTIONS | {Section.SUBSTANCE_USE}
    case = county.add_case(author=program)
    county.grant(program, case, sections=sections)
    county.grant(ana, case, sections=ORDINARY_SECTIONS)
    paper = tmp_path / "consent.pdf"
    with (
        DeskLaptop.of(county, program, tmp_path / "program") as desk,
        DeskLaptop.of(county, ana, tmp_path / "ana") as other,
    ):
        desk.sync()
        day = (desk.session.clock.now() + timedelta(days=5)).date()
        changes = {"until": day, "sections": (Section.SUBSTANCE_USE,), "told_of_right": True}
        wish = a_wish(case, Basis.PART2_CONSENT, redisclosure=True, paper=paper, **changes)
        with pytest.raises(ShownError, match="paper cannot be read"):
            desk.sharing.preview(wish)
        paper.write_bytes(b"%PDF signed")
        with pytest.raises(ShownError, match="lacks"):
            desk.sharing.share(a_wish(case, Basis.PART2_CONSENT, paper=paper, **changes))
        [line] = desk.sharing.preview(wish)
        assert line.sections == (Section.SUBSTANCE_USE,)
        assert not desk.sharing.share(wish).waits
        other.sync()
        [ground] = [one for held in other.session.store.memberships() for one in held.grounds]
        assert ground.basis is Basis.PART2_CONSENT
        asked = other.session.ask(case, Section.SUBSTANCE_USE, Action.READ, program.agency)
        assert NOTICE.split(" ", 3)[3] in asked.reason.sentence
        assert not desk.sharing.take_back(case, ground.id, "The youth took it back.").waits
        other.sync()
        order = {"until": day, "sections": (Section.SUBSTANCE_USE,), "number": "J-1"}
        [plain] = desk.sharing.preview(a_wish(case, Basis.COURT_ORDER, **order))
        assert plain.sections == (Section.IDENTITY,) or plain.refusal is not None
        made = a_wish(case, Basis.COURT_ORDER, part2_order=True, **order)
        assert not desk.sharing.share(made).waits
        other.sync()
        asked = other.session.ask(case, Section.SUBSTANCE_USE, Action.READ, program.agency)
        assert (asked.allowed, asked.basis) == (True, Basis.COURT_ORDER)
