# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whether an instrument's licence and training let a hat start it on a day.

A draft begun while it was allowed can be finished; only starting is gated.
"""

from datetime import date

from casework.policy import Hat
from forms.evidence import EvidenceRules, Licence, Training
from forms.scoring import in_language
from ui.errors import ShownError


def refuse_start(rules: EvidenceRules, hat: Hat, today: date, language: str) -> ShownError | None:
    """Why a screening may not be started, in words, or None when it may.

    Args:
        language: of the names of trainings.
    """
    refused = None if rules.licence is None else _refuse_licence(rules.licence, hat, today)
    if refused is not None:
        return refused
    for training in rules.trainings:
        refused = _refuse_training(training, hat, today, language)
        if refused is not None:
            return refused
    return None


def _refuse_licence(licence: Licence, hat: Hat, today: date) -> ShownError | None:
    if licence.starts is not None and today < licence.starts:
        return ShownError(
            "The licence of this form begins on {date}.",
            "Use another form until then.",
            {"date": licence.starts.isoformat()},
        )
    if licence.ends is not None and today > licence.ends:
        return ShownError(
            "The licence of this form ended on {date}.",
            "Ask your administrator for the current version.",
            {"date": licence.ends.isoformat()},
        )
    if licence.agencies and hat.agency_kind.value not in licence.agencies:
        return ShownError(
            "The licence of this form does not cover {agency}.",
            "Ask your administrator which form your agency uses.",
            {"agency": hat.agency_name},
        )
    if licence.roles and hat.legal_role.value not in licence.roles:
        return ShownError(
            "The licence of this form does not cover your role, {role}.",
            "Ask a colleague whose role it covers.",
            {"role": hat.title},
        )
    return None


def _refuse_training(training: Training, hat: Hat, today: date, language: str) -> ShownError | None:
    name = in_language(training.label, language) or training.code
    held = [one.passed_on for one in hat.trainings if one.code == training.code]
    if not held:
        return ShownError(
            "This form may be used only after the training “{training}”.",
            "Ask your supervisor to record it when you have had it.",
            {"training": name},
        )
    ends = None if training.months is None else _months_later(max(held), training.months)
    if ends is not None and today > ends:
        return ShownError(
            "Your training “{training}” was good until {date}.",
            "Take it again, then ask your supervisor to record it.",
            {"training": name, "date": ends.isoformat()},
        )
    return None


def _months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last day of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(day.year + years, month + 1, min(day.day, last))
        except ValueError:
            continue
    return date.max
