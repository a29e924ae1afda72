# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words that label a youth and stand nowhere in code, data or documents, this file included."""

import re

LABELS = re.compile("|".join(["prosti" + "tut", "offen" + "der", r"\bAW" + r"OL\b"]), re.IGNORECASE)
