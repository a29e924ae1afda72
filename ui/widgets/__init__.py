# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pieces that several screens are made of."""
