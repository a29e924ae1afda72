# SPDX-License-Identifier: AGPL-3.0-or-later
"""The version of the county's schema: brought up by the owner, checked by everyone else."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import DBAPIError

from sync.server.errors import DatabaseUnusable

LATEST = "0032"
_MIGRATIONS = Path(__file__).parent / "migrations"


def migrate(owner: Engine, version: str = "head") -> None:
    """Bring the schema to this program's version, or to an older one; a newer one is refused.

    Raises:
        DatabaseUnusable: the schema was made by a newer program.
    """
    found = read_version(owner)
    if found == LATEST:
        return
    if found is not None and found > LATEST:
        raise DatabaseUnusable(
            f"The county's database has schema {found}, this program knows {LATEST}; "
            "update the program."
        )
    settings = Config()
    settings.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    settings.set_main_option("path_separator", "os")
    with owner.begin() as connection:
        settings.attributes["connection"] = connection
        command.upgrade(settings, version)


def check_version(app: Engine) -> None:
    """Refuse a schema that this program does not serve, where it may not change it.

    Raises:
        DatabaseUnusable: it is older or newer, or there is none.
    """
    found = read_version(app)
    if found != LATEST:
        raise DatabaseUnusable(
            f"The county's database has schema {found or 'none'}, this program needs {LATEST}; "
            "run a command once with --owner-database, or update the program."
        )


def read_version(engine: Engine) -> str | None:
    """The schema version on record, or None for an empty database.

    Raises:
        DatabaseUnusable: the database does not answer.
    """
    try:
        with engine.connect() as connection:
            if not inspect(connection).has_table("alembic_version"):
                return None
            found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    except DBAPIError as error:
        raise DatabaseUnusable("The county's database does not answer.") from error
    return None if found is None else str(found)
