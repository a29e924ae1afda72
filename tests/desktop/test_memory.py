# SPDX-License-Identifier: AGPL-3.0-or-later
"""After a lock nothing of the session is in any process; `make soak` looks a hundred times."""

import sys
from pathlib import Path

import pytest

from bench.memory_scan import Times, markers, scan_around_lock
from bench.memory_store import CASE, PASSPHRASE, TYPED, make_marked_laptop
from desktop.paths import Places
from desktop.system import SystemClock, new_id
from desktop.vaults import find_vault
from storage.store import Store

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="the memory of another process is read from /proc"
)


@pytest.mark.soak
def test_a_second_after_the_lock_no_process_holds_a_word_or_a_key(tmp_path: Path) -> None:
    places = Places(tmp_path)
    wanted = markers(make_marked_laptop(places))
    times = Times()
    before, after = scan_around_lock(places, wanted, times)
    for name in ("name", "note read", "note typed", "term"):
        assert before.hits[f"{name}, UTF-8"] + before.hits[f"{name}, UTF-16"] > 0, name
    assert before.hits["key"] + before.hits["key in hexadecimal, UTF-8"] > 0
    _, after_cold = scan_around_lock(places, wanted, times, warm=False)
    for scan in (after, after_cold):
        assert scan.processes >= 2
        assert scan.bytes_read > 10_000_000
        assert {name: count for name, count in scan.hits.items() if count} == {}
    assert kept_note(places) == TYPED + TYPED


def kept_note(places: Places) -> str | None:
    """What was being typed when the window locked."""
    key = find_vault(places).unlock(PASSPHRASE)
    store = Store.open(places.vault, key, SystemClock(), new_id)
    try:
        return store.notes.read(CASE)
    finally:
        store.close()
