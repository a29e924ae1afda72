# SPDX-License-Identifier: AGPL-3.0-or-later
"""A safety plan on paper: the whole one, or a small page that says nothing to whoever finds it.

Paper on the youth can endanger them (fact P4). Invariants: title and metadata are neutral and name
nobody; what the youth carries names neither an agency nor a worker nor a disagreement between them,
and is in the language of `moments`, whatever the screens speak; the small page holds the youth's
own words only, without our questions; the private part of a plan is never printed.
"""

from collections.abc import Iterator
from datetime import date

from PySide6.QtCore import QT_TRANSLATE_NOOP

from casework.field_specs import specs_of
from casework.paper import (
    Block,
    Bullets,
    GrantedPaper,
    Look,
    Mark,
    Paper,
    Paragraph,
    Part,
    Sheet,
    grant,
)
from casework.record_parts import Word
from casework.safety_plans import YouthPlan
from casework.signatures import Signer
from casework.vocabulary import RecordKind, Section
from ui.paper.marks import say_mark, say_undecided
from ui.paper.tongue import Tongue
from ui.paper_views import PlanPrint
from ui.text import Moments

NOT_ON_PAPER = ("how_kept", "reviewed_on", "ended_on")


def write_plan(print_: PlanPrint, moments: Moments) -> GrantedPaper:
    """The whole plan on one page."""
    parts, tongue = [], Tongue(moments.language)
    undecided = (one for one in print_.note.undecided if one[0] is RecordKind.TEAM_PLAN)
    if said := say_undecided(undecided, tongue.say):
        parts.append(Part("", said, Section.SAFETY_PLAN, print_.note.owner))
    for spec in specs_of(type(print_.plan)):
        lines = tuple(_say(getattr(print_.plan, spec.name), moments, tongue))
        if spec.name not in NOT_ON_PAPER and lines:
            parts.append(_part(print_, tongue.say("fields", spec.title), lines))
    parts.extend(_signatures(print_, moments, tongue))
    paper = Paper(
        title=tongue.say("sheet", QT_TRANSLATE_NOOP("sheet", "Plan")),
        language=moments.language,
        parts=tuple(parts),
        mark=_mark(print_, moments, tongue),
        one_page=True,
    )
    return grant(paper, print_.note.recipient)


def write_small_page(print_: PlanPrint, moments: Moments) -> GrantedPaper:
    """What the youth carries: the adults, what helps, and places, on a page to be folded once."""
    plan = print_.plan
    assert isinstance(plan, YouthPlan)
    words = (*plan.adults, *plan.what_helps.splitlines(), *plan.places.splitlines())
    paper = Paper(
        title=Tongue(moments.language).say("sheet", QT_TRANSLATE_NOOP("sheet", "List")),
        language=moments.language,
        parts=(_part(print_, "", tuple(one for one in words if one.strip())),),
        sheet=Sheet.WALLET,
    )
    return grant(paper, print_.note.recipient)


def _signatures(print_: PlanPrint, moments: Moments, tongue: Tongue) -> Iterator[Part]:
    blocks: list[Block] = []
    signed = tongue.say("sheet", QT_TRANSLATE_NOOP("sheet", "Signed, {moment}"))
    for one in print_.plan.signatures:
        if isinstance(print_.plan, YouthPlan) and one.signer is not Signer.YOUTH:
            continue
        who = f"{one.by}. " if one.by else ""
        blocks.append(one.drawing(who + signed.format(moment=moments.minute(one.at))))
    if print_.plan.declined_to_sign:
        words = tongue.say("sheet", QT_TRANSLATE_NOOP("sheet", "I did not want to sign."))
        blocks.append(Paragraph(words, Look.SOFT))
    if blocks:
        yield Part("", tuple(blocks), Section.SAFETY_PLAN, print_.note.owner)


def _part(print_: PlanPrint, heading: str, lines: tuple[str, ...]) -> Part:
    block = Bullets(lines) if len(lines) > 1 else Paragraph("".join(lines))
    return Part(heading, (block,), Section.SAFETY_PLAN, print_.note.owner)


def _mark(print_: PlanPrint, moments: Moments, tongue: Tongue) -> Mark:
    mark = say_mark(print_.note, moments)
    if isinstance(print_.plan, YouthPlan):
        return mark._replace(recipient=tongue.say("sheet", QT_TRANSLATE_NOOP("sheet", "My copy")))
    return mark


def _say(value: object, moments: Moments, tongue: Tongue) -> Iterator[str]:
    if isinstance(value, Word):
        yield tongue.say("choices", value.label)
    elif isinstance(value, date):
        yield moments.day(value)
    elif isinstance(value, str):
        yield from (one for one in value.splitlines() if one.strip())
    elif isinstance(value, tuple):
        yield from map(str, value)
