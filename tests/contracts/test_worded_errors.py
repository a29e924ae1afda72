# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sentences that reach a screen are templates: none is filled in before it can be translated.

What is looked at: every error of the laptop's store, of its end of the sync and of the wire, what
the county refuses a request with, and what services raise at screens, where the error is made by
its name. What only the command line prints may be filled in at once. Of casework and of forms only
sentences without a place are looked at; what is wrong with an expression is for a form's author.
"""

import ast
import re
import xml.etree.ElementTree as ET
from collections.abc import Collection, Iterator
from pathlib import Path

import pytest

import casework.errors
import desktop.enrolling
import forms.errors
import storage.errors
import sync.client.errors
import sync.wire.errors
from casework.worded import WordedError
from sync.wire.errors import AHEAD, BEHIND, ProtocolMismatch

ROOT = Path(__file__).resolve().parents[2]
SPANISH = ROOT / "ui" / "translations" / "sentences_es.ts"
TREES = (storage.errors, sync.client.errors, sync.wire.errors, desktop.enrolling)
NAMES = {
    name
    for tree in TREES
    for name, kind in vars(tree).items()
    if isinstance(kind, type) and issubclass(kind, WordedError)
} | {"RequestRefused", "ShownError"}
FILES = [
    file
    for room in ("storage", "sync", "desktop")
    for file in sorted((ROOT / room).rglob("*.py"))
    if not re.search(r"_commands?$", file.stem)
]
PLAIN_NAMES = NAMES | {
    name
    for tree in (casework.errors, forms.errors)
    for name, kind in vars(tree).items()
    if isinstance(kind, type) and issubclass(kind, Exception)
}
PLAIN_FILES = FILES + [
    file
    for room in ("casework", "forms", "ui")
    for file in sorted((ROOT / room).rglob("*.py"))
    if "xpath" not in file.parts
]


def sentences_of(source: str, names: Collection[str] = NAMES) -> Iterator[ast.expr]:
    """What every error is made of, in order of place."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            yield from node.args


def is_filled_in(sentence: ast.expr) -> bool:
    if isinstance(sentence, ast.Call) and isinstance(sentence.func, ast.Attribute):
        return sentence.func.attr in {"format", "format_map"}
    return isinstance(sentence, ast.JoinedStr | ast.BinOp)


@pytest.mark.parametrize(
    "written", ['f"{path} is full."', '"{path} is full.".format(path=path)', '"Full: " + path']
)
def test_a_sentence_that_is_filled_in_too_early_is_found(written: str) -> None:
    (sentence,) = sentences_of(f"raise DiskFull({written})")
    assert is_filled_in(sentence)


def test_no_sentence_for_a_screen_is_filled_in_before_it_is_translated() -> None:
    found = [
        f"{file.relative_to(ROOT)}:{sentence.lineno}"
        for file in FILES
        for sentence in sentences_of(file.read_text(encoding="utf-8"))
        if is_filled_in(sentence)
    ]
    assert found == []


def test_every_sentence_for_a_screen_has_a_spanish_translation() -> None:
    written = {
        sentence.value
        for file in PLAIN_FILES
        for sentence in sentences_of(file.read_text(encoding="utf-8"), PLAIN_NAMES)
        if isinstance(sentence, ast.Constant) and isinstance(sentence.value, str)
    }
    written |= {*AHEAD.values(), *BEHIND.values(), ProtocolMismatch(2, "1").template}
    wanted = {one for one in written if one.endswith((".", "?", "!")) or re.search(r"\{\w+\}", one)}
    messages = ET.parse(SPANISH).getroot().iter("message")
    assert wanted - {one.findtext("source") for one in messages} == set()
