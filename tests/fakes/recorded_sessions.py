# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sessions of a laptop with its county, written down byte for byte, and played again.

`python -m tests.fakes.recorded_sessions NAME` writes today's as tests/data/sessions/NAME.json,
once for each version of the protocol, before `PROTOCOL` is raised, before a release and where a
request came to be (NAME is `protocol-N`, or `protocol-N-WORD` within it); a file is never recorded
anew. Ids, times and random bytes are counted, keys come from the words below, so nothing in a file
is a secret of anybody's.
"""

import base64
import hashlib
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import update

from casework.ids import CaseId, RecordId
from casework.operations import Operation
from casework.vocabulary import RecordKind, Section
from sync.server.app import CountyServer
from sync.server.audit import Actor
from sync.server.cases import add_records, make_record, open_case
from sync.server.joining import confirm_device, list_waiting, write_invite
from sync.server.people import add_county
from sync.server.tables import county as county_table
from sync.wire.encoding import HEADERS, encode, unpack
from sync.wire.files import HEADERS as FILE_HEADERS
from sync.wire.limits import LIMITS
from sync.wire.messages import (
    PATH_ATTACHMENT,
    PATH_ATTACHMENT_UPLOAD,
    PATH_ENROL,
    PATH_INSTRUMENTS,
    PATH_JOIN,
    PATH_PAPERS,
    PATH_PULL,
    PATH_PUSH,
    AttachmentRequest,
    AttachmentUpload,
    EnrolmentRequest,
    InstrumentsRequest,
    JoinRequest,
    PapersRequest,
    PullRequest,
    PushRequest,
)
from sync.wire.protocols import SPOKEN, Protocols
from sync.wire.signatures import encode_public_key, name_key, sign_request
from sync.wire.six_digits import commit
from tests.fakes.county import COUNTY, MovableClock, TestCounty, a_note, ask_in_memory
from tests.fakes.county_databases import fresh_database
from tests.fakes.people import a_hat
from tests.fakes.recorded_requests import Step, other_requests

FOLDER = Path(__file__).resolve().parents[1] / "data" / "sessions"
START = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
PHOTO = b"not a picture, only bytes " * 10
CASE = CaseId("00000000-0000-7000-8000-00000000ca5e")
SECTIONS = frozenset({Section.IDENTITY, Section.CONTACTS, Section.SCREENING})
OPENING = "a value shown after the digits"


def _key(words: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(hashlib.sha256(words.encode()).digest())


LAPTOP_KEY, COUNTY_KEY = _key("the recorded laptop"), _key("the recorded county")


class Stage:
    """A county that is the same every time."""

    def __init__(self, county: TestCounty, clock: MovableClock) -> None:
        self.county, self.clock = county, clock
        self._ids = count(1)
        self.invite = ""

    def new_id(self) -> str:
        return f"00000000-0000-7000-8000-{next(self._ids):012d}"

    def act(self, name: str) -> None:
        """What people of the county do while a session goes on."""
        actor = Actor("Test supervisor", self.clock.now(), self.new_id())
        with self.county.database.administer() as connection:
            [waiting] = list_waiting(connection, COUNTY, self.clock.now())
            assert (name, bool(waiting.digits)) == ("compare", True)
            confirm_device(connection, COUNTY, waiting.device, waiting.digits or "", actor)


@contextmanager
def stage(spoken: Protocols = SPOKEN) -> Iterator[Stage]:
    """A worker with one case, an invite, and a clock that stands at START.

    Args:
        spoken: the versions of the protocol that this county speaks.
    """
    clock, ids = MovableClock(START), count(1)
    keys = {encode_public_key(COUNTY_KEY.public_key()): COUNTY_KEY}
    with fresh_database() as database:
        server = CountyServer(
            COUNTY,
            database,
            clock,
            lambda: f"00000000-0000-7000-8000-{next(ids):012x}",
            lambda size: bytes(range(size)),
            keys.__getitem__,
            spoken,
        )
        made = Stage(TestCounty(server, clock), clock)
        _found(made)
        yield made


def _found(made: Stage) -> None:
    hat = a_hat(1)
    with made.county.database.administer() as connection:
        add_county(connection, COUNTY, "Recorded County", "epoch1")
        public = encode_public_key(COUNTY_KEY.public_key())
        connection.execute(update(county_table).values(signing_key=public))
    made.county.add_hat(hat)
    fields = {"legal_name": "Robin Wren", "opened_on": "2026-11-02"}
    youth = RecordId("00000000-0000-7000-8000-0000000700aa")
    with made.county.database.administer() as connection:
        open_case(connection, COUNTY, CASE, date(2026, 11, 2))
        record = make_record(CASE, youth, RecordKind.YOUTH, dict(fields), hat, "1763900000000-0000")
        add_records(connection, COUNTY, [record])
    made.county.grant(hat, CASE, SECTIONS)
    with made.county.database.administer() as connection:
        made.invite = write_invite(connection, COUNTY, hat.id, bytes(range(16)), START)


def session(made: Stage) -> list[Step]:
    """Joining, papers, work twice over, a file, pages, another epoch's cursor, all else."""
    work = _work()
    sha256 = hashlib.sha256(PHOTO).hexdigest()
    photo = work[1].record
    last = {"counter": 3, "head": work[-1].digest()}
    enrolment = EnrolmentRequest(
        invite=made.invite,
        public_key=encode_public_key(LAPTOP_KEY.public_key()),
        device_name="Recorded laptop",
        commitment=commit(OPENING),
    )
    upload = AttachmentUpload(record=photo, sha256=sha256, start=0, content=PHOTO)
    return [
        Step(path=PATH_ENROL, message=enrolment),
        Step(path=PATH_JOIN, message=JoinRequest(opening=OPENING)),
        Step(act="compare"),
        Step(path=PATH_JOIN, message=JoinRequest(opening=OPENING)),
        Step(path=PATH_PAPERS, message=PapersRequest(counter=0, head="0" * 64, version="0.1.0")),
        Step(path=PATH_PUSH, message=PushRequest(operations=work)),
        Step(path=PATH_PUSH, message=PushRequest(operations=work[1:])),
        Step(path=PATH_ATTACHMENT_UPLOAD, message=upload),
        Step(
            path=PATH_ATTACHMENT, message=AttachmentRequest(record=photo, sha256=sha256, offset=7)
        ),
        Step(path=PATH_INSTRUMENTS, message=InstrumentsRequest()),
        Step(path=PATH_PULL, message=PullRequest(cursor="", limit=2)),
        Step(path=PATH_PULL, message=PullRequest(cursor="epoch1.2", limit=100)),
        Step(path=PATH_PULL, message=PullRequest(cursor="epoch0.2", limit=100)),
        *other_requests(work, a_hat(1), (sha256, PHOTO), START),
        Step(path=PATH_PAPERS, message=PapersRequest(**last, lease=1, version="0.1.0")),
    ]


