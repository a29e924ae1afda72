# SPDX-License-Identifier: AGPL-3.0-or-later
"""The marks an author may put into a label: a small part of Markdown, read into a typed tree.

A form comes from a stranger, so nothing here makes markup: the tree holds plain texts and what
they are meant as, and whoever shows it decides how. Tags of the input are either understood
(`<span style="color:…">`, which reads as emphasis, and `<br>`) or stay visible as the text they
are. A colour is never taken over: an author cannot know the reader's contrast.
"""

import re
from dataclasses import dataclass, replace
from typing import Literal

LONGEST = 20_000
"""Characters looked at for marks; a longer text is shown as it is."""

Kind = Literal["text", "heading", "item"]

_HEADING = re.compile(r"(#{1,6})[ \t]+(.+?)[ \t]*#*")
_ITEM = re.compile(r"[ \t]{0,8}(?:([0-9]{1,4})[.)]|[*+-])[ \t]+(.+)")
_BREAK = re.compile(r"<br[ \t]*/?>|\r\n?", re.IGNORECASE)
_SPAN = re.compile(r"<(/?)(span|p|div)\b([^<>]{0,500})>", re.IGNORECASE)
_COLOUR = re.compile(r"color|font-weight", re.IGNORECASE)
_LINK = re.compile(r"\[([^\[\]]{1,500})\]\(([^()\s]{1,2000})\)")
_ANY = re.compile(r"[\\*_#\[<&+\r-]|^[ \t]*[0-9]+[.)]", re.MULTILINE)
_MARKS = ("**", "__", "*", "_")
_ENTITY = re.compile(r"&(nbsp|amp|lt|gt|quot);")
_ENTITIES = {"nbsp": "\u00a0", "amp": "&", "lt": "<", "gt": ">", "quot": '"'}
_ESCAPED = "\\`*_{}[]()#+-.!<>&~"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text of one kind.

    Attributes:
        address: where a link says it leads; shown, never opened.
    """

    text: str
    bold: bool = False
    italic: bool = False
    address: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of a label.

    Attributes:
        level: 1 to 6 of a heading, 0 otherwise.
        mark: what stands before an item, `•` or its number.
    """

    kind: Kind
    spans: tuple[Span, ...]
    level: int = 0
    mark: str = ""

    @property
    def text(self) -> str:
        """The words alone, with the address of each link."""
        words = "".join(
            f"{one.text} ({one.address})" if one.address and one.address != one.text else one.text
            for one in self.spans
        )
        return f"{self.mark} {words}" if self.mark else words


def to_spans(text: str) -> tuple[Paragraph, ...]:
    """Read a label, hint or message; every line is one paragraph."""
    if len(text) > LONGEST:
        return (Paragraph("text", (Span(text),)),)
    lines = _BREAK.sub("\n", text).split("\n")
    return tuple(_read_line(line) for line in lines)


def is_plain(paragraphs: tuple[Paragraph, ...]) -> bool:
    """Whether a text has no marks and can be shown as it is."""
    return all(
        one.kind == "text" and all(span == Span(span.text) for span in one.spans)
        for one in paragraphs
    )


def to_plain(text: str) -> str:
    """The words of a label without its marks, for titles, lists and screen readers."""
    if _ANY.search(text) is None:
        return text.strip()
    return "\n".join(one.text for one in to_spans(text)).strip()


def _read_line(line: str) -> Paragraph:
    heading = _HEADING.fullmatch(line)
    if heading is not None:
        return Paragraph("heading", _read_spans(heading[2]), level=len(heading[1]))
    item = _ITEM.fullmatch(line)
    if item is not None:
        return Paragraph("item", _read_spans(item[2]), mark=f"{item[1]}." if item[1] else "•")
    return Paragraph("text", _read_spans(line))


@dataclass(slots=True)
class _Reader:
    """One pass over a line; `open_marks` are the marks whose end is still to come.

    Attributes:
        endless: marks already known to have no end further on; keeps the pass linear.
    """

    line: str
    spans: list[Span]
    letters: list[str]
    open_marks: list[str]
    coloured: list[bool]
    endless: set[str]
    at: int = 0

    def look(self) -> Span:
        """What a letter would be here."""
        bold = any(one in ("**", "__") for one in self.open_marks) or any(self.coloured)
        return Span("", bold=bold, italic=any(one in ("*", "_") for one in self.open_marks))

    def close(self) -> None:
        """End the stretch read so far."""
        if self.letters:
            self.spans.append(replace(self.look(), text="".join(self.letters)))
            self.letters.clear()


def _read_spans(line: str) -> tuple[Span, ...]:
    reader = _Reader(line, [], [], [], [], set())
    while reader.at < len(line):
        if not (_read_escape(reader) or _read_tag(reader) or _read_link(reader)):
            _read_mark_or_letter(reader)
    reader.close()
    return tuple(reader.spans) or (Span(""),)


def _read_escape(reader: _Reader) -> bool:
    line, at = reader.line, reader.at
    entity = _ENTITY.match(line, at)
    if entity is not None:
        reader.letters.append(_ENTITIES[entity[1]])
        reader.at = entity.end()
        return True
    if line[at] != "\\" or line[at + 1 : at + 2] not in tuple(_ESCAPED):
        return False
    reader.letters.append(line[at + 1])
    reader.at += 2
    return True


def _read_tag(reader: _Reader) -> bool:
    tag = _SPAN.match(reader.line, reader.at) if reader.line[reader.at] == "<" else None
    if tag is None:
        return False
    reader.close()
    if not tag[1]:
        reader.coloured.append(_COLOUR.search(tag[3]) is not None)
    elif reader.coloured:
        reader.coloured.pop()
    reader.at = tag.end()
    return True


def _read_link(reader: _Reader) -> bool:
    link = _LINK.match(reader.line, reader.at) if reader.line[reader.at] == "[" else None
    if link is None:
        return False
    reader.close()
    reader.spans.append(replace(reader.look(), text=link[1], address=link[2]))
    reader.at = link.end()
    return True


def _read_mark_or_letter(reader: _Reader) -> None:
    line, at = reader.line, reader.at
    mark = next((one for one in _MARKS if line.startswith(one, at)), "")
    if mark and mark in reader.open_marks and _may_close(line, at, mark):
        reader.close()
        reader.open_marks.remove(mark)
    elif mark and mark not in reader.open_marks and _opens(reader, mark):
        reader.close()
        reader.open_marks.append(mark)
    else:
        mark = line[at]
        reader.letters.append(mark)
    reader.at += len(mark)


def _opens(reader: _Reader, mark: str) -> bool:
    """A mark opens before a word, and only when its end is on the same line.

    An underscore inside a word, as in a name, is a letter.
    """
    line, at = reader.line, reader.at
    after = at + len(mark)
    if mark in reader.endless or after >= len(line) or line[after].isspace():
        return False
    if mark[0] == "_" and at > 0 and line[at - 1].isalnum():
        return False
    end = line.find(mark, after + 1)
    while end != -1:
        if _may_close(line, end, mark):
            return True
        end = line.find(mark, end + 1)
    reader.endless.add(mark)
    return False


def _may_close(line: str, at: int, mark: str) -> bool:
    if at == 0 or line[at - 1].isspace():
        return False
    after = line[at + len(mark) : at + len(mark) + 1]
    return not (mark[0] == "_" and after.isalnum())


def first_line(text: str) -> str:
    """The first line with words, without marks: what a list or heading shows of a text."""
    return next((line.strip() for line in to_plain(text).splitlines() if line.strip()), "")
