# SPDX-License-Identifier: AGPL-3.0-or-later
"""Cuts at bytes of the real connection, either way: the next sync reaches the same end."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from casework.policy import Hat
from casework.vocabulary import RecordKind
from sync.client.errors import ConnectionCut, CountyUnreachable, SyncCancelled
from sync.client.limits import ClientLimits
from sync.client.transport import HttpsTransport
from tests.fakes.county import TestCounty, a_note, running_county
from tests.fakes.cutting_proxy import CuttingProxy
from tests.fakes.people import a_hat
from tests.fakes.sync_laptops import SyncLaptop

PAGES = ClientLimits(page_records=4, push_operations=2)
PARTS = 7
ENOUGH_FOR_A_PAGE = 7_500


@pytest.fixture(scope="module")
def shared_county(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestCounty]:
    with running_county(tmp_path_factory.mktemp("county")) as county:
        yield county


@pytest.fixture(scope="module")
def shared_hat(shared_county: TestCounty) -> Hat:
    hat = shared_county.add_hat(a_hat(1))
    for number in range(3):
        case = shared_county.add_case(legal_name=f"Youth {number}", author=hat)
        notes = [a_note(f"Contact {at} " + "word " * 100) for at in range(3)]
        shared_county.add_records(case, RecordKind.CONTACT_NOTE, notes, author=hat)
        shared_county.grant(hat, case)
    return hat


def sync_through(laptop: SyncLaptop, county: TestCounty, proxy: CuttingProxy) -> None:
    with HttpsTransport(f"https://127.0.0.1:{proxy.port}", county.certificate_pem) as transport:
        laptop.sync(transport=transport, limits=PAGES)


@contextmanager
def a_laptop_with_work(county: TestCounty, hat: Hat, folder: Path) -> Iterator[SyncLaptop]:
    """It knows one case, has three notes to send, and most of the feed before it."""
    with SyncLaptop.enrolled(county, hat, folder) as laptop:
        with pytest.raises(SyncCancelled):
            laptop.sync(cancel_after=1, limits=ClientLimits(page_records=2))
        (known,) = laptop.store.memberships()
        for number in range(3):
            laptop.write_note(known.case, f"Own contact {number}.")
        yield laptop


@pytest.mark.parametrize("way", ["down", "up"])
def test_a_cut_at_any_byte_is_mended_by_the_next_sync(
    shared_county: TestCounty, shared_hat: Hat, tmp_path: Path, way: str
) -> None:
    county, hat = shared_county, shared_hat
    port = int(county.url.rpartition(":")[2])
    with (
        a_laptop_with_work(county, hat, tmp_path / "whole") as laptop,
        CuttingProxy(port) as proxy,
    ):
        sync_through(laptop, county, proxy)
    total = proxy.passed_down if way == "down" else proxy.passed_up
    cuts = 0
    for part in range(PARTS):
        at = {way: 1 + total * part // PARTS}
        with a_laptop_with_work(county, hat, tmp_path / f"cut{part}") as laptop:
            with CuttingProxy(port, **at) as cutting:
                try:
                    sync_through(laptop, county, cutting)
                except (ConnectionCut, CountyUnreachable):
                    cuts += 1
            laptop.sync()
            assert laptop.store.pending_operations(10) == ()
            with SyncLaptop.enrolled(county, hat, tmp_path / f"fresh{part}") as fresh:
                fresh.sync()
                assert laptop.shown() == fresh.shown()
    # A sync may spread over two connections, and then the last bytes are never reached on either.
    assert cuts > PARTS // 2


def test_a_laptop_that_is_cut_over_and_over_gets_to_the_end(
    shared_county: TestCounty, shared_hat: Hat, tmp_path: Path
) -> None:
    county = shared_county
    port = int(county.url.rpartition(":")[2])
    with (
        a_laptop_with_work(county, shared_hat, tmp_path / "cut") as laptop,
        SyncLaptop.enrolled(county, shared_hat, tmp_path / "fresh") as fresh,
        CuttingProxy(port, down=ENOUGH_FOR_A_PAGE) as cutting,
    ):
        cuts = 0
        while cuts < 100:
            try:
                sync_through(laptop, county, cutting)
                break
            except ConnectionCut:
                cuts += 1
        assert 2 <= cuts < 100
        fresh.sync()
        assert laptop.shown() == fresh.shown()
