# SPDX-License-Identifier: AGPL-3.0-or-later
"""`fieldfare-county recovery`: a key in two halves, handed out, and a vault opened by both."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from casework.recovery import open_recovery_file, read_public
from casework.sealing import SealingKey
from sync.server.commands import main
from sync.server.installation import Installation, find_county
from sync.server.people import read_sealing_key
from sync.server.tables import audit
from tests.fakes.vaults import a_vault

FIRST, SECOND = "Meadow-Thrush-41", "heron on a quiet marsh"


@pytest.fixture
def typing(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """What people type next."""

    def type_next(*typed: str) -> None:
        waiting: Iterator[str] = iter(typed)
        monkeypatch.setattr("getpass.getpass", lambda _prompt: next(waiting))

    return type_next


@pytest.fixture
def key(tmp_path: Path, typing: Callable[..., None]) -> SealingKey:
    typing(FIRST, FIRST, SECOND, SECOND)
    assert main(["recovery", "make-key", "Ana", "Ben", "--out", str(tmp_path)]) == 0
    return read_public((tmp_path / "county-recovery.pub").read_bytes())


def shares(folder: Path) -> list[str]:
    return [str(folder / f"county-recovery-share-{n}.json") for n in (1, 2)]


def test_the_key_is_handed_out_and_two_people_open_a_vault_with_it(
    tmp_path: Path,
    key: SealingKey,
    typing: Callable[..., None],
    capsys: pytest.CaptureFixture[str],
) -> None:
    data = ["--data", str(tmp_path / "county")]
    assert main(["train", "--prepare-only", *data]) == 0
    assert main(["recovery", "set-key", str(tmp_path / "county-recovery.pub"), *data]) == 0
    made = a_vault(tmp_path / "vault").create("forgotten", key).reveal()
    vault, out = str(tmp_path / "vault" / "vault.json"), tmp_path / "for-laptop.json"
    asked = ["recovery", "open", "laptop-1", vault, *shares(tmp_path), "--out", str(out), *data]
    typing(FIRST, "wrong")
    capsys.readouterr()
    assert main(asked) == 1
    assert "share of Ben" in capsys.readouterr().err
    assert not out.exists()
    typing(FIRST, SECOND)
    assert main([*asked, "--by", "Admin"]) == 0
    code = capsys.readouterr().out.strip()
    assert open_recovery_file(out.read_bytes(), code).keys == (made,)
    with Installation(tmp_path / "county", None, None).open() as database:
        county = find_county(database)
        with database.administer() as connection:
            assert read_sealing_key(connection, county) == key
            lines = connection.execute(select(audit.c.act, audit.c.actor, audit.c.detail)).all()
    (line,) = (one for one in lines if one.act == "recovery.open")
    assert line.actor == "Admin"
    assert line.detail.endswith("by Ana and Ben")


def test_a_key_is_made_for_two_people_with_good_passphrases_and_never_twice(
    tmp_path: Path,
    key: SealingKey,
    typing: Callable[..., None],
    capsys: pytest.CaptureFixture[str],
) -> None:
    make = ["recovery", "make-key", "--out", str(tmp_path)]
    before = (tmp_path / "county-recovery.pub").read_bytes()
    for people, typed, said in (
        (["Ana", "ana"], [FIRST, FIRST, SECOND, SECOND], "Two different people"),
        (["Ana", "Ben"], [FIRST, FIRST, "weak", "weak"], "too weak"),
        (["Ana", "Ben"], [FIRST, FIRST, FIRST, FIRST], "own one"),
        (["Ana", "Ben"], [FIRST, SECOND], "differ"),
        (["Ana", "Ben"], [FIRST, FIRST, SECOND, SECOND], "cannot be written"),
    ):
        typing(*typed)
        assert main([*make, *people]) == 1
        assert said in capsys.readouterr().err
    assert (tmp_path / "county-recovery.pub").read_bytes() == before
    for file in shares(tmp_path):
        assert Path(file).stat().st_mode & 0o077 == 0
    assert key.thumbprint
