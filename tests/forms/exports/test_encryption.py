# SPDX-License-Identifier: AGPL-3.0-or-later
"""An encrypted submission opens with the author's private key, the way ODK Central opens it.

The reading side here follows ODK Central's `lib/util/crypto.js`: raw RSA, its own removal of the
OAEP mask, and its own walk of vectors; it shares no code with the writing side.
"""

import base64
import hashlib
from functools import cache
from typing import Any

import pytest
from cryptography.hazmat.decrepit.ciphers.modes import CFB
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

from forms.errors import FormInvalid
from forms.exports.encryption import encrypt_submission, read_public_key
from forms.exports.openrosa import Submission, make_submission
from forms.xml import parse_xml
from tests.fakes.exports import INSTANCE_ID, PICTURE, a_filled_household

NAMES: Any = {"s": "http://opendatakit.org/submissions", "orx": "http://openrosa.org/xforms"}
SECRET = bytes(range(32))


@cache
def pair() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def published(key: Any = None) -> str:
    """A public key as it stands in a form."""
    public = (key or pair()).public_key()
    return base64.b64encode(
        public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    ).decode()


def unmask(seed: bytes, length: int) -> bytes:
    made = b""
    for counter in range(-(-length // 32)):
        made += hashlib.sha256(seed + counter.to_bytes(4, "big")).digest()
    return made[:length]


def unwrap(text: str, length: int) -> bytes:
    """Raw RSA, then OAEP with SHA-256 for digest and mask; the last bytes are the content."""
    numbers = pair().private_numbers()
    padded = pow(
        int.from_bytes(base64.b64decode(text), "big"), numbers.d, numbers.public_numbers.n
    ).to_bytes(256, "big")
    masked_seed, masked = padded[1:33], padded[33:]
    seed = bytes(a ^ b for a, b in zip(masked_seed, unmask(masked, 32), strict=True))
    content = bytes(a ^ b for a, b in zip(masked, unmask(seed, 223), strict=True))
    assert padded[0] == 0
    assert content[:32] == hashlib.sha256(b"").digest()
    assert content[32 : 223 - length - 1].strip(b"\0") == b""
    assert content[223 - length - 1] == 1
    return content[-length:]


def vector(instance_id: str, secret: bytes, index: int) -> bytes:
    runner = bytearray(hashlib.md5(instance_id.encode() + secret).digest())
    for step in range(index + 1):
        runner[step % 16] = (runner[step % 16] + 1) & 0xFF
    return bytes(runner)


def cleartext(secret: bytes, iv: bytes, content: bytes) -> bytes:
    opened = Cipher(AES(secret), CFB(iv)).decryptor().update(content)
    pad = opened[-1]
    assert 1 <= pad <= 16
    assert opened[-pad:] == bytes([pad]) * pad
    return opened[:-pad]


def open_as_central(sent: Submission) -> dict[str, bytes]:
    """Every file as it was, by the name it had, the instance last."""
    root = parse_xml(sent.xml)
    secret = unwrap(root.findtext("s:base64EncryptedKey", "", NAMES), 32)
    names = [one.text or "" for one in root.findall("s:media/s:file", NAMES)]
    names.append(root.findtext("s:encryptedXmlFile", "", NAMES))
    instance_id = root.findtext("orx:meta/orx:instanceID", "", NAMES)
    return {
        name.removesuffix(".enc"): cleartext(
            secret, vector(instance_id, secret, index), sent.files[name]
        )
        for index, name in enumerate(names)
    }


def test_central_opens_what_was_encrypted() -> None:
    plain = make_submission(a_filled_household())
    sent = encrypt_submission(plain, published(), SECRET)
    assert open_as_central(sent) == {"photo.png": PICTURE, "submission.xml": plain.xml}


def test_the_manifest_says_which_form_and_which_filling() -> None:
    root = parse_xml(
        encrypt_submission(make_submission(a_filled_household()), published(), SECRET).xml
    )
    assert root.tag == "{http://opendatakit.org/submissions}data"
    assert dict(root.attrib) == {"id": "test", "version": "1", "encrypted": "yes"}
    assert root.findtext("orx:meta/orx:instanceID", "", NAMES) == f"uuid:{INSTANCE_ID}"


def test_the_signature_covers_names_and_digests_in_order() -> None:
    plain = make_submission(a_filled_household())
    sent = encrypt_submission(plain, published(), SECRET)
    root = parse_xml(sent.xml)
    signed = "\n".join(
        [
            "test",
            "1",
            root.findtext("s:base64EncryptedKey", "", NAMES),
            f"uuid:{INSTANCE_ID}",
            f"photo.png::{hashlib.md5(PICTURE).hexdigest()}",
            f"submission.xml::{hashlib.md5(plain.xml).hexdigest()}",
            "",
        ]
    )
    signature = root.findtext("s:base64EncryptedElementSignature", "", NAMES)
    assert unwrap(signature, 16) == hashlib.md5(signed.encode()).digest()


def test_nothing_of_an_answer_can_be_read_in_what_is_sent() -> None:
    sent = encrypt_submission(make_submission(a_filled_household()), published(), SECRET)
    everything = sent.xml + b"".join(sent.files.values())
    assert b"Ana" not in everything
    assert PICTURE not in everything


@given(st.dictionaries(st.sampled_from("abcdefghijklmnopqrst"), st.binary(max_size=200)))
def test_any_number_of_files_of_any_length_comes_back(files: dict[str, bytes]) -> None:
    plain = Submission("form", "", "uuid:1", b"<data/>", files)
    sent = encrypt_submission(plain, published(), SECRET)
    assert open_as_central(sent) == {**files, "submission.xml": b"<data/>"}


@pytest.mark.parametrize(
    "key",
    [
        "",
        "not base64!",
        base64.b64encode(b"nothing").decode(),
        published(rsa.generate_private_key(public_exponent=65537, key_size=1024)),
        published(ec.generate_private_key(ec.SECP256R1())),
    ],
    ids=["empty", "letters", "bytes", "short", "curve"],
)
def test_a_key_that_cannot_be_used_is_refused_with_one_sentence(key: str) -> None:
    with pytest.raises(FormInvalid, match="public key"):
        read_public_key(key)
