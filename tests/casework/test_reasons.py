# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every reason can be said."""

import re

from casework.reasons import TEMPLATES, Reason, ReasonCode


def test_every_code_has_a_sentence_that_fills_in() -> None:
    for code in ReasonCode:
        names = re.findall(r"\{(\w+)\}", TEMPLATES[code])
        sentence = Reason.of(code, **dict.fromkeys(names, "X")).sentence
        assert sentence.endswith(".")
        assert "{" not in sentence
