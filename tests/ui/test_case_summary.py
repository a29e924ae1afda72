# SPDX-License-Identifier: AGPL-3.0-or-later
"""The summary of a case on paper: what is on record, and nothing its recipient may not read."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QApplication, QWidget

from casework.ids import AgencyId, HatId
from casework.paper import Recipient
from casework.vocabulary import RecordKind, Section
from tests.fakes.people import an_id
from tests.fakes.ui_papers import A_WORKER, tags_of, text_of
from tests.ui.conftest import Desk, settle
from ui.dialogs.recipient_dialog import Preview, RecipientDialog, RecipientWords
from ui.pages.case_page import CasePage
from ui.paper.case_summary import MOST_OF_A_KIND, write_case_summary
from ui.paper.typeset import render_paper
from ui.paper_views import CaseSummary, PageRecipient, PrintNote, SummaryLine
from ui.places import CasePlace
from ui.text import Moments
from ui.views import CaseHeader

NOW = datetime(2026, 11, 23, 18, 30, tzinfo=UTC)
MOMENTS = Moments(ZoneInfo("America/Los_Angeles"))
CLINIC = AgencyId(an_id(77))


def a_line(said: str, kind: RecordKind, section: Section, owner: AgencyId | None) -> SummaryLine:
    return SummaryLine(kind, section, owner, NOW, (said,), "Dana Whitfield")


NOTE, NEED = RecordKind.CONTACT_NOTE, RecordKind.NEED
SUMMARY = CaseSummary(
    header=CaseHeader("Wren", "Maya Castellanos", birth_date=date(2010, 5, 1)),
    lines=(
        a_line("Spoke at the shelter.", NOTE, Section.CONTACTS, None),
        a_line("Their note of a visit.", NOTE, Section.CONTACTS, CLINIC),
        a_line("Sleeps badly.", NEED, Section.MENTAL_HEALTH, None),
    ),
    note=PrintNote(NOW, A_WORKER),
)


def said_for(recipient: Recipient) -> str:
    note = PrintNote(NOW, recipient, expires=NOW + timedelta(days=7))
    return text_of(render_paper(write_case_summary(replace(SUMMARY, note=note), MOMENTS)))


def test_each_recipient_gets_only_the_parts_and_agencies_they_may_read(
    qapp: QApplication,
) -> None:
    whole = {(one, owner) for one in Section for owner in (None, CLINIC)}
    asked = {
        "Maya Castellanos": (Section.IDENTITY, None),
        "Spoke at the shelter.": (Section.CONTACTS, None),
        "Their note of a visit.": (Section.CONTACTS, CLINIC),
        "Sleeps badly.": (Section.MENTAL_HEALTH, None),
    }
    for missing in (*asked.values(), None):
        text = said_for(Recipient("Noor Haddad, Public Health", frozenset(whole - {missing})))
        assert {words for words, needs in asked.items() if words in text} == {
            words for words, needs in asked.items() if needs != missing
        }
        assert text.count("Good until Nov 30, 2026, 10:30") == 2


def test_what_people_disagree_about_is_said_beside_it(qapp: QApplication) -> None:
    need = replace(SUMMARY.lines[2], undecided=("met_on",))
    note = replace(SUMMARY.note, undecided=((RecordKind.YOUTH, "birth_date"),))
    summary = replace(SUMMARY, lines=(need,), note=note)
    text = " ".join(text_of(render_paper(write_case_summary(summary, MOMENTS))).split())
    assert "disagree about “Birth date”" in text
    assert "disagree about “Met on”" in text


def test_a_long_case_says_how_much_more_there_is(qapp: QApplication) -> None:
    many = tuple(a_line(f"Note {at}.", NOTE, Section.CONTACTS, None) for at in range(50))
    data = render_paper(write_case_summary(replace(SUMMARY, lines=many), MOMENTS))
    assert text_of(data).count("Note ") == MOST_OF_A_KIND
    assert f"{50 - MOST_OF_A_KIND} earlier ones are in the case." in text_of(data)
    assert tags_of(data).count("/TH") == 3


def test_the_case_page_saves_one_and_its_name_says_nothing(desk: Desk, tmp_path: Path) -> None:
    case = next(iter(desk.county.cases))
    desk.shell.open(CasePlace(case))
    page = desk.shell.page
    assert isinstance(page, CasePage)
    names: list[str] = []

    def ask(parent: object, caption: str, name: str) -> Path:
        del parent, caption
        names.append(name)
        return tmp_path / name

    page.summary.ask_path = ask
    page.summary.print.click()
    settle()
    assert names == ["summary.pdf"]
    text = text_of((tmp_path / "summary.pdf").read_bytes())
    assert desk.county.cases[case].header.legal_name in text
    assert "Dana Whitfield, Probation" in text
    assert page.problem.text() == "Saved as summary.pdf"


def test_a_summary_for_somebody_else_is_chosen_seen_before_and_recorded_with_its_hash(
    desk: Desk, tmp_path: Path
) -> None:
    case = next(iter(desk.county.cases))
    other = PageRecipient(HatId(an_id(9)), "Noor Haddad · Nurse · Public Health")
    desk.county.recipients += (other,)
    desk.shell.open(CasePlace(case))
    page = desk.shell.page
    assert isinstance(page, CasePage)
    seen: list[list[str]] = []

    def choose(
        parent: QWidget, people: Sequence[PageRecipient], words: RecipientWords, preview: Preview
    ) -> HatId:
        dialog = RecipientDialog(parent, people, words, preview)
        dialog.people.setCurrentIndex(1)
        settle()
        seen.append(dialog.said())
        dialog.deleteLater()
        return other.hat

    page.summary.ask_recipient = choose
    page.summary.ask_path = lambda _parent, _caption, name: tmp_path / name
    page.summary.print.click()
    settle()
    assert "Contacts" in seen[0]
    data = (tmp_path / "summary.pdf").read_bytes()
    assert desk.county.noted_papers == [(case, other.hat, sha256(data).hexdigest())]
