# SPDX-License-Identifier: AGPL-3.0-or-later
"""`fieldfare vault …`: looking at a vault, saving unsent work out of it, saving a damaged store.

Invariants: nothing is deleted; what is written is sealed, to the county's key or the vault's own;
what stands on the screen names nobody.
"""

import argparse
import getpass
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from casework.outbox_file import decode_key, seal_outbox
from casework.sealing import SEALING_PUBLIC_BYTES, SealingKey
from desktop.keeping import places_with_vaults, read_label
from desktop.paths import Places, find_places
from desktop.security_keys import FidoSecurityKey
from desktop.vaults import find_vault
from storage.aside import ASIDE_FOLDER, finish_setting_aside, stores_set_aside
from storage.errors import VaultMissing
from storage.files import wrapping_file_errors
from storage.inspection import FolderInspection, StoreInspection, inspect_folder, inspect_store
from storage.keys import StoreKey
from storage.outbox import device_key, gather_outbox
from storage.rekey import unlock_store
from storage.repair import recover_store
from storage.salvage import Salvage, salvage_into_memory
from storage.snapshot import take_snapshot
from storage.store import STORE_FILE
from storage.vault.header import CountySlot
from ui.errors import ShownError


def add_vault_parsers(steps: "argparse._SubParsersAction[Any]") -> None:
    """Add `inspect`, `export-outbox` and `recover`."""
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--worker", metavar="LABEL", help="as the unlock screen shows it")
    from_aside = argparse.ArgumentParser(add_help=False)
    from_aside.add_argument(
        "--from", dest="aside", metavar="NAME", help="a store that was set aside, by its folder"
    )
    inspect = steps.add_parser(
        "inspect", parents=[shared, from_aside], help="say what can be told; changes nothing"
    )
    inspect.add_argument("--unlock", action="store_true", help="ask for the passphrase, tell more")
    inspect.set_defaults(run=_inspect)
    export = steps.add_parser(
        "export-outbox", parents=[shared, from_aside], help="write unsent work, sealed"
    )
    export.add_argument("file", type=Path, help="where it goes; never written over")
    export.add_argument(
        "--county-key", type=Path, metavar="FILE", help="the county's key (default: the vault's)"
    )
    export.set_defaults(run=_export)
    recover = steps.add_parser(
        "recover", parents=[shared, from_aside], help="save a damaged store into a new one"
    )
    recover.set_defaults(run=_recover)


def _inspect(chosen: argparse.Namespace) -> int:
    places = _places(chosen)
    folder = places.vault if chosen.aside is None else _aside(places, chosen.aside)
    _tell_folder(inspect_folder(folder))
    if chosen.aside is None:
        standing = find_vault(places).standing() if (folder / "vault.json").exists() else None
        if standing is not None:
            _say("passphrases left", standing.left)
            _say("seconds to wait", int(standing.seconds_left))
    if chosen.unlock:
        _tell_store(inspect_store(folder / STORE_FILE, _key(places)))
    return 0


def _export(chosen: argparse.Namespace) -> int:
    places = _places(chosen)
    folder = places.vault if chosen.aside is None else _aside(places, chosen.aside)
    county = _county_key(places, chosen.county_key)
    if chosen.file.exists():
        raise ShownError(f"{chosen.file} is there already; choose another name.")
    snapshot = take_snapshot(folder / STORE_FILE, _key(places))
    connection, salvage = salvage_into_memory(snapshot)
    try:
        outbox = gather_outbox(connection, datetime.now(UTC))
        sealed = seal_outbox(outbox, county, device_key(connection))
    finally:
        connection.close()
    with wrapping_file_errors(chosen.file), chosen.file.open("xb") as file:
        file.write(sealed)
        file.flush()
        os.fsync(file.fileno())
    _say("sealed to the county key", county.thumbprint)
    _say("operations", len(outbox.work))
    _say("drafts", len(outbox.drafts))
    _say("files", len(outbox.files))
    _say("half-written notes", len(outbox.notes))
    _say("entries of the index", len(outbox.entries))
    _say("decisions about sharing", len(outbox.sharing))
    _say("not readable", outbox.unreadable)
    _tell_salvage(salvage, whole=snapshot.is_whole)
    return 0


