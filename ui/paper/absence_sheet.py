# SPDX-License-Identifier: AGPL-3.0-or-later
"""One page for whoever takes the report of an absence: what they ask, in the order they ask it.

What is not known is a line to write on. Exploitation and health stand on these two sheets and on
no public poster (fact D14), which each sheet says.

Invariants: neither the title nor the metadata names the youth or the subject; a text too long for
its place ends with a mark that says so; all of it stands on one page.
"""

from collections.abc import Iterator
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from casework.absences import ADULT, Absence
from casework.clock_rules import Party
from casework.field_specs import specs_of
from casework.paper import (
    Fact,
    Facts,
    GrantedPaper,
    Look,
    Paper,
    Paragraph,
    Part,
    Picture,
    grant,
)
from casework.record_parts import RecordView, Word
from casework.records import Youth
from casework.vocabulary import Section
from ui.paper.marks import say_mark, say_undecided
from ui.record_views import AbsenceSheet
from ui.record_words import say_title, say_word
from ui.text import Moments

NCMEC_PHONE = "1-800-843-5678"
LONGEST = 350
EARLIER = 3
PLACED = Section.PLACEMENT


def write_sheet(
    sheet: AbsenceSheet, party: Party, moments: Moments, photo: bytes = b""
) -> GrantedPaper:
    """The sheet for law enforcement or for NCMEC, on one page.

    Args:
        photo: the photograph that `sheet` names, made small; it goes on these sheets only, which no
            public poster is.
    """
    to_ncmec = party is Party.NCMEC
    heading = (
        QCoreApplication.translate("sheet", "Missing youth: report to NCMEC")
        if to_ncmec
        else QCoreApplication.translate("sheet", "Missing youth: report to law enforcement")
    )
    paper = Paper(
        title=QCoreApplication.translate("sheet", "Report"),
        language=moments.language,
        parts=(
            _warn(to_ncmec=to_ncmec),
            *_undecided(sheet),
            *_photo(sheet, photo),
            *_parts(sheet, moments, to_ncmec=to_ncmec),
        ),
        mark=say_mark(sheet.note, moments)._replace(recipient=say_word(party)),
        heading=heading,
        one_page=True,
    )
    return grant(paper, sheet.note.recipient)


def _warn(*, to_ncmec: bool) -> Part:
    warning = QCoreApplication.translate(
        "sheet",
        "For this report only. Exploitation and health are never put on a public poster.",
    )
    call = QCoreApplication.translate("sheet", "Call {number}, at any hour.")
    said = Paragraph(call.format(number=NCMEC_PHONE), Look.STRONG)
    return Part("", ((said,) if to_ncmec else ()) + (Paragraph(warning),))


def _undecided(sheet: AbsenceSheet) -> Iterator[Part]:
    if said := say_undecided(sheet.note.undecided):
        yield Part("", said, PLACED, sheet.note.owner)


def _photo(sheet: AbsenceSheet, photo: bytes) -> Iterator[Part]:
    if sheet.photo is not None and photo:
        caption = QCoreApplication.translate("sheet", "Photograph of the youth")
        yield Part("", (Picture(photo, caption),), sheet.photo.section, sheet.photo.owner)


def _parts(sheet: AbsenceSheet, moments: Moments, *, to_ncmec: bool) -> Iterator[Part]:
    sections = (
        (QCoreApplication.translate("sheet", "Who reports"), None, _reporter(sheet, moments)),
        (QCoreApplication.translate("sheet", "Who is missing"), PLACED, _youth(sheet, moments)),
        (QCoreApplication.translate("sheet", "When and where"), PLACED, _when(sheet, moments)),
        (
            QCoreApplication.translate("sheet", "Where to look, and who to ask"),
            PLACED,
            _where(sheet),
        ),
        (QCoreApplication.translate("sheet", "Danger and health"), PLACED, _danger(sheet, moments)),
        (QCoreApplication.translate("sheet", "Absences before"), PLACED, _earlier(sheet, moments)),
        (
            QCoreApplication.translate("sheet", "Numbers"),
            PLACED,
            _numbers(sheet, to_ncmec=to_ncmec),
        ),
    )
    for name, section, facts in sections:
        cut = tuple(one._replace(value=_cut(one.value)) for one in facts)
        yield Part(name, (Facts(cut, to_fill=True),), section, sheet.note.owner)


def _reporter(sheet: AbsenceSheet, moments: Moments) -> Iterator[Fact]:
    yield Fact(
        QCoreApplication.translate("sheet", "Reported by"),
        ", ".join(filter(None, sheet.reporter)),
        wide=True,
    )
    yield Fact(QCoreApplication.translate("sheet", "Call back at"), "")
    yield Fact(QCoreApplication.translate("sheet", "Reported on, at"), "")
    yield Fact(QCoreApplication.translate("sheet", "Sheet made"), moments.minute(sheet.note.at))
    numbers = (f"{agency} {number}" for agency, number in sheet.youth.agency_numbers.items())
    yield Fact(QCoreApplication.translate("sheet", "Agency case number"), ", ".join(numbers))


def _youth(sheet: AbsenceSheet, moments: Moments) -> Iterator[Fact]:
    youth, absence, names = sheet.youth, sheet.absence, _titles(Youth)
    yield Fact(names["legal_name"], youth.legal_name)
    yield Fact(names["chosen_name"], youth.chosen_name)
    yield Fact(names["aliases"], ", ".join(youth.aliases))
    yield Fact(names["birth_date"], _birth(sheet, moments))
    yield Fact(QCoreApplication.translate("sheet", "Pronouns"), youth.pronouns)
    yield Fact(names["languages"], ", ".join(youth.languages))
    yield Fact(names["tribe"], youth.tribe)
    handed = "" if sheet.photo is None else _yes_or_no(answer=True)
    yield Fact(QCoreApplication.translate("sheet", "Recent photograph handed over"), handed)
    looks = _titles(Absence)
    yield Fact(looks["description"], absence.description, wide=True)
    yield Fact(looks["marks"], absence.marks, wide=True)
    yield Fact(looks["clothing"], absence.clothing, wide=True)


