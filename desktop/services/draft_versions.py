# SPDX-License-Identifier: AGPL-3.0-or-later
"""Moving a draft to another version of its form: what would change, and the move.

Invariant: nothing is dropped. An answer without a place is kept with the draft, returns when a
version has a place for it again, and is signed along.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from casework.ids import DraftId
from casework.records import KeptAnswer
from desktop.instruments import InstrumentShelf
from desktop.services.sign_screening import title_in
from desktop.session import COUNTY_ZONE, OpenSession
from desktop.shown_errors import shown_errors
from forms.answers import SOURCE_MARK, Kept, Missing, Source, decode_kept, encode_answer
from forms.definition import FormDefinition
from forms.pack import InstrumentPack
from forms.versions import answer_in_words, answered_path, compare_versions, fits, label_of
from storage.draft_versions import AsideAnswer, DraftMove, DraftVersion
from storage.model import Draft
from ui.draft_views import KeptAnswerRow, VersionChange
from ui.errors import ShownError


class _Held(NamedTuple):
    draft: Draft
    pack: InstrumentPack
    definition: FormDefinition
    answers: dict[str, Kept]


class DraftVersions:
    """The versions part of the screening use cases."""

    def __init__(self, session: OpenSession, shelf: InstrumentShelf) -> None:
        self._session = session
        self._shelf = shelf

    def newer(self, draft: DraftId) -> VersionChange | None:
        """What moving to the newest version would change."""
        with shown_errors():
            held = self._hold(draft)
            pack = self._newer_pack(held.draft)
            return None if pack is None else self._describe(held, pack)

    def earlier(self, draft: DraftId) -> VersionChange | None:
        """What moving back to the version left last would change."""
        with shown_errors():
            left = self._session.store.left_version(draft)
            if left is None:
                return None
            return self._describe(self._hold(draft), _pack_of(left))

    def move(self, draft: DraftId, sha256: str) -> None:
        """Move to the newer or the earlier version, by its content.

        Raises:
            ShownError: neither is this content, e.g. because it was retired meanwhile.
        """
        store = self._session.store
        with shown_errors():
            held = self._hold(draft)
            left = store.left_version(draft)
            packs = [self._newer_pack(held.draft), None if left is None else _pack_of(left)]
            pack = next((one for one in packs if one is not None and one.sha256 == sha256), None)
            if pack is None:
                raise ShownError(
                    "This version of the form can no longer be moved to.",
                    "Go on with the present version, or open the screening again.",
                )
            store.move_draft(draft, self._plan(held, pack))

    def aside(self, draft: DraftId) -> tuple[KeptAnswerRow, ...]:
        """Answers a draft keeps without a place, as rows to show."""
        rows = []
        for one in self._session.store.aside_answers(draft):
            if one.label:
                kept = decode_kept(one.answer)
                rows.append(_row(one, self._words(draft, one, kept), kept))
        return tuple(rows)

    def signed_along(self, draft: DraftId) -> tuple[KeptAnswer, ...]:
        """The same, for the signed record."""
        aside = self._session.store.aside_answers(draft)
        sources = {(one.path, one.sha256): _source(one) for one in aside}
        return tuple(
            KeptAnswer(
                path=one.path,
                label=one.label,
                version=one.version,
                answer=one.answer,
                source=sources.get((one.path + SOURCE_MARK, one.sha256), ""),
            )
            for one in aside
            if one.label
        )

    def _hold(self, draft: DraftId) -> _Held:
        kept, answers = self._session.store.draft(draft)
        pack = InstrumentPack.model_validate_json(kept.pack_json)
        decoded = {path: decode_kept(value) for path, value in answers.items()}
        return _Held(kept, pack, self._shelf.definition(pack), decoded)

    def _newer_pack(self, draft: Draft) -> InstrumentPack | None:
        kept = self._session.store.instruments
        today = self._today()
        return self._shelf.newer(draft.instrument_id, draft.instrument_sha256, kept, today)

    def _describe(self, held: _Held, pack: InstrumentPack) -> VersionChange:
        after, language = self._shelf.definition(pack), held.draft.language
        found = compare_versions(held.definition, after, held.answers, language)

        def labels(definition: FormDefinition, paths: Sequence[str]) -> tuple[str, ...]:
            return tuple(filter(None, (label_of(definition, path, language) for path in paths)))

        asides = _asides(held, found.unfit)
        return VersionChange(
            sha256=pack.sha256,
            version=pack.version,
            title=pack.title,
            added=labels(after, found.added),
            removed=labels(held.definition, found.removed),
            renamed=tuple(
                (label_of(held.definition, path, language), label_of(after, path, language))
                for path in found.renamed
            ),
            unfit=tuple(
                _row(one, answer_in_words(held.definition, one.path, kept, language), kept)
                for one in asides
                if one.label
                for kept in (held.answers[one.path],)
            ),
            scoring_changed=found.scoring_changed,
        )

    def _plan(self, held: _Held, pack: InstrumentPack) -> DraftMove:
        after = self._shelf.definition(pack)
        unfit = compare_versions(held.definition, after, held.answers, "").unfit
        stays = {path for path, one in held.answers.items() if one is not None} - {*unfit}
        back: dict[str, AsideAnswer] = {}
        # By path, so that an answer is looked at before its source, which only follows it.
        for one in self._session.store.aside_answers(held.draft.id):
            answer = answered_path(one.path)
            follows = answer != one.path
            leads = back.get(answer)
            free = one.path not in stays and one.path not in back
            if follows:
                free = free and leads is not None and leads.sha256 == one.sha256
            if free and fits(after, one.path, decode_kept(one.answer)):
                back[one.path] = one
        return DraftMove(
            to=_version_of(pack, held.draft.language),
            aside=_asides(held, unfit),
            back=tuple(back.values()),
        )

    def _words(self, draft: DraftId, one: AsideAnswer, kept: Kept) -> str:
        kept_draft, _ = self._session.store.draft(draft)
        pack = self._shelf.pack(one.sha256, self._session.store.instruments)
        left = self._session.store.left_version(draft)
        if pack is None and left is not None and left.sha256 == one.sha256:
            pack = _pack_of(left)
        if pack is None:
            return _plain(one.answer)
        return answer_in_words(self._shelf.definition(pack), one.path, kept, kept_draft.language)

    def _today(self) -> date:
        return self._session.clock.now().astimezone(COUNTY_ZONE).date()


def _asides(held: _Held, paths: Sequence[str]) -> tuple[AsideAnswer, ...]:
    return tuple(
        AsideAnswer(
            path=path,
            sha256=held.pack.sha256,
            version=held.pack.version,
            label=label_of(held.definition, path, held.draft.language),
            answer=encode_answer(held.answers[path]),
        )
        for path in paths
    )


def _row(one: AsideAnswer, words: str, kept: Kept) -> KeptAnswerRow:
    missing = kept if isinstance(kept, Missing) else None
    return KeptAnswerRow(one.path, one.label, one.version, words, missing)


def _version_of(pack: InstrumentPack, language: str) -> DraftVersion:
    return DraftVersion(
        instrument_id=pack.form_id,
        version=pack.version,
        sha256=pack.sha256,
        title=title_in(pack, language),
        pack_json=pack.model_dump_json(),
    )


def _pack_of(version: DraftVersion) -> InstrumentPack:
    return InstrumentPack.model_validate_json(version.pack_json)


def _source(one: AsideAnswer) -> str:
    kept = decode_kept(one.answer)
    return kept.value if isinstance(kept, Source) else ""


def _plain(answer: object) -> str:
    match answer:
        case str():
            return answer
        case list():
            return ", ".join(str(one) for one in answer)
        case Mapping():
            return ", ".join(str(one) for one in answer.values())
        case _:
            return ""
