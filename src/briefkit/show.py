"""A label, a passage, a brief or an entity as an editor looks at it in a terminal.

Words that are marked stand out in colour, or between ⟦ and ⟧ where there is none.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import islice

from briefkit.anchoring import SPACES
from briefkit.brief import Brief, Entity, Label, Passage, Relation, Statement
from briefkit.nearest import nearest
from briefkit.spans import Document, Span
from briefkit.terminal_text import Style, visible
from briefkit.workspace import Workspace

WIDTH = 96  # columns of a text
MOST = 20  # mentions, or statements, of an entity that are listed, unless all are asked for
# While a text is wrapped, these stand where marked words begin and end: no seed can hold them.
OPEN, CLOSE = "\x00", "\x01"

FIELDS = (
    *("by", "basis", "hedge", "likelihood", "confidence", "confidence_basis", "direction", "when"),
    *("see", "indicators", "reason", "supplied"),
)
LISTED = {"indicators": "; "}  # sentences
FROM_THE_OTHER_END: dict[Relation, str] = {
    "supports": "supported by",
    "leads_to": "comes of",
    "contradicts": "contradicted by",
    "assumes": "assumed by",
    "alternative_to": "alternative to",
    "revises": "revised by",
}


class NotThere(LookupError):
    """Nothing in the archive has the name; the message says what is near it."""


def show(workspace: Workspace, name: str, style: Style, *, every: bool = False) -> Iterator[str]:
    """The lines about `slug#label`, `slug#p4`, `slug` or an entity's id. Raises `NotThere`, at once."""
    slug, hash_, id = name.partition("#")
    if hash_ or slug in workspace.ground.layout.sidecars:
        brief = _brief(workspace, slug)
        teller = _Teller(workspace, brief, style)
        return teller.part(id) if hash_ else teller.whole()
    entity = workspace.index.entity(name.removeprefix("entity:"))
    if entity is None:
        raise NotThere(f"there is no brief or entity {name}" + _near(workspace, name))
    return _entity(workspace, entity, style, None if every else MOST)


def _brief(workspace: Workspace, slug: str) -> Brief:
    with suppress(KeyError):
        if brief := workspace.brief(slug):
            return brief
        raise NotThere(f"{slug} could not be read: `briefkit check` says why")
    close = nearest(slug, workspace.ground.layout.sidecars)
    raise NotThere(f"there is no brief {slug}" + (f"; the nearest is {close}" if close else ""))


def _near(workspace: Workspace, name: str) -> str:
    index = workspace.index
    kinds = [
        kind.name for kind in workspace.ground.settings.settings.kinds.values() if kind.base == "mention"
    ]
    ids = [id for kind in kinds for id in index.entity_ids(kind)]
    for id in ids:
        entity = index.entity(id)
        if entity and name.casefold() in [one.casefold() for one in (entity.name, *entity.aliases)]:
            return f"; that is a name of `{id}`"
    close = nearest(name, [*workspace.ground.layout.sidecars, *ids])
    return f"; the nearest is {close}" if close else ""


