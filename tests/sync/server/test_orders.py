# SPDX-License-Identifier: AGPL-3.0-or-later
"""Orders to laptops, and what is told about one that is lost."""

import os
import tracemalloc
from hashlib import sha256
from pathlib import Path

import pytest

from casework.policy import Hat
from casework.vocabulary import RecordKind, Section
from sync.server.commands import main
from sync.server.errors import JoiningRefused
from sync.server.lost import NOTICE_HEADINGS, answer_breach, describe_lost, read_lost
from sync.wire.errors import SignatureInvalid
from sync.wire.limits import LIMITS
from sync.wire.messages import (
    PATH_ORDER_DONE,
    PATH_SEALED_WORK,
    InstrumentsReply,
    InstrumentsRequest,
    OrderDone,
    OrderReceipt,
    PapersReply,
    Problem,
    ProblemCode,
    PushReply,
    SealedWorkPart,
    SealedWorkTaken,
)
from sync.wire.orders import OrderKind, SignedOrder, sign_order
from tests.fakes.county import COUNTY, TestCounty, TestLaptop, a_note


def ordered(laptop: TestLaptop) -> SignedOrder:
    reply = laptop.ask_papers()
    assert isinstance(reply, PapersReply)
    assert reply.papers is None
    assert reply.order is not None
    reply.order.verify(reply.signing_key)
    return reply.order


def send(laptop: TestLaptop, box: bytes, start: int = 0, end: int | None = None) -> int:
    part = SealedWorkPart(
        sha256=sha256(box).hexdigest(), size=len(box), start=start, content=box[start:end]
    )
    answer = laptop.ask(PATH_SEALED_WORK, part, SealedWorkTaken)
    assert isinstance(answer, SealedWorkTaken), answer
    return answer.have


def done(laptop: TestLaptop, number: int, box: bytes = b"", *, obeyed: bool) -> object:
    name = sha256(box).hexdigest() if box else ""
    return laptop.ask(
        PATH_ORDER_DONE, OrderDone(number=number, sealed=name, obeyed=obeyed), OrderReceipt
    )


def test_an_ordered_laptop_hears_its_order_and_nothing_else(
    county: TestCounty, laptop: TestLaptop, ana: Hat
) -> None:
    case = county.add_case(author=ana)
    county.grant(ana, case)
    county.order(laptop.enrolment.device, OrderKind.SUSPEND)
    assert county.orders()[0].state == "never reached"
    order = ordered(laptop).order
    assert (order.device, order.kind, order.number) == (
        laptop.enrolment.device,
        OrderKind.SUSPEND,
        1,
    )
    assert county.orders()[0].state == "pending"
    pulled = laptop.pull()
    assert isinstance(pulled, Problem)
    assert pulled.code is ProblemCode.DEVICE_REVOKED
    forms = laptop.ask("/v1/instruments", InstrumentsRequest(), InstrumentsReply)
    assert isinstance(forms, Problem)
    assert isinstance(laptop.push(laptop.write(case)), PushReply)


def test_an_order_is_done_only_after_the_work_arrived_whole(
    county: TestCounty, laptop: TestLaptop
) -> None:
    county.order(laptop.enrolment.device, OrderKind.WIPE)
    number = ordered(laptop).order.number
    box = os.urandom(3000)
    assert isinstance(done(laptop, number, box, obeyed=False), Problem)
    assert send(laptop, box, 0, 1000) == 1000
    assert send(laptop, box, 0, 1000) == 1000
    assert send(laptop, box, 2000) == 1000
    assert isinstance(done(laptop, number, box, obeyed=False), Problem)
    assert send(laptop, box, 1000) == 3000
    assert county.orders()[0].state == "pending"
    assert isinstance(done(laptop, number, box, obeyed=False), OrderReceipt)
    assert county.orders()[0].sealed_at is not None
    assert isinstance(done(laptop, number, obeyed=True), OrderReceipt)
    assert county.orders()[0].state == "done"


def test_work_that_arrives_otherwise_than_it_was_named_is_refused(
    county: TestCounty, laptop: TestLaptop
) -> None:
    county.order(laptop.enrolment.device, OrderKind.WIPE)
    part = SealedWorkPart(sha256="0" * 64, size=4, content=b"abcd")
    assert isinstance(laptop.ask(PATH_SEALED_WORK, part, SealedWorkTaken), Problem)
    assert county.sql("SELECT count(*) FROM sealed_work") == [(0,)]


def test_work_is_looked_at_a_part_at_a_time_however_large_it_is(
    county: TestCounty, laptop: TestLaptop
) -> None:
    county.order(laptop.enrolment.device, OrderKind.SUSPEND)
    part = LIMITS.attachment_part
    box = os.urandom(9 * part)
    for start in range(0, 8 * part, part):
        send(laptop, box, start, start + part)
    tracemalloc.start()
    assert send(laptop, box, 8 * part) == len(box)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    # The request itself is there several times: packed, unpacked, in base64.
    assert most < len(box)


def test_a_word_on_another_order_is_refused(county: TestCounty, laptop: TestLaptop) -> None:
    assert isinstance(done(laptop, 1, obeyed=True), Problem)
    county.order(laptop.enrolment.device, OrderKind.WIPE)
    assert isinstance(done(laptop, 2, obeyed=True), Problem)


