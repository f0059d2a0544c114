"""Where the statements of the argument map stand, and which way its lines go.

Lengths are whole CSS pixels, heights counted from the top.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

from briefkit.brief import Relation
from briefkit.figures.argument_extent import Extent, Link
from briefkit.figures.argument_list import Node
from briefkit.figures.heights import Box, heights
from briefkit.figures.layers import Grid, grid
from briefkit.figures.lettering import ELLIPSIS, shortened, width

WIDTH = 1184  # of the page's grid
ON_PAPER = 832  # what is no wider can still be read when it is printed: 11 px are 6.5 points then
WIDEST, GAP, LEAST_GAP = 240, 56, 42  # of a column, and between columns
NAME, JUDGMENT, SMALL = 13.0, 14.0, 11.0  # type sizes
LINE = 1.23  # from one line of a name to the next, in type sizes
MOST_LINES = 3
UNDER, BENEATH = 6, 15  # from the last line to the stroke, and on to the words beneath
APART, STACKED = 10, 5
LANE = Box(3, 3, weight=4)
NEARLY = 5  # a lane so little off its line is put level with it: less than half of what keeps lanes apart
BRACKET, BULGE = 6, 24  # how far brackets, and lines within a column, reach to the right


# -- statements ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Lettering:
    """How a statement is set: heights from the top of its name's first line."""

    place: int
    lines: tuple[tuple[int, str], ...]  # baseline and words
    is_cut: bool
    beneath: str
    stroke: int
    height: int


def _lettered(place: int, node: Node, room: int) -> Lettering:
    strong = bool(node.judgment)
    size = JUDGMENT if strong else NAME
    lines = _lines(node.name, size, room, room - width(node.reference, SMALL) - 6, strong)
    baselines = [round(size * (0.92 + LINE * line)) for line in range(len(lines))]
    beneath = _beneath(node, room)
    stroke = baselines[-1] + UNDER
    height = stroke + (BENEATH + 3 if beneath else 2)
    is_cut = lines[-1].endswith(ELLIPSIS) and not node.name.endswith(ELLIPSIS)
    return Lettering(place, tuple(zip(baselines, lines, strict=True)), is_cut, beneath, stroke, height)


def _beneath(node: Node, room: float) -> str:
    """What stands under the name. A likelihood is whole or not there: half of one says another thing."""
    for words in (" · ".join(filter(None, (node.judgment, node.likelihood))), node.likelihood):
        if width(words, SMALL) <= room:
            return words
    return ""


def _lines(name: str, size: float, room: float, last: float, bold: bool) -> list[str]:
    """The name in as many lines as it takes, or three and an ellipsis; the last has less room."""
    lines: list[str] = []
    while len(lines) < MOST_LINES - 1 and width(name, size, bold) > last:
        cut = _break(name, size, room, bold)
        if not cut:
            break
        lines.append(name[:cut].rstrip())
        name = name[cut:].lstrip()
    return [*lines, shortened(name, size, last, bold)]


def _break(name: str, size: float, room: float, bold: bool) -> int:
    """Where the next line begins: at the last space or between the last ideographs that fit; 0: nowhere."""
    best = 0
    for at in range(1, len(name)):
        if name[at].isspace() or east_asian_width(name[at]) == "W" == east_asian_width(name[at - 1]):
            if width(name[:at], size, bold) > room:
                break
            best = at
    return best


# -- their places ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Block:
    """A statement, or several under each other that share one line."""

    members: tuple[Lettering, ...]
    tops: tuple[int, ...]  # of the members, from the height at which lines leave the block
    box: Box


def _block(members: tuple[Lettering, ...]) -> Block:
    tops = [0]
    for member in members:
        tops.append(tops[-1] + member.height + STACKED)
    level = (members[0].stroke + tops[-2] + members[-1].stroke) // 2
    return Block(members, tuple(top - level for top in tops[:-1]), Box(level, tops[-1] - STACKED - level))


