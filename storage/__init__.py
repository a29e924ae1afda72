# SPDX-License-Identifier: AGPL-3.0-or-later
"""The laptop's vault and its encrypted case store.

Everything a worker does without the county server is held here. Nothing in this room knows Qt or
a network; all calls are synchronous and come from one thread.
"""
