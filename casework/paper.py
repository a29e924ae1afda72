# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a paper says, before it is put on a page: a title, parts, and for whom it is.

A screen, a service or a meeting makes a `Paper`; `grant` takes out what its recipient may not read;
only a `GrantedPaper` can be put on a page (`ui.paper`).

Invariants:
- A part that holds words of the case names the section they stand in and the agency that wrote
  them. `grant` keeps it only where the recipient may read that; default deny.
- The title is neutral and names nobody. Text is text, never markup.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from casework.hats import AccessQuestion
from casework.ids import AgencyId
from casework.policy import Membership, decide
from casework.sharing_matrix import NARROWEST, SharingMatrix
from casework.vocabulary import Action, Section


class Look(StrEnum):
    """How a paragraph stands out."""

    PLAIN = "plain"
    SOFT = "soft"
    STRONG = "strong"
    LARGE = "large"


class Sheet(StrEnum):
    """What it is printed on."""

    LETTER = "letter"
    WALLET = "wallet"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; a line break in it stays one."""

    text: str
    look: Look = Look.PLAIN


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list."""

    items: tuple[str, ...]


class Fact(NamedTuple):
    """A name and its value; two that are not `wide` may stand beside each other.

    An empty value is a line to write on where the block of facts asks for it.
    """

    name: str
    value: str
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Names with their values; `to_fill`: an empty value is a line to write on."""

    facts: tuple[Fact, ...]
    to_fill: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under heads; the heads are repeated on every page.

    Attributes:
        widths: in parts of each other; empty for equal ones.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...] = ()


class Point(NamedTuple):
    """Where a pen was, in thousandths of the width of what was drawn on."""

    across: int
    down: int


Strokes = tuple[tuple[Point, ...], ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A signature as it was drawn; `caption` says whose, also to who cannot see it.

    Attributes:
        height: of what was drawn on, in thousandths of its width.
    """

    strokes: Strokes
    height: int
    caption: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in JPEG or PNG, made small and stripped before; `caption` says what it shows."""

    data: bytes
    caption: str


Block = Paragraph | Bullets | Facts | Table | Drawing | Picture


@dataclass(frozen=True, slots=True)
class Part:
    """A heading and what stands under it; without a heading it goes on from the part before.

    Attributes:
        section: of the case its words stand in; None for what holds no word of the case.
        owner: the agency that wrote them; None for the recipient's own.
    """

    heading: str
    blocks: tuple[Block, ...]
    section: Section | None = None
    owner: AgencyId | None = None
    level: int = 1


class Mark(NamedTuple):
    """What stands across every page: for whom, made when, and until when it is good.

    Each is said already, in the paper's language.
    """

    recipient: str
    made: str
    expires: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper.

    Attributes:
        title: neutral; it is the metadata's title too.
        language: `en` or `es`.
        heading: what stands at the top instead of the title; it is no metadata.
        mark: the watermark; None only for what a youth carries.
        one_page: letters become smaller until everything stands on one page.
    """

    title: str
    language: str
    parts: tuple[Part, ...]
    mark: Mark | None = None
    heading: str = ""
    sheet: Sheet = Sheet.LETTER
    one_page: bool = False


class GrantedPaper(NamedTuple):
    """A paper that holds nothing its recipient may not read; made by `grant` alone."""

    paper: Paper


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who a paper is for.

    Attributes:
        name: as the watermark says it.
        readable: (part of the case, agency that wrote it) of what they may read.
    """

    name: str
    readable: frozenset[tuple[Section, AgencyId | None]] = frozenset()


def grant(paper: Paper, recipient: Recipient) -> GrantedPaper:
    """Take out every part whose words the recipient may not read."""
    kept = tuple(
        one
        for one in paper.parts
        if one.section is None or (one.section, one.owner) in recipient.readable
    )
    return GrantedPaper(replace(paper, parts=kept))


def recipient_of(
    question: AccessQuestion,
    owners: Iterable[AgencyId],
    memberships: Iterable[Membership],
    matrix: SharingMatrix = NARROWEST,
) -> Recipient:
    """A hat as the recipient of a paper of one case: what the policy lets it read now.

    Paper goes where no device is cleared, so that criminal justice information is never on it.

    Args:
        question: the hat, the case and the moment; its other fields do not count.
        owners: the agencies that wrote something in this case.
    """
    held, hat = tuple(memberships), question.hat
    asked = {(section, owner) for section in Section for owner in (None, hat.agency, *owners)}
    return Recipient(
        name=f"{hat.person_name}, {hat.agency_name}",
        readable=frozenset(
            (section, owner)
            for section, owner in asked
            if decide(_reading(question, section, owner), held, matrix).allowed
        ),
    )


def _reading(question: AccessQuestion, section: Section, owner: AgencyId | None) -> AccessQuestion:
    return AccessQuestion(
        hat=question.hat,
        case=question.case,
        section=section,
        action=Action.READ,
        at=question.at,
        owner=owner,
    )
