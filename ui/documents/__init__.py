# SPDX-License-Identifier: AGPL-3.0-or-later
"""Documents of a case: the list on its page, adding one, and looking at one inside the window."""
