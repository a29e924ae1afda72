# SPDX-License-Identifier: AGPL-3.0-or-later
"""A FIDO2 security key on USB, asked for the secret that opens a vault beside the passphrase.

The key computes an HMAC nobody else can (CTAP 2.1 hmac-secret, reached as WebAuthn's PRF) for a
salt in the vault's header. Windows lets programs reach keys through its own dialogue only, so
there the system asks; elsewhere the key is spoken to directly.

Invariants: the key's user verification is never asked for by us, because with and without it a key
gives two different secrets; every failure is one sentence and `SecurityKeyMissing`; a device that
was opened is closed.
"""

import secrets
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from hashlib import sha256

from fido2.client import (
    ClientError,
    DefaultClientDataCollector,
    Fido2Client,
    PinRequiredError,
    UserInteraction,
    WebAuthnClient,
)
from fido2.ctap import CtapDevice, CtapError
from fido2.ctap2.base import Ctap2
from fido2.ctap2.extensions import HmacSecretExtension
from fido2.ctap2.pin import ClientPin
from fido2.hid import ConnectionFailure, CtapHidDevice
from fido2.webauthn import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialCreationOptions,
    PublicKeyCredentialDescriptor,
    PublicKeyCredentialParameters,
    PublicKeyCredentialRequestOptions,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialType,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from storage.errors import SecurityKeyMissing
from storage.vault.header import SecurityKeyQuestion

# Never resolved: names what a credential was made for, and must stay the same for ever.
RELYING_PARTY = "vault.fieldfare.invalid"
ORIGIN = f"https://{RELYING_PARTY}"
ES256 = -7
ANSWER_BYTES = 32
TOUCH_SECONDS = 30

NOT_PLUGGED_IN = "No security key answered; plug it in, try again and touch it when it blinks."
NOT_TOUCHED = "Nobody touched the security key in time; try again and touch it when it blinks."
ANOTHER_KEY = "This is another security key; plug in the one this laptop was set up with."
SEVERAL_KEYS = "Several security keys are plugged in; leave in only the one to be used here."
CANNOT_ANSWER = (
    "This security key cannot protect a vault (it knows no hmac-secret); use another model."
)
ASKS_FOR_PIN = "The security key asks for its PIN; type the right one and try again."
FAILED = "The security key did not do what was asked; plug it in again and try once more."

AskPin = Callable[[], str | None]
FindDevices = Callable[[], Iterable[CtapDevice]]


class FidoSecurityKey:
    """Fulfils storage.vault.slots.SecurityKey.

    Args:
        find_devices: the keys that are plugged in now.
        ask_pin: asks the worker for the key's own PIN; some keys want it when they are enrolled.
        prompt: told when the key waits for a touch.
        touch_seconds: how long it waits.
    """

    def __init__(
        self,
        find_devices: FindDevices = CtapHidDevice.list_devices,
        *,
        ask_pin: AskPin = lambda: None,
        prompt: Callable[[], None] = lambda: None,
        touch_seconds: int = TOUCH_SECONDS,
    ) -> None:
        self._find_devices = find_devices
        self._interaction = _Interaction(ask_pin, prompt)
        self._milliseconds = touch_seconds * 1000

    def enrol(self, label: str) -> bytes:
        """As SecurityKey.enrol; the credential is not kept in the key's own memory.

        Raises:
            SecurityKeyMissing: no key or several, not touched, or it cannot do this.
        """
        options = PublicKeyCredentialCreationOptions(
            rp=PublicKeyCredentialRpEntity(id=RELYING_PARTY, name="Fieldfare"),
            user=PublicKeyCredentialUserEntity(
                id=sha256(label.encode()).digest(), name="vault", display_name="vault"
            ),
            challenge=secrets.token_bytes(32),
            pub_key_cred_params=[
                PublicKeyCredentialParameters(type=PublicKeyCredentialType.PUBLIC_KEY, alg=ES256)
            ],
            timeout=self._milliseconds,
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.DISCOURAGED,
                user_verification=UserVerificationRequirement.DISCOURAGED,
            ),
            extensions={"prf": {}},
        )
        with _one_sentence(), self._client(None) as client:
            made = client.make_credential(options)
        prf = made.client_extension_results.prf
        if prf is None or not prf.enabled:
            raise SecurityKeyMissing(CANNOT_ANSWER)
        return bytes(made.raw_id)

    def answer(self, question: SecurityKeyQuestion) -> bytes:
        """As SecurityKey.answer.

        Raises:
            SecurityKeyMissing: no key, another one, or not touched.
        """
        wanted = PublicKeyCredentialDescriptor(
            type=PublicKeyCredentialType.PUBLIC_KEY, id=question.credential
        )
        options = PublicKeyCredentialRequestOptions(
            challenge=secrets.token_bytes(32),
            timeout=self._milliseconds,
            rp_id=RELYING_PARTY,
            allow_credentials=[wanted],
            user_verification=UserVerificationRequirement.DISCOURAGED,
            extensions={"prf": {"eval": {"first": question.salt}}},
        )
        with _one_sentence(), self._client(question.credential) as client:
            response = client.get_assertion(options).get_response(0)
        prf = response.client_extension_results.prf
        secret = None if prf is None or prf.results is None else prf.results.first
        if secret is None or len(secret) != ANSWER_BYTES:
            raise SecurityKeyMissing(CANNOT_ANSWER)
        return bytes(secret)

    @contextmanager
    def _client(self, credential: bytes | None) -> Iterator[WebAuthnClient]:
        collector = DefaultClientDataCollector(ORIGIN)
        if sys.platform == "win32":
            from fido2.client.windows import WindowsClient  # noqa: PLC0415 - exists there only

            yield WindowsClient(collector)
            return
        with ExitStack() as opened:
            devices = [opened.enter_context(one) for one in self._find_devices()]
            device = _choose(devices, credential)
            prf = HmacSecretExtension()  # type: ignore[no-untyped-call]  # fido2 leaves it bare
            yield Fido2Client(device, collector, self._interaction, [prf])


