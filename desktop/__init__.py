# SPDX-License-Identifier: AGPL-3.0-or-later
"""The application: joins store, sync and screens, and runs from unlock to lock.

Everything here may import every other room; nothing imports this one.
"""
