"""The text of a merged sidecar: one that is there, or a layer's, with labels of other layers in it.

A label is written as its reader wrote it, comments and all. Layers are never changed, and nothing
that stands in a sidecar is taken away.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefkit import yamltree
from briefkit.adjudication.comparison import Same
from briefkit.brief import Brief, Label, Settings
from briefkit.diagnostics import Edit
from briefkit.edits import Lines, add_labels, apply, line_end, scalar, set_field
from briefkit.labels import WrittenLabel
from briefkit.references import in_sidecar
from briefkit.sidecar import Sidecar, read_sidecar
from briefkit.spans import Document, Span

BREAKS = re.compile("[\x00-\x1f\x7f\x85\u2028\u2029\ufeff]+")  # what ends a comment, or a terminal obeys


class CannotMerge(ValueError):
    """The layers cannot be merged; the message says why."""


@dataclass(frozen=True, slots=True)
class Layer:
    """A reading with the sidecar that it was read from."""

    reader: str
    sidecar: Sidecar
    brief: Brief

    def number(self, label: Label) -> int:
        """Which of the sidecar's labels it is: that stays, when ids and with them addresses change."""
        return next(at for at, one in enumerate(self.sidecar.labels) if one.address == label.address)

    def written(self, label: Label) -> WrittenLabel:
        return _written(self.sidecar, self.number(label))


@dataclass(frozen=True, slots=True)
class Choice:
    """A label that goes in: whose, under which id, and what is to be said beside it."""

    same: Same
    reader: str
    disputed: bool
    comments: tuple[str, ...] = ()


def merged_text(
    by_reader: Mapping[str, Layer],
    base: Layer,
    choices: Sequence[Choice],
    ids: Mapping[str, Mapping[str, str]],
    settings: Settings,
) -> str:
    """The base's text, its own disputed labels marked, with the others behind those of their passage.

    `ids`: reader -> own id of a label -> the one that it gets. Raises `CannotMerge`.
    """
    prepared = {
        reader: _prepared(
            layer, [one for one in choices if one.reader == reader], layer is base, ids, settings
        )
        for reader, layer in by_reader.items()
    }
    document = prepared[base.reader].document
    added: dict[str, list[Lines]] = {}
    foreign: list[tuple[Sidecar, WrittenLabel]] = []
    for one in choices:
        if one.reader != base.reader:
            layer, sidecar = by_reader[one.reader], prepared[one.reader]
            written = _written(sidecar, layer.number(one.same.by[one.reader]))
            foreign.append((sidecar, written))
            added.setdefault(one.same.passage, []).append(_lines(sidecar.document, written.node))
    try:
        for passage, lines in added.items():
            document = _with(document, add_labels(document, _root(document), passage, lines))
        for key, id, line in _needed(foreign, choices, by_reader, prepared, settings):
            document = _with_entry(document, key, id, line)
    except ValueError as error:
        raise CannotMerge(f"{base.sidecar.document.path}: {error}") from None
    return document.text


def _prepared(
    layer: Layer,
    choices: Sequence[Choice],
    is_base: bool,
    ids: Mapping[str, Mapping[str, str]],
    settings: Settings,
) -> Sidecar:
    """A layer's sidecar with the ids that its labels get, and with those marked that are disputed."""
    document, slug, new = layer.sidecar.document, layer.brief.slug, ids[layer.reader]
    edits: list[Edit] = []
    for name in in_sidecar(layer.sidecar.root, slug, settings.kinds):
        id = new.get(name.id, name.id) if (name.what, name.slug) == ("label", slug) else name.id
        if id != name.id and (span := name.span(document.text)):
            edits.append(Edit(span, id))
    for one in choices:
        if one.disputed:
            label = one.same.by[layer.reader]
            editor = None if is_base and label.editor else label.editor or layer.reader
            edits += _marks(document, layer.written(label).node, one.comments, editor)
    sidecar, _ = read_sidecar(Document(document.path, apply(document.text, edits)), slug, settings)
    assert sidecar is not None  # it was sound, and nothing was taken away
    return sidecar


