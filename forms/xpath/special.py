# SPDX-License-Identifier: AGPL-3.0-or-later
"""Functions that are more than a function of their values.

Lazy ones, those that read the instance or the session, and those whose arguments must be known
when the form is loaded.
"""

import math
import string
import uuid
from collections.abc import Callable

from forms.errors import ExpressionInvalid
from forms.limits import LIMITS
from forms.xpath.lists import build_pulldata
from forms.xpath.parser import parse
from forms.xpath.patterns import matches
from forms.xpath.ports import LANGUAGE, Closure, Compiling, FindNodes, Node, Scope, Template
from forms.xpath.routes import deepest_repeat
from forms.xpath.shuffle import seed_of, shuffle
from forms.xpath.tree import Call, Text
from forms.xpath.values import XValue, to_boolean, to_number, to_text

_LETTERS = string.digits + string.ascii_lowercase


def _if(compiler: Compiling, call: Call) -> Closure:
    condition = compiler.build_truth(call.arguments[0])
    then, otherwise = (compiler.build(one) for one in call.arguments[1:])
    return lambda scope: then(scope) if to_boolean(condition(scope)) else otherwise(scope)


def _coalesce(compiler: Compiling, call: Call) -> Closure:
    options = [compiler.build(one) for one in call.arguments]
    if compiler.generic_path(call.arguments[0]) == compiler.context == compiler.origin:
        options[0] = lambda scope: scope.node.text

    def first_filled(scope: Scope) -> XValue:
        for option in options:
            text = to_text(option(scope))
            if text not in ("", "NaN"):
                return text
        return ""

    return first_filled


def _once(compiler: Compiling, call: Call) -> Closure:
    fresh = compiler.build(call.arguments[0])
    compiler.keeps_own = True
    compiler.note(compiler.origin, deepest_repeat(compiler.origin, compiler))
    return lambda scope: scope.origin.text or fresh(scope)


def _position(compiler: Compiling, call: Call) -> Closure:
    if call.arguments:
        find = compiler.build_nodes(call.arguments[0])
        path = compiler.generic_path(call.arguments[0]) or ""
    else:
        path = compiler.context
        find = _own_node
    _note_order(compiler, path)
    by_place = not call.arguments

    def position(scope: Scope) -> XValue:
        if by_place and scope.place:
            return float(scope.place)
        found = find(scope)
        if not found:
            return math.nan
        return float(_instance_of(found[0]).index + 1) if by_place else float(found[0].index + 1)

    return position


def _name(compiler: Compiling, call: Call) -> Closure:
    find = compiler.build_nodes(call.arguments[0]) if call.arguments else _own_node

    def name(scope: Scope) -> XValue:
        found = find(scope)
        return found[0].path.rpartition("/")[2] if found else ""

    return name


def _own_node(scope: Scope) -> list[Node]:
    return [scope.node]


def _note_order(compiler: Compiling, path: str) -> None:
    """What asks for a place reads the order of the instances of the repeat it stands in."""
    spec = compiler.names.node(path)
    repeats = spec.repeats if spec is not None else ()
    if repeats:
        compiler.note(f"{repeats[-1]}#", repeats[-2] if len(repeats) > 1 else "")


def _instance_of(node: Node) -> Node:
    while not node.key and node.parent is not None:
        node = node.parent
    return node


def _choice_name(compiler: Compiling, call: Call) -> Closure:
    value, target = compiler.build(call.arguments[0]), call.arguments[1]
    named = parse(target.value) if isinstance(target, Text) else target
    path = compiler.generic_path(named)
    spec = compiler.names.node(path) if path is not None else None
    if spec is None or not spec.is_leaf:
        raise ExpressionInvalid("jr:choice-name() needs the path of a question of this form.")
    find = compiler.build_nodes(named)
    compiler.note(f"{path}{LANGUAGE}", "")
    compiler.note(LANGUAGE, "")

    def label(scope: Scope) -> XValue:
        text, found = to_text(value(scope)), find(scope)
        return scope.choice_label(text, found[0]) if found else text

    return label


def find_indexed(compiler: Compiling, call: Call) -> FindNodes:
    """`indexed-repeat(node, repeat, index, …)`: the node in those instances.

    Repeats that are not named take the instance of the node the expression belongs to.
    """
    target = compiler.generic_path(call.arguments[0])
    spec = compiler.names.node(target) if target is not None else None
    if target is None or spec is None or len(call.arguments) % 2 == 0:
        raise ExpressionInvalid(
            "indexed-repeat() needs a question, then a repeat and a number for each level."
        )
    chosen: dict[str, Closure] = {}
    for group, index in zip(call.arguments[1::2], call.arguments[2::2], strict=True):
        path = compiler.generic_path(group)
        if path is None or path not in spec.repeats:
            raise ExpressionInvalid("indexed-repeat() names a repeat its question is not in.")
        chosen[path] = compiler.build(index)
    compiler.note(target, "")
    names = target.split("/")[1:]

    def find(scope: Scope) -> list[Node]:
        wanted = {path: to_number(index(scope)) for path, index in chosen.items()}
        own = _instances_around(scope.node)
        found = [_root_of(scope.node)]
        for name in names[1:]:
            found = [one for node in found for one in _choose(scope, node, name, wanted, own)]
        return [one for one in found if one.shown]

    return find


