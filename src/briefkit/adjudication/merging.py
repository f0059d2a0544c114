"""Independent layers become one sidecar, whose editor then decides what the readers left open.

What all readers have alike goes in once. What they do not goes in too, as `status: disputed`, with
who has it and what the others say in comments; and each such place is a finding in a layer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, count

from briefkit.adjudication.comparison import Cluster, Same, clusters, differences, overlap
from briefkit.adjudication.merged_text import CannotMerge, Choice, Layer, merged_text
from briefkit.adjudication.readings import MAIN
from briefkit.brief import Settings, Statement
from briefkit.diagnostics import Diagnostic, Related, Rule, Severity, related
from briefkit.labels import WrittenLabel
from briefkit.lookup import shortened
from briefkit.spans import Document, Span

READINGS_DIFFER = Rule(
    "BK361",
    "readings-differ",
    Severity.WARNING,
    "Readers who mark the same words and say different things of them leave it to one editor to decide.",
)
READINGS_OVERLAP = Rule(
    "BK362",
    "readings-overlap",
    Severity.WARNING,
    "Labels of one kind on words that overlap are most often one thing, marked twice.",
)
READING_ALONE = Rule(
    "BK363",
    "reading-alone",
    Severity.SUGGESTION,
    "What one reader sees and another does not is an oversight of one or a mistake of the other.",
)


@dataclass(frozen=True, slots=True)
class Merged:
    """What comes of merging the layers of a brief."""

    text: str  # the sidecar with all in it
    findings: tuple[Diagnostic, ...]
    agreed: int  # labels that all readers have alike, and that are new to the sidecar
    disputed: int  # and others that are new to it


def merge(layers: Sequence[Layer], main: Layer | None, settings: Settings) -> Merged:
    """The layers of one brief, those of the readers named first first, and its sidecar if there is one.

    Raises `CannotMerge` and `DifferentCut`.
    """
    if len(layers) < 2 and main is None:
        raise CannotMerge("there is one layer: merging takes two, or one and the sidecar")
    by_reader = {layer.reader: layer for layer in ([main] if main else []) + list(layers)}
    found = list(clusters({reader: layer.brief for reader, layer in by_reader.items()}))
    ids = _ids(found, by_reader)
    findings: list[Diagnostic] = []
    choices: list[Choice] = []
    for cluster in found:
        for same in cluster.labels:
            choice, finding = _Decision(cluster, same, by_reader, ids).made()
            choices += [choice] if choice else []
            findings += [finding] if finding else []
    findings += _judgments(main or layers[0], layers, ids)
    text = merged_text(by_reader, main or layers[0], choices, ids, settings)
    disputed = sum(one.disputed for one in choices)
    ordered = tuple(sorted(findings, key=lambda one: one.order))
    return Merged(text, ordered, len(choices) - disputed, disputed)


def _judgments(
    base: Layer, layers: Sequence[Layer], ids: Mapping[str, Mapping[str, str]]
) -> Iterator[Diagnostic]:
    """Layers that judge something else to be the key than the sidecar does."""
    ours = [ids[base.reader].get(id, id) for id in base.sidecar.key_judgments]
    for layer in layers:
        theirs = [ids[layer.reader].get(id, id) for id in layer.sidecar.key_judgments]
        if theirs and theirs != ours:
            message = f"{layer.reader} and {base.reader} differ in the key judgments"
            help = f"decide in the merged sidecar; in its names these are {', '.join(theirs)}"
            span = layer.sidecar.key_span("key_judgments")
            yield Diagnostic.at(layer.sidecar.document, span, READINGS_DIFFER, message, help)


def _ids(found: Sequence[Cluster], by_reader: Mapping[str, Layer]) -> dict[str, dict[str, str]]:
    """Reader -> own id of a label -> its id in the merged sidecar: that of the first who has the label."""
    main = by_reader.get(MAIN)
    taken = {*main.brief.retired, *(one.id for one in main.brief.refused if one.id)} if main else set()
    taken |= {label.id for label in main.brief.labels if label.id} if main else set()
    ids: dict[str, dict[str, str]] = {reader: {} for reader in by_reader}
    first_readers = [
        (same, next((r for r, one in same.by.items() if one.id), None)) for c in found for same in c.labels
    ]
    for reader in by_reader:  # what was named first keeps its name
        for same in (one for one, first in first_readers if first == reader):
            id = same.by[reader].id or ""
            if reader != MAIN:
                id = _free(id, reader, taken)
                taken.add(id)
            ids_of_others = {other: one.id for other, one in same.by.items() if one.id}
            for other, own in ids_of_others.items():
                ids[other][own] = id
    return ids


def _free(id: str, reader: str, taken: set[str]) -> str:
    if id not in taken:
        return id
    wished = f"{id}-{reader}"
    numbered = (f"{wished}-{number}" for number in count(2))
    return next(one for one in chain((wished,), numbered) if one not in taken)


def _key(written: WrittenLabel, name: str | None) -> str:
    """The key under which a field of a label is written; its kind, where the field has none."""
    return written.kind.name if name in (None, "sentence", "links") else str(name)


class _Decision:
    """What becomes of one label."""

    def __init__(
        self,
        cluster: Cluster,
        same: Same,
        by_reader: Mapping[str, Layer],
        ids: Mapping[str, Mapping[str, str]],
    ) -> None:
        self.cluster = cluster
        self.same = same
        self.layers = by_reader
        self.ids = ids
        self.readers = [reader for reader in by_reader if reader != MAIN]
        self.having = [reader for reader in self.readers if reader in same.by]

    def made(self) -> tuple[Choice | None, Diagnostic | None]:
        """(what goes in, what is reported)."""
        main = self.same.by.get(MAIN)
        settled = main is not None and main.status != "disputed"  # its editor has decided
        first = MAIN if main else self.having[0]
        differing = {
            reader: fields
            for reader in self.having
            if reader != first
            and (
                fields := differences(
                    self.same.by[first], self.same.by[reader], self.ids[first], self.ids[reader]
                )
            )
        }
        missing = [reader for reader in self.readers if reader not in self.same.by]
        finding = None
        if not settled:
            finding = (
                self.differ(first, differing)
                if differing
                else self.alone(first, missing)
                if missing
                else None
            )
        if main is not None:
            return None, finding
        if not differing and not missing:
            return Choice(self.same, first, disputed=False), None
        comments = [f"by {', '.join(self.having)}, not by {', '.join(missing)}"] if missing else []
        for reader, fields in differing.items():
            comments += [f"{reader}: {line}" for name in fields for line in self.lines(reader, name)]
        return Choice(self.same, first, disputed=True, comments=tuple(comments)), finding

    def written(self, reader: str) -> WrittenLabel:
        return self.layers[reader].written(self.same.by[reader])

    def lines(self, reader: str, name: str) -> list[str]:
        """A field, or each link in the names of the merged sidecar, as a line."""
        written, body = self.written(reader), self.same.by[reader].body
        if name == "links" and isinstance(body, Statement):
            ids = self.ids[reader]
            links = [f"{one.relation}: {ids.get(one.label, one.label)}" for one in body.links]
            return links or ["no links"]
        key = _key(written, name)
        node, text = written.node.get(key), self.layers[reader].sidecar.document.text
        return [f"{key}: {' '.join(node.span.of(text).split())}" if node else f"no {key}"]

    def place(self, reader: str, name: str | None = None) -> tuple[Document, Span]:
        written = self.written(reader)
        return self.layers[reader].sidecar.document, written.span(_key(written, name))

    def differ(self, first: str, differing: Mapping[str, Sequence[str]]) -> Diagnostic:
        reader, fields = next(iter(differing.items()))
        document, span = self.place(reader, fields[0])
        names = ", ".join("the sentence" if name == "sentence" else f"`{name}`" for name in fields)
        message = f"{reader} and {first} label the same words and differ in {names}"
        places = (related(*self.place(first, fields[0]), f"as {first} has it"),)
        return Diagnostic.at(document, span, READINGS_DIFFER, message, self.how(), places)

    def alone(self, first: str, missing: Sequence[str]) -> Diagnostic | None:
        reader = self.having[0] if self.having else first
        document, span = self.place(reader, "quote" if self.same.first.anchors else None)
        near = [
            (other, one)
            for one in self.cluster.labels
            if one is not self.same and overlap(one, self.same)
            for other in missing
            if other in one.by
        ]
        who = ", ".join(self.having) or first
        if near:
            other, one = near[0]
            if reader not in one.by and self.readers.index(other) > self.readers.index(reader):
                return None  # it is told of the other's label
            message = f"{who} labels these words, and {other} others that overlap them"
            places = (self.beside(other, one),)
            return Diagnostic.at(document, span, READINGS_OVERLAP, message, self.how(), places)
        words = shortened(" ".join(span.of(document.text).split()), 50)
        message = f"{who} has this {self.same.kind}, and {', '.join(missing)} not: {words}"
        return Diagnostic.at(document, span, READING_ALONE, message, self.how())

    def beside(self, reader: str, same: Same) -> Related:
        other = _Decision(self.cluster, same, self.layers, self.ids)
        return related(*other.place(reader, "quote" if same.first.anchors else None), f"as {reader} has it")

    def how(self) -> str:
        return "decide in the merged sidecar: keep one, and write `draft` in the place of `disputed`"
