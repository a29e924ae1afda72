# SPDX-License-Identifier: AGPL-3.0-or-later
"""Invented cases as a worker's laptop holds them: many kinds of records, names that sound alike.

The same on every run. Pages are made one after the other, so that 400,000 records never stand in
memory together.
"""

import random
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from uuid import UUID

from pydantic import JsonValue

from bench.store_data import HAT, NOW, PERSON, SEED, enter_case
from casework.feed import FeedEntry, FeedPage, RecordPut
from casework.ids import CaseId, RecordId
from casework.records import CaseRecord
from casework.vocabulary import SECTION_OF_KIND, RecordKind

CASES = 10_000
EVENTS = 40
LONG_CASE_EVENTS = 500
NOTE_WORDS = 35
OPEN_CLOCKS_EVERY = 250
CASES_A_PAGE = 25
_WORD = re.compile(r"\w+")
FIRST = _WORD.findall(
    "Amara Andre Ana Blanca Brianna Carlos Camila Catherine Katherine Kathryn Christina "
    "Kristina Daniela Destiny Elena Esperanza Faith Gabriela Hannah Imani Jasmine Jazmin Jose "
    "Juan Karina Keisha Leticia Lucia Luz Maria Mariah Marisol Maya Mia Monica Naomi Nayeli "
    "Nicole Olivia Paloma Rachel Rachael Rosa Ruby Sara Sarah Sofia Sophia Stephanie Stefani "
    "Tiana Valeria Vanessa Ximena Xochitl Yesenia Zoe Zuri "
)
LAST = _WORD.findall(
    "Alvarez Anderson Barnes Brown Castillo Castro Chavez Clark Cruz Davis Delgado Diaz "
    "Flores Garcia Gomez Gonzales Gonzalez Green Gutierrez Hall Hernandez Herrera Hughes "
    "Jackson Johnson Jimenez Lee Lewis Lopez Martinez Medina Mendoza Miller Moore Morales "
    "Muñoz Nguyen Núñez Ortiz Peña Perez Ramirez Ramos Reyes Reid Reed Rivera Robinson "
    "Rodriguez Ruiz Salazar Sanchez Scott Smith Smyth Taylor Thompson Torres Vargas Vasquez "
    "Walker White Whitlock Williams Wright Young "
)
# A case's year: kinds and how often each of them comes in thirty-nine events.
MIX: tuple[tuple[RecordKind, int], ...] = (
    (RecordKind.CONTACT_NOTE, 20),
    (RecordKind.TASK, 4),
    (RecordKind.PERSON_AROUND, 3),
    (RecordKind.COURT_DATE, 2),
    (RecordKind.PLACEMENT, 2),
    (RecordKind.NEED, 2),
    (RecordKind.SERVICE, 2),
    (RecordKind.STATUS_ROW, 1),
    (RecordKind.ABSENCE, 1),
    (RecordKind.CLOCK, 1),
    (RecordKind.NOTICE, 1),
)


def make_casework_pages(
    cases: int = CASES, events: int = EVENTS, long_case: int = LONG_CASE_EVENTS
) -> Iterator[FeedPage]:
    """The feed that brings `cases` with `events` records each, the first with `long_case`."""
    rng = random.Random(SEED)  # noqa: S311 the same data every time is the point
    words = _vocabulary(rng)
    versions = count(1)
    for start in range(0, cases, CASES_A_PAGE):
        entries: list[FeedEntry] = []
        for number in range(start, min(start + CASES_A_PAGE, cases)):
            case = case_of(number)
            entries.append(enter_case(case))
            length = long_case if number == 0 else events
            entries += [
                RecordPut(record=one) for one in _case(case, number, length, rng, words, versions)
            ]
        yield FeedPage(entries=tuple(entries), cursor=str(start), done=False)


def case_of(number: int) -> CaseId:
    """The id of a case by its number."""
    return CaseId(str(UUID(int=1_000_000 + number)))


def commonest_word() -> str:
    """The word that stands most often in notes: in those of every case."""
    return _vocabulary(random.Random(SEED))[0][0]  # noqa: S311 the same data every time


def _vocabulary(rng: random.Random) -> tuple[list[str], list[float]]:
    """Words as they come in notes: a few in nearly every one, most of them rarely."""
    letters = "abcdefghijklmnoprstuvwz"
    words = ["".join(rng.choices(letters, k=rng.randint(2, 9))) for _ in range(5000)]
    return words, [1 / (rank + 3) for rank in range(len(words))]


