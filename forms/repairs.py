# SPDX-License-Identifier: AGPL-3.0-or-later
"""Mending what old XLSForms have that today's XLSForm no longer takes.

Every repair is made on what was read, never on the author's file; each one is told with its place,
and only what cannot change the meaning of an answer is repaired. The rest is refused.
"""

import re
from collections.abc import Iterator, Mapping

from forms.tables import Book, Sheet

_DEAD_TYPES: Mapping[str, str] = {
    "tel": "text",
    "phone": "text",
    "number": "decimal",
    "boolean": "text",
    "geo point": "geopoint",
    "date_time": "dateTime",
    "calculation": "calculate",
    "calc": "calculate",
    "signature": "image",
    "picture": "image",
}
_TYPE_STARTS: Mapping[str, str] = {
    "select-one": "select_one",
    "selectone": "select_one",
    "select_1": "select_one",
    "select one": "select_one",
    "select-multiple": "select_multiple",
    "selectmultiple": "select_multiple",
    "select_many": "select_multiple",
    "select_multi": "select_multiple",
    "select multiple": "select_multiple",
    "select_all_that_apply": "select_multiple",
}
_START = re.compile(
    "|".join(rf"{re.escape(one)}(?=\s)" for one in sorted(_TYPE_STARTS, key=len, reverse=True))
)
_CONTROL = re.compile(r"(begin|end)[\s_-]*(group|repeat|loop)\b", re.IGNORECASE)
_EXPRESSIONS = re.compile(
    r"(?:bind::?)?(?:jr:)?(relevant|relevance|constraint|calculation|calculate|required|readonly|"
    r"read[ _]only|choice_filter|repeat_count|count|trigger|default|instance_name)",
    re.IGNORECASE,
)
_LITERAL = re.compile(r"'[^']*'|\"[^\"]*\"|[“”„]([^“”„\"]*)[“”]|[‘’]([^‘’']*)[‘’]")
_NAME = re.compile(r"[^\W\d][\w.-]*(?: +[\w.-]+)+", re.UNICODE)
_META = "meta_group"


def repair(book: Book) -> None:
    """Mend a book in place, telling each change."""
    survey, choices = book.sheets.get("survey"), book.sheets.get("choices")
    if survey is not None:
        _drop_columns(book, survey, (_OTHER_PROGRAMS, "is for another program"), _RUN_TOGETHER)
        _merge_columns(book, survey)
        _mend_types(book, survey)
        _mend_quotes(book, survey)
        _name_groups(book, survey)
        _join_names(book, survey)
        _rename_meta(book, survey)
        _free_root(book, survey)
    if choices is not None:
        _drop_columns(book, choices, (_NO_CHOICE_TEXT, "is no column of choices"), _RUN_TOGETHER)
        _drop_twins(book, choices)
    if "settings" in book.sheets:
        _mend_quotes(book, book.sheets["settings"])


def column(sheet: Sheet, *names: str) -> str | None:
    """The column of a sheet by one of its names, in any case and with any spaces."""
    wanted = set(names)
    return next(
        (one for one in sheet.header if one and "_".join(one.casefold().split()) in wanted), None
    )


_SAME_COLUMNS = (
    ("relevant", "relevance", "bind:relevant", "bind::relevant"),
    ("constraint", "bind:constraint", "bind::constraint"),
    ("required", "bind:required", "bind::required"),
    ("calculation", "calculate", "bind:calculate", "bind::calculate"),
    ("readonly", "read_only", "bind:readonly", "bind::readonly"),
    ("appearance", "control:appearance", "control::appearance", "body::appearance"),
)


def _merge_columns(book: Book, sheet: Sheet) -> None:
    for names in _SAME_COLUMNS:
        found = [one for one in sheet.header if one and "_".join(one.lower().split()) in names]
        for other in found[1:]:
            rows = [row for row in sheet.rows if other in row]
            if any(row.get(found[0], row[other]) != row[other] for row in rows):
                continue
            for row in rows:
                row[found[0]] = row.pop(other)
            sheet.header[sheet.header.index(other)] = None
            book.tell(
                f"The columns “{found[0]}” and “{other}” are the same; they were read as one.",
                sheet.name,
                1,
                other,
            )


