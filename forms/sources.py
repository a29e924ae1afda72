# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where each answer of a running form comes from.

Invariants: a source belongs to a node, so it follows an instance of a repeat wherever that goes;
it is kept under the answer's path and `#source`; one for a question that takes none is refused.
"""

from collections.abc import Iterator, Mapping

from forms.answers import SOURCE_MARK, Missing, Source
from forms.changes import Changed
from forms.definition import FormDefinition
from forms.errors import AnswerTypeError
from forms.running import RunningInstance
from forms.xpath.nodes import Node


class Sources:
    """Sources of the answers of one running form."""

    def __init__(self, definition: FormDefinition, instance: RunningInstance) -> None:
        self._definition = definition
        self._instance = instance
        self._held: dict[Node, Source] = {}

    def of(self, node: Node) -> Source | None:
        """The source of a node's answer."""
        return self._held.get(node)

    @property
    def by_node(self) -> Mapping[Node, Source]:
        """Every source set, of answers that are not relevant or taken back too."""
        return self._held

    def put(self, node: Node, source: Source | None) -> Changed:
        """Set the source of a node's answer, or take it back.

        Raises:
            AnswerTypeError: the question takes none.
        """
        question = self._definition.questions.get(node.path)
        if question is None or not question.wants_source:
            name = node.path.rpartition("/")[2]
            raise AnswerTypeError(f"“{name}” does not take the source of its answer.")
        changed = Changed()
        if self._held.get(node) is source:
            return changed
        if source is None:
            del self._held[node]
        else:
            self._held[node] = source
        changed.sources[self._instance.running_path(node)] = source
        return changed

    def take_up(self, kept: Mapping[str, object]) -> None:
        """Put sources that were kept back in their place.

        Raises:
            AnswerTypeError: one names a question the form does not have.
        """
        for key, source in kept.items():
            if not key.endswith(SOURCE_MARK) or source is None:
                continue
            node = self._instance.walk_to(key.removesuffix(SOURCE_MARK), make=True)
            if node is None or not isinstance(source, Source):
                raise AnswerTypeError(f"There is no question {key[:120]} in this form.")
            self.put(node, source)

    def kept(self) -> dict[str, Source]:
        """Sources as they are kept, by path and `#source`."""
        return {
            self._instance.running_path(node) + SOURCE_MARK: source
            for node, source in self._held.items()
        }

    def relevant(self) -> Iterator[tuple[str, Source]]:
        """(path, source) of every relevant answer that has one."""
        for node, source in self._held.items():
            if node.shown and node.answer is not None:
                yield self._instance.running_path(node), source

    def is_wanting(self, node: Node) -> bool:
        """Whether an answer must have a source and has none."""
        wanted = self._definition.questions[node.path].wants_source
        given = node.text != "" and not isinstance(node.answer, Missing)
        return wanted == "required" and given and node not in self._held
