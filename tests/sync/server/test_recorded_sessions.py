# SPDX-License-Identifier: AGPL-3.0-or-later
"""Laptops of every released protocol keep being understood, byte for byte as they speak."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from casework.feed import FeedPage
from casework.policy import Hat
from sync.server.routes import ROUTES
from sync.wire.encoding import HEADERS, decode, encode
from sync.wire.files import PATH_FILE_UPLOAD
from sync.wire.inbox import PATH_INBOX_DECISION, PATH_INBOX_WORK
from sync.wire.limits import LIMITS
from sync.wire.messages import (
    PATH_ORDER_DONE,
    PATH_PAPERS,
    PATH_PULL,
    PATH_PUSH,
    PATH_SEALED_WORK,
    PapersReply,
    PapersRequest,
    Problem,
    ProblemCode,
    PullRequest,
    PushReply,
)
from sync.wire.protocols import KEPT, SPOKEN, Protocols
from tests.fakes.county import TestCounty, TestLaptop, ask_in_memory
from tests.fakes.recorded_sessions import FOLDER, record, replay

SESSIONS = sorted(FOLDER.glob("*.json"))


def holds(answer: Any, recorded: Any) -> bool:
    """Whether everything an older laptop was told is still said; more may be.

    A sentence is for people, and may be put otherwise.
    """
    if isinstance(recorded, Mapping):
        return isinstance(answer, Mapping) and all(
            key in answer and (key == "sentence" or holds(answer[key], value))
            for key, value in recorded.items()
        )
    if isinstance(recorded, list) and recorded and all(isinstance(one, int) for one in recorded):
        return isinstance(answer, list) and set(recorded) <= set(answer)
    if isinstance(recorded, list) and recorded and isinstance(recorded[0], str):
        return isinstance(answer, list) and set(answer) == set(recorded)
    if isinstance(recorded, list):
        return (
            isinstance(answer, list)
            and len(answer) == len(recorded)
            and all(holds(one, other) for one, other in zip(answer, recorded, strict=True))
        )
    return bool(answer == recorded)


def version_of(file: Path) -> int:
    """`protocol-1`, `protocol-1-0.2.0` … → 1."""
    return int(file.stem.split("-")[1])


SPOKEN_SESSIONS = [one for one in SESSIONS if version_of(one) in SPOKEN.all]


def test_every_version_that_is_spoken_has_a_recorded_session() -> None:
    assert {version_of(one) for one in SPOKEN_SESSIONS} == set(SPOKEN.all)


def test_every_request_a_worker_makes_is_in_a_recorded_session() -> None:
    told = [json.loads(file.read_text(encoding="utf-8")) for file in SPOKEN_SESSIONS]
    recorded = {one["path"].partition("?")[0] for each in told for one in each if "path" in one}
    of_others = {PATH_SEALED_WORK, PATH_ORDER_DONE, PATH_INBOX_WORK, PATH_INBOX_DECISION}
    assert recorded >= {one.path for one in ROUTES} - of_others
    assert PATH_FILE_UPLOAD in recorded


@pytest.mark.parametrize("later", range(KEPT + 1))
@pytest.mark.parametrize("file", SPOKEN_SESSIONS, ids=lambda file: file.stem)
def test_a_recorded_session_is_answered_as_it_was_also_by_the_next_two_versions(
    file: Path, later: int
) -> None:
    seen = []

    def check(one: dict[str, Any], status: int, answer: Any) -> None:
        seen.append(one["path"])
        assert status == one["status"], (one["path"], answer)
        assert holds(answer, one["answer"]), (one["path"], answer, one["answer"])

    newest = max(SPOKEN.newest, version_of(file) + later)
    replay(json.loads(file.read_text(encoding="utf-8")), check, Protocols(newest))
    assert {PATH_PAPERS, PATH_PUSH, PATH_PULL} <= set(seen)


def test_a_laptop_left_behind_is_told_what_is_spoken_in_the_version_it_understands() -> None:
    told = []
    exchanges = json.loads(SESSIONS[0].read_text(encoding="utf-8"))
    left_behind = version_of(SESSIONS[0])

    def check(one: dict[str, Any], status: int, answer: Any) -> None:
        told.append((status, answer["code"], answer["protocol"], answer["protocols"]))
        assert "the older of the two must be updated, your work stays here" in answer["sentence"]

    newest = left_behind + KEPT + 1
    replay(exchanges[:1], check, Protocols(newest))
    assert told == [(426, "protocol", left_behind, list(Protocols(newest).all))]


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
    assert (answer.protocol, answer.protocols) == (7, SPOKEN.all)


def test_a_laptop_is_answered_in_its_own_version_and_told_which_others_there_are(
    county: TestCounty, laptop: TestLaptop
) -> None:
    later = replace(county.server, spoken=Protocols(3))
    for version in (1, 2, 3):
        body = encode(PapersRequest(protocol=version, counter=0, head="0" * 64))
        status, answer, _ = ask_in_memory(later, PATH_PAPERS, laptop.sign(PATH_PAPERS, body), body)
        reply = decode(PapersReply, answer, limit=LIMITS.reply, spoken=later.spoken)
        assert (status, reply.protocol, reply.protocols) == (200, version, (3, 2, 1))


def test_a_refusal_before_anything_was_read_is_in_the_oldest_version(county: TestCounty) -> None:
    later = replace(county.server, spoken=Protocols(4))
    status, answer, _ = ask_in_memory(later, PATH_PULL, HEADERS, encode(PullRequest()))
    problem = decode(Problem, answer, limit=LIMITS.reply, spoken=Protocols(2))
    assert (status, problem.code, problem.protocol) == (401, ProblemCode.SIGNATURE, 2)


def test_what_a_later_laptop_adds_to_todays_protocol_is_passed_over(
    county: TestCounty, ana: Hat, laptop: TestLaptop
) -> None:
    county.grant(ana, county.add_case(author=ana))
    more = OfTomorrow(protocol=PullRequest().protocol)
    assert isinstance(laptop.ask(PATH_PULL, more, FeedPage), FeedPage)
