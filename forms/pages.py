# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is shown at once.

A page is small enough to be seen as one thing: a group with few questions, a run of ungrouped
questions, or one instance of a repeat. Larger groups are split at their inner groups.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol, TypeAlias

from forms.definition import BodyPart, Group, Question, Repeat, StaticPage, Template
from forms.xpath.nodes import Node

MOST_TOGETHER = 24
"""A group with more questions is split at its inner groups."""
RUN = 12
"""Ungrouped questions shown together."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, by running path."""

    path: str


@dataclass(frozen=True, slots=True)
class Heading:
    """The label of a group inside a page; `level` 1 is directly below the page's title."""

    path: str
    text: str
    level: int


@dataclass(frozen=True, slots=True)
class RepeatBar:
    """One instance of a repeat, or the place where one can be added.

    Attributes:
        path: running path of the repeat.
        instance: running path of the instance; empty on the bar that only adds.
        number: of the instance, from 1; `count` of all of them.
    """

    path: str
    label: str
    instance: str
    number: int
    count: int
    may_add: bool
    may_remove: bool


Part: TypeAlias = Asked | Heading | RepeatBar


@dataclass(frozen=True, slots=True)
class Page:
    """What is shown at once.

    Attributes:
        path: running path of the group, repeat instance or first question.
        title: the group's label; empty for ungrouped questions.
        appearance: of the group, e.g. `field-list` or `table-list`.
    """

    path: str
    title: str
    parts: tuple[Part, ...]
    appearance: str = ""

    @property
    def question_paths(self) -> tuple[str, ...]:
        """Running paths of the questions, in order."""
        return tuple(part.path for part in self.parts if isinstance(part, Asked))


class _Sheet(NamedTuple):
    """A page before repeats are filled in: a group's parts, or a repeat."""

    group: Group | Repeat | None
    parts: tuple[BodyPart, ...]


def static_pages(
    body: Sequence[BodyPart], questions: Mapping[str, Question]
) -> tuple[StaticPage, ...]:
    """The pages of a form with every repeat shown once."""
    found: list[StaticPage] = []
    for sheet in _sheets(body, None):
        if isinstance(sheet.group, Repeat):
            found.extend(static_pages(sheet.parts, questions))
            continue
        paths = tuple(_questions(sheet.parts))
        if paths:
            path = sheet.group.path if sheet.group is not None else paths[0]
            title = sheet.group.label if sheet.group is not None else {}
            found.append(StaticPage(path, title, paths))
    return tuple(found)


class Running(Protocol):
    """What pages ask of a running session."""

    def instances(self, path: str, base: Node) -> list[Node]: ...

    def running_path(self, path: str, base: Node) -> str: ...

    def may_grow(self, repeat: Repeat, base: Node) -> bool: ...

    def say_at(self, template: Template, path: str, base: Node | None) -> str: ...


def running_pages(body: Sequence[BodyPart], base: Node, running: Running) -> Iterator[Page]:
    """The pages of a form as its repeats are now.

    Args:
        base: the root, or the instance of a repeat the parts stand in.
    """
    for sheet in _sheets(body, None):
        if isinstance(sheet.group, Repeat):
            yield from _repeat_pages(sheet.group, base, running)
            continue
        parts = tuple(_parts(sheet.parts, base, running, 1))
        if not parts:
            continue
        if sheet.group is None:
            yield Page(parts[0].path, "", parts)
        else:
            yield Page(
                running.running_path(sheet.group.path, base),
                running.say_at(sheet.group.label, sheet.group.path, base),
                parts,
                sheet.group.appearance,
            )


def _repeat_pages(repeat: Repeat, base: Node, running: Running) -> Iterator[Page]:
    instances = running.instances(repeat.path, base)
    path, count = running.running_path(repeat.path, base), len(instances)
    may_grow = running.may_grow(repeat, base)

    def bar(instance: str, number: int, label: str) -> RepeatBar:
        return RepeatBar(path, label, instance, number, count, may_grow, repeat.may_change)

    general = running.say_at(repeat.label, repeat.path, None)
    pages: list[Page] = []
    for number, instance in enumerate(instances, start=1):
        own = running.running_path(repeat.path, instance)
        label = running.say_at(repeat.label, repeat.path, instance)
        inner = list(running_pages(repeat.children, instance, running)) or [Page(own, "", ())]
        first = inner[0]
        inner[0] = Page(own, first.title or label, (bar(own, number, label), *first.parts))
        pages.extend(inner)
    if may_grow:
        adding = bar("", count + 1, general)
        if pages:
            last = pages[-1]
            pages[-1] = Page(last.path, last.title, (*last.parts, adding), last.appearance)
        else:
            pages.append(Page(path, general, (adding,)))
    yield from pages


def _parts(
    parts: Sequence[BodyPart], base: Node, running: Running, level: int
) -> Iterator[Asked | Heading]:
    for part in parts:
        if isinstance(part, str):
            yield Asked(running.running_path(part, base))
        elif isinstance(part, Group):
            inner = list(_parts(part.children, base, running, level + 1))
            text = running.say_at(part.label, part.path, base)
            if text and inner:
                yield Heading(running.running_path(part.path, base), text, level)
            yield from inner


def _sheets(parts: Sequence[BodyPart], around: Group | None) -> Iterator[_Sheet]:
    run: list[BodyPart] = []
    for part in parts:
        if isinstance(part, str) or _joins(part, run):
            run.append(part)
            if _count(run) >= RUN:
                yield _Sheet(around, tuple(run))
                run = []
            continue
        if run:
            yield _Sheet(around, tuple(run))
            run = []
        if isinstance(part, Group) and not _is_small(part):
            yield from _sheets(part.children, part)
        else:
            yield _Sheet(part, part.children)
    if run:
        yield _Sheet(around, tuple(run))


def _joins(part: Group | Repeat, run: Sequence[BodyPart]) -> bool:
    """Whether a group without a name or page of its own is shown with what stands around it."""
    if not isinstance(part, Group) or part.label or "field-list" in part.appearance:
        return False
    return _is_small(part) and _count(run) + _count(part.children) <= RUN


def _is_small(group: Group) -> bool:
    if _holds_repeat(group.children):
        return False
    return "field-list" in group.appearance or _count(group.children) <= MOST_TOGETHER


def _holds_repeat(parts: Sequence[BodyPart]) -> bool:
    return any(
        isinstance(part, Repeat) or (isinstance(part, Group) and _holds_repeat(part.children))
        for part in parts
    )


def _count(parts: Sequence[BodyPart]) -> int:
    return sum(1 if isinstance(part, str) else _count(part.children) for part in parts)


def _questions(parts: Sequence[BodyPart]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, str):
            yield part
        else:
            yield from _questions(part.children)
