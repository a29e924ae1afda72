# SPDX-License-Identifier: AGPL-3.0-or-later
"""What goes wrong in a room is said in the language of the screens, with its numbers and paths."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from casework.errors import AccessRefused, CaseworkError, IndexRefused
from casework.policy import Decision
from casework.reasons import Reason, ReasonCode
from desktop.shown_errors import shown_errors
from storage.errors import DiskFull, StorageError
from storage.model import Receipt
from sync.client.conversation import explain
from sync.client.errors import ClockWrong, SyncError
from sync.wire.errors import ClockSkewed
from sync.wire.messages import Problem, ProblemCode
from ui.errors import ShownError
from ui.languages import Speech
from ui.text import say_error, say_note, say_reason


@pytest.fixture
def spanish(qapp: QApplication) -> Iterator[None]:
    speech = Speech(qapp)
    speech.use("es")
    yield
    speech.use("en")


def said(error: StorageError | SyncError | CaseworkError) -> str:
    with pytest.raises(ShownError) as caught, shown_errors():
        raise error
    return say_error(caught.value)


def heard(problem: Problem) -> SyncError:
    """As it comes out of the county's own words."""
    return explain(Problem.model_validate_json(problem.model_dump_json()))


@pytest.mark.usefixtures("spanish")
def test_a_full_disk_is_told_in_spanish_with_its_path() -> None:
    full = DiskFull(
        "The disk holding {path} is full; free some space and try again, nothing saved before was "
        "lost.",
        path=Path("/{vault}/store.db"),
    )
    assert str(full).startswith("The disk holding /{vault}/store.db is full;")
    assert said(full).startswith("El disco de /{vault}/store.db está lleno;")


@pytest.mark.usefixtures("spanish")
def test_the_countys_refusals_are_told_in_spanish_now_and_on_the_last_receipt() -> None:
    skewed = ClockSkewed(-3 * 86_400)
    error = heard(Problem.of(ProblemCode.CLOCK, skewed))
    assert isinstance(error, ClockWrong)
    assert str(error) == str(skewed)
    assert said(error).startswith("El reloj de esta computadora va 3 días atrasado")
    now = datetime(2026, 9, 1, tzinfo=UTC)
    kept = Receipt(at=now, note=str(error)).because(error)
    kept = Receipt.model_validate_json(kept.model_dump_json())
    assert say_note(kept.note_template, kept.note_parameters) == said(error)


@pytest.mark.usefixtures("spanish")
def test_an_older_countys_sentence_and_one_unlike_its_template_are_shown_as_sent() -> None:
    sentence = "The clock of this laptop is 5 days behind."
    older = heard(Problem(code=ProblemCode.CLOCK, sentence=sentence))
    assert said(older) == sentence
    forged = Problem(
        code=ProblemCode.CLOCK,
        sentence=sentence,
        template="{count:999999999}",
        parameters={"count": "5"},
    )
    assert said(heard(forged)) == sentence


@pytest.mark.usefixtures("spanish")
def test_what_policy_or_index_refuses_is_told_in_spanish_with_its_date() -> None:
    over = Reason.on(ReasonCode.GROUND_ENDED, datetime(2026, 9, 1, 20, tzinfo=UTC))
    refused = AccessRefused(Decision(allowed=False, reason=over))
    assert said(refused) == say_reason(over)
    assert "1 sept 2026" in said(refused)
    off = Reason.of(ReasonCode.INDEX_OFF)
    assert said(IndexRefused(off)) == say_reason(off) != off.sentence
