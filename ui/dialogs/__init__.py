# SPDX-License-Identifier: AGPL-3.0-or-later
"""Questions that must be answered before going on; each has an `ask` and nothing else public."""
