# SPDX-License-Identifier: AGPL-3.0-or-later
"""The commands by which a coordinator records legal grounds."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from casework.clock import end_of_day
from sync.server.commands import main
from sync.server.grounds import read_ground
from sync.server.installation import Installation, find_county
from sync.server.people import find_hat
from sync.server.put_back import BEYOND
from sync.server.steering import REQUIRED
from sync.server.tables import county
from sync.server.training_words import COLLEAGUE, OFFICER
from tests.fakes.ui_team import a_card

PROBATION = "Larkspur Probation"
TABLE = (OFFICER, COLLEAGUE, "Dolores Whitcombe")
UNTIL = (datetime.now(UTC) + timedelta(days=20)).date().isoformat()


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A prepared training county."""
    folder = tmp_path_factory.mktemp("county") / "data"
    assert main(["train", "--data", str(folder), "--prepare-only"]) == 0
    return folder


@pytest.fixture
def case(data: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """The case of the training county's first team."""
    listed = run(data, capsys, "basis", "list")
    return listed[0].split("\t")[1]


def run(data: Path, capsys: pytest.CaptureFixture[str], *words: str) -> list[str]:
    capsys.readouterr()
    code = main([*words, "--data", str(data)])
    said = capsys.readouterr()
    assert code == 0, said.err
    return said.out.splitlines()


def refused(data: Path, capsys: pytest.CaptureFixture[str], *words: str) -> str:
    capsys.readouterr()
    assert main([*words, "--data", str(data)]) == 1
    return capsys.readouterr().err


def test_a_consent_is_recorded_listed_and_revoked(
    data: Path, capsys: pytest.CaptureFixture[str], case: str
) -> None:
    words = ["--sections", "mental_health", "--hat", OFFICER, "--owner", PROBATION]
    words += ["--basis", "consent_generic", "--purpose", "Care", "--signer", "A parent"]
    words += ["--capacity", "parent"]
    told = refused(data, capsys, "consent", "record", case, *words)
    assert "expiry" in told
    looked = run(data, capsys, "consent", "record", case, *words, "--until", UNTIL, "--preview")
    who = f"{OFFICER} ({PROBATION})"
    assert looked == [f"This will show 1 part (mental_health) to {who} until {UNTIL}."]
    [made] = run(data, capsys, "consent", "record", case, *words, "--until", UNTIL)
    [line] = [one for one in run(data, capsys, "basis", "list", case) if one.startswith(made)]
    assert "consent_generic" in line
    assert end_of_day(date.fromisoformat(UNTIL)).isoformat() in line
    assert "no consent that ends with an event" in refused(data, capsys, "consent", "event", made)
    lasting = run(data, capsys, "consent", "record", case, *words, "--ends-with", "case_closed")
    shown = [one for one in run(data, capsys, "basis", "list", case) if one.startswith(lasting[0])]
    assert shown[0].split("\t")[6] == ""
    run(data, capsys, "consent", "event", *lasting)
    assert "already" in refused(data, capsys, "consent", "event", *lasting)
    shown = [one for one in run(data, capsys, "basis", "list", case) if one.startswith(lasting[0])]
    assert shown[0].split("\t")[6] != ""
    run(data, capsys, "consent", "end-participation", made, OFFICER)
    run(data, capsys, "consent", "revoke", made)
    assert "taken back" in refused(data, capsys, "consent", "revoke", made)


def test_an_order_and_an_emergency_are_recorded_and_reviewed(
    data: Path, capsys: pytest.CaptureFixture[str], case: str
) -> None:
    scope = [case, "--sections", "legal", "--hat", OFFICER]
    order = ["--basis", "court_order", "--until", UNTIL]
    assert "number" in refused(data, capsys, "basis", "record", *scope, *order)
    run(data, capsys, "basis", "record", *scope, *order, "--number", "J-77")
    care = ["--basis", "ferpa_usa", "--until", UNTIL, "--responsible", PROBATION]
    run(data, capsys, "basis", "record", case, "--sections", "education", "--hat", OFFICER, *care)
    glass = ["--reason", "The youth called.", "--told", COLLEAGUE]
    [looked] = run(data, capsys, "basis", "break-glass", *scope, *glass, "--preview")
    assert looked.startswith("This will show 1 part (legal) to ")
    [made] = run(data, capsys, "basis", "break-glass", *scope, *glass)
    assert len(run(data, capsys, "basis", "list", "--to-review")) == 1
    who = ["--supervisor", "Dolores Whitcombe"]
    run(data, capsys, "basis", "review", made, *who)
    assert run(data, capsys, "basis", "list", "--to-review") == []
    assert run(data, capsys, "basis", "account", case) == []


def test_a_team_is_founded_joined_and_opened_and_its_window_extended(
    data: Path, capsys: pytest.CaptureFixture[str], case: str
) -> None:
    run(data, capsys, "team", "found", "Night team")
    assert "already" in refused(data, capsys, "team", "found", "Night team")
    window = ["--basis", "s18961_7_window", "--sections", "contacts"]
    for hat in TABLE:
        run(data, capsys, "team", "join", "Night team", hat)
        if hat == COLLEAGUE:
            told = refused(data, capsys, "team", "open", "Night team", case, *window)
            assert "has 1 trained members" in told
        run(data, capsys, "team", "agree", "Night team", hat)
    listed = run(data, capsys, "team", "list")
    assert sum(one.startswith("Night team") for one in listed) == 3
    looked = run(data, capsys, "team", "open", "Night team", case, *window, "--preview")
    assert len(looked) == 3
    assert all(
        line.startswith("This will show 1 part (contacts) to ") or "nothing" in line
        for line in looked
    )
    [made] = run(data, capsys, "team", "open", "Night team", case, *window)
    place = Installation(data)
    with place.open() as database, database.administer() as connection:
        county = find_county(database)
        opened = read_ground(connection, county, made)
        agencies = {find_hat(connection, county, one).agency for one in TABLE}
    assert opened.owners == agencies
    longer = ["--until", (datetime.now(UTC) + timedelta(days=60)).date().isoformat()]
    longer += ["--good-cause", "A witness was found."]
    told = refused(data, capsys, "basis", "extend", made, *longer, "--supervisor", OFFICER)
    assert "supervisor" in told
    longer += ["--supervisor", "Dolores Whitcombe"]
    looked = run(data, capsys, "basis", "extend", made, *longer, "--preview")
    assert [line.startswith("This will show ") for line in looked] == [True] * 3
    with place.open() as database, database.administer() as connection:
        assert read_ground(connection, county, made) == opened
    run(data, capsys, "basis", "extend", made, *longer)
    run(data, capsys, "team", "leave", "Night team", COLLEAGUE)
    back = ["Night team", COLLEAGUE, "--preview"]
    assert len([one for one in run(data, capsys, "team", "join", *back) if case in one]) == 3
    told = refused(data, capsys, "team", "agree", *back)
    assert "not in the team" in told


def test_a_matrix_beyond_the_law_is_refused(
    data: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "matrix.json"
    held = [line.split("\t") for line in run(data, capsys, "matrix", "show")]
    rows = [
        {"basis": basis, "agency_kind": kind, "sections": sections.split(",")}
        for basis, kind, sections in held
    ]
    beyond = {"basis": "s13753_team", "agency_kind": "police", "sections": ["adoption"]}
    file.write_text(json.dumps({"rows": [*rows, beyond]}))
    assert "police" in refused(data, capsys, "matrix", "set", str(file))
    file.write_text(json.dumps({"rows": rows}))
    looked = run(data, capsys, "matrix", "set", str(file), "--preview")
    assert looked == ["On what is on record this will show nobody more or less."]
    kept = [{**one, "sections": one["sections"][:1]} for one in rows]
    file.write_text(json.dumps({"rows": kept}))
    looked = run(data, capsys, "matrix", "set", str(file), "--preview")
    assert all("\ts13753_team\tThis will hide " in one for one in looked)
    assert any(f"from {OFFICER} ({PROBATION})." in one for one in looked)
    assert [one.split("\t") for one in run(data, capsys, "matrix", "show")] == held
    run(data, capsys, "matrix", "set", str(file))
    more = {"basis": "s13753_team", "agency_kind": "police", "sections": ["placement"]}
    file.write_text(json.dumps({"rows": [*rows, more]}))
    looked = run(data, capsys, "matrix", "set", str(file), "--preview")
    assert any(f" more to {OFFICER} ({PROBATION}) until " in one for one in looked)
    assert len(run(data, capsys, "matrix", "set", str(file))) == len(rows) + 1
    file.write_text("no")
    assert "looks like" in refused(data, capsys, "matrix", "set", str(file))


def test_an_assignment_says_beforehand_what_it_lets_someone_work_in_and_what_stays_closed(
    data: Path, capsys: pytest.CaptureFixture[str], case: str
) -> None:
    words = ["grant", OFFICER, case, "--sections", "contacts,substance_use", "--until", UNTIL]
    run(data, capsys, "grant", OFFICER, case, "--sections", "contacts,screening")
    looked = run(data, capsys, *words, "--preview")
    who = f"{OFFICER} ({PROBATION})"
    assert f"This will let {who} work in 1 part (contacts) until {UNTIL}." in looked
    assert any(
        one.startswith(f"This will show nothing of substance_use to {who}: ") for one in looked
    )
    assert f"This will close 1 part (screening) to {who}." in looked
    assert run(data, capsys, *words, "--preview") == looked, "nothing was assigned"
    run(data, capsys, *words)
    looked = run(data, capsys, *words, "--preview")
    assert not [one for one in looked if one.startswith("This will close ")]


def test_a_persons_clearance_is_recorded_listed_and_taken_back(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(data, capsys, "clearance", "record", "--hat", OFFICER, "--reference", "DOJ 17")
    [line] = run(data, capsys, "clearance", "list")
    assert line.split("\t")[0::2] == ["person", OFFICER, "DOJ 17"]
    run(data, capsys, "clearance", "revoke", "--hat", OFFICER)
    assert run(data, capsys, "clearance", "list") == []
    assert "device list" in refused(
        data, capsys, "clearance", "record", "--device", "none", "--reference", "x"
    )


def test_a_roster_is_put_in_force_with_the_roles_the_county_knows(
    data: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    before = run(data, capsys, "roster", "show")
    cards = [a_card("one", hat=OFFICER, speaks_as={"id": "forged"}), a_card("two")]
    file = tmp_path / "roster.json"
    file.write_text(json.dumps({"cards": cards}), encoding="utf-8")
    lines = run(data, capsys, "roster", "set", str(file), "--by", "Coordinator")
    assert [one.split("\t")[0] for one in lines] == ["one", "two"]
    assert run(data, capsys, "roster", "show") == lines != before
    cards[1]["phones"] = [{"number": "call me"}]
    file.write_text(json.dumps({"cards": cards}), encoding="utf-8")
    assert "card “two”" in refused(data, capsys, "roster", "set", str(file))
    file.write_text(json.dumps({"cards": [a_card("one", hat="Nobody")]}), encoding="utf-8")
    assert "Nobody" in refused(data, capsys, "roster", "set", str(file))
    file.write_text("no roster", encoding="utf-8")
    assert "JSON" in refused(data, capsys, "roster", "set", str(file))
    assert run(data, capsys, "roster", "show") == lines


def test_county_clocks_are_put_in_force_and_what_loosens_the_law_is_refused_with_its_bound(
    data: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "clocks.json"

    def put(*choices: dict[str, object]) -> None:
        file.write_text(json.dumps({"choices": choices}))

    shown = {line.split("\t")[0]: line.split("\t") for line in run(data, capsys, "clocks", "show")}
    assert shown["cans_cse"][1:] == ["off", "30 days", "county", "county default, verify"]
    assert shown["absent_ncmec"][1:3] == ["on", "24 hours"]
    for choice, why in (
        ({"code": "absent_ncmec", "length": 48}, "at most 24 hours, 48 would be longer"),
        ({"code": "absent_police", "on": False}, "cannot be turned off"),
        ({"code": "report_phone", "length": 1}, "at once"),
        ({"code": "hearing"}, "no clock “hearing”"),
        ({"code": "absent_ncmec", "length": 0}, "looks like"),
    ):
        put({"code": "initial_meeting"}, choice)
        assert why in refused(data, capsys, "clocks", "set", str(file))
    assert run(data, capsys, "clocks", "show")[0:] == ["\t".join(one) for one in shown.values()]
    put({"code": "initial_meeting", "length": 7}, {"code": "absent_ncmec", "length": 12})
    now = [line.split("\t") for line in run(data, capsys, "clocks", "set", str(file))]
    assert [one[1:3] for one in now if one[0] == "initial_meeting"] == [["on", "7 days"]]
    assert [one[1:3] for one in now if one[0] == "absent_ncmec"] == [["on", "12 hours"]]
    assert run(data, capsys, "policy", "show")


def test_what_is_approved_and_who_is_referred_is_the_countys_choice_and_says_so(
    data: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "bounds.json"

    def columns(*command: str) -> dict[str, list[str]]:
        lines = [line.split("\t") for line in run(data, capsys, *command)]
        return {one[0]: one[1:3] for one in lines}

    assert columns("approvals", "show") == {
        "referral": ["on", "always"],
        "team_plan": ["on", "county default, verify"],
        "absence_closed": ["on", "county default, verify"],
        "override": ["on", "county default, verify"],
        "screening": ["off", "county default, verify"],
    }
    assert columns("referrals", "show")["youngest"] == ["11", "county default, verify"]
    for family, said, why in (
        ("approvals", {"needs": ["referral"]}, "looks like"),
        ("referrals", {"youngest": 17, "oldest": 12}, "below the youngest"),
        ("referrals", {"yongest": 12}, "yongest"),
    ):
        file.write_text(json.dumps(said))
        assert why in refused(data, capsys, family, "set", str(file))
    file.write_text(json.dumps({"needs": ["screening"]}))
    now = columns("approvals", "set", str(file), "--by", "Director")
    assert now["screening"] == ["on", "set by this county"]
    assert now["team_plan"][0] == "off"
    file.write_text(json.dumps({"youngest": None, "oldest": 21}))
    assert columns("referrals", "set", str(file), "--by", "Director") == {
        "youngest": ["null", "set by this county"],
        "oldest": ["21", "set by this county"],
        "residents_only": ["true", "county default, verify"],
        "not_while_absent": ["true", "county default, verify"],
    }
    assert columns("approvals", "show") == now
    assert not [one for one in run(data, capsys, "policy", "show") if "needs" in one]


def test_who_writes_the_protocol_is_listed_apart_and_has_no_hat_by_it(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gaps = run(data, capsys, "steering", "list")
    assert [line.split("\t")[0] for line in gaps] == [one.value for one in REQUIRED]
    judge = ["Ines Duarte", "--agency-kind", "juvenile_court", "--office", "Presiding judge"]
    [made] = run(data, capsys, "steering", "add", *judge)
    first, *gaps = run(data, capsys, "steering", "list")
    assert first.split("\t")[:3] == ["juvenile_court", "Ines Duarte", "Presiding judge"]
    assert "juvenile_court\tnobody sits for it" not in gaps
    case = run(data, capsys, "basis", "list")[0].split("\t")[1]
    assert "Ines Duarte" in refused(data, capsys, "grant", "Ines Duarte", case)
    assert "list" in refused(data, capsys, "steering", "end", "Nobody")
    assert "empty" in refused(data, capsys, "steering", "add", " ", "--agency-kind", "casa")
    run(data, capsys, "steering", "end", made)
    assert len(run(data, capsys, "steering", "list")) == len(REQUIRED)


def test_putting_back_is_said_once_and_begins_a_new_feed_beyond_the_old_one(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = place_in_feed(data)
    brought, lost = run(data, capsys, "put-back", "--by", "Ada")
    assert "sends again" in brought
    assert "record consents" in lost
    epoch, number = place_in_feed(data)
    assert epoch != before[0]
    assert number == before[1] + BEYOND


def place_in_feed(data: Path) -> tuple[str, int]:
    with Installation(data).open() as database, database.administer() as connection:
        row = connection.execute(select(county.c.epoch, county.c.feed_n)).one()
    return row.epoch, row.feed_n
