# SPDX-License-Identifier: AGPL-3.0-or-later
"""A draft stays on its version, moves only when asked, and never loses an answer."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from casework.ids import CaseId, DraftId
from desktop.instruments import InstrumentShelf
from desktop.services.screenings import Screenings
from desktop.session import OpenSession, open_session
from desktop.system import new_id
from desktop.vaults import find_vault
from forms.pack import InstrumentPack
from storage.instruments import KeptInstrument
from tests.fakes.desks import NOW, PASSPHRASE, a_workspace_folder
from tests.fakes.packs import a_pack
from tests.fakes.people import an_id
from tests.fakes.stores import StillClock
from ui.errors import ShownError

CASE = CaseId(an_id(5001))
ONE = {"name": "Name", "school": "School", "mood": "Mood:well|tired|low"}
TWO = {"name": "Full name", "mood": "Mood:well|low", "sleep": "Sleep"}


@pytest.fixture
def session(tmp_path: Path) -> Iterator[OpenSession]:
    places = a_workspace_folder(tmp_path, [CASE])
    key = find_vault(places).unlock(PASSPHRASE)
    with open_session(places, key, StillClock(NOW), new_id) as opened:
        yield opened


@pytest.fixture
def screenings(session: OpenSession) -> Screenings:
    return Screenings(session, InstrumentShelf())


def publish(
    session: OpenSession,
    version: str,
    questions: Mapping[str, str],
    *,
    files: Mapping[str, bytes] | None = None,
    more: str = "",
    sources: bool = False,
) -> InstrumentPack:
    pack = a_pack(version, questions, files=files, more=more, sources=sources)
    at = NOW + timedelta(minutes=int(version))
    session.store.instruments.keep(a_word(pack, at), pack.content())
    return pack


def a_word(
    pack: InstrumentPack, at: datetime, *, retired: bool = False, until: date | None = None
) -> KeptInstrument:
    return KeptInstrument(
        form_id=pack.form_id,
        version=pack.version,
        sha256=pack.sha256,
        retired=retired,
        until=until,
        published_at=at,
        stated_at=at,
        statement="{}",
    )


@pytest.fixture
def draft(session: OpenSession, screenings: Screenings) -> DraftId:
    """A draft on version 1 with every question answered."""
    publish(session, "1", ONE)
    begun = screenings.start(CASE, "small", "")
    for name, answer in (("name", "Robin"), ("school", "North High"), ("mood", "tired")):
        screenings.journal(begun, f"/data/{name}", answer)
    return begun


def test_a_draft_stays_on_its_version_until_it_is_moved(
    session: OpenSession, screenings: Screenings, draft: DraftId
) -> None:
    assert screenings.newer_version(draft) is None
    publish(session, "2", TWO)
    assert "/data/school" in screenings.open(draft).definition.questions
    change = screenings.newer_version(draft)
    assert change is not None
    assert change.version == "2"
    assert change.added == ("Sleep",)
    assert change.removed == ("School",)
    assert change.renamed == (("Name", "Full name"),)
    assert [(one.label, one.answer) for one in change.unfit] == [
        ("School", "North High"),
        ("Mood", "tired"),
    ]
    assert not change.scoring_changed


def test_moving_drops_nothing_and_moving_back_puts_everything_in_its_place(
    session: OpenSession, screenings: Screenings, draft: DraftId
) -> None:
    before = screenings.open(draft).answers
    second = publish(session, "2", TWO)
    screenings.move_draft(draft, second.sha256)
    moved = screenings.open(draft)
    assert "/data/sleep" in moved.definition.questions
    assert moved.answers["/data/name"] == "Robin"
    assert moved.answers.get("/data/mood") is None
    assert [(one.label, one.answer, one.version) for one in moved.kept_answers] == [
        ("Mood", "tired", "1"),
        ("School", "North High", "1"),
    ]
    screenings.journal(draft, "/data/sleep", "Badly")
    back = screenings.earlier_version(draft)
    assert back is not None
    screenings.move_draft(draft, back.sha256)
    again = screenings.open(draft)
    assert again.answers == before
    assert [(one.label, one.answer) for one in again.kept_answers] == [("Sleep", "Badly")]


def test_an_answer_given_anew_wins_and_the_earlier_one_stays_kept(
    session: OpenSession, screenings: Screenings, draft: DraftId
) -> None:
    second = publish(session, "2", TWO)
    screenings.move_draft(draft, second.sha256)
    screenings.journal(draft, "/data/mood", "low")
    back = screenings.earlier_version(draft)
    assert back is not None
    screenings.move_draft(draft, back.sha256)
    opened = screenings.open(draft)
    assert opened.answers["/data/mood"] == "low"
    assert [(one.label, one.answer) for one in opened.kept_answers] == [("Mood", "tired")]


def test_what_is_kept_is_signed_along_with_its_files(
    session: OpenSession, screenings: Screenings, draft: DraftId
) -> None:
    name = screenings.keep_attachment(draft, "nest.jpg", b"picture")
    screenings.journal(draft, "/data/name", name)
    loose = screenings.keep_attachment(draft, "loose.jpg", b"taken back")
    second = publish(session, "2", TWO)
    screenings.move_draft(draft, second.sha256)
    record, _ = screenings.sign(draft, "")
    signed = screenings.signed(CASE, record)
    kept = {(one.label, one.answer, one.version) for one in signed.screening.kept_answers}
    assert kept == {("School", "North High", "1"), ("Mood", "tired", "1")}
    assert signed.screening.instrument_version == "2"
    assert [one.name for one in signed.screening.attachments] == [name]
    assert screenings.signed_attachment(CASE, record, name) == b"picture"
    assert screenings.signed_attachment(CASE, record, loose) is None


def test_a_retired_form_is_not_started_but_drafts_go_on_and_signed_ones_are_read(
    session: OpenSession, screenings: Screenings, draft: DraftId
) -> None:
    pack = a_pack("1", ONE)
    session.store.instruments.keep(a_word(pack, NOW + timedelta(hours=1), retired=True))
    assert "small" not in [one.form_id for one in screenings.instruments(CASE)]
    with pytest.raises(ShownError, match="can no longer be started"):
        screenings.start(CASE, "small", "")
    screenings.journal(draft, "/data/name", "Wren")
    record, _ = screenings.sign(draft, "")
    assert screenings.signed(CASE, record).definition is not None


def test_a_form_is_not_started_after_its_last_day(
    session: OpenSession, screenings: Screenings
) -> None:
    pack = a_pack("1", ONE)
    kept = session.store.instruments
    kept.keep(a_word(pack, NOW, until=NOW.date() - timedelta(days=2)), pack.content())
    assert "small" not in [one.form_id for one in screenings.instruments(CASE)]
    kept.keep(a_word(pack, NOW, until=NOW.date()))
    assert "small" in [one.form_id for one in screenings.instruments(CASE)]


def test_an_older_version_still_published_is_not_offered_as_newer(
    session: OpenSession, screenings: Screenings, draft: DraftId
) -> None:
    second = publish(session, "2", TWO)
    screenings.move_draft(draft, second.sha256)
    session.store.instruments.keep(
        KeptInstrument(**vars(a_word(second, NOW + timedelta(minutes=2))) | {"retired": True})
    )
    assert screenings.newer_version(draft) is None
    with pytest.raises(ShownError, match="can no longer be moved to"):
        screenings.move_draft(draft, "0" * 64)


def test_pictures_of_the_form_are_read_from_its_pack(
    session: OpenSession, screenings: Screenings
) -> None:
    picture = '<itext><translation lang="en"><text id="a"><value form="image">'
    picture += "jr://images/nest.png</value></text></translation></itext>"
    publish(session, "1", ONE, files={"nest.png": b"png"}, more=picture)
    draft = screenings.start(CASE, "small", "")
    assert screenings.form_media(draft, "nest.png") == b"png"
    assert screenings.form_media(draft, "../nest.png") is None


def test_the_source_of_an_answer_goes_where_its_answer_goes(
    session: OpenSession, screenings: Screenings
) -> None:
    first = publish(session, "1", ONE, sources=True)
    draft = screenings.start(CASE, "small", "")
    screenings.journal(draft, "/data/mood", "tired")
    screenings.journal(draft, "/data/mood#source", {"source": "observed"})
    second = publish(session, "2", TWO, sources=True)
    screenings.move_draft(draft, second.sha256)
    assert screenings.open(draft).answers.get("/data/mood#source") is None
    screenings.move_draft(draft, first.sha256)
    assert screenings.open(draft).answers["/data/mood#source"] == {"source": "observed"}
    screenings.move_draft(draft, second.sha256)
    record, _ = screenings.sign(draft, "")
    [kept] = screenings.signed(CASE, record).screening.kept_answers
    assert (kept.label, kept.answer, kept.source) == ("Mood", "tired", "observed")
