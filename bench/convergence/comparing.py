# SPDX-License-Identifier: AGPL-3.0-or-later
"""What differs between the oracle and what is really there, in words."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from pydantic import JsonValue

from bench.convergence.laptop import LOG_FILE, Laptop
from bench.convergence.oracle import Kept, Oracle
from casework.records import CaseRecord
from storage.store import STORE_FILE
from tests.fakes.county import TestCounty
from tests.fakes.sqlcipher_pages import decrypt_pages, decrypt_wal

NOTE = re.compile(rb"Contact \d+\.")


class Look(NamedTuple):
    """A record as both sides tell it.

    Attributes:
        open, closed: (field, operation, value) of each claim of an open dispute; (field, operation
            that decided, operations of the claims) of each closed one.
    """

    kind: str
    fields: dict[str, JsonValue]
    open: frozenset[tuple[str, str, str]]
    closed: frozenset[tuple[str, str, frozenset[str]]]


def look_at(record: CaseRecord) -> Look:
    """What a real record tells."""
    return Look(
        record.kind.value,
        {name: value for name, value in record.fields.items() if value is not None},
        frozenset(
            (one.field, claim.operation, repr(claim.value))
            for one in record.disputes
            if one.decided is None
            for claim in one.claims
        ),
        frozenset(
            (one.field, one.decided.operation, frozenset(claim.operation for claim in one.claims))
            for one in record.disputes
            if one.decided is not None
        ),
    )


def look_of(kept: Kept) -> Look:
    """What the oracle tells."""
    return Look(
        kept.kind,
        {name: one.value for name, one in kept.values.items() if one.value is not None},
        frozenset(
            (name, operation, repr(opinion.value))
            for name, one in kept.values.items()
            for operation, opinion in one.claims.items()
        ),
        frozenset(
            (name, closed_by, claims)
            for name, one in kept.values.items()
            for claims, closed_by in one.decided
        ),
    )


def tell(real: Look, due: Look) -> str:
    """What a record has too much and too little."""
    words = []
    if real.kind != due.kind or real.fields != due.fields:
        words.append(f"shows {real.fields}, must show {due.fields}")
    for name in ("open", "closed"):
        too_much, missing = (
            getattr(real, name) - getattr(due, name),
            getattr(due, name) - getattr(real, name),
        )
        words += [f"{name} too much: {sorted(map(str, too_much))}"] if too_much else []
        words += [f"{name} missing: {sorted(map(str, missing))}"] if missing else []
    return "; ".join(words)


class Findings(NamedTuple):
    """What is wrong after a run."""

    differing: list[str]
    lost_work: list[str]
    lost_conflicts: list[str]


def compare_laptop(laptop: Laptop, oracle: Oracle) -> list[str]:
    """How a laptop differs from what it must show since its last whole sync."""
    hat, at = laptop.enrolled.hat.id, laptop.synced_at
    if at is None:
        return [f"{laptop.name}: never got through: {laptop.said}"]
    reached = {one.case for one in laptop.store.memberships()}
    due = oracle.cases_of(hat, at)
    wrong = [f"case {one} too much" for one in reached - due]
    wrong += [f"case {one} missing" for one in due - reached]
    shown = {str(one.record): one for case in sorted(reached) for one in laptop.shown(case)}
    visible = oracle.visible(hat, at)
    refused = {one.record for one in laptop.store.work_summary().refused}
    for record, kept in visible.items():
        there = shown.get(record)
        if there is None:
            wrong.append(f"{kept.kind} {record} missing")
        elif look_at(there) != look_of(kept):
            wrong.append(f"{record} {tell(look_at(there), look_of(kept))}")
    wrong += [f"{one} too much" for one in shown.keys() - visible.keys() - refused]
    wrong += [f"row {one} of a case out of reach" for one in _stray_rows(laptop, refused)]
    must = {
        made.id
        for name, made in oracle.written.values()
        if name == laptop.name and oracle.outcome.get(made.id, "waiting") == "refused"
    }
    summary = laptop.store.work_summary()
    held = {one.operation for one in summary.refused}
    wrong += [f"refused {one} is not shown as refused" for one in must - held]
    wrong += [f"{one} is shown as refused" for one in held - must]
    if laptop.store.pending_operations(1):
        wrong.append("work still waits")
    return [f"{laptop.name}: {one}" for one in wrong]


def find_ungranted(laptop: Laptop, oracle: Oracle) -> list[str]:
    """Words of notes in any page of a laptop's store or its log that are not granted to it."""
    assert laptop.synced_at is not None
    key, store = laptop.enrolled.store_key.reveal(), laptop.folder / STORE_FILE
    pages = decrypt_pages(store, key) + decrypt_wal(laptop.folder / LOG_FILE, key)
    found = {one.decode() for one in NOTE.findall(pages)}
    visible = oracle.visible(laptop.enrolled.hat.id, laptop.synced_at).values()
    granted = {one.values["text"].value for one in visible if "text" in one.values}
    own = {
        made.fields.get("text")
        for name, made in oracle.written.values()
        if name == laptop.name and oracle.outcome.get(made.id) == "refused"
    }
    return [f"{laptop.name}: {one!r} is in its pages" for one in sorted(found - granted - own)]


def _stray_rows(laptop: Laptop, refused: Iterable[str]) -> list[str]:
    with laptop.store.sections._database.read() as connection:  # noqa: SLF001 - rows, not what is shown
        rows = connection.execute(
            "SELECT r.record_id FROM records r JOIN cases c ON c.id = r.case_number"
            " WHERE NOT c.within_reach"
        ).fetchall()
    return sorted({row[0] for row in rows} - set(refused))


def compare_county(county: TestCounty, oracle: Oracle) -> Findings:
    """How the county differs, which work it does not have, which conflict it forgot."""
    differing, lost, forgotten = [], [], []
    records = {str(one.record): one for one in county.kept_records()}
    for record, kept in oracle.records.items():
        there = records.get(record)
        if there is None:
            differing.append(f"county: {kept.kind} {record} missing")
            continue
        real, due = look_at(there), look_of(kept)
        if real != due:
            differing.append(f"county: {record} {tell(real, due)}")
        if due.open - real.open or due.closed - real.closed:
            forgotten.append(f"county: {record} lacks {due.open - real.open}")
    differing += [f"county: {one} too much" for one in records.keys() - oracle.records.keys()]
    lost += _find_lost(county, oracle)
    numbers = [row[0] for row in county.sql("SELECT n FROM feed ORDER BY n")]
    if numbers != list(range(1, len(numbers) + 1)):
        differing.append("county: the feed has a gap")
    return Findings(differing, lost, forgotten)


def _find_lost(county: TestCounty, oracle: Oracle) -> list[str]:
    kept = {row[0]: row[1] for row in county.sql("SELECT digest, outcome FROM operation")}
    strays = county.sql("SELECT count(*) FROM quarantine")[0][0]
    lost = [] if not strays else [f"{strays} operations in quarantine"]
    for name, made in oracle.written.values():
        outcome = kept.get(made.digest())
        due = oracle.outcome.get(made.id)
        if outcome is None:
            lost.append(f"{made.id} of {name} never reached the county")
        elif outcome != due:
            lost.append(f"{made.id} of {name} is {outcome}, must be {due}")
    if len(kept) != len(oracle.written):
        lost.append(f"{len(kept)} operations at the county, {len(oracle.written)} written")
    return lost