def _when(sheet: AbsenceSheet, moments: Moments) -> Iterator[Fact]:
    absence, names = sheet.absence, _titles(Absence)
    yield Fact(names["last_seen_at"], _minute(absence.last_seen_at, moments))
    yield Fact(
        QCoreApplication.translate("sheet", "Known to be missing since"),
        moments.minute(absence.discovered_at),
    )
    yield Fact(names["last_seen_place"], absence.last_seen_place, wide=True)
    place = sheet.place
    placed = "" if place is None else ", ".join(filter(None, (say_word(place.type), place.place)))
    yield Fact(QCoreApplication.translate("sheet", "Placed at"), placed, wide=True)
    yield Fact(names["circumstances"], absence.circumstances, wide=True)
    if absence.located_at is not None:
        seen = ", ".join(filter(None, (moments.minute(absence.located_at), absence.located_place)))
        yield Fact(names["located_at"], seen, wide=True)


def _where(sheet: AbsenceSheet) -> Iterator[Fact]:
    absence, names = sheet.absence, _titles(Absence)
    for name in ("companions", "vehicle", "phones_and_names", "likely_places"):
        yield Fact(names[name], getattr(absence, name), wide=True)
    people = (
        ", ".join(filter(None, (one.name, one.phone, say_word(one.contact_rule))))
        for one in sheet.guardians
    )
    yield Fact(say_word(Party.PARENTS), "; ".join(people), wide=True)


def _danger(sheet: AbsenceSheet, moments: Moments) -> Iterator[Fact]:
    absence, names = sheet.absence, _titles(Absence)
    yield Fact(names["status_known"], say_word(absence.status_known), wide=True)
    yield Fact(names["medical"], absence.medical, wide=True)
    yield Fact(names["pregnant"], _yes_or_no(answer=absence.pregnant))
    yield Fact(names["suicidal"], _yes_or_no(answer=absence.suicidal))
    age = sheet.youth.age_on(absence.discovered_at.astimezone(moments.zone).date())
    if age is not None and age >= ADULT:
        yield Fact(
            names["left_unwillingly"], _yes_or_no(answer=absence.left_unwillingly), wide=True
        )
        yield Fact(names["at_risk_of_harm"], _yes_or_no(answer=absence.at_risk_of_harm), wide=True)


def _earlier(sheet: AbsenceSheet, moments: Moments) -> Iterator[Fact]:
    yield Fact(
        QCoreApplication.translate("sheet", "In this case"), str(len(sheet.earlier)), wide=True
    )
    for one in sheet.earlier[:EARLIER]:
        end: tuple[str | Word, ...] = () if one.end is None else (one.end,)
        found = (*end, one.located_place, one.end_place)
        said = (say_word(part) if isinstance(part, Word) else part for part in found)
        yield Fact(_span(one, moments), ", ".join(filter(None, said)), wide=True)


def _numbers(sheet: AbsenceSheet, *, to_ncmec: bool) -> Iterator[Fact]:
    if to_ncmec:
        yield Fact(QCoreApplication.translate("sheet", "Who took the report"), "", wide=True)
    else:
        yield Fact(QCoreApplication.translate("sheet", "Officer and badge"), "", wide=True)
    law = Fact(
        QCoreApplication.translate("sheet", "Law enforcement case number"),
        sheet.numbers.get(Party.LAW_ENFORCEMENT, ""),
    )
    ncmec = Fact(
        QCoreApplication.translate("sheet", "NCMEC case number"), sheet.numbers.get(Party.NCMEC, "")
    )
    yield from (ncmec, law) if to_ncmec else (law, ncmec)
    yield Fact(QCoreApplication.translate("sheet", "NCIC number"), "")
    yield Fact(QCoreApplication.translate("sheet", "Entered on, at"), "")


def _titles(view: type[RecordView]) -> dict[str, str]:
    return {spec.name: say_title(spec) for spec in specs_of(view)}


def _birth(sheet: AbsenceSheet, moments: Moments) -> str:
    age = sheet.youth.age_on(sheet.note.at.astimezone(moments.zone).date())
    aged = "" if age is None else QCoreApplication.translate("sheet", "age {age}").format(age=age)
    born = sheet.youth.birth_date
    return ", ".join(filter(None, ("" if born is None else moments.day(born), aged)))


def _minute(moment: datetime | None, moments: Moments) -> str:
    return "" if moment is None else moments.minute(moment)


def _span(absence: Absence, moments: Moments) -> str:
    ended = "" if absence.ended_at is None else moments.day(absence.ended_at)
    return f"{moments.day(absence.discovered_at)} – {ended}"


def _yes_or_no(*, answer: bool | None) -> str:
    if answer is None:
        return ""
    yes, no = QCoreApplication.translate("sheet", "Yes"), QCoreApplication.translate("sheet", "No")
    return yes if answer else no


def _cut(text: str) -> str:
    line = " ".join(text.split())
    if len(line) <= LONGEST:
        return line
    more = QCoreApplication.translate("sheet", "(more in the case)")
    return f"{line[:LONGEST].rstrip()}… {more}"
