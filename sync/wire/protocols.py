# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which versions of the protocol this program speaks.

A laptop names the version it speaks in every message and is answered in that version. The county
speaks the newest and the two before it, so it is updated first and laptops follow. A version is
raised when a message changes so that an older end would misread it; a field that an older end may
leave out or pass over needs none. Whoever raises it records a session of the version that ends
(tests/fakes/recorded_sessions.py), which is played again as long as the county speaks it.
"""

from dataclasses import dataclass
from typing import ClassVar, Self

from pydantic import BaseModel, ConfigDict

PROTOCOL = 1
KEPT = 2


@dataclass(frozen=True)
class Protocols:
    """The versions one end speaks: the newest and the `KEPT` before it."""

    newest: int = PROTOCOL

    @property
    def oldest(self) -> int:
        """The oldest version still spoken."""
        return max(1, self.newest - KEPT)

    @property
    def all(self) -> tuple[int, ...]:
        """Every version spoken, the newest first."""
        return tuple(range(self.newest, self.oldest - 1, -1))

    def describe(self) -> str:
        """The versions, for a sentence: `2` or `1 to 3`."""
        if self.newest == self.oldest:
            return str(self.newest)
        return f"{self.oldest} to {self.newest}"


SPOKEN = Protocols()


class Message(BaseModel):
    """Whatever crosses the wire and names its version; unknown fields are passed over.

    Attributes:
        in_every_version: its shape never changes, so it is read whatever version it names.
    """

    in_every_version: ClassVar[bool] = False

    model_config = ConfigDict(frozen=True, extra="ignore")

    protocol: int = PROTOCOL

    def spoken_in(self, protocol: int) -> Self:
        """The same message, naming another version."""
        return self.model_copy(update={"protocol": protocol})
