# SPDX-License-Identifier: AGPL-3.0-or-later
"""From the laptop: opening a case in an emergency, and reading what was shown to whom."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from casework.clock_rules import Party
from casework.consents import SignerCapacity
from casework.ids import CaseId, RecordId
from casework.policy import Hat
from casework.reasons import ReasonCode
from casework.vocabulary import ORDINARY_SECTIONS, Basis, LegalRole, RecordKind, Section
from desktop.services.deciding import NOT_TOLD
from desktop.services.papers_given import record_given
from desktop.services.sharing import ONLINE_ONLY
from sync.server.papers_given import account_for
from tests.fakes.advocates import DeskLaptop
from tests.fakes.county import COUNTY, TestCounty, a_note, county_in_memory
from tests.fakes.people import a_hat, an_id
from ui.errors import ShownError
from ui.sharing_views import ShareWish

WRITTEN = "Written by another agency."
REASON = "She called from a motel and the line broke."


@pytest.fixture
def county() -> Iterator[TestCounty]:
    with county_in_memory() as made:
        yield made


@pytest.fixture
def hats(county: TestCounty) -> dict[str, Hat]:
    """Ana and her supervisor, Ben of the same agency, Cora of another, an administrator."""
    made = {
        "ana": a_hat(1),
        "ben": a_hat(2),
        "supervisor": a_hat(3, role=LegalRole.SUPERVISOR),
        "cora": a_hat(4, agency=2),
        "admin": a_hat(5, role=LegalRole.COUNTY_ADMINISTRATOR),
    }
    for hat in made.values():
        county.add_hat(hat)
    return made


@pytest.fixture
def case(county: TestCounty, hats: dict[str, Hat]) -> CaseId:
    """Cora's, with a note of hers; Ana is assigned too and sees who the youth is."""
    made = county.add_case(author=hats["cora"])
    county.add_record(made, RecordKind.CONTACT_NOTE, a_note(WRITTEN), author=hats["cora"])
    for name in ("ana", "cora"):
        county.grant(hats[name], made, sections=ORDINARY_SECTIONS)
    return made


@pytest.fixture
def desks(
    county: TestCounty, hats: dict[str, Hat], tmp_path: Path
) -> Iterator[dict[str, DeskLaptop]]:
    with ExitStack() as stack:
        yield {
            name: stack.enter_context(DeskLaptop.of(county, hat, tmp_path / name))
            for name, hat in hats.items()
        }


def texts(desk: DeskLaptop, case: CaseId) -> list[str]:
    return [one.text for one in desk.cases.case(case).timeline]


def test_an_emergency_opens_the_case_tells_a_second_person_and_waits_for_review(
    desks: dict[str, DeskLaptop], hats: dict[str, Hat], case: CaseId
) -> None:
    ana, ben, supervisor = desks["ana"], desks["ben"], desks["supervisor"]
    for at_rest in (ben, supervisor) * 3:
        at_rest.sync()
    ana.sync()
    assert texts(ana, case) == []
    named = [one.hat for one in ana.sharing.people()]
    assert hats["ben"].id in named
    assert hats["ana"].id not in named
    looked = ana.sharing.emergency_choices(case).told
    assert looked.name == hats["ana"].person_name
    assert Section.CONTACTS in looked.sections
    assert Section.SUBSTANCE_USE not in looked.sections
    until = ana.sharing.open_in_emergency(case, REASON, hats["ben"].id).until
    assert until == looked.until
    ana.sync()
    assert texts(ana, case) == [WRITTEN]
    rights = {one.section: one.grounds for one in ana.cases.case(case).rights}
    assert [one.basis for one in rights[Section.CONTACTS]][-1] is Basis.EMERGENCY_BREAK_GLASS
    assert rights[Section.CONTACTS][-1].until == until

    ben.sync()
    [told] = ben.sharing.emergencies()
    assert (told.to_see, told.to_review, told.reason) == (True, False, REASON)
    assert (told.by, told.case, told.shown_name) == (hats["ana"].person_name, None, "")
    ben.sharing.note_seen(told.ground, reviewed=False)
    assert ben.sharing.emergencies() == ()

    supervisor.sync()
    [waiting] = supervisor.sharing.emergencies()
    assert (waiting.to_review, waiting.told) == (True, hats["ben"].person_name)
    supervisor.sharing.note_seen(waiting.ground, reviewed=True)
    for one in (ben, supervisor):
        one.sync()
        assert one.sharing.emergencies() == ()


