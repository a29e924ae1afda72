# SPDX-License-Identifier: AGPL-3.0-or-later
"""A youth goes missing on the Friday before daylight saving ends; all of it is done from a car.

California puts its clocks back on Sunday 1 November 2026 at 02:00 (09:00 UTC). Every moment below
that a clock must come to was worked out by hand: until then a wall clock is 7 hours behind UTC,
after it 8.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from casework.clock_rules import ClockChoice, ClockStart, CountyClocks, Party
from casework.due import DueKind
from casework.ids import CaseId
from casework.vocabulary import LegalRole, RecordKind
from desktop.application import open_desktop
from desktop.tour import answers_of_the_day
from desktop.window_walk import WindowWalk
from tests.fakes.county import MovableClock, running_county
from tests.fakes.laptops import PASSPHRASE, Laptop, NeverCancelled, enrolled_laptop, ignore_progress
from tests.fakes.people import a_hat
from tests.journeys.record_hands import (
    add_to_this,
    fill,
    open_notice,
    open_record,
    report,
    rows_of,
    running_clocks,
    save,
    save_in_vain,
)
from ui.errors import ShownError
from ui.pages.case_page import CasePage
from ui.pages.youths_page import YouthsPage
from ui.records.record_page import RecordPage
from ui.timeline_views import TimelineWish
from ui.widgets.row_list import RowList

NAME = "Zephyrine Quillfeather"
COUNTY_CHOICES = ("absent_police_again", "return_debrief")
EVERYTHING = 500
LATE_REASON = "No signal in the canyon until the ridge."


def utc(day: int, hour: int, minute: int, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


OFFICE = utc(31, 0, 0, 10)  # Friday 30 October, 17:00 daylight time
HEARD = utc(31, 6, 10, 10)  # 23:10
WRITTEN_DOWN = utc(31, 6, 14, 10)
SUSPECTED = utc(31, 6, 20, 10)
VICTIM_KNOWN = utc(1, 4, 0)  # Saturday, 21:00
COURT_TOLD = utc(1, 9, 34)  # Sunday, the second 01:34 of that night
FAXED = utc(1, 17, 40)  # 09:40 standard time
LOCATED = utc(1, 22, 10)
RETURNED = utc(4, 0, 20)  # Tuesday 3 November, 16:20
TALKED = utc(4, 18, 0)  # Wednesday, 10:00
SYNCED = utc(5, 16, 0)
DUE = {
    Party.LAW_ENFORCEMENT: utc(1, 6, 10),  # Saturday 23:10, before the change
    Party.COURT: utc(1, 6, 10),
    Party.WRITTEN_REPORT: utc(1, 18, 20),  # 36 hours: Sunday 10:20, not 11:20
    Party.YOUTH: utc(5, 0, 20),  # the talk, 24 hours after the return: Wednesday 16:20
}
AGAIN_DUE = utc(7, 7, 59)  # the seventh day ends Friday 6 November, 23:59 standard time
VICTIM_DUE = utc(2, 4, 0)  # 24 hours from Saturday 21:00: Sunday 20:00, not 21:00


class Drive:
    """The worker in the car: one window, one clock."""

    def __init__(self, walk: WindowWalk, clock: MovableClock, case: CaseId) -> None:
        self.walk, self.clock, self.case = walk, clock, case

    def hears_of_it(self) -> None:
        self.clock.at = WRITTEN_DOWN
        self.walk.shell.begin_absence()
        youths = self.walk.page(YouthsPage)
        youths.box.setText("zeph")
        self.walk.wait(lambda: youths.model.rowCount() == 1, "the youth")
        youths.box.returnPressed.emit()
        self.walk.wait(lambda: isinstance(self.walk.shell.page, RecordPage), "the form")
        seen = HEARD - timedelta(minutes=50)
        fill(
            self.walk,
            {
                "discovered_at": HEARD,
                "last_seen_at": seen,
                "last_seen_place": "The bus stop at Alder and 5th",
                "status_known": "at_risk",
                "clothing": "Green hooded coat",
            },
        )
        save(self.walk)
        self.clock.at = SUSPECTED
        self.walk.open_case(self.case)
        report(self.walk, ClockStart.ABUSE_SUSPECTED)

    def tells(self, party: Party, at: datetime, **answers: str) -> None:
        self.clock.at = at
        open_notice(self.walk, party, NAME)
        fill(self.walk, answers)
        save(self.walk)

    def tells_those_who_must_know(self) -> None:
        at = SUSPECTED + timedelta(minutes=5)
        self.tells(Party.HOTLINE, at, to_whom="Hotline screener 4", channel="phone")
        at += timedelta(minutes=10)
        police = {"to_whom": "Officer 12, Alder police", "channel": "phone"}
        self.tells(Party.LAW_ENFORCEMENT, at, reference="26-11871", **police)
        at += timedelta(minutes=10)
        self.tells(Party.NCMEC, at, to_whom="Call center", channel="web", reference="N-55012")
        at = utc(31, 15, 5, 10)
        self.tells(Party.PARENTS, at, to_whom="The grandmother", channel="phone")
        self.tells(Party.YOUTHS_ATTORNEY, at, to_whom="Duty attorney", channel="phone")
        for party in (Party.INDIAN_CUSTODIAN, Party.TRIBE, Party.SIBLINGS, Party.CASA):
            self.tells(party, at, outcome="not_required", why="There is none.")
        why = "The office is closed; nobody answers."
        self.tells(Party.PARENTS_ATTORNEY, at, outcome="unable", why=why)

    def tells_the_court_late(self) -> None:
        """In the hour that comes twice; the moment offered is kept although its reading is not."""
        self.clock.at = COURT_TOLD
        open_notice(self.walk, Party.COURT, NAME)
        fill(self.walk, {"to_whom": "Duty clerk", "channel": "phone"})
        assert set(save_in_vain(self.walk)) == {"why"}
        fill(self.walk, {"why": LATE_REASON})
        save(self.walk)

    def finds_more_on_saturday(self) -> None:
        self.clock.at = VICTIM_KNOWN
        self.walk.open_case(self.case)
        report(self.walk, ClockStart.VICTIM_KNOWN)

    def writes_the_report(self) -> None:
        self.clock.at = FAXED
        title = f"{NAME}: {Party.WRITTEN_REPORT.label}"
        (row,) = [one for one in running_clocks(self.walk, 3) if one.title == title]
        assert row.tag == "40 min left"
        fax = {"to_whom": "Hotline fax", "channel": "fax"}
        self.tells(Party.WRITTEN_REPORT, FAXED, **fax)

    def hears_where(self) -> None:
        self.clock.at = LOCATED
        self.walk.open_case(self.case)
        open_record(self.walk, RecordKind.ABSENCE)
        place = "A room on Chester Avenue, Kern County"
        found = {"located_at": LOCATED, "located_place": place, "located_is_approved": False}
        fill(self.walk, found)
        save(self.walk)
        page = self.walk.open_case(self.case)
        self.walk.wait(lambda: not page.report.isHidden(), "the case's records")
        assert page.absent.isHidden()

    def is_told_of_the_return(self) -> None:
        self.clock.at = RETURNED + timedelta(minutes=10)
        self.walk.open_case(self.case)
        open_record(self.walk, RecordKind.ABSENCE)
        fill(self.walk, {"ended_at": RETURNED, "end": "returned", "end_place": "Heron House"})
        save(self.walk)

    def talks(self) -> None:
        self.clock.at = TALKED
        self.walk.open_case(self.case)
        open_record(self.walk, RecordKind.ABSENCE)
        add_to_this(self.walk, RecordKind.DEBRIEF)
        told = {
            "factors": ["placement", "family"],
            "experiences": ["no_shelter"],
            "response": "Calls her grandmother every evening from now on.",
        }
        fill(self.walk, told)
        save(self.walk)
        self.tells(Party.YOUTH, TALKED, to_whom="The youth", channel="in_person")

    def screens_again(self) -> None:
        self.walk.open_case(self.case)
        self.walk.start_screening()
        for answers in answers_of_the_day(date(2026, 11, 4)):
            self.walk.fill_section(answers)
            self.walk.go_on()
        self.walk.sign()


@contextmanager
def driving(laptop: Laptop, clock: MovableClock, case: CaseId) -> Iterator[Drive]:
    with open_desktop(laptop.places, clock=clock) as desktop:
        desktop.window.show()
        walk = WindowWalk(desktop.window)
        walk.unlock(PASSPHRASE)
        yield Drive(walk, clock, case)


def clocks_of(laptop: Laptop, case: CaseId) -> dict[str, datetime]:
    """When each clock of the case is due, by rule and round."""
    with laptop.unlocked() as workspace:
        timeline = workspace.cases.timeline(case, TimelineWish(), 0, EVERYTHING).entries
        found = [one.record for one in timeline if one.kind is RecordKind.CLOCK]
        forms = [workspace.records.form(case, RecordKind.CLOCK, one).values for one in found]
    return {
        f"{one['rule']}/{one['round']}": datetime.fromisoformat(str(one["due_at"])) for one in forms
    }


def moments_of(laptop: Laptop, case: CaseId) -> dict[str, tuple[RecordKind, datetime, datetime]]:
    """When everything in the case happened and when it was entered."""
    with laptop.unlocked() as workspace:
        timeline = workspace.cases.timeline(case, TimelineWish(), 0, EVERYTHING).entries
    return {
        one.record: (one.kind, one.at, one.entered_at) for one in timeline if one.kind is not None
    }


def due_kinds(laptop: Laptop) -> list[DueKind]:
    with laptop.unlocked() as workspace:
        return [one.due.kind for one in workspace.today.today().due]


def the_weekend(drive: Drive) -> None:
    drive.hears_of_it()
    assert len(running_clocks(drive.walk, 13)) == 13
    drive.tells_those_who_must_know()
    drive.finds_more_on_saturday()
    drive.tells_the_court_late()
    drive.writes_the_report()
    drive.hears_where()


def check_the_clocks(laptop: Laptop, case: CaseId) -> None:
    due = clocks_of(laptop, case)
    assert due["absent_police/1"] == DUE[Party.LAW_ENFORCEMENT]
    assert due["absent_court/1"] == DUE[Party.COURT]
    assert due["report_phone/1"] == SUSPECTED
    assert due["report_written/1"] == DUE[Party.WRITTEN_REPORT]
    assert due["victim_police/1"] == VICTIM_DUE
    assert due["absent_police_again/1"] == AGAIN_DUE
    assert due["return_debrief/1"] == DUE[Party.YOUTH]


def see_it_as_supervisor(laptop: Laptop, clock: MovableClock, case: CaseId) -> None:
    with driving(laptop, clock, case) as drive:
        page = drive.walk.open_case(case)
        assert isinstance(page, CasePage)
        drive.walk.wait(lambda: bool(page.file.findChildren(RowList)), "the case's records")
        rows = [row for one in page.file.findChildren(RowList) for row in rows_of(one)]
        (absence,) = [one for one in rows if "Came back" in one.title]
        assert "Oct 30" in absence.detail
        (court,) = [one for one in rows if "Duty clerk" in one.title]
        assert "01:34" in court.detail or "1:34" in court.detail
        assert LATE_REASON in court.warning


@pytest.mark.soak
@pytest.mark.qt_log_ignore("This plugin does not support")
def test_an_absence_over_the_change_of_clocks_is_kept_from_a_car_and_seen_unmoved(
    tmp_path: Path, qapp: QApplication
) -> None:
    del qapp
    clock = MovableClock(OFFICE)
    with running_county(tmp_path, clock) as county:
        choices = tuple(ClockChoice(code=one) for one in COUNTY_CHOICES)
        county.change_policy(lease_hours=168, clocks=CountyClocks(choices=choices))
        worker = county.add_hat(a_hat(1))
        supervisor = county.add_hat(a_hat(2, role=LegalRole.SUPERVISOR))
        youth = {"birth_date": "2011-03-09"}
        case = county.add_case(legal_name=NAME, author=worker, youth=youth)
        for hat in (worker, supervisor):
            county.grant(hat, case)
        car, desk = (
            enrolled_laptop(county, one, tmp_path / one.person_name, clock)
            for one in (worker, supervisor)
        )
        car.sync()
        county.stop()
        with driving(car, clock, case) as drive:
            the_weekend(drive)
        with driving(car, clock, case) as drive:
            drive.is_told_of_the_return()
            drive.talks()
        assert due_kinds(car) == [DueKind.AFTER_RETURN]
        with driving(car, clock, case) as drive:
            drive.screens_again()
        assert due_kinds(car) == []
        check_the_clocks(car, case)
        entered = moments_of(car, case)
        with car.unlocked() as workspace, pytest.raises(ShownError, match="does not answer"):
            workspace.sync.sync(ignore_progress, NeverCancelled())
        clock.at = SYNCED
        county.start()
        car.sync()
        desk.sync()
        check_the_clocks(desk, case)
        assert moments_of(desk, case) == entered
        facts = set(entered.values())
        assert (RecordKind.ABSENCE, HEARD, WRITTEN_DOWN) in facts
        assert (RecordKind.NOTICE, COURT_TOLD, COURT_TOLD) in facts
        assert (RecordKind.DEBRIEF, TALKED, TALKED) in facts
        see_it_as_supervisor(desk, clock, case)
