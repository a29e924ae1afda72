# SPDX-License-Identifier: AGPL-3.0-or-later
"""A submission carries its entities as ODK Central reads them."""

import re

import pytest

from forms.errors import FormInvalid
from forms.exports.entities import EntityChange, read_entities
from forms.loader import load_form
from forms.session import Session
from tests.fakes.forms import DAY

UUID4 = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
OAK = "d3f2b0a1-5c4d-4e6f-8a7b-9c0d1e2f3a4b"


def a_form(instance: str, binds: str, body: str, version: str = "2025.1.0") -> bytes:
    return (
        '<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" '
        'xmlns:jr="http://openrosa.org/javarosa" '
        'xmlns:entities="http://www.opendatakit.org/xforms/entities"><h:head><h:title>T</h:title>'
        f'<model entities:entities-version="{version}"><instance><data id="trees" version="1">'
        f"{instance}</data></instance>{binds}</model></h:head><h:body>{body}</h:body></h:html>"
    ).encode()


CREATING = a_form(
    '<species/><age/><meta><instanceID/><entity dataset="trees" id="" create="1"><label/></entity>'
    "</meta>",
    '<bind nodeset="/data/species" entities:saveto="species"/>'
    '<bind nodeset="/data/age" type="int" entities:saveto="years"/>'
    '<bind nodeset="/data/meta/entity/@create" calculate="/data/age &gt; 3"/>'
    '<setvalue event="odk-instance-first-load" ref="/data/meta/entity/@id" value="uuid()"/>'
    '<bind nodeset="/data/meta/entity/label" calculate="/data/species"/>',
    '<input ref="/data/species"/><input ref="/data/age"/>',
)
UPDATING = a_form(
    '<tree/><size/><meta><instanceID/><entity dataset="trees" id="" update="1" baseVersion="">'
    "<label/></entity></meta>",
    '<bind nodeset="/data/size" entities:saveto="size"/>'
    '<bind nodeset="/data/meta/entity/@id" calculate="/data/tree"/>'
    "<bind nodeset=\"/data/meta/entity/@baseVersion\" calculate=\"if(/data/size != '', 7, '')\"/>",
    '<input ref="/data/tree"/><input ref="/data/size"/>',
)
REPEATED = a_form(
    '<tree jr:template=""><species/><meta><entity dataset="trees" id="" create="1"><label/>'
    "</entity></meta></tree><meta><instanceID/></meta>",
    '<bind nodeset="/data/tree/species" entities:saveto="species"/>'
    '<bind nodeset="/data/tree/meta/entity/label" calculate="../../../species"/>',
    '<group ref="/data/tree"><repeat nodeset="/data/tree"><input ref="/data/tree/species"/>'
    '<setvalue ref="/data/tree/meta/entity/@id" event="odk-new-repeat" value="uuid()"/>'
    "</repeat></group>",
)


def entities_of(session: Session) -> tuple[EntityChange, ...]:
    return read_entities(session.definition, session.to_xml())


def test_a_new_entity_has_a_random_id_a_label_and_its_properties() -> None:
    session = Session(load_form(CREATING), today=DAY)
    session.answer("/data/species", "Oak")
    session.answer("/data/age", 5)
    (change,) = entities_of(session)
    assert UUID4.fullmatch(change.entity_id)
    assert (change.dataset, change.label, change.creates) == ("trees", "Oak", True)
    assert change.properties == {"species": "Oak", "years": "5"}
    assert change.problem == ""


def test_an_entity_whose_condition_is_not_met_is_not_made() -> None:
    session = Session(load_form(CREATING), today=DAY)
    session.answer("/data/age", 2)
    assert entities_of(session) == ()


def test_an_update_names_the_version_it_changes() -> None:
    session = Session(load_form(UPDATING), today=DAY)
    session.answer("/data/tree", OAK)
    (change,) = entities_of(session)
    assert "which version" in change.problem
    session.answer("/data/size", "30")
    (change,) = entities_of(session)
    assert (change.entity_id, change.updates, change.base_version) == (OAK, True, 7)
    assert change.problem == ""


def test_every_instance_of_a_repeat_makes_an_entity_of_its_own() -> None:
    session = Session(load_form(REPEATED), today=DAY)
    for number, species in enumerate(("Oak", "Ash"), start=1):
        session.add_instance("/data/tree")
        session.answer(f"/data/tree[{number}]/species", species)
    changes = entities_of(session)
    assert [(one.label, one.properties) for one in changes] == [
        ("Oak", {"species": "Oak"}),
        ("Ash", {"species": "Ash"}),
    ]
    assert len({one.entity_id for one in changes}) == 2


def test_an_id_or_a_label_that_a_server_would_refuse_is_said() -> None:
    session = Session(load_form(UPDATING), today=DAY)
    session.answer("/data/tree", "oak 7")
    assert "random UUID" in entities_of(session)[0].problem
    unnamed = Session(load_form(CREATING), today=DAY)
    unnamed.answer("/data/age", 5)
    assert "no label" in entities_of(unnamed)[0].problem


def test_a_form_for_entities_this_program_does_not_know_is_refused() -> None:
    newer = CREATING.replace(b"2025.1.0", b"2031.1.0")
    with pytest.raises(FormInvalid, match=r"entities 2031\.1\.0"):
        load_form(newer)
