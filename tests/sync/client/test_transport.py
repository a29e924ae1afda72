# SPDX-License-Identifier: AGPL-3.0-or-later
"""The connection trusts one certificate, survives nothing silently, and says who must act."""

import socket
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest

from casework.policy import Hat
from sync.client.enrolment import enrol
from sync.client.errors import (
    CertificateChanged,
    ConnectionCut,
    CountyUnreachable,
    InviteRefused,
    ReplyMalformed,
)
from sync.client.transport import HttpsTransport, Reply
from tests.fakes.county import SystemClock, TestCounty, running_county
from tests.fakes.cutting_proxy import CuttingProxy
from tests.fakes.people import a_hat
from tests.fakes.sync_laptops import MemoryTransport, random_bytes


@pytest.fixture
def county(tmp_path: Path) -> Iterator[TestCounty]:
    with running_county(tmp_path) as running:
        yield running


@pytest.fixture
def hat(county: TestCounty) -> Hat:
    return county.add_hat(a_hat(1))


def join(transport: HttpsTransport | MemoryTransport, invite: str) -> str:
    return enrol(transport, invite, "Laptop", SystemClock(), random_bytes).enrolment.device


def test_an_invite_works_once_over_tls(county: TestCounty, hat: Hat) -> None:
    invite = county.invite(hat)
    with HttpsTransport(county.url, county.certificate_pem) as transport:
        assert join(transport, invite)
        with pytest.raises(InviteRefused, match="used"):
            join(transport, invite)
        with pytest.raises(InviteRefused):
            join(transport, "AAAA-BBBB-CCCC-DDDD")


def test_a_server_with_another_certificate_is_not_spoken_to(
    county: TestCounty, hat: Hat, tmp_path: Path
) -> None:
    from datetime import UTC, datetime

    from sync.server.certificate import keep_certificate

    other = keep_certificate(tmp_path / "other", datetime.now(UTC)).pem
    with (
        HttpsTransport(county.url, other) as transport,
        pytest.raises(CertificateChanged, match="not the county"),
    ):
        join(transport, county.invite(hat))


def test_a_county_that_does_not_answer_is_unreachable(county: TestCounty) -> None:
    county.stop()
    with (
        HttpsTransport(county.url, county.certificate_pem) as transport,
        pytest.raises(CountyUnreachable, match="your work stays here"),
    ):
        join(transport, "AAAA-BBBB-CCCC-DDDD")


def test_an_address_without_encryption_is_refused(county: TestCounty) -> None:
    with pytest.raises(CountyUnreachable, match="https"):
        HttpsTransport("http://127.0.0.1:1", county.certificate_pem)


def test_a_certificate_that_cannot_be_read_is_named() -> None:
    with pytest.raises(CertificateChanged, match="enrol the laptop again"):
        HttpsTransport("https://127.0.0.1:1", "no certificate")


@pytest.mark.parametrize("after", [0, 1, 700, 1_100])
def test_a_connection_cut_at_any_byte_is_a_cut_and_not_a_wrong_answer(
    county: TestCounty, hat: Hat, after: int
) -> None:
    port = int(county.url.rpartition(":")[2])
    with (
        CuttingProxy(port, after) as proxy,
        HttpsTransport(f"https://127.0.0.1:{proxy.port}", county.certificate_pem) as transport,
        pytest.raises((ConnectionCut, CountyUnreachable)),
    ):
        join(transport, county.invite(hat))


@pytest.mark.parametrize("body", [b"", b"not a message", b"\x28\xb5\x2f\xfd" + b"\0" * 40])
@pytest.mark.parametrize("status", [200, 400, 500])
def test_nonsense_from_the_county_is_named_as_such(status: int, body: bytes) -> None:
    class Nonsense:
        def send(self, path: str, headers: object, body_: bytes) -> Reply:
            del path, headers, body_
            return Reply(status, body)

    with pytest.raises(ReplyMalformed) as caught:
        enrol(Nonsense(), "AAAA-BBBB", "Laptop", SystemClock(), random_bytes)
    assert "county" in str(caught.value)


def test_the_connection_takes_no_old_tls(county: TestCounty) -> None:
    context = ssl.create_default_context(cadata=county.certificate_pem)
    context.check_hostname = False
    port = int(county.url.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port)) as raw, context.wrap_socket(raw) as wrapped:
        assert wrapped.version() == "TLSv1.3"
