"""What one brief tells the others, and what it is told of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

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
from briefkit.spans import Document

CONTEXT = 60  # code points shown on either side of a mention
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
            _statement(label, label.body) for label in brief.labels if isinstance(label.body, Statement)
        ),
        mentions=tuple(_mentions(brief)),
        links=(*_links(brief, sidecar), *references),
        key_judgments=brief.key_judgments,
        entities=brief.entities,
        retired=brief.retired,
        refused=tuple(refused.id for refused in brief.refused if refused.id),
        suggested=brief.suggested,
        entity_places=entity_places,
    )


def _statement(label: Label, body: Statement) -> StatementFact:
    return StatementFact(
        label.address, label.id, label.kind, label.passage, short_name(body), body.sentence, body.by
    )


def _mentions(brief: Brief) -> Iterator[MentionFact]:
    passages = {passage.id: passage.span for passage in brief.passages}
    around = CONTEXT if brief.publish == "full" else 0
    text = brief.seed.text
    for label in brief.labels:
        if isinstance(label.body, Mention):
            passage = passages[label.passage]
            for anchor in label.anchors:
                yield MentionFact(
                    label.body.entity,
                    label.address,
                    label.passage,
                    text[max(passage.start, anchor.start - around) : anchor.start],
                    anchor.of(text),
                    text[anchor.end : min(passage.end, anchor.end + around)],
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
    mention: MentionFact
