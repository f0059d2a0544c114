"""What only the whole archive can tell: links between briefs, shared names, entities together.

It sees facts, never texts; a brief that could not be read is known by its slug alone, and what
names it stays silent, for its cause is reported already.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from briefkit import mends
from briefkit.brief import LinkFact, Settings
from briefkit.checks.consistency import CIRCULAR_ARGUMENT, UNUSED_ENTITY, circular_parts
from briefkit.circles import circles
from briefkit.diagnostics import Diagnostic, Edit, Fix, Related, Rule, Severity
from briefkit.entities import DOUBLED_ENTITY, EntityTable, WrittenEntity, WrittenTable
from briefkit.facts_index import FactsIndex
from briefkit.lookup import (
    ENTITY_OF_OTHER_KIND,
    LINK_TO_ITSELF,
    NOTE_LINK,
    REFUSED_TOO,
    RETIRED_NAME,
    UNKNOWN_ENTITY,
    UNKNOWN_LABEL,
    retired_faults,
)
from briefkit.nearest import nearest
from briefkit.notes import links_in
from briefkit.resolve import LINK_TO_SUGGESTED, RETIRED_CLASH, UNKNOWN_BRIEF
from briefkit.settings import WrittenSettings
from briefkit.spans import Span

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


def check_entities(written: WrittenTable) -> Iterator[Diagnostic]:
    """The shared entities among themselves: parts and notes."""
    table = written.table
    by_id = {one.entity.id: one for one in written.entities}
    for one in written.entities:
        if part_of := one.entity.part_of:
            yield from _part_of(one, part_of, table)
        if one.entity.note:
            yield from _entity_note(one, one.entity.note, table)
    yield from circular_parts(by_id)


def check_retired_entities(
    written: WrittenTable, index: FactsIndex, lost: Collection[str]
) -> Iterator[Diagnostic]:
    """Retired entities lead to one that is there, be it a brief's own, and are not in use again."""
    table = written.table
    used = {id for id in table.retired if index.entity(id)}
    known = {id for id in table.retired.values() if id and (lost or index.entity(id))}
    for old, message, help in retired_faults(table.retired, used, {*known, *table.refused}):
        document, span = written.retired[old]
        yield Diagnostic.at(document, span, RETIRED_CLASH, message, help)


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
        fix = mends.instead(one.document.text, span, part_of, close) if close else None
        message = f"there is no entity `{part_of}`"
        yield Diagnostic.at(one.document, span, UNKNOWN_ENTITY, message, help, fix=fix)
    elif whole is not None and whole.kind != one.entity.kind:
        message = f"`{part_of}` is of kind {whole.kind}, not {one.entity.kind}"
        help = f"name a larger {one.entity.kind}, or take `part_of` away"
        yield Diagnostic.at(one.document, span, ENTITY_OF_OTHER_KIND, message, help)


def _entity_note(one: WrittenEntity, note: str, table: EntityTable) -> Iterator[Diagnostic]:
    """What can be told of a note's links without the briefs."""
    for href in links_in(note):
        id, span = href.removeprefix("entity:"), one.place_of(href)
        if href.startswith(("https://", "http://", "mailto:")) or _other_brief(href):
            continue
        if id == href:
            help = "write slug#id, entity:id, or a web address"
            yield Diagnostic.at(one.document, span, NOTE_LINK, f"a note cannot link to `{href}` here", help)
        elif id not in table.entities and id not in table.refused:
            close = nearest(id, table.entities)
            help = f"write `entity:{close}`" if close else "add it to entities.yaml, or take the link away"
            fix = mends.instead(one.document.text, span, id, close) if close else None
            message = f"there is no entity `{id}`"
            yield Diagnostic.at(one.document, span, UNKNOWN_ENTITY, message, help, fix=fix)


def check_notes(
    written: Iterable[WrittenEntity], index: FactsIndex, lost: Collection[str]
) -> Iterator[Diagnostic]:
    """The links to briefs in the notes of shared entities."""
    for one in written:
        for href in links_in(one.entity.note or ""):
            if not (named := _other_brief(href)) or named[0] in lost:
                continue
            slug, id = named
            if index.title(slug) is None:
                message, rule = f"there is no brief `{slug}`", UNKNOWN_BRIEF
            elif id in index.refused(slug) or index.knows(slug, id, any_label=True):
                continue
            else:
                message, rule = f"{slug} has no label `{id}`", UNKNOWN_LABEL
            yield Diagnostic.at(
                one.document, one.place_of(href), rule, message, "mend the link, or take it away"
            )


def _other_brief(href: str) -> tuple[str, str] | None:
    """(slug, id) where a note's link names a label of a brief."""
    slug, _, id = href.partition("#")
    return (slug, id) if slug and id and ":" not in slug else None


