# SPDX-License-Identifier: AGPL-3.0-or-later
"""The messages of an answer that was carried by hand, asked like a county.

Invariant: nothing is answered that is not on the stick; what was asked otherwise is not on it.
"""

from collections.abc import Iterator
from typing import TypeVar

from pydantic import BaseModel

from sync.client.conversation import explain
from sync.client.errors import NotCarried, ReplyMalformed, VersionsDiffer
from sync.wire.bundles import AnswerHead, name_of
from sync.wire.encoding import decode
from sync.wire.errors import ProtocolMismatch, WireError
from sync.wire.files import PATH_FILE, PATH_FILE_UPLOAD, FilePlace, FileRequest
from sync.wire.limits import LIMITS as WIRE
from sync.wire.messages import AttachmentTaken, Problem

Answer = TypeVar("Answer", bound=BaseModel)


class CarriedAnswers:
    """Fulfils sync.client.conversation.Talk out of an answer that was found genuine."""

    def __init__(self, head: AnswerHead, contents: list[bytes], public_key: str) -> None:
        self._found: dict[str, list[tuple[int, bytes]]] = {}
        for one, content in zip(head.messages, contents, strict=True):
            self._found.setdefault(one.name, []).append((one.status, content))
        self._public_key = public_key
        self.traffic = 0

    @property
    def public_key(self) -> str:
        """The laptop's public key."""
        return self._public_key

    def ask(self, path: str, message: BaseModel, kind: type[Answer]) -> Answer:
        """The answer to such a message; raises NotCarried where there is none, or its refusal."""
        return self.last(name_of(path, message), kind)

    def give_bytes(self, place: FilePlace, content: bytes) -> int:
        """How many bytes of a file the county has; the rest goes with the next stick."""
        if content:
            raise NotCarried("The rest of this file goes with the next stick.")
        return self.last(name_of(PATH_FILE_UPLOAD, place), AttachmentTaken).have

    def fetch_bytes(self, asked: FileRequest) -> bytes:
        """Bytes of a file; raises as `ask`."""
        name = name_of(PATH_FILE, asked)
        status, content = self._found.get(name, [(0, b"")])[-1]
        if status == 200:
            return content
        self.last(name, AttachmentTaken)
        raise ReplyMalformed("The county answered for a file what it should not.")

    def has(self, name: str) -> bool:
        """Whether something was answered under this name."""
        return name in self._found

    def names(self, path: str) -> list[str]:
        """The names of answers from a path."""
        return [name for name in self._found if name.split(" ")[0] == path]

    def last(self, name: str, kind: type[Answer]) -> Answer:
        """The last answer under a name; raises as `ask`."""
        if name not in self._found:
            raise NotCarried("The county's answer to this is not on the stick.")
        return self._read(*self._found[name][-1], kind)

    def all(self, name: str, kind: type[Answer]) -> Iterator[Answer]:
        """Every answer under a name; raises as `ask`."""
        for status, content in self._found.get(name, ()):
            yield self._read(status, content, kind)

    @staticmethod
    def _read(status: int, content: bytes, kind: type[Answer]) -> Answer:
        try:
            if status == 200:
                return decode(kind, content, limit=WIRE.reply)
            problem = decode(Problem, content, limit=WIRE.reply)
        except ProtocolMismatch as error:
            raise VersionsDiffer(error.template, **error.parameters) from error
        except WireError as error:
            raise ReplyMalformed(
                "A part of the county's answer could not be read; nothing of it was taken over."
            ) from error
        raise explain(problem)
