# SPDX-License-Identifier: AGPL-3.0-or-later
"""A result file keeps every promise, and a missed bar is shown as missed."""

from pathlib import Path

import pytest

from bench.results import Result, make_result, write_results


def a_result(samples: list[float], bar: float) -> Result:
    return make_result("search answers", samples, "ms", command="make bench", bar=bar)


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


@pytest.mark.parametrize(("peer", "met"), [(100.0, True), (10.0, False)])
def test_a_bar_in_units_of_a_peer_is_judged_by_the_ratio(peer: float, *, met: bool) -> None:
    result = make_result(
        "pull", [50.0], "×", command="make bench", bar=3, peer="floor", peer_samples=[peer]
    )
    assert result.ratio == pytest.approx(50 / peer)
    assert result.is_met is met
