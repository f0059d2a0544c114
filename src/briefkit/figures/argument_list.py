"""The argument map in words: a statement a line, and what is linked to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefkit.brief import RELATIONS, Relation
from briefkit.figures.argument_extent import Extent, Link

ORDER: tuple[Relation, ...] = (*RELATIONS, "revises")


@dataclass(frozen=True, slots=True)
class Node:
    """A statement as the map names it."""

    name: str
    kind: str  # the class of its stroke: c, t, i or s
    reference: str  # what stands behind the name: its passage, or badge and passage, "C2 p1"
    href: str  # "#palmyra-lost"
    judgment: str = ""  # "key judgment 1"
    likelihood: str = ""  # "[likely]"


@dataclass(frozen=True, slots=True)
class Named:
    """A statement named in the list; without an href where the list links to it elsewhere."""

    name: str
    href: str


@dataclass(frozen=True, slots=True)
class Group:
    words: str  # "supported by"
    statements: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A statement, and by the words of the link the statements that it leans on."""

    statement: Named
    judgment: str
    groups: tuple[Group, ...]


def rows(nodes: Sequence[Node], found: Extent, back: Mapping[Relation, str]) -> Iterator[Row]:
    """The key judgments first, then the statements nearest to them; each is linked to once.

    `back` names a link by the end that leans: "supported by", "assumes".
    """
    leaning: dict[int, list[Link]] = {}
    for link in found.links:
        leaning.setdefault(link.head, []).append(link)
    named = set(leaning)  # those that have a line of their own, and so far been linked to
    for place in sorted(leaning, key=lambda place: _rank(nodes, found, place)):
        groups = []
        for relation in ORDER:
            tails = [link.tail for link in leaning[place] if link.relation == relation]
            if tails:
                groups.append(Group(back[relation], tuple(_named(nodes, tail, named) for tail in tails)))
        node = nodes[place]
        yield Row(Named(node.name, node.href), node.judgment, tuple(groups))


def _rank(nodes: Sequence[Node], found: Extent, place: int) -> tuple[int, int, int]:
    if place in found.ends:
        return -1, found.ends.index(place), 0
    return found.column[place], 0, place


def _named(nodes: Sequence[Node], place: int, named: set[int]) -> Named:
    href = "" if place in named else nodes[place].href
    named.add(place)
    return Named(nodes[place].name, href)
