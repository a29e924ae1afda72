# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the fields of a record are called on the screen."""

from PySide6.QtCore import QCoreApplication


def field_name(field: str) -> str:
    """The field's name in the reader's language; its own where there is none."""
    return {
        "legal_name": QCoreApplication.translate("field_name", "Legal name"),
        "chosen_name": QCoreApplication.translate("field_name", "Chosen name"),
        "aliases": QCoreApplication.translate("field_name", "Other names"),
        "birth_date": QCoreApplication.translate("field_name", "Birth date"),
        "pronouns": QCoreApplication.translate("field_name", "Pronouns"),
        "languages": QCoreApplication.translate("field_name", "Languages"),
        "agency_numbers": QCoreApplication.translate("field_name", "Case numbers"),
        "opened_on": QCoreApplication.translate("field_name", "Case opened on"),
        "text": QCoreApplication.translate("field_name", "Note"),
        "happened_at": QCoreApplication.translate("field_name", "When it happened"),
        "entered_at": QCoreApplication.translate("field_name", "When it was entered"),
    }.get(field, field)
