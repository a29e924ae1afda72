# SPDX-License-Identifier: AGPL-3.0-or-later
"""The places a worker can be, one widget each."""
