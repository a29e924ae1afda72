# SPDX-License-Identifier: AGPL-3.0-or-later
"""The edge between the rooms' errors and the screens: every expected failure becomes words.

Only families that rooms document are caught; anything else is our own mistake and rises.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from casework.errors import AccessRefused, CaseworkError, IndexRefused
from desktop.session import LaptopNotEnrolled
from forms.errors import FormError
from storage.errors import StorageError
from sync.client.errors import SyncError
from ui.errors import ShownError


@contextmanager
def shown_errors() -> Iterator[None]:
    """Turn a room's error into the sentence a screen shows."""
    try:
        yield
    except (StorageError, SyncError) as error:
        raise ShownError(error.template, parameters=error.parameters) from error
    except (AccessRefused, IndexRefused) as error:
        reason = error.decision.reason if isinstance(error, AccessRefused) else error.reason
        raise ShownError(reason.template, parameters=reason.parameters) from error
    except (CaseworkError, FormError, LaptopNotEnrolled) as error:
        raise ShownError(str(error)) from error
