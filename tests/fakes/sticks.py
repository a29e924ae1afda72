# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sticks between laptops and a county under test: files in memory, carried by hand."""

import os
from collections.abc import Iterator
from dataclasses import replace

from casework.clock import stamp
from casework.ids import OperationId
from casework.operations import Operation
from casework.records import CaseRecord
from casework.sealing import SEALING_PRIVATE_BYTES, OpeningKey
from storage.model import Receipt
from sync.client.bundle_reading import BundleReader
from sync.client.bundle_writing import BundleWriter, Pen, WrittenBundle
from sync.client.limits import LIMITS, ClientLimits
from sync.server.bundles import TakenBundle, take_bundle
from sync.wire.bundles import HEADERS, PATH_BUNDLE
from sync.wire.signatures import encode_public_key, name_key, sign_request
from tests.fakes.county import SystemClock, TestCounty, new_id
from tests.fakes.sync_laptops import SyncLaptop


def pen_of(laptop: SyncLaptop) -> Pen:
    """What a laptop writes with."""
    return Pen(laptop.key, SystemClock(), os.urandom, "0.0-test")


def write(laptop: SyncLaptop, limits: ClientLimits = LIMITS) -> WrittenBundle:
    """A laptop's bundle."""
    return BundleWriter(
        laptop.store,
        pen_of(laptop),
        progress=lambda _: None,
        is_cancelled=lambda: False,
        limits=limits,
    ).write()


def take(county: TestCounty, content: bytes) -> TakenBundle:
    """What the county makes of a bundle."""
    assert county.bundle_key is not None
    return take_bundle(county.server, content, county.bundle_key)


def read(laptop: SyncLaptop, answer: bytes, limits: ClientLimits = LIMITS) -> Receipt:
    """A laptop reads an answer."""
    return BundleReader(
        laptop.store,
        SystemClock(),
        encode_public_key(laptop.key.public_key()),
        progress=lambda _: None,
        is_cancelled=lambda: False,
        limits=limits,
    ).read(answer)[0]


def carry(laptop: SyncLaptop, limits: ClientLimits = LIMITS) -> Receipt:
    """A whole exchange by hand."""
    return read(laptop, take(laptop.county, write(laptop, limits).content).answer, limits)


def harmed(content: bytes) -> Iterator[bytes]:
    """A file altered or cut in each of its parts: clear text, keys, body, seal."""
    for at in (3, 17, 20, 40, 90, 100, 140, 1000, 1300, len(content) // 2, len(content) - 1):
        yield content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]
        yield content[:at]
    yield content + b"x"


def rename(laptop: SyncLaptop, youth: CaseRecord, name: str) -> None:
    """Write another legal name, on the laptop alone."""
    profile, link = laptop.store.profile(), laptop.store.next_link()
    assert profile is not None
    operation = Operation(
        id=OperationId(new_id()),
        device=profile.device,
        counter=link.counter,
        author=profile.hat.person,
        hat=profile.hat.id,
        case=youth.case,
        record=youth.record,
        kind=youth.kind,
        section=youth.section,
        fields={"legal_name": name},
        base={"legal_name": youth.versions["legal_name"]},
        at=stamp(link.last, SystemClock().now()).encode(),
        previous=link.previous,
    )
    laptop.store.record_work([operation], author_name=profile.hat.person_name)


def sign(laptop: SyncLaptop, body: bytes) -> dict[str, str]:
    """The headers under which a laptop vouches for a bundle's body."""
    key = laptop.key
    nonce = os.urandom(12).hex()
    key_id, now = name_key(key.public_key()), SystemClock().now()
    return HEADERS | sign_request("POST", PATH_BUNDLE, HEADERS, body, key, key_id, now, nonce)


def change_key(county: TestCounty) -> None:
    """Have another key for sticks."""
    county.bundle_key = OpeningKey(os.urandom(SEALING_PRIVATE_BYTES))
    county.server = replace(county.server, bundle_key=county.bundle_key.public)
