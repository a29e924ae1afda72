# SPDX-License-Identifier: AGPL-3.0-or-later
"""Scores, gate and use are read whole from a workbook; what is wrong is named by its cell."""

from datetime import date
from decimal import Decimal

import pytest

from forms.check import check_form
from forms.evidence import NO_EVIDENCE, Ages, Method, SuggestedClock
from forms.pack import InstrumentPack, build_pack, load_definition, load_sample_packs
from tests.fakes.evidence_forms import Rows, sheets, workbook

PACK = build_pack(workbook(), "t.xlsx")


def test_the_whole_workbook_is_usable_and_says_it_scores() -> None:
    report = check_form(workbook(), "t.xlsx")
    assert report.problems == ()
    assert report.has_score


def test_every_sheet_is_read() -> None:
    rules = PACK.evidence
    level, clear_items, worst = rules.scores
    assert [one.weight for one in level.terms] == [2, 1, 1]
    assert clear_items.terms[0].method is Method.COUNT
    assert worst.terms[0].questions == ("sleep", "company", "money")
    assert level.cuts[0].at_least == Decimal("7.5")
    assert level.cuts[0].decided_on == date(2026, 7, 1)
    assert [one.band for one in rules.trip_wires] == ["high", "some"]
    assert rules.gate is not None
    assert (rules.gate.opens, rules.gate.needed) == (("full",), 1)
    assert rules.licence is not None
    assert rules.licence.ends == date(2027, 6, 30)
    assert rules.trainings[0].months == 24
    assert rules.accuracy is not None
    assert rules.accuracy.measures[0].value == "20.2"
    assert rules.ages == Ages(least=12, most=17)
    assert rules.clocks["some"] == (SuggestedClock.TEAM_MEETING,)


def test_the_pack_survives_being_kept_and_its_evidence_stands_under_the_hash() -> None:
    kept = PACK.model_dump_json()
    assert InstrumentPack.model_validate_json(kept) == PACK
    with pytest.raises(ValueError, match="does not match its hash"):
        InstrumentPack.model_validate_json(kept.replace("2027-06-30", "2037-06-30"))


def test_a_pack_without_evidence_keeps_the_hash_it_always_had() -> None:
    plain = load_sample_packs()[0]
    old = plain.model_dump(mode="json", exclude={"evidence"})
    assert plain.evidence == NO_EVIDENCE
    assert InstrumentPack.model_validate(old).sha256 == plain.sha256


def test_a_question_knows_whether_it_wants_a_source_and_what_it_rates() -> None:
    questions = load_definition(PACK).questions
    assert questions["/data/full/sleep"].wants_source == "required"
    assert questions["/data/full/company"].wants_source == "yes"
    assert questions["/data/worry"].wants_source == ""
    assert questions["/data/full/company_seen"].rates == "/data/full/company"


def changed(sheet: str, row: int, column: int, value: object) -> dict[str, Rows]:
    rows = sheets()[sheet]
    rows[row] = [*rows[row], *[None] * 8][: len(rows[0])]
    rows[row][column] = value
    return {sheet: rows}


@pytest.mark.parametrize(
    ("sheet", "row", "column", "value", "place", "said"),
    [
        ("survey", 4, 5, "maybe", "sheet survey, row 5, column bind::fieldfare:source", "source"),
        ("survey", 6, 6, "nobody", "sheet survey, row 7, column bind::fieldfare:rates", "nobody"),
        ("scoring", 1, 2, "much", "sheet scoring, row 2, column points", "not a number"),
        ("scoring", 1, 2, None, "sheet scoring, row 2, column points", "missing"),
        ("scoring", 2, 1, "none", "sheet scoring, row 3, column answer", "twice"),
        ("scores", 2, 0, "level", "sheet scores, row 2, column score", "of its own"),
        ("scores", 1, 3, 1.5, "sheet scores, row 2, column max_missing", "whole"),
        ("item_rules", 1, 1, "nobody", "sheet item_rules, row 2, column item", "nobody"),
        ("item_rules", 4, 2, "mean", "sheet item_rules, row 5, column rule", "mean"),
        ("item_rules", 5, 0, "other", "sheet item_rules, row 6, column score", "other"),
        ("bands", 2, 1, 3, "sheet bands, row 2, column lower", "both “low” and “some”"),
        ("bands", 2, 1, 5, "sheet bands, row 2, column lower", "4.5 falls into no band"),
        ("bands", 3, 5, "noon", "sheet bands, row 4, column clocks", "noon"),
        ("county_cuts", 1, 0, "x", "sheet county_cuts, row 2, column at_least", "number"),
        ("county_cuts", 1, 4, "soon", "sheet county_cuts, row 2, column decided_on", "soon"),
        ("trip_wires", 1, 1, "huge", "sheet trip_wires, row 2, column answer", "huge"),
        ("trip_wires", 2, 2, None, "sheet trip_wires, row 3, column answer", "trips it"),
        ("trip_wires", 1, 3, "top", "sheet trip_wires, row 2, column band", "top"),
        ("gate", 1, 1, "perhaps", "sheet gate, row 2, column answer", "perhaps"),
        ("gate", 1, 2, "nowhere", "sheet gate, row 2, column opens", "nowhere"),
        ("license", 2, 1, "soon", "sheet license, row 3, column value", "soon"),
        ("license", 3, 0, "who", "sheet license, row 4, column key", "who"),
        ("training", 1, 3, -1, "sheet training, row 2, column months", "whole"),
        ("accuracy", 1, 0, "luck", "sheet accuracy, row 2, column key", "luck"),
        ("score_notes", 2, 1, 3, "sheet score_notes, row 3, column value", "before they begin"),
    ],
)
def test_what_is_wrong_is_named_by_sheet_row_and_column(
    sheet: str, row: int, column: int, value: object, place: str, said: str
) -> None:
    report = check_form(workbook(changed(sheet, row, column, value)), "t.xlsx")
    assert not report.is_usable
    found = [one for one in report.problems if one.place == place]
    assert any(said in one.what for one in found), report.problems


def test_a_question_behind_the_gate_cannot_open_it() -> None:
    gate: Rows = [["name", "answer", "opens"], ["sleep", "clear", "full"]]
    report = check_form(workbook({"gate": gate}), "t.xlsx")
    assert "stands behind the gate" in report.problems[0].what
