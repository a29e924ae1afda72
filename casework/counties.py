# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which counties work with a youth, which one leads, and its hand-off to another (requirement 7).

A youth found in one county may live in a second and be a dependent of a third. What another county
said is recorded here as what a worker was told, by whom and when: its own records are its own.

Invariants: the old county leads until the other one has accepted and its day has come; what people
recorded may contradict itself, and then every county that stands as lead is named. Nothing here
says why a case is handed over: everybody who is assigned to the case sees these records.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from pydantic import Field

from casework.record_parts import Fault, FaultCode, Line, RecordView, SpanView, Surroundings, Word


class County(Word):
    """The counties of California (Government Code 23012), and any other place."""

    ALAMEDA = "alameda", "Alameda County"
    ALPINE = "alpine", "Alpine County"
    AMADOR = "amador", "Amador County"
    BUTTE = "butte", "Butte County"
    CALAVERAS = "calaveras", "Calaveras County"
    COLUSA = "colusa", "Colusa County"
    CONTRA_COSTA = "contra_costa", "Contra Costa County"
    DEL_NORTE = "del_norte", "Del Norte County"
    EL_DORADO = "el_dorado", "El Dorado County"
    FRESNO = "fresno", "Fresno County"
    GLENN = "glenn", "Glenn County"
    HUMBOLDT = "humboldt", "Humboldt County"
    IMPERIAL = "imperial", "Imperial County"
    INYO = "inyo", "Inyo County"
    KERN = "kern", "Kern County"
    KINGS = "kings", "Kings County"
    LAKE = "lake", "Lake County"
    LASSEN = "lassen", "Lassen County"
    LOS_ANGELES = "los_angeles", "Los Angeles County"
    MADERA = "madera", "Madera County"
    MARIN = "marin", "Marin County"
    MARIPOSA = "mariposa", "Mariposa County"
    MENDOCINO = "mendocino", "Mendocino County"
    MERCED = "merced", "Merced County"
    MODOC = "modoc", "Modoc County"
    MONO = "mono", "Mono County"
    MONTEREY = "monterey", "Monterey County"
    NAPA = "napa", "Napa County"
    NEVADA = "nevada", "Nevada County"
    ORANGE = "orange", "Orange County"
    PLACER = "placer", "Placer County"
    PLUMAS = "plumas", "Plumas County"
    RIVERSIDE = "riverside", "Riverside County"
    SACRAMENTO = "sacramento", "Sacramento County"
    SAN_BENITO = "san_benito", "San Benito County"
    SAN_BERNARDINO = "san_bernardino", "San Bernardino County"
    SAN_DIEGO = "san_diego", "San Diego County"
    SAN_FRANCISCO = "san_francisco", "San Francisco County"
    SAN_JOAQUIN = "san_joaquin", "San Joaquin County"
    SAN_LUIS_OBISPO = "san_luis_obispo", "San Luis Obispo County"
    SAN_MATEO = "san_mateo", "San Mateo County"
    SANTA_BARBARA = "santa_barbara", "Santa Barbara County"
    SANTA_CLARA = "santa_clara", "Santa Clara County"
    SANTA_CRUZ = "santa_cruz", "Santa Cruz County"
    SHASTA = "shasta", "Shasta County"
    SIERRA = "sierra", "Sierra County"
    SISKIYOU = "siskiyou", "Siskiyou County"
    SOLANO = "solano", "Solano County"
    SONOMA = "sonoma", "Sonoma County"
    STANISLAUS = "stanislaus", "Stanislaus County"
    SUTTER = "sutter", "Sutter County"
    TEHAMA = "tehama", "Tehama County"
    TRINITY = "trinity", "Trinity County"
    TULARE = "tulare", "Tulare County"
    TUOLUMNE = "tuolumne", "Tuolumne County"
    VENTURA = "ventura", "Ventura County"
    YOLO = "yolo", "Yolo County"
    YUBA = "yuba", "Yuba County"
    ELSEWHERE = "elsewhere", "Outside California"


class CountyPart(Word):
    """What a county does in a case."""

    LEAD = "lead", "Leads the case"
    COURT = "court", "Its juvenile court has the case"
    PLACEMENT = "placement", "The youth is placed there"
    FAMILY = "family", "The family lives there"
    FOUND = "found", "The youth was found there"
    SERVICES = "services", "Gives services there"
    OTHER = "other", "Another part"


class CountyAgency(Word):
    """Who of a county is called."""

    CHILD_WELFARE = "child_welfare", "Child welfare"
    PROBATION = "probation", "Probation"
    COURT = "juvenile_court", "Juvenile court"
    LAW_ENFORCEMENT = "law_enforcement", "Sheriff or police"
    OTHER = "other", "Another agency"


class HandOffAnswer(Word):
    """What became of a hand-off that was asked for."""

    ACCEPTED = "accepted", "That county accepted"
    DECLINED = "declined", "That county declined"
    TAKEN_BACK = "taken_back", "Not asked for any more"


