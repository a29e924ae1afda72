# SPDX-License-Identifier: AGPL-3.0-or-later
"""The field itself: records, operations, access rules and what is due.

Pure Python. Nothing here reads a clock, a file, a socket or a random source: time, ids and
randomness are passed in, so that laptop and county server reach the same answer from the same
facts.
"""