def test_nobody_opens_without_a_reason_and_an_administrator_never(
    desks: dict[str, DeskLaptop], hats: dict[str, Hat], case: CaseId
) -> None:
    with pytest.raises(ShownError, match="cannot wait"):
        desks["ana"].sharing.open_in_emergency(case, " ", hats["ben"].id)
    with pytest.raises(ShownError, match="second person"):
        desks["ana"].sharing.open_in_emergency(case, REASON, hats["ana"].id)
    refusal = desks["admin"].sharing.emergency_choices(case).told.refusal
    assert refusal is not None
    assert refusal.code is ReasonCode.NO_CONTENT_ROLE
    with pytest.raises(ShownError, match="administrator"):
        desks["admin"].sharing.open_in_emergency(case, REASON, hats["ben"].id)


def test_whoever_reviews_nothing_of_their_own_agency_is_told_nothing(
    desks: dict[str, DeskLaptop], hats: dict[str, Hat], case: CaseId
) -> None:
    desks["ana"].sharing.open_in_emergency(case, REASON, hats["ben"].id)
    cora = desks["cora"]
    cora.sync()
    assert cora.sharing.emergencies() == ()
    desks["supervisor"].sync()
    [waiting] = desks["supervisor"].sharing.emergencies()
    cora.sharing.note_seen(waiting.ground, reviewed=True)
    desks["supervisor"].sync()
    assert len(desks["supervisor"].sharing.emergencies()) == 1


def test_without_the_county_it_says_honestly_what_is_possible(
    desks: dict[str, DeskLaptop], case: CaseId
) -> None:
    ana = desks["ana"]
    ana.online[0] = False
    with pytest.raises(ShownError) as told:
        ana.sharing.people()
    assert told.value.sentence == NOT_TOLD
    with pytest.raises(ShownError) as told:
        ana.sharing.disclosures(case)
    assert told.value.sentence == ONLINE_ONLY


def test_the_accounting_is_open_to_those_who_may_share_and_to_nobody_else(
    county: TestCounty, desks: dict[str, DeskLaptop], hats: dict[str, Hat], case: CaseId
) -> None:
    ana, cora = desks["ana"], desks["cora"]
    ana.sharing.open_in_emergency(case, REASON, hats["ben"].id)
    ana.sync()
    [line] = cora.sharing.disclosures(case)
    assert (line.section, line.shown_to, line.owner, line.basis) == (
        Section.CONTACTS,
        hats["ana"].person_name,
        hats["cora"].agency_name,
        Basis.EMERGENCY_BREAK_GLASS,
    )
    assert len(line.sha256) == 64
    # What was made on paper for another agency stands beside what was served.
    cora.sync()
    record_given(cora.session, case, RecordId(an_id(9)), Party.NCMEC, "5f" * 32)
    served, *papers = cora.sharing.disclosures(case)
    assert served == line
    assert [(one.section, one.shown_to, one.basis, one.sha256) for one in papers] == [
        (section, "National Center for Missing and Exploited Children", basis, "5f" * 32)
        for section, basis in (
            (Section.IDENTITY, Basis.NCMEC_AB161),
            (Section.PLACEMENT, Basis.NCMEC_AB161),
        )
    ]
    # The county tells it too, once it has it, and the laptop does not tell it twice.
    cora.sync()
    assert cora.sharing.disclosures(case) == (served, *papers)
    with county.database.administer() as connection:
        told = account_for(connection, COUNTY, case)
    assert [(one.section, one.shown_to, one.sha256) for one in told] == [
        (one.section, one.shown_to, one.sha256) for one in (served, *papers)
    ]
    for outsider in ("ben", "admin"):
        with pytest.raises(ShownError):
            desks[outsider].sharing.disclosures(case)


