# SPDX-License-Identifier: AGPL-3.0-or-later
"""Laptops of every released protocol keep being understood, byte for byte as they speak."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from casework.feed import FeedPage
from casework.policy import Hat
from sync.wire.messages import (
    PATH_PAPERS,
    PATH_PULL,
    PATH_PUSH,
    PapersReply,
    Problem,
    ProblemCode,
    PullRequest,
    PushReply,
)
from tests.fakes.county import TestCounty, TestLaptop
from tests.fakes.recorded_sessions import FOLDER, record, replay

SESSIONS = sorted(FOLDER.glob("*.json"))


def holds(answer: Any, recorded: Any) -> bool:
    """Whether everything an older laptop was told is still said; more may be."""
    if isinstance(recorded, Mapping):
        return isinstance(answer, Mapping) and all(
            key in answer and holds(answer[key], value) for key, value in recorded.items()
        )
    if isinstance(recorded, list) and recorded and isinstance(recorded[0], str):
        return isinstance(answer, list) and set(answer) == set(recorded)
    if isinstance(recorded, list):
        return (
            isinstance(answer, list)
            and len(answer) == len(recorded)
            and all(holds(one, other) for one, other in zip(answer, recorded, strict=True))
        )
    return bool(answer == recorded)


@pytest.mark.parametrize("file", SESSIONS, ids=lambda file: file.stem)
def test_a_recorded_session_is_answered_as_it_was(file: Path) -> None:
    seen = []

    def check(one: dict[str, Any], status: int, answer: Any) -> None:
        seen.append(one["path"])
        assert status == one["status"], (one["path"], answer)
        assert holds(answer, one["answer"]), (one["path"], answer, one["answer"])

    exchanges = json.loads(file.read_text(encoding="utf-8"))
    replay(exchanges, check)
    assert {PATH_PAPERS, PATH_PUSH, PATH_PULL} <= set(seen)


def test_a_session_is_the_same_every_time() -> None:
    assert record() == record()


def test_an_answer_that_says_less_or_otherwise_is_noticed() -> None:
    assert holds({"a": [1, {"b": 2}], "c": 3}, {"a": [1, {"b": 2}]})
    for changed in ({"a": [1]}, {"a": [1, {"b": 3}]}, {}, {"a": [1, {"b": 2}, 4]}):
        assert not holds(changed, {"a": [1, {"b": 2}]})


class OfTomorrow(BaseModel):
    """What a laptop of a later protocol may send."""

    protocol: int = 7
    cursor: str = ""
    limit: int = 10
    colour: str = "not thought of today"


@pytest.mark.parametrize(
    ("path", "kind"), [(PATH_PULL, FeedPage), (PATH_PUSH, PushReply), (PATH_PAPERS, PapersReply)]
)
def test_a_laptop_of_a_newer_protocol_is_told_so_in_one_sentence(
    laptop: TestLaptop, path: str, kind: type[BaseModel]
) -> None:
    answer = laptop.ask(path, OfTomorrow(), kind)
    assert isinstance(answer, Problem)
    assert answer.code is ProblemCode.PROTOCOL
    assert "speaks protocol 7" in answer.sentence
    assert answer.sentence.count(".") == 1


def test_what_a_later_laptop_adds_to_todays_protocol_is_passed_over(
    county: TestCounty, ana: Hat, laptop: TestLaptop
) -> None:
    county.grant(ana, county.add_case(author=ana))
    more = OfTomorrow(protocol=PullRequest().protocol)
    assert isinstance(laptop.ask(PATH_PULL, more, FeedPage), FeedPage)
