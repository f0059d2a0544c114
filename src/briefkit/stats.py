"""How far the labelling of an archive has come: what is labelled, by whom, and what is not yet.

Suggested labels are told apart and are part of no other number, as nothing is built of them.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from briefkit.brief import Brief
from briefkit.facts import first_words
from briefkit.tables import Table
from briefkit.terminal_text import visible

Counted = Literal["kinds", "editors", "statuses"]
COUNTED: tuple[Counted, ...] = ("kinds", "editors", "statuses")
NOBODY = "–"  # stands for the editor of labels that name none


@dataclass(frozen=True, slots=True)
class BriefStats:
    """The numbers of one brief."""

    slug: str
    passages: int
    unlabelled: tuple[tuple[str, str], ...]  # id and first words of each passage without a label
    kinds: Counter[str]
    editors: Counter[str]  # "": labels that name none
    statuses: Counter[str]
    refused: int  # labels with errors; a passage with one counts as labelled, for mending is all it needs

    @property
    def labels(self) -> int:
        return self.kinds.total()

    @property
    def labelled(self) -> int:
        return self.passages - len(self.unlabelled)

    @property
    def suggested(self) -> int:
        return self.statuses["suggested"]


@dataclass(frozen=True, slots=True)
class ArchiveStats:
    """The numbers of all briefs that were looked at."""

    briefs: tuple[BriefStats, ...]
    kinds: tuple[str, ...]  # of the archive, in its order
    lost: tuple[str, ...] = ()  # slugs of sidecars that gave no brief

    @property
    def coverage(self) -> float:
        return share(sum(one.labelled for one in self.briefs), sum(one.passages for one in self.briefs))

    @property
    def kinds_used(self) -> list[str]:
        used = total(self.briefs, "kinds")
        return [kind for kind in self.kinds if used[kind]]


def total(briefs: Iterable[BriefStats], what: Counted) -> Counter[str]:
    """The sum over briefs."""
    found: Counter[str] = Counter()
    for one in briefs:
        found.update(getattr(one, what))
    return found


def share(labelled: int, passages: int) -> float:
    """The part of the passages that is labelled; of none, all."""
    return labelled / passages if passages else 1.0


def stats_of(brief: Brief) -> BriefStats:
    """Of a brief that was read with its suggested labels."""
    labels = [label for label in brief.labels if label.status != "suggested"]
    labelled = {label.passage for label in labels} | {one.passage for one in brief.refused}
    return BriefStats(
        slug=brief.slug,
        passages=len(brief.passages),
        unlabelled=tuple(
            (one.id, visible(first_words(one.text))) for one in brief.passages if one.id not in labelled
        ),
        kinds=Counter(label.kind for label in labels),
        editors=Counter(label.editor or "" for label in labels),
        statuses=Counter(label.status for label in brief.labels),
        refused=len(brief.refused),
    )


# -- for people ------------------------------------------------------------------------------------


def as_text(stats: ArchiveStats, *, unlabelled: bool) -> Iterable[str]:
    yield from by_brief(stats).as_text()
    yield ""
    yield from by_label(stats).as_text()
    if unlabelled:
        for one in stats.briefs:
            if one.unlabelled:
                yield ""
                yield f"{visible(one.slug)}: {len(one.unlabelled)} of {one.passages} passages carry no label"
                yield from Table(("", ""), one.unlabelled).as_text()[1:]


def as_markdown(stats: ArchiveStats, *, unlabelled: bool) -> Iterable[str]:
    yield from by_brief(stats).as_markdown()
    yield ""
    yield from by_label(stats).as_markdown()
    rows = tuple((one.slug, *passage) for one in stats.briefs for passage in one.unlabelled)
    if unlabelled and rows:
        yield ""
        yield from Table(("brief", "unlabelled", "first words"), rows).as_markdown()


def by_brief(stats: ArchiveStats) -> Table:
    """A row a brief, and one for all where there are several."""
    kinds = stats.kinds_used
    rows = [_row(one.slug, [one], kinds) for one in stats.briefs]
    if len(stats.briefs) != 1:
        rows.append(_row("all", stats.briefs, kinds))
    return Table(
        ("brief", "passages", "labelled", "share", "labels", *kinds, "suggested", "refused"), tuple(rows)
    )


def _row(name: str, briefs: Sequence[BriefStats], kinds: Sequence[str]) -> tuple[str, ...]:
    passages, labelled = sum(one.passages for one in briefs), sum(one.labelled for one in briefs)
    numbers = [
        *(sum(one.kinds[kind] for one in briefs) for kind in kinds),
        sum(one.suggested for one in briefs),
        sum(one.refused for one in briefs),
    ]
    labels = sum(one.labels for one in briefs)
    return (
        *(name, f"{passages:,}", f"{labelled:,}", f"{share(labelled, passages):.0%}", f"{labels:,}"),
        *(f"{number:,}" for number in numbers),
    )


def by_label(stats: ArchiveStats) -> Table:
    """A row a status and a row an editor."""
    rows = [("status", name, f"{count:,}") for name, count in sorted(total(stats.briefs, "statuses").items())]
    editors = sorted(total(stats.briefs, "editors").items(), key=lambda one: (-one[1], one[0]))
    rows += [("editor", name or NOBODY, f"{count:,}") for name, count in editors]
    return Table(("by", "", "labels"), tuple(rows))


# -- for programs ----------------------------------------------------------------------------------


def as_json(stats: ArchiveStats) -> str:
    """Whole numbers, shares from 0 to 1; `editors` has "" for labels that name none."""
    value = {
        "briefs": [
            {
                "slug": one.slug,
                **_numbers([one]),
                "unlabelled": [{"id": id, "words": words} for id, words in one.unlabelled],
            }
            for one in stats.briefs
        ],
        "all": _numbers(stats.briefs),
        "lost": list(stats.lost),
    }
    return json.dumps(value, ensure_ascii=False, indent=2)


def _numbers(briefs: Sequence[BriefStats]) -> dict[str, object]:
    passages, labelled = sum(one.passages for one in briefs), sum(one.labelled for one in briefs)
    return {
        "passages": passages,
        "labelled": labelled,
        "coverage": round(share(labelled, passages), 4),
        "labels": sum(one.labels for one in briefs),
        **{what: dict(sorted(total(briefs, what).items())) for what in COUNTED},
        "refused": sum(one.refused for one in briefs),
    }
