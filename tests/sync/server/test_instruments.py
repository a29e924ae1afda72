# SPDX-License-Identifier: AGPL-3.0-or-later
"""Forms of the county: published once, signed, read by every laptop, written by nobody else."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from casework.policy import Hat
from forms.pack import InstrumentPack
from sync.server.database import Identity
from sync.server.errors import FormRefused, NotFound, StartFailed
from sync.server.form_duties import FormFile, read_form
from sync.wire.encoding import unpack
from sync.wire.limits import LIMITS
from sync.wire.messages import (
    PATH_INSTRUMENT,
    PATH_INSTRUMENTS,
    InstrumentPart,
    InstrumentRequest,
    InstrumentsReply,
    InstrumentsRequest,
    Problem,
    ProblemCode,
)
from sync.wire.statements import InstrumentStanding
from tests.fakes.county import COUNTY, MovableClock, TestCounty, TestLaptop, new_id
from tests.fakes.packs import a_pack

SEEN = "SELECT count(*) FROM instrument"


def ask(laptop: TestLaptop) -> InstrumentsReply:
    answer = laptop.ask(PATH_INSTRUMENTS, InstrumentsRequest(), InstrumentsReply)
    assert isinstance(answer, InstrumentsReply), answer
    return answer


def test_a_published_form_reaches_a_laptop_byte_by_byte(
    county: TestCounty, laptop: TestLaptop
) -> None:
    pack = a_pack()
    county.publish(pack, date(2027, 1, 31))
    reply = ask(laptop)
    (signed,) = reply.instruments
    signed.verify(reply.signing_key)
    assert signed.statement.until == date(2027, 1, 31)
    part = laptop.ask(PATH_INSTRUMENT, InstrumentRequest(sha256=pack.sha256), InstrumentPart)
    assert isinstance(part, InstrumentPart)
    assert len(part.content) == signed.statement.size
    content = unpack(part.content, limit=LIMITS.instrument)
    assert InstrumentPack.from_content(content) == pack


def test_a_transfer_goes_on_from_any_byte(county: TestCounty, laptop: TestLaptop) -> None:
    county.publish(a_pack())
    request = InstrumentRequest(sha256=a_pack().sha256)
    whole = laptop.ask(PATH_INSTRUMENT, request, InstrumentPart)
    rest = laptop.ask(PATH_INSTRUMENT, request.model_copy(update={"offset": 100}), InstrumentPart)
    assert isinstance(whole, InstrumentPart)
    assert isinstance(rest, InstrumentPart)
    assert rest.content == whole.content[100:]
    past = request.model_copy(update={"offset": len(whole.content)})
    answer = laptop.ask(PATH_INSTRUMENT, past, InstrumentPart)
    assert isinstance(answer, Problem)
    assert answer.code is ProblemCode.INSTRUMENT_UNKNOWN


def test_the_same_version_with_other_content_is_refused(county: TestCounty) -> None:
    county.publish(a_pack())
    with pytest.raises(FormRefused, match="already known with other content"):
        county.publish(a_pack(questions={"name": "Full name"}))
    assert county.sql(SEEN) == [(1,)]


def test_a_form_without_a_version_is_refused(county: TestCounty) -> None:
    with pytest.raises(FormRefused, match="has no version"):
        county.publish(a_pack(version=""))


def test_a_retired_form_says_so_and_publishing_it_again_renews_it(
    county: TestCounty, laptop: TestLaptop, clock: MovableClock
) -> None:
    county.publish(a_pack())
    clock.move(timedelta(minutes=1))
    county.retire("small", "1")
    (signed,) = ask(laptop).instruments
    signed.verify(ask(laptop).signing_key)
    assert signed.statement.standing is InstrumentStanding.RETIRED
    clock.move(timedelta(minutes=1))
    county.publish(a_pack())
    (signed,) = ask(laptop).instruments
    assert signed.statement.standing is InstrumentStanding.PUBLISHED
    with pytest.raises(NotFound, match="form list"):
        county.retire("small", "2")


def test_every_act_leaves_an_audit_line_that_cannot_be_changed(county: TestCounty) -> None:
    county.publish(a_pack())
    county.retire("small", "1")
    lines = county.sql("SELECT actor, act, subject FROM audit ORDER BY at, act")
    assert sorted(lines) == [
        ("Test administrator", "publish", "small 1"),
        ("Test administrator", "retire", "small 1"),
    ]
    county.sql("UPDATE audit SET actor = 'nobody'")
    county.sql("DELETE FROM audit")
    assert county.sql("SELECT count(*) FROM audit WHERE actor = 'Test administrator'") == [(2,)]


def test_another_key_than_the_first_cannot_publish(county: TestCounty) -> None:
    county.publish(a_pack())
    county.signing_key = Ed25519PrivateKey.generate()
    with pytest.raises(StartFailed, match="restore it from the backup"):
        county.publish(a_pack(version="2"))


def test_only_an_enrolled_laptop_in_force_reads_instruments(
    county: TestCounty, ana: Hat, laptop: TestLaptop
) -> None:
    county.publish(a_pack())

    def seen(identity: Identity) -> int:
        with county.database.act_as(identity) as connection:
            return int(connection.execute(text(SEEN)).scalar_one())

    device = laptop.enrolment.device
    assert seen(Identity(COUNTY, ana.id, device)) == 1
    assert seen(Identity(COUNTY, ana.id)) == 0
    assert seen(Identity(COUNTY, ana.id, new_id())) == 0  # type: ignore[arg-type]  # any text
    county.revoke_device(device)
    assert seen(Identity(COUNTY, ana.id, device)) == 0


def test_nobody_writes_instruments_but_by_publishing(
    county: TestCounty, ana: Hat, laptop: TestLaptop
) -> None:
    county.publish(a_pack())
    change = text("UPDATE instrument SET title = 'x'")
    with (
        pytest.raises(DBAPIError, match="permission denied"),
        county.database.act_as(Identity(COUNTY, ana.id, laptop.enrolment.device)) as connection,
    ):
        connection.execute(change)
    with county.database.administer() as connection:
        assert connection.execute(change).rowcount == 0


def test_publishing_sees_no_case(county: TestCounty, ana: Hat) -> None:
    county.add_case(author=ana)
    with county.database.publish() as connection:
        assert connection.execute(text("SELECT count(*) FROM record")).scalar_one() == 0


def test_only_what_a_form_names_comes_along_and_no_link_is_followed(tmp_path: Path) -> None:
    listed = '<instance id="towns" src="jr://file-csv/towns.csv"/>'
    listed += '<instance id="keys" src="jr://file-csv/keys.csv"/>'
    secret = tmp_path / "secret.csv"
    secret.write_text("name,label\nx,X\n")
    folder = tmp_path / "form"
    folder.mkdir()
    (folder / "small.xml").write_text(a_pack(more=listed).xform)
    (folder / "towns.csv").write_text("name,label\na,A\n")
    (folder / "diary.txt").write_text("private")
    (folder / "keys.csv").symlink_to(secret)
    pack = read_form(FormFile(folder / "small.xml"))
    assert pack.read_file("towns.csv") == b"name,label\na,A\n"
    assert set(pack.files) == {"towns.csv"}


def test_a_form_that_is_not_usable_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "bad.xml").write_text(a_pack().xform.replace("/data/name", "/data/nobody"))
    with pytest.raises(FormRefused, match=r"bad\.xml cannot be published: ") as caught:
        read_form(FormFile(tmp_path / "bad.xml"))
    assert "\n" not in str(caught.value)
    with pytest.raises(FormRefused, match="cannot be read"):
        read_form(FormFile(tmp_path / "gone.xml"))
