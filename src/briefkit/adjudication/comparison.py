"""Several readings of one seed held beside one another, label by label.

Two labels are the same where kind and words are, and of a mention the entity. Labels of one kind
whose words overlap belong together: they are read as attempts at the same thing. A label on a
whole passage goes with others on the whole passage alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from briefkit.brief import Brief, Label, Mention, Statement
from briefkit.spans import Span

OWN_LINK = re.compile(r"\(#([a-z0-9-]+)\)")  # in a note, to a label of the same sidecar
Key = tuple[str, tuple[Span, ...], str, int]  # kind, words, entity, which of several of one reader


@dataclass(frozen=True, slots=True)
class Same:
    """One label, as the readers that have it wrote it."""

    key: Key
    passage: str
    by: Mapping[str, Label]  # reader -> their label

    @property
    def kind(self) -> str:
        return self.key[0]

    @property
    def first(self) -> Label:
        return next(iter(self.by.values()))


@dataclass(frozen=True, slots=True)
class Cluster:
    """Labels of one kind in one passage whose words overlap, in the order in which they stand."""

    passage: str
    kind: str
    labels: tuple[Same, ...]


class DifferentCut(ValueError):
    """The readings do not cut the seed alike, so that their passages are not the same ones."""


def clusters(readings: Mapping[str, Brief]) -> Iterator[Cluster]:
    """All labels of all readings, suggested ones aside, by passage and kind. Raises `DifferentCut`."""
    if len({(brief.seed.sha256, brief.split) for brief in readings.values()}) > 1:
        raise DifferentCut("the readings are not of one seed, cut by one rule")
    by_place: dict[tuple[str, str], list[Same]] = {}
    for same in _same(readings):
        by_place.setdefault((same.passage, same.kind), []).append(same)
    passages = next(iter(readings.values())).passages if readings else ()
    kinds = dict.fromkeys(kind for _, kind in by_place)
    for passage in passages:
        for kind in kinds:
            yield from _joined(passage.id, kind, by_place.get((passage.id, kind), ()))


def _same(readings: Mapping[str, Brief]) -> list[Same]:
    found: dict[Key, dict[str, Label]] = {}
    for reader, brief in readings.items():
        counts: Counter[tuple[object, ...]] = Counter()
        for label in brief.labels:
            if label.status == "suggested":
                continue
            entity = label.body.entity if isinstance(label.body, Mention) else ""
            words = label.anchors or tuple(one.span for one in brief.passages if one.id == label.passage)
            whole = () if label.anchors else ("whole",)
            counts[label.kind, words, entity, whole] += 1
            number = counts[label.kind, words, entity, whole] * (1 if label.anchors else -1)
            found.setdefault((label.kind, words, entity, number), {})[reader] = label
    return [Same(key, next(iter(by.values())).passage, by) for key, by in found.items()]


def _joined(passage: str, kind: str, labels: Sequence[Same]) -> Iterator[Cluster]:
    groups: list[list[Same]] = []
    for one in sorted(labels, key=lambda same: (same.key[1], same.key[2], same.key[3])):
        touched = [group for group in groups if any(overlap(one, other) for other in group)]
        for group in touched:
            groups.remove(group)
        groups.append([*(other for group in touched for other in group), one])
    for group in sorted(groups, key=lambda group: group[0].key[1]):
        yield Cluster(passage, kind, tuple(group))


def overlap(one: Same, other: Same) -> bool:
    """Whether two labels share words; one on a whole passage shares them with no other kind of label."""
    if (one.key[3] < 0) is not (other.key[3] < 0):
        return False
    return any(a.overlaps(b) for a in one.key[1] for b in other.key[1])


def differences(one: Label, other: Label, ids: Mapping[str, str], others: Mapping[str, str]) -> list[str]:
    """The fields in which two readings of one label differ; links by what they lead to.

    `ids` and `others`: a reader's own id of a label -> what both call it.
    """
    mine, theirs = _comparable(one, ids), _comparable(other, others)
    return [name for name in mine if mine[name] != theirs.get(name)]


def _comparable(label: Label, ids: Mapping[str, str]) -> dict[str, object]:
    note = OWN_LINK.sub(lambda link: f"(#{ids.get(link[1], link[1])})", label.note or "")
    values: dict[str, object] = {"note": note, "tags": label.tags}
    if isinstance(label.body, Statement):
        body = replace(label.body, links=())
        values |= {name: getattr(body, name) for name in body.__slots__ if name != "links"}
        values["links"] = {
            (link.relation, link.slug, ids.get(link.label, link.label)) for link in label.body.links
        }
    return values
