# SPDX-License-Identifier: AGPL-3.0-or-later
"""Frozen values about a draft beside its answers: other versions, what came before, signing."""

from collections.abc import Mapping
from dataclasses import dataclass

from casework.ids import RecordId
from casework.records import Screening
from forms.answers import Missing


@dataclass(frozen=True, slots=True)
class KeptAnswerRow:
    """An answer given in another version of the form, kept without a place in the present one.

    Attributes:
        answer: as text, choices by their labels; empty when `missing` says why there is none.
    """

    path: str
    label: str
    version: str
    answer: str
    missing: Missing | None = None


@dataclass(frozen=True, slots=True)
class VersionChange:
    """What moving a draft to another version of its form would change; all labels.

    Attributes:
        sha256: content of the version moved to, for `ScreeningPort.move_draft`.
        renamed: (label before, label after) of questions that stay.
        unfit: answers that would no longer fit and be kept aside.
        scoring_changed: score or bands are worked out otherwise.
    """

    sha256: str
    version: str
    title: Mapping[str, str]
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    unfit: tuple[KeptAnswerRow, ...] = ()
    scoring_changed: bool = False


@dataclass(frozen=True, slots=True)
class PreviousView:
    """The youth's latest signed screening with the same instrument."""

    record: RecordId
    screening: Screening


@dataclass(frozen=True, slots=True)
class SigningChoices:
    """What the worker decides while signing.

    Attributes:
        override_band: name of the band they set beside the computed result; empty for none.
        override_reason: why, in their words.
        taken: suggested clocks they say they will act on.
    """

    override_band: str = ""
    override_reason: str = ""
    taken: frozenset[str] = frozenset()
