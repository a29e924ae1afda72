# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a signed screening holds beside its answers: how it came about and who decided what.

Invariants: every number is exact decimal text; every part has a default, so that screenings signed
before a part existed are read unchanged; a computed result is never replaced, only set beside.
"""

from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Reasoned = Annotated[str, Field(min_length=1, max_length=4_000)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class ScoreLine(_Part):
    """One line of a score trace; all values are text so that decimals stay exact.

    Attributes:
        note: the way of not answering, or `unanswered`; empty when answered.
        weight, rule, adds: how the points count; the score is the sum of `adds`.
        group: name of the group it was reduced with, empty for a lone item.
    """

    path: str
    label: str
    answer: str
    points: str
    note: str = ""
    weight: str = ""
    rule: str = ""
    adds: str = ""
    group: str = ""


class CutLine(_Part):
    """The county's own cut and whether the score reached it; None when it was withheld."""

    label: str
    at_least: str
    reached: bool | None = None
    decided_by: str = ""
    decided_on: date | None = None


class SignedScore(_Part):
    """One of the scores of a screening.

    Attributes:
        band_label: after trip-wires; `summed_band_label` is what the number alone gave.
        missing: paths of its items without an answer.
    """

    name: str
    label: str = ""
    score: str | None = None
    band: str | None = None
    band_label: str = ""
    summed_band_label: str = ""
    withheld_reason: str | None = None
    missing: tuple[str, ...] = ()
    max_missing: int | None = None
    cuts: tuple[CutLine, ...] = ()
    trace: tuple[ScoreLine, ...] = ()


class TripWireLine(_Part):
    """An answer that lifted a result whatever the sum."""

    item: str
    answer: str
    label: str = ""
    score: str = ""
    band: str = ""


class Override(_Part):
    """A person's own result beside the computed one.

    Attributes:
        by: name of who decided; `role` the hat they wore.
    """

    band: str
    band_label: str
    reason: Reasoned
    by: str
    role: str = ""
    at: datetime


class ItemChange(_Part):
    """An item answered otherwise than the last time; a note says why there is no answer."""

    path: str
    label: str
    before: str = ""
    before_note: str = ""
    now: str = ""
    now_note: str = ""


class Comparison(_Part):
    """This screening beside the youth's previous one with the same instrument.

    Attributes:
        record: of the previous screening; `signed_at` when it was signed.
        same_version: whether exactly the same content was asked.
        score, band_label: what the previous one came to.
    """

    record: str
    signed_at: datetime
    same_version: bool
    score: str | None = None
    band_label: str = ""
    changes: tuple[ItemChange, ...] = ()


class AgeLine(_Part):
    """The youth's age at signing beside the instrument's range."""

    age: int | None = None
    least: int | None = None
    most: int | None = None
    outside: bool = False


class Suggestion(_Part):
    """A clock the result suggested, and whether the worker said they would act on it."""

    clock: str
    taken: bool = False
