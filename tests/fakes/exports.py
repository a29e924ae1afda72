# SPDX-License-Identifier: AGPL-3.0-or-later
"""A form with a group, a nested repeat, choices, a picture and reasons for not answering."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from random import Random

from forms.answers import Missing
from forms.definition import FormDefinition
from forms.exports.filled import Circumstances, FilledForm, read_filled
from forms.loader import load_form
from forms.session import Session
from tests.fakes.forms import DAY, an_xform

INSTANCE_ID = "0192f0c1-2222-4333-8444-555566667777"
PICTURE = b"\x89PNG\r\n\x1a\n picture"
SIGNED = datetime(2026, 11, 23, 18, 30, tzinfo=UTC)

_CHOICES = "".join(
    f"<item><label>{label}</label><value>{value}</value></item>"
    for value, label in (("yes", "Yes, often"), ("no", "No"))
)


def household(extra_instance: str = "", extra_binds: str = "", model: str = "") -> bytes:
    """The XForm."""
    missing = 'fieldfare:missing="yes"'
    return an_xform(
        instance="<name/><safe/><about><seen/><worth/><born/><photo/></about>"
        "<person jr:template=''><age/><pet jr:template=''><kind/></pet></person><total/>"
        f"{extra_instance}<meta><instanceID/></meta>",
        binds=f'<bind nodeset="/data/name" {missing}/>'
        f'<bind nodeset="/data/safe" {missing}/>'
        f'<bind nodeset="/data/about/worth" type="decimal" {missing}/>'
        f'<bind nodeset="/data/about/born" type="date" {missing}/>'
        '<bind nodeset="/data/about/photo" type="binary"/>'
        f'<bind nodeset="/data/person/age" type="int" {missing}/>'
        '<bind nodeset="/data/total" calculate="sum(/data/person/age)" type="int"/>'
        f"{extra_binds}",
        body='<input ref="/data/name"><label>Name</label></input>'
        f'<select1 ref="/data/safe"><label>Safe now?</label>{_CHOICES}</select1>'
        '<group ref="/data/about"><label>About</label>'
        f'<select ref="/data/about/seen"><label>Seen</label>{_CHOICES}</select>'
        '<input ref="/data/about/worth"><label>Worth</label></input>'
        '<input ref="/data/about/born"><label>Born</label></input>'
        '<upload ref="/data/about/photo" mediatype="image/*"><label>Photo</label></upload></group>'
        '<group ref="/data/person"><label>Person</label><repeat nodeset="/data/person">'
        '<input ref="/data/person/age"><label>Age</label></input>'
        '<group ref="/data/person/pet"><label>Pet</label><repeat nodeset="/data/person/pet">'
        '<input ref="/data/person/pet/kind"><label>Kind</label></input>'
        "</repeat></group></repeat></group>",
        model=model,
    )


def a_household(content: bytes | None = None) -> FormDefinition:
    """The loaded form."""
    return load_form(content or household())


def fill_household(definition: FormDefinition | None = None, name: str = "Ana") -> Session:
    """Two persons, the second with two pets; one item declined."""
    session = Session(definition or a_household(), today=DAY, chance=Random(1))
    session.answer("/data/name", name)
    session.answer("/data/safe", Missing.DECLINED)
    session.answer("/data/about/seen", ("yes", "no"))
    session.answer("/data/about/worth", Decimal("11.50"))
    session.answer("/data/about/born", date(2010, 2, 28))
    session.answer("/data/about/photo", "photo.png")
    for age in (30, 4):
        session.add_instance("/data/person")
        session.answer(f"/data/person[{len(session.instances_of('/data/person').keys)}]/age", age)
    for kind in ("dog", "cat"):
        session.add_instance("/data/person[2]/pet")
        pets = session.instances_of("/data/person[2]/pet").keys
        session.answer(f"/data/person[2]/pet[{len(pets)}]/kind", kind)
    return session


def a_filled_household(
    session: Session | None = None, sources: Mapping[str, str] | None = None
) -> FilledForm:
    """The household as exports read it."""
    known = Circumstances(
        INSTANCE_ID,
        sources=sources or {"/data/name": "record", "/data/person[~2]/age": "youth"},
        files={"photo.png": PICTURE, "unused.png": b"x"},
        started_at=SIGNED,
        signed_at=SIGNED,
        signed_by="R. Ortiz",
    )
    return read_filled(session or fill_household(), known)
