# SPDX-License-Identifier: AGPL-3.0-or-later
"""Setting a laptop up leaves on it what it trusts its county by."""

from pathlib import Path

from desktop.session import open_session
from desktop.vaults import find_vault
from sync.wire.signatures import encode_public_key
from tests.fakes.county import SystemClock, new_id, running_county
from tests.fakes.laptops import PASSPHRASE, enrolled_laptop
from tests.fakes.packs import a_pack
from tests.fakes.people import a_hat


def test_a_laptop_knows_the_signing_key_before_its_first_sync(tmp_path: Path) -> None:
    with running_county(tmp_path) as county:
        hat = county.add_hat(a_hat(1))
        county.publish(a_pack())
        laptop = enrolled_laptop(county, hat, tmp_path / "home" / "one")
    key = find_vault(laptop.places).unlock(PASSPHRASE)
    with open_session(laptop.places, key, SystemClock(), new_id) as session:
        pinned = session.store.instruments.signing_key()
    assert pinned == encode_public_key(county.signing_key.public_key())
