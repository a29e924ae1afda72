# SPDX-License-Identifier: AGPL-3.0-or-later
"""Cases that are taken back leave no trace, in the small size; `python -m bench.revocation`."""

from pathlib import Path

from bench.revocation import revoke_many


def test_of_cases_that_are_taken_back_nothing_is_left_after_one_sync(tmp_path: Path) -> None:
    revoked = revoke_many(3, tmp_path)
    assert revoked.left == []
    # Names, notes and titles as rows and terms, a key and a part of a file of each case.
    assert revoked.traces_before > 3 * (1 + 5 + 1 + 1 + 1)
