# SPDX-License-Identifier: AGPL-3.0-or-later
"""The sheets of an absence: one page each, everything that is asked, and a neutral file."""

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QApplication, QWidget

from casework.absences import Absence, AbsenceEnd, StatusKnown
from casework.clock_rules import Party
from casework.ids import AgencyId, CaseId, RecordId
from casework.paper import GrantedPaper
from casework.people_around import ContactRule, PersonAround, Relation
from casework.placements import Placement, PlacementType
from casework.records import DocumentKind, Youth
from casework.vocabulary import RecordKind, Section
from tests.fakes.pictures import a_photograph, with_a_place
from tests.fakes.ui_papers import A_WORKER, tags_of, text_of
from tests.ui.conftest import Desk, settle
from ui.document_views import NewDocument
from ui.errors import ShownError
from ui.paper.absence_sheet import write_sheet
from ui.paper.typeset import render_paper
from ui.paper_views import PrintNote
from ui.places import RecordPlace
from ui.record_views import AbsenceSheet, SheetPhoto
from ui.records.photo_choice import LARGEST
from ui.records.record_page import RecordPage
from ui.text import Moments

# The offscreen platform says this about every window with a smallest size.
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

NOW = datetime(2026, 11, 23, 18, 30, tzinfo=UTC)
MOMENTS = Moments(ZoneInfo("America/Los_Angeles"))
ABSENCE = Absence(
    discovered_at=datetime(2026, 11, 23, 17, tzinfo=UTC),
    last_seen_at=datetime(2026, 11, 23, 6, tzinfo=UTC),
    last_seen_place="Bus stop at Main & 4th",
    status_known=StatusKnown.VICTIM,
    description="5'4\", brown eyes, short dark hair",
    marks="Small star on the left wrist",
    clothing="Grey coat, red shoes",
    companions="An older man called Rico",
    vehicle="White van",
    phones_and_names="555-0199; wren_01",
    likely_places="Motels on Harbor Boulevard",
    medical="Insulin twice a day",
    pregnant=False,
    suicidal=True,
)
EARLIER = Absence(
    discovered_at=datetime(2026, 9, 1, 17, tzinfo=UTC),
    ended_at=datetime(2026, 9, 4, 17, tzinfo=UTC),
    end=AbsenceEnd.BROUGHT_BACK,
    end_place="Found in Fresno",
)
NOTE = PrintNote(NOW, A_WORKER)
SHEET = AbsenceSheet(
    youth=Youth(
        legal_name="Maya Castellanos",
        chosen_name="Wren",
        birth_date=date(2010, 5, 1),
        agency_numbers={"Probation": "P-2031"},
    ),
    absence=ABSENCE,
    earlier=(EARLIER,),
    place=Placement(type=PlacementType.SHELTER, place="Heron House", started_on=date(2026, 11, 1)),
    guardians=(
        PersonAround(
            name="Rosa Vale",
            relation=Relation.PARENT,
            phone="555-0101",
            contact_rule=ContactRule.NO_CONTACT,
        ),
    ),
    numbers={Party.LAW_ENFORCEMENT: "26-0001"},
    reporter=("Dana Whitfield", "Probation officer", "Probation"),
    note=NOTE,
)
IN_ORDER = (
    "Dana Whitfield",
    "P-2031",
    "Maya Castellanos",
    "Wren",
    "brown eyes",
    "Small star",
    "Grey coat",
    "Main & 4th",
    "Heron House",
    "Rico",
    "White van",
    "wren_01",
    "Harbor Boulevard",
    "Rosa Vale, 555-0101, No contact",
    "Known or believed victim",
    "Insulin",
    "Found in Fresno",
    "NCIC number",
)


def read(paper: GrantedPaper) -> str:
    data = render_paper(paper)
    assert len(PdfReader(BytesIO(data)).pages) == 1
    return text_of(data)


