# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which county leads a case, in words."""

from PySide6.QtCore import QCoreApplication

from casework.counties import HandOff, HandOffAnswer, Lead
from ui.record_words import say_word
from ui.text import Moments

translate = QCoreApplication.translate


def say_lead(lead: Lead | None, moments: Moments) -> str:
    """Who leads, and who is to; empty where nothing is recorded of counties."""
    if lead is None:
        return ""
    said = _say_present(lead, moments)
    return said if lead.coming is None else f"{said}\n{_say_coming(lead.coming, moments)}"


def _say_present(lead: Lead, moments: Moments) -> str:
    counties = ", ".join(map(say_word, lead.counties))
    if not lead.counties:
        return translate("counties", "None on record: add which county leads.")
    if lead.since is None:
        words = translate("counties", "{counties} all stand as lead: end what is not so.")
        return words.format(counties=counties)
    since = translate("counties", "{county}, since {day}")
    return since.format(county=counties, day=moments.day(lead.since))


def _say_coming(one: HandOff, moments: Moments) -> str:
    if one.answer is HandOffAnswer.ACCEPTED and one.leads_from is not None:
        words, day = translate("counties", "{county} leads from {day}"), one.leads_from
    else:
        words = translate("counties", "{county} was asked on {day} to lead; no answer yet")
        day = one.asked_on
    return words.format(county=say_word(one.to_county), day=moments.day(day))
