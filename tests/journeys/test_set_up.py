# SPDX-License-Identifier: AGPL-3.0-or-later
"""A new laptop is set up in the window with an invite, against the real county."""

from pathlib import Path

from PySide6.QtWidgets import QApplication

from desktop.application import open_desktop
from desktop.paths import Places
from desktop.window_walk import WindowWalk
from tests.fakes.county import running_county
from tests.fakes.people import a_hat
from ui.pages.set_up_page import SetUpPage

PASSPHRASE = "Thrush-Mea1"


def test_an_invite_makes_a_laptop_that_unlocks_and_syncs(
    tmp_path: Path, qapp: QApplication
) -> None:
    del qapp
    with running_county(tmp_path) as county:
        hat = county.add_hat(a_hat(1))
        case = county.add_case(legal_name="Test Youth", author=hat)
        county.grant(hat, case)
        certificate = tmp_path / "county.pem"
        certificate.write_text(county.certificate_pem)
        home = tmp_path / "home"
        home.mkdir()
        with open_desktop(Places(home)) as desktop:
            desktop.window.show()
            walk = WindowWalk(desktop.window)
            unlock = desktop.window.unlock_page
            assert unlock is not None
            walk.wait(lambda: not unlock.set_up.isHidden(), "the way to set up")
            unlock.set_up.click()
            page = desktop.window.centralWidget()
            assert isinstance(page, SetUpPage)
            assert not page.start.isEnabled()
            page.server.setText(county.url)
            page.certificate.setText(str(certificate))
            page.invite.setText("AAAA-BBBB-CCCC-DDDD-EEEE-FFFF-GG")
            page.passphrase.setText("weak")
            page.again.setText("weak")
            assert not page.start.isEnabled()
            page.passphrase.setText(PASSPHRASE)
            page.again.setText(PASSPHRASE)
            page.start.click()
            walk.wait(lambda: bool(page.problem.text()), "why the invite was refused")
            assert "invite" in page.problem.text().casefold()
            page.invite.setText(county.invite(hat))
            page.start.click()
            walk.wait(lambda: bool(page.digits.text()), "the six digits")
            county.compare(page.digits.text())
            walk.wait(lambda: desktop.window.unlock_page is not None, "the unlock screen")
            walk.unlock(PASSPHRASE)
            walk.sync()
            walk.search("test")
            assert [name for _, name in walk.listed_youths()] == ["Test Youth"]


def test_a_window_closed_while_nobody_compares_ends_and_keeps_nothing(
    tmp_path: Path, qapp: QApplication
) -> None:
    del qapp
    with running_county(tmp_path) as county:
        hat = county.add_hat(a_hat(1))
        certificate = tmp_path / "county.pem"
        certificate.write_text(county.certificate_pem)
        places = Places(tmp_path / "home")
        places.home.mkdir()
        with open_desktop(places) as desktop:
            walk = WindowWalk(desktop.window)
            unlock = desktop.window.unlock_page
            assert unlock is not None
            walk.wait(lambda: not unlock.set_up.isHidden(), "the way to set up")
            unlock.set_up.click()
            page = desktop.window.centralWidget()
            assert isinstance(page, SetUpPage)
            page.server.setText(county.url)
            page.certificate.setText(str(certificate))
            page.invite.setText(county.invite(hat))
            page.passphrase.setText(PASSPHRASE)
            page.again.setText(PASSPHRASE)
            page.start.click()
            walk.wait(lambda: bool(page.digits.text()), "the six digits")
        assert not places.vault.exists()
