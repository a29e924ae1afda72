# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where people's work meets: the wire both ends share, the laptop's client, the county server."""
