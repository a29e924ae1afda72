# SPDX-License-Identifier: AGPL-3.0-or-later
"""Signing: a filled form becomes an immutable record with its score and how it came about.

Invariants: nothing is signed while a required item is open or a rule is broken; the record holds
the answers of relevant items, in the exact instrument version (by hash) they were given to, and
apart from them what was answered before its question ceased to be asked;
a suggestion is text, never a status; a person's own result stands beside the computed one.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from pydantic import JsonValue

from casework.evidence import (
    AgeLine,
    Comparison,
    CutLine,
    ItemChange,
    Override,
    ScoreLine,
    SignedScore,
    Suggestion,
    TripWireLine,
)
from casework.policy import Hat
from casework.records import KeptAnswer, Screening
from forms.answers import SOURCE_MARK, Source, decode_kept, encode_answer
from forms.compare import changed_items
from forms.definition import Control
from forms.evidence import scores_of
from forms.pack import InstrumentPack
from forms.scoring import ScoredItem, ScoreResult, ScreeningResult, in_language
from forms.session import Session
from forms.versions import label_of
from ui.draft_views import PreviousView, SigningChoices
from ui.errors import ShownError

LONGEST_REASON = 4_000


class Signing(NamedTuple):
    """Who signs what, when, and what they decide."""

    pack: InstrumentPack
    started_at: datetime
    signed_at: datetime
    hat: Hat
    choices: SigningChoices
    previous: PreviousView | None


def describe_screening(filled: Session, signing: Signing) -> Screening:
    """Freeze a filled form as the view of a signed screening.

    Raises:
        ShownError: an override names no band of the instrument or gives no reason.
    """
    pack, language = signing.pack, filled.language
    plain = Screening(
        instrument=pack.form_id,
        instrument_version=pack.version,
        instrument_sha256=pack.sha256,
        instrument_title=title_in(pack, language),
        language=language,
        answers={path: encode_answer(one) for path, one in filled.relevant_answers().items()},
        sources={path: one.value for path, one in filled.relevant_sources().items()},
        kept_answers=_no_longer_asked(filled, signing),
        compared=_compare(filled, signing),
        started_at=signing.started_at,
        signed_at=signing.signed_at,
        signed_by=signing.hat.person_name,
    )
    result = filled.result()
    return plain if result is None else _with_result(plain, result, signing)


def _no_longer_asked(filled: Session, signing: Signing) -> tuple[KeptAnswer, ...]:
    sources = filled.kept()
    found = []
    for path, answer in filled.answers().items():
        if filled.is_relevant(path) or filled.question_at(path).control is Control.NOTE:
            continue
        source = sources.get(path + SOURCE_MARK)
        found.append(
            KeptAnswer(
                path=path,
                label=label_of(filled.definition, path, filled.language),
                version=signing.pack.version,
                answer=encode_answer(answer),
                source=source.value if isinstance(source, Source) else "",
            )
        )
    return tuple(found)


def _with_result(plain: Screening, result: ScreeningResult, signing: Signing) -> Screening:
    accuracy = signing.pack.evidence.accuracy
    clocks, taken = result.clocks, signing.choices.taken
    return plain.model_copy(
        update={
            "score": None if result.score is None else format(result.score, "f"),
            "band": None if result.band is None else result.band.name,
            "band_label": result.band_label or None,
            "withheld_reason": result.withheld_reason,
            "caution": result.caution,
            "next_step": result.next_step,
            "trace": _lines(result.trace),
            "missing": result.missing,
            "scores": tuple(_signed_score(one, plain.language) for one in result.scores),
            "trip_wires": tuple(
                TripWireLine(
                    item=one.item,
                    answer=one.answer,
                    label=one.label,
                    score=one.score,
                    band=one.band,
                )
                for one in result.trip_wires
            ),
            "gate": result.gate,
            "age": _age(result),
            "override": _override(plain.language, result, signing),
            "suggestions": tuple(Suggestion(clock=one, taken=one in taken) for one in clocks),
            "accuracy": {one.name: one.value for one in accuracy.measures} if accuracy else {},
            "accuracy_note": in_language(accuracy.statement, plain.language) if accuracy else "",
        }
    )


def _lines(trace: Iterable[ScoredItem]) -> tuple[ScoreLine, ...]:
    return tuple(
        ScoreLine(
            path=item.path,
            label=item.label,
            answer=item.answer,
            points=item.points,
            note=item.note,
            weight=item.weight,
            rule=item.rule,
            adds=item.adds,
            group=item.group,
        )
        for item in trace
    )


def _signed_score(one: ScoreResult, language: str) -> SignedScore:
    return SignedScore(
        name=one.name,
        label=one.label,
        score=None if one.score is None else format(one.score, "f"),
        band=one.band.name if one.band else None,
        band_label=one.band_label,
        summed_band_label=in_language(one.summed_band.label, language) if one.summed_band else "",
        withheld_reason=one.withheld_reason,
        missing=one.missing,
        max_missing=one.max_missing,
        cuts=tuple(
            CutLine(
                label=cut.label,
                at_least=format(cut.at_least, "f"),
                reached=cut.reached,
                decided_by=cut.decided_by,
                decided_on=cut.decided_on,
            )
            for cut in one.cuts
        ),
        trace=_lines(one.trace),
    )


def _age(result: ScreeningResult) -> AgeLine | None:
    age = result.age
    if age is None:
        return None
    return AgeLine(age=age.age, least=age.least, most=age.most, outside=age.is_outside)


def _override(language: str, result: ScreeningResult, signing: Signing) -> Override | None:
    wanted, reason = signing.choices.override_band, signing.choices.override_reason.strip()
    if not wanted:
        return None
    main = scores_of(signing.pack.scoring, signing.pack.evidence)[0]
    band = next((one for one in main.bands if one.name == wanted), None)
    if band is None or (result.band is not None and result.band.name == wanted):
        raise ShownError(
            "The result chosen is not another result of this form.", "Choose it again, then sign."
        )
    if not reason or len(reason) > LONGEST_REASON:
        raise ShownError(
            "A result of your own needs a reason of at most 4,000 characters.",
            "Write what led you to it, then sign.",
        )
    return Override(
        band=band.name,
        band_label=in_language(band.label, language),
        reason=reason,
        by=signing.hat.person_name,
        role=signing.hat.title,
        at=signing.signed_at,
    )


def _compare(filled: Session, signing: Signing) -> Comparison | None:
    if signing.previous is None:
        return None
    before = signing.previous.screening
    answers = {path: decode_kept(value) for path, value in before.answers.items()}
    return Comparison(
        record=signing.previous.record,
        signed_at=before.signed_at,
        same_version=before.instrument_sha256 == signing.pack.sha256,
        score=before.score,
        band_label=before.result_label,
        changes=tuple(
            ItemChange(
                path=one.path,
                label=one.label,
                before=one.before,
                before_note=one.before_note,
                now=one.now,
                now_note=one.now_note,
            )
            for one in changed_items(filled, answers)
        ),
    )


def title_in(pack: InstrumentPack, language: str) -> str:
    """The pack's title in a language, or in any it has."""
    return pack.title.get(language) or next(iter(pack.title.values()), pack.form_id)


def to_fields(screening: Screening) -> dict[str, JsonValue]:
    """The record fields of a screening, as JSON values without floating point numbers."""
    fields: dict[str, JsonValue] = screening.model_dump(mode="json", exclude_none=True)
    return fields
