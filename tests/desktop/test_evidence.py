# SPDX-License-Identifier: AGPL-3.0-or-later
"""Signing keeps how a result came about, who changed it and what changed since the last time."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from casework.ids import CaseId, DraftId
from casework.policy import TrainingHeld
from casework.records import Screening, read_view
from casework.vocabulary import AgencyKind, LegalRole, RecordKind
from desktop.instruments import InstrumentShelf
from desktop.paths import Places
from desktop.services.may_start import refuse_start
from desktop.unlock import UnlockDesk
from forms.answers import Kept, Missing, Source, decode_kept, encode_answer
from forms.evidence import EvidenceRules, Licence
from forms.exports.kinds import ExportKind
from forms.pack import build_pack
from tests.fakes.desks import NOW, PASSPHRASE, a_desk, a_workspace_folder, lease_anew
from tests.fakes.evidence_forms import workbook
from tests.fakes.people import a_hat, an_id
from tests.fakes.stores import StillClock
from ui.draft_views import SigningChoices
from ui.errors import ShownError
from ui.jobs import Cancellation
from ui.ports import Workspace

CASE = CaseId(an_id(5001))
PACK = build_pack(workbook(), "t.xlsx")
TRAINED = (TrainingHeld(code="basics", passed_on=date(2026, 1, 31)),)
HAT = a_hat().model_copy(update={"trainings": TRAINED})
EN = "English (en)"
FULL: Mapping[str, Kept] = {
    "/data/worry": "yes",
    "/data/again": "no",
    "/data/full/sleep": "possible",
    "/data/full/sleep#source": Source.RECORD,
    "/data/full/company": "none",
    "/data/full/money": Missing.DECLINED,
}


def a_shelf() -> InstrumentShelf:
    """A shelf with the instrument of these tests only."""
    return InstrumentShelf((PACK,))


@pytest.fixture
def clock() -> StillClock:
    return StillClock(NOW)


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return a_workspace_folder(tmp_path, [CASE], hat=HAT)


@pytest.fixture
def desk(places: Places, clock: StillClock) -> Iterator[UnlockDesk]:
    made = a_desk(places, clock, shelf=a_shelf())
    yield made
    made.lock()


@pytest.fixture
def workspace(desk: UnlockDesk) -> Workspace:
    return desk.unlock(PASSPHRASE)


def later(desk: UnlockDesk, places: Places, clock: StillClock, moment: datetime) -> Workspace:
    """The laptop at a later day, with a lease of that day."""
    desk.lock()
    lease_anew(places, moment + timedelta(days=1))
    clock.moment = moment
    return desk.unlock(PASSPHRASE)


def begun(workspace: Workspace, answers: Mapping[str, Kept]) -> DraftId:
    draft = workspace.screenings.start(CASE, PACK.form_id, EN)
    for path, answer in answers.items():
        workspace.screenings.journal(draft, path, encode_answer(answer))
    return draft


def signed(
    workspace: Workspace,
    answers: Mapping[str, Kept] = FULL,
    choices: SigningChoices = SigningChoices(),  # noqa: B008 - frozen
) -> Screening:
    record, _ = workspace.screenings.sign(begun(workspace, answers), EN, choices)
    return workspace.screenings.signed(CASE, record).screening


def test_a_signed_screening_holds_sources_scores_cuts_and_what_the_author_states(
    workspace: Workspace,
) -> None:
    screening = signed(workspace)
    assert screening.sources == {"/data/full/sleep": "record"}
    assert [one.score for one in screening.scores] == ["3.0", "0", "1.5"]
    level = screening.scores[0]
    assert (level.cuts[0].label, level.cuts[0].reached) == ("County line", False)
    assert [(one.adds, one.note) for one in level.trace][2] == ("0", "declined")
    assert screening.gate == "open"
    assert screening.age is not None
    assert (screening.age.age, screening.age.outside) == (15, False)
    assert screening.accuracy == {"ppv": "20.2"}
    assert screening.accuracy_note == "About one in five."
    assert screening.instrument_sha256 == PACK.sha256
    assert screening.compared is None


def test_a_trip_wire_and_what_it_suggests_are_kept_with_what_the_worker_took(
    workspace: Workspace,
) -> None:
    choices = SigningChoices(taken=frozenset({"police_24h"}))
    screening = signed(workspace, {**FULL, "/data/full/company": "clear"}, choices)
    assert screening.band == "high"
    assert screening.scores[0].summed_band_label == "Some"
    assert [one.label for one in screening.trip_wires] == ["A clear answer here"]
    taken = {one.clock: one.taken for one in screening.suggestions}
    assert taken == {"police_24h": True, "mandated_report": False}


def test_a_result_of_ones_own_stands_beside_the_computed_one_with_reason_and_name(
    workspace: Workspace,
) -> None:
    screening = signed(workspace, FULL, SigningChoices("high", "  Two records disagree. "))
    assert (screening.band, screening.score) == ("low", "3.0")
    assert screening.override is not None
    assert screening.override.reason == "Two records disagree."
    assert (screening.override.by, screening.override.role) == (HAT.person_name, HAT.title)
    assert screening.result_label == "High"
    (entry,) = workspace.cases.case(CASE).timeline
    assert entry.band_label == "High"


@pytest.mark.parametrize(
    ("choices", "said"),
    [
        (SigningChoices("high", "   "), "needs a reason"),
        (SigningChoices("high", "x" * 4001), "needs a reason"),
        (SigningChoices("low", "As computed."), "not another result"),
        (SigningChoices("huge", "No such band."), "not another result"),
    ],
)
def test_an_override_without_reason_or_band_signs_nothing(
    workspace: Workspace, choices: SigningChoices, said: str
) -> None:
    draft = begun(workspace, FULL)
    with pytest.raises(ShownError, match=said):
        workspace.screenings.sign(draft, EN, choices)
    assert [one.draft for one in workspace.today.today().drafts] == [draft]


def test_an_answer_without_the_source_it_needs_is_not_signed(workspace: Workspace) -> None:
    answers = {path: one for path, one in FULL.items() if "#" not in path}
    with pytest.raises(ShownError, match="cannot be signed yet"):
        workspace.screenings.sign(begun(workspace, answers), EN)


def test_the_next_screening_says_what_changed_since_the_last(
    workspace: Workspace, desk: UnlockDesk, places: Places, clock: StillClock
) -> None:
    first = signed(workspace)
    workspace = later(desk, places, clock, NOW + timedelta(days=30))
    answers: dict[str, Kept] = {**FULL, "/data/full/money": "clear", "/data/again": None}
    draft = begun(workspace, answers)
    previous = workspace.screenings.open(draft).previous
    assert previous is not None
    assert previous.screening == first
    record, _ = workspace.screenings.sign(draft, EN)
    compared = workspace.screenings.signed(CASE, record).screening.compared
    assert compared is not None
    assert (compared.record, compared.same_version) == (previous.record, True)
    assert (compared.score, compared.band_label) == ("3.0", "Low")
    first_change, second_change = compared.changes
    assert (first_change.label, first_change.before) == ("Worry before?", "No")
    assert first_change.now_note == "unanswered"
    assert (second_change.label, second_change.now) == ("Money", "Clear")
    assert second_change.before_note == "declined"


def test_a_screening_signed_before_all_this_reads_as_it_was(workspace: Workspace) -> None:
    fields = signed(workspace).model_dump(mode="json", exclude_none=True)
    new = {"sources", "scores", "trip_wires", "gate", "age", "suggestions", "accuracy"}
    old = {name: value for name, value in fields.items() if name not in new | {"accuracy_note"}}
    view = read_view(RecordKind.SCREENING, old)
    assert isinstance(view, Screening)
    assert (view.score, view.scores, view.override, view.result_label) == ("3.0", (), None, "Low")


def test_without_the_training_no_screening_starts_and_the_list_says_why(tmp_path: Path) -> None:
    desk = a_desk(a_workspace_folder(tmp_path, [CASE]), shelf=a_shelf())
    screenings = desk.unlock(PASSPHRASE).screenings
    with pytest.raises(ShownError, match="only after the training") as caught:
        screenings.start(CASE, PACK.form_id, EN)
    assert caught.value.parameters == {"training": "Basic course"}
    (shown,) = screenings.instruments(CASE)
    assert shown.refusal is not None
    assert shown.usable_until == date(2027, 6, 30)
    desk.lock()


def test_a_draft_begun_under_the_licence_is_finished_after_it(
    workspace: Workspace, desk: UnlockDesk, places: Places, clock: StillClock
) -> None:
    draft = begun(workspace, FULL)
    workspace = later(desk, places, clock, NOW.replace(year=2027, month=8))
    workspace.screenings.sign(draft, EN)
    with pytest.raises(ShownError, match="licence of this form ended on"):
        workspace.screenings.start(CASE, PACK.form_id, EN)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2027, 6, 30), None),
        (date(2027, 7, 1), "ended on"),
        (date(2026, 10, 31), "begins on"),
        (date(2026, 11, 1), None),
    ],
)
def test_a_licence_holds_on_its_first_and_last_day(day: date, said: str | None) -> None:
    licence = Licence(starts=date(2026, 11, 1), ends=date(2027, 6, 30))
    refused = refuse_start(EvidenceRules(licence=licence), a_hat(), day, EN)
    assert (refused is None) if said is None else (refused is not None and said in refused.sentence)


@pytest.mark.parametrize(("day", "holds"), [(date(2028, 1, 31), True), (date(2028, 2, 1), False)])
def test_a_training_is_good_for_its_months(day: date, holds: bool) -> None:
    rules = PACK.evidence.model_copy(update={"licence": None})
    assert (refuse_start(rules, HAT, day, EN) is None) is holds


def test_agency_and_role_outside_the_licence_are_told() -> None:
    agencies = EvidenceRules(licence=Licence(agencies=(AgencyKind.MENTAL_HEALTH.value,)))
    roles = EvidenceRules(licence=Licence(roles=(LegalRole.SUPERVISOR.value,)))
    for rules, said in ((agencies, "cover {agency}"), (roles, "your role, {role}")):
        refused = refuse_start(rules, a_hat(), date(2026, 11, 23), EN)
        assert refused is not None
        assert said in refused.sentence


def test_what_was_answered_before_it_was_no_longer_asked_is_kept_apart_from_the_answers(
    workspace: Workspace,
) -> None:
    screening = signed(workspace, {**FULL, "/data/worry": "no"})
    assert screening.gate == "closed"
    assert not [path for path in screening.answers if path.startswith("/data/full/sleep")]
    kept = {one.path: one for one in screening.kept_answers}
    assert kept["/data/full/sleep"].answer == "possible"
    assert kept["/data/full/sleep"].source == "record"
    assert kept["/data/full/sleep"].version == screening.instrument_version
    assert decode_kept(kept["/data/full/money"].answer) is Missing.DECLINED
    assert "/data/full/sleep" not in screening.sources


@pytest.mark.parametrize("kind", [ExportKind.CSV, ExportKind.FHIR_R4])
def test_a_result_of_ones_own_leaves_with_its_reason_and_who_set_it(
    workspace: Workspace, kind: ExportKind
) -> None:
    choices = SigningChoices("high", "Two records disagree.")
    record, _ = workspace.screenings.sign(begun(workspace, FULL), EN, choices)
    content = workspace.exports.export([(CASE, record)], kind, lambda _: None, Cancellation())
    assert content is not None
    if kind is ExportKind.CSV:
        with ZipFile(BytesIO(content)) as packed:
            content = b"".join(packed.read(one) for one in packed.namelist())
    text = content.decode()
    for said in ("High", "Two records disagree.", f"{HAT.person_name} ({HAT.title})"):
        assert said in text
