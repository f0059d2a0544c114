"""Where a file names things: passages, entities, labels, briefs, rules, and what gives them the name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from briefkit import yamltree
from briefkit.brief import RELATIONS, Settings
from briefkit.language.desk import Desk, LabelNode, labels_in, touches
from briefkit.notes import links_in
from briefkit.spans import Document, Span
from briefkit.yamltree import Node, Scalar, Sequence

What = Literal["passage", "entity", "label", "brief", "seed", "editor", "rule", "likelihood"]


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A name in a file."""

    what: What
    name: str
    span: Span  # of the name alone, without quotation marks
    slug: str = ""  # of a label: the brief that it is in
    given: bool = False  # this is where it gets its name


def occurrence_at(desk: Desk, offset: int) -> Occurrence | None:
    """The name at an offset, the narrowest first."""
    found = [one for one in occurrences(desk) if touches(one.span, offset)]
    return min(found, key=lambda one: len(one.span), default=None)


def occurrences(desk: Desk) -> Iterator[Occurrence]:
    """Every name in a file on the desk."""
    if desk.root is not None:
        yield from occurrences_in(desk.document, desk.root, desk.kind, desk.slug or "", desk.settings)


def occurrences_in(
    document: Document, root: yamltree.Mapping, kind: str, slug: str, settings: Settings
) -> Iterator[Occurrence]:
    """Every name in a file of a kind; `slug` is a sidecar's own."""
    namer = _Namer(document, slug)
    if kind == "sidecar":
        yield from namer.sidecar(root, settings)
    elif kind == "entities":
        yield from namer.entities(root)
    elif kind == "archive":
        yield from namer.keys(root.get("rules"), "rule")
        yield from namer.texts(root.get("retired"), "brief")


@dataclass(frozen=True, slots=True)
class _Namer:
    document: Document
    slug: str

    def sidecar(self, root: yamltree.Mapping, settings: Settings) -> Iterator[Occurrence]:
        about, seed, defaults = root.get("about"), root.get("seed"), root.get("defaults")
        yield from self.field(seed, "file", "seed")
        yield from self.field(about, "supersedes", "brief")
        yield from self.field(defaults, "editor", "editor")
        if isinstance(about, yamltree.Mapping):
            yield from self.note(about.get("summary"))
        yield from self.labels_named(root.get("key_judgments"))
        yield from self.keys(root.get("editors"), "editor", given=True)
        yield from self.keys(root.get("retired"), "label")
        yield from self.texts(root.get("retired"), "label")
        yield from self.keys(root.get("allow"), "rule")
        if isinstance(entities := root.get("entities"), yamltree.Mapping):
            yield from self.entities(entities)
        yield from self.keys(root.get("labels"), "passage")
        for label in labels_in(root, settings):
            yield from self.label(label)

    def label(self, label: LabelNode) -> Iterator[Occurrence]:
        node = label.node
        for key, value in node.entries:
            match key.text:
                case "id":
                    yield from self.scalars(value, "label", given=True)
                case "by":
                    yield from self.scalars(value, "entity")
                case "see":
                    yield from self.scalars(value, "passage")
                case "editor":
                    yield from self.scalars(value, "editor")
                case "likelihood":
                    yield from self.scalars(value, "likelihood")
                case "allow":
                    yield from self.keys(value, "rule")
                case "note":
                    yield from self.note(value)
                case "revises":
                    yield from self.labels_named(value)
                case name if name in RELATIONS:
                    yield from self.labels_named(value)
                case name if label.kind and label.kind.base == "mention" and name == label.kind.name:
                    yield from self.scalars(value, "entity")

    def entities(self, root: yamltree.Mapping) -> Iterator[Occurrence]:
        for key, node in root.entries:
            if key.text == "retired":
                yield from self.keys(node, "entity")
                yield from self.texts(node, "entity")
            else:
                yield Occurrence("entity", key.text, self.inner(key), given=True)
                yield from self.field(node, "part_of", "entity")
                if isinstance(node, yamltree.Mapping):
                    yield from self.note(node.get("note"))

    # -- the shapes that names stand in

    def field(self, node: Node | None, key: str, what: What) -> Iterator[Occurrence]:
        value = node.get(key) if isinstance(node, yamltree.Mapping) else None
        yield from self.scalars(value, what)

    def scalars(self, node: Node | None, what: What, *, given: bool = False) -> Iterator[Occurrence]:
        for one in node.items if isinstance(node, Sequence) else (node,):
            if isinstance(one, Scalar) and one.text:
                slug = self.slug if what == "label" else ""
                yield Occurrence(what, one.text.strip(), self.inner(one), slug, given)

    def keys(self, node: Node | None, what: What, *, given: bool = False) -> Iterator[Occurrence]:
        for key, _ in node.entries if isinstance(node, yamltree.Mapping) else ():
            yield Occurrence(what, key.text, self.inner(key), self.slug if what == "label" else "", given)

    def texts(self, node: Node | None, what: What) -> Iterator[Occurrence]:
        """The values of a mapping from names retired to those that took their place."""
        for _, value in node.entries if isinstance(node, yamltree.Mapping) else ():
            if isinstance(value, Scalar) and value.text not in ("", "~", "null"):
                yield from self.scalars(value, what)

    def labels_named(self, node: Node | None) -> Iterator[Occurrence]:
        for one in node.items if isinstance(node, Sequence) else (node,):
            if isinstance(one, Scalar) and one.text:
                yield from self.link(one.text, self.inner(one))

    def note(self, node: Node | None) -> Iterator[Occurrence]:
        """The names in the links of a note."""
        if not isinstance(node, Scalar):
            return
        for href in dict.fromkeys(links_in(node.text)):
            at = self.document.text.find(href, node.span.start, node.span.end)
            while at >= 0:
                span = Span(at, at + len(href))
                if href.startswith("entity:"):
                    name = href.removeprefix("entity:")
                    yield Occurrence("entity", name, Span(span.end - len(name), span.end))
                elif ":" not in href and "#" in href:
                    yield from self.link(href, span)
                at = self.document.text.find(href, span.end, node.span.end)

    def link(self, written: str, span: Span) -> Iterator[Occurrence]:
        """The names in `id`, `#id` or `slug#id`."""
        slug, hash_, id = written.strip().rpartition("#")
        if len(span) != len(written):  # an escape stands in it, and so no name that we know
            return
        if slug:
            yield Occurrence("brief", slug, Span(span.start, span.start + len(slug)))
        if id and hash_ and not slug and id[0] == "p" and id[1:].isdigit():
            yield Occurrence("passage", id, Span(span.end - len(id), span.end))
        elif id:
            yield Occurrence("label", id, Span(span.end - len(id), span.end), slug or self.slug)

    def inner(self, scalar: Scalar) -> Span:
        """The words of a scalar, without quotation marks."""
        if scalar.style in ("single", "double") and len(scalar.span) >= 2:
            return Span(scalar.span.start + 1, scalar.span.end - 1)
        return scalar.span
