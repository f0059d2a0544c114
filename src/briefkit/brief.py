"""The values that everything else speaks of: seed, passage, label, entity, brief, facts.

All are frozen and sound: what was not sound when it was read is a `Refused` beside them and
never a half-known value inside. Offsets count code points from the start of the seed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from briefkit.spans import Span

Base = Literal["statement", "mention"]
Relation = Literal["supports", "leads_to", "contradicts", "assumes", "alternative_to", "revises"]
Reference = Literal["note", "supersedes"]  # what names another brief and is no link between statements
Status = Literal["suggested", "draft", "reviewed", "disputed"]

RELATIONS: tuple[Relation, ...] = ("supports", "leads_to", "contradicts", "assumes", "alternative_to")
NOWHERE = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Kind:
    """What a label can be. An added kind comes from archive.yaml."""

    name: str
    base: Base
    title: str  # one word for people, capitalised: "Claim"

    @property
    def folder(self) -> str:
        """Where the pages of a mention kind's entities stand in build/: "actors"."""
        return self.name + "s"


KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        kind.name: kind
        for kind in (
            Kind("claim", "statement", "Claim"),
            Kind("trend", "statement", "Trend"),
            Kind("implication", "statement", "Implication"),
            Kind("actor", "mention", "Actor"),
            Kind("place", "mention", "Place"),
        )
    }
)


@dataclass(frozen=True, slots=True)
class Settings:
    """What archive.yaml says, or what holds without it."""

    title: str = "Briefs"
    description: str | None = None
    url: str | None = None  # where build/ is published; no slash at the end
    language: str = "en"
    publisher: str | None = None
    contact: str | None = None
    scale: str = "icd203"
    kinds: Mapping[str, Kind] = field(
        default_factory=lambda: KINDS
    )  # the built-in ones first, then the added
    refused_kinds: frozenset[str] = frozenset()  # added ones that did not get in: their use is silent
    rules: Mapping[str, str] = field(default_factory=dict)  # code -> error, warning, suggestion, off
    coverage: float = 0.0  # share of passages that must carry a label, 0 to 1
    max_quoted: float = 0.25  # share of a `publish: quotes` seed that its quotes may cover
    retired: Mapping[str, str | None] = field(default_factory=dict)  # slug -> the slug that took its place


@dataclass(frozen=True, slots=True)
class Seed:
    """A source text, decoded and nothing else: byte order mark, CRLF and all."""

    path: str  # relative to seeds/
    text: str
    sha256: str  # of the bytes, 64 hex digits
    size: int  # in bytes


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of a seed with an id, from its first to its last non-white-space character."""

    id: str  # p1, p2, … in order
    type: str  # paragraph, item; markdown-1 also heading, quote, code, table, html, rule
    span: Span  # in the seed
    text: str


@dataclass(frozen=True, slots=True)
class TextQuoteSelector:
    """The exact words that a label marks, and which occurrence of them in the passage."""

    exact: str  # any run of white space matches any other
    occurrence: int | Literal["all"] | None = None  # from 1; overlapping ones count
    whole_words: bool = False  # a mention's words are not looked for inside longer ones


@dataclass(frozen=True, slots=True)
class Link:
    """From one statement to another, in this brief or another one."""

    relation: Relation
    slug: str  # the brief of the label linked to
    label: str  # its address
    written_at: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an implication."""

    result: str  # happened, partly, did-not, unclear
    date: str | None = None  # EDTF
    evidence: str | None = None  # text or link


@dataclass(frozen=True, slots=True)
class Statement:
    """The body of a claim, trend, implication or added statement kind."""

    sentence: str
    name: str | None = None
    by: tuple[str, ...] = ()  # entity ids; empty: the source's own voice
    see: tuple[str, ...] = ()  # other passages of the brief it rests on
    basis: str | None = None  # reported, assumed, judged
    hedge: str | None = None  # the source's words, as they stand in the passage
    likelihood: str | None = None  # a term of the brief's scale, as written
    confidence: str | None = None  # low, moderate, high
    confidence_basis: str | None = None
    direction: str | None = None  # rising, falling, steady, shifting
    when: str | None = None  # EDTF date or interval
    indicators: tuple[str, ...] = ()
    outcome: Outcome | None = None
    links: tuple[Link, ...] = ()  # in the order of RELATIONS, then as written; `revises` last
    reason: str | None = None  # why it revises
    supplied: tuple[str, ...] = ()  # which of these fields are the editor's


@dataclass(frozen=True, slots=True)
class Mention:
    """The body of an actor, place or added mention kind."""

    entity: str


