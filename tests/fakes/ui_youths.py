# SPDX-License-Identifier: AGPL-3.0-or-later
"""How an invented case stands in the lists of youths, and by which words it is found."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from casework.ids import CaseId
from ui.timeline_views import EventGroup, TimelinePart, TimelineWish, group_of
from ui.views import CaseHeader, DueRow, Standing, TimelineEntry, TodayView
from ui.youth_views import Match, MatchedBy, YouthList, YouthPage, YouthRow


def youth_row_of(
    case: CaseId,
    header: CaseHeader,
    timeline: Sequence[TimelineEntry],
    *,
    words: Sequence[str] = (),
    is_pinned: bool = False,
) -> YouthRow:
    return YouthRow(
        case=case,
        shown_name=header.shown_name,
        legal_name=header.legal_name,
        age=header.age,
        agency_numbers=" · ".join(number for _, number in header.agency_numbers),
        last_activity=max((entry.at for entry in timeline), default=None),
        has_unsent=any(entry.standing is Standing.UNSENT for entry in timeline),
        is_pinned=is_pinned,
        matches=tuple(
            Match(entry.record, entry.kind, MatchedBy.TEXT, entry.text, entry.at)
            for entry in timeline
            if words and any(word in entry.text.casefold() for word in words)
        )[:3],
    )


def haystack_of(header: CaseHeader, timeline: Sequence[TimelineEntry]) -> str:
    parts = [header.shown_name, header.legal_name, *header.aliases]
    parts += [number for _, number in header.agency_numbers]
    return " ".join([*parts, *(entry.text for entry in timeline)]).casefold()


def newest_first(timeline: Sequence[TimelineEntry]) -> tuple[TimelineEntry, ...]:
    return tuple(sorted(timeline, key=lambda entry: entry.at, reverse=True))


def part_of(
    name: str,
    timeline: Sequence[TimelineEntry],
    wish: TimelineWish,
    now: datetime,
    offset: int,
    limit: int,
) -> TimelinePart:
    wished = [
        one
        for one in newest_first(timeline)
        if wish.group in (EventGroup.ALL, group_of(one.kind))
        and (wish.days is None or now - one.at <= timedelta(days=wish.days))
    ]
    groups = frozenset(group_of(one.kind) for one in timeline)
    return TimelinePart(name, len(wished), tuple(wished[offset : offset + limit]), groups)


def is_listed(
    case: CaseId,
    timeline: Sequence[TimelineEntry],
    which: YouthList,
    pinned: Collection[CaseId],
    due: Sequence[DueRow],
) -> bool:
    match which:
        case YouthList.PINNED:
            return case in pinned
        case YouthList.UNSENT:
            return any(one.standing is Standing.UNSENT for one in timeline)
        case YouthList.DUE:
            return any(one.case == case for one in due)
        case _:
            return True


@dataclass
class FakeCase:
    header: CaseHeader
    timeline: list[TimelineEntry] = field(default_factory=list)
    last_screened: date | None = None
    may_write: bool = True


class FakeYouths(ABC):
    """The lists of youths and the timelines of their cases."""

    moment: datetime

    def __init__(self) -> None:
        super().__init__()
        self.cases: dict[CaseId, FakeCase] = {}
        self.pinned: set[CaseId] = set()

    @abstractmethod
    def today(self) -> TodayView: ...

    def search(
        self, text: str, offset: int, limit: int, which: YouthList = YouthList.ALL
    ) -> YouthPage:
        words = text.casefold().split()
        rows = [
            youth_row_of(case, one.header, one.timeline, words=words, is_pinned=case in self.pinned)
            for case, one in sorted(self.cases.items(), key=lambda pair: pair[1].header.shown_name)
            if all(word in haystack_of(one.header, one.timeline) for word in words)
            and is_listed(case, one.timeline, which, self.pinned, self.today().due)
        ]
        return YouthPage(len(rows), tuple(rows[offset : offset + limit]))

    def read_on(self) -> bool:
        return False

    def pin(self, case: CaseId, *, pinned: bool) -> None:
        (self.pinned.add if pinned else self.pinned.discard)(case)

    def is_pinned(self, case: CaseId) -> bool:
        return case in self.pinned

    def timeline(self, case: CaseId, wish: TimelineWish, offset: int, limit: int) -> TimelinePart:
        one = self.cases[case]
        return part_of(one.header.shown_name, one.timeline, wish, self.moment, offset, limit)
