# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whoever changes, repeats or invents an answer on the way is not believed, and nothing is lost."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from casework.ids import CaseId
from casework.vocabulary import RecordKind
from storage.model import Receipt
from sync.client.errors import (
    AnswerNotGenuine,
    CountyUnreachable,
    DeviceRefused,
    ReplyMalformed,
    SyncError,
)
from sync.client.transport import HttpsTransport
from sync.wire.encoding import HEADERS, encode
from sync.wire.messages import (
    PATH_PAPERS,
    PATH_PULL,
    PATH_PUSH,
    PapersReply,
    PapersRequest,
    Problem,
    ProblemCode,
)
from tests.fakes.county import TestCounty, a_note, running_county
from tests.fakes.people import a_hat
from tests.fakes.sync_laptops import SyncLaptop
from tests.fakes.tampering_proxy import Passing, Tamper, TamperingProxy


@pytest.fixture
def county(tmp_path: Path) -> Iterator[TestCounty]:
    with running_county(tmp_path) as running:
        yield running


@pytest.fixture
def proxy(county: TestCounty) -> Iterator[TamperingProxy]:
    assert county.folder is not None
    with TamperingProxy(county.url, county.folder / "tls") as running:
        yield running


def sync(laptop: SyncLaptop, proxy: TamperingProxy, tamper: Tamper | None = None) -> Receipt:
    proxy.tamper = tamper or (lambda answer, _: answer)
    with HttpsTransport(proxy.url, laptop.county.certificate_pem) as way:
        return laptop.sync(transport=way)


def at(path: str, change: Callable[[Passing, list[Passing]], Passing]) -> Tamper:
    return lambda answer, heard: change(answer, heard) if answer.path == path else answer


def strip(answer: Passing, _: list[Passing]) -> Passing:
    return replace(answer, headers=dict(HEADERS))


def flip(answer: Passing, _: list[Passing]) -> Passing:
    body = bytearray(answer.body)
    body[-1] ^= 1
    return replace(answer, body=bytes(body))


def repeat(answer: Passing, heard: list[Passing]) -> Passing:
    return next(one for one in reversed(heard) if one.path == answer.path)


def refuse(answer: Passing, _: list[Passing]) -> Passing:
    body = encode(Problem(code=ProblemCode.CURSOR, sentence="Begin anew."))
    return replace(answer, status=409, body=body)


LIES = {"unsigned": strip, "altered": flip, "repeated": repeat, "an invented refusal": refuse}


@pytest.mark.parametrize("path", [PATH_PAPERS, PATH_PUSH, PATH_PULL])
@pytest.mark.parametrize("lie", LIES)
def test_an_answer_that_is_not_the_countys_is_refused_and_all_is_kept(
    laptop: SyncLaptop, county: TestCounty, proxy: TamperingProxy, case: CaseId, lie: str, path: str
) -> None:
    laptop.write_note(case, "Before.")
    sync(laptop, proxy)
    laptop.write_note(case, "Unsent.")
    county.add_record(case, RecordKind.CONTACT_NOTE, a_note("New."), author=a_hat(1))
    shown, cursor = laptop.shown(), laptop.store.cursor()
    with pytest.raises((AnswerNotGenuine, ReplyMalformed)) as caught:
        sync(laptop, proxy, at(path, LIES[lie]))
    assert str(caught.value).count(".") <= 2
    assert laptop.store.cursor() == cursor
    assert shown.keys() <= laptop.shown().keys()
    sync(laptop, proxy)
    assert len(laptop.shown()) == len(shown) + 1
    assert laptop.store.pending_operations(10) == ()


def test_an_untouched_way_through_a_proxy_is_fine(
    laptop: SyncLaptop, proxy: TamperingProxy, case: CaseId
) -> None:
    laptop.write_note(case, "Through an inspecting proxy.")
    assert sync(laptop, proxy).sent == 1


def test_another_laptops_page_is_not_taken(
    laptop: SyncLaptop, county: TestCounty, proxy: TamperingProxy, case: CaseId, tmp_path: Path
) -> None:
    with SyncLaptop.enrolled(county, county.add_hat(a_hat(2)), tmp_path / "two") as other:
        sync(other, proxy)
        with pytest.raises(AnswerNotGenuine):
            sync(laptop, proxy, at(PATH_PULL, repeat))
    assert laptop.shown() == {}


def test_a_gateway_in_front_of_the_county_still_means_that_it_is_away(
    laptop: SyncLaptop, proxy: TamperingProxy
) -> None:
    with pytest.raises(CountyUnreachable):
        sync(laptop, proxy, lambda answer, _: replace(answer, status=502, body=b"<html>"))


def test_a_refusal_after_a_change_of_key_is_believed(
    laptop: SyncLaptop, county: TestCounty, proxy: TamperingProxy
) -> None:
    sync(laptop, proxy)
    county.rotate_key()
    county.rotate_key()
    county.sql("UPDATE device SET certified_until = now()")
    with pytest.raises(DeviceRefused, match="certificate has ended"):
        sync(laptop, proxy)


def test_a_key_that_changes_during_a_sync_costs_no_more_than_another_sync(
    laptop: SyncLaptop, county: TestCounty, proxy: TamperingProxy, case: CaseId
) -> None:
    sync(laptop, proxy)
    laptop.write_note(case, "Written before.")

    def rotate(answer: Passing, _: list[Passing]) -> Passing:
        county.rotate_key()
        return answer

    with pytest.raises(SyncError):
        sync(laptop, proxy, at(PATH_PAPERS, rotate))
    sync(laptop, proxy)
    assert laptop.store.pending_operations(10) == ()


def test_nobody_joins_through_answers_signed_by_somebody_else(
    laptop: SyncLaptop, county: TestCounty
) -> None:
    stranger = Ed25519PrivateKey.generate()
    laptop.store.instruments.succeed_signing_key(
        laptop.store.instruments.signing_key() or "", _public(stranger)
    )
    with pytest.raises(AnswerNotGenuine, match="another key"):
        laptop.sync()
    assert county.sql("SELECT count(*) FROM operation") == [(0,)]


def _public(key: Ed25519PrivateKey) -> str:
    from sync.wire.signatures import encode_public_key

    return encode_public_key(key.public_key())


def test_signed_answers_tell_how_far_the_laptops_clock_is_off(
    laptop: SyncLaptop, proxy: TamperingProxy
) -> None:
    proxy.tamper = lambda answer, _: answer
    with HttpsTransport(proxy.url, laptop.county.certificate_pem) as way:
        talk = laptop.conversation(way)
        assert talk.ahead_seconds is None
        talk.ask(PATH_PAPERS, PapersRequest(counter=0, head="0" * 64), PapersReply)
        assert talk.ahead_seconds is not None
        assert abs(talk.ahead_seconds) <= 60