def _marks(
    document: Document, node: yamltree.Mapping, comments: Sequence[str], editor: str | None
) -> Iterator[Edit]:
    """A label says that it is disputed, and whose it is. In brackets there is no room for comments."""
    if comments and not node.flow:
        column = document.line_column(node.entries[0][0].span.start)[1] - 1
        # Under the first field, and not the last: what is put behind a label goes behind its last field.
        place = document.line_span(node.entries[0][1].span.end).end
        lines = (f"{' ' * column}# {BREAKS.sub(' ', comment)}" for comment in comments)
        yield Edit(Span(place, place), "".join(line_end(document.text) + line for line in lines))
    if editor is not None:
        yield set_field(document, node, "editor", scalar(editor, flow=node.flow))
    yield set_field(document, node, "status", "disputed")


def _lines(document: Document, node: yamltree.Mapping) -> Lines:
    """A label as it is written, its dash in the first column, with the comments right above it."""
    text = document.text
    dash = text.rfind("-", 0, node.span.start)
    if node.flow and text[dash + 1 : node.span.start].strip(" "):
        return (f"- {' '.join(node.span.of(text).split())}",)  # one of a list in brackets
    first, column = document.line_column(dash)
    last, _ = document.line_column(node.span.end)
    above = first
    while above > 1 and document.line(above - 1).lstrip(" ").startswith("#"):
        above -= 1
    lines = [document.line(number) for number in range(above, last + 1)]
    return tuple(line[min(column - 1, len(line) - len(line.lstrip(" "))) :] for line in lines)


def _needed(
    foreign: Sequence[tuple[Sidecar, WrittenLabel]],
    choices: Sequence[Choice],
    by_reader: Mapping[str, Layer],
    prepared: Mapping[str, Sidecar],
    settings: Settings,
) -> Iterator[tuple[str, str, str]]:
    """(`editors` or `entities`, id, what stands behind it) of all that the labels name, each once."""
    names = {id: name for layer in by_reader.values() for id, name in (layer.sidecar.editors or {}).items()}
    for one in choices:
        written = _written(prepared[one.reader], by_reader[one.reader].number(one.same.by[one.reader]))
        if id := written.form.editor:
            yield "editors", id, scalar(names.get(id, id))
    for sidecar, written in foreign:
        local = {one.entity.id: one for one in sidecar.entities}
        for name in in_sidecar(sidecar.root, sidecar.slug, settings.kinds):
            if name.what == "entity" and name.id in local and written.node.span.covers(name.scalar.span):
                source = local[name.id].node.span.of(sidecar.document.text)
                yield "entities", name.id, _in_brackets(local[name.id].node, source)


def _in_brackets(node: yamltree.Mapping, source: str) -> str:
    if node.flow:
        return " ".join(source.split())
    fields = ((key.text, yamltree.plain(value)) for key, value in node.entries)
    return "{" + ", ".join(f"{key}: {_flow(value)}" for key, value in fields) + "}"


def _flow(value: object) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(_flow(one) for one in value) + "]"
    return scalar(str(value), flow=True)


def _with_entry(document: Document, key: str, id: str, value: str) -> Document:
    """The document with an entry in a mapping at its top, which comes before the labels if it is new."""
    root = _root(document)
    mapping = root.get(key)
    if isinstance(mapping, yamltree.Mapping) and mapping.entries:
        return document if mapping.get(id) else _with(document, set_field(document, mapping, id, value))
    if mapping is not None:
        return _with(document, Edit(mapping.span, f"{{{id}: {value}}}"))
    labels = root.key("labels")
    start = document.line_span(labels.span.start if labels else 0).start
    return _with(document, Edit(Span(start, start), f"{key}: {{{id}: {value}}}{line_end(document.text)}"))


def _with(document: Document, edit: Edit) -> Document:
    return Document(document.path, apply(document.text, [edit]))


def _root(document: Document) -> yamltree.Mapping:
    root, _ = yamltree.parse(document)
    assert isinstance(root, yamltree.Mapping)
    return root


def _written(sidecar: Sidecar, number: int) -> WrittenLabel:
    written = sidecar.labels[number]
    assert isinstance(written, WrittenLabel)  # what is compared got in
    return written
