# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who may enter into and ask the cross-agency index (WIC 18961.5), and which use stands out.

Invariants:
- Until the county stored its definition of "at risk" and switched the index on, nobody uses it.
- Only whom the director of their own agency designated, from that day until it ends or is revoked;
  never an administrator or an analyst.
- Being served by a substance use program is itself protected (42 CFR part 2): such a program enters
  nothing, and nothing of it is told, unless the county's definition says so.
- Every use is logged, the refused ones too.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from casework.hats import Hat
from casework.ids import AgencyId, HatId
from casework.reasons import Reason, ReasonCode
from casework.vocabulary import AgencyKind, LegalRole

NO_CONTENT = frozenset({LegalRole.COUNTY_ADMINISTRATOR, LegalRole.DATA_ANALYST})
MANY_A_DAY = 25
MANY_IN_VAIN = 8
MANY_WITHOUT_CASE = 8
WORKDAY = range(6, 22)


class IndexStanding(BaseModel):
    """What the county decided about its index.

    Attributes:
        definition: of "at risk", as the county's agencies agreed on it.
        substance_use: whether that definition lets substance use programs take part.
        on_since: None while the index is off.
    """

    model_config = ConfigDict(frozen=True)

    definition: str = ""
    substance_use: bool = False
    defined_at: datetime | None = None
    on_since: datetime | None = None

    @property
    def is_on(self) -> bool:
        """Whether anybody may use it."""
        return bool(self.definition.strip()) and self.on_since is not None


class Designation(BaseModel):
    """An agency's director names somebody for the index.

    Attributes:
        director: who did, by name.
        until: not at or after this moment; None until revoked.
    """

    model_config = ConfigDict(frozen=True)

    hat: HatId
    agency: AgencyId
    director: str
    since: datetime
    until: datetime | None = None
    revoked_at: datetime | None = None

    def holds(self, at: datetime) -> bool:
        """Whether it counts at a moment."""
        ended = self.until is not None and self.until <= at
        revoked = self.revoked_at is not None and self.revoked_at <= at
        return self.since <= at and not ended and not revoked


class IndexPower(BaseModel):
    """What somebody may do with the index, and why.

    Attributes:
        reason: why they may, or why not.
        entering: why they may not enter where they may ask; None where they may do both.
        until: when the designation ends by itself.
    """

    model_config = ConfigDict(frozen=True)

    may_ask: bool
    reason: Reason
    entering: Reason | None = None
    until: datetime | None = None

    @property
    def may_enter(self) -> bool:
        """Whether they may enter their own cases."""
        return self.may_ask and self.entering is None

    @property
    def refusal(self) -> Reason | None:
        """Why they may not enter."""
        return self.entering if self.may_ask else self.reason


def judge_use(
    hat: Hat, standing: IndexStanding, designations: Iterable[Designation], at: datetime
) -> IndexPower:
    """What a hat may do with the index at a moment."""

    def refuse(code: ReasonCode) -> IndexPower:
        return IndexPower(may_ask=False, reason=Reason.of(code))

    if hat.legal_role in NO_CONTENT:
        return refuse(ReasonCode.INDEX_NEVER_FOR_ROLE)
    if not standing.is_on:
        return refuse(ReasonCode.INDEX_OFF)
    mine = [one for one in designations if (one.hat, one.agency) == (hat.id, hat.agency)]
    live = [one for one in mine if one.holds(at)]
    if not live:
        past = any(one.since <= at for one in mine)
        code = ReasonCode.INDEX_DESIGNATION_ENDED if past else ReasonCode.INDEX_NOT_DESIGNATED
        return refuse(code)
    ends = [one.until for one in live]
    until = None if None in ends else max(one for one in ends if one is not None)
    closed = is_part2(hat) and not standing.substance_use
    return IndexPower(
        may_ask=True,
        reason=Reason.of(ReasonCode.INDEX_DESIGNATED),
        entering=Reason.of(ReasonCode.INDEX_PART2) if closed else None,
        until=until,
    )


def is_part2(hat: Hat) -> bool:
    """Whether to name this person's agency as involved would tell of substance use treatment."""
    return (
        hat.agency_kind is AgencyKind.SUBSTANCE_USE
        or hat.legal_role is LegalRole.CLINICIAN_SUBSTANCE_USE
    )


class AskedBy(StrEnum):
    """What somebody asked the index by; what was asked itself is sealed."""

    NAME = "name"
    BIRTH_DATE = "birth_date"
    NUMBER = "number"


class UseKind(StrEnum):
    """What somebody did with the index."""

    ASKED = "asked"
    ENTERED = "entered"
    LISTED = "listed"


class IndexUse(NamedTuple):
    """One use, as it is monitored.

    Attributes:
        by: what was asked by.
        found: how many agencies were told.
        own_case: whether it was asked for a case of the asker's own.
    """

    hat: HatId
    at: datetime
    kind: UseKind
    by: frozenset[AskedBy]
    found: int
    refused: bool
    own_case: bool


class Unusual(StrEnum):
    """Why use stands out; a person looks at it and judges."""

    REFUSED = "asked without being allowed"
    MANY = "asked very often on one day"
    IN_VAIN = "asked again and again without finding anything"
    WITHOUT_CASE = "asked often about nobody of their own cases"
    AT_NIGHT = "asked at night"


class Finding(NamedTuple):
    """Use of one hat on one day that stands out."""

    hat: HatId
    day: date
    why: Unusual
    times: int


def find_unusual(uses: Sequence[IndexUse], zone: tzinfo) -> list[Finding]:
    """What stands out, by day and hat; days and nights are the county's."""
    by_day: defaultdict[tuple[HatId, date], list[IndexUse]] = defaultdict(list)
    for one in uses:
        by_day[(one.hat, one.at.astimezone(zone).date())].append(one)
    found = []
    for (hat, day), mine in by_day.items():
        told = [one for one in mine if one.kind is UseKind.ASKED]
        counts = Counter[Unusual]()
        counts[Unusual.REFUSED] = sum(one.refused for one in mine)
        counts[Unusual.MANY] = len(told) if len(told) > MANY_A_DAY else 0
        vain = sum(not one.found and not one.refused for one in told)
        counts[Unusual.IN_VAIN] = vain if vain > MANY_IN_VAIN else 0
        bare = sum(not one.own_case for one in told)
        counts[Unusual.WITHOUT_CASE] = bare if bare > MANY_WITHOUT_CASE else 0
        night = sum(one.at.astimezone(zone).hour not in WORKDAY for one in told)
        counts[Unusual.AT_NIGHT] = night
        found += [Finding(hat, day, why, times) for why, times in counts.items() if times]
    return sorted(found, key=lambda one: (one.day, one.hat, one.why))


def keep_until(lease_ends: datetime, asked_at: datetime, power_until: datetime | None) -> datetime:
    """How long an answer may be read without a network: never beyond lease or designation."""
    ends = [lease_ends, asked_at + timedelta(days=14)]
    return min([*ends, power_until] if power_until is not None else ends)
