# SPDX-License-Identifier: AGPL-3.0-or-later
"""What crosses the wire, as one model per message.

Invariants:
- Every message names the protocol version (sync.wire.protocols); the county answers in the
  version it was asked in and refuses one it does not speak.
- Unknown fields are ignored, so an older end can read a newer one's additions.
- A refusal of a whole request is a `Problem`; a refusal of one operation is its result.
"""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Self

from pydantic import ConfigDict, Field

from casework.digests import SectionDigest
from casework.emergencies import EmergencyTold
from casework.feed import CaseLeft
from casework.ids import CaseId, CountyId, DeviceId, RecordId
from casework.index_talk import IndexWord
from casework.operations import NewerWork, Operation, OperationResult, Sent
from casework.policy import Hat
from casework.records import CaseRecord
from casework.vocabulary import Section
from casework.worded import WordedError, fill_in
from sync.wire.limits import LIMITS
from sync.wire.orders import SignedOrder
from sync.wire.papers import Papers
from sync.wire.protocols import Message
from sync.wire.sign_in import SignInAsked
from sync.wire.statements import Sha256, SignedStatement
from sync.wire.successions import PublicKey, SignedSuccession

PATH_ENROL = "/v1/enrol"
PATH_JOIN = "/v1/join"
PATH_PAPERS = "/v1/papers"
PATH_SEALED_WORK = "/v1/sealed-work"
PATH_ORDER_DONE = "/v1/order-done"
PATH_PUSH = "/v1/push"
PATH_PULL = "/v1/pull"
PATH_SECTIONS = "/v1/sections"
PATH_INSTRUMENTS = "/v1/instruments"
PATH_INSTRUMENT = "/v1/instrument"
PATH_ATTACHMENT_UPLOAD = "/v1/attachment-upload"
PATH_ATTACHMENT = "/v1/attachment"


class EnrolmentRequest(Message):
    """A laptop presents a one-use invite and the public half of the key it has just made.

    The request is signed with that key, which proves possession.

    Attributes:
        public_key: raw Ed25519 public key, base64url without padding.
        commitment: SHA-256 of what `JoinRequest` opens (sync.wire.six_digits).
    """

    invite: Annotated[str, Field(min_length=8, max_length=64)]
    public_key: PublicKey
    device_name: Annotated[str, Field(max_length=100)]
    commitment: Sha256


class EnrolmentOpened(Message):
    """The invite was taken; what is needed to work out the six digits.

    Attributes:
        signing_key: raw Ed25519 public key with which the county signs, base64url without padding;
            the laptop pins it once the digits were compared.
        sign_in: where the person signs in first; None where the county asks for no sign-in.
    """

    device: DeviceId
    county: CountyId
    nonce: Annotated[str, Field(min_length=16, max_length=64)]
    signing_key: PublicKey
    sign_in: SignInAsked | None = None


class JoinRequest(Message):
    """Opens the commitment and asks whether a supervisor has compared the digits.

    Attributes:
        id_token: the provider's word on who signed in, where the county asks for it.
    """

    opening: Annotated[str, Field(min_length=16, max_length=64)]
    id_token: Annotated[str, Field(max_length=16_384)] | None = None


class Enrolment(Message):
    """The county's answer: who this laptop now belongs to.

    Attributes:
        epoch: changes when the county restores or rewrites its feed; cursors carry it.
        phone_secret: shared with the county for codes read over the phone (casework.phone_codes).
    """

    device: DeviceId
    county: CountyId
    county_name: str
    hat: Hat
    epoch: str
    enrolled_at: datetime
    signing_key: PublicKey
    phone_secret: Annotated[bytes, Field(min_length=32, max_length=32)]
    papers: Papers

    model_config = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")


class PapersRequest(Message):
    """Ask for a new lease, and say how this laptop stands.

    Attributes:
        lease, revocations: number of the lease held, 0 for none, and the epoch it names of those.
        counter, head: the last operation this laptop made, sent or not.
        unsent: operations the county has not answered.
        version: of the program.
        bundle_key: the beginning of the thumbprint of the county's key for sticks, empty for none.
        epoch: of the feed that is followed; empty before the first.
    """

    lease: Annotated[int, Field(ge=0, le=2**53)] = 0
    revocations: Annotated[int, Field(ge=0, le=2**53)] = 0
    counter: Annotated[int, Field(ge=0, le=2**62)]
    head: Annotated[str, Field(max_length=64)]
    unsent: Annotated[int, Field(ge=0, le=2**31)] = 0
    version: Annotated[str, Field(max_length=40)] = ""
    bundle_key: Annotated[str, Field(max_length=64)] = ""
    epoch: Annotated[str, Field(max_length=64)] = ""


