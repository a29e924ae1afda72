# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every response and questionnaire is valid FHIR, and says what the form holds."""

import base64
import json
from dataclasses import replace
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from fhir.resources.questionnaire import Questionnaire as QuestionnaireR5
from fhir.resources.questionnaireresponse import QuestionnaireResponse as ResponseR5
from fhir.resources.R4B.questionnaire import Questionnaire as QuestionnaireR4
from fhir.resources.R4B.questionnaireresponse import QuestionnaireResponse as ResponseR4
from hypothesis import given
from hypothesis import strategies as st

from forms.answers import Answer, Missing
from forms.exports.fhir import write_response
from forms.exports.fhir_form import write_questionnaire
from forms.exports.fhir_terms import Release, Resource, write_json
from forms.exports.filled import Circumstances, Decided, read_filled
from forms.loader import load_form
from forms.pack import InstrumentPack, load_definition, load_sample_packs
from forms.session import Session
from tests.fakes.exports import INSTANCE_ID, PICTURE, a_filled_household, fill_household
from tests.fakes.forms import DAY, an_xform

PACIFIC = timezone(timedelta(hours=-8))
RESPONSES: dict[Release, Any] = {Release.R4: ResponseR4, Release.R5: ResponseR5}
FORMS: dict[Release, Any] = {Release.R4: QuestionnaireR4, Release.R5: QuestionnaireR5}
BOTH = pytest.mark.parametrize("release", list(Release))
ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"

CODED = an_xform(
    "<pick/><rank/><at/><moment/><ok/><place/><count/><amount/><said/><sum/>",
    binds='<bind nodeset="/data/pick" fieldfare:code="71802-3" fieldfare:system="LOINC" '
    'fieldfare:missing="yes"/>'
    '<bind nodeset="/data/at" type="time"/><bind nodeset="/data/moment" type="dateTime"/>'
    '<bind nodeset="/data/place" type="geopoint"/><bind nodeset="/data/count" type="int"/>'
    '<bind nodeset="/data/amount" type="decimal" required="true()"/>'
    '<bind nodeset="/data/sum" type="decimal" calculate="/data/amount + 1"/>',
    body="<select1 ref='/data/pick'><label>Housing</label><itemset nodeset=\"instance('h')/root/"
    "item\"><value ref='name'/><label ref='label'/></itemset></select1>"
    "<odk:rank ref='/data/rank' xmlns:odk='http://www.opendatakit.org/xforms'><label>Order</label>"
    "<itemset nodeset=\"instance('h')/root/item\"><value ref='name'/><label ref='label'/></itemset>"
    "</odk:rank><input ref='/data/at'/><input ref='/data/moment'/>"
    "<trigger ref='/data/ok'><label>Read</label></trigger><input ref='/data/place'/>"
    "<input ref='/data/count'/><input ref='/data/amount'/>"
    "<input ref='/data/said' appearance='multiline'/>",
    model="<instance id='h'><root>"
    "<item><name>own</name><label>Own home</label><fieldfare_code>LA31993-1</fieldfare_code>"
    "<fieldfare_system>LOINC</fieldfare_system></item>"
    "<item><name>none</name><label>None</label></item></root></instance>",
)
ANSWERS: dict[str, st.SearchStrategy[Answer]] = {
    "pick": st.sampled_from(["own", "none", None, *Missing]),
    "rank": st.permutations(["own", "none"]).map(tuple) | st.none(),
    "at": st.times().map(lambda one: one.isoformat("milliseconds")),
    "moment": st.datetimes().map(lambda one: one.isoformat(timespec="minutes")),
    "ok": st.sampled_from(["OK", None]),
    "place": st.sampled_from(["38.5 -121.4", "0 0 3.5 1"]),
    "count": st.integers(-(10**15), 10**15),
    "amount": st.decimals(-(10**9), 10**9, places=4),
    "said": st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1),
}


def check(models: dict[Release, Any], release: Release, resource: Resource) -> Any:
    """Validated by another's reading of FHIR; what comes back must be what went in."""
    written = write_json(resource)
    again = models[release].model_validate_json(written).model_dump_json()
    held = json.loads(written, parse_float=Decimal)
    assert comparable(json.loads(again, parse_float=Decimal)) == comparable(held)
    return held


def comparable(value: Any) -> Any:
    """The same moments and times of day however they are written."""
    match value:
        case dict():
            return {key: comparable(one) for key, one in value.items()}
        case list():
            return [comparable(one) for one in value]
        case str():
            for read in (time.fromisoformat, datetime.fromisoformat):
                try:
                    return str(read(value)) if len(value) > 8 or ":" in value else value
                except ValueError:
                    continue
    return value


def items(resource: Any) -> list[Any]:
    found: list[Any] = []
    for item in resource.get("item", ()):
        found += [item, *items(item)]
    return found


def by_link(resource: Any) -> dict[str, Any]:
    return {one["linkId"]: one for one in items(resource)}


@BOTH
def test_a_household_is_a_valid_response_with_every_answer(release: Release) -> None:
    found = check(RESPONSES, release, write_response(a_filled_household(), release, PACIFIC))
    said = by_link(found)
    assert said["/data/name"]["answer"] == [{"valueString": "Ana"}]
    assert said["/data/about/worth"]["answer"] == [{"valueDecimal": Decimal("11.50")}]
    assert said["/data/about/born"]["answer"] == [{"valueDate": "2010-02-28"}]
    assert [one["valueCoding"]["display"] for one in said["/data/about/seen"]["answer"]] == [
        "Yes, often",
        "No",
    ]
    photo = said["/data/about/photo"]["answer"][0]["valueAttachment"]
    assert (photo["contentType"], base64.b64decode(photo["data"])) == ("image/png", PICTURE)
    people = [one for one in found["item"] if one["linkId"] == "/data/person"]
    assert [
        len([i for i in one["item"] if i["linkId"] == "/data/person/pet"]) for one in people
    ] == [0, 2]
    assert found["authored"] == "2026-11-23T18:30:00+00:00"


