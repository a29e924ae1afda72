# SPDX-License-Identifier: AGPL-3.0-or-later
"""A token counts when the county's provider signed it for this program, this laptop and today."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, OctKey

from casework.policy import Hat
from sync.server.commands import main
from sync.server.errors import RequestRefused, SignInRefused
from sync.server.sign_in import SignIn, find_person, name_person, read_token, write_sign_in
from sync.wire.messages import ProblemCode
from sync.wire.sign_in import work_out_nonce
from tests.fakes.county import COUNTY, TestCounty
from tests.fakes.people import a_hat
from tests.fakes.providers import CLIENT, CLIENT_SECRET, running_provider

ISSUER = "https://sign-in.alder.example"
SIGN_IN = SignIn(issuer=ISSUER, client_id="fieldfare")
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
KEY = ECKey.generate_key("P-256", {"kid": "k1", "use": "sig", "alg": "ES256"})
NONCE = work_out_nonce("a-random-value-of-the-county", "a-key")
CLAIMS: Mapping[str, Any] = {
    "iss": ISSUER,
    "aud": "fieldfare",
    "sub": "7",
    "email": "ana@alder.example",
    "iat": int(NOW.timestamp()) - 5,
    "exp": int(NOW.timestamp()) + 300,
    "nonce": NONCE,
}


def answer(address: str) -> bytes:
    """What the provider says at its two addresses."""
    if address.endswith("/openid-configuration"):
        return json.dumps({"issuer": ISSUER, "jwks_uri": f"{ISSUER}/keys"}).encode()
    return json.dumps({"keys": [KEY.as_dict(private=False)]}).encode()


def signed(key: ECKey = KEY, **changes: object) -> str:
    claims = {name: value for name, value in (CLAIMS | changes).items() if value is not None}
    return jwt.encode({"alg": "ES256", "kid": "k1"}, claims, key)


def test_the_providers_word_for_this_laptop_names_the_person() -> None:
    assert read_token(SIGN_IN, NONCE, signed(), NOW, answer) == "ana@alder.example"
    by_number = SIGN_IN.model_copy(update={"claim": "sub"})
    assert read_token(by_number, NONCE, signed(), NOW, answer) == "7"


@pytest.mark.parametrize(
    "token",
    [
        pytest.param(signed(nonce=work_out_nonce("another", "a-key")), id="of another enrolment"),
        pytest.param(signed(nonce=None), id="for nobody in particular"),
        pytest.param(signed(aud="another program"), id="for another program"),
        pytest.param(signed(iss="https://elsewhere.example"), id="of another provider"),
        pytest.param(signed(exp=int(NOW.timestamp()) - 3600), id="of an hour ago"),
        pytest.param(signed(iat=int(NOW.timestamp()) + 3600), id="of a time to come"),
        pytest.param(signed(exp=None), id="without an end"),
        pytest.param(signed(email=None), id="without a name"),
        pytest.param(signed(email_verified=False), id="with a name nobody verified"),
        pytest.param(
            signed(ECKey.generate_key("P-256", {"kid": "k1"})), id="signed by somebody else"
        ),
        pytest.param(
            jwt.encode(
                {"alg": "HS256"}, dict(CLAIMS), OctKey.generate_key(256), algorithms=["HS256"]
            ),
            id="under a key anybody could have",
        ),
        pytest.param("e30.e30.", id="without a signature"),
        pytest.param("ñ", id="no token"),
    ],
)
def test_any_other_token_is_refused(token: str) -> None:
    with pytest.raises(RequestRefused) as refusal:
        read_token(SIGN_IN, NONCE, token, NOW, answer)
    assert refusal.value.problem.code is ProblemCode.NOT_SIGNED_IN


def test_a_provider_that_does_not_answer_as_one_lets_nobody_in() -> None:
    def away(address: str) -> bytes:
        raise httpx.ConnectError(address)

    def other(address: str) -> bytes:
        return answer(address).replace(ISSUER.encode(), b"https://elsewhere.example")

    def in_the_clear(address: str) -> bytes:
        return answer(address).replace(b"https://sign-in.alder.example/keys", b"http://x.example")

    for fetching in (away, other, in_the_clear, lambda _: b"{}", lambda _: b"<html>"):
        with pytest.raises(RequestRefused) as refusal:
            read_token(SIGN_IN, NONCE, signed(), NOW, fetching)
        assert refusal.value.problem.code is ProblemCode.BUSY


def test_a_provider_in_the_clear_is_not_taken(county: TestCounty) -> None:
    for address in ("http://sign-in.example", "ftp://sign-in.example", "https://", "https://h:x"):
        with pytest.raises(SignInRefused), county.database.administer() as connection:
            write_sign_in(connection, COUNTY, SignIn(issuer=address, client_id="f"))


def test_a_name_belongs_to_one_person_and_can_be_forgotten(county: TestCounty, ana: Hat) -> None:
    ben = county.add_hat(a_hat(2))
    with county.database.administer() as connection:
        name_person(connection, COUNTY, ana.person, " Ana@Alder.example")
        name_person(connection, COUNTY, ana.person, "ana@alder.example")
        assert find_person(connection, COUNTY, "ANA@alder.example ") == ana.person
        with pytest.raises(SignInRefused, match="another person"):
            name_person(connection, COUNTY, ben.person, "ana@alder.example")
        name_person(connection, COUNTY, ana.person, "")
        assert find_person(connection, COUNTY, "ana@alder.example") is None


def test_an_administrator_names_the_provider_and_the_people(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = ["--data", str(tmp_path / "county")]

    def run(*asked: str) -> tuple[int, str]:
        ended = main([*asked, *data])
        told = capsys.readouterr()
        return ended, told.out + told.err

    assert run("train", "--prepare-only")[0] == 0
    hat = run("user", "list")[1].split("\t")[0]
    with running_provider() as provider:
        wanted = (provider.issuer, CLIENT, "--client-secret", CLIENT_SECRET)
        assert run("sign-in", "set", *wanted) == (0, "")
        assert run("sign-in", "show") == (0, f"{provider.issuer}\t{CLIENT}\temail\n")
    ended, told = run("sign-in", "set", provider.issuer, CLIENT)
    assert (ended, "nothing was changed" in told) == (1, True)
    assert run("sign-in", "name", hat, "ana@alder.example") == (0, "")
    assert run("sign-in", "off") == (0, "")
    assert run("sign-in", "show") == (0, "No sign-in is asked for.\n")
    acts = run("audit", "list")[1]
    for act in ("sign-in set", "sign-in name given", "sign-in switched off"):
        assert act in acts
