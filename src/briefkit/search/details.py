"""What is shown of a brief and of an entity where a search finds them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic_core import to_json

from briefkit.brief import Brief, Entity
from briefkit.interface import Interface
from briefkit.search.facets import likelihood_of
from briefkit.search.shards import File, shard
from briefkit.search.units import Found, Unit, utf16_offsets
from briefkit.wording import bracketed

LONGEST = 12_000  # bytes: a brief that has more is told in several files
NAMES = 5  # aliases that are shown of an entity
DOT = " · "


@dataclass(frozen=True, slots=True)
class Part:
    """A file with what some units of a brief show, and the number of the first of them."""

    file: File
    digest: str
    first: int


def parts_of(brief: Brief, units: Sequence[Unit], kinds: Sequence[str]) -> Iterator[Part]:
    """`units` are numbered from 1: 0 is the head of the brief."""
    told, first, length, count = list[Any](), 1, 0, 0
    for number, unit in enumerate(units, 1):
        row = _unit(brief, unit, kinds)
        size = len(to_json(row))
        if told and length + size > LONGEST:
            yield _part(brief.slug, count, told, first)
            told, first, length, count = [], number, 0, count + 1
        told.append(row)
        length += size
    if told:
        yield _part(brief.slug, count, told, first)


def _part(slug: str, number: int, rows: Sequence[Any], first: int) -> Part:
    return Part(*shard("d", f"d:{slug}:{number}", rows), first)


def _unit(brief: Brief, unit: Unit, kinds: Sequence[str]) -> list[Any]:
    """[passage, text, [statement, …]]."""
    astral = not unit.text.isascii() and max(unit.text) > "\uffff"
    statements = [_statement(brief, unit.text if astral else "", found, kinds) for found in unit.statements]
    return [unit.passage, unit.text, statements] if statements else [unit.passage, unit.text]


def _statement(brief: Brief, astral: str, found: Found, kinds: Sequence[str]) -> list[Any]:
    """[address, number of its kind, sentence, [start, end, …] in the text, likelihood, status].

    `astral` is the text if letters of it take two units of UTF-16, in which a browser counts.
    """
    label = found.label
    offsets = [offset for span in found.spans for offset in (span.start, span.end)]
    if astral:
        offsets = utf16_offsets(astral, offsets)
    row = [label.address, kinds.index(label.kind), found.body.sentence, offsets]
    status = label.status if label.status in ("suggested", "disputed") else 0
    likelihood = likelihood_of(brief, found.body) or 0
    return [*row, likelihood, status] if status else [*row, likelihood] if likelihood else row


def brief_row(brief: Brief, words: Interface, parts: Sequence[Part]) -> list[Any]:
    """[slug, title, facts, status and handling, language, first units of its parts, their digests]."""
    about = brief.about
    status = "" if about.status == "active" else words.code("status", about.status)
    notes = DOT.join(filter(None, (status, about.handling)))
    title = bracketed(about.title, "title" in about.supplied)
    firsts, digests = [part.first for part in parts], "".join([part.digest for part in parts])
    language = about.language or ""
    withheld = [] if brief.publish == "full" else [1]
    return [brief.slug, title, facts_of(brief, words), notes, language, firsts, digests, *withheld]


def facts_of(brief: Brief, words: Interface) -> str:
    """Like "A. Writer · Sea Review · about July 2016"."""
    about = brief.about
    facts = (
        ("authors", words.listing(about.authors) if about.authors else ""),
        ("publisher", about.publisher),
        ("date", words.date(about.date) if about.date else ""),
    )
    return DOT.join([bracketed(told, field in about.supplied) for field, told in facts if told])


def entity_row(entity: Entity, path: str, kinds: Sequence[str]) -> list[Any]:
    """[name, [alias, …], number of its kind, path, type]; how often it is named comes behind it."""
    names = list(entity.aliases)
    return [entity.name, names[:NAMES], kinds.index(entity.kind), path, entity.type or ""]
