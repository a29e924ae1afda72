# SPDX-License-Identifier: AGPL-3.0-or-later
"""The legal and county clocks: what starts one, how long it runs, who must be told, what proves it.

The floor is law and built in; a county may make a floor shorter and never longer, and may not take
it away. The county clocks below it come from practice that no statute we could read fixes (domain
notes, L24): they are off until a county turns them on, and are shown as the county's own, to be
verified. The vetoed AB 273 hearing clock is in neither list and never will be.

Sources: PC 11166(a), (j)(2) and (j)(3); WIC 16501.35 with AB 2108 (Ch. 660/2024) and AB 161
(Ch. 46/2024); ACL 16-15 as Los Angeles reads it. Facts D1 to D10 of the domain notes.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from casework.record_parts import Word


class ClockStart(Word):
    """What starts clocks: always the moment this worker's agency received the information."""

    ABUSE_SUSPECTED = "abuse_suspected", "Abuse is suspected"
    VICTIM_KNOWN = "victim_known", "The youth is known or believed to be a victim"
    ABSENT = "absent", "The youth is absent"
    RETURNED = "returned", "The youth is back"
    CRISIS = "crisis", "A crisis was identified"
    IDENTIFIED = "identified", "The youth was identified"
    MEETING_HELD = "meeting_held", "A team meeting was held"


class Party(Word):
    """Who is told."""

    HOTLINE = "hotline", "Child welfare or law enforcement, by phone"
    WRITTEN_REPORT = "written_report", "Child welfare or law enforcement, in writing"
    LAW_ENFORCEMENT = "law_enforcement", "Law enforcement"
    NCMEC = "ncmec", "National Center for Missing and Exploited Children"
    PARENTS = "parents", "Parents or guardians"
    INDIAN_CUSTODIAN = "indian_custodian", "Indian custodian"
    TRIBE = "tribe", "Tribe"
    SIBLINGS = "siblings", "Siblings"
    COURT = "court", "Juvenile court"
    YOUTHS_ATTORNEY = "youths_attorney", "The youth’s attorney"
    PARENTS_ATTORNEY = "parents_attorney", "The parents’ attorney"
    CASA = "casa", "CASA"
    RESPONDER = "responder", "Crisis responder"
    MEDICAL_HUB = "medical_hub", "Medical hub"
    TEAM = "team", "The team"
    YOUTH = "youth", "The youth"


class Channel(Word):
    """How somebody was told."""

    PHONE = "phone", "Phone"
    IN_PERSON = "in_person", "In person"
    WEB = "web", "Web form"
    FAX = "fax", "Fax"
    SECURE_EMAIL = "secure_email", "Secure e-mail"
    LETTER = "letter", "Letter"
    FILING = "filing", "Filed with the court"


class Counting(StrEnum):
    """How a length is counted.

    HOURS pass by the clock through every change to and from daylight saving. DAYS and WORKING_DAYS
    leave out the day of the start and end with the last one in the county's zone.
    """

    AT_ONCE = "at_once"
    HOURS = "hours"
    DAYS = "days"
    WORKING_DAYS = "working_days"


class Force(StrEnum):
    """Where a clock comes from."""

    LAW = "law"
    COUNTY = "county"


WRITTEN = frozenset({Channel.WEB, Channel.FAX, Channel.SECURE_EMAIL, Channel.LETTER})
SPOKEN = frozenset({Channel.PHONE, Channel.IN_PERSON})
ANY_CHANNEL = frozenset(Channel)


