"""Where a name leads: to the place that gives it, and to all that use it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefkit import yamltree
from briefkit.brief import Refused
from briefkit.folder import SEEDS
from briefkit.language.desk import Desk, labels_in, read_text, sidecar_of, touches
from briefkit.language.occurrences import Occurrence, occurrence_at, occurrences, occurrences_in
from briefkit.language.quoting import marked
from briefkit.language.seed_text import sidecars_of
from briefkit.spans import Document, Span
from briefkit.yaml_files import read_yaml_files


@dataclass(frozen=True, slots=True)
class Place:
    """A span of a file."""

    document: Document
    span: Span


def definition(desk: Desk, offset: int) -> Place | None:
    """The place that a name at an offset leads to; of a quote the words of the seed, and the way back."""
    if desk.kind == "seed":
        return _labels_on(desk, offset)
    if (name := occurrence_at(desk, offset)) is not None:
        return given_at(desk, name)
    return _quoted(desk, offset)


def given_at(desk: Desk, name: Occurrence) -> Place | None:
    """The place that gives a name."""
    match name.what:
        case "passage":
            passage = desk.passages.get(name.name)
            return Place(desk.seed, passage.span) if passage and desk.seed else None
        case "entity":
            return entity_given(desk, name.name)
        case "label":
            return label_given(desk, name.slug, name.name)
        case "brief":
            document = sidecar_document(desk, name.name)
            return Place(document, Span(0, 0)) if document else None
        case "seed":
            seed = read_text(desk.files, f"{SEEDS}/{name.name}")
            return Place(seed, Span(0, 0)) if seed else None
        case "editor":
            editors = desk.root.get("editors") if desk.root else None
            key = editors.key(name.name) if isinstance(editors, yamltree.Mapping) else None
            return Place(desk.document, key.span) if key else None
    return None


def entity_given(desk: Desk, id: str) -> Place | None:
    """The key of an entity: in a shared file, in this sidecar, or local to another one."""
    if (written := desk.entities.get(id)) is not None:
        return Place(written.document, written.key)
    for (slug,) in desk.workspace.index.ask("select slug from given where id = ? and slug <> ''", id):
        sidecar = sidecar_of(desk.workspace, slug)
        for one in sidecar.entities if sidecar else ():
            if one.entity.id == id:
                return Place(one.document, one.key)
    return None


def label_given(desk: Desk, slug: str, id: str) -> Place | None:
    """The `id` of a label where it is written; the label itself for the address of one without."""
    sidecar = desk.sidecar if slug == desk.slug else sidecar_of(desk.workspace, slug)
    if sidecar is None:
        return None
    for one in labels_in(sidecar.root, desk.settings.kinds):
        if one.text("id") == id and (written := one.node.get("id")) is not None:
            return Place(sidecar.document, written.span)
    for label in sidecar.labels:
        if label.address == id:
            start = (label.written_at if isinstance(label, Refused) else label.node.span).start
            return Place(sidecar.document, Span(start, start))
    return None


def sidecar_document(desk: Desk, slug: str) -> Document | None:
    path = desk.workspace.ground.layout.sidecars.get(slug)
    return read_text(desk.files, path) if path else None


def references(desk: Desk, offset: int, *, declaration: bool = True) -> list[Place]:
    """Every place of the archive that uses the name at an offset, by file and in order."""
    name = occurrence_at(desk, offset)
    if name is None:
        return []
    return [Place(document, one.span) for document, one in uses(desk, name) if declaration or not one.given]


def uses(desk: Desk, name: Occurrence) -> Iterator[tuple[Document, Occurrence]]:
    """Every use of a name, its giving among them. A passage's and an editor's are those of the file."""
    if name.what in ("passage", "editor"):
        yield from ((desk.document, one) for one in occurrences(desk) if is_same(one, name))
        return
    for file in read_yaml_files(desk.files, wanted=lambda text: name.name in text).read:
        found = occurrences_in(file.document, file.root, file.sort, file.slug, desk.settings.kinds)
        yield from ((file.document, one) for one in found if is_same(one, name))


def is_same(one: Occurrence, other: Occurrence) -> bool:
    return (one.what, one.name, one.slug) == (other.what, other.name, other.slug)


def _quoted(desk: Desk, offset: int) -> Place | None:
    """The words of the seed that a quote at the offset marks."""
    label = desk.label_at(offset)
    quote = label.node.get("quote") if label else None
    passage = desk.passages.get(label.passage) if label else None
    if label is None or passage is None or quote is None or desk.seed is None:
        return None
    if not touches(quote.span, offset):
        return None
    spans = marked(label, passage)
    return Place(desk.seed, spans[0]) if spans else None


def _labels_on(desk: Desk, offset: int) -> Place | None:
    """The label on the words of a seed, or where there is none the key of their passage."""
    for sidecar in sidecars_of(desk):
        found = [
            (len(span), label.node.span.start)
            for label in sidecar.labels
            if (passage := sidecar.passages.get(label.passage))
            for span in marked(label, passage)
            if touches(span, offset)
        ]
        if found:
            start = min(found)[1]
            return Place(sidecar.document, Span(start, start))
        for one in occurrences(sidecar):
            passage = sidecar.passages.get(one.name) if one.what == "passage" else None
            if passage and touches(passage.span, offset):
                return Place(sidecar.document, one.span)
    return None