_OTHER_PROGRAMS = re.compile(r"instance::?(tag|text)", re.IGNORECASE)
_TWO_LANGUAGES = re.compile(
    r"(label|hint|guidance_hint|constraint_message|required_message)::.*::.*", re.IGNORECASE
)
_NO_CHOICE_TEXT = re.compile(
    r"(?!(label|media|image|big-image|audio|video)\b).*::.*", re.IGNORECASE
)

_RUN_TOGETHER = (_TWO_LANGUAGES, "names more than one language")


def _drop_columns(book: Book, sheet: Sheet, *wrong: tuple[re.Pattern[str], str]) -> None:
    for place, name in enumerate(sheet.header):
        why = next((why for known, why in wrong if known.fullmatch((name or "").strip())), None)
        if name and why is not None:
            for row in sheet.rows:
                row.pop(name, None)
            sheet.header[place] = None
            book.tell(f"The column “{name}” {why} and was left out.", sheet.name, 1, name)


def _mend_types(book: Book, sheet: Sheet) -> None:
    kinds = column(sheet, "type", "command")
    if kinds is None:
        return
    for number, row in sheet.numbered():
        old = row.get(kinds, "")
        new = _todays_type(old)
        if new != old:
            row[kinds] = new
            book.tell(f"The type “{old}” was read as “{new}”.", sheet.name, number, kinds)


def _todays_type(old: str) -> str:
    plain = " ".join(old.split())
    dead = _DEAD_TYPES.get(plain.casefold())
    if dead is not None:
        return dead
    if re.fullmatch(r"hidden [a-z]+", plain.casefold()):
        return "hidden"
    control = _CONTROL.fullmatch(plain)
    if control:
        told = f"{control[1]}_{control[2]}".lower()
        return old if old.lower().replace(" ", "_") == told == old.replace(" ", "_") else told
    lower = plain.casefold()
    spoken = re.match(r"(?:select (?:one|multiple)|select all that apply) (?:from|using) ", lower)
    if spoken:
        return spoken[0] + plain[spoken.end() :]
    start = _START.match(lower)
    if start and plain[: start.end()] != "select one" and plain[: start.end()] != "select multiple":
        return _TYPE_STARTS[start[0]] + plain[start.end() :]
    if lower.split(" ")[0] in {"select_one", "select_multiple", "rank"}:
        first, _, rest = plain.partition(" ")
        return f"{first.lower()} {rest}".strip()
    known = {"text", "integer", "decimal", "note", "date", "time", "calculate", "image", "audio"}
    return lower if lower in known else plain


def _mend_quotes(book: Book, sheet: Sheet) -> None:
    columns = [one for one in sheet.header if one and _EXPRESSIONS.fullmatch(one)]
    for number, row in sheet.numbered():
        for name in columns:
            old = row.get(name, "")
            if name == "default" and "(" not in old:
                continue
            new = straighten(old)
            if new != old:
                row[name] = new
                what = "Curly quotation marks were read as straight ones."
                book.tell(what, sheet.name, number, name)


def straighten(expression: str) -> str:
    """An expression whose texts stand in straight quotes; quotes within a text are left."""

    def quote(found: re.Match[str]) -> str:
        if found[1] is not None:
            return f'"{found[1]}"'
        return found[0] if found[2] is None else f"'{found[2]}'"

    return _LITERAL.sub(quote, expression)


def _name_groups(book: Book, sheet: Sheet) -> None:
    kinds, names = column(sheet, "type", "command"), column(sheet, "name", "tag", "value")
    if kinds is None or names is None:
        return
    for number, row in sheet.numbered():
        found = re.match(r"begin[ _](group|repeat)", row.get(kinds, ""))
        if found and names not in row:
            row[names] = f"{found[1]}_{number}"
            book.tell(
                f"The {found[1]} has no name; “{row[names]}” was given.", sheet.name, number, names
            )


def _join_names(book: Book, sheet: Sheet) -> None:
    names = column(sheet, "name", "tag", "value")
    if names is None:
        return
    taken = {row[names] for row in sheet.rows if names in row}
    for number, row in sheet.numbered():
        old = row.get(names, "")
        new = "_".join(old.split())
        if _NAME.fullmatch(old) and new not in taken:
            row[names] = new
            taken.add(new)
            _replace(sheet, re.compile(r"\$\{\s*" + re.escape(old) + r"\s*\}"), f"${{{new}}}")
            book.tell(f"The name “{old}” was read as “{new}”.", sheet.name, number, names)
    _trim_references(book, sheet)


