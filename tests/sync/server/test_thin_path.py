# SPDX-License-Identifier: AGPL-3.0-or-later
"""From an invite to a colleague's page, through the real server and database."""

from collections.abc import Iterator

import pytest

from casework.feed import CaseEntered, CaseLeft, FeedPage, RecordPut
from casework.ids import CaseId, DeviceId, HatId, RecordId
from casework.operations import FIRST_PREVIOUS, Operation, Outcome
from casework.policy import Hat
from casework.vocabulary import RecordKind, Section
from sync.wire.messages import PushReply
from tests.fakes.county import TestCounty, TestLaptop, county_in_memory, new_id
from tests.fakes.people import a_hat


def test_work_pushed_by_one_laptop_reaches_the_colleague_and_nobody_else() -> None:
    with county_in_memory() as county:
        ana, ben, cleo = (county.add_hat(a_hat(n)) for n in (1, 2, 3))
        case = county.add_case(author=ana)
        county.grant(ana, case)
        county.grant(ben, case)
        laptops = [TestLaptop(county) for _ in range(3)]
        for laptop, hat in zip(laptops, (ana, ben, cleo), strict=True):
            laptop.enrol(hat)
        assert laptops[0].enrolment is not None
        work = Operation(
            id=new_id(),
            device=laptops[0].enrolment.device,
            counter=1,
            author=ana.person,
            hat=ana.id,
            case=case,
            record=new_id(),
            kind=RecordKind.CONTACT_NOTE,
            section=Section.CONTACTS,
            fields={
                "text": "Met at the library.",
                "happened_at": "2026-11-20T10:00:00Z",
                "entered_at": "2026-11-20T11:00:00Z",
            },
            base={"text": 0, "happened_at": 0, "entered_at": 0},
            at="1763900000000-0000",
            previous=FIRST_PREVIOUS,
        )
        reply = laptops[0].push(work)
        assert isinstance(reply, PushReply), reply
        assert reply.results[0].outcome is Outcome.APPLIED
        page = laptops[1].pull()
        assert isinstance(page, FeedPage), page
        assert [type(one) for one in page.entries] == [CaseEntered, RecordPut, RecordPut]
        page = laptops[2].pull()
        assert isinstance(page, FeedPage)
        assert page.entries == () and page.done
