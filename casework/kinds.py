# SPDX-License-Identifier: AGPL-3.0-or-later
"""What each kind of record is called, and how a person's answers become a checked record.

`check_answers` is the one boundary for what a form hands over: it either gives the fields to store,
or says for each field what is wrong. The laptop and the server ask it alike.
"""

from collections.abc import Mapping
from typing import NamedTuple

from pydantic import JsonValue, ValidationError

from casework.record_parts import Fault, FaultCode, RecordView, Surroundings
from casework.records import VIEW_OF_KIND
from casework.vocabulary import RecordKind

KIND_WORDS: Mapping[RecordKind, str] = {
    RecordKind.YOUTH: "Youth details",
    RecordKind.CONTACT_NOTE: "Contact note",
    RecordKind.SCREENING: "Screening",
    RecordKind.PRIVILEGED_NOTE: "Privileged note",
    RecordKind.SELF_DESCRIPTION: "Self-description",
    RecordKind.PERSON_AROUND: "Family or contact",
    RecordKind.STATUS_ROW: "CSEC status",
    RecordKind.NEED: "Need",
    RecordKind.SERVICE: "Service",
    RecordKind.PLACEMENT: "Placement",
    RecordKind.TASK: "Task",
    RecordKind.COURT_DATE: "Court date",
    RecordKind.SAFETY_FLAG: "Safety flag",
    RecordKind.DOCUMENT: "Document",
    RecordKind.CLOCK: "Clock",
    RecordKind.NOTICE: "Notice",
    RecordKind.ABSENCE: "Absence",
    RecordKind.SEARCH_EFFORT: "Search effort",
    RecordKind.DEBRIEF: "Talk after the return",
    RecordKind.YOUTH_PLAN: "Youth's safety plan",
    RecordKind.YOUTH_PLAN_PRIVATE: "Private part of the youth's plan",
    RecordKind.TEAM_PLAN: "Team's safety plan",
    RecordKind.REFERRAL: "Referral",
    RecordKind.REFERRAL_ANSWER: "Answer to a referral",
    RecordKind.SIGN_OFF: "Signature or approval",
    RecordKind.MEETING: "Team meeting",
    RecordKind.MINUTES: "Minutes",
    RecordKind.PLAN_VERSION: "Version of a safety plan",
    RecordKind.PAPER_GIVEN: "Paper for another agency",
    RecordKind.SAME_YOUTH: "One youth in two cases",
    RecordKind.COUNTY_ON_CASE: "County on the case",
    RecordKind.HAND_OFF: "Hand-off to another county",
}


# Records that belong to another one of the case, and the field that names it.
LINKS: Mapping[RecordKind, str] = {
    RecordKind.NOTICE: "clock",
    RecordKind.SEARCH_EFFORT: "absence",
    RecordKind.DEBRIEF: "absence",
}


# Records that may belong to another one, and stand alone as well.
MAY_BELONG: Mapping[RecordKind, str] = {RecordKind.TASK: "plan"}


class Checked(NamedTuple):
    """The typed view where nothing is wrong, else what is, field by field."""

    view: RecordView | None
    faults: tuple[Fault, ...]


def check_answers(
    kind: RecordKind, answers: Mapping[str, JsonValue], around: Surroundings
) -> Checked:
    """Read what a person filled in and judge it among the other records of the case."""
    try:
        view = VIEW_OF_KIND[kind].model_validate(dict(answers))
    except ValidationError as error:
        return Checked(None, tuple(_fault_of(one) for one in error.errors()))
    faults = list(view.find_faults(around))
    if around.closed and kind is not RecordKind.YOUTH:
        faults.append(Fault("", FaultCode.CASE_CLOSED))
    return Checked(None if faults else view, tuple(faults))


def _fault_of(error: Mapping[str, object]) -> Fault:
    where = error["loc"]
    field = str(where[0]) if isinstance(where, tuple) and where else ""
    given = error.get("input")
    if error["type"] == "string_too_long" and isinstance(given, str):
        context = error.get("ctx")
        most = context.get("max_length", "") if isinstance(context, dict) else ""
        return Fault(field, FaultCode.TOO_LONG, {"length": str(len(given)), "most": str(most)})
    if error["type"] in ("missing", "string_too_short") or given in (None, ""):
        return Fault(field, FaultCode.MISSING)
    return Fault(field, FaultCode.WRONG_SHAPE)
