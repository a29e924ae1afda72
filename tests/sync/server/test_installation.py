# SPDX-License-Identifier: AGPL-3.0-or-later
"""A county on its own PostgreSQL: two roles, two addresses."""

from pathlib import Path

import pytest

from sync.server.errors import DatabaseUnusable
from sync.server.installation import Installation, find_county
from sync.server.schema import LATEST
from tests.fakes.county import COUNTY, TestCounty


def urls(county: TestCounty) -> tuple[str, str]:
    app, owner = county.database.app.url, county.database.owner.url
    return app.render_as_string(hide_password=False), owner.render_as_string(hide_password=False)


def test_serving_needs_only_the_app_role(county: TestCounty, tmp_path: Path) -> None:
    with Installation(tmp_path, database=urls(county)[0]).open() as database:
        database.check_app_role()
        assert find_county(database) == COUNTY


def test_administering_without_the_owner_is_one_sentence(
    county: TestCounty, tmp_path: Path
) -> None:
    with (
        Installation(tmp_path, database=urls(county)[0]).open() as database,
        pytest.raises(DatabaseUnusable, match="--owner-database"),
        database.administer(),
    ):
        pass


def test_the_owner_alone_can_administer(county: TestCounty, tmp_path: Path) -> None:
    with Installation(tmp_path, owner_database=urls(county)[1]).open() as database:
        assert find_county(database) == COUNTY


def test_a_schema_of_another_version_is_not_served(county: TestCounty, tmp_path: Path) -> None:
    county.sql("UPDATE alembic_version SET version_num = '0000'")
    with (
        pytest.raises(DatabaseUnusable, match="has schema 0000, this program needs"),
        Installation(tmp_path, database=urls(county)[0]).open(),
    ):
        pass
    county.sql("UPDATE alembic_version SET version_num = :latest", latest=LATEST)


@pytest.mark.parametrize("url", ["nonsense", "mysql://x/y", "postgresql://x@127.0.0.1:1/y"])
def test_an_address_that_leads_nowhere_is_one_sentence(tmp_path: Path, url: str) -> None:
    with (
        pytest.raises(DatabaseUnusable, match=r"address must look like|does not answer"),
        Installation(tmp_path, database=url).open(),
    ):
        pass
