# SPDX-License-Identifier: AGPL-3.0-or-later
"""Packed messages come back whole; everything else is refused with one sentence."""

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from sync.wire.encoding import decode, encode, pack
from sync.wire.errors import MessageMalformed, MessageTooLarge, ProtocolMismatch, WireError
from sync.wire.limits import MessageLimit
from sync.wire.messages import Problem, ProblemCode, PullRequest

LIMIT = MessageLimit(packed=10_000, unpacked=20_000)


@given(st.text(max_size=200), st.sampled_from(ProblemCode))
def test_a_message_comes_back_as_it_was(sentence: str, code: ProblemCode) -> None:
    problem = Problem(code=code, sentence=sentence)
    assert decode(Problem, encode(problem), limit=LIMIT) == problem


@given(st.binary(max_size=300))
def test_no_bytes_whatsoever_raise_anything_but_a_wire_error(body: bytes) -> None:
    with pytest.raises(WireError):
        decode(Problem, body, limit=LIMIT)


@given(st.data())
def test_a_message_cut_short_is_refused(data: st.DataObject) -> None:
    body = encode(Problem(code=ProblemCode.BUSY, sentence="Try again later."))
    length = data.draw(st.integers(0, len(body) - 1))
    with pytest.raises(MessageMalformed):
        decode(Problem, body[:length], limit=LIMIT)


def test_anything_after_the_message_is_refused() -> None:
    with pytest.raises(MessageMalformed):
        decode(PullRequest, encode(PullRequest()) + b"x", limit=LIMIT)


def test_more_packed_bytes_than_allowed_are_refused() -> None:
    with pytest.raises(MessageTooLarge):
        decode(PullRequest, b"x" * 10_001, limit=LIMIT)


def test_a_small_body_that_unpacks_to_a_mountain_is_refused_unread() -> None:
    bomb = zstandard.ZstdCompressor(level=19).compress(b" " * 300_000_000)
    assert len(bomb) <= 50_000
    with pytest.raises(MessageTooLarge):
        decode(PullRequest, bomb, limit=MessageLimit(packed=50_000, unpacked=20_000))


def test_a_body_that_hides_its_size_is_refused() -> None:
    stream = zstandard.ZstdCompressor(write_content_size=False).compressobj()
    body = stream.compress(b"{}") + stream.flush()
    with pytest.raises(MessageMalformed, match="how large"):
        decode(PullRequest, body, limit=LIMIT)


def test_another_protocol_is_told_even_when_the_rest_has_changed_shape() -> None:
    for text in (b'{"protocol": 2}', b'{"protocol": 2, "limit": "all"}'):
        with pytest.raises(ProtocolMismatch, match="must be updated"):
            decode(PullRequest, pack(text), limit=LIMIT)


def test_fields_from_a_newer_program_are_ignored() -> None:
    assert decode(PullRequest, pack(b'{"novelty": [1]}'), limit=LIMIT) == PullRequest()


def test_the_first_wrong_field_is_named() -> None:
    with pytest.raises(MessageMalformed, match="limit"):
        decode(PullRequest, pack(b'{"limit": 0}'), limit=LIMIT)


def test_a_word_that_is_none_of_a_long_list_is_told_without_all_of_the_list() -> None:
    text = b'{"code": "something else", "sentence": "No."}'
    with pytest.raises(MessageMalformed) as refused:
        decode(Problem, pack(text), limit=LIMIT)
    assert "code: Input should be" in str(refused.value)
    assert len(str(refused.value)) < 300
