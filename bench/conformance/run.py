# SPDX-License-Identifier: AGPL-3.0-or-later
"""One form through both engines: the other one walks at random, ours repeats what it did.

A form one side refuses and the other loads is a difference of the facet `load`; a form both refuse,
or that the other engine cannot load, is compared no further and remarked upon.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from bench.conformance import ours
from bench.conformance.compare import Difference, Node, compare_states, generic
from bench.conformance.corpus import Form
from bench.conformance.explained import Row, explain
from bench.conformance.rules import not_comparable, not_sayable, read_rules
from bench.forms_peer import Peer, PeerError, Walk
from forms.errors import FormError

ROUNDS = 3
Rules = Mapping[str, tuple[str, ...]]


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

    def judge(self, found: list[Difference], rows: Iterable[Row], rules: Rules) -> None:
        """Put each new difference with those a row explains, or with the others."""
        known = explain(found, rows, rules)
        self.explained |= known
        self.unexplained += [
            one for one in found if one not in known and one not in self.unexplained
        ]


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
        outcome.compared += 1
        rules = read_rules(xform)
        if refusal:
            outcome.judge([Difference(form.name, "", "load", refusal, "loads")], rows, rules)
        for seed in range(1, 0 if refusal else seeds + 1):
            try:
                walked = _walk(peer, form, seed)
            except PeerError as error:
                outcome.remark = f"the other engine failed on walk {seed} ({error})"
                break
            outcome.judge(_compare(form, walked, rules, outcome), rows, _marked(rules, walked))
    return outcome


class _Walked(NamedTuple):
    walk: Walk
    state: dict[str, Node]


def _walk(peer: Peer, form: Form, seed: int) -> _Walked:
    assert form.xform is not None
    peer.open(form.xform, form.attachments)
    walk = peer.walk(seed, ROUNDS)
    return _Walked(walk, read_peer(peer.state()))


def _compare(form: Form, walked: _Walked, rules: Rules, outcome: Outcome) -> list[Difference]:
    assert form.xform is not None
    session = ours.open_session(form.xform.read_bytes(), form.attachments)
    operations = walked.walk.operations
    refused = ours.replay(session, operations)
    without = not_comparable(rules)
    without |= {generic(path) for path in walked.state if path.endswith("/instanceID")}
    unsaid = not_sayable(rules, without)
    theirs = {
        path: replace(node, label=None) if generic(path) in unsaid else node
        for path, node in walked.state.items()
    }
    compared = compare_states(form.name, ours.read_state(session), theirs, without)
    outcome.walks.append(operations)
    outcome.nodes = max(outcome.nodes, compared.nodes)
    outcome.operations += len(operations)
    outcome.compared += compared.facets + len(operations)
    return [
        *(_refused(form.name, operations[number], why) for number, why in refused),
        *compared.differences,
    ]


def _marked(rules: Rules, walked: _Walked) -> Rules:
    """The rules, and `regrown: …` on what stands in a repeat whose count shrank and grew again."""
    marked = {path: tuple(texts) for path, texts in rules.items()}
    for repeat in map(generic, walked.walk.regrown):
        below = {generic(path) for path in walked.state if generic(path).startswith(f"{repeat}/")}
        for path in below:
            marked[path] = (*marked.get(path, ()), f"regrown: {repeat}")
    return marked


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
