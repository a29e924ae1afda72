# SPDX-License-Identifier: AGPL-3.0-or-later
"""Transactions on the county's database, each under one identity.

Invariants:
- Laptops are served through the app role, which owns nothing and cannot pass row security; the
  transaction says for which hat and device it acts, and forgets it at its end.
- Administration goes through the owner role, which sees content only by saying so.
- Nobody outside this module opens a connection.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import URL, Connection, Engine, create_engine, make_url, text
from sqlalchemy.exc import ArgumentError, OperationalError

from casework.ids import CaseId, CountyId, DeviceId, HatId, RecordId
from sync.server.content_seals import OPTION, KeyKeeper
from sync.server.county_keys import CountyKeys
from sync.server.driver import ask_driver
from sync.server.embedded import SUPERUSER, Cluster
from sync.server.errors import DatabaseUnusable
from sync.server.limits import LIMITS

APP_ROLE = "fieldfare_app"
OWNER_ROLE = "fieldfare_owner"
DATABASE = "fieldfare"
NO_HAT = HatId("")
NO_DEVICE = DeviceId("")
NO_COUNTY = CountyId("")


_MAKE_ROLES = f"""
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{OWNER_ROLE}') THEN
        CREATE ROLE {OWNER_ROLE} LOGIN NOSUPERUSER NOBYPASSRLS;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{APP_ROLE}') THEN
        CREATE ROLE {APP_ROLE} LOGIN NOSUPERUSER NOBYPASSRLS;
    END IF;
END $$
"""  # noqa: S608 - constants of this module

_CHECK_ROLE = text(
    "SELECT rolsuper OR rolbypassrls OR EXISTS (SELECT FROM"
    " (SELECT relowner FROM pg_class WHERE relnamespace = 'public'::regnamespace"
    "  UNION SELECT datdba FROM pg_database WHERE datname = current_database()) AS o (owner)"
    " WHERE pg_has_role(pg_roles.oid, owner, 'MEMBER'))"
    " FROM pg_roles WHERE rolname = current_user"
)

_IDENTIFY = text(
    "SELECT set_config('fieldfare.county', :county, true), "
    "set_config('fieldfare.hat', :hat, true), set_config('fieldfare.device', :device, true)"
)
IDENTIFY = """
SELECT set_config('fieldfare.county', %(county)s, true), set_config('fieldfare.hat', %(hat)s, true),
    set_config('fieldfare.device', %(device)s, true)
"""
SHOW_KEY = "SELECT set_config('fieldfare.key', %(key)s, true)"
_SHOW_INVITE = text("SELECT set_config('fieldfare.invite', :digest, true)")
_TAKE_DUTY = text("SELECT set_config('fieldfare.duty', :duty, true)")
_SHARE = text("SELECT set_config('fieldfare.sharing', :case, true)")
_SEEK = text("SELECT set_config('fieldfare.seeking', 'duplicates', true)")
_DELIVER = text("SELECT set_config('fieldfare.delivery', :record, true)")


@dataclass(frozen=True)
class Identity:
    """For whom a transaction acts; an empty hat and device see no content."""

    county: CountyId
    hat: HatId = NO_HAT
    device: DeviceId = NO_DEVICE


class CountyDatabase:
    """The two ways into the database; `owner_url` may be missing where only serving is done.

    Attributes:
        app: the app role's engine; its transactions are begun by `act_as` only.
        keys: what unwraps the keys of content; None where no content is touched.
    """

    def __init__(
        self, app_url: str, owner_url: str | None = None, keys: CountyKeys | None = None
    ) -> None:
        self.keys = None if keys is None else KeyKeeper(keys)
        self.app = _make_engine(app_url, self.keys)
        self._owner = None if owner_url is None else _make_engine(owner_url, self.keys)

    @contextmanager
    def act_as(self, identity: Identity) -> Iterator[Connection]:
        """A transaction of the app role; committed at the end, undone by any error."""
        with _begin(self.app, lambda begun: identify(begun, identity)) as connection:
            yield connection

    @contextmanager
    def administer(self) -> Iterator[Connection]:
        """A transaction of the owner role with sight of content."""
        with _begin(self.owner, lambda begun: _take_duty(begun, "administration")) as connection:
            yield connection

    @contextmanager
    def publish(self) -> Iterator[Connection]:
        """A transaction of the owner role that may write instruments and sees no case."""
        with _begin(self.owner, lambda begun: _take_duty(begun, "publishing")) as connection:
            yield connection

    @property
    def has_owner(self) -> bool:
        """Whether the owner role is at hand."""
        return self._owner is not None

    @property
    def owner(self) -> Engine:
        """The owner's engine, for schema changes."""
        if self._owner is None:
            raise DatabaseUnusable(
                "This needs the database's owner: give --owner-database "
                "or FIELDFARE_OWNER_DATABASE."
            )
        return self._owner

    def check_app_role(self) -> None:
        """Refuse to serve through a role that could see past row security.

        Raises:
            DatabaseUnusable: it owns something or may act as who does, is a superuser, or
                bypasses row security.
        """
        with _begin(self.app, lambda begun: identify(begun, Identity(NO_COUNTY))) as connection:
            if connection.execute(_CHECK_ROLE).scalar_one():
                raise DatabaseUnusable(
                    "The server must not reach its database as owner or superuser; "
                    f"use the role {APP_ROLE}."
                )

    def close(self) -> None:
        """Give back every connection."""
        self.app.dispose()
        if self._owner is not None:
            self._owner.dispose()


