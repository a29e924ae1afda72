# SPDX-License-Identifier: AGPL-3.0-or-later
"""Signing in at the county's provider, in the worker's own browser (RFC 8252, RFC 7636).

Invariants: the program never sees the password; the answer comes to a port of this computer that is
open for one answer, is asked for by a random state, and is worth nothing without the verifier that
stays here. What the provider says is read by the county, not here.
"""

import base64
import hashlib
import hmac
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, HTTPServer
from time import monotonic
from typing import Self
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
from pydantic import BaseModel, ConfigDict, ValidationError

from sync.client.conversation import RandomBytes
from sync.client.errors import NotSignedIn, SyncCancelled
from sync.client.limits import LIMITS
from sync.wire.sign_in import SignInAsked

DISCOVERY = "/.well-known/openid-configuration"
SCOPE = "openid email"
PAGE = (
    "<!doctype html><meta charset=utf-8><title>OK</title>"
    "<p>You are signed in. Close this page and go back to the program.</p>"
    "<p lang=es>Ha iniciado sesión. Cierre esta página y vuelva al programa.</p>"
)
AGAIN = "The sign-in did not come to an end; set the laptop up once more."


class _Discovery(BaseModel):
    model_config = ConfigDict(extra="ignore")

    authorization_endpoint: str
    token_endpoint: str


class _Tokens(BaseModel):
    model_config = ConfigDict(extra="ignore")

    id_token: str


def sign_in(
    asked: SignInAsked,
    nonce: str,
    open_page: Callable[[str], None],
    is_cancelled: Callable[[], bool],
    random: RandomBytes,
) -> str:
    """Have the worker sign in; returns the provider's signed word on who it was.

    Args:
        nonce: what the provider is to sign.
        open_page: shows an address in the worker's browser.
        is_cancelled: asked several times a second.

    Raises:
        NotSignedIn: the provider does not answer, refused, or nobody signed in in time.
        SyncCancelled: the user stopped it.
    """
    verifier, state = _secret(random), _secret(random)
    try:
        with httpx.Client(timeout=LIMITS.connect_seconds, trust_env=False) as web:
            found = _Discovery.model_validate_json(
                web.get(asked.issuer.rstrip("/") + DISCOVERY).raise_for_status().content
            )
            with _Answer(state) as answer:
                open_page(_address(found, asked, answer.address, nonce, state, verifier))
                code = answer.wait(is_cancelled)
                form = {
                    "grant_type": "authorization_code",
                    "code": code,
                    "redirect_uri": answer.address,
                    "client_id": asked.client_id,
                    "code_verifier": verifier,
                }
            if asked.client_secret:
                form["client_secret"] = asked.client_secret
            got = web.post(found.token_endpoint, data=form).raise_for_status()
            return _Tokens.model_validate_json(got.content).id_token
    except (httpx.HTTPError, httpx.InvalidURL, ValidationError) as error:
        raise NotSignedIn(
            "The place where your county signs people in does not answer as it should; try again, "
            "and tell your administrator if it stays so."
        ) from error


def _address(
    found: _Discovery, asked: SignInAsked, back: str, nonce: str, state: str, verifier: str
) -> str:
    challenge = hashlib.sha256(verifier.encode()).digest()
    query = {
        "response_type": "code",
        "client_id": asked.client_id,
        "redirect_uri": back,
        "scope": SCOPE,
        "state": state,
        "nonce": nonce,
        "code_challenge": base64.urlsafe_b64encode(challenge).decode().rstrip("="),
        "code_challenge_method": "S256",
        "prompt": "login",
    }
    joint = "&" if urlsplit(found.authorization_endpoint).query else "?"
    return found.authorization_endpoint + joint + urlencode(query)


def _secret(random: RandomBytes) -> str:
    return base64.urlsafe_b64encode(random(33)).decode()


class _Answer:
    """A port of this computer that waits for the browser to come back."""

    def __init__(self, state: str) -> None:
        answer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                ours = answer._take(self.path)
                self.send_response(200 if ours else 404)
                self.send_header("content-type", "text/html; charset=utf-8")
                self.end_headers()
                self.wfile.write(PAGE.encode() if ours else b"")

            def log_message(self, *_: object) -> None:
                """Addresses hold the code; nothing is logged."""

        self._state = state
        self._code: str | None = None
        self._refused = False
        self._server = HTTPServer(("127.0.0.1", 0), Handler)
        self._server.timeout = LIMITS.sign_in_look_seconds

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._server.server_close()

    @property
    def address(self) -> str:
        """Where the browser is sent back to."""
        return f"http://127.0.0.1:{self._server.server_port}/"

    def wait(self, is_cancelled: Callable[[], bool]) -> str:
        """The provider's code."""
        until = monotonic() + LIMITS.sign_in_seconds
        while self._code is None:
            if is_cancelled():
                raise SyncCancelled("Setting up was stopped; nothing was kept.")
            if self._refused or monotonic() > until:
                raise NotSignedIn(AGAIN)
            self._server.handle_request()
        return self._code

    def _take(self, path: str) -> bool:
        query = parse_qs(urlsplit(path).query)
        [state] = query.get("state", [""])[:1]
        if not hmac.compare_digest(state.encode(), self._state.encode()):
            return False
        self._code = next(iter(query.get("code", [])), None)
        self._refused = self._code is None
        return True
