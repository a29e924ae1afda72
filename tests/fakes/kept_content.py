# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a test county keeps, unsealed for a test to look at, or left in the clear as of old."""

from typing import Any

from pydantic import BaseModel
from sqlalchemy import Connection, select, text, update

from casework.ids import CountyId, DeviceId
from casework.operations import Operation, OperationResult, Sent
from casework.records import CaseRecord
from sync.server.app import CountyServer
from sync.server.cases import open_row, store_row
from sync.server.content_seals import case_key, open_seals
from sync.server.database import CountyDatabase
from sync.server.grounds import list_grounds
from sync.server.tables import operation, quarantine, record
from sync.server.work_rows import open_answer, open_stray, open_work

COUNTY = CountyId("00000000-0000-7000-8000-0000000c0047")


class KeptContent:
    """The part of a test county that opens seals."""

    server: CountyServer

    @property
    def database(self) -> CountyDatabase:
        return self.server.database

    def sql(self, query: str, **parameters: Any) -> list[tuple[Any, ...]]:
        """Run SQL as the owner with sight of content; rows, or none for a statement."""
        with self.database.administer() as connection:
            result = connection.execute(text(query), parameters)
            return [tuple(row) for row in result] if result.returns_rows else []

    def count_rows(self) -> dict[str, int]:
        """How many rows each table holds."""
        named = self.sql(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
            " AND relkind = 'r'"
        )
        return {one: self.sql(f"SELECT count(*) FROM {one}")[0][0] for (one,) in named}

    def kept_records(self) -> list[CaseRecord]:
        """Every record as the county keeps it, unsealed, by version."""
        with self.database.administer() as connection:
            return unsealed_records(connection, COUNTY)

    def put_back(self, earlier: CaseRecord) -> None:
        """Keep a record as it was once, as a restored backup does."""
        with self.database.administer() as connection:
            seals = open_seals(connection, COUNTY)
            seals.load([case_key(earlier.case)])
            this = update(record).where(record.c.id == earlier.record)
            connection.execute(this.values(store_row(COUNTY, earlier, seals)))

    def kept_work(self, sender: DeviceId) -> list[tuple[Operation, OperationResult]]:
        """What a laptop sent and what was answered, unsealed, by counter."""
        query = select(operation).where(operation.c.device == sender)
        with self.database.administer() as connection:
            seals = open_seals(connection, COUNTY)
            return [
                (
                    _known(open_work(seals, sender, row.case_id, row.counter, row.content)),
                    open_answer(seals, sender, row.counter, row.result),
                )
                for row in connection.execute(query.order_by(operation.c.counter))
            ]

    def kept_strays(self, sender: DeviceId) -> list[Operation]:
        """What was set aside of a laptop's work, unsealed, by counter."""
        query = select(quarantine).where(quarantine.c.device == sender)
        with self.database.administer() as connection:
            seals = open_seals(connection, COUNTY)
            return [
                _known(open_stray(seals, sender, row.digest, row.content))
                for row in connection.execute(query.order_by(quarantine.c.counter))
            ]

    def unseal(self) -> None:
        """Leave content as a program left it that knew no keys."""
        with self.database.administer() as connection:
            records = unsealed_records(connection, COUNTY)
        for record_ in records:
            self._put_clear("record", "content", record_, id=record_.record)
        with self.database.administer() as connection:
            grounds = list_grounds(connection, COUNTY)
        for one in grounds:
            self._put_clear("ground", "content", one, id=one.id)
        for (sender,) in self.sql("SELECT id FROM device"):
            for work, result in self.kept_work(sender):
                self._put_clear("operation", "content", work, digest=work.digest())
                self._put_clear("operation", "result", result, digest=work.digest())
            for work in self.kept_strays(sender):
                self._put_clear("quarantine", "content", work, digest=work.digest())

    def _put_clear(self, table: str, column: str, content: BaseModel, **row: str) -> None:
        [(key, value)] = row.items()
        query = f"UPDATE {table} SET {column} = :content WHERE {key} = :value"
        self.sql(query, content=content.model_dump_json().encode(), value=value)


def unsealed_records(connection: Connection, county_id: CountyId) -> list[CaseRecord]:
    """Every record of a county, by version."""
    rows = connection.execute(select(record).order_by(record.c.version)).all()
    seals = open_seals(connection, county_id)
    seals.load(case_key(row.case_id) for row in rows)
    return [
        CaseRecord.model_validate_json(
            open_row(seals, row.case_id, row.id, row.version, row.content)
        )
        for row in rows
    ]


def _known(work: Sent) -> Operation:
    assert isinstance(work, Operation)
    return work