def identify(connection: Connection, identity: Identity) -> None:
    """Say for whom the rest of this transaction acts."""
    connection.execute(_IDENTIFY, vars(identity))


def show_key(connection: Connection, key_id: str) -> None:
    """Say which key the rest of this transaction looks up, before its laptop is known."""
    ask_driver(connection, SHOW_KEY, {"key": key_id})


def show_invite(connection: Connection, digest: str) -> None:
    """Say which invite was shown; the rest of this transaction sees no other."""
    connection.execute(_SHOW_INVITE, {"digest": digest})


def deliver_for(connection: Connection, record: RecordId) -> None:
    """Say for which record the rest of this transaction takes its own device's file."""
    connection.execute(_DELIVER, {"record": record})


def share_for(connection: Connection, case: CaseId) -> None:
    """Let the rest of this transaction change who else meets a case; only after the policy did."""
    connection.execute(_SHARE, {"case": case})


def seek_duplicates(connection: Connection) -> None:
    """Say that the rest of this transaction looks for one youth in two cases."""
    connection.execute(_SEEK)


def prepare_cluster(cluster: Cluster, database: str = DATABASE) -> None:
    """Make the two roles and the database of a private PostgreSQL where they are missing."""
    with cluster.connect(SUPERUSER, "postgres") as connection:
        connection.execute(_MAKE_ROLES)
        known = connection.execute("SELECT FROM pg_database WHERE datname = %s", [database])
        if known.rowcount == 0:
            connection.execute(f'CREATE DATABASE "{database}" OWNER {OWNER_ROLE}'.encode())


def open_embedded(
    cluster: Cluster, database: str = DATABASE, keys: CountyKeys | None = None
) -> CountyDatabase:
    """The database of a private PostgreSQL."""
    return CountyDatabase(cluster.url(APP_ROLE, database), cluster.url(OWNER_ROLE, database), keys)


def _make_engine(url: str, keys: KeyKeeper | None) -> Engine:
    wait = int(LIMITS.lock_wait.total_seconds() * 1000)
    return create_engine(
        _read_url(url),
        pool_size=LIMITS.pool,
        max_overflow=LIMITS.pool,
        hide_parameters=True,
        execution_options={OPTION: keys},
        connect_args={"options": f"-c lock_timeout={wait}"},
    )


def _read_url(url: str) -> URL:
    sentence = "The database's address must look like postgresql://role:password@host/database."
    try:
        address = make_url(url)
    except ArgumentError as error:
        raise DatabaseUnusable(sentence) from error
    if address.get_backend_name() != "postgresql":
        raise DatabaseUnusable(sentence)
    return address.set(drivername="postgresql+psycopg")


@contextmanager
def _begin(engine: Engine, first: Callable[[Connection], None]) -> Iterator[Connection]:
    with _open(engine, first) as connection:
        yield connection
        connection.commit()


def _open(engine: Engine, first: Callable[[Connection], None]) -> Connection:
    """A connection whose transaction has begun with `first`, which changes nothing.

    Where the one that was held broke in the meantime, a fresh one is begun with; so none has to be
    tried before.
    """
    held = _connect(engine)
    try:
        first(held)
    except OperationalError as error:
        held.close()
        if not error.connection_invalidated:
            raise
        held = _connect(engine)
        first(held)
    return held


def _connect(engine: Engine) -> Connection:
    try:
        return engine.connect()
    except OperationalError as error:
        raise DatabaseUnusable("The county's database does not answer.") from error


def _take_duty(connection: Connection, duty: str) -> None:
    connection.execute(_TAKE_DUTY, {"duty": duty})
