# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every bound of the county server that is not the wire's."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class ServerLimits:
    """Times and sizes.

    Attributes:
        invite_lasts: how long an invite can be used.
        certificate_lasts: how long a laptop's certificate counts.
        certificate_renewed: it is renewed at a sync within this time of its end.
        certificate_lasts: timedelta = timedelta(days=180)
    certificate_renewed: timedelta = timedelta(days=90)
    lease_renewed: a laptop at rest gets its next lease after this time.
        recent: entries of a county's feed that are gone through in their order for one laptop.
        wide: a hat that sees one in so many of a county's cases has the feed gone through likewise.
        news: feed entries brought along with the answer to a laptop at rest.
        nonce_kept: how long a nonce is remembered; longer than twice the clock skew allowed.
        pool: database connections held open, and as many again under load.
        lock_wait: how long a request waits for another one's lock before it is told to try later.
        postgres_start: how long the private PostgreSQL may take to answer.
        postgres_stop: how long it may take to end before it is killed.
        remembered_keys: how many unwrapped keys of content a server process holds at most.
        sealed_at_once: how many rows of an earlier version are sealed in one transaction.
        parent_watch: how often a child server looks whether its parent lives.
    """

    invite_lasts: timedelta = timedelta(minutes=15)
    certificate_lasts: timedelta = timedelta(days=180)
    certificate_renewed: timedelta = timedelta(days=90)
    lease_renewed: timedelta = timedelta(hours=1)
    recent: int = 2000
    wide: int = 8
    news: int = 500
    nonce_kept: timedelta = timedelta(minutes=15)
    pool: int = 8
    lock_wait: timedelta = timedelta(seconds=10)
    postgres_start: timedelta = timedelta(seconds=60)
    postgres_stop: timedelta = timedelta(seconds=20)
    remembered_keys: int = 20_000
    sealed_at_once: int = 500
    parent_watch: timedelta = timedelta(milliseconds=300)


LIMITS = ServerLimits()
