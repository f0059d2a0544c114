"""How high the slots of a graph in columns stand: apart from each other, and their edges near to level."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from briefkit.figures.layers import Grid, Neighbours, mean

ROUNDS = 2  # of each kind of pass; more change little in the graphs tried


@dataclass(frozen=True, slots=True)
class Box:
    """The room of a vertex, from the height at which edges meet it."""

    above: float
    below: float
    weight: float = 1  # how strongly it pulls others along; a lane more, since a long edge should not zigzag


def heights(made: Grid, boxes: Sequence[Box], apart: float) -> list[float]:
    """The height at which edges meet each slot; boxes of a column stay `apart`, the topmost begins at 0."""
    found = [0.0] * len(boxes)
    for row in made.rows:
        _settle(row, found, boxes, apart, dict.fromkeys(row, 0.0))
    for neighbours, rows in _passes(made):
        for row in rows:
            wanted = {
                slot: mean([found[near] for near in neighbours[slot]]) if neighbours[slot] else found[slot]
                for slot in row
            }
            _settle(row, found, boxes, apart, wanted)
    _close_up(found, boxes, apart)
    return found


def _close_up(found: list[float], boxes: Sequence[Box], apart: float) -> None:
    """Leave no more than `apart` where no column has anything, and nothing above the topmost."""
    order = sorted(range(len(found)), key=lambda slot: found[slot] - boxes[slot].above)
    first = found[order[0]] - boxes[order[0]].above
    shift, filled = -first, first
    for slot in order:
        height, box = found[slot], boxes[slot]
        shift -= max(0, height - box.above - filled - apart)
        filled = max(filled, height + box.below)
        found[slot] = height + shift


def _passes(made: Grid) -> Iterator[tuple[Neighbours, list[list[int]]]]:
    """What each pass over the columns heeds, and the columns in its order."""
    both = [left + right for left, right in zip(made.to_left, made.to_right, strict=True)]
    begin = [[] if left else right for left, right in zip(made.to_left, made.to_right, strict=True)]
    onward = [left or right for left, right in zip(made.to_left, made.to_right, strict=True)]
    for _ in range(ROUNDS):
        yield made.to_left, made.rows[::-1]
        yield made.to_right, made.rows
    yield both, made.rows
    for _ in range(ROUNDS):
        yield begin, made.rows
        yield onward, made.rows[::-1]
    yield begin, made.rows[-1:]


def _settle(
    row: Sequence[int], found: list[float], boxes: Sequence[Box], apart: float, wanted: Mapping[int, float]
) -> None:
    """Move the slots of a column as near to where they want to be as their order and boxes allow.

    Least squares under an order: neighbours that want to pass each other are merged and share one
    mean (pool adjacent violators, Barlow and others, 1972).
    """
    offsets, pools = [0.0], list[list[float]]()  # each pool: sum of weighted places, weight, members
    for upper, lower in pairwise(row):
        offsets.append(offsets[-1] + boxes[upper].below + apart + boxes[lower].above)
    for slot, offset in zip(row, offsets, strict=True):
        weight = boxes[slot].weight
        pools.append([(wanted[slot] - offset) * weight, weight, 1])
        while len(pools) > 1 and pools[-2][0] * pools[-1][1] > pools[-1][0] * pools[-2][1]:
            last = pools.pop()
            pools[-1] = [a + b for a, b in zip(pools[-1], last, strict=True)]
    places = [total / weight for total, weight, members in pools for _ in range(int(members))]
    for slot, place, offset in zip(row, places, offsets, strict=True):
        found[slot] = place + offset
