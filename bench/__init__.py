# SPDX-License-Identifier: AGPL-3.0-or-later
"""Measurements of what Fieldfare promises, each beside its floor or peer in the same run."""
