# SPDX-License-Identifier: AGPL-3.0-or-later
"""Texts of a form where nobody fills it: a code book and a FHIR Questionnaire.

What a label would take from an answer stands as its expression in braces.
"""

from forms.definition import Template


def label_in(template: Template, language: str) -> str:
    """A text in a language, or in the first it has; empty when it has none."""
    parts = template.get(language) or next((one for one in template.values() if one), ())
    return "".join(one if isinstance(one, str) else f"{{{one.source}}}" for one in parts).strip()
