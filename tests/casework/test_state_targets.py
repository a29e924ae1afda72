# SPDX-License-Identifier: AGPL-3.0-or-later
"""Status rows as the state's grid orders them; an inferred code is never shown as the state's."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from casework.ids import RecordId
from casework.state_targets import CWS_CMS, HEADER, TARGETS, cells_of, lay_out
from casework.status_rows import StatusRow, StatusType

ROWS = st.lists(st.tuples(st.sampled_from(StatusType), st.integers(0, 400)), max_size=12)


def a_row(kind: StatusType, days: int = 0) -> StatusRow:
    start = date(2025, 1, 1) + timedelta(days=days)
    return StatusRow(type=kind, started_on=start, determined_on="Said so.")


@given(ROWS)
def test_every_row_stands_once_by_type_and_then_by_start(
    made: list[tuple[StatusType, int]],
) -> None:
    rows = [(RecordId(f"r{at}"), a_row(*one)) for at, one in enumerate(made)]
    laid = lay_out(rows)
    assert {one.record for one in laid} == {record for record, _ in rows}
    order = list(StatusType)
    places = [(order.index(one.type), one.started_on) for one in laid]
    assert places == sorted(places)


def test_only_codes_that_were_seen_are_confirmed() -> None:
    known = {kind: code.code for kind, code in CWS_CMS.codes.items() if code.confirmed}
    assert known == {
        StatusType.AT_RISK: "6867",
        StatusType.OPEN_CASE: "6870",
        StatusType.WHILE_ABSENT: "6871",
    }
    unsure = {code.code for code in CWS_CMS.codes.values() if not code.confirmed}
    assert unsure == {"6868", "6869"}


def test_of_the_other_targets_no_code_is_claimed() -> None:
    assert [one.name for one in TARGETS] == ["CWS/CMS", "CWS-CARES", "AFCARS", "RHY-HMIS"]
    for target in TARGETS[1:]:
        (row,) = lay_out([(RecordId("r"), a_row(StatusType.AT_RISK))], target)
        assert cells_of(row)[:3] == ("At risk", "", "")


def test_a_row_has_a_cell_under_every_heading() -> None:
    (row,) = lay_out([(RecordId("r"), a_row(StatusType.DURING_CARE))])
    cells = dict(zip(HEADER, cells_of(row), strict=True))
    assert (cells["code"], cells["code_confirmed"]) == ("6869", "no")
    assert (cells["start"], cells["end"], cells["entered_on"]) == ("2025-01-01", "", "")
