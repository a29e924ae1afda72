# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a laptop asks beside joining, pushing and pulling, as it is recorded in sessions.

Refusals are recorded too: a later server has to understand the question to refuse it as then.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from pydantic import BaseModel

from casework.audit import Actor, AuditEvent, AuditHead, AuditNote, make_entry
from casework.hats import Hat
from casework.ids import CaseId
from casework.index_talk import IndexQuestion
from casework.operations import Operation
from casework.sharing_work import SharingWork, TakeBack
from casework.vocabulary import Section
from sync.wire.audit import PATH_AUDIT, PATH_AUDIT_ENTRIES, AuditEntriesRequest, AuditRequest
from sync.wire.files import PATH_FILE, FilePlace, FileRequest
from sync.wire.inbox import PATH_INBOX, InboxRequest
from sync.wire.index import (
    PATH_DUPLICATES,
    PATH_INDEX,
    PATH_INDEX_QUESTION,
    DuplicatesRequest,
    IndexQuestionRequest,
    IndexRequest,
)
from sync.wire.messages import (
    PATH_INSTRUMENT,
    PATH_SECTIONS,
    InstrumentRequest,
    SectionsRequest,
)
from sync.wire.news import PATH_NEWS, NewsRequest
from sync.wire.organizations import PATH_ORGANIZATION, OrganizationRequest
from sync.wire.sharing import PATH_SHARING, SharingRequest

NOTHING = "0" * 64


@dataclass(frozen=True)
class Step:
    """One exchange, or an act of the county's people in between (`act`).

    Attributes:
        content: bytes of a file in place of a message.
    """

    act: str = ""
    path: str = ""
    message: BaseModel | None = None
    content: bytes | None = None


def other_requests(
    work: Sequence[Operation], hat: Hat, photo: tuple[str, bytes], start: datetime
) -> list[Step]:
    """After `work` was pushed and pulled.

    Args:
        photo: hash and bytes of the file of the second piece of work.
    """
    first, second = work[0], work[1]
    sha256, content = photo
    place = FilePlace(record=second.record, sha256=sha256, start=len(content))
    return [
        Step(path=place.to_path(), content=b""),
        Step(path=PATH_FILE, message=FileRequest(record=second.record, sha256=sha256, offset=7)),
        Step(
            path=PATH_SECTIONS,
            message=SectionsRequest(digests={first.case: {Section.CONTACTS: NOTHING}}),
        ),
        Step(path=PATH_NEWS, message=_news(work)),
        Step(path=PATH_AUDIT, message=_log(first, start)),
        Step(path=PATH_AUDIT_ENTRIES, message=AuditEntriesRequest(since=0, until=2**40)),
        Step(path=PATH_SHARING, message=_sharing(first.case, hat, start)),
        Step(path=PATH_INDEX, message=IndexRequest()),
        Step(path=PATH_INDEX_QUESTION, message=_question(first.case)),
        Step(path=PATH_DUPLICATES, message=DuplicatesRequest()),
        Step(path=PATH_INBOX, message=InboxRequest()),
        Step(path=PATH_ORGANIZATION, message=OrganizationRequest()),
        Step(path=PATH_INSTRUMENT, message=InstrumentRequest(sha256=NOTHING, offset=0)),
    ]


def _news(work: Sequence[Operation]) -> NewsRequest:
    return NewsRequest(
        lease=1,
        revocations=0,
        counter=len(work),
        head=work[-1].digest(),
        version="0.1.0",
        policy=1,
        cursor="epoch1.2",
        hat=NOTHING,
        instruments=NOTHING,
        signing_key=NOTHING,
    )


def _log(work: Operation, start: datetime) -> AuditRequest:
    who = Actor(work.device, work.author, work.hat)
    entry = make_entry(AuditHead(), who, AuditNote(AuditEvent.CASE_READ, work.case), start)
    return AuditRequest(lines=(entry.line().decode(),))


def _sharing(case: CaseId, hat: Hat, start: datetime) -> SharingRequest:
    act = TakeBack(ground="00000000-0000-7000-8000-00000000dead", reason="It is over.")
    work = SharingWork(
        id="00000000-0000-7000-8000-0000000005a1", case=case, hat=hat.id, at=start, act=act
    )
    return SharingRequest(people=True, teams=True, cases=(case,), work=(work,))


def _question(case: CaseId) -> IndexQuestionRequest:
    return IndexQuestionRequest(question=IndexQuestion(name="Robin Wren", case=case))
