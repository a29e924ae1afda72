# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who may put which legal ground on record from their own laptop."""

import pytest

from casework.bases import Ground
from casework.hats import Hat
from casework.reasons import ReasonCode
from casework.sharing_decisions import Standing, find_refusal
from casework.vocabulary import LegalRole, Section
from tests.fakes.grounds import (
    CASE,
    a_broken_glass,
    a_consent,
    a_release,
    a_team,
    an_order,
)
from tests.fakes.people import NOON, a_hat, a_membership

OWN = frozenset({a_hat().agency})
CONTACTS = frozenset({Section.CONTACTS})


def standing(hat: Hat | None = None) -> Standing:
    worn = hat or a_hat()
    return Standing(worn, [a_membership(worn, CASE, sections=CONTACTS)], NOON)


@pytest.mark.parametrize(
    "ground",
    [
        a_consent(owners=OWN, sections=CONTACTS),
        an_order(owners=OWN, sections=CONTACTS),
        a_broken_glass(),
    ],
)
def test_the_own_agencys_work_is_shared_and_an_emergency_is_for_oneself(ground: Ground) -> None:
    assert find_refusal(ground, standing()) is None


@pytest.mark.parametrize(
    ("ground", "code"),
    [
        (a_consent(sections=CONTACTS), ReasonCode.READ_ONLY),
        (a_consent(owners=frozenset(), sections=CONTACTS), ReasonCode.READ_ONLY),
        (a_consent(owners=OWN), ReasonCode.SECTION_NOT_GRANTED),
        (a_team(), ReasonCode.COORDINATOR_OPENS),
        (a_release(owners=OWN), ReasonCode.SECTION_NOT_GRANTED),
        (a_broken_glass(named=frozenset({a_hat(2).id})), ReasonCode.NOT_AUTHOR),
        (a_broken_glass(person=a_hat(2).person), ReasonCode.NOT_AUTHOR),
    ],
)
def test_what_is_not_ones_own_to_decide_is_refused(ground: Ground, code: ReasonCode) -> None:
    refused = find_refusal(ground, standing())
    assert refused is not None
    assert refused.code is code


@pytest.mark.parametrize("role", [LegalRole.COUNTY_ADMINISTRATOR, LegalRole.DATA_ANALYST])
def test_a_role_without_content_opens_nothing_in_an_emergency(role: LegalRole) -> None:
    assert find_refusal(a_broken_glass(), standing(a_hat(role=role))) is not None
