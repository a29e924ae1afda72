# SPDX-License-Identifier: AGPL-3.0-or-later
"""The county that leads is said with its day, with what is to come, and with what is amiss."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from casework.counties import County, HandOff, HandOffAnswer, Lead
from ui.county_words import say_lead
from ui.text import Moments

ASKED = HandOff(from_county=County.ALAMEDA, to_county=County.FRESNO, asked_on=date(2026, 11, 20))
ACCEPTED = ASKED.model_copy(
    update={"answer": HandOffAnswer.ACCEPTED, "leads_from": date(2026, 12, 12)}
)
SINCE = date(2026, 3, 2)
SO_FAR = "Alameda County, since Mar 2, 2026"


@pytest.mark.parametrize(
    ("lead", "said"),
    [
        (None, ""),
        (Lead(()), "None on record: add which county leads."),
        (Lead((County.ALAMEDA,), SINCE), SO_FAR),
        (
            Lead((County.ALAMEDA,), SINCE, ASKED),
            f"{SO_FAR}\nFresno County was asked on Nov 20, 2026 to lead; no answer yet",
        ),
        (
            Lead((County.ALAMEDA,), SINCE, ACCEPTED),
            f"{SO_FAR}\nFresno County leads from Dec 12, 2026",
        ),
        (
            Lead((County.ALAMEDA, County.FRESNO)),
            "Alameda County, Fresno County all stand as lead: end what is not so.",
        ),
    ],
)
@pytest.mark.usefixtures("qapp")
def test_who_leads_is_said_in_words(lead: Lead | None, said: str) -> None:
    assert say_lead(lead, Moments(ZoneInfo("America/Los_Angeles"), "en")) == said
