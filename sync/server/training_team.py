# SPDX-License-Identifier: AGPL-3.0-or-later
"""The team of the training county: its roster, its clocks, a meeting ahead and a referral.

Everybody here is invented; telephone numbers are of the reserved range 555-0100 to 555-0199.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from pydantic import JsonValue

from casework.clock_rules import ClockChoice, CountyClocks
from casework.meeting_roster import ContactCard, MeetingRoster, MeetingType
from casework.meetings import Attendee, Meeting
from casework.policy import Hat
from casework.referrals import Referral, ReferralPurpose, YouthAgreed
from casework.vocabulary import LegalRole

CLOCKS = CountyClocks(
    choices=tuple(
        ClockChoice(code=one)
        for one in ("initial_meeting", "ongoing_meeting", "return_debrief", "absent_police_again")
    )
)
MEETING_ID = "01900000-0000-7000-8000-00000000d001"
NOT_AT_THE_TABLE = frozenset({LegalRole.COUNTY_ADMINISTRATOR})


def make_roster(hats: Sequence[Hat]) -> MeetingRoster:
    """A card for everybody who sits at the table."""
    asked = [one for one in hats if one.legal_role not in NOT_AT_THE_TABLE]
    return MeetingRoster(
        cards=tuple(
            ContactCard.model_validate(
                {
                    "code": f"training{number}",
                    "agency": one.agency_name,
                    "agency_kind": one.agency_kind.value,
                    "role": one.title,
                    "name": one.person_name,
                    "phones": [{"number": f"555-01{number:02d}"}],
                    "available": "business" if number % 3 else "always",
                    "convenes": one.legal_role is LegalRole.MDT_COORDINATOR,
                    "speaks_as": one.model_dump(mode="json"),
                }
            )
            for number, one in enumerate(asked, start=10)
        )
    )


def plan_meeting(starts: datetime, hats: Sequence[Hat]) -> dict[str, JsonValue]:
    """A meeting of an hour and a half, as it stands in one youth's case."""
    asked = [one for one in hats if one.legal_role not in NOT_AT_THE_TABLE]
    coordinator = next(one for one in asked if one.legal_role is LegalRole.MDT_COORDINATOR)
    meeting = Meeting(
        meeting=MEETING_ID,
        type=MeetingType.ONGOING.value,
        starts_at=starts,
        ends_at=starts + timedelta(minutes=90),
        place="Room 12",
        convener=coordinator.person_name,
        invited=tuple(
            Attendee(
                name=one.person_name,
                agency=one.agency_name,
                agency_kind=one.agency_kind,
                hat=one.title,
                trained=True,
            )
            for one in asked
        ),
    )
    return meeting.model_dump(mode="json")


def refer(day: str, to: Hat) -> dict[str, JsonValue]:
    """A referral to a mentor that waits for its answer."""
    referral = Referral.model_validate(
        {
            "purpose": ReferralPurpose.SERVICE.value,
            "to_agency": to.agency_name,
            "to_service": "Mentoring",
            "to_person": to.person_name,
            "to_hat": to.id,
            "why": "The youth asked for somebody who has been there.",
            "referred_on": day,
            "youth_agreed": YouthAgreed.AGREED.value,
            "youth_words": "Yes, if it is a woman.",
            "caregiver_why": "The youth asked us to wait with that.",
        }
    )
    return referral.model_dump(mode="json")
