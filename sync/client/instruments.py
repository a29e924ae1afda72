# SPDX-License-Identifier: AGPL-3.0-or-later
"""The county's instruments: hear its word for each, fetch what is missing, refuse what is false.

Invariants: nothing is kept before the county's signature and the content's hash were checked; an
id and version never changes its content; another key than the pinned one is believed only where
genuine successions lead to it; only bytes of the county's own server are fetched, and an address
inside a form is never followed; what is refused is left out and said, the rest goes on.
"""

import hashlib
from collections.abc import Callable, Mapping
from typing import Protocol

from casework.ids import CountyId
from storage.instruments import KeptInstrument
from storage.model import KeptOut
from sync.client.conversation import Talk
from sync.client.errors import ReplyMalformed
from sync.wire.encoding import unpack
from sync.wire.errors import SignatureInvalid, WireError
from sync.wire.limits import LIMITS
from sync.wire.messages import (
    PATH_INSTRUMENT,
    PATH_INSTRUMENTS,
    InstrumentPart,
    InstrumentRequest,
    InstrumentsReply,
    InstrumentsRequest,
)
from sync.wire.statements import InstrumentStanding, SignedStatement, Statement

FORGED = (
    "The county's signature of the form {form} is not genuine; the form was kept out, tell your "
    "administrator."
)
CHANGED = (
    "The county sent the form {form} with other content than before under the same version; it "
    "was kept out, tell your administrator."
)
DAMAGED = "The form {form} arrived damaged and was kept out; the next sync fetches it again."
OTHER_KEY = (
    "The county signs its forms with another key than before; no form was taken over, tell your "
    "administrator."
)


class InstrumentStore(Protocol):
    """What this needs of the store."""

    def signing_key(self) -> str | None: ...

    def pin_signing_key(self, key: str) -> None: ...

    def known(self) -> tuple[KeptInstrument, ...]: ...

    def part_size(self, sha256: str) -> int: ...

    def keep_part(self, sha256: str, start: int, content: bytes) -> None: ...

    def parts(self, sha256: str) -> bytes: ...

    def drop_parts(self, sha256: str) -> None: ...

    def keep(self, word: KeptInstrument, content: bytes | None = None) -> None: ...


class InstrumentSync:
    """Takes in the county's instruments once.

    Args:
        county: the county this laptop is enrolled with, None where that is not known.
        built_in: hashes of the instruments that come with the program, by id and version.
        pause: asked before each request; raises when the user stops the sync.

    Attributes:
        received: versions that are new here or whose standing changed.
        refused: each that was kept out, with the sentence that says why.
    """

    def __init__(
        self,
        store: InstrumentStore,
        conversation: Talk,
        *,
        county: CountyId | None,
        built_in: Mapping[tuple[str, str], str],
        pause: Callable[[], None],
    ) -> None:
        self._store = store
        self._conversation = conversation
        self._county = county
        self._built_in = built_in
        self._pause = pause
        self.received = 0
        self.refused: list[KeptOut] = []

    def run(self) -> None:
        """Hear the county's word and fetch what is missing.

        Raises:
            SyncError: as any request; parts that arrived are kept for the next sync.
        """
        self._pause()
        reply = self._conversation.ask(PATH_INSTRUMENTS, InstrumentsRequest(), InstrumentsReply)
        key = reply.signing_key
        pinned = self._store.signing_key()
        if pinned is not None and key != pinned:
            # A change of key was followed with the papers, before anything else of this sync.
            if reply.instruments:
                self.refused.append(KeptOut(sentence=OTHER_KEY, form=""))
            return
        known = {(one.form_id, one.version): one for one in self._store.known()}
        for signed in reply.instruments:
            said = signed.statement
            self._take(signed, key, known.get((said.form_id, said.version)))

    def _take(self, signed: SignedStatement, key: str, held: KeptInstrument | None) -> None:
        said = signed.statement
        try:
            signed.verify(key)
        except SignatureInvalid:
            self._refuse(FORGED, said)
            return
        if self._county not in (None, said.county):
            self._refuse(FORGED, said)
            return
        built_in = self._built_in.get((said.form_id, said.version), said.sha256)
        if built_in != said.sha256 or (held is not None and held.sha256 != said.sha256):
            self._refuse(CHANGED, said)
            return
        # A key is pinned only after something it signed was found genuine.
        if self._store.signing_key() is None:
            self._store.pin_signing_key(key)
        if held is not None and held.stated_at > said.stated_at:
            return
        if held is not None and held.is_here and held.stated_at == said.stated_at:
            # The same word under another key: what is kept can be checked with the pinned one.
            if held.statement != signed.model_dump_json():
                self._store.keep(_word(signed))
            return
        content = None if held is not None and held.is_here else self._fetch(said)
        if content is None and not (held is not None and held.is_here):
            self._refuse(DAMAGED, said)
            return
        self._store.keep(_word(signed), content)
        self.received += 1

    def _fetch(self, said: Statement) -> bytes | None:
        """The content, or None when what arrived is not what was signed."""
        while (start := self._store.part_size(said.sha256)) < said.size:
            self._pause()
            request = InstrumentRequest(sha256=said.sha256, offset=start)
            part = self._conversation.ask(PATH_INSTRUMENT, request, InstrumentPart)
            _check_part(part, request, said.size - start)
            self._store.keep_part(said.sha256, start, part.content)
        try:
            content = unpack(self._store.parts(said.sha256), limit=LIMITS.instrument)
        except WireError:
            content = b""
        if hashlib.sha256(content).hexdigest() == said.sha256:
            return content
        self._store.drop_parts(said.sha256)
        return None

    def _refuse(self, sentence: str, said: Statement) -> None:
        form = f"{said.form_id} {said.version}"
        self.refused.append(KeptOut(sentence=sentence, form=form))


def _check_part(part: InstrumentPart, asked: InstrumentRequest, left: int) -> None:
    fits = 0 < len(part.content) <= min(left, LIMITS.instrument_part)
    if not fits or (part.sha256, part.offset) != (asked.sha256, asked.offset):
        raise ReplyMalformed("The county sent another part of a form than was asked for.")


def _word(signed: SignedStatement) -> KeptInstrument:
    said = signed.statement
    return KeptInstrument(
        form_id=said.form_id,
        version=said.version,
        sha256=said.sha256,
        retired=said.standing is InstrumentStanding.RETIRED,
        until=said.until,
        published_at=said.published_at,
        stated_at=said.stated_at,
        statement=signed.model_dump_json(),
    )
