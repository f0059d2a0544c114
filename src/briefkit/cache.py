"""What was made of a brief, as JSON, so that memory holds one brief at a time.

The second and last place where pydantic stands: it writes and reads dataclasses as JSON faster
than Python could. The caller opens the database; in memory or on disk, what comes out is what
went in.
"""

from __future__ import annotations

import sqlite3
from functools import cache
from typing import TypeVar

from pydantic import TypeAdapter

from briefkit.brief import Brief

T = TypeVar("T")


@cache
def as_json(type_: type[T]) -> TypeAdapter[T]:
    """What writes values of the type as JSON and reads them; made on first use, which a check has none of."""
    return TypeAdapter(type_)


def open_scratch() -> sqlite3.Connection:
    """A database of this process alone, which SQLite moves to disk when it grows and removes by itself."""
    connection = sqlite3.connect("", isolation_level=None)
    connection.executescript(
        "pragma journal_mode = off; pragma synchronous = off; pragma temp_store = file; begin;"
    )
    return connection


class Briefs:
    """Resolved briefs, by slug."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._database = connection
        connection.execute("create table resolved (slug text primary key, value blob) without rowid")

    def put(self, brief: Brief) -> None:
        value = as_json(Brief).dump_json(brief)
        self._database.execute("replace into resolved values (?, ?)", (brief.slug, value))

    def drop(self, slug: str) -> None:
        self._database.execute("delete from resolved where slug = ?", (slug,))

    def get(self, slug: str) -> Brief:
        """The brief that was put there. KeyError where there is none."""
        row = self._database.execute("select value from resolved where slug = ?", (slug,)).fetchone()
        if row is None:
            raise KeyError(slug)
        brief: Brief = as_json(Brief).validate_json(row[0])
        return brief