def check_local_entities(index: FactsIndex) -> Iterator[Diagnostic]:
    """Ids that sidecars give to entities of their own: each may be given once in the archive."""
    first: dict[str, Related] = {}
    for id, path, line, column, start in index.given_twice():
        span = Span(start, start + len(id))
        place = Related("first given here", path, line, column, span)
        if (earlier := first.setdefault(id, place)) is not place:
            message = f"`{id}` is the id of another entity"
            help = "move it to entities.yaml if it is the same, or give it an id of its own"
            yield _at(path, line, column, span, DOUBLED_ENTITY, message, help, (earlier,))


def check_links(index: FactsIndex, lost: Collection[str], settings: Settings) -> Iterator[Diagnostic]:
    """Links and references between briefs. `lost`: slugs of sidecars that gave no brief."""
    slugs = set(index.slugs())
    for slug, link in index.links_between_briefs():
        path = index.sidecar(slug)
        if link.slug not in slugs:
            if link.slug in settings.retired:
                new = settings.retired[link.slug]
                help = f"write `{_in(new, link)}`" if new else "it is gone: take the link away"
                fix = _instead(link, _in(new, link), safe=True) if new else None
                yield _of(path, link, RETIRED_NAME, f"brief `{link.slug}` is retired", help, fix)
            elif link.slug not in lost:
                close = nearest(link.slug, slugs)
                help = "a brief is named by its path below brief/, without .yaml"
                help = f"write `{_in(close, link)}`" if close else help
                fix = _instead(link, _in(close, link), safe=False) if close else None
                yield _of(path, link, UNKNOWN_BRIEF, f"there is no brief `{link.slug}`", help, fix)
        elif link.relation != "supersedes" and not index.knows(
            link.slug, link.label, link.relation == "note"
        ):
            if link.label in (retired := index.retired(link.slug)):
                new = retired[link.label]
                help = f"write `{link.slug}#{new}`" if new else "it is gone: take the link away"
                fix = _instead(link, f"{link.slug}#{new}", safe=True) if new else None
                yield _of(path, link, RETIRED_NAME, f"`{link.slug}#{link.label}` is retired", help, fix)
            elif link.label in index.suggested(link.slug):
                help = "accept it (`status: draft`), or take the link away"
                yield _of(
                    path, link, LINK_TO_SUGGESTED, f"`{link.slug}#{link.label}` is only suggested", help
                )
            elif link.label not in index.refused(link.slug):
                refused = index.refused(link.slug)
                close = nearest(link.label, [*index.statement_ids(link.slug), *refused])
                help = (
                    f"write `{link.slug}#{close}`" if close else "give the label meant an `id`, and name that"
                )
                if close in refused:
                    help += REFUSED_TOO
                fix = _instead(link, f"{link.slug}#{close}", safe=False) if close else None
                yield _of(path, link, UNKNOWN_LABEL, f"{link.slug} has no label `{link.label}`", help, fix)
    yield from _circles(index)
    yield from _successions(index)


def _successions(index: FactsIndex) -> Iterator[Diagnostic]:
    """A brief that another takes the place of says so, and none takes its own."""
    graph: dict[str, list[str]] = {}
    for slug, old, status in index.successions():
        graph.setdefault(slug, []).append(old)
        graph.setdefault(old, [])
        if status == "active" and slug != old:
            message = f"{slug} supersedes this brief, whose status is active"
            help = "write `status: revised` and `reason: …` in `about`"
            yield Diagnostic.of_file(index.sidecar(old), SUPERSEDED_ACTIVE, message, help)
    for way in circles(graph):
        message = f"a brief cannot take its own place: {' → '.join([*way, way[0]])}"
        yield Diagnostic.of_file(index.sidecar(way[0]), LINK_TO_ITSELF, message, "take one `supersedes` away")


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


def _in(slug: str, link: LinkFact) -> str:
    """The link as it would be written to another brief."""
    return f"{slug}#{link.label}" if link.label else slug


def _instead(link: LinkFact, wanted: str, *, safe: bool) -> Fix | None:
    """Another link in the place of one; None where its span holds more than it and quotation marks."""
    span, more = link.written_at, len(link.written_at) - len(_in(link.slug, link))
    if more not in (0, 2):
        return None
    place = Span(span.start + more // 2, span.end - more // 2)
    return Fix(f"Write {wanted}", (Edit(place, wanted),), safe)


def _of(
    path: str, link: LinkFact, rule: Rule, message: str, help: str | None = None, fix: Fix | None = None
) -> Diagnostic:
    return _at(path, link.line, link.column, link.written_at, rule, message, help, fix=fix)


def _at(
    path: str,
    line: int,
    column: int,
    span: Span,
    rule: Rule,
    message: str,
    help: str | None = None,
    related: tuple[Related, ...] = (),
    fix: Fix | None = None,
) -> Diagnostic:
    code, name, severity = rule.code, rule.name, rule.severity
    return Diagnostic(code, name, severity, message, path, line, column, span, help, related, fix)


def check_retired(written: WrittenSettings, slugs: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Retired slugs lead to a brief that is there and are not in use again. `slugs`: slug -> path."""
    for old, message, help in retired_faults(written.settings.retired, slugs, slugs):
        yield Diagnostic.at(written.document, written.retired[old], RETIRED_CLASH, message, help)