def _work() -> tuple[Operation, ...]:
    """A note, a screening with a file, and a note on a case nobody knows."""
    sha256, at = hashlib.sha256(PHOTO).hexdigest(), START.isoformat()
    screening: dict[str, Any] = {
        "instrument": "form",
        "instrument_version": "1",
        "instrument_sha256": "0" * 64,
        "instrument_title": "A form",
        "language": "en",
        "answers": {"/data/where": "At the library"},
        "attachments": [{"name": "a.jpg", "sha256": sha256, "size": len(PHOTO)}],
        "started_at": at,
        "signed_at": at,
        "signed_by": "Worker 1",
    }
    unknown = CaseId("00000000-0000-7000-8000-00000000dead")
    made: list[Operation] = []
    for number, (case, kind, fields) in enumerate(
        [
            (CASE, RecordKind.CONTACT_NOTE, a_note()),
            (CASE, RecordKind.SCREENING, screening),
            (unknown, RecordKind.CONTACT_NOTE, a_note()),
        ],
        1,
    ):
        made.append(_operation(number, made[-1].digest() if made else "0" * 64, case, kind, fields))
    return tuple(made)


def _operation(
    number: int, previous: str, case: CaseId, kind: RecordKind, fields: dict[str, Any]
) -> Operation:
    hat = a_hat(1)
    return Operation.model_validate(
        {
            "id": f"00000000-0000-7000-8000-0000000000f{number}",
            "device": "00000000-0000-7000-8000-000000000001",
            "counter": number,
            "author": hat.person,
            "hat": hat.id,
            "case": case,
            "record": f"00000000-0000-7000-8000-00000000002{number}",
            "kind": kind,
            "section": {"contact_note": "contacts", "screening": "screening"}[kind.value],
            "fields": fields,
            "base": dict.fromkeys(fields, 0),
            "at": "1763900000000-0000",
            "previous": previous,
        }
    )


def record() -> list[dict[str, Any]]:
    """Play today's session and write down what was asked and answered."""
    exchanges: list[dict[str, Any]] = []
    with stage() as made:
        for number, step in enumerate(session(made)):
            made.clock.move(timedelta(seconds=1))
            if step.act:
                made.act(step.act)
                exchanges.append({"act": step.act})
                continue
            plain, body = _write(step)
            nonce = f"recorded nonce number {number:02d}"
            headers = plain | sign_request(
                "POST",
                step.path,
                plain,
                body,
                LAPTOP_KEY,
                name_key(LAPTOP_KEY.public_key()),
                made.clock.now(),
                nonce,
            )
            status, answer = ask(made, step.path, headers, body)
            exchanges.append(
                {
                    "path": step.path,
                    "headers": headers,
                    "body": base64.b64encode(body).decode(),
                    "status": status,
                    "answer": answer,
                }
            )
    return exchanges


def replay(
    exchanges: list[dict[str, Any]],
    check: Callable[[dict[str, Any], int, Any], None],
    spoken: Protocols = SPOKEN,
) -> None:
    """Ask everything again, byte for byte, at the times of then; `check` sees each answer."""
    with stage(spoken) as made:
        for one in exchanges:
            made.clock.move(timedelta(seconds=1))
            if "act" in one:
                made.act(one["act"])
                continue
            status, answer = ask(made, one["path"], one["headers"], base64.b64decode(one["body"]))
            check(one, status, answer)


def _write(step: Step) -> tuple[dict[str, str], bytes]:
    """Headers and body of a request, before it is signed."""
    if step.content is not None:
        return dict(FILE_HEADERS), step.content
    assert step.message is not None
    return dict(HEADERS), encode(step.message)


def ask(made: Stage, path: str, headers: dict[str, str], body: bytes) -> tuple[int, Any]:
    """Status and answer as JSON; bytes of a file as text."""
    status, answer, told = ask_in_memory(made.county.server, path, headers, body)
    if told["content-type"] == FILE_HEADERS["content-type"]:
        return status, base64.b64encode(answer).decode()
    return status, json.loads(unpack(answer, limit=LIMITS.reply))


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    file = FOLDER / f"{sys.argv[1]}.json"
    with file.open("x", encoding="utf-8") as stream:
        json.dump(record(), stream, indent=1, sort_keys=True)
        stream.write("\n")
