# SPDX-License-Identifier: AGPL-3.0-or-later
"""A referral on paper: to whom and why, who agreed, who signed and approved it, what was answered.

Invariants: the title names nobody; an answer stands as the work of the agency that gave it, so that
whoever may not read that agency's work has a paper without it.
"""

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from casework.paper import Fact, Facts, GrantedPaper, Look, Paper, Paragraph, Part, Table, grant
from casework.vocabulary import RecordKind, Section
from ui.approval_views import ReferralPrint
from ui.approval_words import say_answer, say_state
from ui.field_words import field_name, field_value
from ui.paper.marks import say_mark, say_undecided
from ui.record_words import say_word
from ui.text import Moments

ASKED = (
    "purpose",
    "to_agency",
    "to_service",
    "to_person",
    "to_hat",
    "referred_on",
    "hand_over_on",
    "withdrawn_on",
)
ATTESTED = (
    "youth_agreed",
    "youth_words",
    "caregiver_agreed",
    "caregiver_why",
    "lives_in_county",
)


def write_referral(print_: ReferralPrint, moments: Moments) -> GrantedPaper:
    """The referral, as long as it must be."""
    paper = Paper(
        title=QCoreApplication.translate("print", "Referral"),
        language=moments.language,
        parts=tuple(_parts(print_, moments)),
        mark=say_mark(print_.note, moments),
    )
    return grant(paper, print_.note.recipient)


def _parts(print_: ReferralPrint, moments: Moments) -> Iterator[Part]:
    translate, owner = QCoreApplication.translate, print_.note.owner
    youth = Facts(
        (
            Fact(translate("print", "Youth"), print_.shown_name),
            Fact(translate("print", "Case reference"), print_.reference),
        )
    )
    yield Part("", (youth,), Section.IDENTITY)
    state = Paragraph(say_state(print_.standing), Look.STRONG)
    disputed = say_undecided(one for one in print_.note.undecided if one[0] is RecordKind.REFERRAL)
    facts = _facts(print_, ASKED, moments)
    yield Part("", (state, *disputed, facts), Section.REFERRALS, owner)
    why = field_name("why", RecordKind.REFERRAL)
    yield Part(why, (Paragraph(print_.referral.why.strip()),), Section.REFERRALS, owner)
    agreed = translate("print", "Who agreed")
    yield Part(agreed, (_facts(print_, ATTESTED, moments),), Section.REFERRALS, owner)
    if print_.standing.lines:
        heading = translate("print", "Signatures and approval")
        yield Part(heading, (_signed(print_, moments),), Section.REFERRALS, owner)
    for one in print_.standing.answers:
        heading = translate("print", "Answer")
        said = Paragraph(say_answer(one, moments))
        yield Part(heading, (said,), Section.REFERRALS, one.owner)


def _facts(print_: ReferralPrint, names: tuple[str, ...], moments: Moments) -> Facts:
    values = print_.referral.model_dump(mode="json") | {"to_hat": print_.standing.receiver}
    return Facts(
        tuple(
            Fact(field_name(name, RecordKind.REFERRAL), said)
            for name in names
            if (said := _say(name, values[name], moments))
        )
    )


def _say(name: str, value: object, moments: Moments) -> str:
    if value in (None, ""):
        return ""
    return field_value(name, RecordKind.REFERRAL, str(value), moments)


def _signed(print_: ReferralPrint, moments: Moments) -> Table:
    translate = QCoreApplication.translate
    heads = (
        translate("print", "What"),
        translate("print", "Who"),
        translate("print", "When"),
        translate("print", "In which words"),
    )
    rows = []
    for one in print_.standing.lines:
        older = "" if one.is_present else translate("approvals", "an earlier version")
        words = " · ".join(filter(None, (one.words, older)))
        rows.append((say_word(one.act), one.author_name, moments.minute(one.at), words))
    return Table(heads, tuple(rows), (18, 27, 25, 30))
