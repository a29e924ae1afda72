# SPDX-License-Identifier: AGPL-3.0-or-later
"""Lists and forms of a case's records, made from what `casework.field_specs` reads off models."""
