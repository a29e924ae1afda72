# SPDX-License-Identifier: AGPL-3.0-or-later
"""One editor per kind of answer; each can be empty and never invents a value."""
