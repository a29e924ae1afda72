# SPDX-License-Identifier: AGPL-3.0-or-later
"""A training county: about forty invented youths and the people who work with them.

The same seed and the same day give the same county, so that pictures, tours and lessons agree.
Dates lie relative to the day it is made: something is overdue, something is due today, something
soon.
"""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from pydantic import JsonValue
from sqlalchemy import Connection

from casework.clock import COUNTY_ZONE, HybridTime, to_milliseconds
from casework.due import RESCREEN_AFTER
from casework.ids import AgencyId, CaseId, CountyId, HatId, PersonId, RecordId, make_uuid7
from casework.policy import Hat, Membership
from casework.practice import PRACTICE_ID
from casework.records import CaseRecord
from casework.vocabulary import AgencyKind, Basis, RecordKind, Section
from sync.server.cases import add_records, make_record, open_case
from sync.server.memberships import grant
from sync.server.people import add_agency, add_county, add_hat
from sync.server.training_approvals import Approvals
from sync.server.training_sharing import consent_to_practice, share_in_team
from sync.server.training_states import CLOSED, DISPUTED, FLAGGED, States
from sync.server.training_trouble import disagree, send_without_right
from sync.server.training_words import (
    AGENCIES,
    BANDS,
    COLLEAGUE_ASKED,
    COUNTY_NAME,
    INSTRUMENT,
    INSTRUMENT_TITLE,
    NOTES,
    PRACTICE_CASE,
    QUESTIONS,
    STAFF,
    SUPERVISOR,
    YOUTHS,
    Name,
    Staff,
)

SEED = 20_26
EPOCH = "training1"
WITHOUT_BIRTH_DATE = frozenset({4, 11, 23, 37})
PROBATION_CASES = 22
FROM_CHILD_WELFARE = 18

# Days since the last screening of the first cases, so that Today has something of each kind;
# None was never screened. The others are drawn.
_AGO: tuple[int | None, ...] = (
    RESCREEN_AFTER.days + 9,
    RESCREEN_AFTER.days,
    RESCREEN_AFTER.days - 3,
    None,
    None,
    41,
    96,
    None,
    150,
    RESCREEN_AFTER.days + 1,
    12,
    77,
)
_OPENED_AGO = {3: 0, 4: 2, 7: 6}


@dataclass
class _Maker:
    """Draws everything from one source of chance, in one order."""

    chance: random.Random
    today: date

    def new_id(self, moment: datetime) -> str:
        return make_uuid7(moment, self.chance.randbytes(10))

    def moment(self, days_ago: int) -> datetime:
        """A working hour of the county so many days before today."""
        hour, minute = self.chance.randrange(9, 17), self.chance.randrange(60)
        day = self.today - timedelta(days=days_ago)
        return datetime.combine(day, time(hour, minute), COUNTY_ZONE).astimezone(UTC)

    def early(self, days_ago: int) -> datetime:
        """Before anything else of that day."""
        return datetime.combine(self.today - timedelta(days=days_ago), time(0, 1), UTC)


def make_training_county(connection: Connection, today: date) -> CountyId:
    """Fill an empty database; needs administration. Returns the county's id."""
    maker = _Maker(random.Random(SEED), today)  # noqa: S311 - the same county every time is the aim
    county = CountyId(maker.new_id(maker.early(400)))
    add_county(connection, county, COUNTY_NAME, EPOCH)
    hats = _add_staff(connection, county, maker)
    people = {hat.person_name: hat for _, hat in hats}
    cases: list[CaseId] = []
    records: list[CaseRecord] = []
    for number, name in enumerate(YOUTHS):
        opened_ago = _OPENED_AGO.get(number, maker.chance.randrange(200, 390))
        case = CaseId(maker.new_id(maker.early(opened_ago)))
        case = PRACTICE_ID if number == PRACTICE_CASE else case
        cases.append(case)
        open_case(connection, county, case, today - timedelta(days=opened_ago))
        author = next(
            hat for staff, hat in hats if number in _case_numbers(staff) and _leads(staff)
        )
        records += _make_records(maker, case, number, name, opened_ago, author)
        records += _make_states(maker, case, number, author, people)
    said = Approvals(maker.new_id, today, people, cases, records)
    records += list(said.write())
    add_records(connection, county, sorted(records, key=lambda one: one.at))
    working = {
        case: [hat for staff, hat in hats if number in _case_numbers(staff)]
        for number, case in enumerate(cases)
    }
    recorded = maker.early(0)
    share_in_team(connection, county, hats, working, recorded, lambda: maker.new_id(recorded))
    consent_to_practice(connection, county, people, recorded, lambda: maker.new_id(recorded))
    for staff, hat in hats:
        for number in _case_numbers(staff):
            _assign(connection, county, maker, hat, cases[number], staff.sections)
    asked, case, sections = said.offered()
    _assign(connection, county, maker, asked, case, sections)
    _refuse_somebodys_note(connection, county, maker, people[COLLEAGUE_ASKED], cases[FLAGGED])
    return county


