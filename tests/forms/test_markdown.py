# SPDX-License-Identifier: AGPL-3.0-or-later
"""The marks an author may put into a label."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.markdown import Paragraph, Span, is_plain, to_plain, to_spans

MARKED = st.text(alphabet=st.sampled_from("ab *_#[]()<>/\\\n-1.\"'=&;"), max_size=60)
TAGS = st.sampled_from(
    [
        "<b>",
        "</b>",
        "<img src=file:///etc/passwd>",
        "<script>alert(1)</script>",
        "<a href='javascript:x'>",
        '<span style="color:red">',
        "</span>",
        "<br>",
        "<p>",
        "<style>@import 'x'</style>",
        "**",
        "_",
        "word",
        " ",
    ]
)


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("**bold** on", (Span("bold", bold=True), Span(" on"))),
        ("__bold__", (Span("bold", bold=True),)),
        ("*slanted* _too_", (Span("slanted", italic=True), Span(" "), Span("too", italic=True))),
        ("***both***", (Span("both", bold=True, italic=True),)),
        ("[a page](https://x.org)", (Span("a page", address="https://x.org"),)),
        ('<span style="color:#f00">red</span> on', (Span("red", bold=True), Span(" on"))),
        ('<span style="font-family:x">plain</span>', (Span("plain"),)),
        ("\\*as it is\\*", (Span("*as it is*"),)),
        ("2 * 3 * 4", (Span("2 * 3 * 4"),)),
        ("snake_case_name", (Span("snake_case_name"),)),
        ("**never closed", (Span("**never closed"),)),
        ("a&nbsp;&lt;b&gt; &amp;amp; &copy;", (Span("a\u00a0<b> &amp; &copy;"),)),
        ("<b>not ours</b>", (Span("<b>not ours</b>"),)),
    ],
)
def test_a_line_is_read_into_spans(text: str, spans: tuple[Span, ...]) -> None:
    assert to_spans(text) == (Paragraph("text", spans),)


def test_headings_items_and_breaks_are_lines_of_their_own() -> None:
    found = to_spans("## Money\n* gifts\n- rides\n2. phones<br>end")
    assert [(one.kind, one.level, one.mark, one.text) for one in found] == [
        ("heading", 2, "", "Money"),
        ("item", 0, "•", "• gifts"),
        ("item", 0, "•", "• rides"),
        ("item", 0, "2.", "2. phones"),
        ("text", 0, "", "end"),
    ]


def test_the_address_of_a_link_stands_beside_its_words() -> None:
    assert to_plain("See [help](https://x.org).") == "See help (https://x.org)."


@given(st.text(alphabet="abc xyz,;:!?'éñ", max_size=200))
def test_a_text_without_marks_is_shown_as_it_is(text: str) -> None:
    assert is_plain(to_spans(text))
    assert "\n".join(one.text for one in to_spans(text)) == text
    assert to_plain(text) == text.strip()


@given(MARKED | st.text() | st.lists(TAGS, max_size=12).map("".join))
def test_no_words_are_lost_or_invented(text: str) -> None:
    letters = re.compile(r"[^\W_]")
    kept = "".join(letters.findall("".join(one.text for one in to_spans(text))))
    source = re.sub(r"<(/?)(span|p|div)\b[^<>]{0,500}>|<br[ \t]*/?>", "", text, flags=re.IGNORECASE)
    given_letters = "".join(letters.findall(source))
    assert kept == given_letters


class _Tags(HTMLParser):
    """Notes every tag a reader of HTML would act on."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.found.append(tag)


@given(st.lists(TAGS, max_size=12).map("".join))
def test_no_tag_that_is_understood_survives_in_the_words(text: str) -> None:
    reader = _Tags()
    for paragraph in to_spans(text):
        reader.feed(paragraph.text)
    assert not {"span", "p", "br"} & set(reader.found)


@pytest.mark.parametrize("evil", ["*" * 20_000, "* a" * 6_000, "**a " * 5_000, "[" * 20_000])
def test_a_text_made_of_marks_takes_no_longer_than_its_length(evil: str) -> None:
    assert to_spans(evil)


def test_a_text_beyond_the_bound_is_shown_as_it_is() -> None:
    text = "**a**" * 10_000
    assert to_spans(text) == (Paragraph("text", (Span(text),)),)
