"""Where a file names things: labels, entities and briefs, and what stands in its own lines alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from briefkit import yamltree
from briefkit.brief import Kind
from briefkit.edits import field
from briefkit.language.desk import Desk, labels_in, touches
from briefkit.references import Reference, in_entities, in_settings, in_sidecar
from briefkit.spans import Document, Span
from briefkit.yaml_files import Sort
from briefkit.yamltree import Node, Scalar, Sequence

What = Literal["passage", "entity", "label", "brief", "seed", "editor", "rule", "likelihood"]
PASSAGE = re.compile("p[0-9]+")


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
    if desk.root is not None and desk.sort is not None:
        kinds = desk.settings.kinds
        yield from occurrences_in(desk.document, desk.root, desk.sort, desk.slug or "", kinds)


def occurrences_in(
    document: Document, root: yamltree.Mapping, sort: Sort, slug: str, kinds: Mapping[str, Kind]
) -> Iterator[Occurrence]:
    """Every name in a file; `slug` is that of the labels which it names by their id alone."""
    if sort in ("sidecar", "layer"):
        yield from _referred(document, in_sidecar(root, slug, kinds))
        yield from _own(root, kinds)
    elif sort == "entities":
        yield from _referred(document, in_entities(root, kinds))
    else:
        yield from _referred(document, in_settings(root))
        yield from _keys(root.get("rules"), "rule")


def _referred(document: Document, references: Iterator[Reference]) -> Iterator[Occurrence]:
    for one in references:
        if (span := one.span(document.text)) is None:  # escapes stand in for it
            continue
        if one.what == "label" and one.role == "note" and PASSAGE.fullmatch(one.id):
            yield Occurrence("passage", one.id, span)
        elif one.what == "brief":
            yield Occurrence("brief", one.slug, span, given=one.role == "given")
        else:
            yield Occurrence(one.what, one.id, span, one.slug, one.role == "given")


def _own(root: yamltree.Mapping, kinds: Mapping[str, Kind]) -> Iterator[Occurrence]:
    """The names that a sidecar has for itself: passages, editors, its seed; and those of all archives."""
    yield from _texts(field(root, "seed", "file"), "seed")
    yield from _texts(field(root, "defaults", "editor"), "editor")
    yield from _keys(root.get("editors"), "editor", given=True)
    yield from _keys(root.get("allow"), "rule")
    yield from _keys(root.get("labels"), "passage")
    for label in labels_in(root, kinds):
        yield from _texts(label.node.get("see"), "passage")
        yield from _texts(label.node.get("editor"), "editor")
        yield from _texts(label.node.get("likelihood"), "likelihood")
        yield from _keys(label.node.get("allow"), "rule")


def _texts(node: Node | None, what: What) -> Iterator[Occurrence]:
    for one in node.items if isinstance(node, Sequence) else (node,):
        if isinstance(one, Scalar) and one.text:
            yield Occurrence(what, one.text.strip(), _inner(one))


def _keys(node: Node | None, what: What, *, given: bool = False) -> Iterator[Occurrence]:
    for key, _ in node.entries if isinstance(node, yamltree.Mapping) else ():
        yield Occurrence(what, key.text, _inner(key), given=given)


def _inner(scalar: Scalar) -> Span:
    """The words of a scalar, without quotation marks."""
    if scalar.style in ("single", "double") and len(scalar.span) >= 2:
        return Span(scalar.span.start + 1, scalar.span.end - 1)
    return scalar.span
