# SPDX-License-Identifier: AGPL-3.0-or-later
"""`python -m bench.over_share [ANSWERS [MINUTES]]`: who gets what they may not see?

Hats of every legal role, in agencies of several kinds, ask the real server at every endpoint that
answers about cases, while assignments and grounds change between rounds. What they get is compared
with `bench.convergence.oracle`, record by record. The same laptops also ask a second county in the
same database, in which the same hats, laptops and assignments exist and no record does; and after
each request the pooled connection it used is asked what it still sees without an identity.
"""

import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from pydantic import JsonValue
from sqlalchemy import text

from bench.in_process import DirectLaptop
from bench.over_share_desks import Desks
from bench.over_share_stage import PHOTO_HASH, Staged, hats_of_every_role, staged
from bench.results import make_result, write_results
from casework.audit import read_line, to_stamp
from casework.errors import RecordInvalid
from casework.feed import CaseLeft, FeedPage, RecordPut
from casework.hats import Hat
from casework.ids import CaseId
from casework.operations import Operation, Outcome
from casework.reasons import ReasonCode
from casework.records import VIEW_OF_KIND, read_view
from casework.vocabulary import SECTION_OF_KIND, LegalRole, RecordKind, Section
from sync.wire.audit import PATH_AUDIT_ENTRIES, AuditEntriesReply, AuditEntriesRequest
from sync.wire.encoding import encode
from sync.wire.files import PATH_FILE
from sync.wire.messages import (
    PATH_ATTACHMENT,
    PATH_ATTACHMENT_UPLOAD,
    PATH_PULL,
    PATH_SECTIONS,
    AttachmentPart,
    AttachmentRequest,
    AttachmentTaken,
    AttachmentUpload,
    Problem,
    PullRequest,
    PushReply,
    SectionsReply,
    SectionsRequest,
)

TOPIC = "rights"
COMMAND = "python -m bench.over_share"
DECISIONS = 1_000_000
CHANGES, FILES_ASKED = 8, 2
WRITTEN = tuple({SECTION_OF_KIND[kind]: kind for kind in RecordKind}.values())
WITH_CONTENT = ("record", "operation", "feed", "membership", "ground", "attachment_part")
SEEN_WITHOUT_IDENTITY = text(
    "SELECT " + " + ".join(f"(SELECT count(*) FROM {one})" for one in WITH_CONTENT)
)
SETTINGS = text(
    "SELECT concat(current_setting('fieldfare.hat', true),"
    " current_setting('fieldfare.device', true), current_setting('fieldfare.county', true),"
    " current_setting('fieldfare.delivery', true), current_setting('fieldfare.duty', true))"
)


@dataclass
class Tally:
    """What was asked and what came back that must not, by endpoint."""

    decisions: Counter[str] = field(default_factory=Counter)
    allowed: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def compare(self, where: str, who: Hat, got: set[str], due: set[str], asked: int) -> None:
        """Note one answer: what it held, what it must hold, of how many it could."""
        self.decisions[where] += asked
        self.allowed[where] += len(due)
        for name, ones in (("too much", got - due), ("too little", due - got)):
            self.wrong += [f"{where}: {who.legal_role} gets {one} {name}" for one in sorted(ones)]


