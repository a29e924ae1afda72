# SPDX-License-Identifier: AGPL-3.0-or-later
"""Small instruments in several versions."""

from collections.abc import Mapping

from forms.convert import Converted
from forms.pack import InstrumentPack, pack_converted
from forms.xml import FIELDFARE

FORM = """<?xml version="1.0"?>
<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
  xmlns:jr="http://openrosa.org/javarosa" xmlns:fieldfare="{own}">
 <h:head><h:title>{title}</h:title><model>
  <instance><data id="{form_id}" version="{version}">{nodes}</data></instance>
  {more}{binds}
 </model></h:head>
 <h:body>{body}</h:body>
</h:html>"""


def a_pack(
    version: str = "1",
    questions: Mapping[str, str] | None = None,
    *,
    form_id: str = "small",
    files: Mapping[str, bytes] | None = None,
    more: str = "",
    sources: bool = False,
) -> InstrumentPack:
    """A pack of questions by name and label; a label that lists `a|b` after a colon is a choice."""
    asked = {"name": "Name"} if questions is None else questions
    source = ' fieldfare:source="yes"' if sources else ""
    xform = FORM.format(
        title="Small form",
        own=FIELDFARE,
        form_id=form_id,
        version=version,
        nodes="".join(f"<{name}/>" for name in asked),
        binds="".join(f'<bind nodeset="/data/{name}" type="string"{source}/>' for name in asked),
        body="".join(_control(name, label) for name, label in asked.items()),
        more=more,
    )
    return pack_converted(Converted(xform.encode(), {}, ()), files)


def _control(name: str, label: str) -> str:
    text, _, choices = label.partition(":")
    if not choices:
        return f'<input ref="/data/{name}"><label>{text}</label></input>'
    items = "".join(
        f"<item><label>{one}</label><value>{one}</value></item>" for one in choices.split("|")
    )
    return f'<select1 ref="/data/{name}"><label>{text}</label>{items}</select1>'
