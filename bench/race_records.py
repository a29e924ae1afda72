# SPDX-License-Identifier: AGPL-3.0-or-later
"""The records of the race with peers: the benchmark's own, with the words of the peers' documents.

PEERS names the peers' folder (`../shared/bench/sync` unless told); its `docs_100k.jsonl` is made by
its `gendata.py`. Without it the benchmark's own words are used, which pack far worse: they are
drawn evenly from 5,000 invented ones.
"""

import json
import os
from itertools import islice
from pathlib import Path

from bench.results import ROOT
from bench.store_data import make_records
from casework.records import CaseRecord
from casework.vocabulary import RecordKind

PEERS = Path(os.environ.get("PEERS", ROOT.parent / "shared" / "bench" / "sync"))


def race_records(*, cases: int, records: int) -> list[CaseRecord]:
    """About 1 KB of JSON each; one youth for each case, the rest notes."""
    made = make_records(cases=cases, records=records)
    docs = PEERS / "docs_100k.jsonl"
    if not docs.exists():
        return made
    with docs.open(encoding="utf-8") as lines:
        notes = [json.loads(line)["note"] for line in islice(lines, records)]
    return [
        one.model_copy(update={"fields": dict(one.fields) | {"text": note}})
        if one.kind is RecordKind.CONTACT_NOTE
        else one
        for one, note in zip(made, notes, strict=True)
    ]
