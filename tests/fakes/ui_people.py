# SPDX-License-Identifier: AGPL-3.0-or-later
"""An invented caseload for the screens. Nobody in it exists."""

from datetime import date, timedelta
from decimal import Decimal

from casework.ids import CaseId, RecordId
from casework.reasons import Reason, ReasonCode
from casework.vocabulary import RecordKind
from forms.answers import Answer, Missing, encode_answer
from forms.definition import Control
from forms.session import Session
from tests.fakes.ui_ports import NOW, TODAY, FakeCounty
from tests.fakes.ui_youths import FakeCase
from ui.sync_views import ReceiptView
from ui.timeline_views import Standing, TimelineEntry
from ui.views import CaseHeader

NAMES = (
    ("Maya", "Maya Castellanos Ruiz", 15, "she/her"),
    ("Andre", "Andre Whitlock", 16, "he/him"),
    ("Kiki", "Kiana Faleolo", 14, "she/her"),
    ("Jordan", "Jordan Abernathy", 17, "they/them"),
    ("Lupe", "Guadalupe Ferreira", 13, "she/her"),
    ("Theo", "Theodore Nakagawa", 15, "he/him"),
    ("Sasha", "Aleksandra Venn", 16, "she/her"),
    ("Marisol", "Marisol Dunning-Okafor", 12, "she/her"),
    ("Dee", "Deandra Pickett", 17, "she/her"),
    ("Ray", "Raymundo Solis", 14, "he/him"),
    ("Noor", "Noor Haddad", 15, "she/her"),
    ("Tess", "Tess Oyelaran", 16, "she/her"),
)
NOTES = (
    (
        "Met at school. She spoke about her aunt in Alder Springs and says she sleeps there most "
        "nights. Agreed to talk again on Thursday after third period."
    ),
    "Phone call with the advocate. No new worries; the bus pass has arrived.",
    "Home visit. Talked for half an hour on the porch; wants help getting back onto the team.",
)


def a_county(count: int = 12) -> FakeCounty:
    """A caseload of invented youths with notes."""
    county = FakeCounty()
    for at in range(count):
        shown, legal, age, pronouns = NAMES[at % len(NAMES)]
        suffix = "" if at < len(NAMES) else f" {at}"
        header = CaseHeader(
            shown_name=shown + suffix,
            legal_name=legal + suffix,
            aliases=("M.C.",) if at == 0 else (),
            birth_date=date(TODAY.year - age, 1 + at % 12, 1 + at % 28),
            age=age,
            pronouns=pronouns,
            languages=("English", "Spanish") if at % 3 == 0 else ("English",),
            agency_numbers=(
                ("Probation", f"P-{2031 + 17 * at}"),
                ("Child welfare", f"19-{4400 + at}"),
            ),
            opened_on=TODAY - timedelta(days=9 * at + 3),
        )
        case = CaseId(county.next_id())
        county.cases[case] = FakeCase(
            header,
            [_opened(county, header)],
            last_screened=TODAY - timedelta(days=170 + at * 5) if at % 3 else None,
        )
        for number in range(1 + at % 2 if at else 3):
            county.cases[case].timeline.append(_note(county, at, number))
    return county


def a_lived_in_county() -> FakeCounty:
    """As `a_county`, with a draft, a signed screening, unsent and refused work and a receipt."""
    county = a_county()
    cases = list(county.cases)
    earlier = county.start(cases[0], county.pack.form_id, county.definition.default_language)
    fill(county, earlier)
    record, _ = county.sign(earlier, county.definition.default_language)
    half = county.start(cases[4], county.pack.form_id, county.definition.default_language)
    fill(county, half, pages=2)
    county.drafts[half].page = 1
    county.add_note(cases[2], NOTES[1], NOW - timedelta(hours=2))
    refused = _note(county, 5, 7)
    county.cases[cases[5]].timeline.append(
        TimelineEntry(
            refused.record,
            refused.kind,
            refused.at,
            refused.entered_at,
            "Dana Whitfield",
            Standing.REFUSED,
            refused.text,
            reason=Reason.of(ReasonCode.REVOKED, date="2026-11-20"),
        )
    )
    county.receipt = ReceiptView(
        NOW - timedelta(hours=20),
        4,
        1,
        12,
        0,
        (Reason.of(ReasonCode.REVOKED, date="2026-11-20"),),
    )
    assert record
    return county


def fill(county: FakeCounty, draft: object, *, pages: int = 99) -> None:
    """Answer the first pages of a draft with plausible answers."""
    found = county.drafts[draft]  # type: ignore[index]  # NewType keys of the fake
    session = Session(county.definition, today=TODAY, language=found.language or None)
    for number, page in enumerate(county.definition.pages):
        if number >= pages:
            break
        for path in page.question_paths:
            state = session.question(path)
            if state.relevant and not state.readonly:
                answer = _plausible(county, path, state.choices, number)
                if answer is not None:
                    session.answer(path, answer)
                    found.answers[path] = encode_answer(answer)
    found.saved_at = NOW


def _plausible(county: FakeCounty, path: str, choices: tuple[object, ...], page: int) -> Answer:
    question = county.definition.questions[path]
    name = question.name
    match question.control:
        case Control.NOTE:
            return None
        case Control.DATE:
            return TODAY
        case Control.INTEGER:
            return 2
        case Control.DECIMAL:
            return Decimal("1.5")
        case Control.SELECT_ONE:
            if name == "online":
                return Missing.NOT_ASKED
            if name == "talk_place":
                return "school" if _has(choices, "school") else _value(choices[0])
            return _value(choices[1 if name in {"fear", "control", "away"} else 0])
        case Control.SELECT_MULTIPLE:
            return (_value(choices[0]),)
        case _:
            return "Help getting back onto the team, and a phone that works."


def _value(choice: object) -> str:
    return str(choice.value)  # type: ignore[attr-defined]  # forms.session.Choice


def _has(choices: tuple[object, ...], value: str) -> bool:
    return any(_value(choice) == value for choice in choices)


def _opened(county: FakeCounty, header: CaseHeader) -> TimelineEntry:
    at = NOW - (timedelta(days=(TODAY - header.opened_on).days if header.opened_on else 1))
    return TimelineEntry(
        RecordId(county.next_id()), RecordKind.YOUTH, at, at, "County intake", Standing.SENT
    )


def _note(county: FakeCounty, at: int, number: int) -> TimelineEntry:
    when = NOW - timedelta(days=number * 2 + 1, hours=at)
    author = ("Dana Whitfield", "Imani Brooks", "Luis Aragón")[number % 3]
    return TimelineEntry(
        RecordId(county.next_id()),
        RecordKind.CONTACT_NOTE,
        when,
        when,
        author,
        Standing.SENT,
        NOTES[number % 3],
    )
