"""What only the whole archive can tell: links between briefs, shared names, entities together.

It sees facts, never texts; a brief that could not be read is known by its slug alone, and what
names it stays silent, for its cause is reported already.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from briefkit.brief import Facts, LinkFact, Settings
from briefkit.checks.consistency import CIRCULAR_ARGUMENT, UNUSED_ENTITY
from briefkit.circles import circles
from briefkit.diagnostics import Diagnostic, Related, Rule, Severity
from briefkit.entities import DOUBLED_ENTITY, EntityTable, WrittenEntity
from briefkit.facts_index import FactsIndex
from briefkit.lookup import (
    ENTITY_OF_OTHER_KIND,
    LINK_TO_ITSELF,
    NOTE_LINK,
    RETIRED_NAME,
    UNKNOWN_ENTITY,
    UNKNOWN_LABEL,
)
from briefkit.nearest import nearest
from briefkit.notes import links_in
from briefkit.resolve import RETIRED_CLASH, UNKNOWN_BRIEF
from briefkit.spans import Span

CIRCULAR_PARTS = Rule(
    "BK306", "circular-parts", Severity.ERROR, "Nothing is part of itself, by whatever way round."
)
SHARED_SEED = Rule(
    "BK311",
    "shared-seed",
    Severity.ERROR,
    "A seed has one sidecar, or its words would have two addresses; a second reading belongs under "
    "brief/layers/.",
)
SUPERSEDED_ACTIVE = Rule(
    "BK312",
    "superseded-active",
    Severity.WARNING,
    "A brief that another one supersedes says so itself: `status: revised`, with the reason.",
)


def check_entities(written: Iterable[WrittenEntity], table: EntityTable) -> Iterator[Diagnostic]:
    """The shared entities among themselves: parts, notes, retired ids."""
    written = list(written)
    by_id = {one.entity.id: one for one in written}
    for one in written:
        if part_of := one.entity.part_of:
            yield from _part_of(one, part_of, table)
        if one.entity.note:
            yield from _entity_note(one, one.entity.note, table)
        if one.entity.id in table.retired:
            message = f"`{one.entity.id}` is retired and in use"
            yield Diagnostic.at(one.document, one.key, RETIRED_CLASH, message, "give the entity a new id")
    graph = {id: [one.entity.part_of] if one.entity.part_of in by_id else [] for id, one in by_id.items()}
    for way in circles(graph):
        if len(way) > 1:
            last = by_id[way[-1]]
            message = f"the parts run in a circle: {' → '.join([*way, way[0]])}"
            yield Diagnostic.at(last.document, last.span("part_of"), CIRCULAR_PARTS, message, "take one away")


def _part_of(one: WrittenEntity, part_of: str, table: EntityTable) -> Iterator[Diagnostic]:
    span, whole = one.span("part_of"), table.entities.get(part_of)
    if part_of == one.entity.id:
        yield Diagnostic.at(
            one.document, span, LINK_TO_ITSELF, f"`{part_of}` is part of itself", "take it away"
        )
    elif whole is None and part_of not in table.refused:
        close = nearest(
            part_of, [id for id, other in table.entities.items() if other.kind == one.entity.kind]
        )
        help = f"write `{close}`" if close else "add it to entities.yaml, or take `part_of` away"
        yield Diagnostic.at(one.document, span, UNKNOWN_ENTITY, f"there is no entity `{part_of}`", help)
    elif whole is not None and whole.kind != one.entity.kind:
        message = f"`{part_of}` is of kind {whole.kind}, not {one.entity.kind}"
        help = f"name a larger {one.entity.kind}, or take `part_of` away"
        yield Diagnostic.at(one.document, span, ENTITY_OF_OTHER_KIND, message, help)


def _entity_note(one: WrittenEntity, note: str, table: EntityTable) -> Iterator[Diagnostic]:
    for href in links_in(note):
        id = href.removeprefix("entity:")
        if href.startswith(("https://", "http://", "mailto:")) or "#" in href:
            continue
        if id == href:
            message = f"a note cannot link to `{href}`"
            yield Diagnostic.at(
                one.document, one.span("note"), NOTE_LINK, message, "write slug#id or entity:id"
            )
        elif id not in table.entities and id not in table.refused:
            message = f"there is no entity `{id}`"
            yield Diagnostic.at(one.document, one.span("note"), UNKNOWN_ENTITY, message)


class LocalEntities:
    """Ids that sidecars give to entities of their own: each may be given once in the archive."""

    def __init__(self) -> None:
        self._first: dict[str, Related] = {}

    def add(self, facts: Facts) -> Iterator[Diagnostic]:
        for entity, (line, column) in zip(facts.entities, facts.entity_places, strict=True):
            place = Related("first given here", facts.sidecar, line, column)
            first = self._first.setdefault(entity.id, place)
            if first is not place:
                yield _at(
                    facts.sidecar,
                    line,
                    column,
                    Span(0, 0),
                    DOUBLED_ENTITY,
                    f"`{entity.id}` is the id of another entity",
                    "move it to entities.yaml if it is the same, or give it an id of its own",
                    (first,),
                )


def check_links(index: FactsIndex, lost: Collection[str], settings: Settings) -> Iterator[Diagnostic]:
    """Links and references between briefs. `lost`: slugs of sidecars that gave no brief."""
    slugs = set(index.slugs())
    for slug, link in index.links_between_briefs():
        path = index.sidecar(slug)
        if link.slug not in slugs:
            if link.slug in settings.retired:
                new = settings.retired[link.slug]
                help = f"write `{new}`" if new else "it is gone: take the link away"
                yield _of(path, link, RETIRED_NAME, f"brief `{link.slug}` is retired", help)
            elif link.slug not in lost:
                close = nearest(link.slug, slugs)
                help = (
                    f"write `{close}`" if close else "`briefkit check` knows a brief by its path below brief/"
                )
                yield _of(path, link, UNKNOWN_BRIEF, f"there is no brief `{link.slug}`", help)
        elif link.relation != "supersedes" and not index.knows(
            link.slug, link.label, link.relation == "note"
        ):
            if link.label in (retired := index.retired(link.slug)):
                new = retired[link.label]
                help = f"write `{link.slug}#{new}`" if new else "it is gone: take the link away"
                yield _of(path, link, RETIRED_NAME, f"`{link.slug}#{link.label}` is retired", help)
            elif link.label not in index.refused(link.slug):
                close = nearest(link.label, index.statement_ids(link.slug))
                help = (
                    f"write `{link.slug}#{close}`" if close else "give the label meant an `id`, and name that"
                )
                yield _of(path, link, UNKNOWN_LABEL, f"{link.slug} has no label `{link.label}`", help)
    yield from _circles(index)
    for slug, old, status in index.successions():
        if status == "active":
            message = f"{slug} supersedes this brief, whose status is active"
            help = "write `status: revised` and `reason: …` in `about`"
            yield Diagnostic.of_file(index.sidecar(old), SUPERSEDED_ACTIVE, message, help)


def check_seeds(index: FactsIndex) -> Iterator[Diagnostic]:
    for seed, (first, *others) in index.seeds_shared():
        for slug in others:
            message = f"seeds/{seed} is the seed of {first} already"
            help = f"put this one under brief/layers/, or add what it has to {index.sidecar(first)}"
            yield Diagnostic.of_file(index.sidecar(slug), SHARED_SEED, message, help)


def check_use(written: Iterable[WrittenEntity], index: FactsIndex) -> Iterator[Diagnostic]:
    """Shared entities that nothing in the archive names."""
    used = index.entities_named()
    for one in written:
        if one.entity.id not in used:
            message = f"nothing in the archive names `{one.entity.id}`"
            yield Diagnostic.at(
                one.document, one.key, UNUSED_ENTITY, message, "label its mentions, or take it away"
            )


def _circles(index: FactsIndex) -> Iterator[Diagnostic]:
    """Circles of supports and leads_to that run through several briefs."""
    briefs: dict[str, list[str]] = {slug: [] for slug in index.slugs()}
    for slug, link in index.links_between_briefs():
        if link.relation in ("supports", "leads_to") and link.slug in briefs:
            briefs[slug].append(link.slug)
    for _ in circles(briefs):  # only then is the argument itself looked at
        break
    else:
        return
    graph: dict[tuple[str, str], list[tuple[str, str]]] = {}
    written: dict[tuple[tuple[str, str], tuple[str, str]], LinkFact] = {}
    for slug in briefs:
        for link in index.links_within(slug):
            if link.relation in ("supports", "leads_to"):
                start, end = (slug, link.address), (link.slug, link.label)
                graph.setdefault(start, []).append(end)
                graph.setdefault(end, [])
                written[start, end] = link
    for way in circles(graph):
        if len({slug for slug, _ in way}) > 1:
            round_ = " → ".join(f"{slug}#{address}" for slug, address in [*way, way[0]])
            link = written[way[-1], way[0]]
            yield _of(
                index.sidecar(way[-1][0]),
                link,
                CIRCULAR_ARGUMENT,
                f"the argument runs in a circle: {round_}",
                "take one link away",
            )


def _of(path: str, link: LinkFact, rule: Rule, message: str, help: str | None = None) -> Diagnostic:
    return _at(path, link.line, link.column, link.written_at, rule, message, help)


def _at(
    path: str,
    line: int,
    column: int,
    span: Span,
    rule: Rule,
    message: str,
    help: str | None = None,
    related: tuple[Related, ...] = (),
) -> Diagnostic:
    return Diagnostic(rule.code, rule.name, rule.severity, message, path, line, column, span, help, related)


def check_retired(settings: Settings, slugs: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Retired slugs lead to a brief that is there and are not in use again. `slugs`: slug -> path."""
    for old, new in settings.retired.items():
        if old in slugs:
            message = f"`{old}` is retired in archive.yaml and in use"
            yield Diagnostic.of_file(slugs[old], RETIRED_CLASH, message, "give the brief another slug")
        elif new is not None and new not in slugs and new not in settings.retired:
            message = f"the retired slug `{old}` leads to `{new}`, which is not there"
            yield Diagnostic.of_file(
                "brief/archive.yaml", RETIRED_CLASH, message, "write the slug that took its place"
            )
