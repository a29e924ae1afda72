# SPDX-License-Identifier: AGPL-3.0-or-later
"""The feed's numbers under writers that race."""

from concurrent.futures import ThreadPoolExecutor

from casework.feed import FeedPage, RecordPut
from casework.policy import Hat
from tests.fakes.county import TestCounty, TestLaptop
from tests.fakes.people import a_hat

WRITERS = 4
EACH = 50


def test_racing_writers_leave_no_gap_and_a_follower_misses_nothing(
    county: TestCounty, ana: Hat
) -> None:
    case = county.add_case(author=ana)
    laptops = []
    for number in range(WRITERS + 1):
        hat = county.add_hat(a_hat(10 + number))
        county.grant(hat, case)
        laptops.append(TestLaptop(county))
        laptops[-1].enrol(hat)
    *writers, follower = laptops

    def write(laptop: TestLaptop) -> None:
        for _ in range(EACH):
            laptop.push(laptop.write(case))

    seen: list[int] = []
    cursor = ""
    with ThreadPoolExecutor(WRITERS) as pool:
        racing = [pool.submit(write, one) for one in writers]
        while True:
            was_over = all(one.done() for one in racing)
            page = follower.pull(cursor)
            assert isinstance(page, FeedPage)
            seen += [one.record.version for one in page.entries if isinstance(one, RecordPut)]
            cursor = page.cursor
            if was_over and page.done:
                break
        for one in racing:
            one.result()
    numbers = [row[0] for row in county.sql("SELECT n FROM feed ORDER BY n")]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(seen) == len(set(seen)) == WRITERS * EACH + 1