@pytest.mark.parametrize("party", [Party.LAW_ENFORCEMENT, Party.NCMEC])
def test_a_sheet_says_on_one_page_all_that_is_asked_in_the_order_it_is_asked(
    qapp: QApplication, party: Party
) -> None:
    text = read(write_sheet(SHEET, party, MOMENTS))
    at = [text.index(words) for words in IN_ORDER]
    assert at == sorted(at)
    assert "26-0001" in text
    assert "never put on a public poster" in text
    assert ("1-800-843-5678" in text) is (party is Party.NCMEC)


def test_a_sheet_says_what_people_disagree_about(qapp: QApplication) -> None:
    disputed = ((RecordKind.YOUTH, "birth_date"), (RecordKind.ABSENCE, "pregnant"))
    sheet = replace(SHEET, note=replace(NOTE, undecided=disputed))
    text = " ".join(read(write_sheet(sheet, Party.NCMEC, MOMENTS)).split())
    assert "disagree about “Birth date”, “Pregnant”" in text


def test_what_is_not_known_is_a_line_to_write_on(qapp: QApplication) -> None:
    bare = AbsenceSheet(
        Youth(legal_name="Maya"), Absence(discovered_at=NOW), (), None, (), {}, ("Dana",), NOTE
    )
    text = read(write_sheet(bare, Party.LAW_ENFORCEMENT, MOMENTS))
    # The next name follows at once: nothing but a line stands between them.
    assert "Clothing When and where" in text
    assert "Pregnant Suicidal" in text
    assert "NCIC number Entered on, at" in text


def test_only_of_an_adult_the_two_questions_are_on_the_sheet(qapp: QApplication) -> None:
    grown = SHEET.youth.model_copy(update={"birth_date": date(2007, 1, 1)})
    asked = "seem to leave unwillingly"
    adult = AbsenceSheet(grown, ABSENCE, (), None, (), {}, ("Dana",), NOTE)
    assert asked in read(write_sheet(adult, Party.NCMEC, MOMENTS))
    assert asked not in read(write_sheet(SHEET, Party.NCMEC, MOMENTS))


def test_the_longest_texts_stay_on_one_page_and_say_that_there_is_more(qapp: QApplication) -> None:
    line, text = "Wide words <b> " * 13, "A long story. " * 1000
    lines = ("last_seen_place", "marks", "clothing", "companions", "vehicle", "medical")
    texts = ("circumstances", "description", "likely_places")
    update = {**dict.fromkeys(lines, line), **dict.fromkeys(texts, text)}
    full = AbsenceSheet(
        SHEET.youth,
        ABSENCE.model_copy(update=update),
        (EARLIER,) * 9,
        SHEET.place,
        SHEET.guardians * 4,
        SHEET.numbers,
        SHEET.reporter,
        NOTE,
    )
    said = read(write_sheet(full, Party.NCMEC, MOMENTS))
    assert said.count("(more in the case)") == len(texts)
    assert "words <b>" in said


def an_absence(desk: Desk) -> tuple[CaseId, RecordId]:
    case, record = next(iter(desk.county.cases)), RecordId("absence-1")
    desk.county.records.saved[record] = (case, RecordKind.ABSENCE, ABSENCE)
    return case, record


def a_page(desk: Desk, folder: Path, names: list[str]) -> RecordPage:
    def ask(parent: QWidget, caption: str, name: str) -> Path:
        names.append(name)
        return folder / name

    case, record = an_absence(desk)
    page = RecordPage(desk.shell.kit, RecordPlace(case, RecordKind.ABSENCE, record), ask)
    page.refresh()
    settle()
    return page


