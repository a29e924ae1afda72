# SPDX-License-Identifier: AGPL-3.0-or-later
"""The instruments this laptop may start, loaded once and then shared."""

from collections.abc import Mapping
from functools import cached_property

from forms.definition import FormDefinition
from forms.pack import InstrumentPack, load_definition, load_sample_packs


class InstrumentShelf:
    """Packs by form id and their loaded definitions by content hash.

    A definition is immutable, so every draft on the same content shares one.
    """

    def __init__(self) -> None:
        self._definitions: dict[str, FormDefinition] = {}

    @cached_property
    def packs(self) -> Mapping[str, InstrumentPack]:
        """The packs a new screening may be started with."""
        return {pack.form_id: pack for pack in load_sample_packs()}

    def definition(self, pack: InstrumentPack) -> FormDefinition:
        """The loaded form of a pack."""
        known = self._definitions.get(pack.sha256)
        if known is None:
            known = self._definitions[pack.sha256] = load_definition(pack)
        return known

    def find(self, sha256: str) -> FormDefinition | None:
        """The definition of exactly this content, when this laptop holds it."""
        for pack in self.packs.values():
            if pack.sha256 == sha256:
                return self.definition(pack)
        return self._definitions.get(sha256)
