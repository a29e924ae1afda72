# SPDX-License-Identifier: AGPL-3.0-or-later
"""The timeline of a case, newest first."""

from collections.abc import Sequence
from datetime import timedelta

from casework.ids import CaseId
from casework.vocabulary import RecordKind
from ui.log_words import say_event
from ui.models.rows import Row
from ui.models.rows_of import ICON_OF_KIND, TONE_OF_STANDING, place_of_record
from ui.places import Place, TimelinePlace
from ui.record_words import say_parts
from ui.text import Moments, say_kind, say_reason, say_standing
from ui.theme.theme import Theme
from ui.theme.tokens import Tone
from ui.timeline_views import Standing, TimelineEntry
from ui.widgets.row_list import RowList
from ui.widgets.timeline_delegate import TimelineDelegate

LATER = timedelta(hours=1)
"""What was written down so much after it took place says when."""


class Timeline(RowList):
    """Shows events of one case; screenings can be chosen."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "")
        self.setAccessibleName(self.tr("Timeline of the case"))
        self.setItemDelegate(TimelineDelegate(theme, self))

    def show_entries(
        self, case: CaseId, entries: Sequence[TimelineEntry], moments: Moments
    ) -> None:
        """Show other events."""
        self.show_rows([self._row(case, entry, moments) for entry in entries])

    def _row(self, case: CaseId, entry: TimelineEntry, moments: Moments) -> Row:
        case = entry.joined or case
        detail = [say_parts(entry.headline), entry.author_name]
        if entry.joined is not None:
            detail.append(self.tr("in the case of {name}").format(name=entry.joined_name))
        if entry.score is not None:
            detail.append(self.tr("Score {score}").format(score=entry.score))
        if abs(entry.entered_at - entry.at) >= LATER:
            written = self.tr("written down {moment}")
            detail.append(written.format(moment=moments.minute(entry.entered_at)))
        standing = say_standing(entry.standing)
        tone: Tone = TONE_OF_STANDING[entry.standing]
        if entry.standing is Standing.SENT:
            standing, tone = entry.band_label, "accent"
        elif entry.band_label:
            detail.append(entry.band_label)
        return Row(
            key=_place_of(case, entry),
            title=entry.title or self._title(entry),
            detail=" · ".join(part for part in detail if part),
            aside=f"{moments.day(entry.at)}\n{moments.minute_of_day(entry.at)}",
            tag=standing,
            tone=tone,
            icon="send" if entry.kind is None else ICON_OF_KIND[entry.kind],
            text=entry.text,
            warning="" if entry.reason is None else say_reason(entry.reason),
        )

    def _title(self, entry: TimelineEntry) -> str:
        if entry.kind is None:
            return "" if entry.event is None else say_event(entry.event)
        return self.tr("Case opened") if entry.kind is RecordKind.YOUTH else say_kind(entry.kind)


def _place_of(case: CaseId, entry: TimelineEntry) -> Place | None:
    opens = entry.headline or entry.kind in (RecordKind.SCREENING, RecordKind.DOCUMENT)
    if entry.kind is None or not opens:
        return None
    place = place_of_record(case, entry.kind, entry.record)
    return None if isinstance(place, TimelinePlace) else place
