# SPDX-License-Identifier: AGPL-3.0-or-later
"""The log of a filling is what ODK's own programs write and read."""

import csv
import io
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from forms.answers import Instances, Kept, Missing
from forms.exports.audit import (
    AuditEvent,
    AuditKind,
    AuditWishes,
    JournalEntry,
    read_journal,
    read_wishes,
    write_audit,
)
from forms.loader import load_form
from tests.fakes.exports import a_household, household

BEGAN = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
ALL = AuditWishes(changes=True, user=True, reasons=True, places=True)


def at(seconds: int) -> datetime:
    return BEGAN + timedelta(seconds=seconds)


def entry(path: str, kept: Kept, seconds: int) -> JournalEntry:
    return JournalEntry(path, kept, at(seconds))


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))


def test_a_filling_is_a_start_questions_and_an_end() -> None:
    journal = [entry("/data/name", "Ana", 5), entry("/data/safe", Missing.DECLINED, 9)]
    found = rows(write_audit(read_journal(journal, BEGAN, at(20)), AuditWishes()))
    assert [(one["event"], one["node"]) for one in found] == [
        ("form start", ""),
        ("question", "/data/name"),
        ("question", "/data/safe"),
        ("form save", ""),
        ("form exit", ""),
        ("form finalize", ""),
    ]
    start = int(BEGAN.timestamp() * 1000)
    assert [(one["start"], one["end"]) for one in found[:3]] == [
        (str(start), ""),
        (str(start), str(start + 5000)),
        (str(start + 5000), str(start + 9000)),
    ]
    assert set(found[0]) == {"event", "node", "start", "end"}


def test_changes_are_told_with_old_and_new_values_only_when_asked() -> None:
    journal = [entry("/data/name", "Ana", 1), entry("/data/name", 'Ana, "M"\nB', 2)]
    content = write_audit(read_journal(journal, BEGAN, at(3)), AuditWishes(changes=True))
    changes = [(one["old-value"], one["new-value"]) for one in rows(content)]
    assert changes[1:3] == [("", "Ana"), ("Ana", 'Ana, "M"\nB')]
    assert b'"Ana, ""M""\nB"' in content
    assert b"\r" not in content


def test_repeats_come_and_go_by_place() -> None:
    journal = [
        entry("/data/person", Instances(("1", "2")), 1),
        entry("/data/person[~2]/age", 4, 2),
        entry("/data/person", Instances(("2",)), 3),
        entry("/data/person[~2]/age", 5, 4),
    ]
    found = rows(write_audit(read_journal(journal, BEGAN, at(5)), AuditWishes()))
    assert [(one["event"], one["node"]) for one in found[1:6]] == [
        ("add repeat", "/data/person[1]"),
        ("add repeat", "/data/person[2]"),
        ("question", "/data/person[2]/age"),
        ("delete repeat", "/data/person[1]"),
        ("question", "/data/person[1]/age"),
    ]


def test_a_correction_says_why_and_who() -> None:
    events = read_journal([], BEGAN, at(5), reason="Wrong date")
    found = rows(write_audit(events, ALL, user="R. Ortiz"))
    assert [one["change-reason"] for one in found if one["event"] == "change reason"] == [
        "Wrong date"
    ]
    assert {one["user"] for one in found} == {"R. Ortiz"}
    assert {one["latitude"] for one in found} == {""}


def test_the_form_says_what_it_wants_logged() -> None:
    assert read_wishes(a_household()) is None
    asked = household(
        extra_binds='<bind nodeset="/data/meta/audit" odk:track-changes="true" '
        'odk:identify-user="true" odk:location-priority="balanced" '
        'xmlns:odk="http://www.opendatakit.org/xforms"/>'
    ).replace(b"<instanceID/>", b"<instanceID/><audit/>")
    assert read_wishes(load_form(asked)) == AuditWishes(changes=True, user=True, places=True)


@given(st.lists(st.tuples(st.text(st.characters(exclude_categories=["Cs", "Cc"])), st.booleans())))
def test_any_answer_reads_back_as_it_was(given: list[tuple[str, bool]]) -> None:
    # A quotation mark without comma or line break stands bare, as the specification wants it.
    said = [f"{text}\n," if wide else text.replace('"', "") for text, wide in given]
    events = [AuditEvent(AuditKind.QUESTION, BEGAN, BEGAN, "/data/a", "", one) for one in said]
    found = rows(write_audit(events, AuditWishes(changes=True)))
    assert [one["new-value"] for one in found] == said