class _Interaction(UserInteraction):
    def __init__(self, ask_pin: AskPin, prompt: Callable[[], None]) -> None:
        self._ask_pin = ask_pin
        self._prompt = prompt

    def prompt_up(self) -> None:
        self._prompt()

    def request_pin(self, permissions: ClientPin.PERMISSION, rp_id: str | None) -> str | None:
        del permissions, rp_id
        return self._ask_pin()


def _choose(devices: list[CtapDevice], credential: bytes | None) -> CtapDevice:
    if not devices:
        raise SecurityKeyMissing(NOT_PLUGGED_IN)
    if credential is None:
        if len(devices) > 1:
            raise SecurityKeyMissing(SEVERAL_KEYS)
        return devices[0]
    for device in devices:
        if _knows(device, credential):
            return device
    raise SecurityKeyMissing(ANOTHER_KEY)


def _knows(device: CtapDevice, credential: bytes) -> bool:
    """Whether a key made this credential; asked without a touch."""
    try:
        Ctap2(device).get_assertion(
            RELYING_PARTY,
            bytes(32),
            [{"type": "public-key", "id": credential}],
            options={"up": False},
        )
    except CtapError as error:
        # A key that always verifies its user does not tell; it is asked in earnest then.
        return error.code == CtapError.ERR.PUAT_REQUIRED
    except ValueError:
        return False
    return True


@contextmanager
def _one_sentence() -> Iterator[None]:
    try:
        yield
    except PinRequiredError as error:
        raise SecurityKeyMissing(ASKS_FOR_PIN) from error
    except ClientError as error:
        raise SecurityKeyMissing(_explain(error)) from error
    except (OSError, ConnectionFailure) as error:
        # Pulled out in the middle, or not ours to open.
        raise SecurityKeyMissing(NOT_PLUGGED_IN) from error
    except (CtapError, ValueError, TypeError) as error:
        raise SecurityKeyMissing(FAILED) from error


def _explain(error: ClientError) -> str:
    cause = error.cause.code if isinstance(error.cause, CtapError) else None
    if cause in (CtapError.ERR.PIN_INVALID, CtapError.ERR.PIN_AUTH_INVALID):
        return ASKS_FOR_PIN
    return {
        ClientError.ERR.TIMEOUT: NOT_TOUCHED,
        ClientError.ERR.DEVICE_INELIGIBLE: ANOTHER_KEY,
        ClientError.ERR.CONFIGURATION_UNSUPPORTED: CANNOT_ANSWER,
    }.get(error.code, FAILED)
