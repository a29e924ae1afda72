# SPDX-License-Identifier: AGPL-3.0-or-later
"""Bad requests: each gets its own sentence and changes nothing."""

import logging
import os
import ssl
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
import zstandard

from casework.ids import CaseId
from casework.policy import Hat
from sync.server.voice import STATUS
from sync.wire.encoding import HEADERS, encode, pack
from sync.wire.limits import LIMITS
from sync.wire.messages import (
    PATH_PULL,
    PATH_PUSH,
    Problem,
    ProblemCode,
    PullRequest,
    PushReply,
    PushRequest,
)
from tests.fakes.county import (
    MovableClock,
    TestCounty,
    TestLaptop,
    county_in_memory,
    running_county,
)

PULL = encode(PullRequest())


def ask(
    laptop: TestLaptop, body: bytes = PULL, headers: Mapping[str, str] | None = None
) -> Problem:
    chosen = laptop.sign(PATH_PULL, body) if headers is None else headers
    answer = laptop.send(PATH_PULL, chosen, body, PushReply)
    assert isinstance(answer, Problem), answer
    assert answer.sentence.endswith(".")
    return answer


def test_every_problem_has_a_status() -> None:
    assert set(STATUS) == set(ProblemCode)


def test_an_unsigned_request(laptop: TestLaptop) -> None:
    answer = ask(laptop, headers=HEADERS)
    assert (answer.code, answer.sentence) == (ProblemCode.SIGNATURE, "The request is not signed.")


def test_a_request_changed_on_its_way(laptop: TestLaptop) -> None:
    headers = laptop.sign(PATH_PULL, PULL)
    answer = ask(laptop, encode(PullRequest(limit=5)), headers)
    assert answer.code is ProblemCode.SIGNATURE
    assert "does not match" in answer.sentence


def test_a_request_signed_for_another_path(laptop: TestLaptop) -> None:
    assert ask(laptop, headers=laptop.sign(PATH_PUSH, PULL)).code is ProblemCode.SIGNATURE


def test_an_unknown_laptop(county: TestCounty) -> None:
    answer = ask(TestLaptop(county))
    assert answer.code is ProblemCode.UNKNOWN_DEVICE
    assert "invite" in answer.sentence


def test_a_revoked_laptop(county: TestCounty, laptop: TestLaptop) -> None:
    county.revoke_device(laptop.enrolment.device)
    assert ask(laptop).code is ProblemCode.DEVICE_REVOKED


def test_a_replayed_request(laptop: TestLaptop) -> None:
    headers = laptop.sign(PATH_PULL, PULL)
    laptop.send(PATH_PULL, headers, PULL, PullRequest)
    answer = ask(laptop, headers=headers)
    assert answer.code is ProblemCode.REPLAYED
    assert "received before" in answer.sentence


def test_a_replay_cannot_wait_until_its_nonce_is_forgotten(
    laptop: TestLaptop, clock: MovableClock
) -> None:
    headers = laptop.sign(PATH_PULL, PULL, created=clock.now() + timedelta(minutes=5))
    laptop.send(PATH_PULL, headers, PULL, PullRequest)
    for _ in range(20):
        clock.move(timedelta(minutes=1))
        answer = ask(laptop, headers=headers)
        assert answer.code in {ProblemCode.REPLAYED, ProblemCode.CLOCK}


@pytest.mark.parametrize(
    ("off", "said"),
    [
        (timedelta(minutes=-7), "8 minutes behind"),
        (timedelta(minutes=7), "8 minutes ahead of"),
        (timedelta(hours=-30), "30 hours behind"),
        (timedelta(days=4000), "4,000 days ahead of"),
        (timedelta(days=-20_000), "20,000 days behind"),
    ],
)
def test_a_laptop_whose_clock_is_wrong(
    laptop: TestLaptop, clock: MovableClock, off: timedelta, said: str
) -> None:
    answer = ask(laptop, headers=laptop.sign(PATH_PULL, PULL, created=clock.now() + off))
    assert answer.code is ProblemCode.CLOCK
    assert said in answer.sentence
    assert "set date and time" in answer.sentence


def test_a_laptop_of_another_county_is_unknown_and_leaves_nothing(
    county: TestCounty, laptop: TestLaptop
) -> None:
    with county_in_memory(county.clock) as other:
        laptop.county = other
        before = other.count_rows()
        for answer in (laptop.pull(), laptop.push(), laptop.ask_papers()):
            assert isinstance(answer, Problem)
            assert answer.code is ProblemCode.UNKNOWN_DEVICE
            assert answer.sentence.startswith("The county does not know this laptop")
        assert other.count_rows() == before


def test_another_protocol(laptop: TestLaptop) -> None:
    answer = ask(laptop, pack(b'{"protocol": 2}'))
    assert answer.code is ProblemCode.PROTOCOL
    assert "updated" in answer.sentence


@pytest.mark.parametrize("body", [PULL[:-3], b"", b"not zstd", pack(b"[]"), pack(b"{")])
def test_a_damaged_message(laptop: TestLaptop, body: bytes) -> None:
    assert ask(laptop, body).code is ProblemCode.BAD_REQUEST


def test_a_message_larger_than_allowed(laptop: TestLaptop) -> None:
    answer = ask(laptop, os.urandom(LIMITS.request.packed + 1))
    assert answer.code is ProblemCode.TOO_LARGE


def test_a_small_message_that_unpacks_to_a_mountain(laptop: TestLaptop) -> None:
    bomb = zstandard.ZstdCompressor().compress(b" " * (LIMITS.request.unpacked + 1))
    answer = ask(laptop, bomb)
    assert answer.code is ProblemCode.TOO_LARGE
    assert "unpacks" in answer.sentence


def test_more_operations_than_a_batch_holds(
    county: TestCounty, laptop: TestLaptop, ana: Hat
) -> None:
    case = CaseId(county.add_case(author=ana))
    one = laptop.write(case)
    request = PushRequest.model_construct(operations=(one,) * 1001)
    answer = laptop.ask(PATH_PUSH, request, PushReply)
    assert isinstance(answer, Problem)
    assert answer.code is ProblemCode.BAD_REQUEST
    assert county.sql("SELECT count(*) FROM operation") == [(0,)]


# The driver says of itself that what else was under way went with it.
@pytest.mark.expected_logs("fieldfare.county", "psycopg")
def test_a_database_that_refuses_is_told_as_busy_and_logged_without_content(
    county: TestCounty, laptop: TestLaptop, caplog: pytest.LogCaptureFixture
) -> None:
    county.sql("ALTER TABLE nonce RENAME TO gone")
    assert ask(laptop).code is ProblemCode.BUSY
    county.sql("ALTER TABLE gone RENAME TO nonce")
    said = [one for one in caplog.records if one.name == "fieldfare.county"]
    assert [one.getMessage() for one in said if one.levelno >= logging.ERROR] == [
        "database refused a request: UndefinedTable 42P01"
    ]


def test_over_tls_only_the_pinned_certificate_is_the_county(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    with running_county(tmp_path / "one") as one, running_county(tmp_path / "two") as two:
        ours = ssl.create_default_context(cadata=one.certificate_pem)
        assert httpx.post(one.url + PATH_PULL, verify=ours).status_code == 401
        with pytest.raises(httpx.ConnectError, match="CERTIFICATE_VERIFY_FAILED"):
            httpx.post(two.url + PATH_PULL, verify=ours)