def _assign(
    connection: Connection,
    county: CountyId,
    maker: _Maker,
    hat: Hat,
    case: CaseId,
    sections: frozenset[Section],
) -> None:
    membership = Membership(
        case=case,
        hat=hat.id,
        basis=Basis.CASE_ASSIGNMENT,
        sections=sections,
        starts=maker.early(0),
    )
    grant(connection, county, maker.new_id(maker.early(0)), membership)


def _refuse_somebodys_note(
    connection: Connection, county: CountyId, maker: _Maker, sender: Hat, case: CaseId
) -> None:
    """Somebody who is not assigned sends a note; it is refused and kept."""
    note: dict[str, JsonValue] = {
        "text": "Covered for a colleague; the youth is well and asked for the bus pass.",
        "happened_at": maker.moment(1).isoformat(),
        "entered_at": maker.moment(1).isoformat(),
    }
    key, recorded = maker.chance.randbytes(32), maker.early(0)
    send_without_right(connection, county, sender, case, note, recorded, maker.new_id, key)


def _add_staff(connection: Connection, county: CountyId, maker: _Maker) -> list[tuple[Staff, Hat]]:
    agencies: dict[AgencyKind, AgencyId] = {}
    for kind, name in AGENCIES.items():
        agencies[kind] = AgencyId(maker.new_id(maker.early(400)))
        add_agency(connection, county, agencies[kind], name, kind)
    hats = []
    for staff in STAFF:
        hat = Hat(
            id=HatId(maker.new_id(maker.early(399))),
            person=PersonId(maker.new_id(maker.early(399))),
            person_name=staff.name,
            agency=agencies[staff.agency],
            agency_name=AGENCIES[staff.agency],
            agency_kind=staff.agency,
            legal_role=staff.role,
            title=staff.title,
        )
        add_hat(connection, county, hat)
        hats.append((staff, hat))
    return hats


def _case_numbers(staff: Staff) -> list[int]:
    last = min(staff.first + staff.cases * staff.step, len(YOUTHS))
    numbers = list(range(staff.first, last, staff.step))
    practises = staff.practises and PRACTICE_CASE not in numbers
    return [*numbers, PRACTICE_CASE] if practises else numbers


def _leads(staff: Staff) -> bool:
    return staff.title in {"Probation officer", "Social worker"}


def _make_records(
    maker: _Maker, case: CaseId, number: int, name: Name, opened_ago: int, author: Hat
) -> Iterator[CaseRecord]:
    def make(kind: RecordKind, fields: dict[str, JsonValue], moment: datetime) -> CaseRecord:
        at = HybridTime(to_milliseconds(moment), 0).encode()
        record = RecordId(maker.new_id(moment))
        return make_record(case, record, kind, fields, author, at)

    opened = maker.early(opened_ago)
    yield make(RecordKind.YOUTH, _describe_youth(maker, number, name, opened.date()), opened)
    for days_ago in sorted(_contact_days(maker, opened_ago), reverse=True):
        happened = maker.moment(days_ago)
        entered = happened + timedelta(minutes=maker.chance.randrange(10, 300))
        text = maker.chance.choice(NOTES).format(
            name=name.chosen or name.legal.split()[0], line=maker.chance.randrange(100)
        )
        note: dict[str, JsonValue] = {
            "text": text,
            "happened_at": happened.isoformat(),
            "entered_at": entered.isoformat(),
        }
        yield make(RecordKind.CONTACT_NOTE, note, entered)
    screened_ago = (
        _AGO[number] if number < len(_AGO) else maker.chance.choice((None, 25, 60, 110, 170))
    )
    if screened_ago is not None and screened_ago <= opened_ago:
        signed = maker.moment(screened_ago)
        yield make(RecordKind.SCREENING, _describe_screening(maker, signed, author), signed)


