# SPDX-License-Identifier: AGPL-3.0-or-later
"""Each legal ground opens what its law opens, as long as its law says, to whom it names."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from casework.consents import Recipient, merge_copies
from casework.policy import Hat, decide
from casework.reasons import ReasonCode
from casework.sharing_matrix import CEILING, COUNTY_CHOOSES, MatrixRow, SharingMatrix
from casework.teams import WINDOW, Extension
from casework.vocabulary import Action, AgencyKind, Basis, LegalRole, Section
from tests.fakes.grounds import (
    CASE,
    DAY,
    OTHER,
    a_broken_glass,
    a_consent,
    a_matrix,
    a_release,
    a_team,
    an_order,
    ask_for,
    decide_on,
)
from tests.fakes.people import NOON, a_hat, a_membership

TEAM_MATRIX = a_matrix(Basis.S18961_7_WINDOW, Section.CONTACTS)


def extended(role: LegalRole, cause: str = "A witness was found.") -> Extension:
    return Extension(
        until=NOON + 60 * DAY,
        good_cause=cause,
        decided_at=NOON - timedelta(hours=1),
        decided_by=a_hat(9).id,
        decided_as=role,
    )


def test_what_another_agency_wrote_is_closed_to_an_assignment_alone() -> None:
    held = a_membership(a_hat(), CASE)
    assert decide(ask_for(Section.CONTACTS), [held]).reason.code is ReasonCode.OTHER_AGENCY
    assert decide(ask_for(Section.CONTACTS, owner=a_hat().agency), [held]).allowed
    assert decide(ask_for(Section.IDENTITY), [held]).allowed


def test_a_window_of_18961_7_ends_thirty_days_after_the_report() -> None:
    decision = decide_on(ask_for(Section.CONTACTS), a_team(), matrix=TEAM_MATRIX)
    assert (decision.basis, decision.until) == (Basis.S18961_7_WINDOW, NOON - DAY + WINDOW)
    late = ask_for(Section.CONTACTS, at=NOON + 29 * DAY)
    told = decide_on(late, a_team(), matrix=TEAM_MATRIX)
    assert told.reason.code is ReasonCode.WINDOW_OVER
    assert "2026-12-22" in told.reason.sentence


def test_only_a_supervisor_with_a_cause_extends_a_window() -> None:
    late = ask_for(Section.CONTACTS, at=NOON + 29 * DAY)
    for extension, opens in (
        (extended(LegalRole.SUPERVISOR), True),
        (extended(LegalRole.SUPERVISOR, "  "), False),
        (extended(LegalRole.SOCIAL_WORKER), False),
    ):
        team = a_team(extensions=(extension,))
        assert decide_on(late, team, matrix=TEAM_MATRIX).allowed == opens


def test_a_window_that_has_ended_is_not_extended_any_more() -> None:
    extension = extended(LegalRole.SUPERVISOR)
    team = a_team(starts=NOON - 31 * DAY, extensions=(extension,))
    assert not decide_on(ask_for(Section.CONTACTS), team, matrix=TEAM_MATRIX).allowed


@pytest.mark.parametrize(
    ("basis", "members", "opens"),
    [
        (Basis.S13753_TEAM, 1, False),
        (Basis.S13753_TEAM, 2, True),
        (Basis.S18951_TEAM, 2, False),
        (Basis.S18951_TEAM, 3, True),
        (Basis.S18961_7_WINDOW, 2, False),
        (Basis.S18961_7_WINDOW, 3, True),
    ],
)
def test_a_team_below_its_number_shares_nothing(basis: Basis, members: int, *, opens: bool) -> None:
    matrix = a_matrix(basis, Section.CONTACTS)
    decision = decide_on(ask_for(Section.CONTACTS), a_team(basis, members=members), matrix=matrix)
    assert decision.allowed == opens
    if not opens:
        assert decision.reason.code is ReasonCode.TEAM_TOO_SMALL


def test_without_a_signed_agreement_a_member_neither_counts_nor_reads() -> None:
    decision = decide_on(ask_for(Section.CONTACTS), a_team(agreed=None), matrix=TEAM_MATRIX)
    assert decision.reason.code is ReasonCode.AGREEMENT_MISSING


def test_a_county_that_chose_nothing_shares_nothing_in_its_teams() -> None:
    decision = decide_on(ask_for(Section.CONTACTS), a_team())
    assert decision.reason.code is ReasonCode.MATRIX_WITHHOLDS


@pytest.mark.parametrize("basis", sorted(COUNTY_CHOOSES))
def test_no_county_opens_what_the_law_closes(basis: Basis) -> None:
    everything = MatrixRow(
        basis=basis, agency_kind=AgencyKind.PROBATION, sections=frozenset(Section)
    )
    assert SharingMatrix(rows=(everything,)).faults() == (everything,)
    for section in (Section.ADVOCATE_NOTES, Section.ADOPTION, Section.SUBSTANCE_USE):
        assert section not in CEILING[basis]


def test_a_consent_opens_to_those_it_names_until_its_day() -> None:
    decision = decide_on(ask_for(Section.MENTAL_HEALTH), a_consent())
    assert (decision.basis, decision.until) == (Basis.CONSENT_GENERIC, NOON + 30 * DAY)
    other = ask_for(Section.MENTAL_HEALTH, a_hat(2))
    assert decide_on(other, a_consent()).reason.code is ReasonCode.OTHER_AGENCY


@pytest.mark.parametrize(
    ("element", "value"),
    [
        ("owners", frozenset()),
        ("sections", frozenset()),
        ("purpose", " "),
        ("signer", ""),
        ("ends", None),
        ("told_of_right", False),
        ("redisclosure", False),
        ("copy_sha256", ""),
    ],
)
def test_a_part_2_consent_without_one_of_its_elements_opens_nothing(
    element: str, value: object
) -> None:
    whole = a_consent(Basis.PART2_CONSENT)
    assert decide_on(ask_for(Section.SUBSTANCE_USE), whole).allowed
    lacking = a_consent(Basis.PART2_CONSENT, **{element: value})
    decision = decide_on(ask_for(Section.SUBSTANCE_USE), lacking)
    assert decision.reason.code is ReasonCode.CONSENT_INCOMPLETE


def test_substance_use_records_move_on_no_other_consent() -> None:
    for basis in (Basis.CONSENT_GENERIC, Basis.S832_CFT_CONSENT, Basis.S18986_46_UNIFIED):
        consent = a_consent(basis, sections=frozenset({Section.SUBSTANCE_USE}))
        told = decide_on(ask_for(Section.SUBSTANCE_USE), consent)
        assert told.reason.code is ReasonCode.NEVER_ON_THIS_GROUND


def test_a_team_consent_ends_when_its_recipient_leaves_and_never_opens_adoption() -> None:
    left = Recipient(hat=a_hat().id, left_at=NOON)
    gone = a_consent(Basis.S832_CFT_CONSENT, ends=None, recipients=(left,))
    assert decide_on(ask_for(Section.MENTAL_HEALTH), gone).reason.code is ReasonCode.GROUND_ENDED
    dated = a_consent(Basis.S832_CFT_CONSENT, ends_with=None)
    told = decide_on(ask_for(Section.MENTAL_HEALTH), dated)
    assert told.reason.code is ReasonCode.CONSENT_INCOMPLETE
    adoption = a_consent(Basis.S832_CFT_CONSENT, sections=frozenset({Section.ADOPTION}))
    told = decide_on(ask_for(Section.ADOPTION), adoption)
    assert told.reason.code is ReasonCode.NEVER_ON_THIS_GROUND


def test_a_revoked_consent_outranks_an_edit_made_at_the_same_time() -> None:
    revoked = a_consent(revoked_at=NOON - timedelta(minutes=1))
    edited = a_consent(ends=NOON + 300 * DAY)
    for grounds in ((revoked, edited), (edited, revoked)):
        told = decide_on(ask_for(Section.MENTAL_HEALTH), *grounds)
        assert told.reason.code is ReasonCode.GROUND_REVOKED
    assert merge_copies(edited, revoked).revoked_at == revoked.revoked_at
    assert merge_copies(revoked, edited).revoked_at == revoked.revoked_at


def test_a_court_order_opens_substance_use_only_when_made_for_it_and_notes_never() -> None:
    assert decide_on(ask_for(Section.LEGAL), an_order()).basis is Basis.COURT_ORDER
    told = decide_on(ask_for(Section.SUBSTANCE_USE), an_order())
    assert told.reason.code is ReasonCode.ORDER_NOT_PART2
    assert decide_on(ask_for(Section.SUBSTANCE_USE), an_order(part2=True)).allowed
    told = decide_on(ask_for(Section.ADVOCATE_NOTES), an_order())
    assert told.reason.code is ReasonCode.SECTION_NOT_GRANTED


def test_an_order_without_an_end_opens_nothing() -> None:
    told = decide_on(ask_for(Section.LEGAL), an_order(ends=None))
    assert told.reason.code is ReasonCode.END_MISSING


def test_broken_glass_closes_after_a_day_and_needs_a_second_person() -> None:
    decision = decide_on(ask_for(Section.CONTACTS), a_broken_glass())
    assert decision.until == NOON + timedelta(hours=23)
    for changes in ({"told": None}, {"told": a_hat().person}, {"reason": " "}):
        told = decide_on(ask_for(Section.CONTACTS), a_broken_glass(**changes))
        assert told.reason.code is ReasonCode.SECOND_PERSON_MISSING
    old = a_broken_glass(starts=NOON - timedelta(hours=24), ends=NOON + 9 * DAY)
    assert not decide_on(ask_for(Section.CONTACTS), old).allowed
    for section in (Section.ADVOCATE_NOTES, Section.ADOPTION, Section.SUBSTANCE_USE):
        assert not decide_on(ask_for(section), a_broken_glass()).allowed
    nurse = a_hat(role=LegalRole.PUBLIC_HEALTH_NURSE)
    assert decide_on(ask_for(Section.SUBSTANCE_USE, nurse), a_broken_glass()).allowed


def test_advocate_notes_open_on_a_release_and_a_refusal_never_tells_of_them() -> None:
    assert decide_on(ask_for(Section.ADVOCATE_NOTES, released=True), a_release()).allowed
    assert not decide_on(ask_for(Section.ADVOCATE_NOTES), a_release()).allowed
    nothing = decide_on(ask_for(Section.ADVOCATE_NOTES))
    over = decide_on(ask_for(Section.ADVOCATE_NOTES), a_release(ends=NOON))
    assert nothing.reason == over.reason
    assert nothing.reason.code is ReasonCode.SECTION_NOT_GRANTED


@pytest.mark.parametrize(
    ("role", "opens"),
    [
        (LegalRole.HUMAN_TRAFFICKING_CASEWORKER, True),
        (LegalRole.SEXUAL_ASSAULT_COUNSELOR, True),
        (LegalRole.SURVIVOR_MENTOR, False),
        (LegalRole.SUPERVISOR, False),
    ],
)
def test_advocate_notes_are_read_and_written_by_privileged_roles_alone(
    role: LegalRole, *, opens: bool
) -> None:
    hat = a_hat(role=role)
    question = ask_for(Section.ADVOCATE_NOTES, hat, owner=hat.agency)
    assert decide(question, [a_membership(hat, CASE)]).allowed == opens


def test_criminal_justice_information_needs_a_cleared_person_on_a_cleared_device() -> None:
    order = an_order(sections=frozenset({Section.CRIMINAL_JUSTICE}))
    cleared = Hat.model_validate(a_hat().model_dump() | {"cji_cleared": True})
    section = Section.CRIMINAL_JUSTICE
    told = decide_on(ask_for(section, cji_device=True), order)
    assert told.reason.code is ReasonCode.PERSON_NOT_CLEARED
    assert decide_on(ask_for(section, cleared), order).reason.code is ReasonCode.DEVICE_NOT_CLEARED
    assert decide_on(ask_for(section, cleared, cji_device=True), order).allowed


def test_what_was_shared_is_neither_changed_nor_passed_on() -> None:
    for action in (Action.WRITE, Action.SHARE):
        told = decide_on(ask_for(Section.MENTAL_HEALTH, action=action), a_consent())
        assert told.reason.code is ReasonCode.READ_ONLY


def test_a_ground_opens_the_work_of_those_who_disclose_only() -> None:
    told = decide_on(ask_for(Section.MENTAL_HEALTH, owner=a_hat(agency=7).agency), a_consent())
    assert told.reason.code is ReasonCode.GROUND_WITHHOLDS
    assert decide_on(ask_for(Section.MENTAL_HEALTH, owner=OTHER), a_consent()).allowed


def test_a_consent_cannot_be_recorded_under_another_ground() -> None:
    with pytest.raises(ValidationError):
        a_consent(Basis.COURT_ORDER)


MOMENTS = st.none() | st.datetimes(timezones=st.just(UTC)).filter(lambda one: one.year > 1970)


@given(st.lists(MOMENTS, min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_whatever_order_edits_and_a_revocation_meet_in_the_revocation_counts(
    revocations: list[datetime | None], chance: Random
) -> None:
    """Copies of one consent, edited apart; some of them were taken back."""
    copies = [
        a_consent(purpose=f"Edit {number}", ends=NOON + number * DAY, revoked_at=at)
        for number, at in enumerate(revocations, 1)
    ]
    first = min((one for one in revocations if one is not None), default=None)
    merged = copies[0]
    for other in chance.sample(copies, len(copies)):
        merged = (
            merge_copies(merged, other) if chance.random() < 0.5 else merge_copies(other, merged)
        )
    assert merged.revoked_at == first
    question = ask_for(Section.MENTAL_HEALTH, at=NOON)
    decided = decide_on(question, *chance.sample(copies, len(copies)))
    assert decided.allowed == (first is None or first > NOON)
