# SPDX-License-Identifier: AGPL-3.0-or-later
"""What protects a youth more is shown while nobody has decided, in every field where one can."""

import pytest
from pydantic import JsonValue

from casework.field_specs import specs_of
from casework.protections import PROTECTIONS, Order
from casework.records import VIEW_OF_KIND
from casework.vocabulary import APPEND_ONLY_KINDS, RecordKind

# Fields of which neither value protects more: names and ways to reach people, what something is,
# in whose words, links, and what the program itself counts.
WITHOUT_ORDER = {
    RecordKind.YOUTH: "legal_name chosen_name aliases pronouns languages tribe agency_numbers"
    " opened_on closed_why",
    RecordKind.SELF_DESCRIPTION: "gender pronouns orientation",
    RecordKind.PERSON_AROUND: "name phone address languages",
    RecordKind.STATUS_ROW: "determined_on supersedes entered_in_state_by",
    RecordKind.NEED: "domain words in_the_youths_words",
    # A service that runs helps, and one that ended must be replaced: it depends on the youth.
    RecordKind.SERVICE: "domain provider what need referred_on accepted_on wait_listed_on"
    " declined_on declined_why started_on ended_on dose outcome",
    RecordKind.PLACEMENT: "type place started_on",
    RecordKind.TASK: "words owner how_it_ended owner_hat from_meeting plan",
    RecordKind.COURT_DATE: "court matter number outcome",
    # None of the warnings is less than another.
    RecordKind.SAFETY_FLAG: "kind words lifted_why renews",
    RecordKind.ABSENCE: "last_seen_at",
    # Who signed which words is shown with each; a signature of other words is not shown at all.
    RecordKind.YOUTH_PLAN: "signatures made_on",
    # To keep a secret that was taken back would expose it, to drop one that stands as well.
    RecordKind.YOUTH_PLAN_PRIVATE: "told_on code_word hiding_places",
    RecordKind.TEAM_PLAN: "signatures made_on",
    RecordKind.REFERRAL: "purpose to_agency to_service to_person to_hat why referred_on youth_words"
    " caregiver_why",
    # When people meet and who is asked; what a meeting says is signed and never changed.
    RecordKind.MEETING: "meeting type type_english type_spanish starts_at ends_at place convener"
    " state cancelled_why invited sequence law held_from held_until reached",
    RecordKind.COUNTY_ON_CASE: "county part started_on agency contact phone",
    RecordKind.HAND_OFF: "from_county to_county asked_on answered_on answered_by phone",
    RecordKind.SAME_YOUTH: "other verdict words signs decided_at taken_back_at taken_back_why",
}


@pytest.mark.parametrize("kind", sorted(set(RecordKind) - APPEND_ONLY_KINDS))
def test_every_field_two_people_can_disagree_about_has_an_order_or_a_reason_for_none(
    kind: RecordKind,
) -> None:
    ordered = {name for place, name in PROTECTIONS if place is kind}
    without = set(WITHOUT_ORDER[kind].split())
    assert not ordered & without
    assert ordered | without == set(VIEW_OF_KIND[kind].model_fields)


@pytest.mark.parametrize("place", PROTECTIONS, ids=str)
def test_ranks_are_all_words_of_their_field(place: tuple[RecordKind, str]) -> None:
    kind, name = place
    protection = PROTECTIONS[place]
    if protection.order is Order.RANKED:
        [spec] = [one for one in specs_of(VIEW_OF_KIND[kind]) if one.name == name]
        assert set(protection.ranks) - {None} == {str(one) for one in spec.choices}
        assert (None in protection.ranks) == (
            not VIEW_OF_KIND[kind].model_fields[name].is_required()
            and VIEW_OF_KIND[kind].model_fields[name].default is None
        )


@pytest.mark.parametrize(
    ("kind", "name", "rising"),
    [
        (RecordKind.YOUTH, "birth_date", [None, "2009-05-05", "2010-05-05"]),
        (RecordKind.YOUTH, "said_age", [None, 17, 15]),
        (RecordKind.YOUTH, "closed_on", ["2026-11-01", "2026-12-01", None]),
        (RecordKind.ABSENCE, "suicidal", [False, None, True]),
        (RecordKind.ABSENCE, "ended_at", ["2026-11-01T08:00:00-08:00", None]),
        (RecordKind.ABSENCE, "discovered_at", ["2026-11-01T17:00:00Z", "2026-11-01T08:00-08:00"]),
        (RecordKind.ABSENCE, "located_is_approved", [True, None, False]),
        (RecordKind.ABSENCE, "end", ["returned", None]),
        (RecordKind.ABSENCE, "medical", ["", "Insulin."]),
        (RecordKind.PLACEMENT, "ended_on", [None, "2026-12-01", "2026-11-01"]),
        (RecordKind.TASK, "due_on", [None, "2026-12-09", "2026-12-02"]),
        (RecordKind.TASK, "done_on", ["2026-11-01", "2026-12-01", None]),
        (RecordKind.NEED, "met_on", ["2026-11-01", None]),
        (RecordKind.SAFETY_FLAG, "since", ["2026-11-09", "2026-11-01"]),
        (RecordKind.SAFETY_FLAG, "lifted_on", ["2026-11-01", "2026-12-01", None]),
        (RecordKind.PERSON_AROUND, "relation", ["caregiver", "parent", "friend", "exploiter"]),
        (RecordKind.PERSON_AROUND, "relation", ["relative", "indian_custodian"]),
        (RecordKind.REFERRAL, "youth_agreed", ["agreed", "not_asked", "declined"]),
        (RecordKind.REFERRAL, "withdrawn_on", [None, "2026-12-01"]),
        (RecordKind.TEAM_PLAN, "actions", [[], ["Call the aunt"]]),
    ],
)
def test_the_later_of_these_protects_more(
    kind: RecordKind, name: str, rising: list[JsonValue]
) -> None:
    weights = [PROTECTIONS[kind, name].weight(one) for one in rising]
    assert weights == sorted(set(weights))


@pytest.mark.parametrize("name", ["located_at", "ended_at", "end"])
def test_where_and_when_a_youth_was_found_is_one_persons_word(name: str) -> None:
    weight = PROTECTIONS[RecordKind.ABSENCE, name].weight
    assert weight("2026-11-01T08:00Z") == weight("2026-11-09T08:00Z") == weight("returned")


@pytest.mark.parametrize("value", ["unheard of", "", 7, -1.5, True, None, [], {"a": 1}])
def test_no_value_of_whatever_shape_stops_the_weighing(value: JsonValue) -> None:
    for protection in PROTECTIONS.values():
        assert isinstance(protection.weight(value), int | float)
