# SPDX-License-Identifier: AGPL-3.0-or-later
"""The shortest question is a genuine RFC 9421 request, and its answer holds for it alone."""

from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from http_message_signatures import MappingKeyResolver
from http_message_signatures.algorithms import ED25519

from sync.wire.errors import ClockSkewed, MessageMalformed, SignatureInvalid
from sync.wire.news import Holding
from sync.wire.rest import (
    RestAsked,
    name_holding,
    open_answer,
    read_rest,
    seal_answer,
    sign_rest,
    verify_rest,
)
from sync.wire.signatures import ANY_HOST, PlainRequest, TimelessVerifier, name_key, verify_request

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC, OTHER = KEY.public_key(), Ed25519PrivateKey.generate()
NAME = name_key(PUBLIC)
HOLDING = Holding(3, 1, 7, "a" * 64, 2, "key", "hat", "forms")
ASKED = RestAsked(50_000, name_holding(HOLDING, "epoch1"))
TARGET = ASKED.to_target()


def signed(target: str = TARGET, nonce: str = "n0nce-n0nce-n0nc") -> dict[str, str]:
    return sign_rest(target, KEY, NAME, NOW, nonce)


def test_it_is_read_back_and_named_by_everything_that_is_held() -> None:
    assert RestAsked.from_target(TARGET) == ASKED
    assert ASKED.holds(HOLDING, "epoch1")
    assert ASKED.cursor_in("epoch1") == "epoch1.50000"
    assert not ASKED.holds(HOLDING, "epoch2")
    for place in range(len(HOLDING)):
        assert not ASKED.holds(Holding(*HOLDING[:place], "9", *HOLDING[place + 1 :]), "epoch1")


def test_the_library_finds_the_signature_good() -> None:
    verifier = TimelessVerifier(
        signature_algorithm=ED25519,
        key_resolver=MappingKeyResolver(public_keys={NAME: PUBLIC}, private_keys={}),
    )
    [found] = verifier.verify(PlainRequest("POST", ANY_HOST + TARGET, signed()))
    assert found.label == "f"
    assert {'"@method"', '"@path"', '"@query"'} < set(found.covered_components)
    told = verify_rest("POST", TARGET, signed(), PUBLIC, NOW)
    assert (told.key_id, told.nonce, told.created) == (NAME, "n0nce-n0nce-n0nc", NOW)


@pytest.mark.parametrize("target", [f"{TARGET}A", TARGET.replace("50000", "50001"), "/v1/rest?"])
def test_another_target_method_key_or_hour_is_noticed(target: str) -> None:
    with pytest.raises(SignatureInvalid):
        verify_rest("POST", target, signed(), PUBLIC, NOW)
    with pytest.raises(SignatureInvalid):
        verify_rest("GET", TARGET, signed(), PUBLIC, NOW)
    with pytest.raises(SignatureInvalid):
        verify_rest("POST", TARGET, signed(), OTHER.public_key(), NOW)
    with pytest.raises(ClockSkewed):
        verify_rest("POST", TARGET, signed(), PUBLIC, NOW + timedelta(hours=1))
    with pytest.raises(MessageMalformed):
        RestAsked.from_target(f"{TARGET}A")


def test_no_other_request_is_taken_for_it_nor_it_for_another() -> None:
    with pytest.raises(SignatureInvalid):
        verify_request("POST", TARGET, signed(), b"", PUBLIC, NOW)
    with pytest.raises(SignatureInvalid):
        read_rest(signed() | {"signature-input": "fieldfare=()"})
    with pytest.raises(SignatureInvalid, match="not signed"):
        read_rest({})


@pytest.mark.parametrize("told", [b"", b"news"])
def test_an_answer_holds_for_one_request(told: bytes) -> None:
    body = seal_answer(signed(), told, OTHER)
    assert open_answer(signed(), body, OTHER.public_key()) == told
    for headers, altered, key in (
        (signed(nonce="another-nonce-16"), body, OTHER),
        (signed(), body + b"more", OTHER),
        (signed(), body[:-1], OTHER),
        (signed(), body, KEY),
    ):
        with pytest.raises(SignatureInvalid):
            open_answer(headers, altered, key.public_key())
