# SPDX-License-Identifier: AGPL-3.0-or-later
"""The events of the log in plain words."""

from PySide6.QtCore import QCoreApplication

from casework.audit import AuditEvent, AuditOutcome


def say_event(event: AuditEvent) -> str:
    """What happened."""
    return event_words()[event]


def event_words() -> dict[AuditEvent, str]:
    """Every event in words."""
    work = _words_of_work() | _words_of_sharing() | _words_of_the_index()
    return work | _words_of_the_laptop() | _supervising_words()


def _words_of_work() -> dict[AuditEvent, str]:
    return {
        AuditEvent.LOG_ON: QCoreApplication.translate("log", "Logged on"),
        AuditEvent.LOG_OFF: QCoreApplication.translate("log", "Logged off or locked"),
        AuditEvent.ASKED_AGAIN: QCoreApplication.translate(
            "log", "Was asked for the passphrase again"
        ),
        AuditEvent.ATTEMPTS_ALTERED: QCoreApplication.translate(
            "log", "The list of failed log-ons was tampered with"
        ),
        AuditEvent.ENROLLED: QCoreApplication.translate("log", "Set the laptop up"),
        AuditEvent.CASE_READ: QCoreApplication.translate("log", "Opened the case"),
        AuditEvent.RECORD_READ: QCoreApplication.translate("log", "Read a record"),
        AuditEvent.FILE_READ: QCoreApplication.translate("log", "Opened a file"),
        AuditEvent.RECORD_CREATED: QCoreApplication.translate("log", "Wrote a record"),
        AuditEvent.RECORD_CHANGED: QCoreApplication.translate("log", "Changed a record"),
        AuditEvent.RECORD_SIGNED: QCoreApplication.translate("log", "Signed a screening"),
        AuditEvent.CONFLICT_DECIDED: QCoreApplication.translate(
            "log", "Decided what people disagreed about"
        ),
        AuditEvent.DRAFT_STARTED: QCoreApplication.translate("log", "Began a screening"),
        AuditEvent.PRINTED: QCoreApplication.translate("log", "Printed a record"),
        AuditEvent.EXPORTED: QCoreApplication.translate("log", "Saved a copy outside Fieldfare"),
        AuditEvent.COUNTY_PUT_BACK: QCoreApplication.translate(
            "log", "The county was put back from a backup; lost work was sent again"
        ),
        AuditEvent.PERMISSION_CHANGED: QCoreApplication.translate("log", "Rights changed"),
    }


def _words_of_the_index() -> dict[AuditEvent, str]:
    return {
        AuditEvent.INDEX_ASKED: QCoreApplication.translate("log", "Asked the index"),
        AuditEvent.INDEX_ENTERED: QCoreApplication.translate("log", "Entered into the index"),
        AuditEvent.INDEX_READ: QCoreApplication.translate("log", "Read an answer of the index"),
        AuditEvent.DUPLICATE_DECIDED: QCoreApplication.translate(
            "log", "Decided about a possible duplicate"
        ),
    }


def _words_of_the_laptop() -> dict[AuditEvent, str]:
    return {
        AuditEvent.PASSPHRASE_CHANGED: QCoreApplication.translate("log", "Changed the passphrase"),
        AuditEvent.SECURITY_KEY_CHANGED: QCoreApplication.translate(
            "log", "Changed the security key"
        ),
        AuditEvent.STORE_KEY_CHANGED: QCoreApplication.translate("log", "Gave the store a new key"),
        AuditEvent.COUNTY_RECOVERY: QCoreApplication.translate(
            "log", "Opened with the county's key"
        ),
        AuditEvent.TRIES_RELEASED: QCoreApplication.translate(
            "log", "Released after wrong passphrases"
        ),
        AuditEvent.POLICY_TAKEN: QCoreApplication.translate("log", "Took over the county's policy"),
        AuditEvent.LEASE_TAKEN: QCoreApplication.translate("log", "Took over a lease"),
        AuditEvent.LEASE_EXTENDED: QCoreApplication.translate("log", "Extended the lease by code"),
        AuditEvent.DEVICE_SUSPENDED: QCoreApplication.translate("log", "The laptop was suspended"),
        AuditEvent.WIPED: QCoreApplication.translate("log", "The laptop destroyed its keys"),
    }


def _supervising_words() -> dict[AuditEvent, str]:
    """What only supervisors do."""
    return {
        AuditEvent.LOG_READ: QCoreApplication.translate("log", "Read the log"),
        AuditEvent.LOG_REVIEWED: QCoreApplication.translate("log", "Reviewed a week of the log"),
        AuditEvent.INBOX_READ: QCoreApplication.translate("log", "Read refused work"),
        AuditEvent.INBOX_DECIDED: QCoreApplication.translate("log", "Decided about refused work"),
    }


def _words_of_sharing() -> dict[AuditEvent, str]:
    return {
        AuditEvent.SHARED: QCoreApplication.translate("log", "Shared a part of the case"),
        AuditEvent.SHARING_ENDED: QCoreApplication.translate("log", "Took back what was shared"),
        AuditEvent.EMERGENCY_OPENED: QCoreApplication.translate(
            "log", "Opened the case in an emergency"
        ),
        AuditEvent.EMERGENCY_REVIEWED: QCoreApplication.translate(
            "log", "Reviewed an emergency access"
        ),
        AuditEvent.DISCLOSURES_READ: QCoreApplication.translate(
            "log", "Read what was shown to whom"
        ),
        AuditEvent.DISCLOSURES_PRINTED: QCoreApplication.translate(
            "log", "Printed what was shown to whom"
        ),
        AuditEvent.KEY_HOLDERS_CHANGED: QCoreApplication.translate(
            "log", "Changed whose laptops read advocate notes"
        ),
    }


def say_outcome(outcome: AuditOutcome) -> str:
    """How it ended; empty when it was simply done."""
    match outcome:
        case AuditOutcome.OK:
            return ""
        case AuditOutcome.REFUSED:
            return QCoreApplication.translate("log", "Refused")
        case AuditOutcome.FAILED:
            return QCoreApplication.translate("log", "Failed")
