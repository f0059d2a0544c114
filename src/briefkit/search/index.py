"""The archive's search index: what it is told of each brief and entity becomes files for the page.

Of each brief the files with its details are made at once. What stands where waits in the scratch
database until all is told, and comes out in numbers that rank: the latest brief first, then the
entities, the one that is named most first.
"""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Iterator
from typing import Any

from briefkit.addresses import escaped
from briefkit.brief import Brief, Entity, Settings
from briefkit.interface import Interface
from briefkit.search.details import brief_row, entity_row, facts_of, parts_of
from briefkit.search.facets import SEPARATOR, Group, facets_of, in_order, likelihood_of
from briefkit.search.folding import tables, words
from briefkit.search.postings import Numbers, Postings, encode, encode_numbers
from briefkit.search.shards import Dictionary, File, placed, shard
from briefkit.search.units import Unit, units
from briefkit.wording import signs

TITLE, STATEMENT, QUOTE, PASSAGE = 3, 2, 1, 0  # how much it weighs where a word stands
BRIEFS_A_FILE, ENTITIES_A_FILE = 16, 32
FORMS = ("hit", "passage", "name", "in_briefs", "named_in", "of_briefs")  # what the script counts
SCHEMA = """
create table search_brief (slug text primary key, date text, first int, units int, told text) without rowid;
create table search_entity (id text primary key, first int, kind text, name text, told text) without rowid;
create table search_named (id text primary key, mentions int, briefs int) without rowid;
"""
# The order in which the index page lists them, so that its rows have the same numbers.
LATEST_FIRST = "select {} from search_brief order by date is null, date desc, slug"
MOST_NAMED_FIRST = """
    select {} from search_entity left join search_named using (id) order by ifnull(mentions, 0) desc, id"""


