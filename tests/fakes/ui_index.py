# SPDX-License-Identifier: AGPL-3.0-or-later
"""The cross-agency index as the screens see it, in memory."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from pydantic import JsonValue

from casework.ids import CaseId
from casework.likeness import Sign
from casework.reasons import Reason
from tests.fakes.people import an_id
from ui.errors import ShownError
from ui.index_views import (
    AnswerView,
    CaseIndexView,
    DuplicateView,
    EntryForm,
    EntryStanding,
    EntryView,
    IndexView,
    MatchView,
    TwinView,
)

ASKED_AT = datetime(2026, 11, 23, 18, 30, tzinfo=UTC)
UNTIL = datetime(2026, 11, 26, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
DEFINITION = "A youth whose caregiver is unable or unwilling to keep the youth from harm."
MATCH = MatchView(
    agency="Child Welfare, Emergency Response",
    contact_name="Imani Okafor",
    contact_phone="555-0134",
    case_number="CW-20817",
    contact_dates=(date(2026, 9, 2), date(2026, 10, 14), date(2026, 11, 3), date(2026, 11, 19)),
    signs=frozenset({Sign.SAME_NAME, Sign.SAME_BIRTH_DATE}),
)


@dataclass(frozen=True)
class FakeChanges:
    """What a write changed."""

    kinds: frozenset[str] = frozenset()
    cases: frozenset[CaseId] = frozenset()


class FakeIndex:
    """What the screens told the index, and what it tells them.

    Attributes:
        silent: why the county cannot be asked, or None.
        not_now: why the index may not be used.
    """

    def __init__(self) -> None:
        self.matches: tuple[MatchView, ...] = (MATCH,)
        self.silent: ShownError | None = None
        self.not_now: Reason | None = None
        self.may_enter = True
        self.until: datetime | None = None
        self.coordinates = True
        self.answers: list[AnswerView] = []
        self.of_cases: dict[CaseId, AnswerView] = {}
        self.entered: dict[CaseId, EntryView] = {}
        self.names: dict[CaseId, str] = {}
        self.asked: list[tuple[str, date | None, str]] = []
        self.kept: list[tuple[EntryForm, dict[str, JsonValue]]] = []
        self.typed: dict[CaseId, dict[str, JsonValue]] = {}
        self.concerned = True
        self.decided: list[bool] = []
        self.pairs: tuple[DuplicateView, ...] = (
            DuplicateView(
                TwinView(CaseId(an_id(901)), "Marisol Quiroga", date(2011, 3, 9), ("Probation",)),
                TwinView(CaseId(an_id(902)), "", None, ("Child Welfare", "Youth Shelter")),
                frozenset({Sign.SOUNDS_ALIKE, Sign.SAME_BIRTH_DATE}),
            ),
        )

    def concerns(self) -> bool:
        return self.concerned

    def view(self) -> IndexView:
        may = self.not_now is None
        return IndexView(
            definition=DEFINITION if may else "",
            not_now=self.not_now,
            until=self.until,
            coordinates=self.coordinates,
            entries=tuple(self.entered.values()),
            answers=tuple(reversed(self.answers)) if may else (),
        )

    def of_case(self, case: CaseId) -> CaseIndexView | None:
        if self.not_now is not None:
            return None
        bare = EntryView(case, self.names.get(case, ""), EntryStanding.NOT_ENTERED)
        entry = replace(self.entered.get(case, bare), half_filled=case in self.typed)
        return CaseIndexView(entry, self.of_cases.get(case), self.may_enter)

    def form(self, case: CaseId) -> EntryForm:
        youth: dict[str, JsonValue] = {
            "kinship": "youth",
            "name": "Rosa Marisol Vega",
            "aliases": ["Mari"],
            "birth_date": "2011-03-09",
        }
        aunt: dict[str, JsonValue] = {"kinship": "household", "name": "Elena Vega"}
        fields: dict[str, JsonValue] = {
            "people": [youth, aunt],
            "case_number": "JV-4711",
            "contact": {"name": "Dana Whitfield", "phone": "555-0123"},
            "contact_dates": ["2026-10-01", "2026-11-02"],
        }
        typed = self.typed.get(case)
        name = self.names.get(case, "Mari")
        return EntryForm(case, name, typed or fields, 0, TODAY, typed is not None)

    def keep(self, form: EntryForm, fields: dict[str, JsonValue]) -> None:
        self.typed.pop(form.case, None)
        if fields:
            self.typed[form.case] = fields

    def enter(self, form: EntryForm, fields: dict[str, JsonValue]) -> FakeChanges:
        self.kept.append((form, fields))
        self.typed.pop(form.case, None)
        waiting = EntryStanding.WAITING
        self.entered[form.case] = EntryView(form.case, form.shown_name, waiting, at=ASKED_AT)
        return FakeChanges(frozenset({"index", "work"}), frozenset({form.case}))

    def ask(self, name: str, birth_date: date | None, number: str) -> AnswerView:
        if self.silent is not None:
            raise self.silent
        self.asked.append((name, birth_date, number))
        answer = AnswerView(
            ASKED_AT, name, birth_date, number, self.matches, None, UNTIL, "answer-1"
        )
        self.answers.append(answer)
        return answer

    def ask_for(self, case: CaseId) -> AnswerView:
        answer = self.ask("Rosa Marisol Vega", date(2011, 3, 9), "")
        self.of_cases[case] = replace(answer)
        return answer

    def duplicates(self) -> tuple[DuplicateView, ...]:
        if self.silent is not None:
            raise self.silent
        return self.pairs

    def decide(self, pair: DuplicateView, *, one_youth: bool) -> tuple[DuplicateView, ...]:
        self.decided.append(one_youth)
        self.pairs = tuple(one for one in self.pairs if one != pair)
        return self.pairs