def test_both_sheets_are_saved_from_the_absence_and_name_nobody_outside(
    desk: Desk, tmp_path: Path
) -> None:
    names: list[str] = []
    page = a_page(desk, tmp_path, names)
    page.sheets.law.click()
    page.sheets.ncmec.click()
    settle()
    assert names == ["report-1.pdf", "report-2.pdf"]
    for name in names:
        reader = PdfReader(BytesIO((tmp_path / name).read_bytes()))
        assert reader.metadata is not None
        assert reader.metadata.title == "Report"
        told = f"{reader.metadata} {reader.xmp_metadata and reader.xmp_metadata.stream.get_data()}"
        for words in ("Maya", "Wren", "Castellanos", "Dana", "issing"):
            assert words not in told
    assert len(desk.county.records.printed) == len(names)
    assert [(to, digest) for _, _, to, digest in desk.county.records.given] == [
        (party, hashlib.sha256((tmp_path / name).read_bytes()).hexdigest())
        for party, name in zip((Party.LAW_ENFORCEMENT, Party.NCMEC), names, strict=True)
    ]
    assert page.problem.text() == "Saved as report-2.pdf"
    page.deleteLater()


def test_what_cannot_be_logged_or_may_not_be_seen_is_not_written(
    desk: Desk, tmp_path: Path
) -> None:
    page = a_page(desk, tmp_path, [])
    desk.county.records.refuses_sheets = ShownError("This is not for you.", "Ask.")
    page.sheets.law.click()
    settle()
    assert "not for you" in page.problem.text()
    assert not list(tmp_path.iterdir())
    page.deleteLater()


def test_a_sheet_is_not_made_while_something_typed_is_not_saved(desk: Desk, tmp_path: Path) -> None:
    page = a_page(desk, tmp_path, [])
    page.editors["clothing"].changed.emit()
    page.sheets.law.click()
    settle()
    assert "only what is saved" in page.problem.text()
    assert not desk.county.records.printed
    page.deleteLater()


def test_the_sheets_are_offered_for_a_recorded_absence_only(desk: Desk) -> None:
    case, record = an_absence(desk)
    for place, offered in (
        (RecordPlace(case, RecordKind.ABSENCE, record), True),
        (RecordPlace(case, RecordKind.ABSENCE, None), False),
        (RecordPlace(case, RecordKind.PLACEMENT, None), False),
    ):
        desk.shell.open(place)
        settle()
        page = desk.shell.page
        assert isinstance(page, RecordPage)
        assert page.sheets.isVisible() is offered


def test_a_photograph_the_worker_chose_goes_on_the_sheet_and_nothing_of_its_file_does(
    desk: Desk, tmp_path: Path
) -> None:
    case = next(iter(desk.county.cases))
    content = with_a_place(a_photograph(2400, 1800, "JPEG"))
    new = NewDocument("Last autumn", DocumentKind.PHOTOGRAPH, Section.CONTACTS, "w.jpg", content)
    desk.county.documents.keep(case, new, content)
    page = a_page(desk, tmp_path, [])
    photo = page.sheets.photo
    assert [photo.box.itemText(at) for at in range(photo.box.count())] == [
        "No photograph",
        "Last autumn · Nov 23, 2026",
    ]
    page.sheets.law.click()
    photo.box.setCurrentIndex(1)
    page.sheets.ncmec.click()
    settle()
    without, with_it = ((tmp_path / f"report-{at}.pdf").read_bytes() for at in (1, 2))
    assert tags_of(without).count("/Figure") == 0
    assert tags_of(with_it).count("/Figure") == 1
    assert "Recent photograph handed over Yes" in text_of(with_it)
    assert b"GPS" not in with_it
    assert b"Exif" not in with_it
    assert len(with_it) - len(without) < LARGEST
    page.deleteLater()


def test_a_photograph_from_a_part_the_hat_may_not_read_is_not_on_the_sheet(
    qapp: QApplication,
) -> None:
    photo = SheetPhoto(RecordId("d-1"), Section.MENTAL_HEALTH, AgencyId("other"))
    data = render_paper(
        write_sheet(replace(SHEET, photo=photo), Party.NCMEC, MOMENTS, a_photograph())
    )
    assert tags_of(data).count("/Figure") == 0