class PapersReply(Message):
    """The papers, or an order in their place, and the key they are signed with.

    Attributes:
        successions: how earlier keys gave way to it, in any order.
        papers: None for a laptop under an order.
        emergencies: accesses the wearer was named for, or is to review.
        protocols: the versions of the protocol the county speaks, the newest first.
        bundle_key: the county's key for sticks (sync.wire.bundles) where the laptop has another;
            the answer's signature vouches for it.
        index: what its hat may do with the cross-agency index; None where that is nothing.
        at_rest: the county knows the question of `sync.wire.rest`.
        epoch: of its feed; another one since it was put back from a backup.
    """

    signing_key: PublicKey
    successions: Annotated[tuple[SignedSuccession, ...], Field(max_length=LIMITS.successions)] = ()
    papers: Papers | None = None
    order: SignedOrder | None = None
    emergencies: Annotated[tuple[EmergencyTold, ...], Field(max_length=200)] = ()
    protocols: tuple[int, ...] = ()
    bundle_key: Annotated[str, Field(max_length=4000)] = ""
    index: IndexWord | None = None
    at_rest: bool = False
    epoch: str = ""


class SealedWorkPart(Message):
    """The next bytes of a box that only the county's offline key opens.

    Attributes:
        sha256, size: of the whole box.
    """

    sha256: Sha256
    size: Annotated[int, Field(ge=1, le=2**40)]
    start: Annotated[int, Field(ge=0)] = 0
    content: Annotated[bytes, Field(max_length=LIMITS.attachment_part)] = b""

    model_config = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")


class SealedWorkTaken(Message):
    """How many bytes of a box the county has."""

    have: Annotated[int, Field(ge=0)]


class OrderDone(Message):
    """A laptop's word on an order.

    Attributes:
        sealed: hash of the box with its unsent work; empty where there was none.
        obeyed: False before it gives anything up, True after.
    """

    number: Annotated[int, Field(ge=1)]
    sealed: Annotated[str, Field(pattern=r"^([0-9a-f]{64})?$")] = ""
    obeyed: bool


class OrderReceipt(Message):
    """The county has it."""

    number: int


class PushRequest(Message):
    """Operations of one device in the order of their counters.

    Attributes:
        newer: those of them that this program has no words for (sync.wire.newer); never sent so.
    """

    operations: Annotated[tuple[Operation, ...], Field(max_length=1000)]
    newer: Annotated[tuple[NewerWork, ...], Field(max_length=1000, exclude=True)] = ()

    @property
    def in_order(self) -> tuple[Sent, ...]:
        """All of it, as it was sent."""
        if not self.newer:
            return self.operations
        return tuple(sorted((*self.operations, *self.newer), key=lambda one: one.counter))


class PushReply(Message):
    """One result for each operation, in the same order.

    Attributes:
        received_at: county time of the receipt.
        last_counter: the highest counter of this device the county has on record.
        head: hash of that operation; what the next one must carry as `previous`.
    """

    results: tuple[OperationResult, ...]
    received_at: datetime
    last_counter: int
    head: str


class PullRequest(Message):
    """Ask for what came after a cursor; the empty cursor asks from the beginning.

    Attributes:
        waiting: how many entries waited, as the page before said; 0 asks for counting them anew.
    """

    cursor: Annotated[str, Field(max_length=200)] = ""
    limit: Annotated[int, Field(ge=1, le=5000)] = 1000
    waiting: Annotated[int, Field(ge=0, le=2**53)] = 0


class SectionsRequest(Message):
    """Ask whether this laptop holds of some cases what the county has (casework.digests)."""

    digests: Annotated[
        dict[CaseId, dict[Section, SectionDigest]], Field(max_length=LIMITS.compared_cases)
    ]


class SectionTold(Message):
    """A section as the county has it, whole."""

    case: CaseId
    section: Section
    records: tuple[CaseRecord, ...]


