# SPDX-License-Identifier: AGPL-3.0-or-later
"""The laptop's side of sync: enrolment, and one exchange with the county."""
