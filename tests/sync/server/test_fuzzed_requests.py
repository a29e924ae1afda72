# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whatever is asked, every answer is a signed one with a reason, and a stranger leaves no trace."""

import logging
import os
import random

import pytest

from casework.policy import Hat
from sync.server.description import describe
from sync.server.routes import ROUTES
from sync.server.voice import STATUS
from sync.wire.encoding import HEADERS, decode, encode, pack
from sync.wire.files import PATH_FILE_UPLOAD
from sync.wire.limits import LIMITS
from sync.wire.messages import PATH_PULL, Problem, PullRequest
from sync.wire.rest import PATH_REST, sign_rest
from sync.wire.signatures import name_key
from tests.fakes.county import TestCounty, TestLaptop, ask_in_memory, new_id
from tests.fakes.fuzzed_requests import Fuzzer, damaged

EXAMPLES = 4


def test_the_description_names_every_request_with_its_messages() -> None:
    told = describe()
    assert set(told["paths"]) == {one.path for one in ROUTES}
    for route in ROUTES:
        asked = told["paths"][route.path]["post"]["requestBody"]["content"]
        [schema] = [one["schema"]["$ref"] for one in asked.values()]
        known = told["components"]["schemas"][schema.rpartition("/")[2]]
        assert set(route.asked.model_fields) == set(known["properties"])


@pytest.mark.soak
def test_made_up_requests_of_a_known_laptop_are_answered_or_refused_with_a_reason(
    county: TestCounty, laptop: TestLaptop, ana: Hat
) -> None:
    case = county.add_case(author=ana)
    county.grant(ana, case)
    found = Fuzzer(county, laptop, case).run(EXAMPLES)
    assert {one.split()[0] for one in found.outcomes} == {one.path for one in ROUTES}
    laptop.ask_papers()


def test_made_up_requests_of_a_stranger_leave_no_trace(
    county: TestCounty, laptop: TestLaptop, ana: Hat, caplog: pytest.LogCaptureFixture
) -> None:
    county.add_case(author=ana)
    before = county.count_rows()
    with caplog.at_level(logging.INFO, "fieldfare.county"):
        found = Fuzzer(county, TestLaptop(county), None).run(2)
    assert county.count_rows() == before
    assert not any(one.endswith(" 200") for one in found.outcomes)
    told = [one.getMessage() for one in caplog.records if one.name == "fieldfare.county"]
    assert len(told) == found.asked
    assert all(one.startswith("refused /v1/") for one in told)


def test_damaged_unsigned_and_swapped_messages_are_refused_with_a_reason(
    county: TestCounty, laptop: TestLaptop
) -> None:
    chance = random.Random(1)
    fuzzer = Fuzzer(county, laptop, None)
    for route in ROUTES:
        body = encode(PullRequest(cursor="epoch1.1"))
        for _ in range(EXAMPLES):
            fuzzer.send(route, damaged(body, chance.randrange))
        fuzzer.send(route, body, dict(HEADERS))
        fuzzer.send(route, body, laptop.sign(PATH_PULL + "x", body))
        fuzzer.send(route, pack(os.urandom(1000)))
        fuzzer.send(route, body, {"signature": ")(", "signature-input": "fieldfare=()", **HEADERS})
    refused = {one for one in fuzzer.found.outcomes if not one.endswith(" 200")}
    codes = {one.split()[1] for one in refused}
    # A damaged frame may also say that it unpacks to more than is allowed.
    assert {"bad_request", "signature"} <= codes <= {"bad_request", "signature", "too_large"}


def test_the_shortest_question_is_refused_with_a_reason_whatever_its_target_says(
    county: TestCounty, laptop: TestLaptop
) -> None:
    name, key_id = "a" * 22, name_key(laptop.key.public_key())
    for query in (
        "",
        "?",
        "?-1.x",
        "?%00",
        f"?{'9' * 4000}.{name}",
        f"?1.{name}&x=1",
        f"?1.{name}a",
    ):
        target = PATH_REST + query
        headers = sign_rest(target, laptop.key, key_id, county.clock.now(), os.urandom(12).hex())
        status, answer, _ = ask_in_memory(county.server, target, headers, os.urandom(10))
        problem = decode(Problem, answer, limit=LIMITS.reply)
        assert status == STATUS[problem.code] < 500
        assert problem.sentence.endswith(".")


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?",
        "?record=x",
        "?record=%00&sha256=%00&start=0",
        f"?record={new_id()}&sha256={'0' * 64}&start=-1",
        f"?record={new_id()}&sha256={'0' * 64}&start={10**30}",
        f"?record={new_id()}&sha256={'0' * 64}&start=0",
        f"?{'a' * 5000}",
    ],
)
def test_bytes_of_a_file_that_belong_nowhere_are_refused_with_a_reason(
    county: TestCounty, laptop: TestLaptop, query: str
) -> None:
    path, body = PATH_FILE_UPLOAD + query, os.urandom(100)
    status, answer, _ = ask_in_memory(county.server, path, laptop.sign(path, body), body)
    problem = decode(Problem, answer, limit=LIMITS.reply)
    assert status == STATUS[problem.code] < 500
    assert problem.sentence.endswith(".")
    assert county.count_rows()["attachment_part"] == 0