def _case(
    case: CaseId,
    number: int,
    length: int,
    rng: random.Random,
    words: tuple[list[str], list[float]],
    versions: Iterator[int],
) -> Iterator[CaseRecord]:
    kinds = [kind for kind, times in MIX for _ in range(times)]
    clock = RecordId("")
    yield _record(case, RecordKind.YOUTH, _youth(number, rng), next(versions), 365)
    for at in range(length - 1):
        kind = kinds[at % len(kinds)]
        if kind is RecordKind.NOTICE and number % OPEN_CLOCKS_EVERY == 0:
            kind = RecordKind.CONTACT_NOTE
        day = 365 - round(365 * at / length)
        fields = _fields(kind, NOW - timedelta(days=day), number, rng, words) | (
            {"clock": clock} if kind is RecordKind.NOTICE else {}
        )
        made = _record(case, kind, fields, next(versions), day)
        if kind is RecordKind.CLOCK:
            clock = made.record
        yield made


def _record(
    case: CaseId, kind: RecordKind, fields: dict[str, JsonValue], version: int, day: int
) -> CaseRecord:
    moment = NOW - timedelta(days=day)
    return CaseRecord(
        case=case,
        record=RecordId(str(UUID(int=10**12 + version))),
        kind=kind,
        section=SECTION_OF_KIND[kind],
        version=version,
        fields=fields,
        versions=dict.fromkeys(fields, version),
        author=PERSON,
        author_name="Invented Worker",
        hat=HAT,
        at=f"{int(moment.timestamp() * 1000) + version % 1000:013d}-0000",
    )


def _youth(number: int, rng: random.Random) -> dict[str, JsonValue]:
    year, month, day = rng.randint(2009, 2014), rng.randint(1, 12), rng.randint(1, 28)
    return {
        "legal_name": f"{rng.choice(FIRST)} {rng.choice(LAST)}",
        "aliases": [rng.choice(FIRST)] if number % 4 == 0 else [],
        "birth_date": f"{year}-{month:02d}-{day:02d}",
        "opened_on": "2025-11-24",
        "agency_numbers": {"Probation": f"JV-{number:05d}"},
    }


def _fields(
    kind: RecordKind,
    moment: datetime,
    number: int,
    rng: random.Random,
    words: tuple[list[str], list[float]],
) -> dict[str, JsonValue]:
    at, on = moment.astimezone(UTC).isoformat(), moment.date().isoformat()
    said = " ".join(rng.choices(words[0], words[1], k=NOTE_WORDS))
    few = said[:60]
    made: dict[RecordKind, dict[str, JsonValue]] = {
        RecordKind.CONTACT_NOTE: {"text": said, "happened_at": at, "entered_at": at},
        RecordKind.TASK: {"words": few, "owner": "Invented Worker", "due_on": on, "done_on": on},
        RecordKind.PERSON_AROUND: {
            "name": f"{rng.choice(FIRST)} {rng.choice(LAST)}",
            "relation": "sibling",
            "phone": f"(916) 555-{number % 10_000:04d}",
        },
        RecordKind.COURT_DATE: {"at": at, "matter": "dependency", "number": f"JD{number:06d}"},
        RecordKind.PLACEMENT: {
            "type": "shelter",
            "place": "Heron House",
            "started_on": on,
            "ended_on": on,
        },
        RecordKind.NEED: {"domain": "basic", "words": few},
        RecordKind.SERVICE: {
            "domain": "education",
            "provider": "Harbor School",
            "what": few,
            "referred_on": on,
        },
        RecordKind.STATUS_ROW: {"type": "at_risk", "started_on": on, "determined_on": few},
        RecordKind.ABSENCE: {
            "discovered_at": at,
            "circumstances": few,
            "ended_at": at,
            "end": "returned",
        },
        RecordKind.CLOCK: {
            "rule": "absent_law",
            "party": "law_enforcement",
            "start": "absent",
            "started_at": at,
            "due_at": at,
        },
        RecordKind.NOTICE: {
            "outcome": "told",
            "told_at": at,
            "told_by": "Invented Worker",
            "to_whom": "Deputy on duty",
            "channel": "phone",
            "reference": f"LE-{number:06d}",
        },
    }
    return made[kind]
