# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words that are typed beside records, kept until they become work: they outlive a lock.

Invariants: what is typed is kept a moment after the last key, and before a lock or another place;
what was kept is put back once, ahead of words that were typed before it was found.
"""

from collections.abc import Callable, Collection, Mapping

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from ui.errors import ShownError
from ui.half_typed_port import Place
from ui.kit import Kit

PAUSE_MS = 800

Typed = Mapping[str, str]


class HalfTyped(QObject):
    """What is typed in one place.

    Args:
        place: where it is kept.
        read: what is typed now, by field; empty words are left out.
        put: puts back what was kept; not called where nothing was.
        free: fields of free words; of another, such as a choice, what was kept counts.

    Signals:
        failed: a ShownError; what is typed is still on the screen.
    """

    failed = Signal(object)

    def __init__(
        self,
        kit: Kit,
        owner: QWidget,
        place: Place,
        read: Callable[[], Typed],
        put: Callable[[Typed], None],
        free: Collection[str] = (),
    ) -> None:
        super().__init__(owner)
        self._kit, self._owner, self._place = kit, owner, place
        self._read, self._put, self._free = read, put, free
        self._last: dict[str, str] = {}
        self._is_begun = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.keep)

    def begin(self) -> None:
        """Ask what was kept; once, so that what was taken out since does not come back."""
        if self._is_begun:
            return
        self._is_begun = True
        port, place = self._kit.workspace.half_typed, self._place
        self._kit.runner.run(
            lambda: port.read(*place),
            context=self._owner,
            done=self._on_told,
            failed=self.failed.emit,
        )

    def on_changed(self) -> None:
        """Something was typed."""
        if not self._pause.isActive():
            self._pause.start()

    def keep(self) -> None:
        """Keep what is typed now, if it changed since the last time."""
        self._pause.stop()
        typed = {name: words for name, words in self._read().items() if words.strip()}
        if typed != self._last:
            self._keep(typed)

    def forget(self) -> None:
        """It became work, or was thrown away."""
        self._pause.stop()
        if self._last:
            self._keep({})

    def _keep(self, typed: dict[str, str]) -> None:
        before, self._last = self._last, typed
        port, place = self._kit.workspace.half_typed, self._place

        def fail(error: ShownError) -> None:
            self._last = before
            self.failed.emit(error)

        self._kit.runner.run(
            lambda: port.keep(*place, typed),
            context=self._owner,
            done=lambda _: None,
            failed=fail,
        )

    def _on_told(self, kept: Typed) -> None:
        if not kept:
            return
        typed = {name: words for name, words in self._read().items() if words.strip()}
        joined = {
            name: " ".join(filter(None, (kept.get(name), typed[name])))
            for name in self._free
            if name in typed
        }
        self._last = dict(kept)
        self._put({**kept, **joined})
        if not joined:
            self._pause.stop()
