# SPDX-License-Identifier: AGPL-3.0-or-later
"""A small instrument with everything a screening as evidence has, in words of its own."""

from collections.abc import Mapping, Sequence

from tests.fakes.form_files import a_workbook

Rows = list[list[object]]
SOURCE, MISSING, RATES = (
    "bind::fieldfare:source",
    "bind::fieldfare:missing",
    "bind::fieldfare:rates",
)
ITEMS = ("sleep", "company", "money")


def _points() -> Rows:
    levels = (("none", 0), ("possible", 1.5), ("clear", 3))
    return [[name, answer, points] for name in ITEMS for answer, points in levels]


def sheets() -> dict[str, Rows]:
    """Its sheets by name; a test changes what it is about."""
    head: list[object] = ["type", "name", "label::English (en)", "label::Español (es)"]
    return {
        "survey": [
            [*head, MISSING, SOURCE, RATES],
            ["select_one yes_no", "worry", "Any worry?", "¿Preocupa algo?", "yes"],
            ["select_one yes_no", "again", "Worry before?", "¿Antes también?", "yes"],
            ["begin_group", "full", "Full form", "Formulario completo"],
            ["select_one level", "sleep", "Sleep", "Sueño", "yes", "required"],
            ["select_one level", "company", "Company", "Compañía", "yes", "yes"],
            ["select_one level", "company_seen", "Seen", "Visto", "yes", None, "company"],
            ["select_one level", "money", "Money", "Dinero", "yes", "yes"],
            ["end_group", "", "", ""],
            ["integer", "first_age", "Age then", "Edad entonces", "yes"],
            ["decimal", "nights", "Nights", "Noches", "yes"],
        ],
        "choices": [
            ["list_name", "name", *head[2:]],
            ["yes_no", "yes", "Yes", "Sí"],
            ["yes_no", "no", "No", "No"],
            ["level", "none", "No concern", "Sin preocupación"],
            ["level", "possible", "Possible", "Posible"],
            ["level", "clear", "Clear", "Clara"],
        ],
        "settings": [
            ["form_title", "form_id", "version", "default_language", "namespaces"],
            ["T", "t", "1", "English (en)", 'fieldfare="https://fieldfare.example/xforms"'],
        ],
        "scoring": [
            ["name", "answer", "points"],
            *_points(),
        ],
        "scores": [
            ["score", "label::English (en)", "label::Español (es)", "max_missing"],
            ["level", "Level of concern", "Nivel de preocupación", 1],
            ["clear_items", "Clear items", "Puntos claros", None],
            ["worst", "Worst item", "Punto más grave", None],
        ],
        "item_rules": [
            ["score", "item", "rule", "weight", "at_least"],
            [None, "sleep", None, 2, None],
            [None, "company", None, None, None],
            [None, "money", None, None, None],
            ["clear_items", "full", "count", None, 3],
            ["worst", "full", "max", None, None],
        ],
        "bands": [
            ["name", "lower", "upper", "label::English (en)", "label::Español (es)", "clocks"],
            ["low", 0, 3, "Low", "Baja", None],
            ["some", 4.5, 10, "Some", "Media", "team_meeting"],
            ["high", 10.5, None, "High", "Alta", "police_24h mandated_report"],
        ],
        "county_cuts": [
            ["at_least", "label::English (en)", "label::Español (es)", "decided_by", "decided_on"],
            [7.5, "County line", "Línea del condado", "Steering group", "2026-07-01"],
        ],
        "trip_wires": [
            ["name", "answer", "at_most", "band", "label::English (en)", "label::Español (es)"],
            ["company", "clear", None, "high", "A clear answer here", "Respuesta clara aquí"],
            ["first_age", None, 13, "some", "Thirteen or younger", "Trece o menos"],
        ],
        "gate": [
            ["name", "answer", "opens"],
            ["worry", "yes", "full"],
            ["again", "yes", None],
        ],
        "license": [
            ["key", "value", "text::English (en)"],
            ["holder", "County of Test", None],
            ["valid_until", "2027-06-30", None],
            ["agencies", "probation child_welfare", None],
        ],
        "training": [
            ["code", "label::English (en)", "label::Español (es)", "months"],
            ["basics", "Basic course", "Curso básico", 24],
        ],
        "accuracy": [
            ["key", "value", "text::English (en)", "text::Español (es)"],
            ["ppv", "20.2", None, None],
            ["statement", None, "About one in five.", "Cerca de uno de cada cinco."],
        ],
        "score_notes": [
            ["key", "value", "text::English (en)", "text::Español (es)"],
            ["age_from", 12, None, None],
            ["age_to", 17, None, None],
            ["caution", None, "It says where to look again.", "Indica dónde volver a mirar."],
        ],
    }


def workbook(changed: Mapping[str, Sequence[Sequence[object]]] | None = None) -> bytes:
    """The workbook, some sheets replaced; an empty one is left out."""
    rows = {**sheets(), **(changed or {})}
    return a_workbook(**{name: found for name, found in rows.items() if found})
