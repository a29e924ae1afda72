# SPDX-License-Identifier: AGPL-3.0-or-later
"""ODK's functions over already evaluated arguments, by name.

Each row of `FUNCTIONS` is (least, most) arguments and a plain function; the lazy ones (`if`,
`coalesce`, `once`) and those that need the instance live in the compiler. Source: ODK XForms
specification, section "XPath functions"; JavaRosa decides where engines differ, and
`docs/forms-conformance.md` lists where.

Invariants: for any values a function returns a value, or raises BudgetExceeded, or raises
ExpressionInvalid for what only the author can have written (a pattern, a code, a count).
"""

import math
from collections.abc import Callable

from forms.xpath import choices, dates, numbers, texts
from forms.xpath.encodings import decode_base64, digest
from forms.xpath.geometry import area, distance, geofence, intersects
from forms.xpath.values import XValue, to_boolean, to_number, to_text

Function = Callable[..., XValue]
Row = tuple[int, int | None, Function]

_TEXTS: dict[str, Row] = {
    "string": (1, 1, to_text),
    "concat": (0, None, texts.concat),
    "join": (1, None, texts.join),
    "substr": (2, 3, texts.substr),
    "substring": (2, 3, texts.substring),
    "substring-before": (2, 2, texts.substring_before),
    "substring-after": (2, 2, texts.substring_after),
    "translate": (3, 3, texts.translate),
    "string-length": (1, 1, texts.length),
    "normalize-space": (1, 1, texts.normalize_space),
    "contains": (2, 2, texts.contains),
    "starts-with": (2, 2, texts.starts_with),
    "ends-with": (2, 2, texts.ends_with),
    "digest": (2, 3, digest),
    "base64-decode": (1, 1, decode_base64),
}
_BOOLEANS: dict[str, Row] = {
    "true": (0, 0, lambda: True),
    "false": (0, 0, lambda: False),
    "boolean": (1, 1, to_boolean),
    "boolean-from-string": (1, 1, choices.boolean_from_string),
    "not": (1, 1, lambda value: not to_boolean(value)),
    "selected": (2, 2, choices.selected),
    "is-selected": (2, 2, choices.selected),
    "selected-at": (2, 2, choices.selected_at),
    "count-selected": (1, 1, choices.count_selected),
    "checklist": (2, None, choices.checklist),
    "weighted-checklist": (2, None, choices.weighted_checklist),
    "count": (1, 1, choices.count),
    "count-non-empty": (1, 1, choices.count_non_empty),
}
_NUMBERS: dict[str, Row] = {
    "number": (1, 1, to_number),
    "int": (1, 1, numbers.whole),
    "sum": (1, None, numbers.total),
    "min": (1, None, numbers.smallest),
    "max": (1, None, numbers.largest),
    "round": (1, 2, numbers.rounded),
    "floor": (1, 1, numbers.to_whole_side(math.floor)),
    "ceiling": (1, 1, numbers.to_whole_side(math.ceil)),
    "abs": (1, 1, numbers.mathematics(abs)),
    "pow": (2, 2, numbers.power),
    "sqrt": (1, 1, numbers.mathematics(math.sqrt)),
    "exp": (1, 1, numbers.mathematics(math.exp)),
    "exp10": (1, 1, numbers.power_of_ten),
    "log": (1, 1, numbers.logarithm(math.log)),
    "log10": (1, 1, numbers.logarithm(math.log10)),
    "sin": (1, 1, numbers.mathematics(math.sin)),
    "cos": (1, 1, numbers.mathematics(math.cos)),
    "tan": (1, 1, numbers.mathematics(math.tan)),
    "asin": (1, 1, numbers.mathematics(math.asin)),
    "acos": (1, 1, numbers.mathematics(math.acos)),
    "atan": (1, 1, numbers.mathematics(math.atan)),
    "atan2": (2, 2, numbers.arc_tangent),
    "pi": (0, 0, lambda: math.pi),
}
_DATES: dict[str, Row] = {
    "date": (1, 1, dates.as_date),
    "date-time": (1, 1, dates.as_date_time),
    "decimal-date-time": (1, 1, dates.decimal_date_time),
    "decimal-time": (1, 1, dates.decimal_time),
    "format-date": (2, 2, dates.format_date),
    "format-date-time": (2, 2, dates.format_date),
}
_PLACES: dict[str, Row] = {
    "area": (1, 1, area),
    "enclosed-area": (1, 1, area),
    "distance": (1, None, distance),
    "geofence": (2, 2, geofence),
    "intersects": (1, 1, intersects),
}

FUNCTIONS: dict[str, Row] = {**_TEXTS, **_BOOLEANS, **_NUMBERS, **_DATES, **_PLACES}

WANTS_NODES = frozenset(
    {"count", "count-non-empty", "sum", "min", "max", "concat", "join"}
    | {
        "checklist",
        "weighted-checklist",
        "area",
        "enclosed-area",
        "distance",
        "geofence",
        "intersects",
    }
)
"""Functions whose arguments stay sets of nodes instead of becoming their first text."""
