# SPDX-License-Identifier: AGPL-3.0-or-later
"""Signatures, approvals and answers to referrals in the language of the screens."""

from pydantic import JsonValue
from PySide6.QtCore import QCoreApplication

from casework.referrals import ReferralReply
from casework.sign_offs import Difference
from casework.vocabulary import RecordKind
from ui.approval_views import AnsweredRow, AnswerLine, ApprovalState, ApprovalView, SignOffLine
from ui.field_words import field_name, field_value
from ui.record_words import say_word
from ui.text import Moments
from ui.theme.tokens import Tone

TONES: dict[ApprovalState, Tone] = {
    ApprovalState.NOT_WANTED: "plain",
    ApprovalState.NOT_SIGNED: "plain",
    ApprovalState.WAITS: "accent",
    ApprovalState.APPROVED: "good",
    ApprovalState.RETURNED: "warning",
}


def tone_of_state(state: ApprovalState) -> Tone:
    """The colour that goes with the words."""
    return TONES[state]


def say_state(view: ApprovalView) -> str:
    """Where the record stands, in one or two sentences."""
    words = _say_plain_state(view)
    if view.changed_since_approval:
        changed = QCoreApplication.translate("approvals", "Changed since it was approved.")
        words = f"{changed} {words}"
    if view.receiver and view.state is ApprovalState.APPROVED and not _is_answered(view):
        asked = QCoreApplication.translate("approvals", "It waits for the answer of {name}.")
        words = f"{words} {asked.format(name=view.receiver)}"
    return words.strip()


def _say_plain_state(view: ApprovalView) -> str:
    translate = QCoreApplication.translate
    return {
        ApprovalState.NOT_WANTED: translate("approvals", "Nobody has to approve this."),
        ApprovalState.NOT_SIGNED: translate(
            "approvals", "Not signed yet: nothing is sent before its worker signs it."
        ),
        ApprovalState.WAITS: translate("approvals", "Waits for a supervisor’s approval."),
        ApprovalState.APPROVED: translate("approvals", "Approved as it stands."),
        ApprovalState.RETURNED: translate(
            "approvals", "Returned: change what is asked for, then it waits again."
        ),
    }[view.state]


def _is_answered(view: ApprovalView) -> bool:
    return any(one.reply.value != "passed_on" for one in view.answers)


def say_blockers(view: ApprovalView) -> str:
    """What keeps a referral from being signed; empty for nothing."""
    if not view.blockers:
        return ""
    said = [say_word(one) for one in view.blockers]
    if view.from_county_rule:
        said.append(QCoreApplication.translate("approvals", "(County default, verify.)"))
    heading = QCoreApplication.translate("approvals", "This cannot be signed yet:")
    return " ".join((heading, *said))


def say_line(line: SignOffLine, moments: Moments) -> str:
    """One signature, approval or return."""
    parts = [say_word(line.act), line.author_name, moments.minute(line.at), line.words]
    if not line.is_present:
        parts.append(QCoreApplication.translate("approvals", "an earlier version"))
    return " · ".join(part for part in parts if part)


def say_answer(line: AnswerLine, moments: Moments) -> str:
    """One answer to a referral."""
    parts = [say_word(line.reply), line.author_name, moments.minute(line.at), line.words]
    if line.lead:
        lead = QCoreApplication.translate("approvals", "Lead: {name}")
        parts.append(lead.format(name=line.lead))
    return " · ".join(part for part in parts if part)


def say_passed_to(row: AnsweredRow) -> str:
    """To whom a referral was passed on, or who leads the case now; empty for nobody."""
    if not row.to:
        return ""
    if row.reply is ReferralReply.PASSED_ON:
        return QCoreApplication.translate("approvals", "Passed on to {name}").format(name=row.to)
    return QCoreApplication.translate("approvals", "Lead: {name}").format(name=row.to)


def say_difference(kind: RecordKind, one: Difference, moments: Moments) -> str:
    """A field with what it was and what it is."""
    return QCoreApplication.translate("approvals", "{field} · {old} → {new}").format(
        field=field_name(one.field, kind),
        old=_say_value(kind, one.field, one.old, moments),
        new=_say_value(kind, one.field, one.new, moments),
    )


def _say_value(kind: RecordKind, field: str, value: JsonValue, moments: Moments) -> str:
    if value in (None, "", []):
        return QCoreApplication.translate("approvals", "empty")
    if isinstance(value, list):
        return ", ".join(field_value(field, kind, str(one), moments) for one in value)
    return field_value(field, kind, str(value), moments)
