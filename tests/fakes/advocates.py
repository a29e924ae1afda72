# SPDX-License-Identifier: AGPL-3.0-or-later
"""Laptops with everything but screens: real store, real services, the county in memory."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Self, TypeVar

from casework.ids import AgencyId, CaseId
from casework.policy import Hat
from casework.vocabulary import ORDINARY_SECTIONS, AgencyKind, LegalRole, Section
from desktop.reach import Reach
from desktop.services.advocate_notes import AdvocateNotes
from desktop.services.case_page import CasePage
from desktop.services.county_talk import CountyTalk
from desktop.services.sharing import Sharing
from desktop.services.syncing import Syncing
from desktop.session import OpenSession
from storage.model import Profile
from sync.client.errors import CountyUnreachable
from sync.client.transport import Reply, Transport
from tests.fakes.county import SystemClock, TestCounty, new_id
from tests.fakes.people import a_hat, an_id
from tests.fakes.sync_laptops import MemoryTransport, SyncLaptop
from ui.errors import ShownError

T = TypeVar("T")
NOTES = ORDINARY_SECTIONS | {Section.ADVOCATE_NOTES}
HOUR = timedelta(hours=1)


def an_advocate_hat(number: int, organization: int = 1) -> Hat:
    """A caseworker of an advocate organization."""
    hat = a_hat(number, role=LegalRole.HUMAN_TRAFFICKING_CASEWORKER)
    return hat.model_copy(
        update={
            "agency": AgencyId(an_id(5000 + organization)),
            "agency_name": f"Advocates {organization}",
            "agency_kind": AgencyKind.ADVOCATE_ORGANIZATION,
        }
    )


class NoCancel:
    """Nobody cancels."""

    def is_cancelled(self) -> bool:
        return False


class NoNetwork:
    """Nothing is reached."""

    def send(self, path: str, headers: Mapping[str, str], body: bytes) -> Reply:
        del path, headers, body
        raise CountyUnreachable("The county cannot be reached.")


@dataclass
class DeskLaptop:
    """One worker's laptop."""

    laptop: SyncLaptop
    session: OpenSession
    talk: CountyTalk
    notes: AdvocateNotes
    sharing: Sharing
    cases: CasePage
    online: list[bool]

    @classmethod
    @contextmanager
    def of(cls, county: TestCounty, hat: Hat, folder: Path) -> Iterator[Self]:
        """Enrolled for a hat the county knows."""
        with SyncLaptop.enrolled(county, hat, folder) as laptop:
            clock = SystemClock()
            store = laptop.store
            session = OpenSession(store, clock, new_id, Reach(store, lambda: session.hat, clock))
            online = [True]

            def connect(_profile: Profile) -> nullcontext[Transport]:
                return nullcontext(MemoryTransport(county) if online[0] else NoNetwork())

            talk = CountyTalk(session, call_here, connect)
            yield cls(
                laptop, session, talk, AdvocateNotes(talk), Sharing(talk), CasePage(session), online
            )

    def sync(self) -> None:
        """As the Sync screen does."""
        self.sync_port().sync(lambda _: None, NoCancel())

    def sync_port(self) -> Syncing:
        """What the Sync screen asks."""
        return Syncing(self.session, call_here, self.talk.connect, _never)

    def write(self, case: CaseId, text: str) -> None:
        """A note in confidence, an hour ago."""
        self.notes.add(case, text, self.session.clock.now() - HOUR, None)

    def texts(self, case: CaseId) -> list[str]:
        """What can be read of a case's notes here, newest first."""
        return [one.text for one in self.notes.page(case).notes]


def call_here(job: Callable[[], T], /) -> T:
    """The test has one thread."""
    return job()


def _never(*_: object) -> ShownError:
    raise AssertionError("no order was given")
