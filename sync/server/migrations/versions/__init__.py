# SPDX-License-Identifier: AGPL-3.0-or-later
"""One module per schema version; a published one is never changed."""