class SectionsReply(Message):
    """Every section that differs, and the cases asked about that are not in reach.

    Attributes:
        passed_over: as of `casework.feed.FeedPage`.
    """

    differing: tuple[SectionTold, ...]
    left: tuple[CaseLeft, ...] = ()
    passed_over: int = Field(default=0, exclude=True)


class InstrumentsRequest(Message):
    """Ask which instruments the county has published."""


class InstrumentsReply(Message):
    """Every instrument of the county in every version, with the county's word for each.

    Attributes:
        signing_key: raw Ed25519 public key, base64url without padding; empty before the first.
    """

    signing_key: Annotated[str, Field(max_length=43)]
    instruments: Annotated[tuple[SignedStatement, ...], Field(max_length=LIMITS.instruments)]


class InstrumentRequest(Message):
    """Ask for a packed instrument from a byte on, so that a cut transfer goes on where it ended."""

    sha256: Sha256
    offset: Annotated[int, Field(ge=0)] = 0


class InstrumentPart(Message):
    """Some bytes of a packed instrument, from the byte asked for; in base64."""

    sha256: Sha256
    offset: Annotated[int, Field(ge=0)]
    content: bytes

    model_config = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")


class AttachmentUpload(Message):
    """The next bytes of a file that a record names; without bytes it asks how many are there."""

    record: RecordId
    sha256: Sha256
    start: Annotated[int, Field(ge=0)] = 0
    content: Annotated[bytes, Field(max_length=LIMITS.attachment_part)] = b""

    model_config = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")


class AttachmentTaken(Message):
    """How many bytes of a file the county has."""

    have: Annotated[int, Field(ge=0)]


class AttachmentRequest(Message):
    """Ask for a file of a record from a byte on."""

    record: RecordId
    sha256: Sha256
    offset: Annotated[int, Field(ge=0)] = 0


class AttachmentPart(InstrumentPart):
    """Some bytes of a file from the byte asked for; in base64."""


class ProblemCode(StrEnum):
    """Why a whole request was refused."""

    BAD_REQUEST = "bad_request"
    TOO_LARGE = "too_large"
    PROTOCOL = "protocol"
    SIGNATURE = "signature"
    REPLAYED = "replayed"
    CLOCK = "clock"
    UNKNOWN_DEVICE = "unknown_device"
    DEVICE_REVOKED = "device_revoked"
    INVITE_UNKNOWN = "invite_unknown"
    INVITE_EXPIRED = "invite_expired"
    INVITE_USED = "invite_used"
    NOT_COMPARED = "not_compared"
    NOT_SIGNED_IN = "not_signed_in"
    CERTIFICATE_ENDED = "certificate_ended"
    CURSOR = "cursor"
    FORKED_DEVICE = "forked_device"
    NOT_KNOWN = "not_known"
    INSTRUMENT_UNKNOWN = "instrument_unknown"
    ATTACHMENT_UNKNOWN = "attachment_unknown"
    INBOX = "inbox"
    BUSY = "busy"


class Problem(Message):
    """A refused request: a code for the program and one sentence for the person; in every version.

    Attributes:
        template, parameters: the sentence before it is filled in; empty where nothing is.
        signing_key, successions: as in `PapersReply`, so that a laptop that was away during a
            change of key believes the refusal; empty where the county could not look.
        protocols: the versions of the protocol the county speaks, where it refused another.
    """

    in_every_version = True

    code: ProblemCode
    sentence: str
    template: str = ""
    parameters: Mapping[str, str] = {}
    signing_key: Annotated[str, Field(max_length=43)] = ""
    successions: Annotated[tuple[SignedSuccession, ...], Field(max_length=LIMITS.successions)] = ()
    protocols: tuple[int, ...] = ()

    @classmethod
    def of(cls, code: ProblemCode, error: WordedError, protocols: tuple[int, ...] = ()) -> Self:
        """What an error says; its template only where there is something to fill in."""
        template = error.template if error.parameters else ""
        return cls(
            code=code,
            sentence=str(error),
            template=template,
            parameters=error.parameters,
            protocols=protocols,
        )

    @property
    def words(self) -> tuple[str, Mapping[str, str]]:
        """What a screen translates and fills in; the sentence alone where the two differ."""
        if fill_in(self.template, self.parameters) == self.sentence:
            return self.template, self.parameters
        return self.sentence, {}
