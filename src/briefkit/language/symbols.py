"""The outline of a file, and the names of the whole archive."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from briefkit import yamltree
from briefkit.files import Files
from briefkit.language.completion import shortened
from briefkit.language.desk import Desk, LabelNode
from briefkit.language.places import Place, entity_given, label_given
from briefkit.spans import Document, Span
from briefkit.workspace import Workspace
from briefkit.yamltree import Scalar, Sequence

Sort = Literal["part", "passage", "statement", "mention", "entity"]
MOST = 200  # names of the archive shown at once


@dataclass(frozen=True, slots=True)
class Symbol:
    """An entry of a file's outline."""

    name: str
    detail: str
    sort: Sort
    span: Span  # all that belongs to it
    chosen: Span  # what is selected when one goes there; within `span`
    inner: tuple[Symbol, ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """A name of the archive and where it is given."""

    name: str
    around: str  # the kind or brief it belongs to
    sort: Sort
    place: Place


def outline(desk: Desk) -> list[Symbol]:
    """The parts of a file; in a sidecar passages with their labels, entities by id."""
    return list(_parts(desk)) if desk.root is not None else []


def _parts(desk: Desk) -> Iterator[Symbol]:
    assert desk.root is not None
    labels: dict[int, LabelNode] = {one.node.span.start: one for one in desk.labels}
    for key, value in desk.root.entries:
        span = _around(key, value)
        inner: list[Symbol] = []
        if key.text == "labels" and isinstance(value, yamltree.Mapping) and desk.kind == "sidecar":
            inner = [_passage(desk, one, listed, labels) for one, listed in value.entries]
        elif key.text == "entities" and isinstance(value, yamltree.Mapping) and desk.kind == "sidecar":
            inner = [_entity(one, node) for one, node in value.entries]
        if desk.kind == "entities" and key.text != "retired":
            yield _entity(key, value)
        else:
            detail = shortened(value.text) if isinstance(value, Scalar) else ""
            yield Symbol(key.text or "…", detail, "part", span, key.span, tuple(inner))


def _passage(desk: Desk, key: Scalar, listed: yamltree.Node, labels: dict[int, LabelNode]) -> Symbol:
    passage = desk.passages.get(key.text)
    nodes = listed.items if isinstance(listed, Sequence) else ()
    inner = [_label(labels[node.span.start]) for node in nodes if node.span.start in labels]
    words = shortened(passage.text) if passage else ""
    return Symbol(key.text or "…", words, "passage", _around(key, listed), key.span, tuple(inner))


def _label(label: LabelNode) -> Symbol:
    kind = label.kind.name if label.kind else "label"
    statement = label.kind is None or label.kind.base == "statement"
    name = label.text("name") or label.value or label.text("id") or kind
    first = label.node.entries[0][0].span if label.node.entries else label.node.span
    detail = label.text("id") if statement else (label.quotes or [""])[0]
    sort: Sort = "statement" if statement else "mention"
    return Symbol(f"{kind}: {shortened(name)}", shortened(detail), sort, label.node.span, first)


def _entity(key: Scalar, node: yamltree.Node) -> Symbol:
    names = (
        [value.text for _, value in node.entries[:1] if isinstance(value, Scalar)]
        if isinstance(node, yamltree.Mapping)
        else []
    )
    return Symbol(key.text or "…", names[0] if names else "", "entity", _around(key, node), key.span)


def _around(key: Scalar, value: yamltree.Node) -> Span:
    return Span(key.span.start, max(key.span.end, value.span.end))


def names_like(files: Files, workspace: Workspace, words: str) -> Iterator[Named]:
    """Entities and labels of the whole archive whose id or name holds the words."""
    like = f"%{words.strip()}%"
    desk = Desk(files, workspace, Document("", ""), None)
    entities = workspace.index.ask(
        f"select id, name, kind from entity where id like ?1 or name like ?1 order by id limit {MOST}", like
    )
    for id, name, kind in list(entities):
        if place := entity_given(desk, id):
            yield Named(f"{id}: {name}", kind, "entity", place)
    statements = workspace.index.ask(
        "select slug, id, name from statement where id is not null and (id like ?1 or name like ?1)"
        f" order by slug, number limit {MOST}",
        like,
    )
    for slug, id, name in list(statements):
        if place := label_given(desk, slug, id):
            yield Named(f"{id}: {name}", slug, "statement", place)
