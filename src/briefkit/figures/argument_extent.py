"""How much of an argument its map shows, and in which columns it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from briefkit.brief import Relation
from briefkit.figures.layers import columns

ALL = 40  # up to so many linked statements, all are shown
STEPS = 2  # else so many links back from the key judgments, and on from them
MOST = 35  # statements, however many are within two steps: more cannot be read in one drawing
MOST_ENDS = 24  # of them key judgments, or nothing that they rest on would find room
MOST_COLUMNS = 6  # what lies further back could not be read

# They do not lead anywhere: they set a statement's column only where nothing else does.
ASIDE: frozenset[Relation] = frozenset({"contradicts", "alternative_to", "revises"})


class Link(NamedTuple):
    """A link between two statements, by their places in a list of them."""

    source: int
    target: int
    relation: Relation

    @property
    def tail(self) -> int:
        """The end drawn to the left: what is assumed comes before what assumes it."""
        return self.target if self.relation == "assumes" else self.source

    @property
    def head(self) -> int:
        return self.source if self.relation == "assumes" else self.target


@dataclass(frozen=True, slots=True)
class Extent:
    """What is shown: statements with their columns, counted from the right, and links between them."""

    column: Mapping[int, int]
    ends: tuple[int, ...]  # the key judgments, or what takes their place, the most important first
    links: tuple[Link, ...]
    linked: int  # statements of the brief that have links in it, shown or not
    of: int  # links of the brief


def extent(links: Iterable[Link], ends: Sequence[int]) -> Extent | None:
    """What is shown of the statements, in their order; None if nothing is linked.

    `ends` are the key judgments, or what takes their place, the most important first; without any,
    the statements that lead to no other do.
    """
    every = tuple(dict.fromkeys(link for link in links if link.source != link.target))
    linked = {place for link in every for place in (link.source, link.target)}
    heads = sorted({link.head for link in every})
    ends = ends or sorted({*heads}.difference(link.tail for link in every)) or heads
    near = every
    if len(linked) > ALL:
        ends = ends[:MOST_ENDS]
        near = _near(every, ends)
    shown = {place for link in near for place in (link.source, link.target)}.union(ends[:MOST])
    places = sorted(shown)
    column = dict(zip(places, _columns(places, near, ends), strict=True))
    column = {place: at for place, at in column.items() if at < MOST_COLUMNS}
    drawn = tuple(link for link in near if link.source in column and link.target in column)
    ends = tuple(end for end in ends if end in column)
    return Extent(column, ends, drawn, len(linked), len(every)) if drawn else None


def _near(links: Sequence[Link], ends: Sequence[int]) -> tuple[Link, ...]:
    """The links of two steps back from the ends, and of two steps on, in their order."""
    shown = set(ends)
    taken: dict[Link, None] = {}
    for backwards in (True, False):
        reached = set(ends)
        for _ in range(STEPS):
            found = set()
            for link in links:
                here, there = (link.head, link.tail) if backwards else (link.tail, link.head)
                if here in reached and (there in shown or len(shown) < MOST):
                    shown.add(there)
                    found.add(there)
                    taken[link] = None
            reached |= found
    return tuple(link for link in links if link in taken)


def _columns(places: Sequence[int], links: Sequence[Link], ends: Sequence[int]) -> list[int]:
    at = {place: number for number, place in enumerate(places)}
    firm = {place for link in links if link.relation not in ASIDE for place in (link.tail, link.head)}
    firm.update(ends)
    edges = [
        (at[link.tail], at[link.head])
        for link in links
        if link.relation not in ASIDE or link.tail not in firm or link.head not in firm
    ]
    return columns(len(places), edges, [at[end] for end in ends if end in at])
