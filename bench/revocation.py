# SPDX-License-Identifier: AGPL-3.0-or-later
"""`python -m bench.revocation [CASES …]`: rights taken back, and what the laptop keeps.

A laptop holds cases with names, notes, signed screenings and their files. The county takes most of
them back; one sync later every page of the store and of its log is read in the clear, freed ones
too, and searched: for words planted in names and notes, for the sealed parts of files, and for the
keys they were sealed under. Cases that stay must still be there, or the search would prove nothing.
"""

import hashlib
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from pydantic import JsonValue

from bench.results import make_result, write_results
from casework.clock import stamp
from casework.hats import Hat
from casework.ids import CaseId, DraftId, OperationId, RecordId
from casework.operations import Operation
from casework.vocabulary import SECTION_OF_KIND, RecordKind
from storage.model import Draft
from storage.store import STORE_FILE
from tests.fakes.county import SystemClock, TestCounty, a_note, county_in_memory, new_id
from tests.fakes.people import a_hat
from tests.fakes.sqlcipher_pages import decrypt_pages, decrypt_wal
from tests.fakes.sync_laptops import SyncLaptop

TOPIC = "rights"
COMMAND = "python -m bench.revocation"
SIZES = (100, 1_000)
STAYING, NOTES, FILE_BYTES = 3, 5, 20_000
# The beginning of each word differs, since the search tree leaves out what neighbours share.
GOES, STAYS = "quillfeather", "stonelantern"
SPELLINGS = ("utf-8", "utf-16-le", "utf-16-be")


@dataclass
class Revoked:
    """What a round took away.

    Attributes:
        seconds: of the sync in which it left, from the first request to the last page written.
        left: traces of it that are still there, in words.
    """

    cases: int
    seconds: float = 0.0
    traces_before: int = 0
    left: list[str] = field(default_factory=list)


def revoke_many(cases: int, folder: Path) -> Revoked:
    """Let a laptop hold `cases` and some more, take those back, sync, and search."""
    revoked = Revoked(cases)
    store_key = os.urandom(32)
    with county_in_memory() as county:
        author, hat = county.add_hat(a_hat(1)), county.add_hat(a_hat(2))
        place = folder / "laptop"
        with SyncLaptop.enrolled(county, hat, place, store_key=store_key) as laptop:
            going = [_fill(county, author, hat, GOES) for _ in range(cases)]
            staying = [_fill(county, author, hat, STAYS) for _ in range(STAYING)]
            laptop.sync()
            for case in going:
                _sign_with_file(laptop, case, GOES)
            for case in staying:
                _sign_with_file(laptop, case, STAYS)
            laptop.sync()
            secrets = _secrets_of(laptop, going)
            revoked.traces_before = len(_search(place, store_key, secrets))
            for case in going:
                county.revoke(hat, case)
            start = time.perf_counter()
            laptop.sync()
            revoked.seconds = time.perf_counter() - start
            revoked.left += _search(place, store_key, secrets)
            revoked.left += _rows_left(laptop, going)
            if STAYS.encode() not in _pages(place, store_key):
                revoked.left.append("the cases that stay are gone, or cannot be read")
            if len(laptop.store.memberships()) != STAYING:
                revoked.left.append("another number of cases is within reach")
    return revoked


def _fill(county: TestCounty, author: Hat, hat: Hat, word: str) -> CaseId:
    case = county.add_case(legal_name=f"Youth {_word(word)}", author=author)
    notes = [a_note(f"Met with {_word(word)}.") for _ in range(NOTES)]
    county.add_records(case, RecordKind.CONTACT_NOTE, notes, author=author)
    county.grant(hat, case)
    return case


def _word(tail: str) -> str:
    return os.urandom(4).hex() + tail


