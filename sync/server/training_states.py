# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where the youths of the training county stand: one example of every state a case comes to.

Everything is invented and neutral. Days are counted from the day the county is made, so that a
lesson finds something running, something late and something over. The practice case of the
role-play holds work of every agency of its team.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from pydantic import JsonValue

from casework.clock import COUNTY_ZONE
from casework.clock_rules import BUILT_IN, Channel, ClockStart
from casework.clocks import Notice, NoticeOutcome, RunningClock, section_of_clock, start_clocks
from casework.ids import RecordId
from casework.policy import Hat
from casework.records import CaseRecord
from casework.vocabulary import RecordKind, Section
from sync.server.training_team import CLOCKS, plan_meeting, refer
from sync.server.training_words import PRACTICE_CASE

FIELDS = dict[str, JsonValue]
Make = Callable[[RecordKind, FIELDS, datetime, Hat | None, Section | None], CaseRecord]

MENTOR = "Casey Moreland-Diaz"
CONFIRMED, REPORTED, ABSENT, UNAPPROVED, RETURNED = 0, 1, 2, 5, 6
MOVED, DISPUTED, CLOSED, SERVED, FLAGGED = 7, 9, 10, 11, 12


@dataclass(frozen=True)
class States:
    """Writes the records of one case's state.

    Attributes:
        make: makes a record that happened at a moment; by the case's worker unless named.
        people: the hats of the county by name.
    """

    make: Make
    today: date
    people: Mapping[str, Hat]

    def of_case(self, number: int) -> Iterator[CaseRecord]:
        """What is recorded in a case beyond notes and screenings; nothing in most."""
        states = {
            CONFIRMED: self._confirmed,
            REPORTED: self._reported,
            ABSENT: self._absent,
            UNAPPROVED: self._at_unapproved_place,
            RETURNED: self._returned,
            MOVED: self._moved,
            DISPUTED: self._disputed,
            SERVED: self._served,
            FLAGGED: self._flagged,
            PRACTICE_CASE: self._practice,
        }
        if number in states:
            yield from states[number]()

    def _day(self, ago: int) -> str:
        return (self.today - timedelta(days=ago)).isoformat()

    def _at(self, ago: int, hour: int, minute: int = 0) -> datetime:
        day = self.today - timedelta(days=ago)
        return datetime.combine(day, time(hour, minute), COUNTY_ZONE).astimezone(UTC)

    def _put(
        self,
        kind: RecordKind,
        fields: FIELDS,
        ago: int,
        by: str = "",
        section: Section | None = None,
    ) -> CaseRecord:
        author = self.people[by] if by else None
        return self.make(kind, fields, self._at(ago, 11, 20), author, section)

    def _confirmed(self) -> Iterator[CaseRecord]:
        row: FIELDS = {"type": "at_risk", "started_on": self._day(80), "ended_on": self._day(40)}
        yield self._put(RecordKind.STATUS_ROW, row | {"determined_on": "Screening at intake."}, 80)
        row = {"type": "victim_open_case_not_fc", "started_on": self._day(40)}
        why = "The team’s meeting, from what the youth told and the clinic saw."
        yield self._put(RecordKind.STATUS_ROW, row | {"determined_on": why}, 40)
        yield self._relative("Grandmother", "relative", "555-0117", 78)
        yield from self._two_plans(30, 12)
        yield self._court(9, "dependency")
        yield self._meet()

    def _reported(self) -> Iterator[CaseRecord]:
        heard = self._at(1, 10, 15)
        starts = (ClockStart.ABUSE_SUSPECTED, ClockStart.VICTIM_KNOWN)
        clocks = list(self._start(starts, heard, None))
        yield from clocks
        yield from self._start((ClockStart.IDENTIFIED,), self._at(8, 9), None)
        yield self._meet()
        yield self._tell(clocks, "report_phone", heard + timedelta(minutes=12), "Hotline screener")

    def _absent(self) -> Iterator[CaseRecord]:
        heard = self._at(1, 11, 30)
        absence: FIELDS = {
            "discovered_at": heard.isoformat(),
            "last_seen_at": (heard - timedelta(hours=3)).isoformat(),
            "last_seen_place": "The bus stop on Alder Street",
            "reported_by": "The group home",
            "status_known": "at_risk",
            "clothing": "Green hooded coat, black trousers",
            "likely_places": "The library; an aunt in the next town",
        }
        made = self.make(RecordKind.ABSENCE, absence, heard + timedelta(minutes=6), None, None)
        yield made
        clocks = list(self._start((ClockStart.ABSENT,), heard, made.record))
        yield from clocks
        told = heard + timedelta(minutes=20)
        yield self._tell(clocks, "absent_police", told, "Officer 12, Alder police", "26-11871")
        yield self._tell(clocks, "absent_ncmec", told, "NCMEC call center", "N-55012")
        effort: FIELDS = {
            "absence": made.record,
            "at": (heard + timedelta(hours=1)).isoformat(),
            "what": "Called the aunt and the school.",
            "by": made.author_name,
            "result": "Nobody has seen the youth today; both will call.",
        }
        yield self.make(RecordKind.SEARCH_EFFORT, effort, heard + timedelta(hours=1), None, None)

    def _at_unapproved_place(self) -> Iterator[CaseRecord]:
        yield from self._earlier_absence(
            5,
            {
                "located_at": self._at(3, 9, 40).isoformat(),
                "located_place": "A motel room in Kern County",
                "located_is_approved": False,
            },
        )

    def _returned(self) -> Iterator[CaseRecord]:
        over: FIELDS = {
            "located_at": self._at(3, 15).isoformat(),
            "located_place": "At an older friend’s, Larkspur County",
            "located_is_approved": False,
            "ended_at": self._at(1, 9, 5).isoformat(),
            "end": "returned",
            "end_place": "Heron House",
        }
        yield from self._earlier_absence(6, over)

    def _earlier_absence(self, ago: int, more: FIELDS) -> Iterator[CaseRecord]:
        """One whose notices were all given, one of them late with its reason."""
        heard = self._at(ago, 10)
        absence: FIELDS = {
            "discovered_at": heard.isoformat(),
            "last_seen_place": "School",
            "reported_by": "A teacher",
            "status_known": "victim",
        }
        made = self.make(RecordKind.ABSENCE, absence | more, heard, None, None)
        yield made
        clocks = list(self._start((ClockStart.ABSENT,), heard, made.record))
        yield from clocks
        for number, one in enumerate(clocks):
            rule = str(one.fields["rule"])
            late = rule == "absent_court"
            told = heard + timedelta(hours=26 if late else 1, minutes=number)
            why = "The filing desk was closed over the holiday." if late else ""
            reference = f"T-{ago}{number:03d}" if BUILT_IN[rule].needs_number else ""
            yield self._tell(clocks, rule, told, "Person on duty", reference, why)

    def _moved(self) -> Iterator[CaseRecord]:
        before: FIELDS = {
            "type": "resource_family",
            "place": "The Ferris family",
            "started_on": self._day(120),
            "ended_on": self._day(11),
            "end_reason": "provider_notice",
        }
        yield self._put(RecordKind.PLACEMENT, before, 120)
        looked: FIELDS = {
            "type": "csec_program",
            "place": "Wren House",
            "started_on": self._day(12),
            "not_placed": "no_bed",
        }
        yield self._put(RecordKind.PLACEMENT, looked, 12)
        now: FIELDS = {
            "type": "relative",
            "place": "An aunt in Larkspur",
            "started_on": self._day(11),
            "court_approved": True,
        }
        yield self._put(RecordKind.PLACEMENT, now, 11)
        yield from self._between_counties()

    def _between_counties(self) -> Iterator[CaseRecord]:
        leads: FIELDS = {"county": "alameda", "part": "lead", "started_on": self._day(120)}
        yield self._put(RecordKind.COUNTY_ON_CASE, leads, 120)
        lives: FIELDS = {
            "county": "fresno",
            "part": "placement",
            "started_on": self._day(11),
            "agency": "child_welfare",
            "contact": "Ines Duarte",
            "phone": "555-0168",
        }
        yield self._put(RecordKind.COUNTY_ON_CASE, lives, 11)
        hand_off: FIELDS = {
            "from_county": "alameda",
            "to_county": "fresno",
            "asked_on": self._day(9),
            "answer": "accepted",
            "answered_on": self._day(4),
            "answered_by": "Ines Duarte",
            "phone": "555-0168",
            "leads_from": self._day(-8),
        }
        yield self._put(RecordKind.HAND_OFF, hand_off, 9)

    def _disputed(self) -> Iterator[CaseRecord]:
        now: FIELDS = {"type": "relative", "place": "Her aunt’s", "started_on": self._day(6)}
        yield self._put(RecordKind.PLACEMENT, now, 6)

    def _served(self) -> Iterator[CaseRecord]:
        for domain, words, provider, what in (
            ("basic", "A winter coat and shoes", "Tern House", "Clothing closet"),
            ("education", "Back to school before the holidays", "Larkspur High", "Enrollment"),
            ("mentoring", "Somebody to talk to who has been there", "Tern House", "Mentor"),
        ):
            section = Section.EDUCATION if domain == "education" else Section.SAFETY_PLAN
            need: FIELDS = {"domain": domain, "words": words, "in_the_youths_words": True}
            yield self._put(RecordKind.NEED, need, 25, section=section)
            service: FIELDS = {
                "domain": domain,
                "provider": provider,
                "what": what,
                "referred_on": self._day(24),
                "accepted_on": self._day(20) if domain != "mentoring" else None,
                "wait_listed_on": self._day(22) if domain == "mentoring" else None,
                "started_on": self._day(18) if domain == "basic" else None,
            }
            yield self._put(RecordKind.SERVICE, service, 24, section=section)

    def _flagged(self) -> Iterator[CaseRecord]:
        flag: FIELDS = {
            "kind": "no_contact",
            "words": "A grey van waited near school twice. Meet inside; leave by the side door.",
            "since": self._day(14),
            "until": self._day(-46),
        }
        yield self._put(RecordKind.SAFETY_FLAG, flag, 14)
        yield self._court(4, "protective_order")
        task: FIELDS = {
            "words": "Ask the school for a place to wait indoors.",
            "owner": "Robin Castellanos",
            "due_on": self._day(-2),
        }
        yield self._put(RecordKind.TASK, task, 3)

    def _practice(self) -> Iterator[CaseRecord]:
        row: FIELDS = {
            "type": "at_risk",
            "started_on": self._day(21),
            "determined_on": "Screening in juvenile hall.",
        }
        yield self._put(RecordKind.STATUS_ROW, row, 21)
        place: FIELDS = {
            "type": "juvenile_hall",
            "place": "Larkspur Hall",
            "started_on": self._day(22),
        }
        yield self._put(RecordKind.PLACEMENT, place, 22)
        yield self._relative("Mother", "parent", "555-0142", 20, "Hye-jin Parrow")
        for by, domain, section, words in (
            ("Imani Okonjo-Reyes", "mental_health", Section.MENTAL_HEALTH, "Sleeps three hours"),
            ("Priya Ramanujar", "physical_health", Section.PHYSICAL_HEALTH, "Dental pain, left"),
            ("Theo Lindqvarn", "substance_use", Section.SUBSTANCE_USE, "Wants to cut down"),
        ):
            yield self._put(RecordKind.NEED, {"domain": domain, "words": words}, 15, by, section)
        yield from self._two_plans(14, 7)
        told: FIELDS = {
            "told_on": self._day(14),
            "code_word": "blue umbrella",
            "hiding_places": "The laundry room of the library.",
        }
        yield self._put(RecordKind.YOUTH_PLAN_PRIVATE, told, 14)
        yield self._put(RecordKind.REFERRAL, refer(self._day(4), self.people[MENTOR]), 4)
        yield self._meet()
        yield self._court(12, "delinquency")

    def _meet(self) -> CaseRecord:
        """The meeting in three days, about several youths."""
        fields = plan_meeting(self._at(-3, 10), list(self.people.values()))
        return self._put(RecordKind.MEETING, fields, 2)

    def _two_plans(self, made: int, again: int) -> Iterator[CaseRecord]:
        youths: FIELDS = {
            "made_on": self._day(made),
            "phase": "leaving",
            "triggers": "Messages late at night; weekends without a plan.",
            "what_helps": "Drawing. Calling my grandmother. The dog.",
            "adults": ["Grandmother", "Ms. Adair from school", "Robin"],
            "places": "The library until nine; Tern House at night.",
            "if_i_run": "I text the word that I am alive, to one adult.",
            "how_kept": "wallet",
            "review_on": self._day(-again),
        }
        yield self._put(RecordKind.YOUTH_PLAN, youths, made)
        teams: FIELDS = {
            "made_on": self._day(made),
            "risks": "An older acquaintance waits near school; debts he says are owed.",
            "actions": ["School: door at the side (Robin)", "Evenings: a call at eight (mentor)"],
            "staff_safety": "Two people on home visits; park facing the road.",
            "caregiver_safety": "The porch light is mended; the neighbors know whom to call.",
            "review_on": self._day(-again),
        }
        yield self._put(RecordKind.TEAM_PLAN, teams, made)

    def _relative(self, name: str, relation: str, phone: str, ago: int, by: str = "") -> CaseRecord:
        person: FIELDS = {
            "name": name,
            "relation": relation,
            "phone": phone,
            "contact_rule": "ask_first",
        }
        return self._put(RecordKind.PERSON_AROUND, person, ago, by)

    def _court(self, ahead: int, matter: str) -> CaseRecord:
        hearing: FIELDS = {
            "at": self._at(-ahead, 8, 30).isoformat(),
            "court": "Larkspur Superior Court, Department 7",
            "matter": matter,
            "number": "JV-26-0417",
        }
        return self._put(RecordKind.COURT_DATE, hearing, 5)

    def _start(
        self, starts: tuple[ClockStart, ...], heard: datetime, about: RecordId | None
    ) -> Iterator[CaseRecord]:
        for clock in start_clocks(CLOCKS.rules(), starts, heard, COUNTY_ZONE, about):
            fields = clock.model_dump(mode="json")
            section = section_of_clock(clock.start)
            yield self.make(RecordKind.CLOCK, fields, heard + timedelta(minutes=6), None, section)

    def _tell(
        self,
        clocks: list[CaseRecord],
        rule: str,
        at: datetime,
        whom: str,
        reference: str = "",
        why: str = "",
    ) -> CaseRecord:
        made = next(one for one in clocks if one.fields["rule"] == rule)
        clock = RunningClock.model_validate(made.fields)
        spoken = Channel.PHONE in BUILT_IN[rule].channels
        notice = Notice(
            clock=made.record,
            outcome=NoticeOutcome.TOLD,
            told_at=at,
            told_by=made.author_name,
            to_whom=whom,
            channel=Channel.PHONE if spoken else Channel.FAX,
            reference=reference,
            why=why,
        )
        section = section_of_clock(clock.start)
        fields = notice.model_dump(mode="json")
        return self.make(RecordKind.NOTICE, fields, at + timedelta(minutes=2), None, section)
