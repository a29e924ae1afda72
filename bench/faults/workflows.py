# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every workflow that is disturbed: what a worker does, and the order that empties a laptop.

Of a wiped laptop nothing need be left; but until its keys are gone everything must be there, and
afterwards the county must have had all unsent work, sealed, before.
"""

import json
from base64 import b64decode, b64encode
from hashlib import sha256
from typing import Any, cast

from pydantic import BaseModel

from bench.faults.case_work import WORKFLOWS as CASE_WORK
from bench.faults.meeting_work import MEETING_WORK
from bench.faults.work import (
    ANSWERS,
    DRAFT,
    NOON,
    Lost,
    Say,
    State,
    StillClock,
    Workflow,
    check_whole,
)
from bench.faults.work import WORKFLOWS as WORK
from casework.errors import SealedBoxUnreadable
from casework.ids import CountyId, DeviceId
from casework.outbox_file import Outbox, open_outbox
from casework.sealing import OpeningKey
from desktop.orders import Obedience
from storage.removal import finish_removal, remove_vault
from storage.vault.vault import vault_exists
from sync.client.conversation import Conversation
from sync.wire.messages import OrderDone, OrderReceipt, SealedWorkPart, SealedWorkTaken
from sync.wire.orders import Order, OrderKind
from tests.fakes.people import an_id

KEY = OpeningKey(sha256(b"the invented county's offline key").digest() * 3)
ORDER = Order(
    county=CountyId(an_id(1)),
    device=DeviceId(an_id(2)),
    number=1,
    kind=OrderKind.WIPE,
    given_at=NOON,
)
BOX = "box "


class _County:
    """The county's end of an order: it tells what it has acknowledged, with the box itself."""

    def __init__(self, say: Say) -> None:
        self._say = say
        self._box = b""

    def ask(self, path: str, message: BaseModel, kind: type[BaseModel]) -> BaseModel:
        """Take a part of the box, or hear that the laptop has done something."""
        del path, kind
        if isinstance(message, SealedWorkPart):
            self._box += message.content
            return SealedWorkTaken(have=len(self._box))
        if isinstance(message, OrderDone) and not message.obeyed:
            self._say(BOX + b64encode(self._box).decode())
        return OrderReceipt(number=ORDER.number)


def _wipe(state: State, say: Say, rounds: int) -> None:
    del rounds
    store = state.open()
    Obedience(
        store=store,
        call=_call,
        clock=StillClock(),
        county_key=KEY.public,
        lock=store.close,
        give_up=lambda: remove_vault(state.vault(), state.folder),
        send_log=lambda _: None,
    ).obey(ORDER, cast("Conversation", _County(say)))
    say("wiped")


def _call(job: Any) -> Any:
    return job()


def _check_wipe(state: State, said: list[str]) -> None:
    # What was cut off is finished at the next start.
    finish_removal(state.vault(), state.folder)
    if vault_exists(state.folder):
        if "wiped" in said:
            raise Lost("a laptop that said it was wiped still opens")
        check_whole(state).close()
        return
    boxes = [one.removeprefix(BOX) for one in said if one.startswith(BOX)]
    if not boxes:
        raise Lost("the keys went before the county had the work")
    try:
        _require_all(open_outbox(b64decode(boxes[-1]), KEY).outbox)
    except SealedBoxUnreadable as error:
        raise Lost("the county's box does not open") from error


def _require_all(outbox: Outbox) -> None:
    if not any(one.operation.record == an_id(6900) for one in outbox.work):
        raise Lost("waiting work in the box")
    drafts = [one for one in outbox.drafts if one.id == DRAFT]
    if len(drafts) != 1 or len(drafts[0].journal) < ANSWERS or not outbox.files:
        raise Lost("draft or file in the box: " + json.dumps([one.id for one in drafts]))


WORKFLOWS: dict[str, Workflow] = (
    WORK | CASE_WORK | MEETING_WORK | {"wipe": Workflow(_wipe, _check_wipe, 0.08)}
)