def _sign_with_file(laptop: SyncLaptop, case: CaseId, word: str) -> None:
    """A signed screening with a photograph, as the desktop writes it."""
    store, now = laptop.store, SystemClock().now()
    profile, link, photo = store.profile(), store.next_link(), os.urandom(FILE_BYTES)
    assert profile is not None
    draft = Draft(DraftId(new_id()), case, "small", "1", "0" * 64, "{}", "", now)
    store.start_draft(draft)
    name = store.attachments.keep(draft.id, "nest.jpg", photo)
    fields: dict[str, JsonValue] = {
        "instrument": "small",
        "instrument_version": "1",
        "instrument_sha256": "0" * 64,
        "instrument_title": f"Small form {_word(word)}",
        "language": "",
        "answers": {"/data/photo": name},
        "attachments": [
            {"name": name, "sha256": hashlib.sha256(photo).hexdigest(), "size": len(photo)}
        ],
        "started_at": "2026-11-20T10:00:00Z",
        "signed_at": "2026-11-20T11:00:00Z",
        "signed_by": profile.hat.person_name,
    }
    operation = Operation(
        id=OperationId(new_id()),
        device=profile.device,
        counter=link.counter,
        author=profile.hat.person,
        hat=profile.hat.id,
        case=case,
        record=RecordId(new_id()),
        kind=RecordKind.SCREENING,
        section=SECTION_OF_KIND[RecordKind.SCREENING],
        fields=fields,
        base=dict.fromkeys(fields, 0),
        at=stamp(link.last, now).encode(),
        previous=link.previous,
    )
    store.record_work(
        [operation],
        closes_draft=draft.id,
        attached={name},
        author_name=profile.hat.person_name,
    )


def _secrets_of(laptop: SyncLaptop, cases: Sequence[CaseId]) -> list[tuple[str, bytes]]:
    """Keys of cases and beginnings of sealed parts that must not be found afterwards."""
    held = set(cases)
    with laptop.store.sections._database.read() as connection:  # noqa: SLF001 - looked at from beside
        keys = connection.execute("SELECT case_id, key FROM case_keys").fetchall()
        parts = connection.execute(
            "SELECT a.case_id, substr(p.sealed, 1, 48) FROM attachment_parts p"
            " JOIN attachments a ON a.id = p.attachment"
        ).fetchall()
    found = [("a key", bytes(key)) for case, key in keys if case in held]
    return found + [("a part of a file", bytes(part)) for case, part in parts if case in held]


def _search(place: Path, store_key: bytes, secrets: Sequence[tuple[str, bytes]]) -> list[str]:
    """What is found in the store's pages and its log, in words."""
    pages = _pages(place, store_key)
    found = ["a planted word"] * sum(pages.count(GOES.encode(one)) for one in SPELLINGS)
    return found + [name for name, secret in secrets if secret in pages]


def _pages(place: Path, store_key: bytes) -> bytes:
    store = place / STORE_FILE
    log = place / f"{STORE_FILE}-wal"
    return decrypt_pages(store, store_key) + (decrypt_wal(log, store_key) if log.exists() else b"")


def _rows_left(laptop: SyncLaptop, cases: Sequence[CaseId]) -> list[str]:
    """Rows that still name a case, in any table but the log's, and words of the search index."""
    named = set(cases)
    left = []
    with laptop.store.sections._database.read() as connection:  # noqa: SLF001 - looked at from beside
        tables = connection.execute(
            "SELECT m.name, p.name FROM sqlite_master m JOIN pragma_table_info(m.name) p"
            " WHERE m.type = 'table' AND p.name = 'case_id' AND m.name <> 'audit'"
        ).fetchall()
        for table, column in tables:
            rows = connection.execute(f"SELECT {column} FROM {table}").fetchall()
            left += [f"a row of {table}" for row in rows if row[0] in named]
        connection.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, terms, 'row')")
        words = connection.execute("SELECT term FROM temp.words").fetchall()
        connection.execute("DROP TABLE temp.words")
    return left + ["a word of the index" for row in words if GOES in row[0]]


def main() -> int:
    """Measure, write the figures; 0 when nothing was left."""
    results, worst = [], 0
    for cases in [int(one) for one in sys.argv[1:]] or SIZES:
        with TemporaryDirectory() as folder:
            revoked = revoke_many(cases, Path(folder))
        worst += len(revoked.left)
        print(
            f"{cases} cases: {revoked.seconds:.2f} s, {len(revoked.left)} traces left", flush=True
        )
        results += [
            make_result(
                f"A sync that takes {cases:,} cases away, for each 100 of them",
                [revoked.seconds * 100 / cases],
                "s",
                bar=1,
                command=COMMAND,
            ),
            make_result(
                f"Traces of {cases:,} cases left in rows, search terms, files, keys, pages and log",
                [len(revoked.left)],
                "traces",
                bar=0,
                command=COMMAND,
            ),
            make_result(
                f"Traces of {cases:,} cases that the same search finds before they are taken away",
                [revoked.traces_before],
                "traces",
                command=COMMAND,
            ),
        ]
    write_results(TOPIC, results)
    return 1 if worst else 0


if __name__ == "__main__":
    sys.exit(main())
