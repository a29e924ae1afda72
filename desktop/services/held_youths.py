# SPDX-License-Identifier: AGPL-3.0-or-later
"""The youths in whose cases this hat works for its own agency, and which of them are alike.

Reading and comparing all of them takes seconds where there are thousands, during which nothing else
would be answered. So it is done a few at a time beside the worker's own questions, and once: later
only what changed is read and compared again.

Invariant: what is held says who may be compared, never what may be shown; whoever shows a youth of
another case asks the policy then (`works_in`).
"""

from collections.abc import Collection
from itertools import islice

from casework.alike import AlikeYouths
from casework.ids import CaseId
from casework.likeness import Sketch
from casework.records import Youth, read_view
from casework.vocabulary import Action, RecordKind, Section
from casework.youths_alike import sketch_youth
from desktop.session import OpenSession
from storage.sign_offs import YouthStamp

STEP = 20
"""Youths read and compared together: about as long as the answer to a keystroke takes."""


class HeldYouths:
    """Reads and compares for one session.

    Attributes:
        compared: the pairs found so far.
    """

    def __init__(self, session: OpenSession) -> None:
        self._session = session
        self.compared = AlikeYouths[CaseId]()
        self._known: dict[CaseId, Sketch] = {}
        self._stamps: dict[CaseId, YouthStamp] = {}
        self._unread: dict[CaseId, None] = {}
        self._uncompared: dict[CaseId, None] = {}
        self._mark: tuple[object, ...] = ()
        self._rights: tuple[object, ...] = ()

    def step(self) -> bool:
        """Read and compare a few more; whether there are more."""
        self._look()
        self._read(tuple(islice(self._unread, STEP)))
        for case in tuple(islice(self._uncompared, STEP)):
            del self._uncompared[case]
            self.compared.put(case, self._known[case])
        return bool(self._unread or self._uncompared)

    def all(self) -> dict[CaseId, Sketch]:
        """Every one of them, compared or not."""
        self._look()
        self._read(tuple(self._unread))
        return self._known

    def some(self, cases: Collection[CaseId]) -> dict[CaseId, Youth]:
        """The youths of some cases, as far as they may be known now."""
        self._look()
        return self._fetch([one for one in cases if one in self._stamps])

    def works_in(self, case: CaseId) -> bool:
        """Whether this hat works in a case for its own agency and may know the youth."""
        session = self._session
        return (
            case not in session.reach.hidden_cases()
            and session.ask(case, Section.CONTACTS, Action.WRITE).allowed
        )

    def _look(self) -> None:
        """Note which youths are others than those read; all of them where rights changed."""
        session = self._session
        rights = (session.store.memberships(), session.reach.hidden_cases())
        mark = (session.store.clocks.mark(), *rights)
        if mark == self._mark:
            return
        stamps = session.store.sign_offs.youth_stamps()
        again = rights != self._rights
        for case, stamp in stamps.items():
            # Own work that waits changes a youth and leaves its version.
            if again or stamp.unsent or stamp != self._stamps.get(case):
                self._unread[case] = None
        for case in self._stamps.keys() - stamps.keys():
            self._forget(case)
        self._mark, self._rights, self._stamps = mark, rights, stamps

    def _read(self, cases: Collection[CaseId]) -> None:
        youths = self._fetch(cases)
        for case in cases:
            self._unread.pop(case, None)
            if case not in youths:
                self._forget(case)
                continue
            sketch = sketch_youth(youths[case])
            if sketch != self._known.get(case):
                self._known[case] = sketch
                self._uncompared[case] = None

    def _fetch(self, cases: Collection[CaseId]) -> dict[CaseId, Youth]:
        session = self._session
        rows = session.store.sign_offs.youths([self._stamps[one].row for one in cases])
        youths = {}
        for record in (one.stored.record for one in session.only_seen(rows)):
            if self.works_in(record.case):
                view = read_view(RecordKind.YOUTH, record.fields)
                assert isinstance(view, Youth)
                youths[record.case] = view
        return youths

    def _forget(self, case: CaseId) -> None:
        self.compared.drop(case)
        for held in (self._known, self._unread, self._uncompared):
            held.pop(case, None)
