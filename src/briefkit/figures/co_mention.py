"""Who stands with whom: a triangle of those that are marked in the same passages, and a list for one of them.

A name stands at the corner of the triangle, so that it ends its row and heads its column, and no name is
written twice or on its side.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from briefkit.figures.lettering import number, shortened, width

SHOWN = 12  # of those with the most company
CELL = 24  # the side of a target
LETTER, NAME_ROOM = 12, 230
SPOKEN = 60  # characters of a name in the words of a link
LISTED, NAMED = 6, 3  # passages and actors named in the words of a link; the list has all
UNIT, WIDEST = 10.0, 22.0  # diameter of the dot for one passage, and at most
BAR = 120


@dataclass(frozen=True, slots=True)
class Passage:
    id: str
    href: str


@dataclass(frozen=True, slots=True)
class Actor:
    name: str
    passages: tuple[int, ...]  # where it is marked: indexes, ascending, each once


@dataclass(frozen=True, slots=True)
class Name:
    words: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Cells:
    """All pairs that share the same passages and no others: one link, so that few keys lead through them."""

    href: str
    words: str  # "p10, p12, p13: Islamic State, al-Qaida"
    d: str


@dataclass(frozen=True, slots=True)
class Dots:
    """All pairs that share as many passages."""

    diameter: str
    d: str


@dataclass(frozen=True, slots=True)
class Row:
    """A passage and who meets in it, of those shown."""

    id: str
    href: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CoMention:
    label: str
    width: int
    height: int
    grid: str  # path
    cells: tuple[Cells, ...]
    dots: tuple[Dots, ...]
    names: tuple[Name, ...]
    left_out: int  # others that keep company, too
    rows: tuple[Row, ...]


Met = dict[tuple[int, int], tuple[int, ...]]  # row and column → the passages that the two share


def co_mention(actors: Sequence[Actor], passages: Sequence[Passage], label: str) -> CoMention | None:
    """The triangle of those with the most company; None for fewer than three of them.

    `label` names the drawing for those who do not see it.
    """
    company = _company(actors)
    kept = [n for n in range(len(actors)) if company[n]]
    if len(kept) < 3:
        return None
    chosen = sorted(kept, key=lambda n: (-company[n], n))[:SHOWN]
    order = [actors[n] for n in _side_by_side(chosen, [set(actor.passages) for actor in actors])]
    names = [_spoken(actor.name) for actor in order]
    met = _met(order)
    corners = tuple(
        Name(shortened(name, LETTER, NAME_ROOM), n * CELL + 4, n * CELL + 16) for n, name in enumerate(names)
    )
    return CoMention(
        label,
        max([corner.x + round(width(corner.words, LETTER)) for corner in corners]) + 4,
        len(order) * CELL,
        _grid(met, len(order)),
        _cells(met, names, passages),
        _dots(met),
        corners,
        len(kept) - len(order),
        _rows(order, names, passages),
    )


def _company(actors: Sequence[Actor]) -> list[int]:
    """How many others each one meets, summed over its passages: cheap also for thousands of them."""
    crowd = Counter[int]()
    for actor in actors:
        crowd.update(actor.passages)
    return [sum([crowd[passage] - 1 for passage in actor.passages]) for actor in actors]


def _side_by_side(chosen: Sequence[int], stands: Sequence[set[int]]) -> list[int]:
    """From the one with the most company on, next always who shares most with the last, then with all."""
    common = {(one, other): len(stands[one] & stands[other]) for one in chosen for other in chosen}
    order, waiting = [chosen[0]], list(chosen[1:])
    so_far = dict.fromkeys(waiting, 0)
    while waiting:
        last = order[-1]
        for n in waiting:
            so_far[n] += common[last, n]
        following = max(waiting, key=lambda n: (common[last, n], so_far[n]))
        waiting.remove(following)
        order.append(following)
    return order


def _met(order: Sequence[Actor]) -> Met:
    stands = [set(actor.passages) for actor in order]
    return {
        (row, column): tuple(sorted(both))
        for row in range(len(order))
        for column in range(row)
        if (both := stands[row] & stands[column])
    }


def _grid(met: Met, size: int) -> str:
    """A line from each name along its row and one down its column, as far as the last dot."""
    first, last = dict[int, int](), dict[int, int]()
    for row, column in met:  # row by row, and in each column by column
        first.setdefault(row, column)
        last[column] = row
    across = [f"M{first[n] * CELL + 12} {n * CELL + 12}H{n * CELL}" for n in range(size) if n in first]
    down = [f"M{n * CELL + 12} {n * CELL + 21}V{last[n] * CELL + 12}" for n in range(size) if n in last]
    return "".join(across + down)


def _cells(met: Met, names: Sequence[str], passages: Sequence[Passage]) -> tuple[Cells, ...]:
    groups: dict[tuple[int, ...], list[tuple[int, int]]] = {}
    for pair, where in met.items():
        groups.setdefault(where, []).append(pair)
    return tuple(
        Cells(
            passages[where[0]].href, f"{_listed(where, passages)}: {_everyone(pairs, names)}", _points(pairs)
        )
        for where, pairs in groups.items()
    )


def _dots(met: Met) -> tuple[Dots, ...]:
    """A dot's area is the number of passages, as long as the dot can be seen."""
    by_count: dict[int, list[tuple[int, int]]] = {}
    for pair, where in met.items():
        by_count.setdefault(len(where), []).append(pair)
    unit = min(UNIT, WIDEST / sqrt(max(by_count)))
    return tuple(
        Dots(number(max(unit * sqrt(count), 4)), _points(pairs)) for count, pairs in sorted(by_count.items())
    )


