"""A graph drawn in columns: who stands in which column, and above whom.

The way of Sugiyama, Tagawa and Toda (IEEE Trans. SMC 11(2), 1981): columns by longest path, lanes
for the edges that pass a column, an order with few crossings; heights.py has the rest of the way. An
edge is a pair (tail, head) of vertices counted from 0, and runs from left to right.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

Edge = tuple[int, int]
Neighbours = list[list[int]]

SWEEPS = 4  # to and fro; more change nothing in the graphs tried


# -- columns ---------------------------------------------------------------------------------------


def columns(count: int, edges: Sequence[Edge], ends: Sequence[int]) -> list[int]:
    """The column of each vertex, counted from the right, from 0; none is left empty.

    Each stands as far left of what it leads to as the longest path says. `ends` stand in one column
    if none leads to another; what follows from them stands to their right. Of each circle one edge
    is left out of account, if it can be one that leaves an end, and so runs from right to left.
    """
    tails: Neighbours = [[] for _ in range(count)]
    for tail, head in edges:
        tails[head].append(tail)
    order, kept = _leftmost_last(count, tails, ends)
    heads: Neighbours = [[] for _ in range(count)]
    for tail, head in kept:
        heads[tail].append(head)
    is_end = set(ends)
    beyond = _longest(order, [[head for head in found if head not in is_end] for found in heads])
    base = max((beyond[end] for end in ends), default=0)
    found = _longest(order, heads, dict.fromkeys(ends, base))
    _draw_near(found, kept, heads, is_end)
    number = {column: at for at, column in enumerate(sorted(set(found)))}
    return [number[column] for column in found]


def _leftmost_last(count: int, tails: Neighbours, ends: Sequence[int]) -> tuple[list[int], list[Edge]]:
    """All vertices, each after every head of its edges, and the edges without those that close a circle."""
    order: list[int] = []
    kept: list[Edge] = []
    state = [0] * count  # 1: on the way that is being walked, 2: done
    for root in (*ends, *range(count)):
        if state[root]:
            continue
        state[root] = 1
        way = [(root, iter(tails[root]))]
        while way:  # no recursion: an argument may be long
            head, rest = way[-1]
            for tail in rest:
                if state[tail] != 1:
                    kept.append((tail, head))
                if not state[tail]:
                    state[tail] = 1
                    way.append((tail, iter(tails[tail])))
                    break
            else:
                way.pop()
                state[head] = 2
                order.append(head)
    return order[::-1], kept


def _longest(order: Sequence[int], heads: Neighbours, least: dict[int, int] | None = None) -> list[int]:
    """How many edges the longest path from each vertex has, or as many as `least` says."""
    found = [0] * len(order)
    for vertex in order:
        beyond = [found[head] + 1 for head in heads[vertex]]
        found[vertex] = max([*beyond, (least or {}).get(vertex, 0)])
    return found


def _draw_near(found: list[int], kept: Sequence[Edge], heads: Neighbours, ends: set[int]) -> None:
    """What leads to nothing, and is no end, moves next to what it follows from."""
    nearest: dict[int, int] = {}
    for tail, head in kept:
        if not heads[head] and head not in ends:
            nearest[head] = min(nearest.get(head, found[tail]), found[tail])
    for vertex, tail_column in nearest.items():
        found[vertex] = tail_column - 1


# -- lanes and order -------------------------------------------------------------------------------


@dataclass(slots=True)
class Grid:
    """What stands in the columns: the vertices, and lanes, which are numbered on from them."""

    column: list[int]  # of each slot, that is of each vertex and each lane
    to_left: Neighbours  # of each slot, those in the next column that it is joined to
    to_right: Neighbours
    chains: list[list[int]]  # of each edge, the slots it passes from left to right
    rows: list[list[int]]  # of each column from the right, its slots from top to bottom


def grid(
    column: Sequence[int], edges: Sequence[Edge], bundles: Sequence[object], ends: Sequence[int]
) -> Grid:
    """Lanes for the edges that pass a column, and an order in which few edges cross.

    Every edge has its tail in a column left of its head's. Edges of one bundle share their lanes.
    `ends` keep their order from top to bottom where they stand in one column.
    """
    made = _with_lanes(column, edges, bundles)
    made.rows = [[] for _ in range(max(made.column) + 1)]
    for slot in _from_the_right(made, ends):
        made.rows[made.column[slot]].append(slot)
    rank = {end: number for number, end in enumerate(ends)}
    for row in made.rows:
        _keep_order(row, rank)
    best, fewest = made.rows, _crossings(made)
    for sweep in range(SWEEPS):
        made.rows = [row[:] for row in made.rows]
        _sweep(made, rank, leftwards=sweep % 2 == 0)
        _swap(made, rank)
        crossings = _crossings(made)
        if crossings < fewest:
            best, fewest = made.rows, crossings
    made.rows = best
    return made


def _with_lanes(column: Sequence[int], edges: Sequence[Edge], bundles: Sequence[object]) -> Grid:
    slots = list(column)
    lanes: dict[tuple[object, int], int] = {}
    joined: dict[Edge, None] = {}
    chains = []
    for (tail, head), bundle in zip(edges, bundles, strict=True):
        chain = [tail]
        for at in range(slots[tail] - 1, slots[head], -1):
            lane = lanes.setdefault((bundle, at), len(slots))
            if lane == len(slots):
                slots.append(at)
            chain.append(lane)
        chain.append(head)
        chains.append(chain)
        joined.update(dict.fromkeys(pairwise(chain)))
    to_left: Neighbours = [[] for _ in slots]
    to_right: Neighbours = [[] for _ in slots]
    for left, right in joined:
        to_left[right].append(left)
        to_right[left].append(right)
    return Grid(slots, to_left, to_right, chains, [])


def _from_the_right(made: Grid, ends: Sequence[int]) -> list[int]:
    """All slots, what leads to an end behind it and before the next: so each end's reasons stay together."""
    found: dict[int, None] = {}
    rightmost = sorted(range(len(made.column)), key=made.column.__getitem__)
    waiting = [*reversed(rightmost), *reversed(ends)]
    while waiting:
        slot = waiting.pop()
        if slot not in found:
            found[slot] = None
            waiting += reversed(made.to_left[slot])
    return list(found)


