# SPDX-License-Identifier: AGPL-3.0-or-later
"""The command line as scripts and the desktop use it."""

import json
import signal
import ssl
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

import httpx
import psycopg
import pytest

from forms.pack import load_sample_packs
from sync.server import duties
from sync.server.commands import main
from sync.server.training_words import OFFICER
from sync.wire.messages import PATH_PULL
from tests.fakes.packs import a_pack

COUNTY = [sys.executable, "-m", "sync.server.commands"]
PARENT = """
import os, subprocess, sys
subprocess.Popen([*sys.argv[1:], "--parent-pid", str(os.getpid())])
sys.stdin.read()
"""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A prepared training county."""
    folder = tmp_path_factory.mktemp("county") / "data"
    assert main(["train", "--data", str(folder), "--prepare-only"]) == 0
    return folder


@contextmanager
def training(data: Path, *more: str) -> Iterator[tuple["subprocess.Popen[bytes]", dict[str, str]]]:
    ready = data / "ready.json"
    command = [*COUNTY, "train", "--data", str(data), "--port", "0", "--ready-file", str(ready)]
    with subprocess.Popen([*command, *more]) as child:
        try:
            # However long a busy machine takes: it is ready, or it has ended.
            while not ready.exists():
                assert child.poll() is None, "the county ended before it was ready"
                sleep(0.02)
            yield child, json.loads(ready.read_text())
        finally:
            child.terminate()
            child.wait()


def wait_for(condition: Callable[[], bool]) -> None:
    end = monotonic() + 60
    while not condition():
        assert monotonic() < end, "waited in vain"
        sleep(0.02)


def is_stopped(data: Path) -> bool:
    return not (data / "postgres" / "data" / "postmaster.pid").exists()


def test_a_training_county_answers_with_its_certificate_and_ends_without_a_trace(
    data: Path,
) -> None:
    with training(data) as (child, ready):
        trusted = ssl.create_default_context(cadata=ready["certificate_pem"])
        assert httpx.post(ready["url"] + PATH_PULL, verify=trusted).status_code == 401
        child.send_signal(signal.SIGTERM)
        assert child.wait() == 0
        assert is_stopped(data)
        assert not (data / "ready.json").exists()


def test_a_busy_database_is_a_sentence_without_what_it_holds(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(_: object) -> list[str]:
        raise psycopg.errors.LockNotAvailable("row (Rosa Vega) is locked")

    monkeypatch.setattr(duties, "list_users", refuse)
    assert main(["user", "list", "--data", str(data)]) == 1
    told = capsys.readouterr().err
    assert "is busy, or refused this step (LockNotAvailable)" in told
    assert "Vega" not in told


def test_commands_work_while_the_county_runs(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with training(data):
        assert main(["user", "list", "--data", str(data)]) == 0
        assert OFFICER in capsys.readouterr().out
        assert main(["device", "invite", OFFICER, "--data", str(data)]) == 0
        shown = capsys.readouterr()
        assert len(shown.out.strip().replace("-", "")) == 26
        assert "works once, within 15 minutes" in shown.err


def test_the_county_key_is_changed_while_the_county_runs(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = ["--data", str(data)]
    with training(data):
        before = (data / "content-keys" / "current").read_text().strip()
        assert main(["case-keys", "rotate", *place]) == 0
        count, name = capsys.readouterr().out.split()
        assert int(count) >= 40
        kept = {file.name for file in (data / "content-keys").iterdir()}
        assert kept == {"current", f"{name}.key"}
        assert name != before
        unknown = "00000000-0000-7000-8000-000000000001"
        assert main(["case-keys", "destroy", unknown, "--reason", "a court's order", *place]) == 1
        assert "does not know the case" in capsys.readouterr().err


def test_a_county_whose_parent_is_killed_ends_with_its_database(data: Path) -> None:
    ready = data / "orphan.json"
    command = [*COUNTY, "train", "--data", str(data), "--port", "0", "--ready-file", str(ready)]
    with subprocess.Popen(
        [sys.executable, "-c", PARENT, *command], stdin=subprocess.PIPE
    ) as parent:
        wait_for(ready.exists)
        parent.send_signal(signal.SIGKILL)
        parent.wait()
        wait_for(lambda: is_stopped(data))
        wait_for(lambda: not ready.exists())


def test_users_rights_and_laptops_are_looked_after(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = ["--data", str(data)]
    person = ["--name", "Wren Okafor", "--title", "Clinician", "--role", "clinician_mh"]
    agency = ["--agency", "Wetland Clinic", "--agency-kind", "mental_health"]
    assert main(["user", "add", *person, *agency, *place]) == 0
    hat = capsys.readouterr().out.strip()
    assert main(["user", "list", *place]) == 0
    assert f"{hat}\tWren Okafor\tClinician\tclinician_mh\tWetland Clinic" in capsys.readouterr().out
    unknown = "00000000-0000-7000-8000-000000000001"
    assert main(["grant", hat, unknown, "--sections", "identity,contacts", *place]) == 1
    assert "does not know the case" in capsys.readouterr().err
    assert main(["revoke", hat, unknown, *place]) == 1
    assert "not assigned" in capsys.readouterr().err
    assert main(["device", "list", *place]) == 0
    # The training's one laptop was given up when its work had been sent.
    [listed] = capsys.readouterr().out.splitlines()
    assert "\trevoked\t" in listed
    assert main(["device", "revoke", unknown, *place]) == 1
    assert "device list" in capsys.readouterr().err


def test_an_unknown_person_is_one_sentence(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["device", "invite", "Nobody", "--data", str(data)]) == 1
    error = capsys.readouterr().err
    assert error == "No hat answers to “Nobody”; see `fieldfare-county user list`.\n"


def test_a_port_in_use_is_one_sentence(data: Path) -> None:
    with training(data) as (_, ready):
        port = ready["url"].rpartition(":")[2]
        command = [*COUNTY, "train", "--data", str(data), "--port", port]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert f"port {port}" in done.stderr


def test_serving_an_empty_database_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["serve", "--data", str(tmp_path / "data"), "--port", "0"]) == 1
    assert "--county-name" in capsys.readouterr().err


@pytest.mark.parametrize(
    "wrong",
    [
        [],
        ["serve", "--port", "70000"],
        ["grant", "x", "y", "--sections", "diary"],
        ["grant", "x", "y", "--until", "soon"],
        ["user", "add"],
        ["form", "publish", "x.xml", "--until", "soon"],
    ],
)
def test_a_wrong_call_is_one_sentence(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(wrong)
    assert left.value.code == 2
    said = capsys.readouterr().err
    assert said.startswith("fieldfare-county")
    assert said.count("\n") == 1


@pytest.mark.parametrize(
    "command",
    [
        [],
        ["serve"],
        ["train"],
        ["user"],
        ["user", "add"],
        ["device", "invite"],
        ["grant"],
        ["form"],
        ["form", "publish"],
        ["form", "retire"],
        ["form", "rotate-key"],
    ],
)
def test_every_command_has_help(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main([*command, "--help"])
    assert left.value.code == 0
    assert "usage: fieldfare-county" in capsys.readouterr().out


@pytest.fixture(autouse=True)
def signals_as_before() -> Iterator[None]:
    """`main` listens to SIGTERM, which is the test run's own."""
    kept = signal.getsignal(signal.SIGTERM)
    yield
    signal.signal(signal.SIGTERM, kept)