@dataclass(frozen=True, slots=True)
class Label:
    """A statement or a mention tied to the words of one passage (the W3C's annotation)."""

    address: str  # the explicit id, or <passage>-<kind>-<n>; unique in the brief
    id: str | None  # only an explicit id can be linked to
    kind: str
    passage: str
    anchors: tuple[Span, ...]  # in the seed, in order; empty: the whole passage
    body: Statement | Mention
    note: str | None = None  # CommonMark
    tags: tuple[str, ...] = ()
    editor: str | None = None
    status: Status = "draft"
    shows_passage: bool = False  # `publish: true` on a whole-passage label
    written_at: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Refused:
    """A label that was written and did not get in; it keeps its number in derived addresses."""

    address: str
    id: str | None
    kind: str | None
    passage: str
    why: tuple[str, ...]  # the messages of its diagnostics
    written_at: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Entity:
    """An actor, a place, or one of an added mention kind."""

    id: str
    kind: str
    name: str
    type: str | None = None
    aliases: tuple[str, ...] = ()
    part_of: str | None = None
    wikidata: str | None = None
    geonames: str | None = None
    country: str | None = None  # ISO 3166-1 alpha-2
    at: tuple[float, float] | None = None  # WGS 84 latitude, longitude in degrees
    note: str | None = None
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class About:
    """What the sidecar says of the source and of the brief."""

    title: str
    date: str | None = None  # EDTF
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    language: str | None = None  # BCP 47
    source: str | None = None
    accessed: str | None = None
    descriptor: str | None = None
    reliability: str | None = None  # NATO Admiralty, A to F
    rights: str | None = None
    supplied: tuple[str, ...] = ()
    summary: str | None = None  # Markdown
    published: str | None = None
    updated: str | None = None
    status: str = "active"  # active, revised, recalled
    reason: str | None = None
    supersedes: str | None = None  # a slug
    handling: str | None = None


@dataclass(frozen=True, slots=True)
class Brief:
    """A seed and its labels, resolved."""

    slug: str
    sidecar: str  # path from the archive's root
    seed: Seed
    split: str
    passages: tuple[Passage, ...]
    about: About
    labels: tuple[Label, ...]  # by passage, then as written
    publish: str = "full"  # or quotes
    scale: str = "icd203"
    key_judgments: tuple[str, ...] = ()  # addresses, most important first
    editors: Mapping[str, str] = field(default_factory=dict)
    entities: tuple[Entity, ...] = ()  # the local ones
    retired: Mapping[str, str | None] = field(default_factory=dict)  # label id -> the id that took its place
    refused: tuple[Refused, ...] = ()
    suggested: tuple[str, ...] = ()  # ids of suggested labels, which are left out


@dataclass(frozen=True, slots=True)
class StatementFact:
    """What other pages may show of a statement."""

    address: str
    id: str | None
    kind: str
    passage: str
    name: str  # the short name, or the sentence's first words
    sentence: str
    by: tuple[str, ...] = ()
    about: tuple[str, ...] = ()  # entities whose marked words touch its own, less those in `by`
    basis: str | None = None
    hedge: str | None = None  # None also where `publish: quotes` withholds it
    likelihood: str | None = None
    confidence: str | None = None
    when: str | None = None
    outcome: Outcome | None = None
    reason: str | None = None
    supplied: tuple[str, ...] = ()
    status: Status = "draft"
    judgment: int | None = None  # its number among the key judgments, from 1


@dataclass(frozen=True, slots=True)
class MentionFact:
    """One marked span of a mention with the words of its sentence around it."""

    entity: str
    address: str
    passage: str
    before: str  # with … where it is cut; empty under `publish: quotes`, as is `after`
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class LinkFact:
    """A link between statements, with the place in the sidecar where a dead one is reported."""

    address: str  # of the label it leaves; empty for a reference
    relation: Relation | Reference
    slug: str
    label: str
    line: int
    column: int
    written_at: Span


@dataclass(frozen=True, slots=True)
class Facts:
    """What one brief tells the others: all that any page but its own may show of it."""

    slug: str
    sidecar: str
    seed: str
    about: About
    passages: int
    counts: tuple[tuple[str, int], ...]  # kind -> labels, in the order of the archive's kinds
    statements: tuple[StatementFact, ...]
    mentions: tuple[MentionFact, ...]
    links: tuple[LinkFact, ...]  # also those that stay in the brief: a circle may run through both
    key_judgments: tuple[str, ...]
    entities: tuple[Entity, ...]
    retired: Mapping[str, str | None]
    refused: tuple[str, ...]  # explicit ids of labels that did not get in
    suggested: tuple[str, ...] = ()  # and of those left out since they are only suggested
    entity_places: tuple[tuple[int, int, int], ...] = ()  # line, column and offset of each of `entities`
    scale: str = "icd203"
    carriers: tuple[tuple[str, int], ...] = ()  # kind -> passages that carry a label of it
