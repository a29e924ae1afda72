# SPDX-License-Identifier: AGPL-3.0-or-later
"""Why each part of a case is open to this worker: whose work, on which ground, until when.

What is said of other agencies names only those whose work is on this laptop; that there are notes
which may not be seen is never told.
"""

from collections.abc import Mapping
from datetime import datetime

from casework.bases import Ground, PrivilegeRelease
from casework.errors import ReleaseRefused
from casework.feed import Author
from casework.ids import AgencyId, CaseId, HatId
from casework.policy import AccessQuestion, Decision, decide
from casework.previews import preview
from casework.privileged import released_words
from casework.vocabulary import Action, Section
from desktop.services.sharing_wishes import name_of, named_by
from desktop.session import OpenSession
from storage.model import CaseFile
from ui.rights_views import GroundView, ReleasedView, SectionRights


def rights_of(session: OpenSession, held: CaseFile) -> tuple[SectionRights, ...]:
    """Every part of the case that is open, or was until its ground ended."""
    authors = session.store.authors.of_hats()
    grounds = held.membership.grounds if held.membership is not None else ()
    found = []
    for section in Section:
        views = [_own(session, held, section)] + [
            _shared(session, held, section, other, grounds)
            for other in _others(session, held, section, authors)
        ]
        shown = tuple(one for one in views if one is not None)
        if shown:
            found.append(SectionRights(section, shown))
    return tuple(found)


def released_to(session: OpenSession, held: CaseFile) -> tuple[ReleasedView, ...]:
    """The texts that holders of a privilege released to this worker, while they may be read."""
    if held.membership is None or not session.reach.lease_counts():
        return ()
    now, found = session.clock.now(), []
    for one in held.membership.grounds:
        if not isinstance(one, PrivilegeRelease) or one.ends is None:
            continue
        question = AccessQuestion(
            hat=session.hat,
            case=held.case,
            section=Section.ADVOCATE_NOTES,
            action=Action.READ,
            at=now,
            owner=next(iter(one.owners), None),
            released=True,
        )
        alone = held.membership.model_copy(update={"grounds": (one,), "assigned": frozenset()})
        if decide(question, [alone], session.policy.sharing).allowed:
            found.append(_released(session, one, now, one.ends))
    return tuple(sorted(found, key=lambda view: view.at, reverse=True))


def _released(
    session: OpenSession, one: PrivilegeRelease, now: datetime, until: datetime
) -> ReleasedView:
    try:
        words = released_words(one, session.profile.county, now)
    except ReleaseRefused as error:
        return ReleasedView("", one.holder, one.starts, until, "", str(error))
    organizations = {
        one.agency: one.agency_name for one in session.store.authors.of_hats().values()
    }
    name = organizations.get(next(iter(one.owners)), "")
    return ReleasedView(name, one.holder, words.happened_at, until, words.text)


def _own(session: OpenSession, held: CaseFile, section: Section) -> GroundView | None:
    agency = session.hat.agency
    decision = session.ask(held.case, section, Action.READ, agency)
    if not decision.allowed or decision.ground:
        return None
    people = _reached(session, held.case, section)
    return GroundView("", decision.reason, decision.basis, decision.until, people)


def _reached(session: OpenSession, case: CaseId, section: Section) -> tuple[str, ...]:
    """Other agencies' people whom a ground lets see what the own agency wrote in a section.

    Who the youth is goes with whatever is opened.
    """
    now, own = session.clock.now(), session.hat.agency
    people = {one.id: one for one in session.store.sharing.people()}
    matrix = session.policy.sharing
    found: set[str] = set()
    for one in session.store.sharing.told_of(case).grounds:
        hats = [people[hat] for hat in one.hats if hat in people and people[hat].agency != own]
        told = preview(one, hats, matrix, now) if own in (one.owners or {own}) else ()
        is_identity = section is Section.IDENTITY
        found |= {
            name_of(line.hat)
            for line in told
            if section in line.sections or (is_identity and line.sections)
        }
    return tuple(sorted(found))


def _others(
    session: OpenSession,
    held: CaseFile,
    section: Section,
    authors: Mapping[HatId, Author],
) -> list[Author]:
    """The other agencies whose work lies in a section here, by name."""
    own = session.hat.agency
    found: dict[AgencyId, Author] = {}
    for stored in held.records:
        author = authors.get(stored.record.hat)
        if author is not None and stored.record.section is section and author.agency != own:
            found[author.agency] = author
    return sorted(found.values(), key=lambda one: one.agency_name)


def _shared(
    session: OpenSession,
    held: CaseFile,
    section: Section,
    other: Author,
    grounds: tuple[Ground, ...],
) -> GroundView | None:
    decision = session.ask(held.case, section, Action.READ, other.agency)
    if decision.allowed and not decision.ground:
        return None
    people = _people_of(session, decision, grounds)
    return GroundView(other.agency_name, decision.reason, decision.basis, decision.until, people)


def _people_of(
    session: OpenSession, decision: Decision, grounds: tuple[Ground, ...]
) -> tuple[str, ...]:
    """Whom the ground of a decision reaches now, as they are called."""
    now = session.clock.now()
    names = {one.id: name_of(one) for one in session.store.sharing.people()}
    for one in grounds:
        if one.id == decision.ground:
            told = named_by(one, names, now)
            return tuple(sorted(name for _, name in told if name))
    return ()