@dataclass
class Asking:
    """Everybody asks everything, and what they get is compared with what they must get."""

    stage: Staged
    tally: Tally = field(default_factory=Tally)
    desks: Desks = field(init=False)

    def __post_init__(self) -> None:
        """The index is opened, and what is no feed can be asked as well."""
        self.desks = Desks(self.stage, self.tally.compare)
        self.desks.open()

    def round(self) -> None:
        """Some changes of rights, then everybody asks for everything."""
        for _ in range(CHANGES):
            self.stage.acts.perform()
        self.desks.change()
        self.stage.clock.move(self.stage.chance.choice((60, 3600, 30 * 3600)))
        for hat, laptop in self.stage.chance.sample(self.stage.laptops, len(self.stage.laptops)):
            visible = set(self.stage.oracle.visible(hat.id, self.stage.clock.now()))
            for ask in (self.pull, self.compare_sections, self.ask_files):
                ask(hat, laptop, visible)
                self.look_at_pool(hat)
            self.push(hat, laptop)
            self.look_at_pool(hat)
            self.ask_log(hat, laptop)
            self.look_at_pool(hat)
            self.desks.ask(hat, laptop)
            self.look_at_pool(hat)
            self.ask_other_county(hat, laptop)

    def pull(self, hat: Hat, laptop: DirectLaptop, visible: set[str]) -> None:
        """The whole feed, in pages of a size by chance."""
        entries, _ = laptop.pull_all(self.stage.chance.choice((7, 100, 1_000)))
        put: set[str] = set()
        for one in entries:
            if isinstance(one, RecordPut):
                put.add(one.record.record)
            elif isinstance(one, CaseLeft):
                put -= {each for each in put if self.stage.oracle.records[each].case == one.case}
        self.tally.compare("pull", hat, put, visible, len(self.stage.oracle.records))

    def compare_sections(self, hat: Hat, laptop: DirectLaptop, visible: set[str]) -> None:
        """Every section of every case, as a laptop asks that claims to hold them all, empty."""
        digests = self._no_digests()
        told = laptop.ask(PATH_SECTIONS, SectionsRequest(digests=digests), SectionsReply)
        assert isinstance(told, SectionsReply), told
        got = {str(record.record) for one in told.differing for record in one.records}
        self.tally.compare("sections", hat, got, visible, len(self.stage.oracle.records))

    def _no_digests(self) -> Mapping[CaseId, Mapping[Section, str]]:
        return {CaseId(case): {} for case in sorted(self.stage.oracle.cases)}

    def ask_files(self, hat: Hat, laptop: DirectLaptop, visible: set[str]) -> None:
        """Files of some records, by both paths, and an upload to one."""
        asked = self.stage.chance.sample(self.stage.files, FILES_ASKED)
        due = visible.intersection(asked)
        plain: set[str] = set()
        raw: set[str] = set()
        for record in asked:
            request = AttachmentRequest(record=record, sha256=PHOTO_HASH)
            if isinstance(laptop.ask(PATH_ATTACHMENT, request, AttachmentPart), AttachmentPart):
                plain.add(record)
            body = encode(request)
            if laptop.line.send(PATH_FILE, laptop.sign(PATH_FILE, body), body).status == 200:
                raw.add(record)
        self.tally.compare("file in parts", hat, plain, due, len(asked))
        self.tally.compare("file", hat, raw, due, len(asked))
        kept = self.stage.oracle.records[asked[0]]
        upload = AttachmentUpload(record=asked[0], sha256=PHOTO_HASH)
        taken = laptop.ask(PATH_ATTACHMENT_UPLOAD, upload, AttachmentTaken)
        may = self.stage.oracle.may(
            hat.id, kept.case, kept.section, kept.agency, self.stage.clock.now(), "write"
        )
        got = {asked[0]} if isinstance(taken, AttachmentTaken) else set()
        self.tally.compare("upload", hat, set(got), {asked[0]} if may else set(), 1)

    def push(self, hat: Hat, laptop: DirectLaptop) -> None:
        """New work in every section of every case: refused for what it is, or for the right."""
        work = [
            self._malformed(laptop, CaseId(case), kind, hat)
            for case in sorted(self.stage.oracle.cases)
            for kind in WRITTEN
        ]
        reply = laptop.push(*work)
        assert isinstance(reply, PushReply), reply
        got, due = set(), set()
        for made, result in zip(work, reply.results, strict=True):
            place = f"{made.case} {made.section}"
            assert result.outcome is Outcome.REFUSED, result
            if result.reason is not None and result.reason.code is ReasonCode.MALFORMED:
                got.add(place)
            at = self.stage.clock.now()
            if self.stage.oracle.may(hat.id, made.case, made.section.value, None, at, "write"):
                due.add(place)
        self.desks.refused += [(made, hat) for made in work]
        self.tally.compare("push", hat, got, due, len(work))

    def _malformed(
        self, laptop: DirectLaptop, case: CaseId, kind: RecordKind, hat: Hat
    ) -> Operation:
        fields: dict[str, JsonValue] = {find_wrong_field(kind): {"no": ["field"]}}
        if kind is RecordKind.PRIVILEGED_NOTE:
            fields |= {"organization": hat.agency}
        return laptop.write(case, fields, kind=kind)

    def ask_log(self, hat: Hat, laptop: DirectLaptop) -> None:
        """Who did what: a supervisor's cases only, and nobody else's."""
        now = self.stage.clock.now()
        since, until = to_stamp(now - timedelta(days=3650)), to_stamp(now + timedelta(days=1))
        request = AuditEntriesRequest(since=since, until=until)
        told = laptop.ask(PATH_AUDIT_ENTRIES, request, AuditEntriesReply)
        got: set[str] = set()
        if isinstance(told, AuditEntriesReply):
            got = {str(read_line(one).case) for one in told.lines}
        due = {
            case
            for case in self.stage.logged
            if hat.legal_role is LegalRole.SUPERVISOR
            and self.stage.oracle.may(hat.id, case, "identity", None, now, "read")
        }
        self.tally.compare("log", hat, got, due, len(self.stage.logged))

    def ask_other_county(self, hat: Hat, laptop: DirectLaptop) -> None:
        """The same laptop of the same hat, at a county that holds no record."""
        mine, laptop.line = laptop.line, self.stage.other
        try:
            page = laptop.ask(PATH_PULL, PullRequest(cursor="", limit=1_000), FeedPage)
            digests = self._no_digests()
            told = laptop.ask(PATH_SECTIONS, SectionsRequest(digests=digests), SectionsReply)
            request = AttachmentRequest(record=self.stage.files[0], sha256=PHOTO_HASH)
            part = laptop.ask(PATH_ATTACHMENT, request, AttachmentPart)
        finally:
            laptop.line = mine
        assert isinstance(page, FeedPage), page
        assert isinstance(told, SectionsReply), told
        got = {str(one.record.record) for one in page.entries if isinstance(one, RecordPut)}
        got |= {str(record.record) for one in told.differing for record in one.records}
        got |= set() if isinstance(part, Problem) else {str(request.record)}
        self.tally.compare("another county", hat, got, set(), len(self.stage.oracle.records))

    def look_at_pool(self, hat: Hat) -> None:
        """What a pooled connection sees that nobody has said an identity on."""
        with self.stage.county.database.app.begin() as connection:
            seen = connection.execute(SEEN_WITHOUT_IDENTITY).scalar_one()
            left = connection.execute(SETTINGS).scalar_one()
        got = {f"{seen} rows"} if seen else set()
        got |= {f"the identity {left}"} if left else set()
        self.tally.compare("pool", hat, got, set(), len(WITH_CONTENT))


