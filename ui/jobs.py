# SPDX-License-Identifier: AGPL-3.0-or-later
"""The only place in the screens that knows threads.

Invariants:
- One worker runs every store job, in the order asked; a small pool runs network jobs.
- Results reach the main thread through one signal of one QObject that lives there. Nothing is
  ever moved to another thread, and no callback is connected to an object in a worker.
- A result is dropped when its context widget is gone or the session that asked has ended.
- `close` takes no new work, waits for what runs, and leaves no thread behind.
"""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from typing import Literal, Protocol, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from ui.errors import ShownError

log = logging.getLogger(__name__)

T = TypeVar("T")
Lane = Literal["store", "network"]
Failed = Callable[[ShownError], None]

NETWORK_THREADS = 2


class Runner(Protocol):
    """How screens get work done; `JobRunner` in the application, `InlineRunner` in tests."""

    def run(
        self,
        job: Callable[[], T],
        *,
        context: QObject,
        done: Callable[[T], None],
        failed: Failed,
        lane: Lane = "store",
    ) -> None:
        """Run `job` elsewhere; `done` or `failed` is called on the main thread."""
        ...

    def relay(self, callback: Callable[[T], None], *, context: QObject) -> Callable[[T], None]:
        """A function any thread may call, which calls `callback` on the main thread."""
        ...

    def call_on_store(self, job: Callable[[], T]) -> T:
        """Run `job` on the store thread, wait for it, and return or raise what it gave."""
        ...

    def end_session(self) -> None:
        """Forget every result still under way; called when the window locks."""
        ...


class Cancellation:
    """A cancel token (`ui.port_values.CancelToken`) that the main thread sets."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._event.set()

    def is_cancelled(self) -> bool:
        """Whether somebody asked."""
        return self._event.is_set()


class _Relay(QObject):
    """Carries closures from any thread to the main thread."""

    posted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.posted.connect(self._on_posted, Qt.ConnectionType.QueuedConnection)

    @Slot(object)
    def _on_posted(self, closure: Callable[[], None]) -> None:
        closure()


class JobRunner:
    """Runs jobs on worker threads. Make it on the main thread; call `close` before leaving."""

    def __init__(self) -> None:
        self._relay = _Relay()
        self._store = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")
        self._network = ThreadPoolExecutor(NETWORK_THREADS, thread_name_prefix="network")
        self._session = 0

    def run(
        self,
        job: Callable[[], T],
        *,
        context: QObject,
        done: Callable[[T], None],
        failed: Failed,
        lane: Lane = "store",
    ) -> None:
        """See `Runner.run`."""
        finish = self.relay(_finish(done, failed), context=context)
        pool: Executor = self._store if lane == "store" else self._network
        pool.submit(lambda: finish(_outcome(job)))

    def relay(self, callback: Callable[[T], None], *, context: QObject) -> Callable[[T], None]:
        """See `Runner.relay`."""
        session = self._session

        def deliver(value: T) -> None:
            if session == self._session and shiboken6.isValid(context):
                callback(value)

        def post(value: T) -> None:
            self._relay.posted.emit(lambda: deliver(value))

        return post

    def call_on_store(self, job: Callable[[], T]) -> T:
        """Run a job on the store thread and wait for it; for network jobs only.

        Never call it from the store thread or the main thread: the first would wait for itself,
        the second would freeze the window.
        """
        return self._store.submit(job).result()

    def end_session(self) -> None:
        """See `Runner.end_session`."""
        self._session += 1

    def close(self) -> None:
        """Wait for what runs and end every thread. Cancel a running sync first."""
        self.end_session()
        self._network.shutdown(wait=True, cancel_futures=True)
        self._store.shutdown(wait=True)


class InlineRunner:
    """Runs every job at once on the calling thread; for tests and scripts."""

    def __init__(self) -> None:
        self._session = 0

    def run(
        self,
        job: Callable[[], T],
        *,
        context: QObject,
        done: Callable[[T], None],
        failed: Failed,
        lane: Lane = "store",
    ) -> None:
        """See `Runner.run`; `lane` makes no difference here."""
        del lane
        self.relay(_finish(done, failed), context=context)(_outcome(job))

    def relay(self, callback: Callable[[T], None], *, context: QObject) -> Callable[[T], None]:
        """See `Runner.relay`."""
        session = self._session

        def deliver(value: T) -> None:
            if session == self._session and shiboken6.isValid(context):
                callback(value)

        return deliver

    def call_on_store(self, job: Callable[[], T]) -> T:
        """Run the job at once."""
        return job()

    def end_session(self) -> None:
        """See `Runner.end_session`."""
        self._session += 1

    def close(self) -> None:
        """Nothing to end."""


def _outcome(job: Callable[[], T]) -> T | ShownError:
    try:
        return job()
    except ShownError as error:
        return error
    except Exception as error:  # noqa: BLE001 - the edge: our own mistake must reach the user
        log.error("A job failed with %s", type(error).__name__)  # noqa: TRY400 - no content in logs
        return ShownError(
            "Something went wrong in the program itself; your work so far is saved.",
            "Try again; if it happens again, lock, unlock and tell your administrator.",
        )


def _finish(done: Callable[[T], None], failed: Failed) -> Callable[[T | ShownError], None]:
    def finish(outcome: T | ShownError) -> None:
        if isinstance(outcome, ShownError):
            failed(outcome)
        else:
            done(outcome)

    return finish
