# SPDX-License-Identifier: AGPL-3.0-or-later
"""A laptop takes its county's papers and nothing that only pretends to be one."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from casework.county_policy import CountyPolicy
from casework.ids import CountyId, DeviceId
from casework.leases import Lease
from casework.policy import Hat
from sync.client.errors import ClockWrong, DeviceRefused, PapersRefused
from sync.client.papers import check_papers
from sync.wire.messages import PATH_PAPERS
from sync.wire.papers import DeviceCertificate, Papers, StatedPolicy, sign_papers
from sync.wire.signatures import encode_public_key
from tests.fakes.county import SystemClock, TestCounty
from tests.fakes.people import NOON, a_hat, an_id
from tests.fakes.sync_laptops import LyingTransport, SyncLaptop

Told = dict[str, Any]


def lease_of(laptop: SyncLaptop) -> Lease:
    held = laptop.store.papers.lease()
    assert held is not None
    return held


def lying(county: TestCounty, change: Callable[[list[Told]], None]) -> LyingTransport:
    def lie(heard: list[Told]) -> Told:
        told = [json.loads(json.dumps(one)) for one in heard]
        change(told)
        return dict(told[-1])

    return LyingTransport(county, PATH_PAPERS, lie)


def test_each_sync_brings_a_later_lease(laptop: SyncLaptop) -> None:
    first = lease_of(laptop)
    laptop.sync()
    assert lease_of(laptop).number == first.number + 1
    assert lease_of(laptop).not_after > first.not_after
    assert laptop.store.papers.certified_until() is not None


def as_long_as_allowed(told: list[Told]) -> None:
    lease = told[-1]["papers"]["lease"]["lease"]
    begins = datetime.fromisoformat(lease["issued_at"])
    lease["not_after"] = (begins + timedelta(days=14)).isoformat()


def unsigned(told: list[Told]) -> None:
    told[-1]["papers"]["lease"]["signature"] = "A" * 86


def another_key_certified(told: list[Told]) -> None:
    told[-1]["papers"]["certificate"]["certificate"]["public_key"] = "B" * 43


def looser_policy(told: list[Told]) -> None:
    told[-1]["papers"]["policy"]["stated"]["policy"]["lock_after_minutes"] = 30


def lease_as_policy(told: list[Told]) -> None:
    papers = told[-1]["papers"]
    papers["policy"]["signature"] = papers["lease"]["signature"]


@pytest.mark.parametrize(
    "lie",
    [as_long_as_allowed, unsigned, another_key_certified, looser_policy, lease_as_policy],
)
def test_a_forged_paper_is_refused_and_the_old_ones_stay(
    laptop: SyncLaptop, county: TestCounty, lie: Callable[[list[Told]], None]
) -> None:
    before = lease_of(laptop)
    with pytest.raises(PapersRefused, match="not signed by"):
        laptop.sync(transport=lying(county, lie))
    assert lease_of(laptop) == before
    laptop.sync()
    assert lease_of(laptop).number > before.number


def a_paper_of_the_county(**certified: Any) -> tuple[Papers, str]:
    """Papers that the county signed, and its key; the certificate as told."""
    key, mine = Ed25519PrivateKey.generate(), a_hat(1)
    named = {"county": CountyId(an_id(1)), "device": DeviceId(an_id(2)), "issued_at": NOON}
    later = NOON + timedelta(days=3)
    lease = Lease(**named, hats=(mine.id,), number=1, policy=1, revocations=0, not_after=later)
    usual = {**named, "hat": mine.id, "public_key": "B" * 43, "not_after": later}
    certificate = DeviceCertificate(**{**usual, **certified})
    stated = StatedPolicy(county=named["county"], policy=CountyPolicy(), stated_at=NOON)
    return sign_papers(lease, certificate, stated, key), encode_public_key(key.public_key())


@pytest.mark.parametrize(
    ("certified", "sentence"),
    [
        ({"not_after": NOON}, "has ended"),
        ({"public_key": "C" * 43}, "another key or hat"),
        ({"hat": a_hat(7).id}, "another key or hat"),
        ({"device": DeviceId(an_id(3))}, "another laptop"),
        ({"county": CountyId(an_id(4))}, "another laptop"),
    ],
)
def test_a_certificate_that_ended_or_is_anothers_is_refused_although_it_is_signed(
    certified: dict[str, Any], sentence: str
) -> None:
    whole, key = a_paper_of_the_county()
    mine = (CountyId(an_id(1)), DeviceId(an_id(2)), "B" * 43)
    check_papers(whole, key, *mine)
    papers, key = a_paper_of_the_county(**certified)
    with pytest.raises(PapersRefused, match=sentence):
        check_papers(papers, key, *mine)


def test_papers_sent_again_are_refused_as_older(laptop: SyncLaptop, county: TestCounty) -> None:
    kept: list[Told] = []

    def replay(told: list[Told]) -> None:
        kept.append(json.loads(json.dumps(told[-1])))
        told[-1].update(kept[0])

    way = lying(county, replay)
    laptop.sync(transport=way)
    held = lease_of(laptop)
    laptop.stir()
    with pytest.raises(PapersRefused, match="older lease"):
        laptop.sync(transport=way)
    assert lease_of(laptop) == held


def test_papers_of_another_laptop_are_refused(
    laptop: SyncLaptop, county: TestCounty, hat: Hat, tmp_path: Path
) -> None:
    theirs: list[Told] = []
    with SyncLaptop.enrolled(county, hat, tmp_path / "two") as other:
        other.sync(transport=lying(county, lambda told: theirs.append(told[-1])))
    with pytest.raises(PapersRefused, match="another laptop"):
        laptop.sync(transport=lying(county, lambda told: told[-1].update(theirs[0])))


def test_an_older_policy_is_refused(laptop: SyncLaptop, county: TestCounty) -> None:
    county.change_policy(lock_after_minutes=5)
    laptop.sync()
    assert laptop.store.papers.policy().lock_after_minutes == 5
    county.sql("UPDATE county SET policy = NULL")
    with pytest.raises(PapersRefused, match="older policy"):
        laptop.sync()
    assert laptop.store.papers.policy().lock_after_minutes == 5


@dataclass
class _Years:
    """A clock that is years off."""

    off: timedelta

    def now(self) -> datetime:
        return SystemClock().now() + self.off


@pytest.mark.parametrize("years", [-9, 9])
def test_a_clock_years_off_is_told_and_nothing_is_lost(
    laptop: SyncLaptop, county: TestCounty, hat: Hat, years: int
) -> None:
    case = county.add_case(author=hat)
    county.grant(hat, case)
    laptop.sync()
    laptop.write_note(case, "Written before the clock went wrong.")
    right, county.server = (
        county.server,
        replace(county.server, clock=_Years(timedelta(days=365 * years))),
    )
    with pytest.raises(ClockWrong, match=r"days .* the county's; set date and time"):
        laptop.sync()
    assert len(laptop.store.pending_operations(10)) == 1
    county.server = right
    assert laptop.sync().sent == 1


def test_work_of_a_laptop_whose_lease_ended_goes_out_with_the_next_sync(
    laptop: SyncLaptop, county: TestCounty, hat: Hat
) -> None:
    case = county.add_case(author=hat)
    county.grant(hat, case)
    laptop.sync()
    laptop.write_note(case, "Written before the end.")
    county.sql("UPDATE device SET lease_until = now() - interval '30 days'")
    assert laptop.sync().sent == 1


def test_a_laptop_put_back_to_an_older_copy_is_found_out_at_the_next_sync(
    laptop: SyncLaptop, county: TestCounty, hat: Hat
) -> None:
    case = county.add_case(author=hat)
    county.grant(hat, case)
    laptop.sync()
    county.sql("UPDATE device SET last_counter = 7, head = 'what this laptop sent before'")
    laptop.write_note(case, "Written on the older copy.")
    with pytest.raises(DeviceRefused, match="administrator"):
        laptop.sync()
    assert len(laptop.store.pending_operations(10)) == 1