class ClockRule(BaseModel):
    """One clock.

    Attributes:
        code: stable name on the wire.
        length: hours or days, by `counting`; 0 where it is at once.
        channels: those that count.
        needs_number: only a reference number proves it.
        may_be_excused: `not required` or `unable`, with the reason, closes it as well.
        repeats: begins again when it is closed, while what started it goes on.
        on: it runs; the law's always do.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    starts: ClockStart
    party: Party
    counting: Counting
    length: Annotated[int, Field(ge=0, le=366 * 24)] = 0
    force: Force
    citation: str
    channels: frozenset[Channel] = ANY_CHANNEL
    needs_number: bool = False
    may_be_excused: bool = False
    repeats: bool = False
    on: bool = True


def _law(code: str, starts: ClockStart, party: Party, citation: str, **more: object) -> ClockRule:
    given = {"counting": Counting.HOURS, "length": 24, **more}
    return ClockRule.model_validate(
        {"code": code, "starts": starts, "party": party, "citation": citation, "force": "law"}
        | given
    )


AB_2108 = "WIC 16501.35 (AB 2108, Ch. 660/2024)"
FLOOR: tuple[ClockRule, ...] = (
    _law(
        "report_phone",
        ClockStart.ABUSE_SUSPECTED,
        Party.HOTLINE,
        "PC 11166(a)",
        counting=Counting.AT_ONCE,
        length=0,
        channels=SPOKEN,
    ),
    _law(
        "report_written",
        ClockStart.ABUSE_SUSPECTED,
        Party.WRITTEN_REPORT,
        "PC 11166(a)",
        length=36,
        channels=WRITTEN,
    ),
    _law(
        "victim_police",
        ClockStart.VICTIM_KNOWN,
        Party.LAW_ENFORCEMENT,
        "PC 11166(j)(2)",
        needs_number=True,
    ),
    _law(
        "absent_police",
        ClockStart.ABSENT,
        Party.LAW_ENFORCEMENT,
        "PC 11166(j)(3); 42 USC 671(a)(35)",
        needs_number=True,
    ),
    _law(
        "absent_ncmec",
        ClockStart.ABSENT,
        Party.NCMEC,
        "PC 11166(j)(3); 42 USC 671(a)(35)",
        needs_number=True,
    ),
    *(
        _law(f"absent_{party.value}", ClockStart.ABSENT, party, AB_2108, may_be_excused=True)
        for party in (
            Party.PARENTS,
            Party.INDIAN_CUSTODIAN,
            Party.TRIBE,
            Party.SIBLINGS,
            Party.COURT,
            Party.PARENTS_ATTORNEY,
            Party.CASA,
        )
    ),
    _law(
        "absent_youths_attorney",
        ClockStart.ABSENT,
        Party.YOUTHS_ATTORNEY,
        f"{AB_2108}; ACL 16-15",
        may_be_excused=True,
    ),
)


def _county(
    code: str, starts: ClockStart, party: Party, counting: Counting, length: int, **more: object
) -> ClockRule:
    return ClockRule.model_validate(
        {
            "code": code,
            "starts": starts,
            "party": party,
            "counting": counting,
            "length": length,
            "citation": "",
            "force": "county",
            "on": False,
            "may_be_excused": True,
        }
        | more
    )


COUNTY_DEFAULTS: tuple[ClockRule, ...] = (
    _county("crisis_arrival", ClockStart.CRISIS, Party.RESPONDER, Counting.HOURS, 2),
    _county("crisis_support", ClockStart.CRISIS, Party.YOUTH, Counting.HOURS, 72),
    _county("health_evaluation", ClockStart.CRISIS, Party.MEDICAL_HUB, Counting.HOURS, 72),
    _county("initial_meeting", ClockStart.IDENTIFIED, Party.TEAM, Counting.DAYS, 10),
    _county("cans_cse", ClockStart.IDENTIFIED, Party.YOUTH, Counting.DAYS, 30),
    _county("return_debrief", ClockStart.RETURNED, Party.YOUTH, Counting.HOURS, 24),
    _county(
        "absent_police_again",
        ClockStart.ABSENT,
        Party.LAW_ENFORCEMENT,
        Counting.DAYS,
        7,
        repeats=True,
    ),
    _county("absent_ncmec_again", ClockStart.ABSENT, Party.NCMEC, Counting.DAYS, 7, repeats=True),
    _county(
        "ongoing_meeting", ClockStart.MEETING_HELD, Party.TEAM, Counting.DAYS, 30, repeats=True
    ),
)
BUILT_IN: Mapping[str, ClockRule] = {one.code: one for one in FLOOR + COUNTY_DEFAULTS}


class ClockChoice(BaseModel):
    """What a county decided about one clock.

    Attributes:
        on: it runs; says nothing about the law's.
        length: hours or days as the clock counts; None keeps its own.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    on: bool = True
    length: Annotated[int, Field(ge=1, le=366 * 24)] | None = None
    working_days: bool = False


class CountyClocks(BaseModel):
    """The county's choices, a part of its signed policy."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    choices: tuple[ClockChoice, ...] = ()

    def faults(self) -> tuple[ClockChoice, ...]:
        """Choices that name no clock of ours, or that would loosen the law."""
        return tuple(one for one in self.choices if not _may_choose(one))

    def rules(self) -> tuple[ClockRule, ...]:
        """Every clock as it runs in this county; those that are off are left out."""
        chosen = {one.code: one for one in self.choices if _may_choose(one)}
        every = (_apply(rule, chosen.get(rule.code)) for rule in BUILT_IN.values())
        return tuple(one for one in every if one.on)


def _may_choose(choice: ClockChoice) -> bool:
    rule = BUILT_IN.get(choice.code)
    if rule is None:
        return False
    if rule.force is Force.COUNTY:
        return not choice.working_days or rule.counting is Counting.DAYS
    shorter = choice.length is None or (
        rule.counting is Counting.HOURS and choice.length <= rule.length
    )
    return choice.on and shorter and not choice.working_days


def _apply(rule: ClockRule, choice: ClockChoice | None) -> ClockRule:
    if choice is None:
        return rule
    counting = Counting.WORKING_DAYS if choice.working_days else rule.counting
    length = rule.length if choice.length is None else choice.length
    return rule.model_copy(update={"on": choice.on, "length": length, "counting": counting})
