# SPDX-License-Identifier: AGPL-3.0-or-later
"""Gathering what the county does not have out of a store, also of a damaged one.

Invariant: what `NOTHING_UNSENT_IS_DESTROYED` names is gathered or counted as unreadable.
"""

import json
from datetime import datetime
from hashlib import sha256
from typing import Any

from casework.ids import CaseId, DraftId
from casework.operations import Operation
from casework.outbox_file import (
    Outbox,
    OutboxAnswer,
    OutboxContent,
    OutboxDraft,
    OutboxNote,
    OutboxWork,
)
from casework.sharing_work import SharingWork
from storage.case_keys import ADVOCATE_NOTE, ANSWER, ASIDE, seal_of
from storage.errors import SealBroken, StorageBug
from storage.index import read_index_work
from storage.kept_forms import read_form
from storage.notes import read_note
from storage.profiles import read_private_key, read_profile
from storage.sealed_files import FileRow, find_files, read_content
from storage.sharing import open_work


def gather_outbox(connection: Any, made_at: datetime) -> Outbox:
    """Everything unsent that can be read over `connection`."""
    drafts, lost_answers = _drafts(connection)
    files, lost_files = _files(connection)
    notes, lost_notes = _notes(connection)
    sharing, lost_sharing = _sharing(connection)
    work = connection.execute(
        "SELECT body, state FROM operations WHERE state IN ('waiting', 'refused') ORDER BY counter"
    ).fetchall()
    profile = read_profile(connection)
    return Outbox(
        device="" if profile is None else profile.device,
        made_at=made_at,
        work=tuple(
            OutboxWork(operation=Operation.model_validate_json(body), refused=state == "refused")
            for body, state in work
        ),
        drafts=drafts,
        files=files,
        notes=notes,
        entries=tuple(one.change for one in read_index_work(connection)),
        sharing=sharing,
        unreadable=lost_answers + lost_files + lost_notes + lost_sharing,
    )


def _sharing(connection: Any) -> tuple[tuple[SharingWork, ...], int]:
    work: list[SharingWork] = []
    lost = 0
    rows = connection.execute("SELECT id, case_id, refused, body FROM sharing_work ORDER BY at, id")
    for row in rows.fetchall():
        try:
            work.append(open_work(connection, *row).work)
        except SealBroken:
            lost += 1
    return tuple(work), lost


def device_key(connection: Any) -> bytes | None:
    """The device's private key where it can still be read."""
    try:
        return read_private_key(connection)
    except StorageBug:
        return None


def _drafts(connection: Any) -> tuple[tuple[OutboxDraft, ...], int]:
    found = connection.execute(
        "SELECT id, case_id, title, language, started_at, pack_json, closed_by FROM drafts"
        " ORDER BY started_at, id"
    ).fetchall()
    drafts, lost = [], 0
    for draft, case, title, language, started_at, pack_json, closed_by in found:
        journal, unread = _journal(connection, CaseId(case), DraftId(draft))
        aside, unread_aside = _aside(connection, CaseId(case), DraftId(draft))
        lost += unread + unread_aside
        drafts.append(
            OutboxDraft(
                id=draft,
                case=case,
                title=title,
                language=language,
                started_at=started_at,
                pack_json=pack_json,
                closed_by=closed_by,
                journal=tuple(journal),
                aside=tuple(aside),
            )
        )
    return tuple(drafts), lost


def _journal(connection: Any, case: CaseId, draft: DraftId) -> tuple[list[OutboxAnswer], int]:
    answers: list[OutboxAnswer] = []
    lost = 0
    for path, at, sealed in connection.execute(
        "SELECT path, at, answer FROM journal WHERE draft = ? ORDER BY id", (draft,)
    ).fetchall():
        try:
            opened = seal_of(connection, case).open(ANSWER, bytes(sealed), draft, path, at)
        except SealBroken:
            lost += 1
            continue
        answers.append(OutboxAnswer(path=path, answer=json.loads(opened), at=at))
    return answers, lost


def _aside(connection: Any, case: CaseId, draft: DraftId) -> tuple[list[tuple[str, str, Any]], int]:
    answers: list[tuple[str, str, Any]] = []
    lost = 0
    for path, version, sealed in connection.execute(
        "SELECT path, sha256, answer FROM kept_answers WHERE draft = ? ORDER BY path", (draft,)
    ).fetchall():
        try:
            opened = seal_of(connection, case).open(ASIDE, bytes(sealed), draft, path, version)
        except SealBroken:
            lost += 1
            continue
        answers.append((path, version, json.loads(opened)))
    return answers, lost


def _files(connection: Any) -> tuple[tuple[OutboxContent, ...], int]:
    files: list[OutboxContent] = []
    lost = 0
    for row in find_files(connection, "sent = 0 AND file_key IS NOT NULL"):
        content = _read_whole(connection, row)
        if content is None:
            lost += 1
            continue
        draft, record = connection.execute(
            "SELECT draft, record_id FROM attachments WHERE id = ?", (row.id,)
        ).fetchone()
        files.append(
            OutboxContent(
                case=row.case,
                draft=draft,
                record=record,
                name=row.name,
                sha256=row.sha256,
                content=content,
            )
        )
    return tuple(files), lost


def _read_whole(connection: Any, file: FileRow) -> bytes | None:
    try:
        content = read_content(connection, file)
    except SealBroken:
        return None
    return content if sha256(content).hexdigest() == file.sha256 else None


def _notes(connection: Any) -> tuple[tuple[OutboxNote, ...], int]:
    notes: list[OutboxNote] = []
    lost = 0
    kept = connection.execute(
        "SELECT case_id, '' AS place FROM kept_notes"
        " UNION ALL SELECT case_id, place FROM kept_forms ORDER BY case_id, place"
    ).fetchall()
    for case, place in kept:
        try:
            if place:
                text = read_form(connection, CaseId(case), place)
            else:
                text = read_note(connection, CaseId(case))
        except SealBroken:
            lost += 1
        else:
            notes.append(OutboxNote(case=case, text=text, place=place))
    found = connection.execute("SELECT case_id, note FROM kept_advocate_notes ORDER BY case_id")
    for case, sealed in found.fetchall():
        try:
            box = seal_of(connection, CaseId(case)).open(ADVOCATE_NOTE, bytes(sealed))
            notes.append(OutboxNote(case=case, text="", sealed=box))
        except SealBroken:
            lost += 1
    return tuple(notes), lost