def test_a_lifted_order_gives_papers_again_and_numbers_go_on(
    county: TestCounty, laptop: TestLaptop
) -> None:
    device = laptop.enrolment.device
    county.order(device, OrderKind.SUSPEND)
    ordered(laptop)
    county.lift(device)
    reply = laptop.ask_papers()
    assert isinstance(reply, PapersReply)
    assert reply.papers is not None
    county.order(device, OrderKind.SUSPEND)
    county.order(device, OrderKind.WIPE)
    assert ordered(laptop).order.number == 3
    assert [one.state for one in county.orders()] == ["pending", "lifted", "lifted"]


def test_the_same_order_twice_and_lifting_what_is_done_are_refused(
    county: TestCounty, laptop: TestLaptop
) -> None:
    device = laptop.enrolment.device
    with pytest.raises(JoiningRefused, match="no order"):
        county.lift(device)
    county.order(device, OrderKind.WIPE)
    for kind in OrderKind:
        with pytest.raises(JoiningRefused, match="already"):
            county.order(device, kind)
    done(laptop, ordered(laptop).order.number, obeyed=True)
    with pytest.raises(JoiningRefused, match="no order"):
        county.lift(device)


def test_a_forged_order_is_not_the_countys(county: TestCounty, laptop: TestLaptop) -> None:
    county.order(laptop.enrolment.device, OrderKind.SUSPEND)
    order = ordered(laptop).order.model_copy(update={"kind": OrderKind.WIPE})
    forged = sign_order(order, laptop.key)
    with pytest.raises(SignatureInvalid):
        forged.verify(laptop.enrolment.signing_key)


def test_a_lost_laptop_is_told_with_the_cases_it_had_and_no_others(
    county: TestCounty, laptop: TestLaptop, ana: Hat, ben: Hat
) -> None:
    kept, left, late, other = (county.add_case(author=ben) for _ in range(4))
    county.grant(ana, kept, sections=frozenset({Section.IDENTITY, Section.CONTACTS}))
    county.add_record(kept, RecordKind.CONTACT_NOTE, a_note(), author=ana)
    county.grant(ana, left)
    county.grant(ben, other)
    laptop.pull_all()
    county.revoke(ana, left)
    _, cursor = laptop.pull_all()
    county.grant(ana, late)
    laptop.pull(cursor)
    county.grant(ana, county.add_case(author=ben))
    with county.database.administer() as connection:
        lost = read_lost(connection, COUNTY, laptop.enrolment.device)
    held = {one.case: one for one in lost.cases}
    assert set(held) == {kept, late}
    assert held[kept].sections == ("contacts", "identity")
    assert set(lost.owners) == {ana.agency_name, ben.agency_name}
    assert describe_lost(lost)[0].startswith("readable with the worker's passphrase until\t20")


def test_a_case_that_left_unheard_is_told_as_possible(
    county: TestCounty, laptop: TestLaptop, ana: Hat
) -> None:
    case = county.add_case(author=ana)
    county.grant(ana, case)
    laptop.pull_all()
    county.revoke(ana, case)
    with county.database.administer() as connection:
        [held] = read_lost(connection, COUNTY, laptop.enrolment.device).cases
    assert (held.case, held.certain) == (case, False)


@pytest.mark.parametrize(
    ("exposed", "notify"), [(True, "yes, unless"), (None, "yes, unless"), (False, "no; ask")]
)
def test_the_questions_of_the_law_are_answered_as_far_as_is_known(
    county: TestCounty, laptop: TestLaptop, ana: Hat, exposed: bool | None, notify: str
) -> None:
    case = county.add_case(author=ana)
    county.grant(ana, case)
    laptop.pull_all()
    with county.database.administer() as connection:
        lost = read_lost(connection, COUNTY, laptop.enrolment.device)
    lines = answer_breach(lost, passphrase_exposed=exposed, now=county.clock.now())
    answers = dict(line.split("\t") for line in lines if "\t" in line)
    assert answers["How many residents?"] == "1"
    assert notify in answers["Do residents have to be told?"]
    assert lines[lines.index("Notice of Data Breach") :][2::3] == list(NOTICE_HEADINGS)
    assert "ordered it to give up" not in " ".join(lines)


def test_an_administrator_orders_looks_and_lifts_from_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = ["--data", str(tmp_path / "county")]
    assert main(["train", "--prepare-only", *data]) == 0
    capsys.readouterr()
    for command in (
        ["device", "wipe", "nobody", "--reason", "lost", *data],
        ["device", "lift", "nobody", *data],
        ["device", "held", "nobody", *data],
        ["device", "sealed-work", "nobody", "--out", str(tmp_path / "out"), *data],
    ):
        assert main(command) == 1
        assert len(capsys.readouterr().err.splitlines()) == 1
    assert main(["device", "orders", *data]) == 0
    assert capsys.readouterr().out == ""
    assert main(["policy", "set", "--lock-after-minutes", "5", *data]) == 0
    assert "lock_after_minutes\t5" in capsys.readouterr().out
    assert main(["policy", "set", "--lock-after-minutes", "31", *data]) == 1
    assert "looser than the law" in capsys.readouterr().err
