# SPDX-License-Identifier: AGPL-3.0-or-later
"""What editors are handed from outside the form: where files go, which zone a clock shows."""

from dataclasses import dataclass
from datetime import tzinfo

from ui.screening.editors.attachments import Attachments


@dataclass(frozen=True, slots=True)
class Means:
    """What an editor may use.

    Attributes:
        attachments: keeps and reads files; None where a form cannot keep any.
        zone: in which a date with a time is meant; the laptop's own when None.
    """

    attachments: Attachments | None = None
    zone: tzinfo | None = None


NO_MEANS = Means()
