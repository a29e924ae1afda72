# SPDX-License-Identifier: AGPL-3.0-or-later
"""Encrypting a submission for whoever holds the private key of the form's author.

Source: the encryption sub-specification of the ODK XForms specification; ODK Central reads it.
Invariants: every submission has a key of its own that is never kept; media come first and the
instance last, because each file's initialization vector is the step after the one before it; the
signature covers the names and digests of the files as they were before encryption.

The algorithms are the specification's, not a choice of ours: AES-256 in CFB mode with PKCS#7
padding, RSA-OAEP with SHA-256 for digest and mask, MD5 only inside the signed text.
"""

import base64
import binascii
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.decrepit.ciphers.modes import CFB
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.padding import PKCS7
from cryptography.hazmat.primitives.serialization import load_der_public_key
from lxml import etree

from forms.errors import FormInvalid
from forms.exports.openrosa import XML_NAME, Submission
from forms.xml import OPENROSA, Element

KEY_BYTES: Final = 32
LEAST_KEY_BITS: Final = 2048
_SPACE: Final = "http://opendatakit.org/submissions"
_ENDING: Final = ".enc"


@dataclass(frozen=True)
class _Sealed:
    """One file before and after."""

    name: str
    content: bytes
    digest: str


def encrypt_submission(submission: Submission, public_key: str, secret: bytes) -> Submission:
    """The submission as the form's author asked for it: a manifest and encrypted files.

    Args:
        public_key: `FormDefinition.submission_key`: base64 of a DER public key.
        secret: 32 random bytes, used for this submission only and then forgotten.

    Raises:
        FormInvalid: the form's key cannot be used.
    """
    if len(secret) != KEY_BYTES:
        raise ValueError("the key of a submission has 32 bytes")
    key = read_public_key(public_key)
    files = [*submission.files.items(), (XML_NAME, submission.xml)]
    walk = initialization_vectors(submission.instance_id, secret)
    sealed = [
        _Sealed(name, _encrypt(content, secret, vector), _md5(content).hex())
        for (name, content), vector in zip(files, walk, strict=False)
    ]
    wrapped = _wrap(key, secret)
    signature = _wrap(key, _digest_signed(submission, wrapped, sealed))
    return replace(
        submission,
        xml=_write_manifest(submission, wrapped, signature, sealed),
        files={one.name + _ENDING: one.content for one in sealed},
    )


def read_public_key(text: str) -> RSAPublicKey:
    """The author's key.

    Raises:
        FormInvalid: it is no RSA public key of at least 2048 bits.
    """
    try:
        key = load_der_public_key(base64.b64decode("".join(text.split()), validate=True))
    except (ValueError, binascii.Error, UnsupportedAlgorithm) as error:
        raise FormInvalid(
            "The form's public key cannot be read; put the key of its author in the settings."
        ) from error
    if not isinstance(key, RSAPublicKey) or key.key_size < LEAST_KEY_BITS:
        raise FormInvalid(
            f"The form's public key is no RSA key of {LEAST_KEY_BITS} bits or more; make a new one."
        )
    return key


def initialization_vectors(instance_id: str, secret: bytes) -> Iterator[bytes]:
    """The vector of each file in turn: byte after byte of the seed goes up by one."""
    seed = bytearray(_md5(instance_id.encode() + secret))
    step = 0
    while True:
        at = step % len(seed)
        seed[at] = (seed[at] + 1) % 256
        step += 1
        yield bytes(seed)


def _encrypt(content: bytes, secret: bytes, vector: bytes) -> bytes:
    padder = PKCS7(AES256.block_size).padder()
    padded = padder.update(content) + padder.finalize()
    encryptor = Cipher(AES256(secret), CFB(vector)).encryptor()
    return encryptor.update(padded) + encryptor.finalize()


def _wrap(key: RSAPublicKey, content: bytes) -> str:
    way = padding.OAEP(padding.MGF1(hashes.SHA256()), hashes.SHA256(), None)
    return base64.b64encode(key.encrypt(content, way)).decode("ascii")


def _digest_signed(submission: Submission, wrapped: str, sealed: list[_Sealed]) -> bytes:
    lines = [
        submission.form_id,
        *([submission.version] if submission.version else ()),
        wrapped,
        submission.instance_id,
        *(f"{one.name}::{one.digest}" for one in sealed),
    ]
    signed = "".join(f"{line}\n" for line in lines)
    return _md5(signed.encode())


def _md5(content: bytes) -> bytes:
    """The specification's digest; nothing here relies on it being hard to collide."""
    return hashlib.md5(content, usedforsecurity=False).digest()


def _write_manifest(
    submission: Submission, wrapped: str, signature: str, sealed: list[_Sealed]
) -> bytes:
    root = etree.Element(f"{{{_SPACE}}}data", nsmap=_default(_SPACE))
    root.set("id", submission.form_id)
    if submission.version:
        root.set("version", submission.version)
    root.set("encrypted", "yes")

    def put(parent: Element, name: str, text: str) -> None:
        etree.SubElement(parent, f"{{{_SPACE}}}{name}").text = text

    put(root, "base64EncryptedKey", wrapped)
    for one in sealed[:-1]:
        put(etree.SubElement(root, f"{{{_SPACE}}}media"), "file", one.name + _ENDING)
    put(root, "encryptedXmlFile", sealed[-1].name + _ENDING)
    put(root, "base64EncryptedElementSignature", signature)
    meta = etree.SubElement(root, f"{{{OPENROSA}}}meta", nsmap=_default(OPENROSA))
    etree.SubElement(meta, f"{{{OPENROSA}}}instanceID").text = submission.instance_id
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _default(space: str) -> dict[str, str]:
    return {None: space}  # type: ignore[dict-item]  # the stubs know no default namespace
