# SPDX-License-Identifier: AGPL-3.0-or-later
"""Requests made up from the description of the county's API, signed and packed as a laptop does.

Schemathesis invents the JSON, valid and not; here it becomes a message, and what comes back is held
to what every answer must be.
"""

import json
import os
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.core.result import Ok

from casework.ids import CaseId
from sync.server.description import describe
from sync.server.routes import ROUTES, Route
from sync.server.voice import STATUS
from sync.wire.answers import Asked, verify_answer
from sync.wire.encoding import decode, pack
from sync.wire.limits import LIMITS
from sync.wire.messages import PATH_PUSH, Problem, ProblemCode
from sync.wire.signatures import encode_public_key
from tests.fakes.county import TestCounty, TestLaptop, ask_in_memory

LEAKS = re.compile(r"Traceback|File \"|sqlalchemy|psycopg|pydantic|SELECT |INSERT |site-packages")
# An answer cannot be bound to a request whose signature cannot be read.
UNBOUND = (ProblemCode.SIGNATURE, ProblemCode.BAD_REQUEST)
MODES = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)


@dataclass
class Fuzzed:
    """What came of many requests.

    Attributes:
        asked: how many there were.
        outcomes: how often each path ended how: `/v1/pull bad_request`, `/v1/pull 200` …
    """

    asked: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)


@dataclass
class Fuzzer:
    """Speaks to one county as one laptop.

    Attributes:
        laptop: enrolled, or a stranger to the county.
        case: that the laptop is assigned to, if it is.
    """

    county: TestCounty
    laptop: TestLaptop
    case: CaseId | None
    found: Fuzzed = field(default_factory=Fuzzed)

    def run(self, examples: int, *, phases: tuple[Phase, ...] = (Phase.generate,)) -> Fuzzed:
        """Ask every path, with valid and invalid JSON, `examples` times each."""
        routes = {one.path: one for one in ROUTES}
        for path, strategy in made_up():
            self._run_one(routes[path], strategy, examples, phases)
        return self.found

    def _run_one(
        self,
        route: Route,
        strategy: st.SearchStrategy[Any],
        examples: int,
        phases: tuple[Phase, ...],
    ) -> None:
        @settings(
            max_examples=examples,
            deadline=None,
            database=None,
            phases=phases,
            suppress_health_check=list(HealthCheck),
        )
        @given(strategy, st.booleans())
        def ask(case: Any, own: bool) -> None:
            self.ask(route, as_bytes(self._make_own(route, case.body) if own else case.body))

        ask()

    def ask(self, route: Route, text: bytes) -> None:
        """Send one message and hold the answer to what every answer must be."""
        self.send(route, pack(text))

    def send(self, route: Route, body: bytes, headers: dict[str, str] | None = None) -> None:
        """Send bytes; as `ask`."""
        signed = headers if headers is not None else self.laptop.sign(route.path, body)
        status, answer, told = ask_in_memory(self.county.server, route.path, signed, body)
        self.found.asked += 1
        assert status < 500, (route.path, status, body)
        kind = route.answer if status == 200 else Problem
        message = decode(kind, answer, limit=LIMITS.reply)
        outcome = str(status)
        if isinstance(message, Problem):
            outcome = message.code.value
            assert status == STATUS[message.code]
            assert message.sentence.endswith("."), message.sentence
            assert len(message.sentence) < 400, message.sentence
            assert not LEAKS.search(message.sentence), message.sentence
        self.found.outcomes[f"{route.path} {outcome}"] += 1
        if "signature" in signed:
            key = encode_public_key(self.county.signing_key.public_key())
            if "signature" in told:
                verify_answer(Asked(route.path, signed), status, told, answer, key)
            else:
                assert isinstance(message, Problem)
                assert message.code in UNBOUND, message

    def _make_own(self, route: Route, body: object) -> object:
        """Let made-up operations be this laptop's own, so that they are judged, not only read."""
        if route.path != PATH_PUSH or not isinstance(body, dict) or self.laptop.given is None:
            return body
        works = body.get("operations")
        if not isinstance(works, list):
            return body
        given_by = self.laptop.enrolment
        own = {"device": given_by.device, "hat": given_by.hat.id, "author": given_by.hat.person}
        known = [] if self.case is None else [{"case": self.case}]
        return body | {
            "operations": [
                {**one, **own, **(known[0] if known and number % 2 else {})}
                if isinstance(one, dict)
                else one
                for number, one in enumerate(works)
            ]
        }


def made_up() -> Iterator[tuple[str, st.SearchStrategy[Any]]]:
    """Each path with a strategy of its cases, once valid and once not."""
    schema = schemathesis.openapi.from_dict(describe())
    for found in schema.get_all_operations():
        assert isinstance(found, Ok)
        operation = found.ok()
        for mode in MODES:
            yield operation.path, operation.as_strategy(generation_mode=mode)


def as_bytes(body: object) -> bytes:
    """The JSON of a made-up body; bytes that are no JSON at all stay as they are."""
    if isinstance(body, bytes):
        return body
    return json.dumps(body, default=str).encode("utf-8", "surrogatepass")


def damaged(body: bytes, how: Callable[[int], int]) -> bytes:
    """A message with some bytes changed, cut off or added."""
    kind, place = how(3), how(max(1, len(body)))
    if kind == 0:
        return body[:place]
    if kind == 1:
        return body[:place] + os.urandom(1 + how(8)) + body[place:]
    return body[:place] + bytes([how(256)]) + body[place + 1 :]
