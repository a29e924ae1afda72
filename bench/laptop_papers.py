# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a county would have signed for a benchmark's laptop: without it nothing on it is shown."""

from datetime import UTC, datetime, timedelta

from casework.county_policy import CountyPolicy
from casework.leases import USUAL, Lease
from storage.model import Profile
from storage.papers import CheckedPapers


def papers_of(profile: Profile) -> CheckedPapers:
    """A lease from now on, under the program's own policy."""
    now = datetime.now(UTC)
    lease = Lease(
        county=profile.county,
        device=profile.device,
        hats=(profile.hat.id,),
        number=1,
        policy=1,
        revocations=0,
        issued_at=now,
        not_after=now + USUAL,
    )
    return CheckedPapers(lease, CountyPolicy(), now, now + timedelta(days=180), "{}", "")
