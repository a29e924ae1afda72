# SPDX-License-Identifier: AGPL-3.0-or-later
"""Asking the index: is another agency working with this youth, and whom do I call.

Invariant: an answer is worked out from all entries alike, and from nothing else: no record of any
case is looked at, so neither its words nor its time tell whether there is one.
"""

from sqlalchemy import or_, select

from casework.ids import CaseId
from casework.index_rules import UseKind, is_part2
from casework.index_talk import (
    MOST_MATCHES,
    IndexAnswer,
    IndexMatch,
    IndexQuestion,
    sketch_entry,
)
from casework.likeness import Likeness, Sign, compare
from casework.reasons import Reason, ReasonCode
from casework.vocabulary import AgencyKind
from sync.server.content_seals import open_seals
from sync.server.index_entries import KeptEntry, open_entries, select_entries
from sync.server.index_standing import Asking, read_standing
from sync.server.index_tables import duplicate_decision, index_entry
from sync.server.index_use import note_use
from sync.server.people import list_hats
from sync.wire.index import IndexAnswerReply, IndexQuestionRequest

_PART2_KIND = AgencyKind.SUBSTANCE_USE.value


def answer_question(asking: Asking, request: IndexQuestionRequest) -> IndexAnswerReply:
    """Who else works with such a youth."""
    asked = request.question
    word = asking.word()
    refused = None if word.power.may_ask else word.power.reason
    if refused is None and not asked.is_enough:
        refused = Reason.of(ReasonCode.INDEX_NOTHING_ASKED)
    matches = () if refused is not None else _find_matches(asking, asked)
    own = asked.case is not None and asking.may_enter_case(asked.case)
    by = sorted(one.value for one in asked.by)
    note_use(
        asking,
        UseKind.ASKED,
        asked.model_dump_json().encode(),
        asked_by=by,
        found=len(matches),
        refused=refused is not None,
        own_case=own,
    )
    answer = IndexAnswer(at=asking.now, matches=matches, refused=refused)
    return IndexAnswerReply(word=word, answer=answer)


def _find_matches(asking: Asking, asked: IndexQuestion) -> tuple[IndexMatch, ...]:
    return tuple(_as_match(*one) for one in find_entries(asking, asked))


def find_entries(asking: Asking, asked: IndexQuestion) -> list[tuple[KeptEntry, Likeness]]:
    """The entries that an answer is made of, the likest first."""
    seals = open_seals(asking.connection, asking.county)
    standing = read_standing(asking.connection, asking.county)
    closed = set() if standing.substance_use else _part2_hats(asking)
    rows = [
        row
        for row in select_entries(asking, index_entry.c.agency != asking.hat.agency)
        if row.hat not in closed
        and (standing.substance_use or row.kind != AgencyKind.SUBSTANCE_USE.value)
    ]
    joined = _joined_with(asking, asked.case)
    sketch = asked.sketch()
    found: list[tuple[KeptEntry, Likeness]] = []
    for one in open_entries(seals, rows):
        likeness = compare(sketch, sketch_entry(one.entry))
        if one.case in joined:
            likeness = Likeness(1.0, likeness.signs | {Sign.JOINED})
        if likeness.is_alike or _is_all_that_was_asked(asked, likeness):
            found.append((one, likeness))
    found.sort(key=lambda pair: (-pair[1].score, pair[0].agency_name))
    return found[:MOST_MATCHES]


def _is_all_that_was_asked(asked: IndexQuestion, likeness: Likeness) -> bool:
    """Where only a name or only a number was known, its being the same is enough to look."""
    if asked.birth_date is not None:
        return False
    return bool(likeness.signs & {Sign.SAME_NAME, Sign.SAME_NUMBER, Sign.SOUNDS_ALIKE})


def _as_match(one: KeptEntry, likeness: Likeness) -> IndexMatch:
    return IndexMatch(
        agency=one.agency_name,
        case_number=one.entry.case_number,
        contact_name=one.entry.contact.name,
        contact_phone=one.entry.contact.phone,
        contact_dates=one.entry.contact_dates,
        signs=likeness.signs,
    )


def _part2_hats(asking: Asking) -> set[str]:
    return {one.id for one in list_hats(asking.connection, asking.county) if is_part2(one)}


def _joined_with(asking: Asking, case: CaseId | None) -> set[str]:
    """Cases a coordinator found to be of the same youth as one of the asker's own."""
    if case is None or not asking.may_enter_case(case):
        return set()
    table = duplicate_decision.c
    query = select(table.first_case, table.second_case).where(
        table.county == asking.county,
        table.decision == "joined",
        or_(table.first_case == case, table.second_case == case),
    )
    found = asking.connection.execute(query)
    return {one for row in found for one in row} - {case}
