# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whoever sets a laptop up signs in at the county's provider, in a browser, before the digits."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from casework.policy import Hat
from sync.client.enrolment import Comparing, enrol
from sync.client.errors import NotSignedIn, SyncCancelled
from sync.client.transport import HttpsTransport
from sync.server.sign_in import SignIn, name_person, write_sign_in
from tests.fakes.county import COUNTY, SystemClock, TestCounty, running_county
from tests.fakes.people import a_hat
from tests.fakes.providers import CLIENT, CLIENT_SECRET, Provider, running_provider
from tests.fakes.sync_laptops import random_bytes

NAME = "Ana.Reyes@alder.example"


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    with running_provider() as running:
        yield running


@pytest.fixture
def county(tmp_path: Path, provider: Provider) -> Iterator[TestCounty]:
    with running_county(tmp_path) as running:
        with running.database.administer() as connection:
            sign_in = SignIn(issuer=provider.issuer, client_id=CLIENT, client_secret=CLIENT_SECRET)
            write_sign_in(connection, COUNTY, sign_in)
        yield running


@pytest.fixture
def hat(county: TestCounty) -> Hat:
    worn = county.add_hat(a_hat(1))
    with county.database.administer() as connection:
        name_person(connection, COUNTY, worn.person, NAME)
    return worn


def join(
    county: TestCounty,
    hat: Hat,
    open_page: Callable[[str], None],
    is_cancelled: Callable[[], bool] = lambda: False,
) -> str:
    shown: list[str] = []

    def show(digits: str) -> None:
        shown.append(digits)
        county.compare(digits)

    comparing = Comparing(show, is_cancelled, wait=lambda _: None, open_page=open_page)
    with HttpsTransport(county.url, county.certificate_pem) as transport:
        joined = enrol(
            transport, county.invite(hat), "Laptop", SystemClock(), random_bytes, comparing
        )
    assert len(shown) == 1
    return joined.enrolment.hat.person_name


def test_a_worker_signs_in_and_only_then_are_there_digits(
    county: TestCounty, hat: Hat, provider: Provider
) -> None:
    assert join(county, hat, provider.person(NAME.upper())) == hat.person_name
    assert county.sql("SELECT signed_in_as FROM device") == [(NAME.upper(),)]


def test_somebody_else_at_the_laptop_is_let_no_further(
    county: TestCounty, hat: Hat, provider: Provider
) -> None:
    with pytest.raises(NotSignedIn, match="somebody else"):
        join(county, hat, provider.person("ben@alder.example"))
    assert county.sql("SELECT opening, signed_in_as FROM device") == [(None, None)]


def test_who_refuses_to_sign_in_or_stops_sets_nothing_up(
    county: TestCounty, hat: Hat, provider: Provider
) -> None:
    with pytest.raises(NotSignedIn, match="once more"):
        join(county, hat, provider.refusing)
    with pytest.raises(SyncCancelled):
        join(county, hat, lambda _: None, is_cancelled=lambda: True)
    assert county.sql("SELECT DISTINCT opening, confirmed_at FROM device") == [(None, None)]


def test_without_a_browser_or_a_provider_there_is_one_sentence(
    county: TestCounty, hat: Hat
) -> None:
    def show(digits: str) -> None:
        raise AssertionError(digits)

    with (
        HttpsTransport(county.url, county.certificate_pem) as transport,
        pytest.raises(NotSignedIn, match="browser"),
    ):
        enrol(transport, county.invite(hat), "L", SystemClock(), random_bytes, Comparing(show))
    with county.database.administer() as connection:
        gone = SignIn(issuer="http://127.0.0.1:9", client_id=CLIENT)
        write_sign_in(connection, COUNTY, gone)
    with pytest.raises(NotSignedIn, match="does not answer"):
        join(county, hat, show)
