# SPDX-License-Identifier: AGPL-3.0-or-later
"""A file of a record on the wire: its bytes as they are, so that a cut costs no more than a cut.

Going up, record, hash and place stand in the query, which the signature covers, and the bytes are
the body. Coming down, the bytes are the answer. The parts of both are small enough to be held in
memory. Of a part that was cut short the receiver keeps what came: its sender is known (the
signature covers the head of a request, the connection is the pinned one), and no byte of it counts
before the whole file has the hash that its signed record names.

Invariant: paths of before (`PATH_ATTACHMENT_UPLOAD`, `PATH_ATTACHMENT`) keep their meaning for
laptops that know only those.
"""

from typing import Annotated, Self
from urllib.parse import parse_qsl, urlencode

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from casework.ids import RecordId
from sync.wire.errors import MessageMalformed
from sync.wire.messages import AttachmentRequest
from sync.wire.statements import Sha256

PATH_FILE_UPLOAD = "/v1/file-upload"
PATH_FILE = "/v1/file"
CONTENT_TYPE = "application/octet-stream"
HEADERS = {"content-type": CONTENT_TYPE}
# What is written at once becomes one TLS record, and of a record that a cut tears nothing arrives.
# The small one fills one packet of 1,500 bytes with its record's 22 and TCP's and IP's 52.
LARGE_PIECE = 16 * 1024
SMALL_PIECE = 1424


class FilePlace(BaseModel):
    """Where the bytes of an upload belong; without bytes it asks how many are there."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    record: RecordId
    sha256: Sha256
    start: Annotated[int, Field(ge=0)] = 0

    def to_path(self) -> str:
        """Path and query of the request."""
        return f"{PATH_FILE_UPLOAD}?{urlencode(self.model_dump())}"

    @classmethod
    def from_path(cls, path: str) -> Self:
        """Read what `to_path` wrote.

        Raises:
            MessageMalformed: it is anything else.
        """
        try:
            named = dict(parse_qsl(path.partition("?")[2], strict_parsing=True))
            return cls.model_validate(named)
        except (ValidationError, ValueError) as error:
            raise MessageMalformed("The request does not say whose bytes it carries.") from error


class FileRequest(AttachmentRequest):
    """Ask for a file of a record from a byte on.

    Attributes:
        piece: bytes the county writes at once; small where connections are cut often.
    """

    piece: Annotated[int, Field(ge=1024, le=LARGE_PIECE)] = LARGE_PIECE
