# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sources, rules, clocks and figures of accuracy, in words."""

from decimal import Decimal
from typing import Protocol

from PySide6.QtCore import QCoreApplication

from forms.answers import Source


class Counted(Protocol):
    """A line of a score trace."""

    @property
    def points(self) -> str: ...
    @property
    def weight(self) -> str: ...
    @property
    def rule(self) -> str: ...
    @property
    def adds(self) -> str: ...
    @property
    def group(self) -> str: ...


def say_source(source: Source, *, mine: bool = False) -> str:
    """Where an answer comes from; `mine` while the worker who answers is the one who reads."""
    match source:
        case Source.OBSERVED:
            return QCoreApplication.translate("words", "Observed")
        case Source.YOUTH_SAID:
            return QCoreApplication.translate("words", "Youth said")
        case Source.RECORD:
            return QCoreApplication.translate("words", "Record")
        case Source.THIRD_PARTY:
            return QCoreApplication.translate("words", "Third party")
        case Source.INFERENCE:
            if mine:
                return QCoreApplication.translate("words", "My inference")
            return QCoreApplication.translate("words", "Worker's inference")


def say_adds(line: Counted) -> str:
    """What an item adds and by which rule; empty when it is simply its points."""
    if not line.rule or (line.rule == "sum" and Decimal(line.weight) == 1):
        return ""
    match line.rule:
        case "count":
            rule = QCoreApplication.translate("words", "items are counted")
        case "max":
            rule = QCoreApplication.translate("words", "only the largest of its group counts")
        case _:
            rule = QCoreApplication.translate("words", "weight {weight}")
    if line.rule != "sum" and Decimal(line.weight) != 1:
        weighed = QCoreApplication.translate("words", "weight {weight}")
        rule = f"{rule}, {weighed}"
    adds = QCoreApplication.translate("words", "adds {adds}")
    return f"{adds} ({rule})".format(adds=_plain(line.adds), weight=_plain(line.weight))


def say_withheld(reason: str) -> str:
    """Why there is no score."""
    match reason:
        case "gate_closed":
            return QCoreApplication.translate(
                "words", "No score: the first questions did not open the full form"
            )
        case "gate_undecided":
            return QCoreApplication.translate(
                "words", "No score: a question that decides on the full form has no answer"
            )
        case "nothing_asked":
            return QCoreApplication.translate("words", "No score: none of its items was asked")
        case _:
            return QCoreApplication.translate("words", "No score: too many items have no answer")


def say_clock(clock: str) -> str:
    """A deadline a result suggests."""
    match clock:
        case "mandated_report":
            return QCoreApplication.translate(
                "words", "Mandated report: by telephone at once, in writing within 36 hours"
            )
        case "police_24h":
            return QCoreApplication.translate(
                "words", "Report to law enforcement: at once, within 24 hours at most"
            )
        case "missing_24h":
            return QCoreApplication.translate(
                "words",
                "If the youth is missing: law enforcement and NCMEC, within 24 hours at most",
            )
        case "team_meeting":
            return QCoreApplication.translate("words", "Call the team together")
        case _:
            return clock


def say_measure(name: str) -> str:
    """A figure of accuracy."""
    match name:
        case "sensitivity":
            return QCoreApplication.translate("words", "Sensitivity")
        case "specificity":
            return QCoreApplication.translate("words", "Specificity")
        case "ppv":
            return QCoreApplication.translate("words", "Right when it shows concern (PPV)")
        case "npv":
            return QCoreApplication.translate("words", "Right when it shows none (NPV)")
        case "sample":
            return QCoreApplication.translate("words", "Tried with")
        case "agreement":
            return QCoreApplication.translate("words", "Agreement between raters")
        case _:
            return name


def say_not_a_determination() -> str:
    """What a result is and is not."""
    return QCoreApplication.translate(
        "words",
        "This result indicates a level of concern. It is not a determination: a person decides "
        "what it means and what to do.",
    )


def say_age(age: int, least: int | None, most: int | None) -> str:
    """A warning that the youth's age lies outside the form's range."""
    if least is not None and most is not None:
        text = QCoreApplication.translate(
            "words",
            "The youth is {age}; this form was made for ages {least} to {most}. Read its result "
            "with care.",
        )
    elif least is not None:
        text = QCoreApplication.translate(
            "words",
            "The youth is {age}; this form was made for ages {least} and up. Read its result "
            "with care.",
        )
    else:
        text = QCoreApplication.translate(
            "words",
            "The youth is {age}; this form was made for ages up to {most}. Read its result with "
            "care.",
        )
    return text.format(age=age, least=least, most=most)


def say_cut(label: str, at_least: str, *, reached: bool | None) -> str:
    """The county's own cut and whether it is reached."""
    if reached is None:
        text = QCoreApplication.translate("words", "County’s own cut, {at_least} or more: {label}")
    elif reached:
        text = QCoreApplication.translate(
            "words", "County’s own cut, {at_least} or more: reached – {label}"
        )
    else:
        text = QCoreApplication.translate(
            "words", "County’s own cut, {at_least} or more: not reached – {label}"
        )
    return text.format(at_least=_plain(at_least), label=label)


def _plain(number: str) -> str:
    """An exact number without zeros that say nothing."""
    if "." in number:
        return number.rstrip("0").rstrip(".")
    return number
