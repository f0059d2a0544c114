"""How far several readings of the same seeds agree, in figures and passage by passage.

Krippendorff's alpha is nltk's, over passages: whether a reader has a label of the kind there. It is
not unitized alpha, which asks where each label begins and ends; for that stand the two F1s, of
labels that are the same and of those that overlap.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from briefkit.adjudication.comparison import Cluster, Same, clusters, overlap
from briefkit.brief import Brief, Mention
from briefkit.lookup import shortened
from briefkit.tables import Table
from briefkit.terminal_text import visible

FEW = 20  # passages below which alpha says little: one label more or less moves it far
NOTHING = "–"
NOT_UNITIZED = (
    "alpha: Krippendorff's, nominal, by passage: whether a reader has a label of the kind there. "
    "It is not unitized alpha: where labels begin and end is asked by exact and overlap F1."
)


class NothingToCompare(ValueError):
    """There are fewer than two readings; the message says of what."""


@dataclass(frozen=True, slots=True)
class OfKind:
    """The agreement of all readers on one kind."""

    kind: str
    labels: Mapping[str, int]  # reader -> how many
    alpha: float | None  # None: all readers have it in every passage, or none has it in any
    exact: float  # mean over pairs of readers
    overlap: float


@dataclass(frozen=True, slots=True)
class OfPair:
    """Two readers, over all kinds."""

    readers: tuple[str, str]
    exact: float
    overlap: float


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Labels that not all readers have alike."""

    slug: str
    passage: str
    kind: str
    said: Mapping[str, tuple[str, ...]]  # reader -> the words, with the entity of a mention


@dataclass(frozen=True, slots=True)
class Agreement:
    readers: tuple[str, ...]
    briefs: tuple[str, ...]
    passages: int
    kinds: tuple[OfKind, ...]
    pairs: tuple[OfPair, ...]
    disagreements: tuple[Disagreement, ...]

    @property
    def is_little(self) -> bool:
        return self.passages < FEW


def agreement(readings: Mapping[str, Mapping[str, Brief]], kinds: Iterable[str]) -> Agreement:
    """Of briefs with two readings or more. `readings`: slug -> reader -> their reading.

    Readers who read some of the briefs are compared on those. Raises `NothingToCompare`, `DifferentCut`
    and, where nltk is missing, ImportError.
    """
    compared = {slug: by for slug, by in readings.items() if len(by) > 1}
    if not compared:
        raise NothingToCompare("no brief has two readings: layers stand in brief/layers/<editor>/<slug>.yaml")
    readers = tuple(sorted({reader for by in compared.values() for reader in by}))
    found = [(slug, cluster) for slug, by in compared.items() for cluster in clusters(by)]
    used = [kind for kind in kinds if any(cluster.kind == kind for _, cluster in found)]
    return Agreement(
        readers=readers,
        briefs=tuple(compared),
        passages=sum(len(next(iter(by.values())).passages) for by in compared.values()),
        kinds=tuple(_of_kind(kind, found, compared, readers) for kind in used),
        pairs=tuple(
            OfPair(pair, *_f1(found, compared, pair))
            for pair in combinations(readers, 2)
            if _met(compared, pair)
        ),
        disagreements=tuple(
            one for slug, cluster in found if (one := _disagreement(slug, cluster, compared[slug]))
        ),
    )


def _met(compared: Mapping[str, Mapping[str, Brief]], pair: tuple[str, str]) -> bool:
    return any(pair[0] in by and pair[1] in by for by in compared.values())


def _of_kind(
    kind: str,
    found: Sequence[tuple[str, Cluster]],
    compared: Mapping[str, Mapping[str, Brief]],
    readers: Sequence[str],
) -> OfKind:
    of_kind = [(slug, cluster) for slug, cluster in found if cluster.kind == kind]
    scores = [_f1(of_kind, compared, pair) for pair in combinations(readers, 2) if _met(compared, pair)]
    counts = {
        reader: sum(reader in same.by for _, cluster in of_kind for same in cluster.labels)
        for reader in readers
    }
    exact, overlapping = (sum(column) / len(scores) for column in zip(*scores, strict=True))
    return OfKind(kind, counts, _alpha(of_kind, compared), exact, overlapping)


def _alpha(found: Sequence[tuple[str, Cluster]], compared: Mapping[str, Mapping[str, Brief]]) -> float | None:
    from nltk.metrics.agreement import AnnotationTask

    there = {
        (slug, cluster.passage, reader)
        for slug, cluster in found
        for same in cluster.labels
        for reader in same.by
    }
    data = [
        (reader, f"{slug}#{passage.id}", (slug, passage.id, reader) in there)
        for slug, by in compared.items()
        for reader, brief in by.items()
        for passage in brief.passages
    ]
    if len({said for _, _, said in data}) < 2:
        return None
    return float(AnnotationTask(data=data).alpha())