class _Teller:
    """Tells of one brief and what is in it."""

    def __init__(self, workspace: Workspace, brief: Brief, style: Style) -> None:
        self.workspace = workspace
        self.brief = brief
        self.style = style
        self.seed = Document(f"seeds/{brief.seed.path}", brief.seed.text)
        self.sidecar = workspace.document(brief.sidecar) or Document(brief.sidecar, "")
        self.passages = {passage.id: passage for passage in brief.passages}

    def place(self, span: Span) -> str:
        """Where something is written in the sidecar."""
        return _place(self.sidecar, span.start, self.style)

    # -- the brief

    def whole(self) -> Iterator[str]:
        brief, about = self.brief, self.brief.about
        yield f"{self.style('1', visible(about.title))}  {self.style('35', visible(brief.sidecar) + ':1:1')}"
        labelled = {label.passage for label in brief.labels if label.status != "suggested"}
        counts = dict.fromkeys(self.workspace.ground.settings.settings.kinds, 0)
        for label in brief.labels:
            counts[label.kind] += 1
        yield from _fields(
            ("date", about.date),
            ("authors", ", ".join(about.authors)),
            ("publisher", about.publisher),
            ("status", about.status),
            ("supersedes", about.supersedes),
            ("superseded by", ", ".join(self.workspace.index.foreign(brief).superseded_by)),
            ("seed", f"seeds/{brief.seed.path}, {brief.seed.size:,} bytes"),
            ("passages", f"{len(brief.passages)}, {len(labelled)} of them labelled"),
            ("labels", ", ".join(f"{count} {kind}" for kind, count in counts.items() if count)),
            ("with errors", str(len(brief.refused)) if brief.refused else None),
        )
        if brief.key_judgments:
            yield from ("", "key judgments")
        addresses = {label.address: label for label in brief.labels}
        for id in brief.key_judgments:
            yield from self.listed(f"{brief.slug}#{id}", addresses[id])

    # -- a passage or a label

    def part(self, id: str) -> Iterator[str]:
        if passage := self.passages.get(id):
            return self.passage(passage)
        for label in self.brief.labels:
            if label.address == id:
                return self.label(label)
        for refused in self.brief.refused:
            if refused.address == id:
                place = self.place(refused.written_at)
                return iter((f"{self.brief.slug}#{id}  {place}  did not get in", *_listed(refused.why)))
        close = nearest(id, [*(label.address for label in self.brief.labels), *self.passages])
        near = f"; the nearest is {self.brief.slug}#{close}" if close else ""
        raise NotThere(f"{self.brief.slug} has no label or passage {id}{near}")

    def passage(self, passage: Passage) -> Iterator[str]:
        here = [label for label in self.brief.labels if label.passage == passage.id]
        place = _place(self.seed, passage.span.start, self.style)
        yield f"{self.style('1', f'{self.brief.slug}#{passage.id}')}  {place}  {passage.type}"
        yield ""
        yield from self.marked(passage, [anchor for label in here for anchor in label.anchors])
        yield ""
        for label in here:
            yield from self.listed(label.address, label)
        if not here:
            yield "no labels"

    def label(self, label: Label) -> Iterator[str]:
        address = self.style("1", f"{self.brief.slug}#{label.address}")
        said = [label.kind, label.status, *([f"by {label.editor}"] if label.editor else [])]
        yield f"{address}  {self.place(label.written_at)}  {', '.join(said)}"
        yield ""
        yield from _wrapped(self.value(label))
        passage = self.passages[label.passage]
        start = label.anchors[0].start if label.anchors else passage.span.start
        yield ""
        yield f"{passage.id}  {_place(self.seed, start, self.style)}"
        yield from self.marked(passage, label.anchors or [passage.span])
        yield ""
        yield from _fields(*self.fields(label), ("note", label.note), ("tags", ", ".join(label.tags)))
        yield from self.links(label)

    def fields(self, label: Label) -> Iterator[tuple[str, str | None]]:
        if isinstance(label.body, Statement):
            for name in FIELDS:
                value = getattr(label.body, name)
                yield name, value if isinstance(value, str | None) else LISTED.get(name, ", ").join(value)
            if outcome := label.body.outcome:
                yield "outcome", ", ".join(filter(None, (outcome.result, outcome.date, outcome.evidence)))

    def links(self, label: Label) -> Iterator[str]:
        """Both ways; of those that come from other briefs the archive's facts tell."""
        rows: list[tuple[str, str, str]] = []
        if isinstance(label.body, Statement):
            rows += [
                (link.relation.replace("_", " "), *self.end(link.slug, link.label))
                for link in label.body.links
            ]
        for other in self.brief.labels:
            if isinstance(other.body, Statement):
                for link in other.body.links:
                    if (link.slug, link.label) == (self.brief.slug, label.address):
                        ends = self.end(self.brief.slug, other.address)
                        rows.append((FROM_THE_OTHER_END[link.relation], *ends))
        for incoming in self.workspace.index.foreign(self.brief).incoming:
            if incoming.label == label.address:
                name = f"{incoming.slug}#{incoming.address}"
                rows.append((FROM_THE_OTHER_END[incoming.relation], name, incoming.name))
        width = max((len(relation) for relation, _, _ in rows), default=0)
        yield from [""] if rows else []
        for relation, name, words in rows:
            yield f"  {relation:<{width}}  {self.style('36', name)}  {visible(words)}"

    def end(self, slug: str, address: str) -> tuple[str, str]:
        """(the name of a statement that is linked, its short name)."""
        found = self.workspace.index.statement(slug, address)
        name = address if slug == self.brief.slug else f"{slug}#{address}"
        return name, found.name if found else ""

    # -- pieces

    def value(self, label: Label) -> str:
        """The sentence, or the entity with its name."""
        if isinstance(label.body, Statement):
            return label.body.sentence
        entity = self.workspace.index.entity(label.body.entity)
        return f"{label.body.entity} ({entity.name})" if entity else label.body.entity

    def listed(self, name: str, label: Label) -> Iterator[str]:
        status = "" if label.status == "draft" else f"  ({label.status})"
        yield f"  {self.style('36', name)}  {self.place(label.written_at)}{status}"
        yield from _wrapped(f"{label.kind}: {self.value(label)}", "    ")

    def marked(self, passage: Passage, spans: Sequence[Span]) -> Iterator[str]:
        """The passage's words, those of the spans marked."""
        return _marked(passage.text, [one.moved(-passage.span.start) for one in spans], self.style)


