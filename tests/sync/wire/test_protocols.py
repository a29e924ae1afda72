# SPDX-License-Identifier: AGPL-3.0-or-later
"""The newest version of the protocol and the two before it are spoken, and no other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.wire.encoding import decode, encode
from sync.wire.errors import ProtocolMismatch
from sync.wire.limits import LIMITS
from sync.wire.messages import Problem, ProblemCode, PullRequest
from sync.wire.protocols import PROTOCOL, SPOKEN, Protocols


@given(st.integers(1, 1000))
def test_three_versions_are_spoken_once_there_are_three(newest: int) -> None:
    spoken = Protocols(newest)
    assert spoken.all == tuple(range(newest, spoken.oldest - 1, -1))
    assert len(spoken.all) == min(newest, 3)


@given(st.integers(1, 50), st.integers(-3, 60))
def test_a_message_is_read_exactly_when_its_version_is_spoken(newest: int, named: int) -> None:
    spoken, body = Protocols(newest), encode(PullRequest(protocol=named))
    if named in spoken.all:
        assert decode(PullRequest, body, limit=LIMITS.request, spoken=spoken).protocol == named
        return
    with pytest.raises(ProtocolMismatch, match=f"speaks protocol {named}, this end") as told:
        decode(PullRequest, body, limit=LIMITS.request, spoken=spoken)
    assert told.value.named == named


def test_what_this_program_says_is_in_its_newest_version() -> None:
    assert PullRequest().protocol == PROTOCOL == SPOKEN.newest
    assert PullRequest().spoken_in(7) == PullRequest(protocol=7)
    assert [Protocols(1).describe(), Protocols(4).describe()] == ["1", "2 to 4"]


def test_a_refusal_is_understood_whatever_version_it_names() -> None:
    problem = Problem(protocol=99, code=ProblemCode.PROTOCOL, sentence="Update the program.")
    assert decode(Problem, encode(problem), limit=LIMITS.reply) == problem