def test_the_age_of_the_consent_list_is_that_of_the_last_whole_pull(
    desks: dict[str, DeskLaptop], case: CaseId
) -> None:
    """A sync that was cut before it had heard of rights makes the list no younger."""
    ana = desks["ana"]
    assert ana.session.store.rest.rights_told_at() is None
    ana.sync()
    told, reach = ana.cases.case(case).rights_as_of, ana.cases.case(case).reach_as_of
    assert told is not None
    assert reach is not None
    ana.sync()
    assert ana.cases.case(case).reach_as_of == reach
    told = ana.cases.case(case).rights_as_of
    ana.online[0] = False
    with pytest.raises(ShownError):
        ana.sync()
    receipt = ana.session.store.last_receipt()
    assert receipt is not None
    assert receipt.note
    assert ana.cases.case(case).rights_as_of == told


def test_whoever_wears_two_hats_shares_under_the_one_chosen_at_unlocking(
    county: TestCounty, desks: dict[str, DeskLaptop], case: CaseId, tmp_path: Path
) -> None:
    """One person, two vaults: what the one may do, the other may not; the record says which."""
    ana = desks["ana"].session.hat
    other = a_hat(9, agency=7).model_copy(
        update={"person": ana.person, "person_name": ana.person_name}
    )
    county.add_hat(other)
    with DeskLaptop.of(county, other, tmp_path / "other") as wearing_the_other:
        wearing_the_other.sync()
        assert wearing_the_other.session.store.case(case) is None
        with pytest.raises(ShownError):
            wearing_the_other.sharing.disclosures(case)
        second = desks["ben"].session.hat.id
        wearing_the_other.sharing.open_in_emergency(case, REASON, second)
        assert county.sql("SELECT recorded_by, hats FROM ground") == [(other.id, [other.id])]
        desks["ana"].sync()
        assert texts(desks["ana"], case) == []


def test_a_consent_is_looked_at_first_and_then_opens_what_it_said(
    desks: dict[str, DeskLaptop], hats: dict[str, Hat], case: CaseId
) -> None:
    """Cora shares her agency's contact notes with Ana, and only those."""
    ana, cora = desks["ana"], desks["cora"]
    cora.sync()
    choices = cora.sharing.choices(case)
    assert Section.CONTACTS in choices.sections
    assert not {Section.IDENTITY, Section.ADVOCATE_NOTES} & set(choices.sections)
    assert hats["ana"].id in {one.hat for one in choices.people}
    assert hats["admin"].id not in {one.hat for one in choices.people}
    wish = ShareWish(
        case=case,
        basis=Basis.CONSENT_GENERIC,
        to=(hats["ana"].id,),
        sections=(Section.CONTACTS,),
        until=(choices.now + timedelta(days=9)).date(),
        purpose="Planning care",
        signer="Her aunt",
        capacity=SignerCapacity.GUARDIAN,
    )
    [line] = cora.sharing.preview(wish)
    assert (line.name, line.sections, line.refusal) == (
        hats["ana"].person_name,
        (Section.CONTACTS,),
        None,
    )
    ana.sync()
    assert texts(ana, case) == []
    assert cora.sharing.share(wish).until == line.until
    ana.sync()
    assert texts(ana, case) == [WRITTEN]
    [shown] = cora.sharing.disclosures(case)
    assert shown.purpose == "Planning care"


def test_nobody_shares_what_they_may_not_see_or_without_what_the_law_asks_for(
    desks: dict[str, DeskLaptop], hats: dict[str, Hat], case: CaseId
) -> None:
    desks["cora"].sync()
    day = desks["cora"].session.clock.now().date()
    to = (hats["ana"].id,)
    incomplete = ShareWish(case, Basis.CONSENT_GENERIC, to, (Section.CONTACTS,), day)
    with pytest.raises(ShownError, match="lacks"):
        desks["cora"].sharing.share(incomplete)
    beyond = ShareWish(case, Basis.COURT_ORDER, to, (Section.EDUCATION,), day, number="J-1")
    with pytest.raises(ShownError, match="does not include"):
        desks["cora"].sharing.share(beyond)
    with pytest.raises(ShownError, match="not assigned"):
        desks["ben"].sharing.share(replace(beyond, sections=(Section.CONTACTS,)))
