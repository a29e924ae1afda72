# SPDX-License-Identifier: AGPL-3.0-or-later
"""A submission is what any OpenRosa server takes, and reads back as it was."""

import email
import email.policy
import io
import zipfile
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from forms.answers import Answer, Missing
from forms.exports.filled import Circumstances, FilledForm, read_filled
from forms.exports.openrosa import (
    file_map,
    make_submission,
    multipart,
    parts_of,
    zip_files,
)
from forms.instance import read_instance_xml
from forms.session import Session
from forms.xml import parse_xml
from tests.fakes.exports import (
    INSTANCE_ID,
    PICTURE,
    a_filled_household,
    a_household,
    fill_household,
    household,
)
from tests.fakes.forms import DAY, an_xform

NAMES: Any = {"orx": "http://openrosa.org/xforms"}


def test_a_submission_reads_back_as_the_same_answers() -> None:
    session = fill_household()
    submission = make_submission(a_filled_household(session))
    kept = read_instance_xml(session.definition, submission.xml)
    again = Session(session.definition, today=DAY, answers=kept)
    assert make_submission(a_filled_household(again)).xml == submission.xml
    assert again.relevant_answers() == session.relevant_answers() | {
        "/data/meta/instanceID": f"uuid:{INSTANCE_ID}"
    }


def test_every_submission_has_an_instance_id_even_without_a_place_for_it() -> None:
    bare = an_xform("<name/>", body='<input ref="/data/name"/>')
    filled = a_filled_household(Session(a_household(bare), today=DAY))
    root = parse_xml(make_submission(filled).xml)
    assert root.findtext("orx:meta/orx:instanceID", namespaces=NAMES) == f"uuid:{INSTANCE_ID}"


def test_a_correction_names_the_filling_it_replaces() -> None:
    root = parse_xml(make_submission(a_filled_household(), deprecated_id="uuid:old").xml)
    assert root.findtext("meta/deprecatedID") == "uuid:old"
    assert root.findtext("meta/instanceID") == f"uuid:{INSTANCE_ID}"


def test_only_files_the_answers_name_are_sent() -> None:
    submission = make_submission(a_filled_household())
    assert dict(submission.files) == {"photo.png": PICTURE}


def test_a_posted_submission_is_a_multipart_request_any_server_parses() -> None:
    submission = make_submission(a_filled_household())
    content_type, body = multipart(submission, "frontier-1")
    message = email.message_from_bytes(
        f"Content-Type: {content_type}\r\n\r\n".encode() + body, policy=email.policy.HTTP
    )
    found = {
        part.get_param("name", header="content-disposition"): (
            part.get_content_type(),
            part.get_payload(decode=True),
        )
        for part in message.iter_parts()
    }
    assert found == {
        "xml_submission_file": ("text/xml", submission.xml),
        "photo.png": ("image/png", PICTURE),
    }
    assert parts_of(submission)[0].filename == "submission.xml"


def test_the_same_filling_always_makes_the_same_archive() -> None:
    packed = zip_files(file_map(make_submission(a_filled_household())))
    assert packed == zip_files(file_map(make_submission(a_filled_household())))
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert archive.namelist() == ["submission.xml", "photo.png"]


def test_the_audit_log_goes_along_only_when_the_form_asks_for_it() -> None:
    asked = household().replace(b"<instanceID/>", b"<instanceID/><audit/>")
    filled: FilledForm = a_filled_household(fill_household(a_household(asked)))
    submission = make_submission(filled, audit=b"event,node,start,end\n")
    assert parse_xml(submission.xml).findtext("meta/audit") == "audit.csv"
    assert submission.files["audit.csv"] == b"event,node,start,end\n"
    assert "audit.csv" not in make_submission(a_filled_household(), audit=b"x").files


PEOPLE = st.lists(st.tuples(st.integers(0, 120) | st.sampled_from(Missing), st.integers(0, 3)))


@settings(max_examples=50)
@given(
    name=st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip)
    | st.sampled_from(Missing),
    worth=st.decimals(-(10**6), 10**6, places=2) | st.sampled_from(Missing),
    people=PEOPLE,
)
def test_what_is_written_reads_back_as_the_same_filling(
    name: Answer, worth: Answer, people: list[tuple[Answer, int]]
) -> None:
    session = Session(a_household(), today=DAY)
    session.answer("/data/name", name)
    session.answer("/data/about/worth", worth)
    for number, (age, pets) in enumerate(people, start=1):
        session.add_instance("/data/person")
        session.answer(f"/data/person[{number}]/age", age)
        for pet in range(1, pets + 1):
            session.add_instance(f"/data/person[{number}]/pet")
            session.answer(f"/data/person[{number}]/pet[{pet}]/kind", "cat")
    xml = make_submission(a_filled_household(session)).xml
    again = Session(a_household(), today=DAY, answers=read_instance_xml(a_household(), xml))
    assert make_submission(a_filled_household(again)).xml == xml


def test_what_was_signed_is_written_and_not_what_the_form_would_draw_today() -> None:
    form = a_household(
        an_xform(
            "<name/><drawn/><shown/><meta><instanceID/></meta>",
            binds='<bind nodeset="/data/drawn" calculate="random()"/>'
            '<bind nodeset="/data/shown" type="decimal" calculate="random()"/>',
            body='<input ref="/data/name"/><input ref="/data/shown"/>',
        )
    )
    signed = Session(form, today=DAY).relevant_answers()
    for _ in range(2):
        again = Session(form, today=DAY, answers=signed)
        filled = read_filled(again, Circumstances(INSTANCE_ID, signed=signed))
        root = parse_xml(make_submission(filled).xml)
        assert root.findtext("drawn") == signed["/data/drawn"]
        shown = next(one for one in filled.root.each() if one.place == "/data/shown")
        assert shown.answer == signed["/data/shown"]
        assert Decimal(root.findtext("shown", "")) == signed["/data/shown"]
