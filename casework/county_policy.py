# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a county decides about its laptops, within the bounds the law and CJIS leave.

Bounds are those of the CJIS Security Policy v5.8 (session lock 5.5.5: at most 30 minutes; tries
5.5.3; passphrases 5.6.2.1 and 5.10.1.2; system use notification 5.5.4). A value outside them is no
policy at all: the laptop keeps the one it has.

Invariants: every laptop has a policy; where the county said nothing it is the default below, whose
version is 1. A county's own begins at version 2, and a laptop never goes back to an older one.
"""

from datetime import timedelta
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    SerializerFunctionWrapHandler,
    StringConstraints,
    field_validator,
    model_serializer,
)

from casework.approvals import ApprovalRules
from casework.clock_rules import CountyClocks
from casework.meeting_roster import EMPTY_ROSTER, MeetingRoster
from casework.referrals import ReferralRules
from casework.sharing_matrix import NARROWEST, SharingMatrix

BannerText = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000)]
BannedWord = Annotated[str, StringConstraints(strip_whitespace=True, min_length=4, max_length=100)]


class PassphraseRule(BaseModel):
    """Which passphrases are taken.

    Attributes:
        short: fewest characters where all four classes are in it.
        long: fewest characters of any kind.
        banned: words no passphrase may be made of, beside the list that comes with the program.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    short: int = Field(default=10, ge=10, le=64)
    long: int = Field(default=20, ge=20, le=128)
    banned: tuple[BannedWord, ...] = Field(default=(), max_length=1000)


class CountyPolicy(BaseModel):
    """The county's decisions; what a later county decides beside them is passed over.

    Attributes:
        lock_after_minutes: without a key or a click the laptop locks.
        sign_in_again_hours: after this long of use the passphrase is asked again.
        lease_hours: how long a laptop may show what it holds without the county's word.
        sync_every_minutes: the laptop syncs by itself so often; 0 for by hand only.
        sync_when_metered: also on a network whose bytes are paid for.
        banner_english, banner_spanish: what is acknowledged before use; empty for the program's
            own words.
        sharing: which agencies see which sections in teams; nothing until the county says so.
        clocks: which county clocks run, and which of the law's are shorter here.
        roster: who is called to which meeting, and how they are reached.
        approvals: what a supervisor approves beside referrals.
        referrals: whom this county refers to a service.
    """

    model_config = ConfigDict(frozen=True, extra="allow")

    version: int = Field(default=1, ge=1)
    lock_after_minutes: int = Field(default=10, ge=1, le=30)
    sign_in_again_hours: int = Field(default=12, ge=1, le=12)
    lease_hours: int = Field(default=72, ge=24, le=336)
    sync_every_minutes: int = Field(default=15, ge=0, le=240)
    sync_when_metered: bool = False
    passphrase: PassphraseRule = PassphraseRule()
    banner_english: BannerText = ""
    banner_spanish: BannerText = ""
    sharing: SharingMatrix = NARROWEST
    clocks: CountyClocks = CountyClocks()
    roster: MeetingRoster = EMPTY_ROSTER
    approvals: ApprovalRules = ApprovalRules()
    referrals: ReferralRules = ReferralRules()

    @field_validator("sharing")
    @classmethod
    def _stay_within_the_law(cls, sharing: SharingMatrix) -> SharingMatrix:
        if sharing.faults():
            raise ValueError("the law does not let a county share this")
        return sharing

    @field_validator("clocks")
    @classmethod
    def _loosen_no_law(cls, clocks: CountyClocks) -> CountyClocks:
        if clocks.faults():
            raise ValueError("a county names a clock that is not ours, or makes a legal one longer")
        return clocks

    @model_serializer(mode="wrap")
    def _leave_out_what_was_not_chosen(self, write: SerializerFunctionWrapHandler) -> Any:
        """Laptops from before there was one of these refuse a policy that holds it."""
        written = write(self)
        if not self.sharing.rows:
            written.pop("sharing", None)
        if not self.clocks.choices:
            written.pop("clocks", None)
        if self.roster == EMPTY_ROSTER:
            written.pop("roster", None)
        for name, usual in (("approvals", ApprovalRules()), ("referrals", ReferralRules())):
            if getattr(self, name) == usual:
                written.pop(name, None)
        return written

    @property
    def lock_after(self) -> timedelta:
        """As a length of time."""
        return timedelta(minutes=self.lock_after_minutes)

    @property
    def sign_in_again_after(self) -> timedelta:
        """As a length of time."""
        return timedelta(hours=self.sign_in_again_hours)

    @property
    def lease_lasts(self) -> timedelta:
        """As a length of time."""
        return timedelta(hours=self.lease_hours)

    @property
    def sync_every(self) -> timedelta | None:
        """As a length of time; None for by hand only."""
        return timedelta(minutes=self.sync_every_minutes) if self.sync_every_minutes else None