class CountyOnCase(SpanView):
    """A county that works with the youth, and whom to call there."""

    county: County = Field(title="County")
    part: CountyPart = Field(title="Its part")
    started_on: date = Field(title="From")
    ended_on: date | None = Field(default=None, title="Until")
    agency: CountyAgency | None = Field(default=None, title="Agency to call")
    contact: Line = Field(default="", title="Whom to call")
    phone: Line = Field(default="", title="Phone")

    def span(self) -> tuple[date, date | None]:
        return self.started_on, self.ended_on

    def find_faults(self, around: Surroundings) -> Iterator[Fault]:
        yield from super().find_faults(around)
        if self.part is CountyPart.LEAD and self.is_open:
            lead = find_lead((view for _, view in around.others), self.started_on)
            if set(lead.counties) - {self.county}:
                yield Fault("part", FaultCode.OTHER_LEAD)

    def headline(self) -> tuple[str | Word, ...]:
        return (self.county, self.part)

    def names_and_words(self) -> tuple[str, str]:
        return f"{self.contact} {self.phone}".strip(), ""


class HandOff(SpanView):
    """One county asks another to lead the case from a day on, and what came of it."""

    from_county: County = Field(title="County that hands over")
    to_county: County = Field(title="County that is to lead")
    asked_on: date = Field(
        title="Asked on",
        description="Why goes into a contact note, which fewer people see.",
    )
    answer: HandOffAnswer | None = Field(default=None, title="Answer")
    answered_on: date | None = Field(default=None, title="Answered on")
    answered_by: Line = Field(default="", title="Who answered there")
    phone: Line = Field(default="", title="Phone")
    leads_from: date | None = Field(
        default=None, title="It leads from", description="Until that day the old county leads."
    )

    def span(self) -> tuple[date, date | None]:
        return self.asked_on, self.answered_on

    def span_fields(self) -> tuple[str, str]:
        return "asked_on", "answered_on"

    def happened(self) -> date:
        return self.answered_on or self.asked_on

    def find_faults(self, around: Surroundings) -> Iterator[Fault]:
        yield from super().find_faults(around)
        if self.from_county is self.to_county:
            yield Fault("to_county", FaultCode.SAME_COUNTY)
        if self.answer is None:
            if self.answered_on is not None:
                yield Fault("answer", FaultCode.MISSING)
            others = (view for _, view in around.others if isinstance(view, HandOff))
            if any(view.answer is None for view in others):
                yield Fault("asked_on", FaultCode.OPEN_ROW_EXISTS)
            return
        if self.answered_on is None:
            yield Fault("answered_on", FaultCode.MISSING)
        if self.answer is not HandOffAnswer.TAKEN_BACK and not self.answered_by.strip():
            yield Fault("answered_by", FaultCode.MISSING)
        if self.answer is HandOffAnswer.ACCEPTED and self.leads_from is None:
            yield Fault("leads_from", FaultCode.MISSING)

    def headline(self) -> tuple[str | Word, ...]:
        return tuple(filter(None, (self.from_county, self.to_county, self.answer)))

    def names_and_words(self) -> tuple[str, str]:
        return f"{self.answered_by} {self.phone}".strip(), ""


class Lead(NamedTuple):
    """Who leads a case on a day.

    Attributes:
        counties: normally one; none where nobody recorded any, several where records disagree.
        since: from when on, where it is one.
        coming: a hand-off that waits for its answer or for its day.
    """

    counties: tuple[County, ...]
    since: date | None = None
    coming: HandOff | None = None


class _Claim(NamedTuple):
    county: County
    since: date
    until: date | None = None

    def holds(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


def find_lead(views: Iterable[RecordView], day: date) -> Lead:
    """The county that leads on a day, as the records of a case have it.

    On the day on which a county ceases to lead it does not lead any more.
    """
    seen = list(views)
    leads = (one for one in seen if isinstance(one, CountyOnCase) and one.part is CountyPart.LEAD)
    claims = [_Claim(one.county, one.started_on, one.ended_on) for one in leads]
    coming = None
    for one in sorted((one for one in seen if isinstance(one, HandOff)), key=_in_turn):
        if one.answer not in (None, HandOffAnswer.ACCEPTED):
            continue
        if one.answer is None or one.leads_from is None or one.leads_from > day:
            coming = coming or one
            continue
        claims = [_hand_over(claim, one.from_county, one.leads_from) for claim in claims]
        claims.append(_Claim(one.to_county, one.leads_from))
    held = [claim for claim in claims if claim.holds(day)]
    counties = tuple(dict.fromkeys(sorted(claim.county for claim in held)))
    since = min(claim.since for claim in held) if len(counties) == 1 else None
    return Lead(counties, since, coming)


def _in_turn(one: HandOff) -> tuple[date, date]:
    return one.leads_from or date.max, one.asked_on


def _hand_over(claim: _Claim, county: County, day: date) -> _Claim:
    return claim._replace(until=day) if claim.county is county and claim.holds(day) else claim
