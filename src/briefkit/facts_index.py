"""The archive's index of facts.

It is a database, so that an archive of ten thousand briefs needs no more memory than one of ten:
facts go in brief by brief, and what a page shows of the others comes out in a fixed order. The
caller opens the connection; in memory or on disk, the answers are the same.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from briefkit.brief import (
    Brief,
    Entity,
    Facts,
    LinkFact,
    Mention,
    MentionFact,
    Statement,
    StatementFact,
)
from briefkit.facts import BriefRow, EntityRow, Foreign, Incoming, StatementRow
from briefkit.facts_table import (
    BRIEF,
    INDEXES,
    INDEXES_BY_SLUG,
    SCHEMA,
    SHARED,
    STATEMENT,
    STATEMENT_ROW,
    TABLES,
    entity_columns,
    entity_value,
    latest,
    slug_and_link,
    statement_columns,
    statement_fact,
    statement_row,
)
from briefkit.notes import links_in


class FactsIndex:
    """The facts of every brief, merged. Fill it with `add`, then `close`; then ask.

    Afterwards `drop` and `add` replace the facts of single briefs, and every answer is as if the
    index had been made anew.
    """

    def __init__(self, connection: sqlite3.Connection, entities: Iterable[Entity] = ()) -> None:
        self._database = connection
        self._run(SCHEMA)
        self._add_shared(entities)

    def share(self, entities: Iterable[Entity]) -> None:
        """Put these in the place of the entities that no sidecar gives."""
        self._database.execute("delete from given where slug = ?", (SHARED,))
        self._add_shared(entities)

    def _add_shared(self, entities: Iterable[Entity]) -> None:
        for entity in entities:
            self._add_entity(entity, SHARED, (1, 1, 0))

    def add(self, facts: Facts, *, whole: bool = True) -> None:
        """Take in what a brief tells; where it is not whole (`facts.bare`), for checks alone."""
        about, slug, many = facts.about, facts.slug, self._database.executemany
        sentences = {one.address: one.sentence for one in facts.statements}
        judgments = [(address, sentences[address]) for address in facts.key_judgments]
        self._database.execute(
            "insert into brief values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(slug, facts.sidecar, facts.seed, about.title, about.date, json.dumps(about.supplied)),
                *(about.publisher, json.dumps(about.authors), about.status, about.handling, about.supersedes),
                *(facts.passages, json.dumps(facts.counts), json.dumps(judgments)),
                *(json.dumps(dict(facts.retired)), json.dumps(facts.refused), json.dumps(facts.suggested)),
                *(about.language, facts.scale, *latest(facts)),
            ),
        )
        for entity, place in zip(facts.entities, facts.entity_places, strict=True):
            self._add_entity(entity, slug, place)
        numbered = list(enumerate(facts.statements))
        many(
            "insert into statement values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (statement_columns(slug, number, one, whole) for number, one in numbered),
        )
        many(
            "insert into mention values (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (one.entity, slug, number, one.address, one.passage, one.before, one.words, one.after)
                for number, one in enumerate(facts.mentions)
            ),
        )
        many(
            "insert or ignore into marked values (?, ?, ?)",
            ((slug, one.passage, one.entity) for one in facts.mentions),
        )
        many(
            "insert or ignore into said values (?, ?, ?, ?)",
            ((actor, slug, number, one.address) for number, one in numbered for actor in one.by),
        )
        many(
            "insert into about values (?, ?, ?, ?)",
            ((id, slug, number, one.address) for number, one in numbered for id in one.about),
        )
        carriers = dict(facts.carriers)
        many(
            "insert into coverage values (?, ?, ?, ?)",
            ((slug, kind, labels, carriers.get(kind, 0)) for kind, labels in facts.counts),
        )
        many(
            "insert into link values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    *(slug, number, one.address, one.relation, one.slug, one.label),
                    *(one.line, one.column, one.written_at.start, one.written_at.end),
                )
                for number, one in enumerate(facts.links)
            ),
        )

    def _add_entity(self, one: Entity, slug: str, place: tuple[int, int, int]) -> None:
        self._database.execute(
            "insert into given values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", entity_columns(one, slug, place)
        )

    def drop(self, slug: str) -> None:
        """Take away all that a brief told; nothing happens where it told nothing."""
        self._run(INDEXES_BY_SLUG)
        marked = "select entity from marked where slug = ?1"  # mentions stand by entity
        self._database.execute(f"delete from mention where entity in ({marked}) and slug = ?1", (slug,))
        for table in TABLES - {"mention"}:
            self._database.execute(f"delete from {table} where slug = ?", (slug,))

    def close(self) -> None:
        """All facts are in: make the look-ups quick."""
        self._run(INDEXES)

    def clear(self) -> None:
        """Take away everything, shared entities too."""
        for table in TABLES:
            self._database.execute(f"delete from {table}")

    def _run(self, script: str) -> None:
        """Each statement by itself: `executescript` would end a transaction of the caller's."""
        for statement in script.split(";"):
            self._database.execute(statement)

    # -- briefs

    def slugs(self) -> list[str]:
        return [slug for (slug,) in self._database.execute("select slug from brief order by slug")]

    def title(self, slug: str) -> str | None:
        row = self._database.execute("select title from brief where slug = ?", (slug,)).fetchone()
        return row and str(row[0])

    def sidecar(self, slug: str) -> str:
        return str(self._database.execute("select sidecar from brief where slug = ?", (slug,)).fetchone()[0])

    def retired(self, slug: str) -> Mapping[str, str | None]:
        row = self._database.execute("select retired from brief where slug = ?", (slug,)).fetchone()
        return dict(json.loads(row[0])) if row else {}

    def refused(self, slug: str) -> tuple[str, ...]:
        """The explicit ids of labels of the brief that did not get in."""
        row = self._database.execute("select refused from brief where slug = ?", (slug,)).fetchone()
        return tuple(json.loads(row[0])) if row else ()

    def suggested(self, slug: str) -> tuple[str, ...]:
        """The ids of labels of the brief that are left out since they are only suggested."""
        row = self._database.execute("select suggested from brief where slug = ?", (slug,)).fetchone()
        return tuple(json.loads(row[0])) if row else ()

    def briefs(self) -> Iterator[BriefRow]:
        """Every brief, the latest source first; those without a date last."""
        query = f"select slug, {BRIEF} from brief order by date is null, date desc, slug"
        for slug, title, date, supplied, publisher, authors, *rest in self._database.execute(query):
            status, handling, passages, counts, judgments = rest
            yield BriefRow(
                slug=slug,
                title=title,
                date=date,
                supplied=tuple(json.loads(supplied)),
                publisher=publisher,
                authors=tuple(json.loads(authors)),
                status=status,
                handling=handling,
                passages=passages,
                counts=tuple((kind, count) for kind, count in json.loads(counts)),
                key_judgments=tuple((address, sentence) for address, sentence in json.loads(judgments)),
            )

    def brief_dates(self) -> list[tuple[str | None, int]]:
        """The dates (EDTF) of the briefs, each with the number of its briefs, in the order of `briefs`."""
        query = "select date, count(*) from brief group by date order by date is null, date desc"
        return self._database.execute(query).fetchall()

    def passages(self) -> int:
        return int(self._database.execute("select ifnull(sum(passages), 0) from brief").fetchone()[0])

    def coverage(self) -> dict[str, tuple[int, int]]:
        """Kind → how many labels of it there are, and how many passages carry one."""
        rows = self._database.execute(
            "select kind, sum(labels), sum(passages) from coverage group by kind order by kind"
        )
        return {kind: (labels, passages) for kind, labels, passages in rows}

    def seeds_shared(self) -> Iterator[tuple[str, list[str]]]:
        """(seed, slugs) for every seed that more than one sidecar is about."""
        query = """
            select seed, slug from brief
            where seed in (select seed from brief group by seed having count(*) > 1) order by seed, slug"""
        shared: dict[str, list[str]] = {}
        for seed, slug in self._database.execute(query):
            shared.setdefault(seed, []).append(slug)
        return iter(shared.items())

    def successions(self) -> Iterator[tuple[str, str, str]]:
        """(slug, the slug that it supersedes, the status of that one) where both are there."""
        query = """
            select new.slug, old.slug, old.status from brief new join brief old on new.supersedes = old.slug
            order by new.slug"""
        return self._database.execute(query)

    # -- statements and links

    def statement(self, slug: str, address: str) -> StatementFact | None:
        row = self._database.execute(
            f"select {STATEMENT} from statement where slug = ? and address = ?", (slug, address)
        ).fetchone()
        return statement_fact(*row) if row else None

    def knows(self, slug: str, id: str, any_label: bool = False) -> bool:
        """Whether an explicit id names a statement of the brief; with `any_label`, what a note may name."""
        if any_label:
            columns = "select 1 from {} where slug = ? and address = ?"
            return self._passage(slug, id) or any(
                self._database.execute(columns.format(table), (slug, id)).fetchone()
                for table in ("statement", "mention")
            )
        query = "select 1 from statement where slug = ? and address = ? and id is not null"
        return self._database.execute(query, (slug, id)).fetchone() is not None

    def _passage(self, slug: str, id: str) -> bool:
        row = self._database.execute("select passages from brief where slug = ?", (slug,)).fetchone()
        number = id.removeprefix("p")
        return (
            bool(row)
            and id != number
            and number.isascii()
            and number.isdigit()
            and 1 <= int(number) <= row[0]
        )

    def statement_ids(self, slug: str) -> list[str]:
        query = "select id from statement where slug = ? and id is not null order by address"
        return [id for (id,) in self._database.execute(query, (slug,))]

    def links_between_briefs(self) -> Iterator[tuple[str, LinkFact]]:
        """(slug, link) for every link that leaves its brief, in a fixed order."""
        query = "select * from link where slug <> to_slug order by slug, number"
        return map(slug_and_link, self._database.execute(query))

    def links_within(self, slug: str) -> Iterator[LinkFact]:
        query = "select * from link where slug = ? order by number"
        return (slug_and_link(row)[1] for row in self._database.execute(query, (slug,)))

    def foreign(self, brief: Brief) -> Foreign:
        """What the brief's page shows of the rest of the archive."""
        statements: dict[tuple[str, str], StatementFact] = {}
        for label in brief.labels:
            if isinstance(label.body, Statement):
                for link in label.body.links:
                    if link.slug != brief.slug and (found := self.statement(link.slug, link.label)):
                        statements[link.slug, link.label] = found
        query = "select slug from brief where supersedes = ? order by slug"
        successors = tuple(slug for (slug,) in self._database.execute(query, (brief.slug,)))
        others = {*(slug for slug, _ in statements), *successors}
        if brief.about.supersedes:
            others.add(brief.about.supersedes)
        titles = {slug: title for slug in sorted(others) if (title := self.title(slug))}
        hrefs = _noted(brief)
        return Foreign(
            entities=self.entities(_named(brief, hrefs)),
            statements=statements,
            titles=titles,
            incoming=tuple(self._incoming(brief.slug)),
            superseded_by=successors,
            noted=frozenset(href for href in hrefs if self.leads_somewhere(href)),
        )

    def leads_somewhere(self, href: str) -> bool:
        """Whether `slug#id` in a note names a label or passage of a brief."""
        slug, _, id = href.partition("#")
        return bool(slug and id) and ":" not in slug and self.knows(slug, id, any_label=True)

    def _incoming(self, slug: str) -> Iterator[Incoming]:
        query = """
            select link.relation, link.to_label, link.slug, brief.title, link.address, statement.name
            from link join brief using (slug) join statement using (slug, address)
            -- a reference leaves no statement, so the join drops it
            where link.to_slug = ? and link.slug <> link.to_slug
            order by link.to_label, link.relation, link.slug, link.address"""
        return (Incoming(*row) for row in self._database.execute(query, (slug,)))

    # -- entities

    def entities(self, ids: Iterable[str]) -> dict[str, Entity]:
        """Those entities and all that they are part of."""
        found: dict[str, Entity] = {}
        waiting = sorted(ids)
        while waiting:
            id = waiting.pop()
            if id not in found and (entity := self.entity(id)):
                found[id] = entity
                waiting.extend([entity.part_of] if entity.part_of else [])
        return found

    def entity(self, id: str) -> Entity | None:
        row = self._database.execute(
            "select id, kind, name, part_of, value from entity where id = ?", (id,)
        ).fetchone()
        return entity_value(*row) if row else None

    def entity_ids(self, kind: str) -> list[str]:
        query = "select id from entity where kind = ? order by id"
        return [id for (id,) in self._database.execute(query, (kind,))]

    def entities_named(self) -> set[str]:
        """The ids of all entities that a mention, a `by` or a `part_of` names."""
        query = """
            select entity from mention union select actor from said
            union select part_of from entity where part_of is not null"""
        return {id for (id,) in self._database.execute(query)}

    def given_twice(self) -> Iterator[tuple[str, str, int, int, int]]:
        """(id, sidecar, line, column, offset) of the ids that several sidecars give, by id and slug."""
        query = """
            select id, sidecar, line, "column", start from given join brief using (slug)
            where id in (select id from given where slug <> ? group by id having count(*) > 1)
            order by id, slug"""
        return self._database.execute(query, (SHARED,))

    def parts(self, id: str) -> list[Entity]:
        query = "select id, kind, name, part_of, value from entity where part_of = ? order by id"
        return [entity_value(*row) for row in self._database.execute(query, (id,))]

    def mentions(self, entity: str) -> Iterator[EntityRow]:
        """Every mention of an entity: by date and slug of its brief, then as it stands in the text."""
        query = """
            select slug, title, date, handling, language, entity, address, passage, before, words, after
            from mention join brief using (slug) where entity = ?
            order by date is null, date, slug, number"""
        for slug, title, date, handling, language, *mention in self._database.execute(query, (entity,)):
            yield EntityRow(slug, title, date, handling, language, MentionFact(*mention))

    def said(self, actor: str) -> Iterator[StatementRow]:
        """Every statement that the actor asserts, in the same order."""
        return self._statements("said join brief using (slug)", "actor", actor)

    def about(self, entity: str) -> Iterator[StatementRow]:
        """Every statement that is about the entity (`StatementFact.about`), in the same order."""
        return self._statements("about join brief using (slug)", "entity", entity)

    def _statements(self, tables: str, column: str, id: str) -> Iterator[StatementRow]:
        query = f"""
            select {STATEMENT_ROW} from {tables} join statement using (slug, address)
            where {column} = ? order by date is null, date, slug, statement.number"""
        return (statement_row(*row) for row in self._database.execute(query, (id,)))

    def company(self, id: str, most: int) -> tuple[list[tuple[Entity, int]], int]:
        """The entities that are marked in most of the passages in which this one is, and in how many.

        And the number of all that are marked in any of them. Those of one count stand by id.
        """
        query = """
            select entity.id, kind, name, part_of, value, count(*) as shared, count(*) over ()
            from (select distinct slug, passage from mention where entity = ?1)
            join marked using (slug, passage) join entity on entity.id = marked.entity
            where marked.entity <> ?1 group by entity.id order by shared desc, entity.id limit ?2"""
        rows = self._database.execute(query, (id, most)).fetchall()
        return [(entity_value(*row[:5]), row[5]) for row in rows], rows[0][6] if rows else 0

    def located(self, most: int, whole: str | None = None) -> tuple[list[tuple[Entity, int]], int]:
        """The entities with coordinates that are marked most often, and how often; and how many there are.

        Of all, or of the parts of a whole alone. Those of one count stand by id.
        """
        query = f"""
            select id, kind, name, part_of, value,
                (select count(*) from mention where entity = entity.id) as marked, count(*) over ()
            from entity where located {"and part_of = ?2" if whole else ""}
            order by marked desc, id limit ?1"""
        rows = self._database.execute(query, (most, whole) if whole else (most,)).fetchall()
        return [(entity_value(*row[:5]), row[5]) for row in rows], rows[0][6] if rows else 0

    def mention_dates(self, entity: str) -> list[tuple[str | None, int, int]]:
        """The dates (EDTF) of the briefs that mark an entity, in the order of `mentions`.

        Each with the number of its mentions and that of its briefs.
        """
        query = """
            select date, count(*), count(distinct slug) from mention join brief using (slug) where entity = ?
            group by date order by date is null, date"""
        return self._database.execute(query, (entity,)).fetchall()

    # -- judgments

    def has_judgments(self) -> bool:
        """Whether any brief concludes anything: whether the page of judgments has a row."""
        query = "select 1 from statement where due is not null limit 1"
        return self._database.execute(query).fetchone() is not None

    def judgment_counts(self) -> tuple[int, int]:
        """How many implications and key judgments there are, and how many implications have no outcome.

        Nothing else can have one.
        """
        query = """
            select count(*), ifnull(sum(kind = 'implication' and result is null), 0) from statement
            where due is not null"""
        row = self._database.execute(query).fetchone()
        return row[0], row[1]

    def ask(self, query: str, *values: object) -> Iterator[tuple[Any, ...]]:
        """The rows of a query; facts_table.py says which tables there are."""
        return self._database.execute(query, values)


def _named(brief: Brief, hrefs: Iterable[str]) -> set[str]:
    """The entities that the brief's page names: in mentions, in `by`, in notes."""
    names = {href.removeprefix("entity:") for href in hrefs if href.startswith("entity:")}
    for label in brief.labels:
        if isinstance(label.body, Mention):
            names.add(label.body.entity)
        else:
            names.update(label.body.by)
    return names


def _noted(brief: Brief) -> set[str]:
    """What the links of the brief's notes name."""
    notes = (brief.about.summary, *(label.note for label in brief.labels))
    return {href for note in notes if note for href in links_in(note)}
