# SPDX-License-Identifier: AGPL-3.0-or-later
"""`digest()` and `base64-decode()`: bytes written as text and read back.

Names of algorithms and encodings are read as JavaRosa reads them: in any case, hyphens or none.
"""

import base64
import binascii
import hashlib
import re

from forms.errors import ExpressionInvalid
from forms.xpath.values import XValue, bounded, to_text

_ALGORITHMS = {"MD5": "md5", "SHA-1": "sha1"} | {f"SHA-{n}": f"sha{n}" for n in (256, 384, 512)}
_BY_PLAIN_NAME = {name.replace("-", ""): found for name, found in _ALGORITHMS.items()}
_FOREIGN = re.compile(r"[^A-Za-z0-9+/=]")


def digest(text: XValue, algorithm: XValue, encoding: XValue = "base64") -> str:
    """The hash of a text's UTF-8 bytes, in base64 or hex.

    Raises:
        ExpressionInvalid: the algorithm or encoding is not one ODK has.
    """
    name = _BY_PLAIN_NAME.get(to_text(algorithm).upper().replace("-", ""))
    written = to_text(encoding).lower()
    if name is None:
        raise ExpressionInvalid(
            f"digest() does not know {to_text(algorithm)!r}; it takes {', '.join(_ALGORITHMS)}."
        )
    # The author of a form chooses the algorithm for other programs; nothing here trusts it.
    content = to_text(text).encode(errors="replace")
    made = hashlib.new(name, content, usedforsecurity=False).digest()
    if written == "hex":
        return made.hex()
    if written == "base64":
        return base64.b64encode(made).decode()
    raise ExpressionInvalid(f"digest() writes base64 or hex, not {written!r}.")


def decode_base64(text: XValue) -> str:
    """The UTF-8 text behind base64, other characters passed over; empty when it is incomplete."""
    letters = _FOREIGN.sub("", to_text(text))
    if len(letters) % 4 != 0:
        return ""
    try:
        return bounded(base64.b64decode(letters).decode(errors="replace"))
    except binascii.Error:
        return ""
