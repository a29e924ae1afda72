# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a decision would show, as the coordinator's commands say it. Nothing here decides."""

from collections.abc import Collection
from datetime import datetime, timedelta

from casework.clock import county_day
from casework.hats import Hat
from casework.previews import Preview
from casework.vocabulary import Section


def say_who(hat: Hat) -> str:
    """A person and their agency."""
    return f"{hat.person_name} ({hat.agency_name})"


def say_parts(sections: Collection[Section]) -> str:
    """How many parts, and which."""
    count = f"{len(sections)} part" + ("s" if len(sections) > 1 else "")
    return f"{count} ({', '.join(sections)})"


def say_until(end: datetime | None, lasting: str = "its ending event") -> str:
    """The last day, or what stands for one."""
    return lasting if end is None else f"{county_day(end - timedelta(seconds=1)):%Y-%m-%d}"


def say_preview(told: Preview) -> str:
    """What one person will see until when, or why nothing."""
    who = say_who(told.hat)
    if told.refusal is not None:
        return f"This will show nothing to {who}: {told.refusal.sentence}"
    return f"This will show {say_parts(told.sections)} to {who} until {say_until(told.until)}."


def say_change(before: Preview, after: Preview) -> str:
    """What one person will see more or no longer on a ground; empty where that is the same."""
    who, lines = say_who(after.hat), []
    more = [one for one in after.sections if one not in before.sections]
    less = [one for one in before.sections if one not in after.sections]
    if more:
        until = say_until(after.until)
        lines.append(f"This will show {say_parts(more)} more to {who} until {until}.")
    if less:
        lines.append(f"This will hide {say_parts(less)} from {who}.")
    return " ".join(lines)