def _points(pairs: Sequence[tuple[int, int]]) -> str:
    """Lines whose ends, square or round, are the cells and the dots.

    They have a length: where a style sheet zooms, as on paper, Firefox draws those without one far too long.
    """
    return "".join([f"M{column * CELL + 12} {row * CELL + 12}h.1" for row, column in pairs])


def _spoken(name: str) -> str:
    return name if len(name) <= SPOKEN else name[: SPOKEN - 1].rstrip() + "…"


def _listed(where: Sequence[int], passages: Sequence[Passage]) -> str:
    listed = [passages[n].id for n in where[:LISTED]]
    return ", ".join([*listed, "…"] if len(where) > LISTED else listed)


def _everyone(pairs: Sequence[tuple[int, int]], names: Sequence[str]) -> str:
    everyone = [names[n] for n in sorted({n for pair in pairs for n in pair})]
    return ", ".join(everyone if len(everyone) <= NAMED else [*everyone[:NAMED], "…"])


def _rows(order: Sequence[Actor], names: Sequence[str], passages: Sequence[Passage]) -> tuple[Row, ...]:
    standing: dict[int, list[str]] = {}
    for actor, name in zip(order, names, strict=True):
        for passage in actor.passages:
            standing.setdefault(passage, []).append(name)
    return tuple(
        Row(passages[n].id, passages[n].href, tuple(together))
        for n, together in sorted(standing.items())
        if len(together) > 1
    )


# -- the company of one: a list with bars -----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Companion:
    name: str
    href: str
    shared: int  # passages


@dataclass(frozen=True, slots=True)
class Bar:
    name: str
    href: str
    count: str
    length: str  # of BAR


@dataclass(frozen=True, slots=True)
class Company:
    width: int
    rows: tuple[Bar, ...]
    left_out: int


def company(companions: Sequence[Companion]) -> Company | None:
    """The list of those that share most passages with one entity, in the order given among equals."""
    if not companions:
        return None
    shown = sorted(companions, key=lambda one: -one.shared)[:SHOWN]
    most = shown[0].shared
    return Company(
        BAR,
        tuple(
            Bar(one.name, one.href, f"{one.shared:,}", number(max(BAR * one.shared / most, 2)))
            for one in shown
        ),
        len(companions) - len(shown),
    )
