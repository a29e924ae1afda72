# SPDX-License-Identifier: AGPL-3.0-or-later
"""Grounds and signers in plain words."""

from PySide6.QtCore import QCoreApplication

from casework.consents import SignerCapacity
from casework.vocabulary import Basis


def say_capacity(capacity: SignerCapacity) -> str:
    """As whom someone signs."""
    return {
        SignerCapacity.YOUTH_MINOR_CONSENT: QCoreApplication.translate("sharing", "The youth"),
        SignerCapacity.PARENT: QCoreApplication.translate("sharing", "A parent"),
        SignerCapacity.GUARDIAN: QCoreApplication.translate("sharing", "A guardian"),
        SignerCapacity.ATTORNEY: QCoreApplication.translate("sharing", "The youth's attorney"),
        SignerCapacity.COURT: QCoreApplication.translate("sharing", "The court"),
    }[capacity]


def say_basis(basis: Basis) -> str:
    """A legal ground by its name."""
    return {
        Basis.CASE_ASSIGNMENT: QCoreApplication.translate("sharing", "Assignment"),
        Basis.OWN_AGENCY: QCoreApplication.translate("sharing", "Own agency"),
        Basis.S18961_7_WINDOW: QCoreApplication.translate("sharing", "Team window, WIC 18961.7"),
        Basis.S13753_TEAM: QCoreApplication.translate("sharing", "Trafficking team, WIC 13753"),
        Basis.S18951_TEAM: QCoreApplication.translate(
            "sharing", "Multidisciplinary team, WIC 18951"
        ),
        Basis.S832_CFT_CONSENT: QCoreApplication.translate("sharing", "Family team, WIC 832"),
        Basis.S18986_46_UNIFIED: QCoreApplication.translate(
            "sharing", "Unified record, WIC 18986.46"
        ),
        Basis.CONSENT_GENERIC: QCoreApplication.translate("sharing", "Consent"),
        Basis.PART2_CONSENT: QCoreApplication.translate("sharing", "Consent, 42 CFR Part 2"),
        Basis.FERPA_USA: QCoreApplication.translate("sharing", "Responsible for care, FERPA"),
        Basis.COURT_ORDER: QCoreApplication.translate("sharing", "Court order"),
        Basis.S827_LISTED: QCoreApplication.translate("sharing", "Listed by WIC 827"),
        Basis.NCMEC_AB161: QCoreApplication.translate("sharing", "Report to NCMEC, AB 161"),
        Basis.EMERGENCY_BREAK_GLASS: QCoreApplication.translate("sharing", "Emergency"),
        Basis.PRIVILEGE_RELEASE: QCoreApplication.translate("sharing", "Release by the holder"),
    }[basis]
