# SPDX-License-Identifier: AGPL-3.0-or-later
"""The lease at the laptop's door: is it in force, and if not, the two ways to get another.

Invariants: without a lease in force no workspace is made; while a new one is fetched or a code is
checked the store is open, and nothing of it is shown.
"""

import secrets
from datetime import timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from casework.clock import Clock
from casework.leases import LeaseStand
from desktop.services.store_thread import (
    CallOnStore,
    InstrumentsOnTheirThread,
    PapersOnTheirThread,
)
from desktop.services.syncing import ConnectToCounty, Obey
from desktop.session import OpenSession
from desktop.system import VERSION
from storage.papers import CountyPapers
from sync.client.conversation import Conversation
from sync.client.errors import OrderGiven
from sync.client.papers import PapersSync
from ui.errors import ShownError
from ui.lease_views import LeaseStage, LeaseView
from ui.locked_out import LeaseOver

_STAGES = {
    LeaseStand.FRESH: LeaseStage.CALM,
    LeaseStand.HALF_OVER: LeaseStage.HALF_OVER,
    LeaseStand.LAST_DAY: LeaseStage.LAST_DAY,
    LeaseStand.LAST_HOURS: LeaseStage.LAST_HOURS,
}
WRONG_CODE = "This is not the duty officer's code for these letters."
WRONG_CODE_ADVICE = "Read the letters out once more; after five wrong codes there are new ones."


def require_lease(papers: CountyPapers, clock: Clock) -> None:
    """Refuse to go on without a lease in force.

    Raises:
        LeaseOver: says why and what to do.
    """
    now = clock.now()
    standing = papers.judge(now)
    if papers.suspended_at() is not None:
        raise LeaseOver(
            "The county has stopped this laptop; nothing on it can be read. What was not sent is "
            "kept.",
            "Speak with your administrator; once the order is lifted, connect to the county.",
            "",
            {},
        )
    if standing is None:
        raise LeaseOver(
            "The county has not authorized this laptop yet, so nothing on it can be read.",
            "Connect to the county once.",
            "",
            {},
        )
    if standing.stand.may_read:
        papers.see(now)
        return
    if standing.stand in (LeaseStand.CLOCK_BEHIND, LeaseStand.NOT_YET):
        behind = standing.behind if standing.behind else timedelta(minutes=5)
        raise LeaseOver(
            "The clock of this laptop is {minutes} minutes behind a moment it has already seen.",
            "Set date and time, then unlock again; or connect to the county, whose clock counts.",
            "",
            {"minutes": str(-(-int(behind.total_seconds()) // 60))},
        )
    raise LeaseOver(
        "This laptop's authorization has ended, so nothing on it can be read. What was not sent "
        "is kept.",
        "Connect to the county, or call the duty officer for a code.",
        papers.challenge(secrets.token_bytes) if papers.phone_secret() else "",
        {},
    )


def view_lease(papers: CountyPapers, clock: Clock) -> LeaseView:
    """Where the lease stands, for the screens; also remembers the moment."""
    now = clock.now()
    standing = papers.judge(now)
    if standing is None or not standing.stand.may_read:
        until = None if standing is None else standing.until
        return LeaseView(may_read=False, until=until, stage=LeaseStage.OVER)
    papers.see(now)
    return LeaseView(may_read=True, until=standing.until, stage=_STAGES[standing.stand])


def fetch_papers(
    session: OpenSession, call: CallOnStore, connect: ConnectToCounty, obey: Obey
) -> None:
    """Ask the county for new papers; runs on a network thread.

    Args:
        obey: carries out an order that comes in their place.

    Raises:
        LaptopStopped: the county ordered this laptop; it was obeyed.
        SyncError: the county could not be asked, or refused.
    """
    store, profile = call(lambda: session.store), call(lambda: session.profile)
    key = Ed25519PrivateKey.from_private_bytes(call(store.device_private_key))
    pinned = call(store.instruments.signing_key)
    with connect(profile) as transport:
        conversation = Conversation(
            transport, key, session.clock, secrets.token_bytes, county_key=pinned
        )
        try:
            PapersSync(
                PapersOnTheirThread(store.papers, call),
                InstrumentsOnTheirThread(store.instruments, call),
                conversation,
                VERSION,
            ).run()
        except OrderGiven as given:
            raise obey(given.order, conversation) from given


def use_code(papers: CountyPapers, clock: Clock, code: str) -> None:
    """Make the lease longer by the duty officer's code.

    Raises:
        ShownError: it is not the code for the letters shown.
    """
    if papers.extend(code, clock.now()) is None:
        raise ShownError(WRONG_CODE, WRONG_CODE_ADVICE)
