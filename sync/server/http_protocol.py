# SPDX-License-Identifier: AGPL-3.0-or-later
"""HTTP as uvicorn speaks it, save that what came before a cut reaches the application first.

uvicorn tells an application that its client is gone as soon as it knows, and with that throws away
what it had read and not handed on yet: for a file over a bad network, all that a short connection
brought. Invariant: a request ends at most `PATIENCE` seconds later than with uvicorn alone.
"""

import asyncio

from uvicorn.protocols.http.h11_impl import H11Protocol

PATIENCE = 5.0
STEP = 0.002


class HandsOnFirst(H11Protocol):
    """Tells of a cut once the application has read what came before it."""

    _waited = 0.0

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for the application to read, then go on as uvicorn does."""
        cycle = self.cycle
        unread = cycle is not None and not cycle.response_complete and bool(cycle.body)
        if unread and self._waited < PATIENCE:
            self._waited += STEP
            asyncio.get_running_loop().call_later(STEP, self.connection_lost, exc)
            return
        super().connection_lost(exc)
