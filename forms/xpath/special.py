# SPDX-License-Identifier: AGPL-3.0-or-later
"""Functions that are more than a function of their values.

Lazy ones, those that read the instance or the session, and those whose arguments must be known
when the form is loaded.
"""

import string
import uuid
from collections.abc import Callable

from forms.errors import ExpressionInvalid
from forms.limits import LIMITS
from forms.xpath.lists import build_pulldata
from forms.xpath.parser import parse
from forms.xpath.ports import Closure, Compiled, Compiling, Scope
from forms.xpath.shuffle import seed_of, shuffle
from forms.xpath.tree import Call, Text
from forms.xpath.values import XValue, to_boolean, to_number, to_text

_LETTERS = string.digits + string.ascii_lowercase


def _if(compiler: Compiling, call: Call) -> Closure:
    condition, then, otherwise = (compiler.build(one) for one in call.arguments)
    return lambda scope: then(scope) if to_boolean(condition(scope)) else otherwise(scope)


def _coalesce(compiler: Compiling, call: Call) -> Closure:
    options = [compiler.build(one) for one in call.arguments]
    if compiler.find_path(call.arguments[0]) == compiler.context:
        own = compiler.context
        options[0] = lambda scope: scope.own_text(own)

    def first_filled(scope: Scope) -> XValue:
        for option in options:
            text = to_text(option(scope))
            if text != "":
                return text
        return ""

    return first_filled


def _once(compiler: Compiling, call: Call) -> Closure:
    fresh, own = compiler.build(call.arguments[0]), compiler.context
    compiler.keeps_own = True
    compiler.references.add(own)
    return lambda scope: scope.own_text(own) or fresh(scope)


def _position(compiler: Compiling, call: Call) -> Closure:
    compiler.build(call.arguments[0])
    return lambda _scope: 1.0


def _choice_name(compiler: Compiling, call: Call) -> Closure:
    value, target = compiler.build(call.arguments[0]), call.arguments[1]
    named = parse(target.value) if isinstance(target, Text) else target
    path = compiler.find_path(named)
    if path is None or not compiler.names.has_leaf(path):
        raise ExpressionInvalid("jr:choice-name() needs the path of a question of this form.")
    compiler.references.add(path)
    return lambda scope: scope.choice_label(to_text(value(scope)), path)


def _itext(compiler: Compiling, call: Call) -> Closure:
    named = call.arguments[0]
    if not isinstance(named, Text):
        raise ExpressionInvalid("jr:itext() needs the id of a text in quotes.")
    template = compiler.names.by_id(named.value, compiler.context)
    if not template:
        compiler.warnings.append(f"There is no text {named.value!r} in this form.")
    for parts in template.values():
        for part in parts:
            if isinstance(part, Compiled):
                compiler.references.update(part.references)
    return lambda scope: scope.say(template)


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


SPECIAL: dict[str, tuple[int, int | None, Callable[[Compiling, Call], Closure]]] = {
    "if": (3, 3, _if),
    "coalesce": (1, None, _coalesce),
    "once": (1, 1, _once),
    "position": (1, 1, _position),
    "jr:choice-name": (2, 2, _choice_name),
    "jr:itext": (1, 1, _itext),
    "pulldata": (4, 4, build_pulldata),
    "randomize": (1, 2, _randomize),
    "random": (0, 0, lambda _compiler, _call: lambda scope: scope.chance.random()),
    "uuid": (0, 1, _uuid),
    "version": (0, 0, lambda _compiler, _call: lambda scope: scope.version),
    "today": (0, 0, lambda _compiler, _call: lambda scope: scope.today()),
    "now": (0, 0, lambda _compiler, _call: lambda scope: scope.now()),
}