def test_forms_are_published_retired_and_listed(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = ["--data", str(data)]
    (tmp_path / "small.xml").write_text(a_pack("7").xform)
    (tmp_path / "other.xml").write_text(a_pack("7", {"name": "Other"}).xform)
    publish = ["form", "publish", "--by", "Wren Okafor", *place]
    assert main([*publish, str(tmp_path / "small.xml"), "--until", "2027-06-30"]) == 0
    assert capsys.readouterr().out.startswith("small\t7\t")
    assert main([*publish, str(tmp_path / "other.xml")]) == 1
    refused = capsys.readouterr().err
    assert "already known with other content; give the changed form a new version" in refused
    assert main(["form", "list", *place]) == 0
    listed = capsys.readouterr().out
    assert "small\t7\tpublished\t2027-06-30\t" in listed
    assert "fieldfare_community_safety" in listed
    assert main(["form", "retire", "small", "7", *place]) == 0
    assert main(["form", "retire", "small", "8", *place]) == 1
    assert "was not published" in capsys.readouterr().err
    assert main(["form", "list", *place]) == 0
    assert "small\t7\tretired\t" in capsys.readouterr().out


def test_a_sample_cannot_be_published_with_other_content(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pack = next(one for one in load_sample_packs() if one.form_id == "fieldfare_community_safety")
    (tmp_path / "own.xml").write_text(pack.xform)
    assert main(["form", "publish", str(tmp_path / "own.xml"), "--data", str(data)]) == 1
    assert "already known with other content" in capsys.readouterr().err


def test_the_signing_key_is_changed_and_publishing_goes_on(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = ["--data", str(data)]
    file = data / "tls" / "signing-key.pem"
    before = file.read_bytes()
    assert main(["form", "rotate-key", "--by", "Wren Okafor", *place]) == 0
    shown = capsys.readouterr()
    assert len(shown.out.strip()) == 43
    assert f"Back up {file} now" in shown.err
    assert file.read_bytes() != before
    assert list(file.parent.glob("*next*")) == []
    (tmp_path / "small.xml").write_text(a_pack("18").xform)
    assert main(["form", "publish", str(tmp_path / "small.xml"), *place]) == 0
    after = file.read_bytes()
    file.write_bytes(before)
    assert main(["form", "retire", "small", "18", *place]) == 1
    assert "restore it from the backup" in capsys.readouterr().err
    file.write_bytes(after)
    assert main(["form", "retire", "small", "18", *place]) == 0
