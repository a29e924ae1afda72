# SPDX-License-Identifier: AGPL-3.0-or-later
"""A filled form as a FHIR QuestionnaireResponse (R4 or R5).

Source: HL7 FHIR 4.0.1/4.3.0 and 5.0.0. Invariants: an item without an answer says why when
somebody said why (extension data-absent-reason), and is never an empty answer; instances of a
repeat are items with one linkId; the score is a contained Observation that names its items, and a
withheld score is absent with a reason, never 0; nothing names the youth.
"""

import base64
from collections.abc import Iterator
from datetime import date, datetime, time, tzinfo
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import Final

from forms.answers import Missing
from forms.definition import CHOOSING, Control, FormDefinition
from forms.exports.fhir_terms import (
    ABSENT_EXTENSION,
    ADDS_EXTENSION,
    SOURCE_EXTENSION,
    Json,
    Release,
    Resource,
    choice_coding,
    extension,
    form_url,
    is_item,
    item_type,
    language_tag,
)
from forms.exports.filled import FilledForm, FilledNode
from forms.exports.openrosa import media_type
from forms.judging import MISSING_POINTS
from forms.scoring import ScoredItem, ScoreResult

_WHY: Final = MappingProxyType(
    {
        Missing.NOT_ASKED: "not-asked",
        Missing.DECLINED: "asked-declined",
        Missing.NO_INFORMATION: "unknown",
        Missing.NOT_APPLICABLE: "not-applicable",
    }
)
_REASONS: Final = "http://terminology.hl7.org/CodeSystem/data-absent-reason"
_LARGEST: Final = 2**31
_SCORE: Final = "score"


def write_response(filled: FilledForm, release: Release, zone: tzinfo) -> Resource:
    """The answers as a QuestionnaireResponse.

    Args:
        zone: of moments the form holds without one; FHIR wants one with every time of day.
    """
    definition = filled.definition
    identifier: Resource = {
        "system": "urn:ietf:rfc:3986",
        "value": filled.instance_id.replace("uuid:", "urn:uuid:", 1),
    }
    version = f"|{definition.version}" if definition.version else ""
    tag = language_tag(filled.language)
    response: Resource = {"resourceType": "QuestionnaireResponse"}
    if tag:
        response["language"] = tag
    observations = _observations(filled)
    if observations:
        response["contained"] = observations
    response["identifier"] = [identifier] if release is Release.R5 else identifier
    response["questionnaire"] = form_url(definition) + version
    response["status"] = "completed" if filled.is_complete else "in-progress"
    if filled.signed_at:
        response["authored"] = filled.signed_at.isoformat(timespec="seconds")
    if filled.signed_by:
        response["author"] = {"display": filled.signed_by}
    writer = _Writer(filled, zone)
    items: list[Json] = list(writer.items(filled.root))
    if items:
        response["item"] = items
    return response


