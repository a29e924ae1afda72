# SPDX-License-Identifier: AGPL-3.0-or-later
"""An answer holds for one request of one laptop under one key, and for nothing else."""

from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from sync.wire.answers import Asked, sign_answer, verify_answer
from sync.wire.encoding import HEADERS
from sync.wire.errors import SignatureInvalid
from sync.wire.signatures import encode_public_key, name_key, sign_request

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
COUNTY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
LAPTOP = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
OTHER = Ed25519PrivateKey.from_private_bytes(bytes(range(2, 34)))
BODY = b"what the county says"


def ask(
    body: bytes = b"cursor 7",
    nonce: str = "n0nce-n0nce-n0nce-n0nce",
    laptop: Ed25519PrivateKey = LAPTOP,
    path: str = "/v1/pull",
) -> Asked:
    signed = sign_request(
        "POST", path, HEADERS, body, laptop, name_key(laptop.public_key()), NOW, nonce
    )
    return Asked(path, HEADERS | signed)


def signed(body: bytes = BODY, status: int = 200) -> dict[str, str]:
    return HEADERS | sign_answer(ask(), status, HEADERS, body, COUNTY, NOW)


def check(
    asked: Asked,
    headers: dict[str, str],
    body: bytes = BODY,
    status: int = 200,
    key: Ed25519PrivateKey = COUNTY,
) -> None:
    verify_answer(asked, status, headers, body, encode_public_key(key.public_key()))


@given(st.binary(max_size=500), st.integers(200, 599))
def test_a_signed_answer_verifies(body: bytes, status: int) -> None:
    check(ask(), signed(body, status), body, status)


@pytest.mark.parametrize(
    "asked",
    [
        ask(nonce="n0nce-n0nce-n0nce-n0ncf"),
        ask(body=b"cursor 8"),
        ask(laptop=OTHER),
        ask(path="/v1/push"),
        Asked("/v1/pull", HEADERS),
    ],
    ids=["another nonce", "another cursor", "another laptop", "another path", "no signature"],
)
def test_an_answer_to_another_request_does_not_pass(asked: Asked) -> None:
    with pytest.raises(SignatureInvalid):
        check(asked, signed())


@given(st.integers(0, len(BODY) - 1), st.integers(1, 255))
def test_any_changed_byte_of_the_body_breaks_it(place: int, flip: int) -> None:
    body = bytearray(BODY)
    body[place] ^= flip
    with pytest.raises(SignatureInvalid):
        check(ask(), signed(), bytes(body))


def test_another_status_or_another_key_breaks_it() -> None:
    with pytest.raises(SignatureInvalid):
        check(ask(), signed(), status=409)
    with pytest.raises(SignatureInvalid):
        check(ask(), signed(), key=OTHER)


@pytest.mark.parametrize("left_out", ["content-digest", "signature-input", "signature"])
def test_an_answer_without_its_signature_does_not_pass(left_out: str) -> None:
    with pytest.raises(SignatureInvalid):
        check(ask(), {name: value for name, value in signed().items() if name != left_out})


def test_a_request_that_is_not_signed_gets_no_signed_answer() -> None:
    with pytest.raises(SignatureInvalid):
        sign_answer(Asked("/v1/pull", HEADERS), 200, HEADERS, BODY, COUNTY, NOW)


def test_a_request_turned_back_is_no_answer() -> None:
    with pytest.raises(SignatureInvalid):
        check(ask(), dict(ask().headers), b"cursor 7")
