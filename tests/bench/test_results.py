# SPDX-License-Identifier: AGPL-3.0-or-later
"""A result file keeps every promise, and a missed bar is shown as missed."""

from pathlib import Path

import pytest

from bench.results import Beside, Result, make_result, write_results
from bench.soak import results_of


def a_result(samples: list[float], bar: float) -> Result:
    return make_result("search answers", samples, "ms", bar=bar)


def test_a_figure_over_its_bar_is_shown_as_missed(tmp_path: Path) -> None:
    write_results("topic", [a_result([120.0, 150.0, 130.0], bar=100)], tmp_path)
    table = (tmp_path / "README.md").read_text()
    assert "| search answers | 130 ms | ≤ 100 ms | **missed** |" in table


def test_a_new_figure_replaces_the_old_one_of_the_same_promise(tmp_path: Path) -> None:
    write_results("topic", [a_result([120.0], bar=100)], tmp_path)
    write_results("topic", [a_result([80.0], bar=100)], tmp_path)
    table = (tmp_path / "README.md").read_text()
    assert table.count("search answers") == 1
    assert "missed** " not in table


@pytest.mark.parametrize(("floor", "met"), [(100.0, True), (10.0, False)])
def test_a_bar_in_units_of_a_peer_comes_from_the_peer_of_the_same_run(
    floor: float, *, met: bool
) -> None:
    beside = Beside("floor", [floor], most=3)
    result = make_result("pull", [50.0], "ms", beside=beside)
    assert result.bar == pytest.approx(3 * floor)
    assert result.ratio == pytest.approx(50 / floor)
    assert result.is_met is met


def test_a_result_names_its_machine_its_commit_and_how_to_repeat_it() -> None:
    result = make_result("pull", [50.0], "ms")
    assert result.cores >= 1
    assert result.commit
    assert result.command == "make bench"


def test_a_soak_counts_what_failed_against_a_bar_of_none(tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    report.write_text(
        '<testsuites><testsuite tests="10" failures="1" errors="1" skipped="2"/></testsuites>'
    )
    failed, passed = results_of(report)
    assert (failed.figure, failed.is_met) == (2, False)
    assert passed.figure == 6
