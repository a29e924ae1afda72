# SPDX-License-Identifier: AGPL-3.0-or-later
"""Signing: a filled form becomes an immutable record with its score and how it came about.

Invariants: nothing is signed while a required item is open or a rule is broken; the record holds
the answers of relevant items only, in the exact instrument version (by hash) they were given to;
a suggestion is text, never a status.
"""

from datetime import datetime

from pydantic import JsonValue

from casework.records import ScoreLine, Screening
from forms.answers import encode_answer
from forms.pack import InstrumentPack
from forms.scoring import ScreeningResult
from forms.session import Session


def describe_screening(
    pack: InstrumentPack,
    filled: Session,
    *,
    started_at: datetime,
    signed_at: datetime,
    signed_by: str,
) -> Screening:
    """Freeze a filled form as the view of a signed screening."""
    plain = Screening(
        instrument=pack.form_id,
        instrument_version=pack.version,
        instrument_sha256=pack.sha256,
        instrument_title=title_in(pack, filled.language),
        language=filled.language,
        answers={path: encode_answer(one) for path, one in filled.relevant_answers().items()},
        started_at=started_at,
        signed_at=signed_at,
        signed_by=signed_by,
    )
    result = filled.result()
    return plain if result is None else _with_result(plain, result)


def _with_result(plain: Screening, result: ScreeningResult) -> Screening:
    return plain.model_copy(
        update={
            "score": None if result.score is None else str(result.score),
            "band": None if result.band is None else result.band.name,
            "band_label": result.band_label or None,
            "withheld_reason": result.withheld_reason,
            "caution": result.caution,
            "next_step": result.next_step,
            "trace": tuple(
                ScoreLine(
                    path=item.path,
                    label=item.label,
                    answer=item.answer,
                    points=item.points,
                    note=item.note,
                )
                for item in result.trace
            ),
            "missing": result.missing,
        }
    )


def title_in(pack: InstrumentPack, language: str) -> str:
    """The pack's title in a language, or in any it has."""
    return pack.title.get(language) or next(iter(pack.title.values()), pack.form_id)


def to_fields(screening: Screening) -> dict[str, JsonValue]:
    """The record fields of a screening, as JSON values without floating point numbers."""
    fields: dict[str, JsonValue] = screening.model_dump(mode="json", exclude_none=True)
    return fields