def _make_states(
    maker: _Maker, case: CaseId, number: int, author: Hat, people: Mapping[str, Hat]
) -> Iterator[CaseRecord]:
    def make(
        kind: RecordKind,
        fields: dict[str, JsonValue],
        moment: datetime,
        by: Hat | None,
        section: Section | None,
    ) -> CaseRecord:
        at = HybridTime(to_milliseconds(moment), 0).encode()
        record = RecordId(maker.new_id(moment))
        return make_record(case, record, kind, fields, by or author, at, section)

    for record in States(make, maker.today, people).of_case(number):
        if number == DISPUTED and record.kind is RecordKind.PLACEMENT:
            other = people[SUPERVISOR]
            said: tuple[dict[str, JsonValue], ...] = (
                {"place": "Wren House"},
                {"place": "Her aunt’s, until Friday"},
            )
            pair = ((author, said[0]), (other, said[1]))
            yield disagree(record, *pair, maker.moment(2), maker.new_id)
        else:
            yield record


def _contact_days(maker: _Maker, opened_ago: int) -> list[int]:
    if opened_ago < 2:
        return []
    longest = min(opened_ago, 120)
    return [maker.chance.randrange(1, longest) for _ in range(maker.chance.randrange(1, 5))]


def _describe_youth(
    maker: _Maker, number: int, name: Name, opened_on: date
) -> dict[str, JsonValue]:
    age_in_days = maker.chance.randrange(10 * 366, 18 * 365 - 30)
    if number == 8:
        age_in_days = 9 * 366 + 40
    born = None if number in WITHOUT_BIRTH_DATE else maker.today - timedelta(days=age_in_days)
    numbers: dict[str, JsonValue] = {}
    if number < PROBATION_CASES:
        numbers[AGENCIES[AgencyKind.PROBATION]] = f"PR-{maker.chance.randrange(10_000, 99_999)}"
    if number >= FROM_CHILD_WELFARE or number % 4 == 1:
        numbers[AGENCIES[AgencyKind.CHILD_WELFARE]] = f"CW-{maker.chance.randrange(10_000, 99_999)}"
    return {
        "legal_name": name.legal,
        "chosen_name": f"{name.chosen} {name.legal.split()[-1]}" if name.chosen else "",
        "aliases": [],
        "birth_date": None if born is None else born.isoformat(),
        "pronouns": name.pronouns,
        "languages": ["English"] if name.language == "English" else [name.language, "English"],
        "agency_numbers": numbers,
        "opened_on": opened_on.isoformat(),
        **(_say_closed(maker.today) if number == CLOSED else {}),
    }


def _say_closed(today: date) -> dict[str, JsonValue]:
    closed = (today - timedelta(days=9)).isoformat()
    return {"closed_on": closed, "closed_why": "Moved to another county, which took the case over."}


def _describe_screening(maker: _Maker, signed: datetime, author: Hat) -> dict[str, JsonValue]:
    answers: dict[str, JsonValue] = {}
    trace: list[JsonValue] = []
    score = 0
    for code, label in QUESTIONS:
        answer = maker.chance.choice(("yes", "no", "no", "no_information"))
        points = 2 if answer == "yes" else 0
        score += points
        answers[f"/earlier/{code}"] = answer
        line: dict[str, JsonValue] = {
            "path": f"/earlier/{code}",
            "label": label,
            "answer": answer,
            "points": str(points),
        }
        trace.append(line)
    band = next(one for one in BANDS if score >= one.least)
    return {
        "instrument": INSTRUMENT,
        "instrument_version": "1",
        "instrument_sha256": "0" * 64,
        "instrument_title": INSTRUMENT_TITLE,
        "language": "English (en)",
        "answers": answers,
        "score": str(score),
        "band": band.code,
        "band_label": band.label,
        "caution": "A score shows a level of concern; it does not decide anything.",
        "next_step": band.next_step,
        "trace": trace,
        "missing": [path for path, answer in answers.items() if answer == "no_information"],
        "started_at": (signed - timedelta(minutes=25)).isoformat(),
        "signed_at": signed.isoformat(),
        "signed_by": author.person_name,
    }
