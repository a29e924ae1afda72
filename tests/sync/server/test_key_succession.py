# SPDX-License-Identifier: AGPL-3.0-or-later
"""The county changes its signing key without losing it on the way, whatever is cut short."""

import os
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from casework.policy import Hat
from sync.server.database import Identity
from sync.server.errors import StartFailed
from sync.server.form_duties import name_first_key
from sync.server.installation import Installation
from sync.server.signing import KEY_FILE, NEXT_KEY_FILE, keep_signing_key, make_next_key
from sync.server.sources import Source
from sync.server.succession import succeed
from sync.wire.messages import PATH_INSTRUMENTS, InstrumentsReply, InstrumentsRequest, PapersReply
from sync.wire.signatures import encode_public_key
from sync.wire.successions import leads_to
from tests.fakes.county import COUNTY, TestCounty, TestLaptop, new_id
from tests.fakes.packs import a_pack


def public(key: Ed25519PrivateKey) -> str:
    return encode_public_key(key.public_key())


def ask(laptop: TestLaptop) -> InstrumentsReply:
    answer = laptop.ask(PATH_INSTRUMENTS, InstrumentsRequest(), InstrumentsReply)
    assert isinstance(answer, InstrumentsReply), answer
    return answer


def test_after_a_rotation_everything_stands_under_the_new_key_word_for_word(
    county: TestCounty, laptop: TestLaptop
) -> None:
    county.publish(a_pack())
    county.publish(a_pack(version="2"))
    county.retire("small", "1")
    first, before = public(county.signing_key), ask(laptop)
    county.rotate_key()
    county.rotate_key()
    after = ask(laptop)
    assert after.signing_key == public(county.signing_key) != first
    assert [one.statement for one in after.instruments] == [
        one.statement for one in before.instruments
    ]
    for one in after.instruments:
        one.verify(after.signing_key)
    papers = laptop.ask_papers()
    assert isinstance(papers, PapersReply)
    assert papers.signing_key == after.signing_key
    assert leads_to(first, papers.signing_key, papers.successions, COUNTY)
    assert county.sql("SELECT count(*) FROM audit WHERE act = 'rotate key'") == [(2,)]


def test_the_old_key_publishes_nothing_and_is_not_changed_again(county: TestCounty) -> None:
    county.publish(a_pack())
    old = county.signing_key
    county.rotate_key()
    county.signing_key = old
    with pytest.raises(StartFailed, match="restore it from the backup"):
        county.publish(a_pack(version="2"))
    with (
        pytest.raises(StartFailed, match="restore it from the backup"),
        county.database.publish() as connection,
    ):
        succeed(connection, county.publisher(), Ed25519PrivateKey.generate())


def test_joining_tells_the_key(county: TestCounty, laptop: TestLaptop, ben: Hat) -> None:
    assert laptop.enrolment.signing_key == public(county.signing_key)
    county.rotate_key()
    assert TestLaptop(county).enrol(ben).signing_key == public(county.signing_key)


def test_successions_are_read_by_enrolled_laptops_and_changed_by_nobody(
    county: TestCounty, ana: Hat, laptop: TestLaptop
) -> None:
    county.rotate_key()
    seen = text("SELECT count(*) FROM succession")
    device = laptop.enrolment.device
    for identity, rows in ((Identity(COUNTY, ana.id, device), 1), (Identity(COUNTY, ana.id), 0)):
        with county.database.act_as(identity) as connection:
            assert connection.execute(seen).scalar_one() == rows
    with (
        pytest.raises(DBAPIError, match="permission denied"),
        county.database.act_as(Identity(COUNTY, ana.id, device)) as connection,
    ):
        connection.execute(text("DELETE FROM succession"))
    with county.database.publish() as connection:
        assert connection.execute(text("DELETE FROM succession")).rowcount == 0


def test_a_county_that_is_served_has_its_key_before_a_laptop_joins(
    county: TestCounty, ana: Hat, tmp_path: Path
) -> None:
    county.sql("UPDATE county SET signing_key = NULL")
    place, source = Installation(tmp_path), Source(county.clock, new_id, os.urandom)
    for _ in range(2):
        name_first_key(place, county.database, source, COUNTY)
    kept = keep_signing_key(tmp_path / "tls", None)
    county.keys[public(kept)] = kept
    assert TestLaptop(county).enrol(ana).signing_key == public(kept)


def test_a_rotation_cut_short_before_the_county_knew_goes_on_with_the_old_key(
    tmp_path: Path,
) -> None:
    first = keep_signing_key(tmp_path, None)
    make_next_key(tmp_path)
    assert public(keep_signing_key(tmp_path, public(first))) == public(first)
    (tmp_path / NEXT_KEY_FILE).write_bytes(b"-----BEGIN PRIV")
    assert public(keep_signing_key(tmp_path, public(first))) == public(first)


def test_a_rotation_cut_short_after_the_county_knew_is_brought_to_its_end(tmp_path: Path) -> None:
    keep_signing_key(tmp_path, None)
    fresh = make_next_key(tmp_path)
    for _ in range(2):
        assert public(keep_signing_key(tmp_path, public(fresh))) == public(fresh)
    assert not (tmp_path / NEXT_KEY_FILE).exists()
    assert (tmp_path / KEY_FILE).stat().st_mode & 0o077 == 0


def test_no_second_key_is_made_where_the_county_s_own_is_missing(tmp_path: Path) -> None:
    with pytest.raises(StartFailed, match="is missing; restore it from the backup"):
        keep_signing_key(tmp_path, public(Ed25519PrivateKey.generate()))
    assert list(tmp_path.iterdir()) == []
