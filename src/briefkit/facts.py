"""What one brief tells the others, and what it is told of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from briefkit.brief import (
    Brief,
    Entity,
    Facts,
    Label,
    LinkFact,
    Mention,
    MentionFact,
    Relation,
    Settings,
    Statement,
    StatementFact,
)
from briefkit.sentences import around, sentence_starts
from briefkit.spans import Document, Span

CONTEXT = 160  # code points shown on either side of a mention, at most
FIRST_WORDS = 8


def first_words(sentence: str, count: int = FIRST_WORDS) -> str:
    words = sentence.split()
    return " ".join(words) if len(words) <= count else " ".join(words[:count]) + " …"


def short_name(statement: Statement) -> str:
    """What figures and cross-references call a statement."""
    return statement.name or first_words(statement.sentence)


# -- one brief -------------------------------------------------------------------------------------


def facts_of(
    brief: Brief,
    settings: Settings,
    sidecar: Document,
    references: tuple[LinkFact, ...] = (),
    entity_places: tuple[tuple[int, int, int], ...] = (),
) -> Facts:
    """All that any page but its own may show of a brief.

    `references` are what notes and `supersedes` name in other briefs.
    """
    counts = dict.fromkeys(settings.kinds, 0)
    judgments = {address: number for number, address in enumerate(brief.key_judgments, 1)}
    marked = _marked(brief)
    for label in brief.labels:
        counts[label.kind] += 1
    return Facts(
        slug=brief.slug,
        sidecar=brief.sidecar,
        seed=brief.seed.path,
        about=brief.about,
        passages=len(brief.passages),
        counts=tuple((kind, count) for kind, count in counts.items() if count),
        statements=tuple(
            _statement(brief, label, label.body, marked.get(label.passage, ()), judgments)
            for label in brief.labels
            if isinstance(label.body, Statement)
        ),
        mentions=tuple(_mentions(brief)),
        links=(*_links(brief, sidecar), *references),
        key_judgments=brief.key_judgments,
        entities=brief.entities,
        retired=brief.retired,
        refused=tuple(refused.id for refused in brief.refused if refused.id),
        suggested=brief.suggested,
        entity_places=entity_places,
        scale=brief.scale,
        carriers=_carriers(brief, settings),
    )


def bare(facts: Facts) -> Facts:
    """The facts without what only pages show: as much as the checks between briefs ask for."""
    return replace(
        facts,
        counts=(),
        statements=tuple(
            StatementFact(one.address, one.id, one.kind, one.passage, "", "", one.by)
            for one in facts.statements
        ),
        mentions=tuple(
            MentionFact(entity, address, "", "", "", "")
            for entity, address in dict.fromkeys((one.entity, one.address) for one in facts.mentions)
        ),
    )


def _carriers(brief: Brief, settings: Settings) -> tuple[tuple[str, int], ...]:
    """How many passages carry a label of each kind, in the order of the archive's kinds."""
    found = Counter(kind for kind, _ in {(label.kind, label.passage) for label in brief.labels})
    return tuple((kind, found[kind]) for kind in settings.kinds if kind in found)


Marked = tuple[Span, str]  # the words of a mention, and the entity


def _marked(brief: Brief) -> dict[str, list[Marked]]:
    """The words that mentions mark, by passage."""
    found: dict[str, list[Marked]] = {}
    for label in brief.labels:
        if isinstance(label.body, Mention):
            found.setdefault(label.passage, []).extend(
                (anchor, label.body.entity) for anchor in label.anchors
            )
    return found


def _statement(
    brief: Brief, label: Label, body: Statement, marked: Sequence[Marked], judgments: Mapping[str, int]
) -> StatementFact:
    return StatementFact(
        address=label.address,
        id=label.id,
        kind=label.kind,
        passage=label.passage,
        name=short_name(body),
        sentence=body.sentence,
        by=body.by,
        about=_about(label, body, marked),
        basis=body.basis,
        hedge=body.hedge and published_hedge(brief, label.passage, body.hedge),
        likelihood=body.likelihood,
        confidence=body.confidence,
        when=body.when,
        outcome=body.outcome,
        reason=body.reason,
        supplied=body.supplied,
        status=label.status,
        judgment=judgments.get(label.address),
    )


