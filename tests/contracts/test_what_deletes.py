# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whatever deletes or replaces is named in docs/storage.md, with why nothing unsent is lost."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SQL = re.compile(r"DELETE FROM \w+|REPLACE INTO \w+|DROP (?:TABLE|COLUMN) \w+|TRUNCATE \w+")
CALLS = {"unlink", "rmtree", "rmdir", "rename", "renames", "truncate"}
ROW = re.compile(
    r"^\| `((?:storage|desktop)/[\w/]+\.py)` `(\w+)` \| `([^`]+)` \| \S.{10,} \|$", re.M
)


def places_that_delete(file: Path) -> set[tuple[str, str, str]]:
    """(file, function, what) of everything in a module that deletes or replaces."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    name = str(file.relative_to(ROOT))
    found = set()
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef):
            continue
        documented = ast.get_docstring(function, clean=False)
        for node in ast.walk(function):
            for what in _deletes(node, documented):
                found.add((name, function.name, what))
    outside = [one for one in tree.body if not isinstance(one, ast.FunctionDef | ast.ClassDef)]
    for statement in outside[1:]:
        for node in ast.walk(statement):
            found |= {(name, "module", what) for what in _deletes(node, None)}
    return found


def _deletes(node: ast.AST, documented: str | None) -> list[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value != documented:
        return SQL.findall(" ".join(node.value.split()))
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        name = node.func.attr
        # Text and dates are replaced with two or named arguments, files with one.
        if name in CALLS or (name == "replace" and len(node.args) == 1 and not node.keywords):
            return [name]
        if f"{ast.unparse(node.func.value)}.{name}" in ("os.remove", "os.replace", "shutil.move"):
            return [name]
    return []


def test_everything_that_deletes_is_named_with_its_reason() -> None:
    files = [one for room in ("storage", "desktop") for one in (ROOT / room).rglob("*.py")]
    found = set().union(*(places_that_delete(one) for one in files))
    told = set(ROW.findall((ROOT / "docs" / "storage.md").read_text(encoding="utf-8")))
    assert sorted(found - told) == []
    assert sorted(told - found) == []


def test_the_contract_sees_what_it_looks_for() -> None:
    source = 'def f(c, p):\n    c.execute("DELETE  FROM drafts WHERE id = ?")\n    p.unlink()\n'
    source += '    p.replace(c)\n    "a".replace("b", "c")\n    c.replace(tzinfo=None)\n'
    file = ROOT / "storage" / "files.py"
    assert ("storage/files.py", "put_in_place", "replace") in places_that_delete(file)
    what = [one for node in ast.walk(ast.parse(source)) for one in _deletes(node, None)]
    assert sorted(what) == ["DELETE FROM drafts", "replace", "unlink"]
