# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who works on this laptop, as every screen says it."""

from desktop.session import OpenSession
from ui.views import WhoView


def view_who(session: OpenSession, *, training: bool) -> WhoView:
    """The wearer of the hat, as the county told last."""
    hat = session.hat
    return WhoView(
        person_name=hat.person_name,
        hat_title=hat.title,
        agency_name=hat.agency_name,
        county_name=session.profile.county_name,
        training=training,
    )
