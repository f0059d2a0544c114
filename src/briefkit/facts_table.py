"""How the facts of briefs stand in the tables of a database, and how they come back as values.

What is asked for in a query has a column; the rest of a value is JSON in one.
"""

from __future__ import annotations

import json
from dataclasses import astuple

from briefkit.brief import Entity, Facts, LinkFact, Outcome, Reference, Relation, StatementFact
from briefkit.edtf import Day, NotEdtf, parse
from briefkit.facts import StatementRow
from briefkit.spans import Span

# Of an id given twice, which the checks report, the first one holds until it is mended.
SCHEMA = """
create table if not exists brief (
    slug text primary key, sidecar text, seed text, title text, date text, supplied text, publisher text,
    authors text, status text, handling text, supersedes text, passages int, counts text, judgments text,
    retired text, refused text, suggested text, language text, scale text, latest text, latest_day int
) without rowid;
create table if not exists given (
    id text, slug text, kind text, name text, part_of text, value text, located int,
    line int, "column" int, start int, primary key (id, slug)
) without rowid;
create view if not exists entity as
    select * from given where slug = (select min(slug) from given as other where other.id = given.id);
create table if not exists statement (
    slug text, address text, number int, id text, kind text, passage text, name text, sentence text,
    value text, due int, likelihood text, result text, primary key (slug, address)
) without rowid;
create table if not exists mention (
    entity text, slug text, number int, address text, passage text, before text, words text, after text,
    primary key (entity, slug, number)
) without rowid;
create table if not exists marked (
    slug text, passage text, entity text, primary key (slug, passage, entity)
) without rowid;
create table if not exists said (
    actor text, slug text, number int, address text, primary key (actor, slug, number)
) without rowid;
create table if not exists about (
    entity text, slug text, number int, address text, primary key (entity, slug, number)
) without rowid;
create table if not exists coverage (
    slug text, kind text, labels int, passages int, primary key (slug, kind)
) without rowid;
create table if not exists link (
    slug text, number int, address text, relation text, to_slug text, to_label text,
    line int, "column" int, start int, "end" int, primary key (slug, number)
) without rowid;
"""
INDEXES = """
create index if not exists incoming on link (to_slug, to_label);
create index if not exists parts on given (part_of);
create index if not exists succession on brief (supersedes);
create index if not exists judged on statement (due) where due is not null;
create index if not exists revision on link (relation) where relation = 'revises';
"""
# What only the taking away of a brief asks for.
INDEXES_BY_SLUG = """
create index if not exists given_by on given (slug);
create index if not exists said_by on said (slug);
create index if not exists about_by on about (slug);
"""
TABLES = {"brief", "given", "statement", "mention", "marked", "said", "about", "coverage", "link"}
SHARED = ""  # the slug under which entities stand that no sidecar gives; before every other
BRIEF = "title, date, supplied, publisher, authors, status, handling, passages, counts, judgments"
STATEMENT = "statement.address, id, kind, passage, name, sentence, value"
STATEMENT_ROW = f"slug, title, date, handling, language, status, scale, {STATEMENT}"

# `due` of a statement that is listed among the judgments; of any other it is null.
OPEN = 2**62  # no last day: the horizon is open, or the date cannot be read
UNSTATED = 2**62 + 1
FAR = 10**12  # years beyond stand as this one, so that a day fits a number of the database


def day_number(day: Day) -> int:
    """A number that orders days; the last of a year ends in 1231, whatever the year."""
    year, month, date = day
    return max(-FAR, min(FAR, year)) * 10_000 + month * 100 + date


def due(statement: StatementFact) -> int | None:
    """The last day that an implication or key judgment speaks of, as a number."""
    if statement.kind != "implication" and statement.judgment is None:
        return None
    if statement.when is None:
        return UNSTATED
    try:
        latest = parse(statement.when).latest
    except NotEdtf:  # is reported elsewhere
        return OPEN
    return day_number(latest) if latest else OPEN


def latest(facts: Facts) -> tuple[str | None, int | None]:
    """The latest date that a brief gives itself or an outcome, and the number of its first day."""
    about = facts.about
    outcomes = (one.outcome.date for one in facts.statements if one.outcome)
    found = [
        (number, date)
        for date in {about.date, about.published, about.updated, *outcomes}
        if date and (number := _first_day(date)) is not None
    ]
    number, date = max(found, default=(None, None))
    return date, number


def _first_day(date: str) -> int | None:
    try:
        when = parse(date)
    except NotEdtf:
        return None
    day = when.earliest or when.latest
    return day_number(day) if day else None


def statement_columns(slug: str, number: int, one: StatementFact, whole: bool) -> tuple[object, ...]:
    value = (
        *(one.by, one.about, one.basis, one.hedge, one.likelihood, one.confidence, one.when),
        *(astuple(one.outcome) if one.outcome else None, one.reason, one.supplied, one.status, one.judgment),
    )
    return (
        *(slug, one.address, number, one.id, one.kind, one.passage, one.name, one.sentence),
        *(json.dumps(value) if whole else "", due(one) if whole else None),
        *(one.likelihood, one.outcome and one.outcome.result),
    )


def statement_fact(
    address: str, id: str | None, kind: str, passage: str, name: str, sentence: str, value: str
) -> StatementFact:
    by, about, basis, hedge, likelihood, confidence, when, outcome, reason, *rest = json.loads(value)
    supplied, status, judgment = rest
    return StatementFact(
        *(address, id, kind, passage, name, sentence, tuple(by), tuple(about)),
        *(basis, hedge, likelihood, confidence, when, Outcome(*outcome) if outcome else None, reason),
        *(tuple(supplied), status, judgment),
    )


def statement_row(
    slug: str,
    title: str,
    date: str | None,
    handling: str | None,
    language: str | None,
    status: str,
    scale: str,
    *statement: str,
) -> StatementRow:
    """The row of a query for STATEMENT_ROW."""
    return StatementRow(slug, title, date, handling, language, status, scale, statement_fact(*statement))


def slug_and_link(
    row: tuple[str, int, str, Relation | Reference, str, str, int, int, int, int],
) -> tuple[str, LinkFact]:
    slug, _, address, relation, to_slug, to_label, line, column, start, end = row
    return slug, LinkFact(address, relation, to_slug, to_label, line, column, Span(start, end))


def entity_columns(entity: Entity, slug: str, place: tuple[int, int, int]) -> tuple[object, ...]:
    value = (
        *(entity.type, entity.aliases, entity.wikidata, entity.geonames),
        *(entity.country, entity.at, entity.note, entity.tags),
    )
    is_located = entity.at is not None
    return (
        *(entity.id, slug, entity.kind, entity.name, entity.part_of, json.dumps(value), is_located),
        *place,
    )


def entity_value(id: str, kind: str, name: str, part_of: str | None, value: str) -> Entity:
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
