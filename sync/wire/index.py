# SPDX-License-Identifier: AGPL-3.0-or-later
"""How laptops enter into and ask the county's cross-agency index, and hear of possible duplicates.

What is said stands in `casework.index_talk`; these are its envelopes.
"""

from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from casework.ids import CaseId
from casework.index_talk import (
    IndexAnswer,
    IndexChange,
    IndexQuestion,
    IndexResult,
    IndexTold,
    IndexWord,
    PossibleDuplicate,
)
from sync.wire.protocols import Message

PATH_INDEX = "/v1/index"
PATH_INDEX_QUESTION = "/v1/index-question"
PATH_DUPLICATES = "/v1/duplicates"
MOST_CHANGES = 200
MOST_TOLD = 5_000
MOST_DUPLICATES = 200


class IndexRequest(Message):
    """Entries that were made on this laptop; empty asks how the index stands."""

    changes: Annotated[tuple[IndexChange, ...], Field(max_length=MOST_CHANGES)] = ()


class IndexReply(Message):
    """One result for each change in its order, and the own agency's entries for own cases."""

    word: IndexWord
    results: tuple[IndexResult, ...] = ()
    entries: Annotated[tuple[IndexTold, ...], Field(max_length=MOST_TOLD)] = ()


class IndexQuestionRequest(Message):
    """Ask who else works with a youth."""

    question: IndexQuestion


class IndexAnswerReply(Message):
    """Who does."""

    word: IndexWord
    answer: IndexAnswer


class DuplicateDecision(StrEnum):
    """What a coordinator decides about two cases."""

    DISMISSED = "dismissed"
    JOINED = "joined"


class DuplicateDecided(BaseModel):
    """A decision of a coordinator's."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    first: CaseId
    second: CaseId
    decision: DuplicateDecision


class DuplicatesRequest(Message):
    """Ask which cases may be of one youth; first decide about some."""

    decided: Annotated[tuple[DuplicateDecided, ...], Field(max_length=MOST_DUPLICATES)] = ()


class DuplicatesReply(Message):
    """What waits for a coordinator, the likest first."""

    waiting: Annotated[tuple[PossibleDuplicate, ...], Field(max_length=MOST_DUPLICATES)]
