# SPDX-License-Identifier: AGPL-3.0-or-later
"""A store breaks with unsent work in it: the work reaches the county, and the worker goes on."""

import os
from pathlib import Path

import pytest

from casework.ids import CaseId
from casework.outbox_file import encode_key
from casework.policy import Hat
from casework.sealing import SEALING_PRIVATE_BYTES, OpeningKey
from desktop.application import connect_to_county
from desktop.commands import main
from desktop.system import SystemClock, new_id
from desktop.unlock import UnlockDesk
from storage.aside import stores_set_aside
from sync.server.errors import OutboxRefused
from sync.server.outbox_duties import describe_outbox, read_outbox, take_work, write_out
from sync.server.sources import Source
from tests.fakes.county import TestCounty, running_county
from tests.fakes.laptops import (
    PASSPHRASE,
    Laptop,
    NeverCancelled,
    call_inline,
    enrolled_laptop,
    ignore_progress,
)
from tests.fakes.people import a_hat
from ui.errors import StoreUnusable
from ui.views import EnrolRequest

COUNTY_KEY = OpeningKey(bytes(range(SEALING_PRIVATE_BYTES)))


def run(laptop: Laptop, capsys: pytest.CaptureFixture[str], *command: str) -> dict[str, str]:
    """A `fieldfare vault` command; what it told, by name."""
    assert main(["--home", str(laptop.places.home), "vault", *command]) == 0
    lines = capsys.readouterr().out.splitlines()
    return dict(line.split("\t", 1) for line in lines)


def write_work_and_break_the_store(laptop: Laptop, case: CaseId) -> bytes:
    laptop.sync()
    with laptop.unlocked() as workspace:
        workspace.cases.add_note(case, "Met at the heronry.", SystemClock().now())
        workspace.cases.keep_note(case, "Half a sent")
    store = laptop.places.vault / "store.db"
    harmed = bytearray(store.read_bytes())
    harmed[20] ^= 1
    store.write_bytes(harmed)
    return bytes(harmed)


@pytest.mark.soak
def test_work_of_a_broken_store_reaches_the_county_and_its_worker_goes_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("getpass.getpass", lambda _: PASSPHRASE)
    public, private = tmp_path / "county.pub", tmp_path / "county.key"
    public.write_text(encode_key(COUNTY_KEY.public.raw))
    private.write_bytes(bytes(range(SEALING_PRIVATE_BYTES)))
    with running_county(tmp_path) as county:
        hat = county.add_hat(a_hat(1))
        case = county.add_case(legal_name="Test Youth", author=hat)
        county.grant(hat, case)
        laptop = enrolled_laptop(county, hat, tmp_path / "laptop")
        harmed = write_work_and_break_the_store(laptop, case)
        told = run(laptop, capsys, "inspect", "--unlock")
        assert told["damaged pages"] == "1"
        assert (told["unsent operations"], told["half-written notes"]) == ("1", "1")
        file = tmp_path / "outbox.sealed"
        told = run(laptop, capsys, "export-outbox", str(file), "--county-key", str(public))
        assert (told["operations"], told["not readable"]) == ("1", "0")
        assert b"heronry" not in file.read_bytes()
        assert main(["--home", str(laptop.places.home), "vault", "export-outbox", str(file)])
        assert "county-key" in capsys.readouterr().err
        the_county_takes_it_in(county, file, private)
        go_on_in_a_new_store(county, laptop, hat, harmed)
        with laptop.unlocked() as workspace:
            workspace.sync.sync(ignore_progress, NeverCancelled())
            assert "heronry" in str(workspace.cases.case(case).timeline)
        [aside] = stores_set_aside(laptop.places.vault)
        told = run(laptop, capsys, "recover", "--from", aside.name)
        assert "new invite" in told["to go on"]
        assert (aside / "store.db").read_bytes() == harmed
        again = tmp_path / "again.sealed"
        recovered = Path(told["the recovered store is in"]).name
        options = ["--from", recovered, "--county-key", str(public)]
        assert run(laptop, capsys, "export-outbox", str(again), *options)["operations"] == "1"


def the_county_takes_it_in(county: TestCounty, file: Path, private: Path) -> None:
    opened = read_outbox(file, private)
    lines = describe_outbox(opened)
    assert "operations\t1" in lines
    assert "half-written notes\t1" in lines
    assert not any("heronry" in one or "Half" in one for one in lines)
    source = Source(SystemClock(), new_id, os.urandom)
    assert take_work(county.database, source, opened, "Tester") == ["answer\t1\tapplied"]
    assert take_work(county.database, source, opened, "Tester") == ["answer\t1\tduplicate"]
    assert county.sql("SELECT count(*) FROM audit WHERE act = 'outbox.take-in'") == [(2,)]
    forged = opened.model_copy(update={"signature": bytes(64)})
    with pytest.raises(OutboxRefused, match="not signed"):
        take_work(county.database, source, forged, "Tester")
    folder = file.with_name("opened")
    write_out(opened, folder)
    assert "Half a sent" in (folder / "outbox.json").read_text()
    with pytest.raises(OutboxRefused, match="cannot be written"):
        write_out(opened, folder)
    other = file.with_name("other.key")
    other.write_bytes(bytes(reversed(range(SEALING_PRIVATE_BYTES))))
    with pytest.raises(OutboxRefused, match="another county key"):
        read_outbox(file, other)


def never_asked(address: str) -> None:
    raise AssertionError(address)


def go_on_in_a_new_store(county: TestCounty, laptop: Laptop, hat: Hat, harmed: bytes) -> None:
    desk = UnlockDesk(
        laptop.places, SystemClock(), new_id, call_on_store=call_inline, connect=connect_to_county
    )
    with pytest.raises(StoreUnusable):
        desk.unlock(PASSPHRASE)
    desk.keeping.set_aside()
    assert desk.state().may_set_up
    certificate = laptop.places.home / "county.pem"
    certificate.write_text(county.certificate_pem)
    desk.enrol(
        EnrolRequest(
            server=county.url,
            certificate=certificate,
            invite=county.invite(hat),
            passphrase=PASSPHRASE,
            same_vault=True,
        ),
        county.compare,
        never_asked,
        NeverCancelled(),
    )
    [aside] = stores_set_aside(laptop.places.vault)
    assert (aside / "store.db").read_bytes() == harmed
    assert desk.state().problem == ""
