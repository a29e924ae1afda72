# SPDX-License-Identifier: AGPL-3.0-or-later
"""What pyxform says, in an author's words: what is wrong, where, and what to change.

Every family of its errors has a row here; a text that no row knows is passed on as it is, without
its web addresses. A place that pyxform leaves out is looked up in the sheets.
"""

import re
from dataclasses import replace

from forms.errors import Problem
from forms.repairs import column
from forms.tables import XLSFORM_SHEETS, Book, Sheet

_ROW = re.compile(r"\[row\s*:\s*(?:None|(\d+))\]\s*:?\s*")
_SHEET = re.compile(r"(?:the |for sheet: )?['‘“](survey|choices|settings|entities|osm)['’”]", re.I)
_SHEET_WORD = re.compile(r"\b(survey|choices|settings|entities|external_choices) sheet\b", re.I)
_COLUMN = re.compile(r"sheet, the '([^']+)' (?:value|column)")
_MORE = re.compile(r"\s*Learn more: \S+|\s*See https?://\S+|https?://\S+")

_WORDS: tuple[tuple[str, str, str], ...] = (
    (
        r"value is invalid. Names must begin",
        "The name is not allowed.",
        "Begin it with a letter or _, and use letters, digits, - _ . only, no spaces.",
    ),
    (
        r"value '(?P<a>[^']+)' is invalid. Questions, groups, and repeats must be unique",
        "The name “{a}” is used twice in one group.",
        "Give each question and group a name of its own.",
    ),
    (
        r"value '(?P<a>[^']+)' is problematic. The name is a case-insensitive",
        "The name “{a}” differs from another by capital letters only.",
        "Rename one, because spreadsheets may mix them up.",
    ),
    (r"Repeat names must not be the same", "A repeat has the form's own name.", "Rename it."),
    (r"Repeat names must unique", "Two repeats have one name.", "Rename one of them."),
    (r"'meta' is reserved", "The name “meta” is reserved.", "Rename the question or group."),
    (
        r"Choice names must be unique",
        "Two choices of one list have the same name.",
        "Give each choice of a list its own name, or remove one of the two rows.",
    ),
    (r"Choices must have a name", "The choice has no name.", "Fill in the column name."),
    (r"Choices should have a label", "The choice has no label.", "Fill in the column label."),
    (
        r"Could not find the name '(?P<a>[^']+)'",
        "There is no question named “{a}”.",
        "Correct the name within ${{…}}, or add the question.",
    ),
    (
        r"The name '(?P<a>[^']+)' appears more than once",
        "More than one question is named “{a}”, so ${{{a}}} may mean either.",
        "Rename one of them.",
    ),
    (
        r"Reference variables must start",
        "A reference is not written as ${{name}}.",
        "Write $, an opening brace, the name and a closing brace.",
    ),
    (
        r"Reference variable lists must have a comma",
        "References stand side by side without a comma.",
        "Put a comma between them.",
    ),
    (
        r"Unmatched 'begin_(?P<a>\w+)'.*name '(?P<b>[^']*)'",
        "The {a} “{b}” begins here and never ends.",
        "Add a row end_{a} after its last question.",
    ),
    (
        r"Unmatched 'end_(?P<a>\w+)'",
        "A {a} ends here that did not begin.",
        "Remove the row, or add begin_{a} before its first question.",
    ),
    (
        r"Unknown question type '(?P<a>[^']*)'",
        "The type “{a}” is not known.",
        "Use a type of XLSForm, such as text, integer, date or select_one LIST.",
    ),
    (
        r"List name not in (?:choices|columns|external choices) sheet: (?P<a>.+)",
        "The list “{a}” is not on the sheet choices.",
        "Add its choices there, or correct the name of the list.",
    ),
    (
        r"There should be a choices sheet",
        "There is no sheet choices.",
        "Add one with the columns list_name, name and label.",
    ),
    (
        r"required column headers were not found: '(?P<a>.+?)'\.",
        "The sheet has no column “{a}”.",
        "Write the names of the columns in its first row.",
    ),
    (
        r"different names for the same column were found: (?P<a>.+?)\.",
        "The columns {a} mean the same.",
        "Remove one of them.",
    ),
    (
        r"missing header row|Column headers must not be empty",
        "The first row does not hold the names of the columns.",
        "Write them there, without spaces.",
    ),
    (
        r"Duplicate column header: (?P<a>.+)",
        "The column “{a}” stands twice.",
        "Rename one, for example to “label::Language”.",
    ),
    (
        r"similar names were found: (?P<a>.+?)\.",
        "There is a sheet {a}, whose name is nearly one that XLSForm knows.",
        "Correct its name if it was meant.",
    ),
    (
        r"You must have a sheet named",
        "There is no sheet survey.",
        "Name the sheet with the questions survey.",
    ),
    (
        r"same instance id will be generated.*Instance name: '(?P<a>[^']+)'",
        "The list “{a}” and a file beside the form have one name.",
        "Rename the list or the file.",
    ),
    (
        r"Missing calculation",
        "The calculation is empty.",
        "Write it in the column calculation, or remove the row.",
    ),
    (r"Question or group with no name", "The row has no name.", "Fill in the column name."),
    (r"Question with no type", "The row has no type.", "Fill in the column type."),
    (
        r"Row without name, text, or label is being skipped",
        "The row has neither type, name nor label and was left out.",
        "",
    ),
    (
        r"Group has no label",
        "The group has no label, so it shows no heading.",
        "",
    ),
    (r"Repeat has no label", "The repeat has no label.", "Fill in the column label."),
    (
        r"survey element named '(?P<a>[^']+)' has no label or hint",
        "The question “{a}” has no label.",
        "Fill in the column label; if the cell is a formula, save the workbook again.",
    ),
    (
        r"Choice names with spaces cannot be added.*\[(?P<a>.*?)\] in \[(?P<b>.*?)\]",
        "The choice “{a}” of the list “{b}” has a space in its name.",
        "Write _ instead; select_multiple parts answers at spaces.",
    ),
    (
        r"This section has not been included",
        "The form includes another file, which is not possible any more.",
        "Copy the other file's rows into this workbook.",
    ),
    (
        r"Audits must always be named",
        "The audit row has a name.",
        "Leave its name empty.",
    ),
    (
        r"Parameters must be in the form|parameter keys for this question type are '(?P<a>[^']*)'",
        "The column parameters is not understood.",
        "Write key=value with a space between two of them.",
    ),
    (
        r"[Pp]arameter '?(?P<a>[\w-]+)'? must (?P<b>[^.]+)",
        "The parameter “{a}” must {b}.",
        "Correct it in the column parameters.",
    ),
    (
        r"invalid date on the (?P<a>\S+) sheet, under the (?P<b>.+) column on row",
        "The column “{b}” of the sheet {a} holds a date that cannot be read.",
        "Write it as text, such as 2026-11-23.",
    ),
    (
        r"should be a file ending with|File name for '.*' should end",
        "The file with the choices must end in .csv, .xml or .geojson.",
        "Correct its name in the column type.",
    ),
    (
        r"Language code|language\(s\) do not contain valid machine-readable",
        "A language has no code.",
        "Write it as “English (en)”.",
    ),
)
_FAMILIES = tuple((re.compile(one, re.DOTALL), what, mend) for one, what, mend in _WORDS)