def _f1(
    found: Sequence[tuple[str, Cluster]], compared: Mapping[str, Mapping[str, Brief]], pair: tuple[str, str]
) -> tuple[float, float]:
    """(exact, overlap) F1 of two readers: what both have, of what either has. Of nothing, 1."""
    exact = overlapping = total = 0
    for slug, cluster in found:
        if not all(reader in compared[slug] for reader in pair):
            continue
        first, second = ([same for same in cluster.labels if reader in same.by] for reader in pair)
        total += len(first) + len(second)
        exact += 2 * sum(same in second for same in first)
        overlapping += _touched(first, second) + _touched(second, first)
    return (exact / total, overlapping / total) if total else (1.0, 1.0)


def _touched(ones: Sequence[Same], others: Sequence[Same]) -> int:
    """How many labels share words, and of a mention the entity, with a label of the other reader."""
    return sum(any(one.key[2] == other.key[2] and overlap(one, other) for other in others) for one in ones)


def _disagreement(slug: str, cluster: Cluster, by: Mapping[str, Brief]) -> Disagreement | None:
    if all(len(same.by) == len(by) for same in cluster.labels):
        return None
    said: dict[str, tuple[str, ...]] = {}
    for reader, brief in by.items():
        said[reader] = tuple(_words(same, brief) for same in cluster.labels if reader in same.by)
    return Disagreement(slug, cluster.passage, cluster.kind, said)


def _words(same: Same, brief: Brief) -> str:
    label = same.first
    words = " … ".join(" ".join(anchor.of(brief.seed.text).split()) for anchor in label.anchors)
    named = f"{label.body.entity} " if isinstance(label.body, Mention) else ""
    return named + (f"“{shortened(words)}”" if words else "the whole passage")


# -- as people and programs read it ----------------------------------------------------------------


def as_text(found: Agreement) -> Iterator[str]:
    yield from _tables(found, markdown=False)
    yield from ("", NOT_UNITIZED)
    if found.is_little:
        yield f"{found.passages} passages are too few for alpha to say much: read the list instead."
    for one in found.disagreements:
        yield ""
        yield f"{one.slug}#{one.passage}  {one.kind}"
        width = max(map(len, one.said))
        for reader, said in one.said.items():
            yield f"  {reader:<{width}}  {visible('; '.join(said) or NOTHING)}"


def as_markdown(found: Agreement) -> Iterator[str]:
    yield from _tables(found, markdown=True)
    yield from ("", NOT_UNITIZED)
    if found.is_little:
        yield from (
            "",
            f"{found.passages} passages are too few for alpha to say much: read the list instead.",
        )
    rows = tuple(
        (
            f"{one.slug}#{one.passage}",
            one.kind,
            *("; ".join(one.said.get(reader, ())) or NOTHING for reader in found.readers),
        )
        for one in found.disagreements
    )
    if rows:
        yield ""
        yield from Table(("passage", "kind", *found.readers), rows).as_markdown()


def _tables(found: Agreement, *, markdown: bool) -> Iterator[str]:
    head = ("kind", *found.readers, "alpha", "exact F1", "overlap F1")
    kinds = tuple(
        (
            one.kind,
            *(str(one.labels[reader]) for reader in found.readers),
            *map(_figure, (one.alpha, one.exact, one.overlap)),
        )
        for one in found.kinds
    )
    tables = [Table(head, kinds)]
    if len(found.pairs) > 1:
        rows = tuple(
            (" and ".join(one.readers), *map(_figure, (one.exact, one.overlap))) for one in found.pairs
        )
        tables.append(Table(("readers", "exact F1", "overlap F1"), rows))
    for number, table in enumerate(tables):
        yield from [""] if number else []
        yield from table.as_markdown() if markdown else table.as_text()


def _figure(value: float | None) -> str:
    return NOTHING if value is None else f"{value:.2f}".replace("-", "−")


def as_json(found: Agreement) -> str:
    value = {
        "readers": found.readers,
        "briefs": found.briefs,
        "passages": found.passages,
        "too_few_passages": found.is_little,
        "alpha": "nominal, by passage and kind; not unitized",
        "kinds": [
            {
                "kind": one.kind,
                "labels": one.labels,
                "alpha": None if one.alpha is None else round(one.alpha, 4),
                "exact_f1": round(one.exact, 4),
                "overlap_f1": round(one.overlap, 4),
            }
            for one in found.kinds
        ],
        "pairs": [
            {"readers": one.readers, "exact_f1": round(one.exact, 4), "overlap_f1": round(one.overlap, 4)}
            for one in found.pairs
        ],
        "disagreements": [
            {"brief": one.slug, "passage": one.passage, "kind": one.kind, "said": one.said}
            for one in found.disagreements
        ],
    }
    return json.dumps(value, ensure_ascii=False, indent=2)
