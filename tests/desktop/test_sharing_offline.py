# SPDX-License-Identifier: AGPL-3.0-or-later
"""Decisions about sharing without a network: kept, sent later, judged by the rights of then."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import fields
from datetime import timedelta
from pathlib import Path

import pytest

from casework.consents import SignerCapacity
from casework.ids import CaseId, HatId
from casework.policy import Hat
from casework.reasons import ReasonCode
from casework.sharing_work import RecordGround, TakeBack
from casework.vocabulary import ORDINARY_SECTIONS, Basis, LegalRole, RecordKind, Section
from desktop.services.half_typed import HalfTypedWords
from sync.client.sharing import find_waiting
from sync.wire.sharing import PATH_SHARING, SharingReply, SharingRequest
from tests.fakes.advocates import DeskLaptop
from tests.fakes.county import TestCounty, a_note, county_in_memory
from tests.fakes.people import a_hat
from tests.fakes.sticks import carry
from tests.sync.client.test_older_and_newer import StrictServer
from ui.errors import ShownError
from ui.sharing_views import DecisionKind, ShareWish

WRITTEN = "Written by another agency."
REASON = "She called from a motel and the line broke."
Desks = dict[str, DeskLaptop]


@pytest.fixture
def county() -> Iterator[TestCounty]:
    with county_in_memory() as made:
        yield made


@pytest.fixture
def case(county: TestCounty) -> CaseId:
    """Cora's, with a note of hers; Ana of another agency is assigned too, Ben is a colleague."""
    hats = {"ana": a_hat(1), "ben": a_hat(2), "cora": a_hat(4, agency=2)}
    hats["supervisor"] = a_hat(3, role=LegalRole.SUPERVISOR)
    for hat in hats.values():
        county.add_hat(hat)
    made = county.add_case(author=hats["cora"])
    county.add_record(made, RecordKind.CONTACT_NOTE, a_note(WRITTEN), author=hats["cora"])
    for name in ("ana", "cora"):
        county.grant(hats[name], made, sections=ORDINARY_SECTIONS)
    return made


@pytest.fixture
def desks(county: TestCounty, case: CaseId, tmp_path: Path) -> Iterator[Desks]:
    """Ana, Ben and Cora; all have synced, and none has a network."""
    wearers = {"ana": a_hat(1), "ben": a_hat(2), "cora": a_hat(4, agency=2)}
    with ExitStack() as stack:
        made = {
            name: stack.enter_context(DeskLaptop.of(county, hat, tmp_path / name))
            for name, hat in wearers.items()
        }
        for desk in made.values():
            desk.sync()
            desk.online[0] = False
        yield made


def texts(desk: DeskLaptop, case: CaseId) -> list[str]:
    return [one.text for one in desk.cases.case(case).timeline]


def sync(desk: DeskLaptop) -> None:
    desk.online[0] = True
    desk.sync()
    desk.online[0] = False


def a_wish(desk: DeskLaptop, case: CaseId, to: Hat, days: int = 9) -> ShareWish:
    return ShareWish(
        case=case,
        basis=Basis.CONSENT_GENERIC,
        to=(to.id,),
        sections=(Section.CONTACTS,),
        until=(desk.session.clock.now() + timedelta(days=days)).date(),
        purpose="Planning care",
        signer="Her aunt",
        capacity=SignerCapacity.GUARDIAN,
    )


