# SPDX-License-Identifier: AGPL-3.0-or-later
"""The unlock port of a laptop that does not exist, with every way in and every refusal."""

from collections.abc import Callable

from tests.fakes.ui_keeping import FakeKeeping
from tests.fakes.ui_ports import PASSPHRASE, FakeCounty
from tests.fakes.ui_sticks import FakeStickDoor
from ui.errors import ShownError
from ui.port_values import CancelToken
from ui.ports import Workspace
from ui.views import EnrolRequest, UnlockView

INVITE = "AAAA-BBBB-CCCC-DDDD"
DIGITS = "482 913"
CODE = "9D4T-0ZQW-81HB"


class FakeUnlock:
    """Opens with PASSPHRASE, once nothing refuses it.

    Attributes:
        refuses: raised by `unlock` until a way on has been taken.
        asked: which ways were taken.
    """

    def __init__(self, county: FakeCounty, view: UnlockView | None = None) -> None:
        self._county = county
        self._view = view or UnlockView(training_passphrase=PASSPHRASE)
        self.refuses: ShownError | None = None
        self.keeping = FakeKeeping(PASSPHRASE)
        self.by_stick = FakeStickDoor(county.sticks)
        self.away: ShownError | None = None
        self.asked: list[str] = []

    def state(self) -> UnlockView:
        return self._view

    def enrol(
        self,
        request: EnrolRequest,
        show: Callable[[str], None],
        open_page: Callable[[str], None],
        cancel: CancelToken,
    ) -> None:
        if request.invite != INVITE:
            raise ShownError("This invite is not known.", "Ask your administrator for a new one.")
        show(DIGITS)
        if cancel.is_cancelled():
            raise ShownError("Setting up was stopped; nothing was kept.")
        self._view = UnlockView(training_passphrase=PASSPHRASE)

    def unlock(self, passphrase: str) -> Workspace:
        self.keeping.refuse_unlock()
        if self.refuses is not None:
            raise self.refuses
        if passphrase != PASSPHRASE:
            raise ShownError("The passphrase does not open this laptop.", "Check it and try again.")
        return self._county.workspace()

    def release(self, code: str) -> None:
        self._take_way("release", code)

    def renew(self, passphrase: str) -> None:
        del passphrase
        if self.away is not None:
            raise self.away
        self._take_way("renew", CODE)

    def extend(self, passphrase: str, code: str) -> None:
        del passphrase
        self._take_way("extend", code)

    def _take_way(self, way: str, code: str) -> None:
        if code != CODE:
            raise ShownError("This is not the code for these letters.", "Read them out once more.")
        self.asked.append(way)
        self.refuses = None