@BOTH
def test_a_reason_for_no_answer_is_an_extension_and_never_an_answer(release: Release) -> None:
    for reason, code in zip(
        Missing, ("not-asked", "asked-declined", "unknown", "not-applicable"), strict=True
    ):
        session = fill_household()
        session.answer("/data/safe", reason)
        found = check(
            RESPONSES, release, write_response(a_filled_household(session), release, PACIFIC)
        )
        item = by_link(found)["/data/safe"]
        assert item["extension"] == [{"url": ABSENT, "valueCode": code}]
        assert "answer" not in item


@BOTH
def test_where_an_answer_came_from_stands_beside_it(release: Release) -> None:
    found = check(RESPONSES, release, write_response(a_filled_household(), release, PACIFIC))
    assert [one["valueString"] for one in by_link(found)["/data/name"]["extension"]] == ["record"]


@BOTH
def test_the_authors_codes_are_used_where_there_are_any(release: Release) -> None:
    session = Session(load_form(CODED), today=DAY)
    session.answer("/data/pick", "own")
    found = check(RESPONSES, release, write_response(a_filled_household(session), release, PACIFIC))
    assert by_link(found)["/data/pick"]["answer"][0]["valueCoding"] == {
        "system": "http://loinc.org",
        "code": "LA31993-1",
        "display": "Own home",
    }
    form = check(FORMS, release, write_questionnaire(load_form(CODED), release))
    assert by_link(form)["/data/pick"]["code"] == [
        {"system": "http://loinc.org", "code": "71802-3"}
    ]


@BOTH
@given(given=st.fixed_dictionaries(ANSWERS))
def test_any_answers_make_a_valid_response_that_fits_its_questionnaire(
    release: Release, given: dict[str, Answer]
) -> None:
    session = Session(load_form(CODED), today=DAY)
    for name, answer in given.items():
        if not (isinstance(answer, str) and not answer.strip()):
            session.answer(f"/data/{name}", answer)
    found = by_link(
        check(RESPONSES, release, write_response(a_filled_household(session), release, PACIFIC))
    )
    form = by_link(check(FORMS, release, write_questionnaire(session.definition, release)))
    assert set(found) <= set(form)
    answered = {
        name for name, one in given.items() if session.question(f"/data/{name}").answer is not None
    }
    assert {f"/data/{name}" for name in answered} <= set(found)
    for link, item in found.items():
        codes = [one["valueCoding"] for one in item.get("answer", ()) if "valueCoding" in one]
        offered = [one["valueCoding"] for one in form[link].get("answerOption", ())]
        assert all(one in offered for one in codes)


@BOTH
@pytest.mark.parametrize("pack", load_sample_packs(), ids=lambda one: one.form_id)
def test_every_score_is_a_contained_observation_and_a_withheld_one_has_a_reason(
    release: Release, pack: InstrumentPack
) -> None:
    session = Session(load_definition(pack), today=DAY)
    filled = replace(a_filled_household(session), decided=Decided("Concern", "Bruises", "R. O."))
    response = check(RESPONSES, release, write_response(filled, release, PACIFIC))
    result = session.result()
    scores = result.scores if result is not None else ()
    contained = response.get("contained", [])
    for score, found in zip(scores, contained, strict=True):
        assert found["derivedFrom"] == [{"reference": "#"}]
        assert len(found.get("component", ())) == len(score.trace)
        assert ("dataAbsentReason" in found) == (score.score is None)
    if contained:
        assert contained[0]["note"][-1] == {"text": "Concern (R. O.): Bruises"}


@BOTH
def test_response_and_questionnaire_name_each_other_and_nobody_else(release: Release) -> None:
    filled = a_filled_household()
    response = write_response(filled, release, PACIFIC)
    form = write_questionnaire(filled.definition, release)
    assert response["questionnaire"] == f"{form['url']}|{form['version']}"
    assert INSTANCE_ID in str(response["identifier"])
    assert "subject" not in response


@BOTH
def test_every_sample_pack_is_a_valid_questionnaire(release: Release) -> None:
    for pack in load_sample_packs():
        check(FORMS, release, write_questionnaire(load_definition(pack), release))


def test_a_form_with_something_required_open_is_still_in_progress() -> None:
    session = Session(load_form(CODED), today=DAY)
    filled = read_filled(session, Circumstances(INSTANCE_ID))
    assert write_response(filled, Release.R5, PACIFIC)["status"] == "in-progress"
    session.answer("/data/amount", Decimal(1))
    filled = read_filled(session, Circumstances(INSTANCE_ID))
    assert write_response(filled, Release.R5, PACIFIC)["status"] == "completed"


def test_decimals_keep_every_digit() -> None:
    exact = Decimal("0.10000000000000000000000001")
    held = json.loads(write_json({"value": exact}), parse_float=Decimal)
    assert held == {"value": exact}
    assert write_json({"d": date(2026, 1, 2).isoformat()}) == b'{\n "d": "2026-01-02"\n}\n'
