# SPDX-License-Identifier: AGPL-3.0-or-later
"""The Training place: a role-play of a team on invented people; on training laptops only."""
