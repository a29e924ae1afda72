# SPDX-License-Identifier: AGPL-3.0-or-later
"""Entering cases into the county's cross-agency index (WIC 18961.5).

Invariants:
- Every change is read against the locked schema here, whatever the laptop checked before; a refused
  one is kept sealed and stands in nobody's way. The same change again gets the same answer, and one
  that was refused is judged anew.
- An entry is sealed under the key of its case, and replaced only by whoever saw its last version.
- Every change leaves a line in the monitoring.
"""

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from casework.clock import county_day
from casework.errors import IndexRefused
from casework.index_entry import read_entry
from casework.index_rules import IndexPower, UseKind
from casework.index_talk import LARGEST_ENTRY, IndexChange, IndexResult, IndexTold
from casework.reasons import Reason, ReasonCode
from sync.server.content_seals import Seals, case_key, device_key, open_seals
from sync.server.index_entries import list_own_entries
from sync.server.index_standing import Asking
from sync.server.index_tables import index_change, index_entry
from sync.server.index_use import note_use
from sync.wire.index import MOST_TOLD, IndexReply, IndexRequest


def exchange_index(asking: Asking, asked: IndexRequest) -> IndexReply:
    """Take changes, and give the own agency's entries for the asker's own cases."""
    word = asking.word()
    seals = open_seals(asking.connection, asking.county)
    results = [_take(asking, seals, word.power, one) for one in asked.changes]
    told: list[IndexTold] = []
    if word.power.may_ask:
        told = list_own_entries(asking, seals)
    return IndexReply(word=word, results=tuple(results), entries=tuple(told[:MOST_TOLD]))


def _take(asking: Asking, seals: Seals, power: IndexPower, change: IndexChange) -> IndexResult:
    seals.prepare([device_key(asking.device)])
    query = select(index_change.c.version, index_change.c.content).where(
        index_change.c.county == asking.county,
        index_change.c.device == asking.device,
        index_change.c.id == change.id,
    )
    known = asking.connection.execute(query).first()
    if known is not None and known.version is not None:
        return IndexResult(id=change.id, version=known.version)
    result = _judge(asking, seals, power, change)
    _keep_change(asking, seals, change, result)
    note_use(
        asking,
        UseKind.ENTERED,
        change.case.encode(),
        found=0,
        refused=result.refused is not None,
        own_case=True,
    )
    return result


def _judge(asking: Asking, seals: Seals, power: IndexPower, change: IndexChange) -> IndexResult:
    if power.refusal is not None:
        return IndexResult(id=change.id, refused=power.refusal)
    if not asking.may_enter_case(change.case):
        return IndexResult(id=change.id, refused=Reason.of(ReasonCode.INDEX_NOT_OWN_CASE))
    try:
        entry = read_entry(change.fields, county_day(asking.now))
    except IndexRefused as error:
        return IndexResult(id=change.id, refused=error.reason)
    content = entry.model_dump_json().encode()
    if len(content) > LARGEST_ENTRY:
        wrong = Reason.of(ReasonCode.INDEX_FIELD_WRONG, field="people")
        return IndexResult(id=change.id, refused=wrong)
    seals.prepare([case_key(change.case)])
    if not seals.has(case_key(change.case)):
        return IndexResult(id=change.id, refused=Reason.of(ReasonCode.INDEX_NOT_OWN_CASE))
    version = _write_entry(asking, seals, change, content)
    if version is None:
        meanwhile = Reason.of(ReasonCode.INDEX_CHANGED_MEANWHILE)
        return IndexResult(id=change.id, refused=meanwhile)
    return IndexResult(id=change.id, version=version)


def _write_entry(asking: Asking, seals: Seals, change: IndexChange, content: bytes) -> int | None:
    """The entry's new version; None where it is not the one the worker looked at."""
    base, own = _find_base(asking, change), asking.hat.agency
    version = base + 1
    place = ("index_entry", change.case, own, version)
    values = {
        "version": version,
        "hat": asking.hat.id,
        "written_at": asking.now,
        "content": seals.seal(case_key(change.case), content, *place),
    }
    keys = {"county": asking.county, "case_id": change.case, "agency": own}
    if base == 0:
        query = insert(index_entry).values(keys | values).on_conflict_do_nothing()
        done = asking.connection.execute(query.returning(index_entry.c.version)).first()
        return None if done is None else version
    changed = asking.connection.execute(
        index_entry.update()
        .where(*(index_entry.c[name] == value for name, value in keys.items()))
        .where(index_entry.c.version == base)
        .values(values)
    )
    return version if changed.rowcount else None


def _find_base(asking: Asking, change: IndexChange) -> int:
    """The version a change was made over: also one this laptop made and never heard of."""
    made = asking.connection.execute(
        select(index_change.c.version).where(
            index_change.c.county == asking.county,
            index_change.c.device == asking.device,
            index_change.c.case_id == change.case,
            index_change.c.id.in_(change.replaces),
            index_change.c.version.is_not(None),
        )
    ).scalars()
    return max([change.base, *map(int, made)])


def _keep_change(asking: Asking, seals: Seals, change: IndexChange, result: IndexResult) -> None:
    """Keep the change as it came, and what became of it; a refused one for whoever looks at it."""
    key = device_key(asking.device)
    kept = {
        "case_id": change.case,
        "received_at": asking.now,
        "version": result.version,
        "content": seals.seal(key, change.model_dump_json().encode(), "index_change", change.id),
    }
    keys = {"county": asking.county, "device": asking.device, "id": change.id}
    query = insert(index_change).values(keys | kept)
    asking.connection.execute(
        query.on_conflict_do_update(index_elements=["county", "device", "id"], set_=kept)
    )
