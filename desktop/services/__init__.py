# SPDX-License-Identifier: AGPL-3.0-or-later
"""Use cases: one small module each, free of Qt, between the screens' ports and the rooms below."""
