# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which of two values protects a youth more, field by field (decision D2).

Invariants:
- A value is weighed by itself: neither who wrote it nor when nor in which order they came counts.
- Every field of a record that can be edited either stands here or is named, with the reason, among
  those without an order (`tests/casework/test_protections.py`).
"""

import math
from collections.abc import Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import NamedTuple

from pydantic import JsonValue

from casework.vocabulary import RecordKind


class Order(StrEnum):
    """How the more protective of two values is found."""

    LATER = "later"
    EARLIER = "earlier"
    NO_END = "no end"
    OPEN = "open"
    RANKED = "ranked"
    YES = "yes"
    NOT_SO = "not so"
    LOWER = "lower"
    SAID = "said"


class Protection(NamedTuple):
    """What protects more in a field.

    Attributes:
        order: of `NO_END` an open end protects most, then the later day; of `OPEN` an open end, and
            no two others differ, so that what goes together comes from one person; of `YES` and
            `NOT_SO` what is not known stands between the two; of `SAID` anything protects more than
            nothing.
        ranks: for `RANKED`, the values from the least to the most protective.
    """

    order: Order
    ranks: tuple[str | None, ...] = ()

    def weight(self, value: JsonValue) -> float:
        """Weighs a value; the heaviest protects most, what cannot be read weighs least."""
        match self.order:
            case Order.RANKED:
                known = value is None or isinstance(value, str)
                return self.ranks.index(value) if known and value in self.ranks else -1
            case Order.YES:
                return _weigh_truth(value)
            case Order.NOT_SO:
                return -_weigh_truth(value)
            case Order.OPEN:
                return 1 if value is None else 0
            case Order.SAID:
                return 1 if value else 0
            case Order.LOWER:
                return -value if isinstance(value, int | float) else -math.inf
            case Order.NO_END if value is None:
                return math.inf
        moment = _moment(value)
        if moment is None:
            return -math.inf
        return -moment if self.order is Order.EARLIER else moment


def _weigh_truth(value: JsonValue) -> int:
    if not isinstance(value, bool):
        return 0
    return 1 if value else -1


def _moment(value: JsonValue) -> float | None:
    """Seconds of a day or a moment, or None; a day counts from its beginning in UTC."""
    try:
        read = datetime.fromisoformat(str(value))
    except ValueError:
        return None
    known = read if read.tzinfo else read.replace(tzinfo=UTC)
    return (known - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds()


def _all(order: Order, *names: str) -> dict[str, Protection]:
    return dict.fromkeys(names, Protection(order))


def _ranked(*ranks: str | None) -> Protection:
    return Protection(Order.RANKED, ranks)


_PROTECTIONS: Mapping[RecordKind, Mapping[str, Protection]] = {
    # Who is younger is protected for longer; of a case that may be open the clocks go on.
    RecordKind.YOUTH: {
        **_all(Order.LATER, "birth_date", "said_age_on"),
        **_all(Order.LOWER, "said_age"),
        **_all(Order.NO_END, "closed_on"),
    },
    RecordKind.SELF_DESCRIPTION: _all(Order.SAID, "ask_before_saying"),
    # Whoever may be an exploiter is held for one, wherever they sleep; whoever may be a guardian is
    # told what guardians must be told.
    RecordKind.PERSON_AROUND: {
        "contact_rule": _ranked("free", "ask_first", "no_contact"),
        "relation": _ranked(
            *("child", "sibling", "professional", "other", "relative", "caregiver", "parent"),
            *("guardian", "indian_custodian", "friend", "partner", "buyer", "exploiter"),
        ),
        **_all(Order.YES, "lives_with_youth"),
        **_all(Order.SAID, "notes"),
    },
    # Exploitation counts from the first day said, until somebody decides that it ended.
    RecordKind.STATUS_ROW: {
        "type": _ranked(
            "at_risk",
            "victim_before_fc",
            "victim_open_case_not_fc",
            "victim_during_fc",
            "victim_absent_from_placement",
        ),
        **_all(Order.EARLIER, "started_on"),
        **_all(Order.NO_END, "ended_on", "entered_in_state_on"),
    },
    RecordKind.NEED: _all(Order.NO_END, "met_on"),
    # A place that was left is looked into sooner than one that is thought to hold; what calls for
    # a report or a search is shown rather than an orderly end.
    RecordKind.PLACEMENT: {
        "end_reason": _ranked(
            *(None, "planned", "home", "aged_out", "other", "provider_notice", "safety", "absent")
        ),
        "not_placed": _ranked(
            *(None, "declined_by_youth", "funding", "no_bed", "declined_by_provider", "absent")
        ),
        **_all(Order.EARLIER, "ended_on"),
        **_all(Order.NOT_SO, "court_approved", "csec_specific"),
        **_all(Order.SAID, "notes"),
    },
    RecordKind.TASK: {**_all(Order.EARLIER, "due_on"), **_all(Order.NO_END, "done_on")},
    # Whoever goes too early hears when it is; whoever goes too late missed it.
    RecordKind.COURT_DATE: _all(Order.EARLIER, "at"),
    # A warning that somebody says stands goes on warning, from the first day said.
    RecordKind.SAFETY_FLAG: {
        **_all(Order.EARLIER, "since"),
        **_all(Order.LATER, "until"),
        **_all(Order.NO_END, "lifted_on"),
    },
    # The clocks began when the first heard of it; the search goes on while one says so. Where and
    # when a youth was found are one person's word, never one's place with another's hour.
    RecordKind.ABSENCE: {
        "status_known": _ranked("none_known", "at_risk", "victim"),
        **_all(Order.EARLIER, "discovered_at"),
        **_all(Order.YES, "pregnant", "suicidal", "left_unwillingly", "at_risk_of_harm"),
        **_all(Order.OPEN, "located_at", "ended_at", "end"),
        **_all(Order.NOT_SO, "located_is_approved"),
        **_all(
            Order.SAID,
            *("last_seen_place", "reported_by", "circumstances", "description", "marks"),
            *("clothing", "companions", "vehicle", "phones_and_names", "likely_places"),
            *("medical", "located_place", "end_place", "photograph"),
        ),
    },
    # A plan is looked at sooner, stays in use, leaves less paper and keeps the youth's secrets.
    RecordKind.YOUTH_PLAN: {
        "phase": _ranked("after", "leaving", "still_in"),
        "how_kept": _ranked(None, "full", "wallet", "held_by_adult", "no_copy"),
        **_all(Order.YES, "declined_to_sign"),
        **_all(Order.EARLIER, "reviewed_on", "review_on"),
        **_all(Order.NO_END, "ended_on"),
        **_all(Order.SAID, "triggers", "what_helps", "adults", "places", "online", "if_i_run"),
    },
    RecordKind.YOUTH_PLAN_PRIVATE: {
        **_all(Order.NOT_SO, "youth_agreed_to_share"),
        **_all(Order.NO_END, "agreed_on", "ended_on"),
    },
    RecordKind.TEAM_PLAN: {
        **_all(Order.YES, "declined_to_sign"),
        **_all(Order.EARLIER, "reviewed_on", "review_on"),
        **_all(Order.NO_END, "ended_on"),
        **_all(Order.SAID, "risks", "actions", "staff_safety", "caregiver_safety"),
    },
    # Nothing goes to another agency on a word that is disputed.
    RecordKind.REFERRAL: {
        "youth_agreed": _ranked("agreed", "not_asked", "declined"),
        "caregiver_agreed": _ranked("agreed", "not_sought", "declined"),
        **_all(Order.NOT_SO, "lives_in_county"),
        **_all(Order.EARLIER, "withdrawn_on"),
        # Until then both work on the case.
        **_all(Order.LATER, "hand_over_on"),
    },
    # A county that may still work with the youth is called; the old one leads until it is sure.
    RecordKind.COUNTY_ON_CASE: _all(Order.NO_END, "ended_on"),
    RecordKind.HAND_OFF: {
        "answer": _ranked("accepted", "taken_back", "declined", None),
        **_all(Order.NO_END, "leads_from"),
    },
    # A team that may not have opened its sharing has not.
    RecordKind.MEETING: _all(Order.NO_END, "sharing_opened_at"),
}
PROTECTIONS: Mapping[tuple[RecordKind, str], Protection] = {
    (kind, name): one for kind, fields in _PROTECTIONS.items() for name, one in fields.items()
}
