# SPDX-License-Identifier: AGPL-3.0-or-later
"""A county's policy is believed under its signature, also with decisions of a later program."""

import json
from datetime import UTC, datetime

import pytest
import rfc8785
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from casework.county_policy import CountyPolicy
from casework.ids import CountyId
from sync.wire.county_word import sign_word
from sync.wire.errors import SignatureInvalid
from sync.wire.papers import POLICY, SignedPolicy, StatedPolicy
from sync.wire.signatures import encode_public_key
from tests.fakes.people import an_id

KEY = Ed25519PrivateKey.generate()
KNOWN = encode_public_key(KEY.public_key())
STATED = StatedPolicy(
    county=CountyId(an_id(1)),
    policy=CountyPolicy(lock_after_minutes=5),
    stated_at=datetime(2026, 11, 24, tzinfo=UTC),
)


def test_a_decision_this_program_does_not_know_is_passed_over_and_its_signature_holds() -> None:
    said = json.loads(STATED.model_dump_json())
    said["policy"]["a_later_decision"] = 7
    later = StatedPolicy.model_validate_json(rfc8785.dumps(said))
    signed = SignedPolicy(stated=later, signature=sign_word(POLICY, later, KEY))
    heard = SignedPolicy.model_validate_json(signed.model_dump_json())
    heard.verify(KNOWN)
    assert heard.stated.policy.lock_after_minutes == 5


def test_a_decision_slipped_in_later_breaks_the_signature() -> None:
    signed = SignedPolicy(stated=STATED, signature=sign_word(POLICY, STATED, KEY))
    said = json.loads(signed.model_dump_json())
    said["stated"]["policy"]["a_later_decision"] = 7
    with pytest.raises(SignatureInvalid):
        SignedPolicy.model_validate_json(json.dumps(said)).verify(KNOWN)
