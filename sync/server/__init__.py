# SPDX-License-Identifier: AGPL-3.0-or-later
"""The county server: the only place where people's work meets, and the judge of who may see it."""