def _about(label: Label, body: Statement, marked: Sequence[Marked]) -> tuple[str, ...]:
    """The entities that a statement is about, in the order in which its passage marks them.

    Those of its passage of which some marked word stands among its own words, less those that
    assert it. A statement on the whole passage is about all that the passage marks.
    """
    anchors = label.anchors
    if not anchors:
        touched = dict.fromkeys(entity for _, entity in marked)
    else:
        first, last = anchors[0].start, anchors[-1].end  # most mentions of a passage stand outside
        touched = dict.fromkeys(
            entity
            for span, entity in marked
            if span.start < last and first < span.end and any(one.overlaps(span) for one in anchors)
        )
    return tuple(entity for entity in touched if entity not in body.by)


def published_hedge(brief: Brief, passage: str, hedge: str) -> str | None:
    """The source's words of uncertainty; under `publish: quotes` only where a label quotes them."""
    if brief.publish == "full":
        return hedge
    words, text = " ".join(hedge.split()), brief.seed.text
    quoted = (anchor for label in brief.labels if label.passage == passage for anchor in label.anchors)
    return hedge if any(words in " ".join(anchor.of(text).split()) for anchor in quoted) else None


def _mentions(brief: Brief) -> Iterator[MentionFact]:
    passages = {passage.id: passage for passage in brief.passages}
    starts: dict[str, list[int]] = {}
    for label in brief.labels:
        if isinstance(label.body, Mention):
            passage = passages[label.passage]
            if passage.id not in starts:
                starts[passage.id] = sentence_starts(passage.text)
            for anchor in label.anchors:
                here = Span(anchor.start - passage.span.start, anchor.end - passage.span.start)
                before, after = "", ""
                if brief.publish == "full":
                    before, after = around(passage.text, here, starts[passage.id], CONTEXT)
                yield MentionFact(
                    label.body.entity, label.address, passage.id, before, here.of(passage.text), after
                )


def _links(brief: Brief, sidecar: Document) -> Iterator[LinkFact]:
    for label in brief.labels:
        if isinstance(label.body, Statement):
            for link in label.body.links:
                line, column = sidecar.line_column(link.written_at.start)
                yield LinkFact(
                    label.address, link.relation, link.slug, link.label, line, column, link.written_at
                )


# -- the archive -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Incoming:
    """A link from another brief to a label of this one."""

    relation: Relation
    label: str  # the address linked to, here
    slug: str  # the brief that links
    title: str  # its title
    address: str  # the label that links
    name: str  # its short name


@dataclass(frozen=True, slots=True)
class Foreign:
    """What one brief's page shows of the rest of the archive, and nothing else."""

    entities: Mapping[str, Entity]  # those it names, and what they are part of
    statements: Mapping[tuple[str, str], StatementFact]  # (slug, address) -> those it links to
    titles: Mapping[str, str]  # slug -> title, of the briefs those stand in or that it supersedes
    incoming: tuple[Incoming, ...]  # by label, then relation, slug and address
    superseded_by: tuple[str, ...]  # slugs; their titles are in `titles`
    noted: frozenset[str] = frozenset()  # the `slug#id` of its notes that lead to something


@dataclass(frozen=True, slots=True)
class BriefRow:
    """A brief as lists of briefs show it."""

    slug: str
    title: str
    date: str | None
    supplied: tuple[str, ...]
    publisher: str | None
    authors: tuple[str, ...]
    status: str
    handling: str | None
    passages: int
    counts: tuple[tuple[str, int], ...]
    key_judgments: tuple[tuple[str, str], ...]  # address, sentence


@dataclass(frozen=True, slots=True)
class EntityRow:
    """One mention on an entity's page."""

    slug: str
    title: str
    date: str | None
    handling: str | None
    language: str | None  # of the source, BCP 47
    mention: MentionFact


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A statement in a list of what several briefs state."""

    slug: str
    title: str
    date: str | None
    handling: str | None
    language: str | None  # of the source, BCP 47
    status: str  # of the brief
    scale: str
    statement: StatementFact

    @property
    def label(self) -> str:
        return f"{self.slug}#{self.statement.address}"
