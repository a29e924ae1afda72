# SPDX-License-Identifier: AGPL-3.0-or-later
"""The parts of a case by name."""

from PySide6.QtCore import QCoreApplication

from casework.vocabulary import Section


def say_section(section: Section) -> str:
    """The name of a part of a case."""
    translate = QCoreApplication.translate
    return {
        Section.IDENTITY: translate("words", "Identity"),
        Section.CONTACTS: translate("words", "Contacts"),
        Section.SCREENING: translate("words", "Screenings"),
        Section.SAFETY_PLAN: translate("words", "Safety plan"),
        Section.PLACEMENT: translate("words", "Placement and absence"),
        Section.EDUCATION: translate("words", "Education"),
        Section.PHYSICAL_HEALTH: translate("words", "Physical health"),
        Section.MENTAL_HEALTH: translate("words", "Mental health"),
        Section.SUBSTANCE_USE: translate("words", "Substance use"),
        Section.LEGAL: translate("words", "Legal"),
        Section.CRIMINAL_JUSTICE: translate("words", "Criminal justice"),
        Section.ADOPTION: translate("words", "Adoption"),
        Section.ADVOCATE_NOTES: translate("words", "Advocate notes"),
        Section.SELF_DESCRIPTION: translate("words", "Self-description"),
        Section.YOUTH_PRIVATE: translate("words", "Private part of the youth's plan"),
        Section.REFERRALS: translate("words", "Referrals"),
    }[section]
