# SPDX-License-Identifier: AGPL-3.0-or-later
"""Papers: tagged, marked, neutral, and nothing on them that the recipient may not read."""

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from casework.ids import CaseId
from casework.paper import (
    Bullets,
    Drawing,
    Fact,
    Facts,
    GrantedPaper,
    Look,
    Mark,
    Paper,
    Paragraph,
    Part,
    Picture,
    Point,
    Recipient,
    Sheet,
    Table,
    grant,
    recipient_of,
)
from casework.policy import AccessQuestion, Membership, decide
from casework.vocabulary import Action, Section
from tests.fakes.people import NOON, a_hat, a_membership, an_id
from tests.fakes.pictures import a_photograph
from tests.fakes.ui_papers import A_WORKER, tags_of, text_of
from ui.errors import ShownError
from ui.paper.typeset import render_paper

CASE = CaseId(an_id(1))
MARK = Mark("Noor Haddad, Public Health", "Nov 30, 2026, 09:12", "Good until Dec 7, 2026")
HATS = [a_hat(1), a_hat(2)]
SIGNED = Drawing(((Point(10, 20), Point(500, 100)), (Point(900, 20),)), 300, "Signature of Wren")
WHOLE = Paper(
    title="Summary",
    language="es",
    parts=(
        Part("Who", (Facts((Fact("Name", "Wren", wide=False), Fact("Age", "15", wide=False))),)),
        Part("Why", (Paragraph("2.5", Look.LARGE), Bullets(("One", "Two")))),
        Part("What", (Table(("Item", "Answer"), (("Sleep", "Poor"),)),), level=2),
        Part("", (SIGNED, Picture(a_photograph(kind="JPEG"), "Photograph of the youth"))),
    ),
    mark=MARK,
)


def made(paper: Paper) -> bytes:
    return render_paper(grant(paper, A_WORKER))


def test_a_paper_is_tagged_and_says_its_language_and_title() -> None:
    data = made(WHOLE)
    root = PdfReader(BytesIO(data)).trailer["/Root"]
    assert root["/Lang"] == "es-US"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    tags = tags_of(data)
    assert [one for one in tags if one in {"/Title", "/H1", "/H2", "/L", "/Table", "/Figure"}] == [
        *("/Title", "/H1", "/H1", "/L", "/H2", "/Table", "/Figure", "/Figure"),
    ]
    assert {"/TH", "/TD", "/LBody"} <= set(tags)


def test_its_metadata_is_its_title_and_nothing_else() -> None:
    data = made(WHOLE)
    assert dict(PdfReader(BytesIO(data)).metadata or {}) == {"/Title": "Summary"}
    for telling in (b"Typst", b"/Producer", b"CreationDate", b"CreatorTool", b"/home", b"/tmp"):
        assert telling not in data


def test_for_whom_when_and_until_when_stand_on_every_page() -> None:
    long = Part("", tuple(Paragraph(f"Line {at}") for at in range(120)))
    pages = PdfReader(BytesIO(made(Paper("Summary", "en", (long,), MARK)))).pages
    assert len(pages) > 1
    for page in pages:
        text = page.extract_text()
        for words in MARK:
            # Across the page, and at its foot for whoever has it read aloud or folded.
            assert text.count(words) == 2


WORDS = '#panic() *Is <b>this</b>* & that $so$?\n= Not a heading\\ @here "quoted" ‘ñ’ ﬁ'


@pytest.mark.parametrize(
    "block",
    [
        Paragraph(WORDS),
        Bullets((WORDS,)),
        Facts((Fact("Name", WORDS),)),
        Table(("Item", "Answer"), ((WORDS, ""),)),
    ],
)
def test_words_of_a_case_are_never_markup(block: Paragraph | Bullets | Facts | Table) -> None:
    text = text_of(made(Paper("Summary", "en", (Part("", (block,)),))))
    for words in ("#panic()", "*Is <b>this</b>*", "$so$?", "= Not a heading\\", '"quoted"', "‘ñ’"):
        assert words in text


def test_a_sign_that_no_font_can_draw_does_not_stop_a_paper() -> None:
    paper = Paper("Summary", "en", (Part("", (Paragraph("before \U0010fffd after"),)),))
    assert "before" in text_of(made(paper))