def test_an_emergency_recorded_offline_opens_nothing_until_the_county_has_it(
    county: TestCounty, desks: Desks, case: CaseId
) -> None:
    ana, ben = desks["ana"], desks["ben"]
    words = HalfTypedWords(ana.session)
    words.keep("emergency", case, {"reason": REASON})
    with pytest.raises(ShownError, match="does not know this person"):
        ana.sharing.open_in_emergency(case, REASON, HatId("nobody"))
    assert words.read("emergency", case)
    told = ana.sharing.open_in_emergency(case, REASON, ben.session.hat.id)
    assert told.waits
    assert words.read("emergency", case) == {}
    [waiting] = ana.sharing.decisions(case)
    assert (waiting.kind, waiting.reason) == (DecisionKind.EMERGENCY, None)
    assert ana.session.store.unsent.count().sharing == 1
    assert texts(ana, case) == []
    [work] = find_waiting(ana.session.store.sharing)
    assert isinstance(work.act, RecordGround)
    sync(ana)
    assert ana.sharing.decisions(case) == ()
    assert not ana.session.store.unsent.count()
    assert texts(ana, case) == [WRITTEN]
    rights = {one.section: one.grounds for one in ana.cases.case(case).rights}
    assert rights[Section.CONTACTS][-1].until == work.act.ground.starts + timedelta(hours=24)
    sync(ben)
    [known] = ben.sharing.emergencies()
    ben.sharing.note_seen(known.ground, reviewed=False)
    assert ben.sharing.emergencies() == ()
    sync(ben)
    assert ben.sharing.emergencies() == ()
    [(seen,)] = county.sql("SELECT seen_at IS NOT NULL FROM ground")
    assert seen


def test_the_same_decision_sent_again_is_recorded_once(
    county: TestCounty, desks: Desks, case: CaseId
) -> None:
    ana = desks["ana"]
    ana.sharing.open_in_emergency(case, REASON, desks["ben"].session.hat.id)
    waiting = find_waiting(ana.session.store.sharing)
    ana.online[0] = True
    with ana.talk.begin() as conversation:
        told = [
            conversation.ask(PATH_SHARING, SharingRequest(work=waiting), SharingReply).results
            for _ in range(2)
        ]
    assert told[0] == told[1]
    assert told[0][0].refused is None
    ana.sync()
    assert county.sql("SELECT count(*) FROM ground") == [(1,)]
    assert county.sql("SELECT count(*) FROM sharing_taken") == [(1,)]


def test_an_emergency_that_lay_too_long_is_refused_in_words_and_put_aside(
    desks: Desks, case: CaseId
) -> None:
    ana = desks["ana"]
    made = ana.sharing._break_glass(case, REASON, desks["ben"].session.hat.person)
    starts = made.ground.starts - timedelta(hours=25)
    long_ago = made.ground.model_copy(update={"starts": starts})
    act = RecordGround(ground=long_ago, seen=made.seen)
    assert ana.sharing._deciding.decide(act, case, None).waits
    sync(ana)
    [kept] = ana.sharing.decisions(case)
    assert kept.reason is not None
    assert kept.reason.code is ReasonCode.EMERGENCY_OVER
    assert texts(ana, case) == []
    assert ana.session.store.unsent.count().sharing == 1
    ana.sharing.put_aside(kept.id)
    assert ana.sharing.decisions(case) == ()


def test_a_consent_taken_back_offline_closes_here_at_once_and_there_with_the_sync(
    county: TestCounty, desks: Desks, case: CaseId
) -> None:
    """Cora shares offline, both hear of it; Ana, whom it names, learns that it is revoked."""
    ana, cora = desks["ana"], desks["cora"]
    wish = a_wish(cora, case, ana.session.hat)
    [line] = cora.sharing.preview(wish)
    assert line.sections == (Section.CONTACTS,)
    assert cora.sharing.share(wish).waits
    sync(ana)
    assert texts(ana, case) == []
    sync(cora)
    sync(ana)
    assert texts(ana, case) == [WRITTEN]
    [shared] = ana.sharing.on_record(case)
    assert shared.may_end
    assert ana.sharing.take_back(case, shared.id, "The aunt called.").waits
    assert texts(ana, case) == []
    assert ana.session.store.search_cases(
        WRITTEN.split(maxsplit=1)[0], offset=0, limit=9
    ).total in {0, 1}
    assert ana.sharing.on_record(case) == ()
    [(before,)] = county.sql("SELECT revoked_at IS NULL FROM ground")
    assert before
    sync(ana)
    assert texts(ana, case) == []
    assert ana.sharing.decisions(case) == ()
    cora.online[0] = True
    assert cora.sharing.on_record(case) == ()
    [(after,)] = county.sql("SELECT revoked_at IS NOT NULL FROM ground")
    assert after


