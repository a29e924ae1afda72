# SPDX-License-Identifier: AGPL-3.0-or-later
"""Joining a county: a key made here, an invite used once, six digits compared, first papers.

Nothing is kept before the county has answered. When an answer is lost on its way, asking again
with the same key gets the same answer; when that fails too the key is gone, the invite may be used
up, and a new one is the mend: whoever is told so loses nothing, there is no work yet.
"""

import base64
from collections.abc import Callable
from dataclasses import dataclass
from time import sleep
from typing import TypeVar

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pydantic import BaseModel, ValidationError

from casework.clock import Clock
from sync.client.conversation import Conversation, RandomBytes
from sync.client.errors import (
    ConnectionCut,
    InviteRefused,
    NotCompared,
    NotSignedIn,
    ReplyMalformed,
    SyncCancelled,
)
from sync.client.limits import LIMITS
from sync.client.papers import check_papers
from sync.client.sign_in import sign_in
from sync.client.transport import Transport
from sync.wire.messages import (
    PATH_ENROL,
    PATH_JOIN,
    Enrolment,
    EnrolmentOpened,
    EnrolmentRequest,
    JoinRequest,
)
from sync.wire.sign_in import work_out_nonce
from sync.wire.signatures import encode_public_key
from sync.wire.six_digits import commit, work_out_digits

Answer = TypeVar("Answer", bound=BaseModel)


@dataclass(frozen=True)
class Enrolled:
    """The county's answer and the raw private key that goes with it."""

    enrolment: Enrolment
    private_key: bytes


def _refuse_sign_in(_address: str) -> None:
    raise NotSignedIn("This county asks for a sign-in, and there is no browser here.")


@dataclass(frozen=True)
class Comparing:
    """What happens while the worker signs in and a supervisor compares the digits.

    Attributes:
        show: told the digits once, such as `482 913`, as soon as the county can show them too.
        is_cancelled: asked between two questions to the county.
        wait: passes the seconds between two questions.
        open_page: shows an address in the worker's browser, where the county asks for a sign-in.
    """

    show: Callable[[str], None]
    is_cancelled: Callable[[], bool] = lambda: False
    wait: Callable[[float], None] = sleep
    open_page: Callable[[str], None] = _refuse_sign_in


def enrol(
    transport: Transport,
    invite: str,
    device_name: str,
    clock: Clock,
    random: RandomBytes,
    comparing: Comparing,
) -> Enrolled:
    """Redeem an invite and wait until a supervisor has compared the digits.

    Args:
        invite: as read out or copied; spaces and letter case do not matter.
        device_name: how administrators recognise the laptop; the first 100 letters are kept.

    Raises:
        InviteRefused: not an invite, unknown, used, too old, or nobody compared in time.
        ConnectionCut: an answer was lost twice; the invite may be used up.
        NotSignedIn: the county asks for a sign-in, and nobody signed in, or somebody else did.
        SyncCancelled: the user stopped it.
        SyncError: the county could not be asked.
    """
    key = Ed25519PrivateKey.from_private_bytes(random(32))
    public = encode_public_key(key.public_key())
    talk = Conversation(transport, key, clock, random, county_key=None)
    opening = base64.urlsafe_b64encode(random(24)).decode()
    request = _make_request(invite, public, device_name, commit(opening))
    try:
        opened = _ask_twice(talk, PATH_ENROL, request, EnrolmentOpened)
        digits = work_out_digits(opened.county, opened.signing_key, public, opened.nonce, opening)
        token = None
        if opened.sign_in is not None:
            nonce = work_out_nonce(opened.nonce, public)
            token = sign_in(
                opened.sign_in, nonce, comparing.open_page, comparing.is_cancelled, random
            )
        joining = JoinRequest(opening=opening, id_token=token)
        answer = _wait_until_compared(talk, joining, digits, comparing)
    except ConnectionCut as error:
        raise ConnectionCut(
            "The county's answer was lost on its way and the invite may be used up; try it once "
            "more, and ask your administrator for a new one if it is refused."
        ) from error
    if (answer.county, answer.device, answer.signing_key) != (
        opened.county,
        opened.device,
        opened.signing_key,
    ):
        raise ReplyMalformed("The county gave papers for another laptop; nothing was set up.")
    check_papers(answer.papers, answer.signing_key, answer.county, answer.device, public)
    return Enrolled(answer, key.private_bytes_raw())


def _wait_until_compared(
    talk: Conversation, request: JoinRequest, digits: str, comparing: Comparing
) -> Enrolment:
    shown = False
    while True:
        try:
            return _ask_twice(talk, PATH_JOIN, request, Enrolment)
        except NotCompared:
            if not shown:
                comparing.show(digits)
                shown = True
                # The county knows by now; what it knows by does not last long.
                request = JoinRequest(opening=request.opening)
        if comparing.is_cancelled():
            raise SyncCancelled("Setting up was stopped; nothing was kept.")
        comparing.wait(LIMITS.compare_seconds)


def _make_request(
    invite: str, public_key: str, device_name: str, commitment: str
) -> EnrolmentRequest:
    try:
        return EnrolmentRequest(
            invite="".join(invite.split()),
            public_key=public_key,
            device_name=device_name[:100],
            commitment=commitment,
        )
    except ValidationError as error:
        raise InviteRefused(
            "This is not an invite: it is too short or too long; check it letter by letter."
        ) from error


def _ask_twice(talk: Conversation, path: str, request: BaseModel, kind: type[Answer]) -> Answer:
    try:
        return talk.ask(path, request, kind)
    except ConnectionCut:
        return talk.ask(path, request, kind)