def find_wrong_field(kind: RecordKind) -> str:
    """A field whose value of an impossible shape makes work of a kind malformed."""
    for name in VIEW_OF_KIND[kind].model_fields:
        try:
            read_view(kind, {name: {"no": ["field"]}})
        except RecordInvalid as error:
            if f"{kind.value}: {name}" in str(error):
                return name
    return next(iter(VIEW_OF_KIND[kind].model_fields))


def ask_all(
    decisions: int,
    worn: Sequence[Hat] | None = None,
    seed: int = 0,
    minutes: float = float("inf"),
) -> Tally:
    """Round after round until so many answers were compared, or so long; every role unless told."""
    end = time.monotonic() + minutes * 60
    with staged(seed, hats_of_every_role() if worn is None else worn) as stage:
        asking = Asking(stage)
        while asking.tally.decisions.total() < decisions and time.monotonic() < end:
            asking.round()
        return asking.tally


def main() -> int:
    """Ask, write the figures; 0 when everybody got what they must and nothing else."""
    asked = sys.argv[1:]
    minutes = float(asked[1]) if len(asked) > 1 else float("inf")
    tally = ask_all(int(asked[0]) if asked else DECISIONS, minutes=minutes)
    decisions = tally.decisions.total()
    too_much = sum("too much" in one for one in tally.wrong)
    told = ", ".join(f"{where} {count:,}" for where, count in sorted(tally.decisions.items()))
    figures = [
        ("Records, files, log lines and rights to write given to whoever may not", too_much, 0),
        ("The same withheld from whoever may", len(tally.wrong) - too_much, 0),
    ]
    results = [
        make_result(
            f"{name}, at every endpoint", [float(figure)], "answers", bar=bar, command=COMMAND
        )
        for name, figure, bar in figures
    ]
    results += [
        make_result(
            "Answers compared with the oracle for that",
            [float(decisions)],
            "answers",
            bar=DECISIONS,
            better="higher",
            command=COMMAND,
        ),
        make_result(
            "Share of those in which something is due",
            [100 * tally.allowed.total() / decisions],
            "%",
            command=COMMAND,
        ),
    ]
    write_results(TOPIC, results)
    for one in tally.wrong[:20]:
        print(one)
    print(f"{decisions:,} answers ({told}): {len(tally.wrong)} wrong")
    return 1 if tally.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
