# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sentences from below that carry words of their own: a path, a number, what is unsent.

An error of a lower room arrives as one finished English sentence. To say it in another language its
template is found again, translated and filled with the same words. Invariant: every sentence of
`storage` and `sync.client` that is made from parts has its template here (tests/ui).
"""

import re
from functools import cache
from typing import NamedTuple

FILLED = (
    "The draft {draft} is not open on this laptop; start it again.",
    "The file is larger than {size} MB; choose a smaller one.",
    (
        "The disk holding {path} is too full for this file; free some space and try again, "
        "nothing was lost."
    ),
    (
        "The case store could not do what the program asked ({name}); unlock again and report "
        "this, nothing saved before was lost."
    ),
    (
        "The case store {path} is not encrypted and will not be used; move it away and tell your "
        "administrator."
    ),
    (
        "There is no case store at {path}; put back a copy of it from your backup, or set this "
        "laptop up again."
    ),
    (
        "The disk holding {path} is full; free some space and unlock again, nothing saved before "
        "was lost."
    ),
    (
        "The disk holding {path} is full; free some space and try again, nothing saved before was"
        " lost."
    ),
    (
        "The case store {path} may not be written; ask your administrator for write access to its"
        " folder."
    ),
    "The case store {path} is already open; close the other window of this program.",
    "The case store {path} is open; close the window of this program first.",
    (
        "The case store {path} is damaged; keep the file, put back a copy from your backup and "
        "tell your administrator."
    ),
    (
        "The case store {path} is damaged; keep the file and tell your administrator, `fieldfare "
        "vault recover` saves what can be read."
    ),
    (
        "The case store {path} could not be read or written; check that its drive is connected "
        "and unlock again."
    ),
    (
        "{path} could not be read or written ({error}); check that its drive is connected and try"
        " again."
    ),
    "{path} may not be written; ask your administrator for write access to its folder.",
    "The form {form} version {version} is here with other content.",
    (
        "The case store {path} is not the one this laptop closed last; an older copy of it or of "
        "a part was put back. Keep it, put the newest copy back, or ask your administrator."
    ),
    "The copy of {path} with its new key is not whole; the store is as it was, report this.",
    "This worker's store holds work the county does not have ({list}), so it stays; {how}.",
    (
        "Beside this worker's store lie {count} that were set aside and may hold unsent work, so "
        "they stay; have them recovered with `fieldfare vault recover` first."
    ),
    "The case store {path} is whole, so there is nothing to recover; unlock it.",
    (
        "The case store {path} was written by a newer version of this program; update the "
        "program, the store has not been changed."
    ),
    (
        "The case store {path} does not fit together; after a crash a part of it was damaged, or "
        "an older part put back. Have it looked at with `fieldfare vault inspect`."
    ),
    (
        "The case store {path} did not survive its update; the store from before is in its place,"
        " report this."
    ),
    (
        "Nothing in the case store {path} can be read with this vault's key; keep the file and "
        "tell your administrator."
    ),
    "There is already a case store in {path}; unlock it, or choose another folder.",
    (
        "The file {path} with this laptop's part of the key is damaged; put back a copy of it "
        "from your backup, or ask your administrator for recovery."
    ),
    (
        "The vault header {path} is damaged; put back a copy of it from your backup, the store "
        "beside it has not been touched."
    ),
    (
        "The vault in {path} protects its key less than this program accepts; ask your "
        "administrator to restore it from a copy."
    ),
    "The vault in {path} was made by a newer version of this program; update the program.",
    "There is no vault in {path}; set this laptop up first.",
    (
        "The vault header {path} is an older copy of the one this laptop wrote last; put the "
        "newest copy back or ask your administrator for recovery."
    ),
    (
        "Too many wrong passphrases; wait {minutes} more minutes, or call your administrator for "
        "a release code."
    ),
    "There is already a vault in {path}; unlock it, or choose another folder.",
    (
        "The recovery file was made for another state of {path}; copy that file to the county "
        "once more."
    ),
    ("The county's answer (code {code}) could not be read; nothing was changed. Try again later."),
    "The county's address must begin with https://, not {text}.",
    "{text} is not an address; give https://host:port.",
    "{count} piece of work",
    "{count} pieces of work",
    "{count} draft",
    "{count} drafts",
    "{count} file",
    "{count} files",
    "{count} half-written note",
    "{count} half-written notes",
)
LIST = "list"


class Filled(NamedTuple):
    """A template and what fills it."""

    template: str
    words: dict[str, str]


def find_template(sentence: str) -> Filled | None:
    """The template a finished sentence was made from, with its words; None when there is none."""
    for template in FILLED:
        found = _pattern(template).fullmatch(sentence)
        if found is not None:
            return Filled(template, found.groupdict())
    return None


@cache
def _pattern(template: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+)\}", template)
    return re.compile(
        "".join(
            re.escape(part) if at % 2 == 0 else f"(?P<{part}>.+?)" for at, part in enumerate(parts)
        ),
        re.DOTALL,
    )