class SearchIndex:
    """Tell it of every brief and every entity in a fixed order, then take its `files`, once."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        settings: Settings,
        interface: Interface,
        *,
        drafts: bool = False,
    ) -> None:
        connection.executescript(SCHEMA)
        self._database, self._settings, self._interface = connection, settings, interface
        self._drafts, self._kinds = drafts, list(settings.kinds)
        self._places = Postings(connection, "search_place")  # word → 4 × unit + tier
        self._having = Postings(connection, "search_having")  # group and value → brief
        self._units = self._briefs = 0
        self.entry = ""  # path of the file that a page loads first; known when all files are taken

    # -- what it is told

    def add(self, brief: Brief) -> list[File]:
        """The files that show what is found in the brief."""
        found = list(units(brief))
        parts = list(parts_of(brief, found, self._kinds))
        title = words(brief.about.title)
        self._post(TITLE, title)
        self._post(PASSAGE, words(facts_of(brief, self._interface)) - title)
        row = (brief.slug, brief.about.date, self._units, len(found) + 1)
        for unit in found:
            self._units += 1
            self._add_unit(brief, unit)
        self._units += 1
        told = json.dumps(brief_row(brief, self._interface, parts), ensure_ascii=False)
        self._database.execute("insert into search_brief values (?, ?, ?, ?, ?)", (*row, told))
        self._having.add(list(facets_of(brief)), self._briefs)
        self._briefs += 1
        return [part.file for part in parts]

    def _add_unit(self, brief: Brief, unit: Unit) -> None:
        statements = words("\n".join([found.body.sentence for found in unit.statements]))
        quotes = words(unit.quotes())
        marks = set[str]()
        for found in unit.statements:
            marks.add(_mark(found.label.kind))
            if likelihood := likelihood_of(brief, found.body):
                marks.add(_mark(likelihood))
        self._post(STATEMENT, statements)
        self._post(QUOTE, quotes - statements)
        self._post(PASSAGE, words(unit.text) - quotes - statements | marks)

    def _post(self, tier: int, found: set[str]) -> None:
        self._places.add(found, self._units << 2 | tier)

    def add_entity(self, entity: Entity, path: str) -> None:
        """`path` is that of its page in build/."""
        self._post(TITLE, words("\n".join((entity.name, *entity.aliases))))
        told = json.dumps(entity_row(entity, escaped(path), self._kinds), ensure_ascii=False)
        row = (entity.id, self._units, entity.kind, entity.name, told)
        self._database.execute("insert into search_entity values (?, ?, ?, ?, ?)", row)
        self._units += 1

    # -- what comes of it

    def files(self) -> Iterator[File]:
        """Every file but those of `add`; the last is the one to begin with, whose path is `entry`."""
        rank = self._rank()
        facets = list[Any]()
        for group in self._groups(rank):
            file, row = self._facet(group)
            if row:
                yield file
                facets.append(row)
        place = self._place()
        dictionary = Dictionary(self._units)
        yield from dictionary.files((word, placed(numbers, place)) for word, numbers in self._places)
        heads = list[str]()
        for letter, several in (("h", self._brief_heads()), ("e", self._entity_heads())):
            digests = ""
            for number, rows in enumerate(several):
                file, digest = shard(letter, f"{letter}:{number}", rows)
                yield file
                digests += digest
            heads.append(digests)
        entry, _ = shard("index", "index", self._entry(dictionary, heads, facets))
        self.entry = entry[0]
        yield entry

    def _entry(self, dictionary: Dictionary, heads: list[str], facets: list[Any]) -> dict[str, Any]:
        lengths = (units for (units,) in self._database.execute(LATEST_FIRST.format("units")))
        shown = signs(self._settings.kinds, self._interface)
        plural = {key: self._interface.forms(key) for key in FORMS}
        status = {one: self._interface.code("status", one) for one in ("suggested", "disputed")}
        return {
            "words": {**self._interface.group("search"), **status},
            "forms": plural,
            "fold": tables(),
            "kinds": [[sign.letter, sign.stroke, sign.title, sign.kind] for sign in shown.values()],
            "briefs": self._briefs,
            "size": self._units,
            "units": encode_numbers(lengths),
            "starts": " ".join(dictionary.starts),
            "heads": heads[0],
            "entities": heads[1],
            "facets": facets,
            "drafts": int(self._drafts),
        }

    def _rank(self) -> Numbers[int]:
        """A brief's number as it was told → its number in the list of briefs."""
        told = [first for (first,) in self._database.execute(LATEST_FIRST.format("first"))]
        number = {first: number for number, first in enumerate(sorted(told))}
        rank = array("I", bytes(4 * len(told)))
        for final, first in enumerate(told):
            rank[number[first]] = final
        return rank

    def _place(self) -> Numbers[int]:
        """A unit's number as it was told → its number in the files."""
        place, count = array("I", bytes(4 * self._units)), 0
        briefs = self._database.execute(LATEST_FIRST.format("first, units"))
        entities = self._database.execute(MOST_NAMED_FIRST.format("first, 1"))
        for rows in (briefs, entities):
            for first, length in rows:
                for unit in range(first, first + length):
                    place[unit] = count
                    count += 1
        return place

    def _brief_heads(self) -> Iterator[list[Any]]:
        rows = self._database.execute(LATEST_FIRST.format("told"))
        while several := rows.fetchmany(BRIEFS_A_FILE):
            yield [json.loads(told) for (told,) in several]

    def _entity_heads(self) -> Iterator[list[Any]]:
        rows = self._database.execute(MOST_NAMED_FIRST.format("told, ifnull(briefs, 0)"))
        while several := rows.fetchmany(ENTITIES_A_FILE):
            yield [[*json.loads(told), briefs] for told, briefs in several]

    # -- facets

    def _groups(self, rank: Numbers[int]) -> Iterator[Group]:
        """What briefs have, in the order in which it is offered; counts the mentions on the way."""
        groups = dict[str, Group]()
        for key, numbers in self._having:
            name, _, value = key.partition(SEPARATOR)
            briefs = sorted({rank[number] for number in numbers})
            groups.setdefault(name, Group(name)).add(value, briefs)
            if name in self._settings.kinds:
                row = (value, len(numbers), len(briefs))
                self._database.execute("insert into search_named values (?, ?, ?)", row)
        mentions = [kind.name for kind in self._settings.kinds.values() if kind.base == "mention"]
        for name in ("year", "source", *mentions, "kind", "likelihood", "status"):
            if name in groups:
                yield groups[name]

    def _facet(self, group: Group) -> tuple[File, list[Any]]:
        """The file with the briefs of each value, and [key, title, digest, [value, words, briefs], …].

        The row is empty where there is nothing to choose: all briefs have the same. Kinds and
        likelihoods are also told from each other within a brief.
        """
        having = group.values()
        values = in_order(group.key, having, self._settings.kinds)
        file, digest = shard("f", f"f:{group.key}", [encode(having[one], self._briefs) for one in values])
        within = group.key in ("kind", "likelihood") and len(having) > 1
        if not within and all(len(briefs) == self._briefs for briefs in having.values()):
            return file, []
        named = [[value, self._named(group.key, value), len(having[value])] for value in values]
        return file, [group.key, self._title(group.key), digest, *named]

    def _title(self, group: str) -> str:
        kind = self._settings.kinds.get(group)
        return self._interface.title(kind) if kind else self._interface.group("search")[f"by_{group}"]

    def _named(self, group: str, value: str) -> str:
        """The value as it is shown; "" where that is how it is written."""
        if group == "kind":
            return self._interface.title(self._settings.kinds[value])
        if group == "status":
            return self._interface.code("status", value)
        if group in self._settings.kinds:
            row = self._database.execute("select name from search_entity where id = ?", (value,)).fetchone()
            return str(row[0]) if row and row[0] != value else ""
        return ""


def _mark(what: str) -> str:
    """The word by which statements of a kind or likelihood are found; no reader can type it."""
    return "@" + what.replace(" ", "_")
