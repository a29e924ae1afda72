# SPDX-License-Identifier: AGPL-3.0-or-later
"""The connection trusts one certificate, survives nothing silently, and says who must act."""

import socket
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from casework.policy import Hat
from sync.client.enrolment import Comparing, enrol
from sync.client.errors import (
    CertificateChanged,
    ClockWrong,
    ConnectionCut,
    CountyUnreachable,
    InviteRefused,
    ReplyMalformed,
)
from sync.client.transport import HttpsTransport, Reply, Transport
from sync.server.certificate import keep_certificate
from tests.fakes.county import SystemClock, TestCounty, running_county
from tests.fakes.cutting_proxy import CuttingProxy
from tests.fakes.sync_laptops import MemoryTransport, random_bytes


@pytest.fixture
def county(tmp_path: Path) -> Iterator[TestCounty]:
    with running_county(tmp_path) as running:
        yield running


def join(transport: Transport, invite: str, county: TestCounty | None = None) -> str:
    """Enrol; where a county is given its supervisor compares the digits."""

    def show(digits: str) -> None:
        assert county is not None
        county.compare(digits)

    comparing = Comparing(show, wait=lambda _: None)
    clock = SystemClock()
    return enrol(transport, invite, "L" * 300, clock, random_bytes, comparing).enrolment.device


def test_an_invite_works_once_over_tls(county: TestCounty, hat: Hat) -> None:
    invite = county.invite(hat)
    with HttpsTransport(county.url, county.certificate_pem) as transport:
        assert join(transport, invite, county)
        with pytest.raises(InviteRefused, match="used"):
            join(transport, invite)
        with pytest.raises(InviteRefused):
            join(transport, "AAAA-BBBB-CCCC-DDDD")


def test_a_server_with_another_certificate_is_not_spoken_to(
    county: TestCounty, hat: Hat, tmp_path: Path
) -> None:
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


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:1", "", "https://", "https://h:x", "https://a..b"]
)
def test_an_address_that_is_none_is_refused(county: TestCounty, address: str) -> None:
    with pytest.raises(CountyUnreachable, match="https://"):
        HttpsTransport(address, county.certificate_pem)


@pytest.mark.parametrize("years", [-11, 1])
def test_a_certificate_out_of_its_time_points_to_the_clock(tmp_path: Path, years: int) -> None:
    keep_certificate(tmp_path / "tls", datetime.now(UTC) + timedelta(days=365 * years))
    with (
        running_county(tmp_path) as county,
        HttpsTransport(county.url, county.certificate_pem) as transport,
        pytest.raises(ClockWrong, match="set date and time"),
    ):
        join(transport, "AAAA-BBBB-CCCC-DDDD")


def test_a_certificate_that_cannot_be_read_is_named() -> None:
    with pytest.raises(CertificateChanged, match="enrol the laptop again"):
        HttpsTransport("https://127.0.0.1:1", "no certificate")


@pytest.mark.parametrize("after", [0, 1, 700, 1_100])
def test_a_connection_cut_at_any_byte_is_a_cut_and_not_a_wrong_answer(
    county: TestCounty, hat: Hat, after: int
) -> None:
    port = int(county.url.rpartition(":")[2])
    with (
        CuttingProxy(port, down=after) as proxy,
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
        join(Nonsense(), "AAAA-BBBB")
    assert "county" in str(caught.value)


def test_the_connection_takes_no_old_tls(county: TestCounty) -> None:
    context = ssl.create_default_context(cadata=county.certificate_pem)
    context.check_hostname = False
    port = int(county.url.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port)) as raw, context.wrap_socket(raw) as wrapped:
        assert wrapped.version() == "TLSv1.3"


@pytest.mark.parametrize("status", [502, 503, 504])
def test_a_gateway_that_finds_no_county_means_it_is_away(status: int) -> None:
    class Gateway:
        def send(self, path: str, headers: object, body: bytes) -> Reply:
            del path, headers, body
            return Reply(status, b"<html>Bad Gateway</html>")

    with pytest.raises(CountyUnreachable, match="your work stays here"):
        join(Gateway(), "AAAA-BBBB-CCCC-DDDD")


@dataclass
class LosingReplies:
    """Every request arrives; the first replies are lost."""

    inner: Transport
    lost: int

    def send(self, path: str, headers: Mapping[str, str], body: bytes) -> Reply:
        reply = self.inner.send(path, headers, body)
        self.lost -= 1
        if self.lost >= 0:
            raise ConnectionCut("The connection broke off.")
        return reply


def test_an_invite_outlives_a_lost_reply(county: TestCounty, hat: Hat) -> None:
    assert join(LosingReplies(MemoryTransport(county), 1), county.invite(hat), county)
    assert county.sql("SELECT count(*) FROM device") == [(1,)]


def test_a_reply_that_stays_lost_says_that_the_invite_may_be_used_up(
    county: TestCounty, hat: Hat
) -> None:
    invite = county.invite(hat)
    with pytest.raises(ConnectionCut, match="may be used up"):
        join(LosingReplies(MemoryTransport(county), 2), invite)
    with pytest.raises(InviteRefused, match="used"):
        join(MemoryTransport(county), invite)


@pytest.mark.parametrize("invite", ["", "ABC", "A" * 65, " A B C "])
def test_what_is_no_invite_is_not_sent(county: TestCounty, invite: str) -> None:
    with pytest.raises(InviteRefused, match="letter by letter"):
        join(MemoryTransport(county), invite)


def test_an_invite_is_read_whatever_its_case_and_spaces(county: TestCounty, hat: Hat) -> None:
    spoken = county.invite(hat).lower().replace("-", " - ")
    assert join(MemoryTransport(county), spoken, county)


def test_a_long_device_name_is_shortened(county: TestCounty, hat: Hat) -> None:
    invite = county.invite(hat)
    join(MemoryTransport(county), invite, county)
    assert county.sql("SELECT length(name) FROM device") == [(100,)]


def test_an_answer_larger_than_any_should_be_is_not_read(tmp_path: Path) -> None:
    certificate = keep_certificate(tmp_path / "tls", datetime.now(UTC))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate.certificate_file, certificate.key_file)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = threading.Thread(target=answer_without_end, args=(listener, context))
        server.start()
        url = f"https://127.0.0.1:{listener.getsockname()[1]}"
        with (
            HttpsTransport(url, certificate.pem) as transport,
            pytest.raises(ReplyMalformed, match="larger than any answer"),
        ):
            join(transport, "AAAA-BBBB-CCCC-DDDD")
        server.join()


def answer_without_end(listener: socket.socket, context: ssl.SSLContext) -> None:
    accepted, _ = listener.accept()
    with suppress(OSError), context.wrap_socket(accepted, server_side=True) as connection:
        connection.recv(65536)
        connection.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        while True:
            connection.sendall(b"100000\r\n" + b"x" * 0x100000 + b"\r\n")
