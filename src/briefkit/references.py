"""Every place in an archive's YAML where a label, an entity or a brief is named.

A name is found in the tree as `yamltree` read it, so that it is found in a label with faults too.
Each is given as the words of one scalar: `plans/dredging#why` holds the name of a brief and of a
label, `#p3-actor-is-1` that of a label and in it that of an entity.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from briefkit import yamltree
from briefkit.brief import RELATIONS, Kind
from briefkit.notes import links_in
from briefkit.spans import Span
from briefkit.yamltree import Node, Scalar, Sequence

What = Literal["label", "entity", "brief"]
# given: here it gets its name; use: a field names it; note: so does a link in Markdown; retired: a
# name no longer used; replacement: what took its place.
Role = Literal["given", "use", "note", "retired", "replacement"]

DERIVED = re.compile(r"p[0-9]+-([a-z]+)-(.+)-[0-9]+")  # the address of a mention without an id
WEB = ("https://", "http://", "mailto:")
NAME = "[a-z0-9/-]"


@dataclass(frozen=True, slots=True)
class Reference:
    """A name and where it stands."""

    what: What
    slug: str  # the brief, or that of the label; "" for an entity
    id: str  # "" for a brief
    role: Role
    scalar: Scalar
    place: Span | None  # the name in the scalar's text; None: a link is written so that it cannot be told

    def span(self, text: str) -> Span | None:
        """Where the name stands in the file's text; None where it is written with escapes."""
        return None if self.place is None else source_span(text, self.scalar, self.place)


def source_span(text: str, scalar: Scalar, place: Span) -> Span | None:
    """Where words of a scalar's text, white space aside, stand in the file; None: not as they are."""
    words, raw = place.of(scalar.text), scalar.span.of(text)
    number = _count(words, scalar.text[: place.start + len(words) - 1])
    places = _places(words, raw)
    if len(places) != _count(words, scalar.text):
        return None
    start = scalar.span.start + places[number]
    return Span(start, start + len(words))


def _places(words: str, text: str) -> list[int]:
    return [found.start() for found in re.finditer(f"(?={re.escape(words)})", text)]


def _count(words: str, text: str) -> int:
    return len(_places(words, text))


# -- the files -------------------------------------------------------------------------------------


def in_sidecar(
    root: yamltree.Mapping, slug: str, kinds: Mapping[str, Kind], *, layer_of: str = ""
) -> Iterator[Reference]:
    """The names in a sidecar, or in a layer of a brief; `slug` is whose labels `id` and `#id` mean.

    In a layer the name of its brief means the layer's own labels, too.
    """
    reader = _Reader(slug, kinds, layer_of)
    for key, value in root.entries:
        match key.text, value:
            case "key_judgments", _:
                yield from (found for one in _scalars(value) for found in reader.label(one))
            case "retired", yamltree.Mapping(entries):
                yield from _retired("label", slug, entries)
            case "about", yamltree.Mapping():
                if isinstance(earlier := value.get("supersedes"), Scalar):
                    yield _whole("brief", earlier.text, "", "use", earlier)
                yield from reader.note(value.get("summary"))
            case "entities", yamltree.Mapping(entries):
                yield from (found for one in entries for found in reader.entity(*one))
            case "labels", yamltree.Mapping(entries):
                for _, labels in entries:
                    for label in labels.items if isinstance(labels, Sequence) else ():
                        if isinstance(label, yamltree.Mapping):
                            yield from reader.fields(label)


def in_entities(root: yamltree.Mapping, kinds: Mapping[str, Kind]) -> Iterator[Reference]:
    """The names in entities.yaml, or in a file of entities/."""
    reader = _Reader("", kinds)
    for key, value in root.entries:
        if key.text != "retired":
            yield from reader.entity(key, value)
        elif isinstance(value, yamltree.Mapping):
            yield from _retired("entity", "", value.entries)


def in_settings(root: yamltree.Mapping) -> Iterator[Reference]:
    """The names in archive.yaml."""
    retired = root.get("retired")
    if isinstance(retired, yamltree.Mapping):
        yield from _retired("brief", "", retired.entries)