def _trim_references(book: Book, sheet: Sheet) -> None:
    for number, row in sheet.numbered():
        for name, text in row.items():
            new = re.sub(r"\$\{\s*([^{}\s]+)\s*\}", r"${\1}", text)
            if new != text:
                row[name] = new
                book.tell("Spaces within ${…} were taken out.", sheet.name, number, name)


def _replace(sheet: Sheet, old: re.Pattern[str], new: str) -> None:
    for row in sheet.rows:
        for name, text in row.items():
            row[name] = old.sub(lambda _: new, text)


def _rename_meta(book: Book, sheet: Sheet) -> None:
    names = column(sheet, "name", "tag", "value")
    if names is None or any(row.get(names) == _META for row in sheet.rows):
        return
    at = [(number, row) for number, row in sheet.numbered() if row.get(names) == "meta"]
    for _, row in at:
        row[names] = _META
    if at:
        _replace(sheet, re.compile(r"\$\{meta\}"), f"${{{_META}}}")
        _replace(sheet, re.compile(r"(?<=/)meta(?=/(?!instance))"), _META)
        book.tell(
            f"“meta” is reserved for the form's own data; it was read as “{_META}”.",
            sheet.name,
            at[0][0],
            names,
        )


def _free_root(book: Book, sheet: Sheet) -> None:
    """Give the form's root another name where a row has it; what it is called is seen by nobody."""
    names, settings = column(sheet, "name", "tag", "value"), book.sheets.get("settings")
    kinds = column(sheet, "type", "command")
    if names is None or kinds is None or (settings and column(settings, "name")):
        return
    spoken = any(
        "${data}" in text
        for one in (sheet, settings)
        for row in (one.rows if one else ())
        for text in row.values()
    )
    for number, row in sheet.numbered():
        repeats = re.match(r"begin[ _]repeat", row.get(kinds, ""))
        if row.get(names) == "data" and (repeats or spoken):
            held = book.sheets.setdefault("settings", Sheet("settings", "settings"))
            held.header.append("name")
            held.rows = held.rows or [{}]
            held.rows[0]["name"] = "form"
            _replace(sheet, re.compile(r"(?<![\w/.])/data/(?!data\b)"), "/form/")
            what = "repeat" if repeats else "question"
            book.tell(
                f"A {what} is named “data” as the form itself; the form was named “form”.",
                sheet.name,
                number,
                names,
            )
            return


def _drop_twins(book: Book, sheet: Sheet) -> None:
    lists, names = column(sheet, "list_name"), column(sheet, "name", "value")
    if lists is None or names is None:
        return
    seen: dict[tuple[str, str], dict[str, str]] = {}
    differing = 0
    for number, row in sheet.numbered():
        key = (row.get(lists, ""), row.get(names, ""))
        first = seen.setdefault(key, row)
        if first is row or not all(key):
            continue
        if first == row:
            row.clear()
            book.tell(
                f"The choice “{key[1]}” stands twice in the list “{key[0]}”; one was left out.",
                sheet.name,
                number,
                names,
            )
        elif _told_apart(first, row):
            differing += 1
    if differing and differing == sum(1 for _ in _twins(sheet, lists, names)):
        _allow_twins(book, differing)


def _told_apart(first: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Whether a choice filter can tell two choices of one name: by more than a label."""
    plain = {
        key for key in first.keys() | other.keys() if not re.match(r"(?i)label|media|image", key)
    }
    return any(first.get(key) != other.get(key) for key in plain)


def _twins(sheet: Sheet, lists: str, names: str) -> Iterator[dict[str, str]]:
    seen = set()
    for row in sheet.rows:
        key = (row.get(lists), row.get(names))
        if row and key in seen:
            yield row
        seen.add(key)


def _allow_twins(book: Book, count: int) -> None:
    settings = book.sheets.setdefault("settings", Sheet("settings", "settings"))
    if column(settings, "allow_choice_duplicates"):
        return
    settings.header.append("allow_choice_duplicates")
    settings.rows = settings.rows or [{}]
    settings.rows[0]["allow_choice_duplicates"] = "yes"
    book.tell(
        f"{count} choices have the name of another in their list and are told apart by another "
        "column only; they were kept as they are.",
        "choices",
    )
