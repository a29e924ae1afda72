# SPDX-License-Identifier: AGPL-3.0-or-later
"""Small forms for tests, written as XForms so that a test says only what matters."""

from datetime import date
from xml.sax.saxutils import escape, quoteattr

from forms.definition import FormDefinition
from forms.loader import load_form
from forms.session import Session

DAY = date(2026, 11, 23)


def xform(nodes: dict[str, str], binds: dict[str, dict[str, str]], controls: str = "") -> bytes:
    """An XForm whose instance is flat: node name → initial text.

    Args:
        nodes: leaves below /data, in order.
        binds: rules by node name, as bind attributes.
        controls: body XML; when empty every node gets an input.
    """
    leaves = "".join(f"<{name}>{escape(text)}</{name}>" for name, text in nodes.items())
    rules = "".join(
        f'<bind nodeset="/data/{name}" '
        + " ".join(f"{key}={quoteattr(value)}" for key, value in rule.items())
        + "/>"
        for name, rule in binds.items()
    )
    body = controls or "".join(
        f'<input ref="/data/{name}"><label>{name}</label></input>'
        for name in nodes
        if "calculate" not in binds.get(name, {})
    )
    return an_xform(leaves, rules, body)


def an_xform(instance: str, binds: str = "", body: str = "", model: str = "") -> bytes:
    """An XForm from the XML of its parts.

    Args:
        instance: what stands inside `<data>`.
        model: secondary instances, actions and texts.
    """
    return (
        '<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" '
        'xmlns:jr="http://openrosa.org/javarosa" '
        'xmlns:fieldfare="https://fieldfare.example/xforms">'
        f'<h:head><h:title>Test</h:title><model><instance><data id="test" version="1">{instance}'
        f"</data></instance>{model}{binds}</model></h:head><h:body>{body}</h:body></h:html>"
    ).encode()


def a_form(
    nodes: dict[str, str], binds: dict[str, dict[str, str]] | None = None, controls: str = ""
) -> FormDefinition:
    """The loaded form."""
    return load_form(xform(nodes, binds or {}, controls))


def filling(definition: FormDefinition) -> Session:
    """A session on the test day."""
    return Session(definition, today=DAY)