def _recover(chosen: argparse.Namespace) -> int:
    places = _places(chosen)
    key = _key(places)
    source = None if chosen.aside is None else _aside(places, chosen.aside)
    marks = find_vault(places).marks()
    recovered = recover_store(places.vault, key, datetime.now(UTC), source, marks)
    _tell_salvage(recovered.salvage, whole=recovered.was_whole)
    _say("files saved whole", recovered.files)
    _say("files not readable", recovered.files_lost)
    _say("the damaged store is in", recovered.original)
    if recovered.in_place:
        _say("the recovered store is", "in its place; unlock this laptop and sync")
    else:
        _say("the recovered store is in", recovered.place)
        _say("to go on", "set this laptop up with a new invite, and send export-outbox --from it")
    return 0


def _places(chosen: argparse.Namespace) -> Places:
    known = places_with_vaults(find_places(chosen.home))
    for number, places in enumerate(known, start=1):
        finish_setting_aside(places.vault)
        if chosen.worker in (None, read_label(places, number)):
            return places
    raise VaultMissing("There is no such worker's vault here; see the labels on the unlock screen.")


def _aside(places: Places, name: str) -> Path:
    known = {one.name: one for one in stores_set_aside(places.vault)}
    if name not in known:
        raise ShownError(f"There is no store {name} in {places.vault / ASIDE_FOLDER}.")
    return known[name]


def _key(places: Places) -> StoreKey:
    passphrase = getpass.getpass("Passphrase: ")
    return unlock_store(find_vault(places), places.vault, passphrase, FidoSecurityKey())


def _county_key(places: Places, file: Path | None) -> SealingKey:
    if file is not None:
        with wrapping_file_errors(file):
            return SealingKey(decode_key(file.read_bytes(), SEALING_PUBLIC_BYTES))
    header = inspect_folder(places.vault).header
    slot: CountySlot | None = None if header is None else header.ring.county
    if slot is None:
        raise ShownError(
            "This vault holds no key of the county's; give it with --county-key FILE, your "
            "administrator has it."
        )
    return SealingKey(slot.public)


def _tell_folder(found: FolderInspection) -> None:
    _say("header", found.problem or "whole")
    _say("header version", found.version)
    if found.header is not None:
        worker, county = found.header.ring.worker, found.header.ring.county
        _say("vault", found.header.vault)
        _say("generation", found.header.generation)
        _say("device secret in", found.header.device_secret.value)
        _say("a new key is being given", found.header.next_ring is not None)
        if worker is not None:
            cost = worker.derivation
            _say(
                "passphrase", f"{cost.memory_kib} KiB, {cost.iterations} passes, {cost.lanes} lanes"
            )
            _say("security key", worker.security_key is not None)
        _say("county key", "none" if county is None else SealingKey(county.public).thumbprint)
    for name, size in found.files.items():
        _say(name, f"{size} bytes")
    for name in found.aside:
        _say("set aside", name)


def _tell_store(found: StoreInspection) -> None:
    _say("schema", ".".join(map(str, found.schema)))
    _say("pages", found.snapshot.pages)
    _say("damaged pages", found.snapshot.damaged)
    _say("log frames", found.snapshot.frames)
    _say("damaged log frames", found.snapshot.damaged_frames)
    _tell_salvage(found.salvage, whole=found.snapshot.is_whole)
    _say("unsent operations", found.unsent.operations)
    _say("drafts", found.unsent.drafts)
    _say("unsent files", found.unsent.files)
    _say("half-written notes", found.unsent.notes)
    _say("unsent entries of the index", found.unsent.entries)
    _say("unsent decisions about sharing", found.unsent.sharing)


def _tell_salvage(salvage: Salvage, *, whole: bool) -> None:
    _say("store", "whole" if whole else "damaged")
    for table in salvage.tables:
        if not whole:
            rest = "all" if table.is_whole else "some could not be read"
            _say(f"rows of {table.name}", f"{table.rows}, {rest}")


def _say(name: str, value: object) -> None:
    shown = {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value
    sys.stdout.write(f"{name}\t{shown}\n")
