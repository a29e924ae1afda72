# SPDX-License-Identifier: AGPL-3.0-or-later
"""Putting groups of a form behind its gate, as ordinary relevance in the XForm.

So every engine that fills the form keeps the gate, and what is behind a closed one is not relevant
rather than missing.
"""

from lxml import etree

from forms.definition import FormDefinition
from forms.errors import FormInvalid
from forms.evidence import Gate
from forms.xml import XFORMS, children, first_child, parse_xml


def close_behind(xform: bytes, gate: Gate, definition: FormDefinition) -> bytes:
    """The XForm with the groups behind the gate relevant only when it is open.

    Raises:
        FormInvalid: a gate question or group is not in the form.
    """
    paths: dict[str, str] = {}
    for question in definition.questions.values():
        paths.setdefault(question.name, question.path)
    groups = {path.rpartition("/")[2]: path for path in definition.groups}
    terms: list[str] = []
    for one in gate.questions:
        chosen = [f"selected({paths[one.question]}, '{answer}')" for answer in one.answers]
        terms.append(f"if({' or '.join(chosen)}, 1, 0)")
    rule = f"({' + '.join(terms)}) >= {gate.needed}"
    root = parse_xml(xform)
    head = first_child(root, "head")
    model = first_child(head, "model") if head is not None else None
    if model is None:
        raise FormInvalid("The form has no model to put behind a gate.")
    binds = {one.get("nodeset"): one for one in children(model, "bind")}
    for name in gate.opens:
        path = groups[name]
        bind = binds.get(path)
        if bind is None:
            bind = etree.SubElement(model, f"{{{XFORMS}}}bind", nodeset=path)
        before = bind.get("relevant")
        bind.set("relevant", f"({before}) and {rule}" if before else rule)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)
