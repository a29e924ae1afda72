# SPDX-License-Identifier: AGPL-3.0-or-later
"""Opening an outbox that a laptop sealed to the county, and taking its work in.

Opening needs the county's private key and no server: it is done where that key is kept. Taking in
follows the rules of a push: what follows the laptop's chain is judged, what does not lies in
quarantine, what was taken before is answered as a duplicate.

Invariants: work is taken in only as the device's own, by its signature; what is listed on the
screen is numbers and ids, never content.
"""

from pathlib import Path

from sqlalchemy import select

from casework.errors import SealedBoxUnreadable
from casework.ids import CountyId, DeviceId, HatId
from casework.outbox_file import OpenedOutbox, decode_key, open_outbox
from casework.sealing import SEALING_PRIVATE_BYTES, OpeningKey
from sync.server.audit import Actor, note_act
from sync.server.database import CountyDatabase, Identity
from sync.server.devices import lock_device
from sync.server.errors import NotFound, OutboxRefused
from sync.server.installation import Installation, find_county
from sync.server.people import read_hat
from sync.server.push import take_batch
from sync.server.sources import Source
from sync.server.tables import device
from sync.wire.messages import Problem, PushRequest

_BATCH = 500


def read_outbox(file: Path, key_file: Path) -> OpenedOutbox:
    """Open a sealed outbox.

    Raises:
        OutboxRefused: a file cannot be read, the key is another one, or a count is wrong.
    """
    try:
        key = OpeningKey(decode_key(key_file.read_bytes(), SEALING_PRIVATE_BYTES))
        opened = open_outbox(file.read_bytes(), key)
    except OSError as error:
        raise OutboxRefused(f"{error.filename} cannot be read: {error.strerror}.") from error
    except SealedBoxUnreadable as error:
        raise OutboxRefused(str(error)) from error
    fault = opened.outbox.find_fault()
    if fault:
        raise OutboxRefused(f"This outbox is not whole: {fault}.")
    return opened


def describe_outbox(opened: OpenedOutbox) -> list[str]:
    """Numbers and ids, one line each."""
    outbox = opened.outbox
    lines = [
        f"device\t{outbox.device or 'unknown'}",
        f"written\t{outbox.made_at.isoformat()}",
        f"signed\t{'yes' if opened.signature else 'no'}",
        f"operations\t{len(outbox.work)}",
        f"drafts\t{len(outbox.drafts)}",
        f"files\t{len(outbox.files)}",
        f"half-written notes\t{len(outbox.notes)}",
        f"entries of the index\t{len(outbox.entries)}",
        f"decisions about sharing\t{len(outbox.sharing)}",
        f"not readable\t{outbox.unreadable}",
    ]
    for one in outbox.work:
        standing = "refused" if one.refused else "waiting"
        lines.append(
            f"operation\t{one.operation.counter}\t{one.operation.kind.value}"
            f"\t{one.operation.case}\t{standing}"
        )
    return lines


def write_out(opened: OpenedOutbox, folder: Path) -> list[str]:
    """Write everything in the clear for the people who hold the county's key, into a new folder.

    Raises:
        OutboxRefused: the folder is there already, or cannot be written.
    """
    try:
        folder.mkdir(mode=0o700)
        (folder / "outbox.json").write_bytes(
            opened.outbox.model_copy(update={"files": ()}).model_dump_json(indent=1).encode()
        )
        for number, file in enumerate(opened.outbox.files, start=1):
            # Names come from a laptop: numbered, so that none can leave the folder.
            (folder / f"{number:04d}-{Path(file.name).name}").write_bytes(file.content)
    except OSError as error:
        raise OutboxRefused(f"{folder} cannot be written: {error.strerror}.") from error
    return [f"written to\t{folder}"]


def take_in(place: Installation, source: Source, opened: OpenedOutbox, by: str) -> list[str]:
    """As `take_work`, in the county's own place."""
    with place.open() as database:
        return take_work(database, source, opened, by)


def take_work(database: CountyDatabase, source: Source, opened: OpenedOutbox, by: str) -> list[str]:
    """Judge the waiting work as if the laptop had sent it; one line for each answer.

    Raises:
        NotFound: no such laptop is on record.
        OutboxRefused: the laptop did not sign it, so only people may decide about it.
    """
    county = find_county(database)
    sender = DeviceId(opened.outbox.device)
    hat = _vouch(database, county, sender, opened)
    works = [one.operation for one in opened.outbox.work if not one.refused]
    lines: list[str] = []
    with database.act_as(Identity(county, hat, sender)) as connection:
        wearer = read_hat(connection, county, hat)
        for at in range(0, len(works), _BATCH):
            asked = PushRequest(operations=tuple(works[at : at + _BATCH]))
            known = lock_device(connection, county, sender)
            answer = take_batch(connection, county, known, wearer, asked, source.clock)
            if isinstance(answer, Problem):
                lines.append(f"quarantine\t{len(asked.operations)}\t{answer.code.value}")
                continue
            lines += [f"answer\t{one.counter}\t{one.outcome.value}" for one in answer.results]
    with database.administer() as connection:
        actor = Actor(by, source.clock.now(), source.new_id())
        note_act(connection, county, actor, "outbox.take-in", sender, str(len(works)))
    return lines


def _vouch(
    database: CountyDatabase, county: CountyId, sender: DeviceId, opened: OpenedOutbox
) -> HatId:
    """The hat of the laptop that signed the outbox."""
    query = select(device.c.public_key, device.c.hat).where(
        device.c.county == county, device.c.id == sender
    )
    with database.administer() as connection:
        row = connection.execute(query).first()
    if row is None:
        raise NotFound(
            f"There is no laptop {sender} on record; see `fieldfare-county device list`."
        )
    if not opened.is_signed_by(row.public_key):
        raise OutboxRefused(
            "This outbox is not signed by its laptop, so its work is not taken in; write it out "
            "with --out for a supervisor."
        )
    return HatId(row.hat)
