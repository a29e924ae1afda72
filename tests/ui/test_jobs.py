# SPDX-License-Identifier: AGPL-3.0-or-later
"""Work off the main thread, results on it, nothing left behind."""

import threading
from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui.errors import ShownError
from ui.jobs import Cancellation, InlineRunner, JobRunner


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[JobRunner]:
    made = JobRunner()
    yield made
    made.close()


def test_a_job_runs_elsewhere_and_its_result_arrives_on_the_main_thread(
    runner: JobRunner, qtbot: QtBot
) -> None:
    context = QObject()
    seen: list[tuple[str, str]] = []
    runner.run(
        lambda: threading.current_thread().name,
        context=context,
        done=lambda name: seen.append((name, threading.current_thread().name)),
        failed=lambda _: None,
    )
    qtbot.waitUntil(lambda: bool(seen))
    worker, receiver = seen[0]
    assert worker.startswith("store")
    assert receiver == threading.main_thread().name


def test_store_jobs_run_one_after_another_in_the_order_asked(
    runner: JobRunner, qtbot: QtBot
) -> None:
    context = QObject()
    seen: list[int] = []
    for number in range(50):
        runner.run(
            lambda number=number: number,  # type: ignore[misc]  # mypy cannot infer defaults
            context=context,
            done=seen.append,
            failed=lambda _: None,
        )
    qtbot.waitUntil(lambda: len(seen) == 50)
    assert seen == list(range(50))


def test_a_result_for_a_widget_that_is_gone_is_dropped(runner: JobRunner, qtbot: QtBot) -> None:
    gone, stays = QObject(), QObject()
    seen: list[str] = []
    runner.run(lambda: "gone", context=gone, done=seen.append, failed=lambda _: None)
    runner.run(lambda: "stays", context=stays, done=seen.append, failed=lambda _: None)
    shiboken6.delete(gone)
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == ["stays"]


def test_a_result_of_an_ended_session_is_dropped(runner: JobRunner, qtbot: QtBot) -> None:
    context = QObject()
    seen: list[str] = []
    runner.run(lambda: "before", context=context, done=seen.append, failed=lambda _: None)
    runner.end_session()
    runner.run(lambda: "after", context=context, done=seen.append, failed=lambda _: None)
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == ["after"]


def test_an_expected_failure_arrives_as_it_is(runner: JobRunner, qtbot: QtBot) -> None:
    context = QObject()
    seen: list[ShownError] = []
    error = ShownError("No.", "Try later.")

    def refuse() -> None:
        raise error

    runner.run(refuse, context=context, done=lambda _: None, failed=seen.append, lane="network")
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [error]


@pytest.mark.expected_logs("ui.jobs")
def test_our_own_mistake_arrives_as_words_and_leaves_no_content_in_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    context = QObject()
    seen: list[ShownError] = []

    def stumble() -> None:
        raise KeyError("Maya Castellanos")

    InlineRunner().run(stumble, context=context, done=lambda _: None, failed=seen.append)
    assert "your work so far is saved" in seen[0].sentence
    assert "Maya" not in caplog.text
    assert "KeyError" in caplog.text


def test_a_network_job_may_wait_for_the_store(runner: JobRunner, qtbot: QtBot) -> None:
    context = QObject()
    seen: list[str] = []
    runner.run(
        lambda: runner.call_on_store(lambda: threading.current_thread().name),
        context=context,
        done=seen.append,
        failed=lambda _: None,
        lane="network",
    )
    qtbot.waitUntil(lambda: bool(seen))
    assert seen[0].startswith("store")


def test_progress_is_relayed_in_order(runner: JobRunner, qtbot: QtBot) -> None:
    context = QObject()
    seen: list[int] = []
    tell = runner.relay(seen.append, context=context)

    def work() -> None:
        for number in range(5):
            tell(number)

    runner.run(work, context=context, done=lambda _: None, failed=lambda _: None, lane="network")
    qtbot.waitUntil(lambda: len(seen) == 5)
    assert seen == [0, 1, 2, 3, 4]


def test_closing_waits_for_work_under_way(qtbot: QtBot) -> None:
    runner = JobRunner()
    context = QObject()
    begun, may_end = threading.Event(), threading.Event()
    ended: list[bool] = []

    def work() -> None:
        begun.set()
        may_end.wait(10)
        ended.append(True)

    runner.run(work, context=context, done=lambda _: None, failed=lambda _: None)
    assert begun.wait(10)
    may_end.set()
    runner.close()
    assert ended == [True]


def test_a_cancellation_is_seen_by_the_work() -> None:
    cancel = Cancellation()
    assert not cancel.is_cancelled()
    cancel.cancel()
    assert cancel.is_cancelled()
