# SPDX-License-Identifier: AGPL-3.0-or-later
"""The county's banner is there before unlocking, and an altered one is not believed."""

from pathlib import Path

import pytest

from casework.county_policy import CountyPolicy
from casework.ids import CaseId
from desktop.notices import BANNER_FILE, read_banner, write_banner
from desktop.paths import Places
from tests.fakes.desks import PASSPHRASE, a_desk, a_workspace_folder
from tests.fakes.people import an_id
from ui.start import Notice

POLICY = CountyPolicy(version=2, banner_english="County rules.", banner_spanish="Reglas.")


def test_it_is_kept_and_read_without_any_key(tmp_path: Path) -> None:
    places = Places(tmp_path)
    assert read_banner(places) == Notice()
    write_banner(places, POLICY)
    assert read_banner(places) == Notice("County rules.", "Reglas.")


@pytest.mark.parametrize(
    "altered", [b"", b"{}", b"{" * 30_000, None], ids=["empty", "other", "huge", "other words"]
)
def test_an_altered_file_leaves_the_programs_own_words(
    tmp_path: Path, altered: bytes | None
) -> None:
    places = Places(tmp_path)
    write_banner(places, POLICY)
    file = tmp_path / BANNER_FILE
    content = file.read_bytes()
    file.write_bytes(content.replace(b"rules", b"games") if altered is None else altered)
    assert read_banner(places) == Notice()


def test_unlocking_writes_it_anew_from_the_sealed_policy(tmp_path: Path) -> None:
    places = a_workspace_folder(tmp_path, [CaseId(an_id(5001))])
    write_banner(places, POLICY)
    desk = a_desk(places)
    desk.unlock(PASSPHRASE)
    desk.lock()
    assert read_banner(places) == Notice()
