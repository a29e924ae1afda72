# SPDX-License-Identifier: AGPL-3.0-or-later
"""A FIDO2 security key in software: the other side of CTAP2, with real ECDH, ES256 and HMACs.

Speaks authenticatorGetInfo, MakeCredential, GetAssertion and ClientPIN (key agreement and the
token for a PIN, protocol 2) with hmac-secret, as CTAP 2.1 describes them.
"""

import hmac
import os
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2 import cbor
from fido2.cose import ES256
from fido2.ctap import STATUS, CtapDevice, CtapError
from fido2.ctap2.base import Ctap2
from fido2.ctap2.pin import ClientPin, PinProtocolV2
from fido2.hid import CAPABILITY
from fido2.webauthn import Aaguid, AttestedCredentialData, AuthenticatorData

ERR = CtapError.ERR
FLAG = AuthenticatorData.FLAG


class Refused(Exception):
    """The key answers with an error code."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


@dataclass
class Credential:
    """What the key keeps for one credential: a signing key, and a secret with and without PIN."""

    key: ec.EllipticCurvePrivateKey
    rp: str
    with_verification: bytes = field(default_factory=lambda: os.urandom(32))
    without: bytes = field(default_factory=lambda: os.urandom(32))


class SoftwareAuthenticator(CtapDevice):
    """One key.

    Attributes:
        touched: somebody touches it at once; else it waits until it gives up or is told to.
        unplug_at: the command at which it is pulled out.
        pin: its PIN; None when it has none.
        extensions: what it says it can do.
        opened: how often it is open now.
    """

    def __init__(self, *, pin: str | None = None) -> None:
        self.touched = True
        self.gives_up_itself = True
        self.unplug_at: int | None = None
        self.pin = pin
        self.extensions = ["hmac-secret"]
        self.opened = 0
        self.touches = 0
        self._credentials: dict[bytes, Credential] = {}
        self._agreement = ec.generate_private_key(ec.SECP256R1())
        self._token = os.urandom(32)
        self._protocol = PinProtocolV2()

    @property
    def capabilities(self) -> int:
        return CAPABILITY.CBOR

    def close(self) -> None:
        self.opened -= 1

    @classmethod
    def list_devices(cls) -> Iterator[CtapDevice]:
        yield cls()

    def plugged(self) -> list[CtapDevice]:
        """This key as the only one plugged in, newly opened."""
        self.opened += 1
        return [self]

    def call(
        self,
        cmd: int,
        data: bytes = b"",
        event: threading.Event | None = None,
        on_keepalive: Callable[[STATUS], None] | None = None,
    ) -> bytes:
        if data[0] == self.unplug_at:
            raise OSError(19, "No such device")
        asked: Mapping[int, Any] = cbor.decode(data[1:]) if len(data) > 1 else {}
        handlers: dict[int, Callable[[], dict[int, Any]]] = {
            Ctap2.CMD.GET_INFO: self._info,
            Ctap2.CMD.CLIENT_PIN: lambda: self._client_pin(asked),
            Ctap2.CMD.MAKE_CREDENTIAL: lambda: self._make(asked, event, on_keepalive),
            Ctap2.CMD.GET_ASSERTION: lambda: self._assert(asked, event, on_keepalive),
        }
        if data[0] not in handlers:
            return bytes([ERR.INVALID_COMMAND])
        try:
            return b"\0" + cbor.encode(handlers[data[0]]())
        except Refused as error:
            return bytes([error.code])

    def _info(self) -> dict[int, Any]:
        options = {
            "rk": True,
            "up": True,
            "clientPin": self.pin is not None,
            "pinUvAuthToken": True,
        }
        return {1: ["FIDO_2_1"], 2: self.extensions, 3: bytes(16), 4: options, 6: [2]}

    def _client_pin(self, asked: Mapping[int, Any]) -> dict[int, Any]:
        if asked[2] == ClientPin.CMD.GET_KEY_AGREEMENT:
            point = self._agreement.public_key().public_numbers()
            x, y = point.x.to_bytes(32, "big"), point.y.to_bytes(32, "big")
            return {1: {1: 2, 3: -25, -1: 1, -2: x, -3: y}}
        if asked[2] != ClientPin.CMD.GET_TOKEN_USING_PIN:
            raise Refused(ERR.INVALID_PARAMETER)
        shared = self._shared(asked[3])
        if self._protocol.decrypt(shared, asked[6]) != sha256(str(self.pin).encode()).digest()[:16]:
            raise Refused(ERR.PIN_INVALID)
        return {2: self._protocol.encrypt(shared, self._token)}

    def _make(
        self,
        asked: Mapping[int, Any],
        event: threading.Event | None,
        on_keepalive: Callable[[STATUS], None] | None,
    ) -> dict[int, Any]:
        if self.pin is not None and not self._verified(asked, 1, 8):
            raise Refused(ERR.PUAT_REQUIRED)
        self._wait_for_touch(event, on_keepalive)
        key = ec.generate_private_key(ec.SECP256R1())
        name = os.urandom(48)
        self._credentials[name] = Credential(key, asked[2]["id"])
        secret = bool(asked.get(6, {}).get("hmac-secret")) and "hmac-secret" in self.extensions
        data = AuthenticatorData.create(
            sha256(asked[2]["id"].encode()).digest(),
            FLAG.UP | FLAG.AT | (FLAG.ED if secret else FLAG(0)),
            0,
            AttestedCredentialData.create(
                Aaguid.NONE, name, ES256.from_cryptography_key(key.public_key())
            ),
            {"hmac-secret": True} if secret else None,
        )
        return {1: "none", 2: bytes(data), 3: {}}

    def _assert(
        self,
        asked: Mapping[int, Any],
        event: threading.Event | None,
        on_keepalive: Callable[[STATUS], None] | None,
    ) -> dict[int, Any]:
        known = [one["id"] for one in asked[3] if one["id"] in self._credentials]
        known = [one for one in known if self._credentials[one].rp == asked[1]]
        with_touch = asked.get(5, {}).get("up", True)
        if with_touch:
            self._wait_for_touch(event, on_keepalive)
        if not known:
            raise Refused(ERR.NO_CREDENTIALS)
        credential = self._credentials[known[0]]
        verified = self._verified(asked, 2, 6)
        secret = credential.with_verification if verified else credential.without
        extensions = self._answer(asked.get(4, {}), secret)
        data = AuthenticatorData.create(
            sha256(asked[1].encode()).digest(),
            (FLAG.UP if with_touch else FLAG(0)) | (FLAG.ED if extensions else FLAG(0)),
            0,
            b"",
            extensions,
        )
        signature = credential.key.sign(bytes(data) + asked[2], ec.ECDSA(SHA256()))
        return {1: {"id": known[0], "type": "public-key"}, 2: bytes(data), 3: signature}

    def _answer(self, asked: Mapping[str, Any], secret: bytes) -> dict[str, bytes] | None:
        question = asked.get("hmac-secret")
        if question is None:
            return None
        shared = self._shared(question[1])
        if not hmac.compare_digest(self._protocol.authenticate(shared, question[2]), question[3]):
            raise Refused(ERR.PIN_AUTH_INVALID)
        salt = self._protocol.decrypt(shared, question[2])
        said = b"".join(
            hmac.digest(secret, salt[at : at + 32], "sha256") for at in range(0, len(salt), 32)
        )
        return {"hmac-secret": self._protocol.encrypt(shared, said)}

    def _verified(self, asked: Mapping[int, Any], what: int, where: int) -> bool:
        given = asked.get(where)
        hashed = asked[what]
        return given is not None and hmac.compare_digest(
            given, self._protocol.authenticate(self._token, hashed)
        )

    def _shared(self, peer: Mapping[int, Any]) -> bytes:
        x, y = (int.from_bytes(peer[at], "big") for at in (-2, -3))
        public = ec.EllipticCurvePublicNumbers(x, y, ec.SECP256R1()).public_key()
        return self._protocol.kdf(self._agreement.exchange(ec.ECDH(), public))

    def _wait_for_touch(
        self, event: threading.Event | None, on_keepalive: Callable[[STATUS], None] | None
    ) -> None:
        if on_keepalive is not None:
            on_keepalive(STATUS.UPNEEDED)
        if self.touched:
            self.touches += 1
            return
        if self.gives_up_itself:
            raise Refused(ERR.USER_ACTION_TIMEOUT)
        if event is None or not event.wait(60):
            raise AssertionError("the program waits for a touch for ever")
        raise Refused(ERR.KEEPALIVE_CANCEL)
