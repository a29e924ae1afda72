# SPDX-License-Identifier: AGPL-3.0-or-later
"""The county key inside a PKCS#11 token: a hardware security module, or a cloud's KMS behind one.

The key is made in the token, cannot be taken out of it, and does every wrapping and unwrapping
there (AES-256-GCM). Which key is in force is the highest number in a label, so that making one is
a single step of the token. `MovedKeys` lets a county go from files to a token and back.

Invariants: a key is made sensitive and not extractable; the PIN comes from a file and stands in no
command line, log or error; a token that went away is asked again once, then the county is busy.
"""

import threading
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar, cast

import pkcs11
from pkcs11 import Attribute, GCMParams, KeyType, Mechanism, ObjectClass
from pkcs11.exceptions import NoSuchKey, NoSuchToken, PKCS11Error, UserAlreadyLoggedIn

from sync.server.county_keys import CountyKeys
from sync.server.errors import StartFailed

LABEL = "fieldfare county key"
KEY_BITS = 256
NAME_BYTES = 8
NONCE_BYTES = 12
TAG_BITS = 128

Answer = TypeVar("Answer")


@dataclass(frozen=True)
class TokenPlace:
    """Where a token is.

    Attributes:
        module: the PKCS#11 library that its maker gives.
        label: of the token.
        pin_file: its first line is the PIN of the token's user.
    """

    module: Path
    label: str
    pin_file: Path


class _CountyKey(Protocol):
    """What the token's library makes of an AES key that encrypts and decrypts."""

    def encrypt(
        self, data: bytes, *, mechanism: Mechanism, mechanism_param: GCMParams
    ) -> bytes: ...

    def decrypt(
        self, data: bytes, *, mechanism: Mechanism, mechanism_param: GCMParams
    ) -> bytes: ...

    def destroy(self) -> None: ...


class TokenCountyKeys:
    """The port `CountyKeys` over a token; it is reached when a key is first needed."""

    def __init__(self, place: TokenPlace) -> None:
        self._place = place
        self._session: pkcs11.Session | None = None
        self._lock = threading.Lock()

    def find_current(self) -> str | None:
        """As the port says."""
        return self._ask(lambda session: max(_list(session), default=(0, None))[1])

    def begin_next(self) -> str:
        """As the port says; the key is there with its number, or not at all."""
        return self._ask(_make)

    def retire_all_but(self, names: Collection[str]) -> None:
        """As the port says."""

        def retire(session: pkcs11.Session) -> None:
            for _, name in list(_list(session)):
                if name not in names:
                    _find(session, name).destroy()

        self._ask(retire)

    def has(self, name: str) -> bool:
        """Whether the token holds a key of this name."""
        return self._ask(lambda session: name in {one for _, one in _list(session)})

    def wrap(self, name: str, secret: bytes, bound: bytes) -> bytes:
        """As the port says; a nonce that the token drew stands first."""

        def wrap(session: pkcs11.Session) -> bytes:
            nonce = session.generate_random(8 * NONCE_BYTES)
            made = _find(session, name).encrypt(
                secret,
                mechanism=Mechanism.AES_GCM,
                mechanism_param=GCMParams(nonce, bound, TAG_BITS),
            )
            return nonce + made

        return self._ask(wrap)

    def unwrap(self, name: str, wrapped: bytes, bound: bytes) -> bytes:
        """As the port says."""

        def unwrap(session: pkcs11.Session) -> bytes:
            key = _find(session, name)
            nonce, sealed = wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:]
            try:
                opened = key.decrypt(
                    sealed,
                    mechanism=Mechanism.AES_GCM,
                    mechanism_param=GCMParams(nonce, bound, TAG_BITS),
                )
            except PKCS11Error as error:
                _require_alive(session)
                raise StartFailed(
                    f"A key in the database does not open with the county key {name} of the "
                    "token; it was altered or belongs elsewhere. Restore the database from the "
                    "backup."
                ) from error
            return opened

        return self._ask(unwrap)

    def close(self) -> None:
        """Log off."""
        with self._lock:
            if self._session is not None:
                self._session.close()
            self._session = None

    def _ask(self, what: Callable[[pkcs11.Session], Answer]) -> Answer:
        """One thing at a time; a session that broke is opened anew once."""
        with self._lock:
            if self._session is not None:
                try:
                    return what(self._session)
                except PKCS11Error:
                    self._session = None
            self._session = self._open()
            try:
                return what(self._session)
            except PKCS11Error as error:
                self._session = None
                raise self._away(error) from error

    def _open(self) -> pkcs11.Session:
        pin = self._read_pin()
        try:
            token = pkcs11.lib(str(self._place.module)).get_token(token_label=self._place.label)
            try:
                return token.open(rw=True, user_pin=pin)
            except UserAlreadyLoggedIn:
                return token.open(rw=True)
        except NoSuchToken as error:
            raise StartFailed(
                f"No token is called {self._place.label}; plug it in, or give the right "
                "--token-label."
            ) from error
        except (PKCS11Error, RuntimeError) as error:
            raise self._away(error) from error

    def _read_pin(self) -> str:
        try:
            return self._place.pin_file.read_text("utf-8").splitlines()[0]
        except (OSError, ValueError, IndexError) as error:
            raise StartFailed(
                f"The token's PIN cannot be read from the first line of {self._place.pin_file}."
            ) from error

    def _away(self, error: Exception) -> StartFailed:
        return StartFailed(
            f"The token {self._place.label} does not do what was asked of it "
            f"({type(error).__name__}); see that it is plugged in and that its PIN file and "
            "module are the right ones."
        )