def _entity(workspace: Workspace, entity: Entity, style: Style, most: int | None) -> Iterator[str]:
    index = workspace.index
    name = f"{entity.kind}: {visible(entity.name)}"
    yield f"{style('1', entity.id)}  {_written(workspace, entity, style)}  {name}"
    yield from _fields(
        ("type", entity.type),
        ("aliases", ", ".join(entity.aliases)),
        ("part of", entity.part_of),
        ("parts", ", ".join(part.id for part in index.parts(entity.id))),
        ("country", entity.country),
        ("at", ", ".join(f"{degrees:g}" for degrees in entity.at) if entity.at else None),
        ("wikidata", entity.wikidata),
        ("geonames", entity.geonames),
        ("note", entity.note),
        ("tags", ", ".join(entity.tags)),
    )
    rows = list(index.mentions(entity.id))
    yield from _heading("mention", len(rows), most)
    for row in islice(rows, most):
        brief = workspace.brief(row.slug)
        assert brief is not None  # it gave the facts that the row is from
        name = f"{row.slug}#{row.mention.address}"
        written = next(one.written_at for one in brief.labels if one.address == row.mention.address)
        document = workspace.document(brief.sidecar) or Document(brief.sidecar, "")
        yield f"  {style('36', name)}  {_place(document, written.start, style)}"
        words = f"{row.mention.before}{row.mention.words}{row.mention.after}"
        start = len(row.mention.before)
        yield from _marked(words, [Span(start, start + len(row.mention.words))], style, "    ")
    for title, statements in (("statement by it", index.said), ("statement about it", index.about)):
        found = list(statements(entity.id))
        if found:
            yield from _heading(title, len(found), most)
        for one in islice(found, most):
            yield f"  {style('36', one.label)}"
            yield from _wrapped(f"{one.statement.kind}: {one.statement.sentence}", "    ")


def _written(workspace: Workspace, entity: Entity, style: Style) -> str:
    """Where an entity is given: in a file that all share, or in a sidecar."""
    for one in workspace.ground.entities.entities:
        if one.entity.id == entity.id:
            return _place(one.document, one.key.start, style)
    [(slug,)] = workspace.index.ask("select slug from entity where id = ?", entity.id)
    sidecar = workspace.sidecar(slug)
    assert sidecar is not None  # it gave the entity
    return _place(sidecar.document, sidecar.key_span("entities", entity.id).start, style)


def _heading(title: str, count: int, most: int | None) -> Iterator[str]:
    """Like "24 statements by it, the first 20:"."""
    noun, _, rest = title.partition(" ")
    plural = " ".join(filter(None, (noun if count == 1 else f"{noun}s", rest)))
    yield ""
    yield f"{count:,} {plural}" + (f", the first {most} (--all lists them)" if most and count > most else "")


def _place(document: Document, offset: int, style: Style) -> str:
    line, column = document.line_column(min(offset, len(document.text)))
    return style("35", f"{visible(document.path)}:{line}:{column}")


def _fields(*fields: tuple[str, str | None]) -> Iterator[str]:
    """A line a field that has a value; more where it is long."""
    given = [(name.replace("_", " "), value) for name, value in fields if value]
    width = max((len(name) for name, _ in given), default=0)
    for name, value in given:
        first, *more = _wrapped(value, "") or [""]
        yield f"  {name:<{width}}  {first}"
        yield from (f"  {'':<{width}}  {line}" for line in more)


def _listed(lines: Iterable[str]) -> Iterator[str]:
    return (f"  {visible(line)}" for line in lines)


def _wrapped(text: str, indent: str = "  ") -> list[str]:
    return [
        indent + line for line in textwrap.wrap(visible(text), WIDTH - len(indent), break_on_hyphens=False)
    ]


def _marked(text: str, spans: Iterable[Span], style: Style, indent: str = "  ") -> Iterator[str]:
    """The text in lines, the words of the spans in colour, or between signs where there is none."""
    parts: list[str] = []
    position = 0
    for span in _joined(spans):
        parts += [visible(text[position : span.start]), OPEN, visible(span.of(text)), CLOSE]
        position = span.end
    words = SPACES.sub(" ", "".join([*parts, visible(text[position:])]))
    inside = False
    for line in textwrap.wrap(words, WIDTH - len(indent), break_on_hyphens=False):
        shown = ""
        for piece in line.replace(OPEN, f"\n{OPEN}").replace(CLOSE, f"{CLOSE}\n").split("\n"):
            inside |= piece.startswith(OPEN)
            ends = piece.endswith(CLOSE)
            shown += _sign(piece, style) if inside else piece
            inside &= not ends
        yield indent + shown


def _sign(piece: str, style: Style) -> str:
    plain = piece.strip(OPEN + CLOSE)
    coloured = style("1;33", plain)
    return coloured if coloured != plain else piece.replace(OPEN, "⟦").replace(CLOSE, "⟧")


def _joined(spans: Iterable[Span]) -> Iterator[Span]:
    """The spans in order, those that touch as one."""
    last: Span | None = None
    for span in sorted(spans):
        if last is None or span.start > last.end:
            if last:
                yield last
            last = span
        else:
            last = Span(last.start, max(last.end, span.end))
    if last:
        yield last