def test_a_word_longer_than_its_column_is_broken_and_not_lost() -> None:
    word = "https://example.org/" + "a1" * 120
    paper = Paper("Summary", "en", (Part("", (Table(("A", "B"), ((word, "next"),), (10, 90)),)),))
    page = PdfReader(BytesIO(made(paper))).pages[0]
    assert word in "".join(page.extract_text().replace("\u200b", "").split())
    places: list[float] = []
    page.extract_text(visitor_text=lambda text, cm, tm, *_: places.append(tm[4]))
    assert max(places) < float(page.mediabox.width)
    assert len(page.extract_text().splitlines()) > len(word) // 24


def test_one_page_holds_what_fits_in_smaller_letters_and_refuses_the_rest() -> None:
    def page(lines: int) -> Paper:
        words = tuple(Paragraph(f"Line {at}") for at in range(lines))
        return Paper("Summary", "en", (Part("", words),), MARK, one_page=True)

    assert len(PdfReader(BytesIO(made(page(60)))).pages) == 1
    with pytest.raises(ShownError, match="does not fit"):
        made(page(600))


def test_a_small_page_carries_no_mark_and_fits_a_wallet_once_folded() -> None:
    small = Paper("List", "en", (Part("", (Bullets(("Aunt Rosa 555-0101",)),)),), None)
    data = made(Paper(small.title, small.language, small.parts, sheet=Sheet.WALLET))
    (page,) = PdfReader(BytesIO(data)).pages
    assert float(page.mediabox.width) < float(page.mediabox.height) < 300
    assert text_of(data).split() == ["List", "•", "Aunt", "Rosa", "555-0101"]


@st.composite
def rights(draw: st.DrawFn) -> list[Membership]:
    """Any assignments, sensible or not."""
    return [
        a_membership(
            draw(st.sampled_from(HATS)),
            CASE,
            sections=draw(st.frozensets(st.sampled_from(Section))),
            revoked_at=draw(st.none() | st.just(NOON)),
        )
        for _ in range(draw(st.integers(0, 3)))
    ]


@settings(max_examples=25)
@given(rights(), st.sampled_from(HATS))
def test_no_word_of_a_part_the_policy_refuses_is_on_the_paper(
    held: list[Membership], hat: object
) -> None:
    other = a_hat(3).agency
    parts = tuple(
        Part(f"head{at}x{whose}", (Paragraph(f"word{at}x{whose}"),), section, owner)
        for at, section in enumerate(Section)
        for whose, owner in enumerate((None, other))
    )
    asks = AccessQuestion(hat=hat, case=CASE, section=Section.IDENTITY, action=Action.READ, at=NOON)
    granted = grant(Paper("Summary", "en", parts), recipient_of(asks, [other], held))
    text = text_of(render_paper(granted))
    for at, section in enumerate(Section):
        for whose, owner in enumerate((None, other)):
            question = asks.model_copy(update={"section": section, "owner": owner})
            allowed = decide(question, held).allowed
            assert (f"word{at}x{whose}" in text.split()) is allowed
            assert (f"head{at}x{whose}" in text.split()) is allowed


def test_criminal_justice_information_is_never_on_paper() -> None:
    hat = a_hat(1).model_copy(update={"cji_cleared": True})
    held = [a_membership(hat, CASE, sections=frozenset(Section))]
    asks = AccessQuestion(
        hat=hat, case=CASE, section=Section.IDENTITY, action=Action.READ, at=NOON, cji_device=True
    )
    readable = recipient_of(asks, [], held).readable
    assert Section.CRIMINAL_JUSTICE not in {section for section, _ in readable}


def test_a_paper_for_nobody_in_particular_holds_no_word_of_a_case() -> None:
    parts = (Part("Head", (Paragraph("secret"),), Section.CONTACTS), Part("", (Paragraph("ours"),)))
    granted = grant(Paper("Summary", "en", parts), Recipient("Nobody"))
    assert isinstance(granted, GrantedPaper)
    assert text_of(render_paper(granted)).split() == ["Summary", "ours", "1/1"]
