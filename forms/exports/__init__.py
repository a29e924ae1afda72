# SPDX-License-Identifier: AGPL-3.0-or-later
"""A filled form for other programs: OpenRosa submissions, tables and FHIR.

Every function here is pure: it takes a filled form and returns bytes; where they go, and whether
they may leave the laptop, is decided by whoever calls.
"""
