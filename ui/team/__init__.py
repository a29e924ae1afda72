# SPDX-License-Identifier: AGPL-3.0-or-later
"""The team: who is called, which meetings are planned, and the meeting itself."""
