# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is fuzzed: each target takes bytes and may raise nothing but this program's own refusals.

`expressions` parses, compiles and evaluates, on a form with repeats, lists and every type.
`xforms` loads a mutated form, begins it, writes it as an instance and reads that again.
`texts` reads labels (markdown), lists (CSV, GeoJSON, XML) and instances from elsewhere.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from random import Random

from forms.answers import Kept
from forms.definition import FormDefinition
from forms.errors import FormError
from forms.instance import read_instance_xml
from forms.lists import read_list_file
from forms.loader import load_form
from forms.markdown import to_spans
from forms.names import FormNames
from forms.running import RunningInstance
from forms.scope import RunningScope
from forms.session import Session
from forms.xpath.compile import compile_expression

Target = Callable[[bytes], None]
_MOMENT = datetime(2026, 11, 23, 12, tzinfo=UTC)
_CONTEXTS = ("/data/total", "/data/person/name", "/data/person/pet/kind", "/data/day")

FORM = b"""<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
 xmlns:jr="http://openrosa.org/javarosa"><h:head><h:title>Visit</h:title><model>
<instance><data id="visit" version="1">
<title>Home visit</title><zero>0</zero><two>2</two><half>.5</half>
<none/><day>2026-11-23</day><at>2026-11-23T10:00:00.000Z</at><clock>10:00</clock>
<chosen>b c</chosen><place>38.5 -121.4 0 0</place>
<shape>0 0 0 0;0 1 0 0;1 1 0 0;1 0 0 0;0 0 0 0</shape>
<person><name>Ana</name><age>14</age><pet><kind>cat</kind></pet><pet><kind>dog</kind></pet></person>
<person><name>Bo</name><age>9</age><pet><kind>fish</kind></pet></person>
<total/></data></instance>
<instance id="list"><root><item><name>a</name><label>A</label><n>1</n></item><item><name>b</name>
<label>B</label><n>2</n></item><item><name>c</name><label>C</label><n>10</n></item></root></instance>
<bind nodeset="/data/zero" type="int"/><bind nodeset="/data/two" type="int"/>
<bind nodeset="/data/half" type="decimal"/><bind nodeset="/data/day" type="date"/>
<bind nodeset="/data/at" type="dateTime"/><bind nodeset="/data/clock" type="time"/>
<bind nodeset="/data/place" type="geopoint"/><bind nodeset="/data/shape" type="geoshape"/>
<bind nodeset="/data/person/age" type="int"/></model></h:head><h:body>
<select ref="/data/chosen"><label>Chosen</label><itemset nodeset="instance('list')/root/item">
<value ref="name"/><label ref="label"/></itemset></select>
<group ref="/data/person"><label>Person</label><repeat nodeset="/data/person">
<input ref="/data/person/name"><label>Name</label></input>
<input ref="/data/person/age"><label>Age</label></input>
<group ref="/data/person/pet"><label>Pet</label><repeat nodeset="/data/person/pet">
<input ref="/data/person/pet/kind"><label>Kind</label></input></repeat></group></repeat></group>
</h:body></h:html>"""


def _chance() -> Random:
    return Random(1)  # noqa: S311 - repeatable on purpose


def _begin(definition: FormDefinition, answers: Mapping[str, Kept] | None = None) -> Session:
    return Session(
        definition, today=_MOMENT.date(), answers=answers, chance=_chance(), moment=_MOMENT
    )


def fuzz_expressions() -> Target:
    """Bytes → expression → value; the first byte chooses where the expression stands."""
    definition = load_form(FORM)
    names = FormNames(definition.nodes, definition.lists, {})
    instance = RunningInstance(definition)
    nodes = {one.path: one for one in reversed(list(instance.each()))}
    scope = RunningScope(definition, instance, _MOMENT, _chance())

    def run(data: bytes) -> None:
        context = _CONTEXTS[data[0] % len(_CONTEXTS)] if data else _CONTEXTS[0]
        source = data[1:].decode("utf-8", "replace")
        scope.refill()
        try:
            compiled = compile_expression(source, context, names)
            scope.evaluate(compiled, nodes[context])
        except FormError:
            return

    return run


def fuzz_xforms() -> Target:
    """Bytes → XForm → a filling → an instance that reads back the same."""

    def run(data: bytes) -> None:
        try:
            definition = load_form(data)
            session = _begin(definition)
        except FormError:
            return
        kept = read_instance_xml(definition, session.to_xml())
        again = _begin(definition, kept)
        assert {one.path for one in again.nodes()} == {one.path for one in session.nodes()}

    return run


def fuzz_texts() -> Target:
    """Bytes → a label, a list of each kind, an instance of the form."""
    definition = load_form(FORM)

    def run(data: bytes) -> None:
        kind, content = (data[0] % 5 if data else 0), data[1:]
        try:
            if kind == 0:
                to_spans(content.decode("utf-8", "replace"))
            elif kind == 4:
                read_instance_xml(definition, content)
            else:
                read_list_file(("list.csv", "list.geojson", "list.xml")[kind - 1], content)
        except FormError:
            return

    return run


TARGETS: Mapping[str, Callable[[], Target]] = {
    "expressions": fuzz_expressions,
    "xforms": fuzz_xforms,
    "texts": fuzz_texts,
}
