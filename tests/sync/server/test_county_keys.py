# SPDX-License-Identifier: AGPL-3.0-or-later
"""The county key lies in a file of its own, and its loss is said before anything is served."""

import stat
from pathlib import Path

import pytest

from casework.policy import Hat
from sync.server.county_keys import FileCountyKeys
from sync.server.database import CountyDatabase
from sync.server.errors import StartFailed
from sync.server.sealing_existing import make_ready, seal_existing
from tests.fakes.county import COUNTY, TestCounty
from tests.fakes.county_databases import fresh_database


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_key_is_a_file_that_only_its_owner_reads(tmp_path: Path) -> None:
    folder = tmp_path / "content-keys"
    name = FileCountyKeys(folder).begin_next()
    assert mode_of(folder) == 0o700
    assert {file.name: mode_of(file) for file in folder.iterdir()} == {
        f"{name}.key": 0o600,
        "current": 0o600,
    }


def test_what_one_program_wrapped_the_next_one_unwraps(tmp_path: Path) -> None:
    keys = FileCountyKeys(tmp_path / "content-keys")
    assert keys.find_current() is None
    name = keys.begin_next()
    wrapped = keys.wrap(name, b"secret", b"here")
    later = FileCountyKeys(tmp_path / "content-keys")
    assert later.find_current() == name
    assert later.unwrap(name, wrapped, b"here") == b"secret"
    with pytest.raises(StartFailed, match="altered"):
        later.unwrap(name, wrapped, b"elsewhere")


def test_an_older_key_opens_until_it_is_retired(tmp_path: Path) -> None:
    keys = FileCountyKeys(tmp_path / "content-keys")
    old = keys.begin_next()
    wrapped = keys.wrap(old, b"secret", b"here")
    fresh = keys.begin_next()
    assert keys.find_current() == fresh
    assert keys.unwrap(old, wrapped, b"here") == b"secret"
    keys.retire_all_but([fresh])
    with pytest.raises(StartFailed, match="missing"):
        keys.unwrap(old, wrapped, b"here")


@pytest.mark.parametrize("harm", ["", "zz", "00" * 32])
def test_a_file_that_holds_another_key_is_refused(tmp_path: Path, harm: str) -> None:
    folder = tmp_path / "content-keys"
    name = FileCountyKeys(folder).begin_next()
    (folder / f"{name}.key").write_text(harm)
    with pytest.raises(StartFailed, match="restore it from the backup"):
        FileCountyKeys(folder).wrap(name, b"secret", b"here")


def test_nothing_is_served_without_the_key_that_content_is_sealed_under(
    tmp_path: Path, county: TestCounty, ana: Hat
) -> None:
    county.add_case(author=ana)
    urls = [
        one.url.render_as_string(hide_password=False)
        for one in (county.database.app, county.database.owner)
    ]
    elsewhere = CountyDatabase(*urls, FileCountyKeys(tmp_path / "content-keys"))
    try:
        with pytest.raises(StartFailed, match="missing"):
            make_ready(elsewhere)
    finally:
        elsewhere.close()
    assert not (tmp_path / "content-keys").exists()


def test_the_first_start_makes_the_key_and_only_the_owner_may(tmp_path: Path) -> None:
    keys = FileCountyKeys(tmp_path / "content-keys")
    with fresh_database(keys) as database:
        app = CountyDatabase(database.app.url.render_as_string(hide_password=False), None, keys)
        try:
            with pytest.raises(StartFailed, match="--owner-database"):
                make_ready(app)
        finally:
            app.close()
        make_ready(database)
        name = keys.find_current()
        make_ready(database)
        assert keys.find_current() == name


def test_a_server_without_the_owner_refuses_content_that_is_not_sealed_yet(
    county: TestCounty,
) -> None:
    keeper = county.database.keys
    assert keeper is not None
    url = county.database.app.url.render_as_string(hide_password=False)
    app = CountyDatabase(url, None, keeper.county_keys)
    try:
        with pytest.raises(StartFailed, match="--owner-database"):
            seal_existing(app, COUNTY, county.clock.now())
        seal_existing(county.database, COUNTY, county.clock.now())
        assert seal_existing(app, COUNTY, county.clock.now()) == 0
    finally:
        app.close()
