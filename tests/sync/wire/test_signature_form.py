# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is written directly is what the library writes, and only that form is read directly."""

from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from sync.wire import answers, signature_form, signatures
from sync.wire.answers import Asked, sign_answer, verify_answer
from sync.wire.encoding import HEADERS
from sync.wire.errors import SignatureInvalid
from sync.wire.signatures import encode_public_key, name_key, sign_request, verify_request

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = KEY.public_key()
NONCE = "n0nce-n0nce-n0nce-n0nce"


def request(body: bytes, path: str = "/v1/pull") -> dict[str, str]:
    return HEADERS | sign_request("POST", path, HEADERS, body, KEY, name_key(PUBLIC), NOW, NONCE)


def by_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave everything to the library."""
    for module in (signatures, answers):
        for name in ("write_request", "read_request", "write_answer", "answer_holds"):
            if hasattr(module, name):
                monkeypatch.setattr(module, name, lambda *_: None)


@given(st.binary(max_size=300))
def test_a_request_is_signed_byte_for_byte_as_by_the_library(body: bytes) -> None:
    ours = request(body)
    with pytest.MonkeyPatch.context() as patch:
        by_the_library(patch)
        assert request(body) == ours
        assert verify_request("POST", "/v1/pull", ours, body, PUBLIC, NOW).nonce == NONCE


@given(st.binary(max_size=300), st.sampled_from([200, 403, 503]))
def test_an_answer_is_signed_byte_for_byte_as_by_the_library(body: bytes, status: int) -> None:
    asked = Asked("/v1/pull", request(b"asked"))
    ours = sign_answer(asked, status, HEADERS, body, KEY, NOW)
    with pytest.MonkeyPatch.context() as patch:
        by_the_library(patch)
        assert sign_answer(asked, status, HEADERS, body, KEY, NOW) == ours
        verify_answer(asked, status, ours, body, encode_public_key(PUBLIC))


def test_every_change_of_an_answer_is_noticed() -> None:
    asked, key = Asked("/v1/pull", request(b"asked")), encode_public_key(PUBLIC)
    signed = sign_answer(asked, 200, HEADERS, b"told", KEY, NOW)
    verify_answer(asked, 200, signed, b"told", key)
    other = Ed25519PrivateKey.generate().public_key()
    for told in (
        (asked, 201, signed, b"told", key),
        (asked, 200, signed, b"lied", key),
        (Asked("/v1/push", asked.headers), 200, signed, b"told", key),
        (Asked("/v1/pull", request(b"else")), 200, signed, b"told", key),
        (asked, 200, signed | {"content-type": "text/plain"}, b"told", key),
        (asked, 200, signed, b"told", encode_public_key(other)),
    ):
        with pytest.raises(SignatureInvalid):
            verify_answer(*told)


@pytest.mark.parametrize("path", ["/v1/pull?a=1", "/v1/%70ull", "/V1/pull"])
def test_another_form_is_left_to_the_library(path: str) -> None:
    assert signature_form.write_request(path, "a/b", b"", KEY, "k" * 43, 1, NONCE) is None
    assert verify_request("POST", path, request(b"", path), b"", PUBLIC, NOW).nonce == NONCE