def test_what_would_show_more_than_was_seen_needs_a_new_look(
    county: TestCounty, desks: Desks, case: CaseId
) -> None:
    """Cora read that it shows nothing, and the county would show Ana a part."""
    cora, ana = desks["cora"], desks["ana"].session.hat
    wish = a_wish(cora, case, ana)
    cora.sharing.preview(wish)
    cora.sharing._looked[wish] = (cora.sharing._looked[wish][0], ())
    assert cora.sharing.share(wish).waits
    sync(cora)
    [kept] = cora.sharing.decisions(case)
    assert kept.reason is not None
    assert kept.reason.code is ReasonCode.NEEDS_NEW_LOOK
    assert county.sql("SELECT count(*) FROM ground") == [(0,)]


def test_who_lost_the_right_to_share_meanwhile_is_refused_by_todays_rights(
    county: TestCounty, desks: Desks, case: CaseId
) -> None:
    cora = desks["cora"]
    assert cora.sharing.share(a_wish(cora, case, desks["ana"].session.hat)).waits
    county.revoke(cora.session.hat, case)
    sync(cora)
    [kept] = [one.refused for one in cora.session.store.sharing.work(case)]
    assert kept is not None
    assert kept.code is ReasonCode.REVOKED
    receipt = cora.sync_port().state().receipt
    assert receipt is not None
    assert (receipt.held, receipt.held_reasons) == (1, (kept,))
    sync(cora)
    receipt = cora.sync_port().state().receipt
    assert receipt is not None
    assert (receipt.held, receipt.held_reasons) == (0, ())
    assert county.sql("SELECT count(*) FROM ground") == [(0,)]


def test_what_this_laptop_knows_to_be_refused_is_not_kept(desks: Desks, case: CaseId) -> None:
    ben = desks["ben"]
    with pytest.raises(ShownError, match="not assigned"):
        ben.sharing.share(a_wish(ben, case, desks["ana"].session.hat))
    assert not ben.session.store.unsent.count()


def test_a_stranger_takes_nothing_back(county: TestCounty, desks: Desks, case: CaseId) -> None:
    cora, ben = desks["cora"], desks["ben"]
    cora.online[0] = True
    cora.sharing.share(a_wish(cora, case, desks["ana"].session.hat))
    [(ground,)] = county.sql("SELECT id FROM ground")
    with pytest.raises(ShownError, match="not on this laptop"):
        ben.sharing.take_back(case, ground, "Because.")
    ben.online[0] = True
    act = TakeBack(ground=ground, reason="Because.")
    with pytest.raises(ShownError, match="not assigned"):
        ben.sharing._deciding.decide(act, case, None)
    assert county.sql("SELECT revoked_at FROM ground") == [(None,)]


def test_a_decision_that_an_older_county_cannot_read_waits_and_no_other_is_said_to_have_failed(
    county: TestCounty, desks: Desks, case: CaseId
) -> None:
    ana, present = desks["ana"], county.server
    county.server = StrictServer(
        **{one.name: getattr(present, one.name) for one in fields(present)}
    )
    ana.online[0] = True
    ana.sharing.note_seen("any", reviewed=False)
    assert ana.session.store.unsent.count().sharing == 1
    assert not ana.sharing.open_in_emergency(case, REASON, desks["ben"].session.hat.id).waits
    assert ana.session.store.unsent.count().sharing == 1
    county.server = present
    ana.sync()
    assert not ana.session.store.unsent.count()


def test_decisions_and_notices_travel_on_a_stick(
    county: TestCounty, desks: Desks, case: CaseId
) -> None:
    """Nobody has a network: Ana opens the case, Ben hears of it, Ana takes it back."""
    ana, ben = desks["ana"], desks["ben"]
    ana.online[0] = True
    ana.sync()
    ben.online[0] = True
    ben.sync()
    ana.online[0] = ben.online[0] = False
    ana.sharing.open_in_emergency(case, REASON, ben.session.hat.id)
    receipt = carry(ana.laptop)
    assert receipt.sent == 1
    assert ana.sharing.decisions(case) == ()
    assert texts(ana, case) == [WRITTEN]
    carry(ben.laptop)
    [told] = ben.sharing.emergencies()
    assert told.reason == REASON
    ben.sharing.note_seen(told.ground, reviewed=False)
    carry(ben.laptop)
    assert county.sql("SELECT seen_at IS NOT NULL FROM ground") == [(True,)]