def _choose(
    scope: Scope, node: Node, name: str, wanted: dict[str, float], own: dict[str, Node]
) -> list[Node]:
    child = node.children.get(name)
    if not isinstance(child, list):
        return [] if child is None else [child]
    scope.spend(1)
    if not child:
        return []
    path = child[0].path
    if path in wanted:
        # JavaRosa takes the first instance for no number, and for one below 1.
        at = wanted[path] if wanted[path] >= 1 else 1
        return [child[int(at) - 1]] if at <= len(child) else []
    return [own[path]] if own.get(path) in child else child


def _instances_around(node: Node | None) -> dict[str, Node]:
    found: dict[str, Node] = {}
    while node is not None:
        if node.key:
            found[node.path] = node
        node = node.parent
    return found


def _root_of(node: Node) -> Node:
    while node.parent is not None:
        node = node.parent
    return node


def _indexed_repeat(compiler: Compiling, call: Call) -> Closure:
    find = find_indexed(compiler, call)
    return lambda scope: tuple(node.text for node in find(scope))


def _current(compiler: Compiling, _call: Call) -> Closure:
    compiler.note(compiler.origin, deepest_repeat(compiler.origin, compiler))
    return lambda scope: scope.origin.value()


def _itext(compiler: Compiling, call: Call) -> Closure:
    named = call.arguments[0]
    if not isinstance(named, Text):
        return _computed_itext(compiler, compiler.build(named))
    template = compiler.names.by_id(named.value, compiler.context)
    if not template:
        compiler.warnings.append(f"There is no text {named.value!r} in this form.")
    compiler.note_template(template)
    compiler.note(LANGUAGE, "")
    return lambda scope: scope.say(template)


def _computed_itext(compiler: Compiling, text_id: Closure) -> Closure:
    names, context = compiler.names, compiler.context
    known: dict[str, Template] = {}
    compiler.note(LANGUAGE, "")

    def say(scope: Scope) -> XValue:
        name = to_text(text_id(scope))
        if name not in known:
            known[name] = names.by_id(name, context)
        return scope.say(known[name])

    return say


def _count_filled(compiler: Compiling, call: Call) -> Closure:
    """A group that holds anything is not empty, as in JavaRosa."""
    tree = call.arguments[0]
    try:
        find = compiler.build_nodes(tree)
    except ExpressionInvalid:
        values = compiler.build(tree)

        def count_values(scope: Scope) -> XValue:
            found = values(scope)
            texts = found if isinstance(found, tuple) else (to_text(found),)
            return float(sum(text != "" for text in texts))

        return count_values
    return lambda scope: float(sum(bool(one.children) or one.text != "" for one in find(scope)))


def _randomize(compiler: Compiling, call: Call) -> Closure:
    nodes = compiler.build(call.arguments[0])
    seed = compiler.build(call.arguments[1]) if len(call.arguments) == 2 else None

    def mix(scope: Scope) -> XValue:
        value = nodes(scope)
        return tuple(shuffle(value, seed_of(scope, seed))) if isinstance(value, tuple) else value

    return mix


def _uuid(compiler: Compiling, call: Call) -> Closure:
    if not call.arguments:
        return lambda scope: str(uuid.UUID(int=scope.chance.getrandbits(128), version=4))
    length = compiler.build(call.arguments[0])

    def draw(scope: Scope) -> XValue:
        wanted = to_number(length(scope))
        count = int(wanted) if 0 <= wanted <= LIMITS.text_characters else 0
        scope.spend(count)
        return "".join(scope.chance.choices(_LETTERS, k=count))

    return draw


def _regex(compiler: Compiling, call: Call) -> Closure:
    written = call.arguments[1]
    if isinstance(written, Text):
        matches("", written.value)  # a wrong one is told when the form is loaded
    text, pattern = (compiler.build(one) for one in call.arguments)
    return lambda scope: matches(text(scope), pattern(scope), scope.spend)


SPECIAL: dict[str, tuple[int, int | None, Callable[[Compiling, Call], Closure]]] = {
    "if": (3, 3, _if),
    "coalesce": (1, None, _coalesce),
    "once": (1, 1, _once),
    "count-non-empty": (1, 1, _count_filled),
    "current": (0, 0, _current),
    "indexed-repeat": (3, 7, _indexed_repeat),
    "local-name": (0, 1, _name),
    "name": (0, 1, _name),
    "last": (0, 0, lambda _compiler, _call: lambda scope: float(scope.size)),
    "position": (0, 1, _position),
    "jr:choice-name": (2, 2, _choice_name),
    "jr:itext": (1, 1, _itext),
    "pulldata": (4, 4, build_pulldata),
    "randomize": (1, 2, _randomize),
    "regex": (2, 2, _regex),
    "random": (0, 0, lambda _compiler, _call: lambda scope: scope.chance.random()),
    "uuid": (0, 1, _uuid),
    "version": (0, 0, lambda _compiler, _call: lambda scope: scope.version),
    "today": (0, 0, lambda _compiler, _call: lambda scope: scope.today()),
    "now": (0, 0, lambda _compiler, _call: lambda scope: scope.now()),
}
