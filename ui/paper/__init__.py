# SPDX-License-Identifier: AGPL-3.0-or-later
"""Papers: from what they say to tagged PDF."""