@dataclass(frozen=True, slots=True)
class Route:
    """A line from block to block, for all links of one relation between them."""

    relation: Relation
    left: int
    right: int
    turned: bool  # whether it runs from right to left, as one line of a circle must
    chain: tuple[int, ...]  # the slots it passes; empty within one column

    @property
    def source(self) -> int:
        return self.right if self.turned else self.left

    @property
    def target(self) -> int:
        return self.left if self.turned else self.right

    @property
    def way(self) -> int:
        """1 where it comes to its target from the left, -1 from the right."""
        return 1 if self.chain and not self.turned else -1


@dataclass(frozen=True, slots=True)
class Sheet:
    """Where everything stands."""

    width: int
    height: int
    node: int  # the width of a column
    gap: int
    grid: Grid
    blocks: tuple[Block, ...]
    level: tuple[int, ...]  # of each slot, the height at which lines meet it

    def left(self, slot: int) -> int:
        return (len(self.grid.rows) - 1 - self.grid.column[slot]) * (self.node + self.gap)

    def right(self, slot: int) -> int:
        return self.left(slot) + self.node

    def tops(self, at: int) -> list[int]:
        """The heights at which the members of a block begin."""
        return [self.level[at] + top for top in self.blocks[at].tops]

    def leaving(self, at: int) -> tuple[int, int]:
        """Where the lines from a block to the right begin."""
        return self.right(at) + (BRACKET if len(self.blocks[at].members) > 1 else 0), self.level[at]


def laid_out(nodes: Sequence[Node], found: Extent) -> tuple[Sheet, tuple[Route, ...]]:
    many = max(found.column.values()) + 1
    margin = BULGE if any(not found.column[a] and not found.column[b] for a, b, _ in found.links) else 0
    node, gap = _measures(many, WIDTH - margin)
    blocks = [
        _block(tuple(_lettered(place, nodes[place], node) for place in members)) for members in _stacks(found)
    ]
    block_of = {member.place: at for at, block in enumerate(blocks) for member in block.members}
    column = [found.column[block.members[0].place] for block in blocks]
    plan = list(dict.fromkeys(_plan(link, block_of, column) for link in found.links))
    across = [(left, right) for _, left, right, _ in plan if column[left] != column[right]]
    bundles = [
        (left if turned else right, relation, turned)
        for relation, left, right, turned in plan
        if column[left] != column[right]
    ]
    made = grid(column, across, bundles, [block_of[end] for end in found.ends])
    chains = iter(made.chains)
    routes = tuple(
        Route(*planned, tuple(next(chains)) if column[planned[1]] != column[planned[2]] else ())
        for planned in plan
    )
    boxes = [block.box for block in blocks] + [LANE] * (len(made.column) - len(blocks))
    level = [round(at) for at in heights(made, boxes, APART)]
    for lane in range(len(blocks), len(level)):
        before = level[made.to_left[lane][0]]
        if abs(before - level[lane]) <= NEARLY:
            level[lane] = before
    height = max(at + box.below for at, box in zip(level, boxes, strict=True))
    sheet = Sheet(
        many * (node + gap) - gap + margin, round(height), node, gap, made, tuple(blocks), tuple(level)
    )
    return sheet, routes


def _measures(many: int, room: int) -> tuple[int, int]:
    """The width of a column and the gap behind it."""
    node = min(WIDEST, (room - (many - 1) * LEAST_GAP) // many)
    if many * (node + GAP) - GAP <= ON_PAPER:
        return node, GAP
    return node, (room - many * node) // (many - 1)


def _stacks(found: Extent) -> list[list[int]]:
    """The statements in their order, those together that only carry one other, and by the same link."""
    ways: dict[int, list[Link]] = {place: [] for place in found.column}
    for link in found.links:
        for place in (link.source, link.target):
            ways[place].append(link)
    stacks: dict[object, list[int]] = {}
    for place, links in ways.items():
        alone = len(links) != 1 or links[0].tail != place or place in found.ends
        key = place if alone else (links[0].head, links[0].relation, found.column[place])
        stacks.setdefault(key, []).append(place)
    return list(stacks.values())


def _plan(link: Link, block_of: Mapping[int, int], column: Sequence[int]) -> tuple[Relation, int, int, bool]:
    tail, head = block_of[link.tail], block_of[link.head]
    turned = column[tail] < column[head]
    return (link.relation, head, tail, True) if turned else (link.relation, tail, head, False)
