# SPDX-License-Identifier: AGPL-3.0-or-later
"""The county key works inside a PKCS#11 token and never leaves it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from pkcs11 import Attribute, ObjectClass
from pkcs11.exceptions import AttributeSensitive

from sync.server.audit import Actor
from sync.server.case_key_duties import rotate
from sync.server.commands import main, make_parser
from sync.server.county_keys import CountyKeys, FileCountyKeys
from sync.server.database import CountyDatabase
from sync.server.errors import StartFailed
from sync.server.place_options import read_place
from sync.server.sealing_existing import make_ready
from sync.server.token_keys import LABEL, MovedKeys, TokenCountyKeys, TokenPlace
from tests.fakes.county import COUNTY, TestCounty, county_in_memory, new_id
from tests.fakes.kept_content import unsealed_records
from tests.fakes.people import a_hat
from tests.fakes.tokens import find_module, share_token

pytestmark = pytest.mark.skipif(
    find_module() is None, reason="SoftHSM 2 is not installed (Debian: softhsm2)"
)


@pytest.fixture
def place() -> TokenPlace:
    """Of an empty token."""
    token = TokenCountyKeys(share_token())
    token.retire_all_but([])
    token.close()
    return share_token()


@pytest.fixture
def keys(place: TokenPlace) -> Iterator[TokenCountyKeys]:
    made = TokenCountyKeys(place)
    yield made
    made.close()


def test_what_one_program_wrapped_the_next_one_unwraps(
    place: TokenPlace, keys: TokenCountyKeys
) -> None:
    assert keys.find_current() is None
    name = keys.begin_next()
    wrapped = keys.wrap(name, b"k" * 32, b"here")
    assert wrapped != keys.wrap(name, b"k" * 32, b"here")
    later = TokenCountyKeys(place)
    assert later.find_current() == name
    assert later.unwrap(name, wrapped, b"here") == b"k" * 32
    for bound, altered in ((b"elsewhere", wrapped), (b"here", wrapped[:-1] + b"x"), (b"here", b"")):
        with pytest.raises(StartFailed, match="altered or belongs elsewhere"):
            later.unwrap(name, altered, bound)
    later.close()


def test_the_key_cannot_be_taken_out_of_the_token(keys: TokenCountyKeys) -> None:
    name = keys.begin_next()
    assert keys._session is not None
    key = keys._session.get_key(object_class=ObjectClass.SECRET_KEY, id=bytes.fromhex(name))
    assert key[Attribute.LABEL] == f"{LABEL} 000001"
    assert (key[Attribute.SENSITIVE], key[Attribute.EXTRACTABLE]) == (True, False)
    with pytest.raises(AttributeSensitive):
        key[Attribute.VALUE]


def test_an_older_key_opens_until_it_is_retired(keys: TokenCountyKeys) -> None:
    old = keys.begin_next()
    wrapped = keys.wrap(old, b"secret", b"here")
    fresh = keys.begin_next()
    assert keys.find_current() == fresh
    assert keys.unwrap(old, wrapped, b"here") == b"secret"
    keys.retire_all_but([fresh])
    assert (keys.has(old), keys.has(fresh)) == (False, True)
    with pytest.raises(StartFailed, match="missing from the token"):
        keys.unwrap(old, wrapped, b"here")


@pytest.mark.qt_no_exception_capture
@pytest.mark.filterwarnings(
    # The library ends its search once more when it drops it, on a session that is gone.
    "ignore::pytest.PytestUnraisableExceptionWarning"
)
def test_a_session_that_broke_is_opened_anew(keys: TokenCountyKeys) -> None:
    name = keys.begin_next()
    wrapped = keys.wrap(name, b"secret", b"here")
    assert keys._session is not None
    keys._session.close()
    assert keys.unwrap(name, wrapped, b"here") == b"secret"


def test_a_token_that_is_not_there_is_told_in_a_sentence(place: TokenPlace, tmp_path: Path) -> None:
    wrong_pin = tmp_path / "pin"
    wrong_pin.write_text("0000\n")
    for wrong, said in (
        (replace(place, label="of another county"), "No token is called of another county"),
        (replace(place, pin_file=tmp_path / "none"), "PIN cannot be read"),
        (replace(place, pin_file=wrong_pin), "does not do what was asked of it"),
        (replace(place, module=tmp_path / "none.so"), "does not do what was asked of it"),
    ):
        with pytest.raises(StartFailed, match=said) as told:
            TokenCountyKeys(wrong).find_current()
        assert "1234" not in str(told.value)


def test_a_county_moves_into_a_token_and_out_again(place: TokenPlace, tmp_path: Path) -> None:
    files, token = FileCountyKeys(tmp_path / "content-keys"), TokenCountyKeys(place)
    files.begin_next()
    with county_in_memory(county_keys=files) as county:
        case = county.add_case(author=county.add_hat(a_hat(1)), legal_name="Kept Name")
        for into, out_of, in_token in ((token, files, True), (files, token, False)):
            with reopened(county, MovedKeys(into, out_of)) as moving:
                make_ready(moving)
                actor = Actor("Test administrator", county.clock.now(), new_id())
                _, name = rotate(moving, COUNTY, actor)
            assert (token.has(name), files.has(name)) == (in_token, not in_token)
            with reopened(county, into) as after, after.administer() as connection:
                [record] = unsealed_records(connection, COUNTY)
                assert (record.case, record.fields["legal_name"]) == (case, "Kept Name")
            with reopened(county, out_of) as before, pytest.raises(StartFailed, match="missing"):
                make_ready(before)
    token.close()


@contextmanager
def reopened(county: TestCounty, keys: CountyKeys) -> Iterator[CountyDatabase]:
    """The county's database, by a program that holds these keys."""
    app, owner = (
        one.url.render_as_string(hide_password=False)
        for one in (county.database.app, county.database.owner)
    )
    database = CountyDatabase(app, owner, keys)
    try:
        yield database
    finally:
        database.close()


def test_a_token_is_named_on_the_command_line_whole_or_not_at_all(
    place: TokenPlace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = [
        "--data",
        str(tmp_path),
        "--token-module",
        str(place.module),
        "--token-label",
        place.label,
    ]
    assert main(["user", "list", *options]) == 1
    assert "needs all of --token-module" in capsys.readouterr().err
    named = ["--token-pin-file", str(place.pin_file)]
    asked = make_parser().parse_args(["user", "list", *options, *named])
    assert read_place(asked).token == place
    assert isinstance(read_place(asked).county_keys, MovedKeys)
