# SPDX-License-Identifier: AGPL-3.0-or-later
"""Schema versions of the county database, applied by its owner role through Alembic."""
