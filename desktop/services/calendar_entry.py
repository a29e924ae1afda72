# SPDX-License-Identifier: AGPL-3.0-or-later
"""An entry for calendars that tells nobody what a meeting is about.

Invariants: title and place say neither a youth, nor the program, nor an agency; nobody is named as
organizer or attendee, since an address gives an agency away; a change of time and a cancellation
keep the UID and count the sequence up, so that the entry that is there is replaced (RFC 5546).
"""

from datetime import UTC, datetime

from icalendar import Calendar, Event

from casework.meetings import Meeting, MeetingState

TITLES = {"en": "Meeting", "es": "Reunión"}
MAKER = "-//Calendar//EN"


def write_entry(meeting: Meeting, now: datetime, language: str) -> bytes:
    """One meeting as iCalendar (RFC 5545).

    Args:
        language: `en` or `es`, of the title.
    """
    cancelled = meeting.state is MeetingState.CANCELLED
    event = Event()
    event.add("uid", meeting.meeting)
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", meeting.starts_at.astimezone(UTC))
    event.add("dtend", meeting.ends_at.astimezone(UTC))
    event.add("summary", TITLES.get(language, TITLES["en"]))
    if meeting.place.strip():
        event.add("location", meeting.place.strip())
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    event.add("class", "PRIVATE")
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", MAKER)
    calendar.add("method", "CANCEL" if cancelled else "PUBLISH")
    calendar.add_component(event)
    return bytes(calendar.to_ical())
