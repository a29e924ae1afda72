# SPDX-License-Identifier: AGPL-3.0-or-later
"""Recorded answers, told as a newer county would tell them, are read but for what is newer."""

import base64
import json
from pathlib import Path
from typing import Any

import pytest

from casework.feed import FeedPage
from casework.operations import NewerWork
from sync.wire.encoding import decode, pack, unpack
from sync.wire.errors import MessageMalformed
from sync.wire.limits import LIMITS
from sync.wire.messages import PATH_PULL, PATH_PUSH, PushRequest
from tests.fakes.recorded_sessions import FOLDER


def recorded_pages() -> list[dict[str, Any]]:
    """Every page of the feed in every recorded session."""
    sessions = [json.loads(Path(one).read_text("utf-8")) for one in sorted(FOLDER.glob("*.json"))]
    steps = [one for session in sessions for one in session]
    return [one["answer"] for one in steps if one.get("path") == PATH_PULL and one["status"] == 200]


def read(page: dict[str, Any]) -> FeedPage:
    return decode(FeedPage, pack(json.dumps(page).encode()), limit=LIMITS.reply)


@pytest.mark.parametrize("part", ["kind", "section"])
def test_a_record_of_tomorrow_is_passed_over_and_the_rest_of_the_page_is_read(part: str) -> None:
    for page in recorded_pages():
        before = read(page)
        strange = next(
            (one for one in json.loads(json.dumps(page["entries"])) if one["entry"] == "put"), None
        )
        if strange is None:
            continue
        strange["record"][part] = "hologram"
        after = read(page | {"entries": [strange, *page["entries"], strange]})
        assert after.passed_over == 2
        assert after.entries == before.entries
        assert "passed_over" not in after.model_dump()


def test_a_case_with_a_section_of_tomorrow_enters_without_it() -> None:
    entered = 0
    for page in recorded_pages():
        told = json.loads(json.dumps(page))
        for one in told["entries"]:
            if one["entry"] == "enter":
                one["membership"]["sections"].append("hologram")
                entered += 1
        assert read(told).entries == read(page).entries
    assert entered


def recorded_pushes() -> list[dict[str, Any]]:
    """Every push of every recorded session that holds work."""
    sessions = [json.loads(Path(one).read_text("utf-8")) for one in sorted(FOLDER.glob("*.json"))]
    sent = [step["body"] for one in sessions for step in one if step.get("path") == PATH_PUSH]
    bodies = [base64.b64decode(one) for one in sent]
    return [json.loads(unpack(one, limit=LIMITS.request)) for one in bodies]


def read_push(push: dict[str, Any]) -> PushRequest:
    return decode(PushRequest, pack(json.dumps(push).encode()), limit=LIMITS.request)


@pytest.mark.parametrize("change", [{"kind": "hologram"}, {"section": "dreams"}, {"mood": "calm"}])
def test_work_of_tomorrow_keeps_its_place_and_its_hash(change: dict[str, str]) -> None:
    for push in recorded_pushes():
        before = read_push(push)
        told = [one | change if at % 2 else one for at, one in enumerate(push["operations"])]
        after = read_push(push | {"operations": told})
        assert [one.counter for one in after.in_order] == [one.counter for one in before.in_order]
        assert [isinstance(one, NewerWork) for one in after.in_order] == [
            at % 2 == 1 for at in range(len(told))
        ]
        assert "newer" not in after.model_dump()
        for one in before.operations:
            as_strange = NewerWork.model_validate_json(one.model_dump_json())
            assert as_strange.canonical() == one.canonical()


@pytest.mark.parametrize("change", [{"counter": 0}, {"previous": "x"}, {"record": None}])
def test_work_of_tomorrow_that_could_not_be_followed_is_refused(change: dict[str, Any]) -> None:
    push = next(one for one in recorded_pushes() if one["operations"])
    told = push["operations"][0] | {"kind": "hologram"} | change
    with pytest.raises(MessageMalformed):
        read_push(push | {"operations": [told]})


def test_a_page_that_is_wrong_in_any_other_way_is_refused_as_before() -> None:
    page = next(one for one in recorded_pages() if one["entries"])
    strange = {"entry": "put", "record": {"kind": "hologram", "section": "contacts"}}
    worse: list[dict[str, Any]] = [
        page | {"entries": [*page["entries"], strange, {"entry": "hologram"}]},
        page | {"entries": [strange, {"entry": "put"}]},
        page | {"entries": [strange], "cursor": 7},
        page | {"entries": None},
    ]
    for one in worse:
        with pytest.raises(MessageMalformed):
            read(one)
