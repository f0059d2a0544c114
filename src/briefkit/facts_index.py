"""The archive's index of facts.

It is a database, so that an archive of ten thousand briefs needs no more memory than one of ten:
facts go in brief by brief, and what a page shows of the others comes out in a fixed order. The
caller opens the connection; in memory or on disk, the answers are the same.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping

from briefkit.brief import (
    Brief,
    Entity,
    Facts,
    LinkFact,
    Mention,
    MentionFact,
    Reference,
    Relation,
    Statement,
    StatementFact,
)
from briefkit.facts import BriefRow, EntityRow, Foreign, Incoming
from briefkit.notes import links_in
from briefkit.spans import Span

SCHEMA = """
create table brief (
    slug text primary key, sidecar text, seed text, title text, date text, supplied text, publisher text,
    authors text, status text, handling text, supersedes text, passages int, counts text, judgments text,
    retired text, refused text, suggested text
) without rowid;
create table entity (
    id text primary key, slug text, kind text, name text, part_of text, value text
) without rowid;
create table statement (
    slug text, address text, id text, kind text, passage text, name text, sentence text, by text,
    primary key (slug, address)
) without rowid;
create table mention (
    entity text, slug text, number int, address text, passage text, before text, words text, after text,
    primary key (entity, slug, number)
) without rowid;
create table said (
    actor text, slug text, number int, address text, primary key (actor, slug, number)
) without rowid;
create table link (
    slug text, number int, address text, relation text, to_slug text, to_label text,
    line int, "column" int, start int, "end" int, primary key (slug, number)
) without rowid;
"""
INDEXES = """
create index incoming on link (to_slug, to_label);
create index parts on entity (part_of);
create index succession on brief (supersedes);
"""
STATEMENT = "statement.address, id, kind, passage, name, sentence, by"
BRIEF_ROW = "title, date, supplied, publisher, authors, status, handling, passages, counts, judgments"


class FactsIndex:
    """The facts of every brief, merged. Fill it with `add`, then `close`; then ask."""

    def __init__(self, connection: sqlite3.Connection, entities: Iterable[Entity] = ()) -> None:
        self._database = connection
        connection.executescript(SCHEMA)
        for entity in entities:
            self._add_entity(entity, None)

    def add(self, facts: Facts) -> None:
        about, slug, many = facts.about, facts.slug, self._database.executemany
        sentences = {one.address: one.sentence for one in facts.statements}
        judgments = [(address, sentences[address]) for address in facts.key_judgments]
        self._database.execute(
            "insert into brief values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(slug, facts.sidecar, facts.seed, about.title, about.date, json.dumps(about.supplied)),
                *(about.publisher, json.dumps(about.authors), about.status, about.handling, about.supersedes),
                *(facts.passages, json.dumps(facts.counts), json.dumps(judgments)),
                *(json.dumps(dict(facts.retired)), json.dumps(facts.refused), json.dumps(facts.suggested)),
            ),
        )
        for entity in facts.entities:
            self._add_entity(entity, slug)
        many(
            "insert into statement values (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (slug, one.address, one.id, one.kind, one.passage, one.name, one.sentence, json.dumps(one.by))
                for one in facts.statements
            ),
        )
        many(
            "insert into mention values (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (one.entity, slug, number, one.address, one.passage, one.before, one.words, one.after)
                for number, one in enumerate(facts.mentions)
            ),
        )
        many(
            "insert or ignore into said values (?, ?, ?, ?)",
            (
                (actor, slug, number, one.address)
                for number, one in enumerate(facts.statements)
                for actor in one.by
            ),
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

    def _add_entity(self, entity: Entity, slug: str | None) -> None:
        value = json.dumps(
            [
                *(entity.type, entity.aliases, entity.wikidata, entity.geonames),
                *(entity.country, entity.at, entity.note, entity.tags),
            ]
        )
        self._database.execute(
            # A doubled id is reported by the checks; the first one given holds until it is mended.
            "insert or ignore into entity values (?, ?, ?, ?, ?, ?)",
            (entity.id, slug, entity.kind, entity.name, entity.part_of, value),
        )

    def close(self) -> None:
        """All facts are in: make the look-ups quick."""
        self._database.executescript(INDEXES)
        self._database.commit()

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
        query = f"select slug, {BRIEF_ROW} from brief order by date is null, date desc, slug"
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
        return _statement_fact(*row) if row else None

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
        return map(_slug_and_link, self._database.execute(query))

    def links_within(self, slug: str) -> Iterator[LinkFact]:
        query = "select * from link where slug = ? order by number"
        return (_slug_and_link(row)[1] for row in self._database.execute(query, (slug,)))

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
        return _entity(*row) if row else None

    def entity_ids(self, kind: str) -> list[str]:
        query = "select id from entity where kind = ? order by id"
        return [id for (id,) in self._database.execute(query, (kind,))]

    def entities_named(self) -> set[str]:
        """The ids of all entities that a mention, a `by` or a `part_of` names."""
        query = """
            select entity from mention union select actor from said
            union select part_of from entity where part_of is not null"""
        return {id for (id,) in self._database.execute(query)}

    def parts(self, id: str) -> list[Entity]:
        query = "select id, kind, name, part_of, value from entity where part_of = ? order by id"
        return [_entity(*row) for row in self._database.execute(query, (id,))]

    def mentions(self, entity: str) -> Iterator[EntityRow]:
        """Every mention of an entity: by date and slug of its brief, then as it stands in the text."""
        query = """
            select slug, title, date, handling, entity, address, passage, before, words, after
            from mention join brief using (slug) where entity = ?
            order by date is null, date, slug, number"""
        for slug, title, date, handling, *mention in self._database.execute(query, (entity,)):
            yield EntityRow(slug, title, date, handling, MentionFact(*mention))

    def said(self, actor: str) -> Iterator[tuple[str, str, StatementFact]]:
        """(slug, title, statement) for every statement that the actor asserts, in the same order."""
        query = f"""
            select slug, title, {STATEMENT}
            from said join brief using (slug) join statement using (slug, address) where actor = ?
            order by date is null, date, slug, said.number"""
        for slug, title, *row in self._database.execute(query, (actor,)):
            yield slug, title, _statement_fact(*row)


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


def _statement_fact(
    address: str, id: str | None, kind: str, passage: str, name: str, sentence: str, by: str
) -> StatementFact:
    return StatementFact(address, id, kind, passage, name, sentence, tuple(json.loads(by)))


def _slug_and_link(
    row: tuple[str, int, str, Relation | Reference, str, str, int, int, int, int],
) -> tuple[str, LinkFact]:
    slug, _, address, relation, to_slug, to_label, line, column, start, end = row
    return slug, LinkFact(address, relation, to_slug, to_label, line, column, Span(start, end))


def _entity(id: str, kind: str, name: str, part_of: str | None, value: str) -> Entity:
    type_, aliases, wikidata, geonames, country, at, note, tags = json.loads(value)
    return Entity(
        id=id,
        kind=kind,
        name=name,
        type=type_,
        aliases=tuple(aliases),
        part_of=part_of,
        wikidata=wikidata,
        geonames=geonames,
        country=country,
        at=(at[0], at[1]) if at else None,
        note=note,
        tags=tuple(tags),
    )
