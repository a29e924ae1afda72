# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every Qt widget of Fieldfare.

The screens get frozen view values (`ui.views`) through the ports they declare (`ui.ports`) and
never see a connection, a stored row or an HTTP client. Only `ui.jobs` knows threads.
"""
