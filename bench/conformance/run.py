# SPDX-License-Identifier: AGPL-3.0-or-later
"""One form through both engines: the other one walks at random, ours repeats what it did.

A form one side refuses and the other loads is a difference of the facet `load`; a form both refuse,
or that the other engine cannot load, is compared no further and remarked upon.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bench.conformance import ours
from bench.conformance.compare import Difference, Node, compare_states, generic
from bench.conformance.corpus import Form
from bench.conformance.explained import Row, explain
from bench.conformance.rules import not_comparable, read_rules
from bench.forms_peer import Peer, PeerError
from forms.errors import FormError

ROUNDS = 3


@dataclass
class Outcome:
    """What comparing one form came to, over all its walks."""

    form: str
    nodes: int = 0
    operations: int = 0
    compared: int = 0
    unexplained: list[Difference] = field(default_factory=list)
    explained: dict[Difference, str] = field(default_factory=dict)
    remark: str = ""
    walks: list[list[dict[str, Any]]] = field(default_factory=list)


def compare_form(form: Form, rows: Iterable[Row], *, seeds: int) -> Outcome:
    """Compare one form over walks of the seeds 1 to `seeds`."""
    outcome = Outcome(form.name)
    if form.xform is None:
        outcome.remark = f"refused: {form.refusal}"
        return outcome
    xform = form.xform.read_bytes()
    try:
        ours.open_session(xform, form.attachments)
        refusal = ""
    except FormError as error:
        refusal = str(error)
    with Peer() as peer:
        try:
            peer.open(form.xform, form.attachments)
        except PeerError as error:
            outcome.remark = f"the other engine cannot load it ({error})"
            outcome.remark += f"; refused: {refusal}" if refusal else ""
            return outcome
        found = [Difference(form.name, "", "load", refusal, "loads")] if refusal else []
        outcome.compared += 1
        if not refusal:
            for seed in range(1, seeds + 1):
                found += _walk(peer, form, seed, outcome)
    rules = read_rules(xform)
    outcome.explained = explain(found, rows, rules)
    outcome.unexplained = [one for one in dict.fromkeys(found) if one not in outcome.explained]
    return outcome


def _walk(peer: Peer, form: Form, seed: int, outcome: Outcome) -> list[Difference]:
    assert form.xform is not None
    xform = form.xform.read_bytes()
    try:
        peer.open(form.xform, form.attachments)
        operations = peer.walk(seed, ROUNDS)
        theirs = read_peer(peer.state())
    except PeerError as error:
        outcome.remark = f"the other engine failed on walk {seed} ({error})"
        return []
    session = ours.open_session(xform, form.attachments)
    refused = ours.replay(session, operations)
    without = not_comparable(read_rules(xform))
    without |= {generic(path) for path in theirs if path.endswith("/instanceID")}
    compared = compare_states(form.name, ours.read_state(session), theirs, without)
    outcome.walks.append(operations)
    outcome.nodes = max(outcome.nodes, compared.nodes)
    outcome.operations += len(operations)
    outcome.compared += compared.facets + len(operations)
    return [
        *(_refused(form.name, operations[number], why) for number, why in refused),
        *compared.differences,
    ]


def read_peer(state: Mapping[str, Mapping[str, Any]]) -> dict[str, Node]:
    """The other engine's state in the comparer's words."""
    return {
        path: Node(
            # A default of nothing but white space is nothing to JavaRosa, which trims it.
            text=None if seen["text"] is None else seen["text"] if seen["text"].strip() else "",
            relevant=seen["relevant"],
            required=seen["required"],
            readonly=seen["readonly"],
            offered=None if seen["offered"] is None else tuple(seen["offered"]),
            label=seen["label"],
            valid=None if seen["kind"] in ("model-value", "group") else seen["violation"] is None,
        )
        for path, seen in state.items()
        if path.count("/") > 1
    }


def _refused(form: str, operation: Mapping[str, Any], why: str) -> Difference:
    place = str(operation.get("ref") or operation.get("repeat") or "")
    return Difference(form, place, "operation", why, str(operation.get("value", operation["op"])))