def problems_of(message: str, book: Book) -> list[Problem]:
    """What pyxform's error text says, one problem for each row it names."""
    starts = [found.start() for found in _ROW.finditer(message)]
    parts = (
        [message[a:b] for a, b in zip(starts, [*starts[1:], None], strict=True)]
        if len(starts) > 1 and starts[0] == 0
        else [message]
    )
    return [find_place(one, book) for one in map(in_words, parts)] or [
        Problem("The spreadsheet breaks XLSForm's rules.")
    ]


def in_words(text: str) -> Problem:
    """One error or warning of pyxform in plain words, with the place it names."""
    row, sheet, where = _ROW.search(text), _SHEET.search(text), _COLUMN.search(text)
    sheet = sheet or _SHEET_WORD.search(text)
    number = int(row[1]) if row and row[1] else None
    bare = _MORE.sub("", _ROW.sub("", text)).strip()
    what, mend = bare.splitlines()[0] if bare else "The spreadsheet breaks XLSForm's rules.", ""
    for pattern, words, remedy in _FAMILIES:
        found = pattern.search(bare)
        if found:
            parts = {key: value or "" for key, value in found.groupdict().items()}
            what, mend = words.format(**parts), remedy.format(**parts)
            break
    name = sheet[1].lower() if sheet else ("survey" if number else None)
    if what.startswith("The list “") and "choices" in what:
        return Problem(what, mend, "survey", number, "type")
    return Problem(what, mend, name, number, where[1] if where else None)


_QUOTED = re.compile(r"“([^”]+)”")


def find_place(problem: Problem, book: Book) -> Problem:
    """The problem with the row of the first cell that holds what it quotes, when it has none."""
    quoted = _QUOTED.search(problem.what)
    if problem.row is not None or quoted is None:
        return problem
    first = problem.sheet
    for name in (first, *XLSFORM_SHEETS) if first else XLSFORM_SHEETS:
        sheet = book.sheets.get(name)
        found = sheet and _cell_of(sheet, quoted[1])
        if sheet and found:
            return replace(problem, sheet=sheet.name, row=found[0], column=found[1])
    return problem


def _cell_of(sheet: Sheet, text: str) -> tuple[int, str] | None:
    for where in (column(sheet, "name", "tag", "value"), column(sheet, "type", "command")):
        for number, row in sheet.numbered():
            cell = row.get(where or "", "")
            if where and cell and (cell == text or text in cell.split()):
                return number, where
    return None
