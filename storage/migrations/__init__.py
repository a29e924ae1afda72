# SPDX-License-Identifier: AGPL-3.0-or-later
"""Steps of the store's schema, one module each.

Invariants: a released step is never changed, uses SQL, the standard library and `cryptography` only
and imports nothing of the program, so that it does the same for ever.
"""
