"""By what the list of briefs can be narrowed: what each brief has, and what the index shows of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from heapq import heappush, heappushpop

from briefkit.brief import Brief, Kind, Mention, Statement
from briefkit.edtf import NotEdtf, parse
from briefkit.likelihood import SCALES

SHOWN = 12  # values of a group: those that most briefs have
SEPARATOR = "\x1f"  # no name holds it


def facets_of(brief: Brief) -> Iterator[str]:
    """The keys `group␟value` of what the brief has, each once; of an entity, once for each mention."""
    if year := year_of(brief.about.date):
        yield f"year{SEPARATOR}{year}"
    if source := brief.about.publisher or next(iter(brief.about.authors), None):
        yield f"source{SEPARATOR}{source}"
    yield f"status{SEPARATOR}{brief.about.status}"
    once = dict[str, None]()
    for label in brief.labels:
        if isinstance(label.body, Mention):
            yield f"{label.kind}{SEPARATOR}{label.body.entity}"
        else:
            once[f"kind{SEPARATOR}{label.kind}"] = None
            if words := likelihood_of(brief, label.body):
                once[f"likelihood{SEPARATOR}{words}"] = None
    yield from once


def year_of(date: str | None) -> str | None:
    """The year that the date is of, or begins in."""
    try:
        when = parse(date) if date else None
    except NotEdtf:
        return None
    return str(when.earliest[0]) if when and when.earliest else None


def likelihood_of(brief: Brief, body: Statement) -> str | None:
    """The ladder's own word for it, whichever synonym was written."""
    return _rung(brief.scale, body.likelihood) if body.likelihood else None


@lru_cache(maxsize=256)  # an archive has some twenty, and every statement is asked for it three times
def _rung(scale: str, words: str) -> str | None:
    term = SCALES[scale].term(words)
    return term.words if term else None


@dataclass(slots=True)
class Group:
    """The values of one facet that most briefs have; of those that as many have, the first by name."""

    key: str
    _best: list[tuple[int, int, str, list[int]]] = field(default_factory=list)  # a heap
    _seen: int = 0

    def add(self, value: str, briefs: list[int]) -> None:
        """Values come in the order of their names."""
        self._seen += 1
        (heappush if len(self._best) < SHOWN else heappushpop)(
            self._best, (len(briefs), -self._seen, value, briefs)
        )

    def values(self) -> dict[str, list[int]]:
        """Value → its briefs, those of most briefs first."""
        return {value: briefs for _, _, value, briefs in sorted(self._best, reverse=True)}


def in_order(group: str, values: Iterable[str], kinds: Mapping[str, Kind]) -> list[str]:
    """Years from the latest, kinds and rungs of a ladder as they come there, others as given."""
    values = list(values)
    if group == "year":
        return sorted(values, key=int, reverse=True)
    if group == "kind":
        return sorted(values, key=list(kinds).index)
    if group == "likelihood":
        rungs = [term.words for scale in SCALES.values() for term in scale.terms]
        return sorted(values, key=rungs.index, reverse=True)
    return values