class HeldKeys(CountyKeys, Protocol):
    """Keys of a place that can say which it holds."""

    def has(self, name: str) -> bool:
        """Whether a key of this name is there."""


class MovedKeys:
    """Keys that are made in one place, while those in another still open.

    Changing the county key (`case-keys rotate`) therefore moves everything into the first.
    """

    def __init__(self, into: HeldKeys, out_of: HeldKeys) -> None:
        self._into, self._out_of = into, out_of

    def find_current(self) -> str | None:
        """As the port says; the earlier place counts until a key was made in the new one."""
        return self._into.find_current() or self._out_of.find_current()

    def begin_next(self) -> str:
        """As the port says; in the new place."""
        return self._into.begin_next()

    def retire_all_but(self, names: Collection[str]) -> None:
        """As the port says; in both places."""
        self._into.retire_all_but(names)
        self._out_of.retire_all_but(names)

    def wrap(self, name: str, secret: bytes, bound: bytes) -> bytes:
        """As the port says."""
        return self._holder(name).wrap(name, secret, bound)

    def unwrap(self, name: str, wrapped: bytes, bound: bytes) -> bytes:
        """As the port says."""
        return self._holder(name).unwrap(name, wrapped, bound)

    def _holder(self, name: str) -> CountyKeys:
        return self._out_of if self._out_of.has(name) else self._into


def _list(session: pkcs11.Session) -> Iterator[tuple[int, str]]:
    """Number and name of every county key, in any order."""
    for key in session.get_objects({Attribute.CLASS: ObjectClass.SECRET_KEY}):
        label: str = key[Attribute.LABEL]
        number = label.removeprefix(f"{LABEL} ")
        if number != label and number.isdecimal():
            yield int(number), key[Attribute.ID].hex()


def _make(session: pkcs11.Session) -> str:
    number = max((one for one, _ in _list(session)), default=0) + 1
    name = session.generate_random(8 * NAME_BYTES)
    session.generate_key(
        KeyType.AES,
        KEY_BITS,
        id=name,
        label=f"{LABEL} {number:06d}",
        store=True,
        template={
            Attribute.SENSITIVE: True,
            Attribute.EXTRACTABLE: False,
            Attribute.ENCRYPT: True,
            Attribute.DECRYPT: True,
            Attribute.WRAP: False,
            Attribute.UNWRAP: False,
            Attribute.SIGN: False,
            Attribute.VERIFY: False,
        },
    )
    return name.hex()


def _find(session: pkcs11.Session, name: str) -> _CountyKey:
    try:
        key = session.get_key(object_class=ObjectClass.SECRET_KEY, id=bytes.fromhex(name))
    except (NoSuchKey, ValueError) as error:
        raise StartFailed(
            f"The county key {name} is missing from the token; restore the token from its "
            "maker's backup. Without it no content can be read."
        ) from error
    return cast("_CountyKey", key)


def _require_alive(session: pkcs11.Session) -> None:
    """Tell a key that does not fit from a token that went away, which raises PKCS11Error."""
    session.generate_random(64)
