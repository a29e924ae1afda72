# SPDX-License-Identifier: AGPL-3.0-or-later
"""The instruments of this laptop: those that come with the program and those of the county.

Invariants: an id and version stands for one content; a retired instrument, or one past its last
day, is not started but still read; of several versions that may be started the one the county
published last is offered, before that the program's own.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from functools import cache
from typing import NamedTuple

from forms.definition import FormDefinition
from forms.pack import InstrumentPack, load_definition, load_sample_packs
from storage.instruments import Instruments, KeptInstrument

_BEFORE_ALL = datetime.min.replace(tzinfo=UTC)


@cache
def built_in_packs() -> Mapping[str, InstrumentPack]:
    """The packs that come with the program, by hash."""
    return {pack.sha256: pack for pack in load_sample_packs()}


def built_in_hashes() -> Mapping[tuple[str, str], str]:
    """Hashes of the packs that come with the program, by id and version."""
    return {(one.form_id, one.version): one.sha256 for one in built_in_packs().values()}


class InstrumentShelf:
    """Packs and their loaded definitions by content hash.

    A definition is immutable, so every draft on the same content shares one.

    Args:
        packs: that come with the program; its samples when None.
    """

    def __init__(self, packs: Iterable[InstrumentPack] | None = None) -> None:
        self._own = built_in_packs() if packs is None else {one.sha256: one for one in packs}
        self._definitions: dict[str, FormDefinition] = {}
        self._packs: dict[str, InstrumentPack] = {}

    def definition(self, pack: InstrumentPack) -> FormDefinition:
        """The loaded form of a pack."""
        known = self._definitions.get(pack.sha256)
        if known is None:
            known = self._definitions[pack.sha256] = load_definition(pack)
        return known

    def pack(self, sha256: str, kept: Instruments) -> InstrumentPack | None:
        """The pack of exactly this content, when this laptop holds it."""
        known = self._own.get(sha256) or self._packs.get(sha256)
        if known is None:
            content = kept.content(sha256)
            if content is not None:
                known = self._packs[sha256] = InstrumentPack.from_content(content)
        return known

    def startable(self, kept: Instruments, today: date) -> Mapping[str, InstrumentPack]:
        """The packs a new screening may be started with, by form id; the newest of each."""
        newest: dict[str, _Offer] = {}
        for offer in _offers(self._own.values(), kept.known(), today):
            known = newest.get(offer.form_id)
            if known is None or offer.published_at > known.published_at:
                newest[offer.form_id] = offer
        found = {form_id: self.pack(one.sha256, kept) for form_id, one in newest.items()}
        return {form_id: pack for form_id, pack in found.items() if pack is not None}

    def newer(
        self, form_id: str, sha256: str, kept: Instruments, today: date
    ) -> InstrumentPack | None:
        """The newest version that may be started, when it is newer than this content."""
        pack = self.startable(kept, today).get(form_id)
        if pack is None or pack.sha256 == sha256:
            return None
        published = {one.sha256: one.published_at for one in kept.known()}
        mine, other = published.get(sha256), published.get(pack.sha256)
        return pack if mine is None or (other is not None and other > mine) else None


class _Offer(NamedTuple):
    form_id: str
    published_at: datetime
    sha256: str


def _offers(
    own: Iterable[InstrumentPack], words: tuple[KeptInstrument, ...], today: date
) -> Iterator[_Offer]:
    spoken = {one.sha256 for one in words}
    for pack in own:
        if pack.sha256 not in spoken:
            yield _Offer(pack.form_id, _BEFORE_ALL, pack.sha256)
    for one in words:
        over = one.until is not None and today > one.until
        if one.is_here and not one.retired and not over:
            yield _Offer(one.form_id, one.published_at, one.sha256)
