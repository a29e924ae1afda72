# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a form asks of a device that this laptop does otherwise, said in one sentence."""

from PySide6.QtCore import QCoreApplication

from forms.definition import UPLOADS, Control, Question
from ui.screening.editors.calendars import SYSTEMS, say_calendar

translate = QCoreApplication.translate
GEO = (Control.GEOPOINT, Control.GEOTRACE, Control.GEOSHAPE)
COUNTED = ("ethiopian", "coptic", "islamic", "persian", "buddhist")
DRAWN = ("draw", "annotate", "signature")


def remark_on(question: Question) -> str:
    """The sentence that stands under a question's hint, or empty."""
    control = question.control
    if question.looks("ex:*") and control not in UPLOADS:
        return translate(
            "words",
            "Another program would fill this in; none is started from here. Enter the answer.",
        )
    if question.looks("printer*"):
        return translate("words", "This would print a label elsewhere; here it is only kept.")
    if question.looks("url"):
        return translate("words", "This address is shown and kept; it is never opened from here.")
    if control in GEO:
        return _remark_on_place(control)
    if control is Control.BARCODE:
        return translate("words", "This laptop scans nothing; type what the code says.")
    if control in UPLOADS:
        return _remark_on_file(question)
    if control is Control.DATE:
        return _remark_on_calendar(question)
    if question.looks("map") and control in (Control.SELECT_ONE, Control.SELECT_MULTIPLE):
        return translate("words", "There is no map here; choose from the list.")
    return ""


def _remark_on_place(control: Control) -> str:
    if control is Control.GEOSHAPE:
        return translate(
            "words",
            "This laptop does not locate itself: enter the corners in order; the last joins the "
            "first.",
        )
    if control is Control.GEOTRACE:
        return translate("words", "This laptop does not locate itself: enter the points in order.")
    return translate("words", "This laptop does not locate itself: enter the place.")


def _remark_on_file(question: Question) -> str:
    match question.control:
        case Control.IMAGE if any(question.looks(one) for one in DRAWN):
            return ""
        case Control.IMAGE:
            return translate("words", "The camera of this laptop is not used: choose a picture.")
        case Control.VIDEO:
            return translate("words", "The camera of this laptop is not used: choose a film.")
        case Control.AUDIO:
            return translate(
                "words", "The microphone of this laptop is not used: choose a recording."
            )
    return ""


def _remark_on_calendar(question: Question) -> str:
    system = next((one for one in SYSTEMS if question.looks(one)), "")
    if not system:
        return ""
    if system in COUNTED:
        return translate(
            "words", "Type the date in the usual (Gregorian) calendar; the {calendar} shows beside."
        ).format(calendar=say_calendar(system))
    return translate(
        "words",
        "Type the date in the usual (Gregorian) calendar; the {calendar} cannot be shown here.",
    ).format(calendar=say_calendar(system))
