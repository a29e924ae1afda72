# SPDX-License-Identifier: AGPL-3.0-or-later
"""A preview says what will be decided, to whom, until when."""

from casework.previews import preview
from casework.reasons import ReasonCode
from casework.sharing_matrix import NARROWEST
from casework.vocabulary import Basis, Section
from tests.fakes.grounds import DAY, a_consent, a_matrix, a_team, ask_for, decide_on
from tests.fakes.people import NOON, a_hat


def test_a_preview_names_the_parts_and_the_end() -> None:
    [told] = preview(a_consent(), [a_hat()], NARROWEST, NOON)
    assert (told.sections, told.until) == ((Section.MENTAL_HEALTH,), NOON + 30 * DAY)
    assert told.refusal is None
    assert decide_on(ask_for(Section.MENTAL_HEALTH), a_consent()).allowed


def test_a_preview_of_what_opens_nothing_says_why() -> None:
    [told] = preview(a_team(), [a_hat()], NARROWEST, NOON)
    assert told.sections == ()
    assert told.refusal is not None
    assert told.refusal.code is ReasonCode.MATRIX_WITHHOLDS
    matrix = a_matrix(Basis.S18961_7_WINDOW, Section.SCREENING)
    [told] = preview(a_team(), [a_hat()], matrix, NOON)
    assert told.sections == (Section.SCREENING,)
