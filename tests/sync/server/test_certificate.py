# SPDX-License-Identifier: AGPL-3.0-or-later
"""The county's certificate: made once, kept close."""

from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec

from sync.server.certificate import keep_certificate
from sync.server.errors import StartFailed

NOW = datetime(2026, 11, 23, tzinfo=UTC)


def test_it_is_made_once_and_kept(tmp_path: Path) -> None:
    first = keep_certificate(tmp_path / "tls", NOW)
    pem = first.pem
    assert keep_certificate(tmp_path / "tls", NOW + timedelta(days=9)).pem == pem


def test_its_key_is_p_256_and_only_the_account_reads_it(tmp_path: Path) -> None:
    kept = keep_certificate(tmp_path / "tls", NOW)
    made = x509.load_pem_x509_certificate(kept.pem.encode())
    key = made.public_key()
    assert isinstance(key, ec.EllipticCurvePublicKey)
    assert isinstance(key.curve, ec.SECP256R1)
    assert kept.key_file.stat().st_mode & 0o777 == 0o600
    assert kept.key_file.parent.stat().st_mode & 0o777 == 0o700


def test_it_names_the_machine_itself(tmp_path: Path) -> None:
    kept = keep_certificate(tmp_path / "tls", NOW)
    made = x509.load_pem_x509_certificate(kept.pem.encode())
    names = made.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert names.get_values_for_type(x509.DNSName) == ["localhost"]
    assert ip_address("127.0.0.1") in names.get_values_for_type(x509.IPAddress)


def test_a_damaged_one_is_never_replaced_silently(tmp_path: Path) -> None:
    kept = keep_certificate(tmp_path / "tls", NOW)
    kept.certificate_file.write_text("gone")
    with pytest.raises(StartFailed, match="backup"):
        keep_certificate(tmp_path / "tls", NOW)
    assert kept.certificate_file.read_text() == "gone"


def test_a_lost_key_does_not_bring_another_certificate(tmp_path: Path) -> None:
    kept = keep_certificate(tmp_path / "tls", NOW)
    pem = kept.pem
    kept.key_file.unlink()
    with pytest.raises(StartFailed, match="backup"):
        keep_certificate(tmp_path / "tls", NOW)
    assert kept.pem == pem
