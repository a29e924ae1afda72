# SPDX-License-Identifier: AGPL-3.0-or-later
"""The rows of docs/forms-conformance.md that say why we differ from the other engine.

A row names the form and the node (shell patterns), the facet and, after `where`, a regular
expression some rule of the node matches (see `rules.read_rules`); of a form or an operation we
refuse also `refused: ` and our sentence. A difference that no row covers fails `make conformance`;
a row that covers nothing is reported, so that the document stays true.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from bench.conformance.compare import Difference, generic
from bench.results import ROOT

DOCUMENT = ROOT / "docs" / "forms-conformance.md"
_ROW = re.compile(r"^\| (D\d+) \|", re.MULTILINE)


@dataclass(frozen=True)
class Row:
    """One explained kind of difference; `where` is empty when any rule will do."""

    number: str
    form: str
    node: str
    facets: frozenset[str]
    where: str

    def covers(self, difference: Difference, rules: Mapping[str, tuple[str, ...]]) -> bool:
        """Whether this row says why the two sides differ there."""
        if difference.facet not in self.facets or not fnmatchcase(difference.form, self.form):
            return False
        path = generic(difference.node)
        if not fnmatchcase(path, self.node):
            return False
        texts = (*rules.get(path, ()), f"refused: {difference.ours}")
        return not self.where or any(re.search(self.where, text) for text in texts)


def read_rows(document: Path = DOCUMENT) -> tuple[Row, ...]:
    """The rows of the document, `| D1 | form | node | facets | where | why |`."""
    rows = []
    for line in document.read_text(encoding="utf-8").splitlines():
        if not _ROW.match(line):
            continue
        # A bar inside a cell is written \| as everywhere in Markdown.
        cells = [one.strip().replace("\\|", "|") for one in re.split(r"(?<!\\)\|", line)[1:-1]]
        number, form, node, facets, where = (one.strip("`") for one in cells[:5])
        rows.append(Row(number, form, node, frozenset(facets.split()), where))
    return tuple(rows)


def explain(
    differences: Iterable[Difference],
    rows: Iterable[Row],
    rules: Mapping[str, tuple[str, ...]],
) -> dict[Difference, str]:
    """Difference → number of the first row that covers it; the others are left out."""
    known = tuple(rows)
    return {
        one: row.number
        for one in differences
        for row in [next((row for row in known if row.covers(one, rules)), None)]
        if row is not None
    }
