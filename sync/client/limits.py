# SPDX-License-Identifier: AGPL-3.0-or-later
"""How long a laptop waits and how much it sends at once, in one place."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ClientLimits:
    """Bounds of the laptop's side.

    Attributes:
        connect_seconds: before the county counts as unreachable.
        read_seconds: of silence before the connection counts as cut.
        compare_seconds: between two questions whether a supervisor has compared the digits.
        sign_in_seconds: for which the browser's answer is waited for, less than an invite lasts.
        sign_in_look_seconds: between two looks whether the worker has stopped it.
        push_operations, push_bytes: operations in one request, and their JSON together; a longer
            one goes alone. In smaller requests more of the laptop's work is done beside the
            county's, but packed apart an operation of one field is seven bytes longer on the wire:
            a thousand of those go together, of notes half a thousand.
        page_records: feed entries asked for at once at most; one page is under 1 MB on the wire.
            Every further one costs the county another look at all rights of the hat, and the
            laptop a transaction, which writes the indexes anew: a fifth of all that was written.
        first_records: of the first page, so that there is soon something to work on. Each further
            one is twice the one before: taking a page in takes the laptop about twice as long as
            the county needs to make it, so that the next is there in time.
        pages_ahead: fetched while one is being applied.
        cursor_length: of a cursor; the wire takes no longer one back.
        attachment_bytes: of files fetched in one sync; the rest comes with the next.
        fruitless_cuts: of the connection in a row that brought a file no further.
        digest_records: about how many records are compared with the county's in one sync; a laptop
            with more is gone through in several.
        pages: in one sync; more means the county never says it is done.
    """

    connect_seconds: float = 10.0
    read_seconds: float = 30.0
    compare_seconds: float = 2.0
    sign_in_seconds: float = 600.0
    sign_in_look_seconds: float = 0.2
    push_operations: int = 1000
    push_bytes: int = 600 * 1024
    page_records: int = 4000
    first_records: int = 500
    pages_ahead: int = 3
    cursor_length: int = 200
    attachment_bytes: int = 100_000_000
    fruitless_cuts: int = 3
    digest_records: int = 2_000
    pages: int = 10_000


LIMITS = ClientLimits()
