"""What was made of a brief, as JSON, so that memory holds one brief at a time.

The second and last place where pydantic stands: it writes and reads dataclasses as JSON faster
than Python could. The caller opens the database; in memory or on disk, what comes out is what
went in.
"""

from __future__ import annotations

import sqlite3

from pydantic import TypeAdapter

from briefkit.brief import Brief, Facts

BRIEF: TypeAdapter[Brief] = TypeAdapter(Brief)
FACTS: TypeAdapter[Facts] = TypeAdapter(Facts)


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
        self._database.execute("replace into resolved values (?, ?)", (brief.slug, BRIEF.dump_json(brief)))

    def drop(self, slug: str) -> None:
        self._database.execute("delete from resolved where slug = ?", (slug,))

    def get(self, slug: str) -> Brief:
        """The brief that was put there. KeyError where there is none."""
        row = self._database.execute("select value from resolved where slug = ?", (slug,)).fetchone()
        if row is None:
            raise KeyError(slug)
        return BRIEF.validate_json(row[0])