class _Reader:
    def __init__(self, slug: str, kinds: Mapping[str, Kind], layer_of: str = "") -> None:
        self.slug, self.layer_of = slug, layer_of
        self.mentions = {kind.name for kind in kinds.values() if kind.base == "mention"}

    def entity(self, key: Scalar, value: Node) -> Iterator[Reference]:
        yield _whole("entity", "", key.text, "given", key)
        if isinstance(value, yamltree.Mapping):
            if isinstance(part_of := value.get("part_of"), Scalar):
                yield _whole("entity", "", part_of.text, "use", part_of)
            yield from self.note(value.get("note"))

    def fields(self, label: yamltree.Mapping) -> Iterator[Reference]:
        for key, value in label.entries:
            if key.text in self.mentions or key.text == "by":
                yield from (_whole("entity", "", one.text.strip(), "use", one) for one in _scalars(value))
            elif key.text == "id" and isinstance(value, Scalar):
                yield _whole("label", self.slug, value.text, "given", value)
            elif key.text in RELATIONS or key.text == "revises":
                yield from (found for one in _scalars(value) for found in self.label(one))
            elif key.text == "note":
                yield from self.note(value)

    def whose(self, slug: str) -> str:
        """The brief, or the layer, whose label is meant."""
        return self.slug if slug in ("", self.layer_of) else slug

    def label(self, scalar: Scalar) -> Iterator[Reference]:
        """The names in `id` or `slug#id`."""
        slug, hash_, id = scalar.text.rpartition("#")
        if slug:
            yield Reference("brief", slug, "", "use", scalar, Span(0, len(slug)))
        start = len(slug) + len(hash_)
        if id and (slug or not hash_):
            yield Reference("label", self.whose(slug), id, "use", scalar, Span(start, start + len(id)))

    def note(self, node: Node | None) -> Iterator[Reference]:
        """The names in the links of a Markdown text."""
        if not isinstance(node, Scalar):
            return
        for href in dict.fromkeys(links_in(node.text)):
            if href.startswith(WEB):
                continue
            places: list[int | None] = [*_link_places(node.text, href)]
            for start in places or [None]:
                yield from self.href(href, node, start)

    def href(self, href: str, node: Scalar, start: int | None) -> Iterator[Reference]:
        def place(first: int, length: int) -> Span | None:
            return None if start is None else Span(start + first, start + first + length)

        if href.startswith("entity:"):
            id = href.removeprefix("entity:")
            yield Reference("entity", "", id, "note", node, place(len("entity:"), len(id)))
            return
        slug, hash_, id = href.partition("#")
        if not hash_ or not id or ":" in slug or slug.endswith(".html"):
            return
        if slug:
            yield Reference("brief", slug, "", "note", node, place(0, len(slug)))
        if slug or self.slug:
            yield Reference("label", self.whose(slug), id, "note", node, place(len(slug) + 1, len(id)))
        derived = DERIVED.fullmatch(id)
        if derived and derived[1] in self.mentions:
            first = len(slug) + 1 + derived.start(2)
            yield Reference("entity", "", derived[2], "note", node, place(first, len(derived[2])))


def _link_places(text: str, href: str) -> Iterator[int]:
    """Where in a Markdown text a link's address is written; words that only look like it are not."""
    for found in re.finditer(rf"(?<!{NAME}){re.escape(href)}(?!{NAME})", text):
        probe = f"{href}-probe"
        if probe in links_in(f"{text[: found.start()]}{probe}{text[found.end() :]}"):
            yield found.start()


def _retired(what: What, slug: str, entries: tuple[tuple[Scalar, Node], ...]) -> Iterator[Reference]:
    for key, value in entries:
        for scalar, role in ((key, "retired"), (value, "replacement")):
            if isinstance(scalar, Scalar) and scalar.text not in ("", "~", "null"):
                names = (scalar.text, "") if what == "brief" else (slug, scalar.text)
                yield _whole(what, *names, role, scalar)  # type: ignore[arg-type]


def _whole(what: What, slug: str, id: str, role: Role, scalar: Scalar) -> Reference:
    """A name that is all of a scalar, white space around it aside."""
    words = slug if what == "brief" else id
    start = scalar.text.find(words)
    return Reference(what, slug, id, role, scalar, Span(start, start + len(words)))


def _scalars(value: Node) -> Iterator[Scalar]:
    """A value that is one text or a list of texts."""
    for one in value.items if isinstance(value, Sequence) else (value,):
        if isinstance(one, Scalar):
            yield one