class _Writer:
    """Turns nodes into items."""

    def __init__(self, filled: FilledForm, zone: tzinfo) -> None:
        self._filled = filled
        self._definition = filled.definition
        self._zone = zone

    def items(self, node: FilledNode) -> Iterator[Resource]:
        """The items of what stands below a node."""
        for child in node.children:
            if not is_item(self._definition, child.spec):
                continue
            item: Resource = {"linkId": child.spec.path}
            if child.label.strip():
                item["text"] = child.label
            if child.spec.is_leaf:
                if self._put_answer(item, child):
                    yield item
                continue
            below: list[Json] = list(self.items(child))
            if below:
                item["item"] = below
            if below or child.spec.is_repeat:
                yield item

    def _put_answer(self, item: Resource, node: FilledNode) -> bool:
        """Put the answer or the reason for none into an item; False when there is neither."""
        extensions: list[Json] = []
        if node.missing is not None:
            extensions.append(extension(ABSENT_EXTENSION, "valueCode", _WHY[node.missing]))
        if node.source:
            extensions.append(extension(SOURCE_EXTENSION, "valueString", node.source))
        if extensions:
            item["extension"] = extensions
        answers: list[Json] = [] if node.missing is not None else list(self._values(node))
        if answers:
            item["answer"] = answers
        return bool(answers or extensions)

    def _values(self, node: FilledNode) -> Iterator[Resource]:
        answer = node.answer
        if answer is None or isinstance(answer, Missing):
            return
        question = self._definition.questions.get(node.spec.path)
        if question is None or question.control is Control.NOTE:
            kind = item_type(self._definition, node.spec) if question is None else "display"
            value = None if kind == "display" else self._typed(kind, node.text)
            if value is not None:
                yield value
        elif question.control in CHOOSING:
            for one in node.chosen:
                coding = choice_coding(self._definition, question, one.value, one.label, one.item)
                yield {"valueCoding": coding}
        else:
            yield self._typed(item_type(self._definition, node.spec), answer)

    def _typed(self, kind: str, answer: str | int | Decimal | date | tuple[str, ...]) -> Resource:
        """A value of an item's type; a text where it cannot be one, so that none is lost."""
        text = answer if isinstance(answer, str) else str(answer)
        try:
            match kind:
                case "integer" | "decimal":
                    return _number(kind, Decimal(text))
                case "date":
                    return {"valueDate": date.fromisoformat(text[:10]).isoformat()}
                case "time":
                    return {"valueTime": _time(text)}
                case "dateTime":
                    return {"valueDateTime": self._moment(text)}
                case "boolean":
                    return {"valueBoolean": text.casefold() in ("ok", "true", "1")}
                case "attachment":
                    return {"valueAttachment": self._attachment(text)}
        except (ValueError, InvalidOperation):
            pass
        return {"valueString": text}

    def _moment(self, text: str) -> str:
        moment = datetime.fromisoformat(text)
        zoned = moment if moment.tzinfo is not None else moment.replace(tzinfo=self._zone)
        return zoned.isoformat(timespec="milliseconds" if zoned.microsecond else "seconds")

    def _attachment(self, name: str) -> Resource:
        content = self._filled.files.get(name)
        held: Resource = {"contentType": media_type(name)}
        if content:
            held["data"] = base64.b64encode(content).decode("ascii")
        return {**held, "title": name}


def _number(kind: str, number: Decimal) -> Resource:
    if not number.is_finite():
        raise ValueError("no number")
    whole = number == number.to_integral_value()
    if kind == "integer" and whole and -_LARGEST <= number < _LARGEST:
        return {"valueInteger": int(number)}
    return {"valueDecimal": number}


def _time(text: str) -> str:
    """A time of day without its offset, which FHIR has no place for."""
    moment = time.fromisoformat(text)
    return moment.replace(tzinfo=None).isoformat(
        "milliseconds" if moment.microsecond else "seconds"
    )


def _observations(filled: FilledForm) -> list[Json]:
    """One for every score; what a person decided stands beside the first."""
    result, definition = filled.result, filled.definition
    if result is None:
        return []
    decided = filled.decided
    notes = [result.caution] if result.caution.strip() else []
    if decided is not None:
        notes.append(f"{decided.label} ({decided.by}): {decided.reason}")
    found: list[Json] = []
    for number, score in enumerate(result.scores):
        made = _observation(score, f"{_SCORE}-{number + 1}", definition)
        if notes and number == 0:
            said: list[Json] = [{"text": one} for one in notes]
            made["note"] = said
        found.append(made)
    return found


def _observation(score: ScoreResult, name: str, definition: FormDefinition) -> Resource:
    """What the answers scored, with every line of the trace as a component."""
    found: Resource = {
        "resourceType": "Observation",
        "id": name,
        "status": "final",
        "code": {"text": score.label or definition.title or definition.form_id},
        "derivedFrom": [{"reference": "#"}],
    }
    if score.score is None:
        found["dataAbsentReason"] = _absent(score.withheld_reason or "unknown")
    else:
        found["valueQuantity"] = {"value": score.score}
    if score.band_label.strip():
        found["interpretation"] = [{"text": score.band_label}]
    components: list[Json] = [_component(one, definition) for one in score.trace]
    if components:
        found["component"] = components
    return found


def _component(line: ScoredItem, definition: FormDefinition) -> Resource:
    """One line of the trace; what it adds to the score stands beside its points."""
    code: Resource = {"coding": [{"system": f"{form_url(definition)}/items", "code": line.path}]}
    if line.label.strip():
        code["text"] = line.label
    adds = extension(ADDS_EXTENSION, "valueDecimal", Decimal(line.adds))
    found: Resource = {"extension": [adds], "code": code}
    if line.points == MISSING_POINTS:
        return {**found, "dataAbsentReason": _absent(line.note)}
    return {**found, "valueQuantity": {"value": Decimal(line.points)}}


def _absent(reason: str) -> Resource:
    codes = {kind.value: code for kind, code in _WHY.items()}
    coding: Resource = {"system": _REASONS, "code": codes.get(reason, "unknown")}
    return {"coding": [coding], "text": reason}
