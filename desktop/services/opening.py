# SPDX-License-Identifier: AGPL-3.0-or-later
"""Beginning a case for a youth who is new to this laptop, without a network.

Invariants: `casework.opening` says who may; likely cases of the same youth are shown before, and a
person says it is somebody else; the case and its first record are kept in one transaction; what is
typed of a youth stays sealed here until their case is begun or the worker throws it away.
"""

from collections.abc import Mapping

from pydantic import TypeAdapter

from casework.feed import CaseEntered
from casework.ids import CaseId, RecordId
from casework.likeness import ALIKE, compare, may_be_alike
from casework.opening import assignment_of_opener, find_opening_refusal
from casework.reasons import Reason, ReasonCode
from casework.record_parts import Surroundings
from casework.records import Youth, read_view
from casework.vocabulary import RecordKind
from casework.youths_alike import sketch_youth
from desktop.services.held_youths import HeldYouths
from desktop.services.work import make_first
from desktop.session import COUNTY_ZONE, OpenSession
from desktop.shown_errors import shown_errors
from storage.model import KeptPlace
from ui.errors import ShownError
from ui.opening_views import AlikeView, NewYouth, OpenedCase

MOST_ALIKE = 5
HALF_TYPED = "new_youth"
_TYPED = TypeAdapter(dict[str, str])


class Opening:
    """Fulfils ui.opening_views.OpeningPort."""

    def __init__(self, session: OpenSession, held: HeldYouths) -> None:
        self._session = session
        self._held = held

    def refusal(self) -> Reason | None:
        """See the port."""
        with shown_errors():
            if not self._session.reach.lease_counts():
                return Reason.of(ReasonCode.LEASE_OVER)
            return find_opening_refusal(self._session.hat)

    def find_alike(self, new: NewYouth) -> tuple[AlikeView, ...]:
        """See the port."""
        with shown_errors():
            if not new.has_name:
                return ()
            sketch = sketch_youth(self._view_of(new))
            found = [
                (likeness, case)
                for case, other in self._held.all().items()
                if may_be_alike(sketch, other, ALIKE)
                and (likeness := compare(sketch, other)).is_alike
            ]
            found.sort(key=lambda one: (-one[0].score, one[1]))
            youths = self._held.some([case for _, case in found[:MOST_ALIKE]])
            today = self._session.clock.now().astimezone(COUNTY_ZONE).date()
            return tuple(
                AlikeView(case, youths[case].shown_name, youths[case].age_on(today), likeness.signs)
                for likeness, case in found[:MOST_ALIKE]
                if case in youths
            )

    def open(self, new: NewYouth) -> OpenedCase:
        """See the port."""
        session = self._session
        with shown_errors():
            refused = self.refusal()
            if refused is not None:
                raise ShownError(refused.sentence)
            view = self._view_of(new)
            now, case = session.clock.now(), CaseId(session.new_id())
            fields = view.model_dump(mode="json", exclude_defaults=True)
            read_view(RecordKind.YOUTH, fields)
            first = make_first(session, case, RecordId(session.new_id()), fields)
            membership = assignment_of_opener(session.hat, case, now)
            reason = Reason.of(ReasonCode.ASSIGNED, role=session.hat.title)
            kept = session.store.kept_forms
            changes = session.store.record_work(
                [first],
                author_name=session.hat.person_name,
                opens=CaseEntered(case=case, membership=membership, reason=reason),
                clears=[KeptPlace(one, HALF_TYPED) for one in kept.cases(HALF_TYPED)],
            )
            return OpenedCase(case, changes)

    def typed(self) -> Mapping[str, str]:
        """See the port."""
        kept = self._session.store.kept_forms
        with shown_errors():
            places = kept.cases(HALF_TYPED)
            return _TYPED.validate_json(kept.read(places[0], HALF_TYPED)) if places else {}

    def keep(self, typed: Mapping[str, str]) -> None:
        """See the port."""
        with shown_errors():
            self._keep(_TYPED.dump_json(dict(typed)).decode() if typed else "")

    def _keep(self, words: str) -> None:
        """Under an id of its own: there is no case yet that it could stand under."""
        kept = self._session.store.kept_forms
        places = kept.cases(HALF_TYPED)
        if words or places:
            kept.keep(places[0] if places else CaseId(self._session.new_id()), HALF_TYPED, words)

    def _view_of(self, new: NewYouth) -> Youth:
        """The record of such a youth; raises ShownError beside what is wrong."""
        session = self._session
        today = session.clock.now().astimezone(COUNTY_ZONE).date()
        number = {session.hat.agency_name: new.number.strip()} if new.number.strip() else {}
        try:
            view = Youth(
                legal_name=new.legal_name.strip() or new.chosen_name.strip(),
                chosen_name=new.chosen_name.strip() if new.legal_name.strip() else "",
                aliases=tuple(one.strip() for one in new.aliases if one.strip()),
                birth_date=new.birth_date,
                said_age=new.said_age if new.birth_date is None else None,
                said_age_on=today if new.birth_date is None and new.said_age is not None else None,
                agency_numbers=number,
                opened_on=today,
            )
        except ValueError as error:
            raise ShownError(
                "This cannot be the record of a youth.",
                "Give a name of at most 200 characters and an age from 0 to 25, then try again.",
            ) from error
        around = Surroundings(now=session.clock.now(), zone=COUNTY_ZONE)
        if any(view.find_faults(around)):
            raise ShownError("The birth date lies in the future.", "Correct it, then try again.")
        return view
