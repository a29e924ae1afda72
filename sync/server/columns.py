# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the descriptions of tables are made of."""

from sqlalchemy import Column, DateTime, MetaData, Text

METADATA = MetaData()


def moment(name: str, *, nullable: bool = False) -> Column[object]:
    """A moment with its zone."""
    return Column(name, DateTime(timezone=True), nullable=nullable)


def key(name: str) -> Column[str]:
    """A text that is part of the primary key."""
    return Column(name, Text, primary_key=True)


def words(name: str, *, nullable: bool = False) -> Column[str]:
    """A text."""
    return Column(name, Text, nullable=nullable)