def _sweep(made: Grid, rank: Mapping[int, int], *, leftwards: bool) -> None:
    """Order each column by where in the one before it its neighbours stand on average."""
    neighbours = made.to_right if leftwards else made.to_left
    columns_ = range(len(made.rows)) if leftwards else range(len(made.rows) - 1, -1, -1)
    at: dict[int, float] = {}
    for number in columns_:
        row = made.rows[number]
        wanted = {
            slot: mean([at[near] for near in neighbours[slot]]) if neighbours[slot] else place
            for place, slot in enumerate(row)
        }
        row.sort(key=wanted.__getitem__)
        _keep_order(row, rank)
        at = {slot: place for place, slot in enumerate(row)}


def _keep_order(row: list[int], rank: Mapping[int, int]) -> None:
    """Put those that have a rank in its order, in the places that they have among them."""
    kept = iter(sorted((slot for slot in row if slot in rank), key=rank.__getitem__))
    row[:] = [next(kept) if slot in rank else slot for slot in row]


def _swap(made: Grid, rank: Mapping[int, int]) -> None:
    """Let neighbours in a column change places where fewer edges cross then."""
    at = {slot: place for row in made.rows for place, slot in enumerate(row)}
    for row in made.rows:
        for place in range(len(row) - 1):
            upper, lower = row[place : place + 2]
            if upper in rank and lower in rank:
                continue
            gain = 0
            for neighbours in (made.to_left, made.to_right):
                below = [at[near] for near in neighbours[lower]]
                for near in neighbours[upper]:
                    here = at[near]
                    gain += sum([(here > other) - (here < other) for other in below])
            if gain > 0:
                row[place : place + 2] = lower, upper
                at[lower], at[upper] = place, place + 1


def _crossings(made: Grid) -> int:
    count = 0
    for right, left in pairwise(made.rows):
        at = {slot: place for place, slot in enumerate(right)}
        below: list[int] = []  # where the edges met so far end, in order
        for slot in left:
            ends = sorted(at[near] for near in made.to_right[slot])
            count += sum(len(below) - bisect_right(below, end) for end in ends)
            for end in ends:
                insort(below, end)
    return count


def mean(numbers: Sequence[float]) -> float:
    return sum(numbers) / len(numbers)
