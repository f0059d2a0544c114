"""The argument of a brief, drawn from left to right: what leads to each key judgment, and by what link.

A statement is its name on its kind's stroke. A line says by its end what it means: a dot supports,
an arrow leads to, a ring is assumed, a bar tells against. Statements that do nothing but carry one
and the same other stand under each other, with one bracket and one line for them all. For a page
from right to left, `leftwards` mirrors the finished map.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from briefkit.brief import Relation
from briefkit.figures.argument_extent import Extent, Link, extent
from briefkit.figures.argument_lines import END, FAN, Pen
from briefkit.figures.argument_list import ORDER, Node, Row, rows
from briefkit.figures.argument_sheet import BENEATH, BRACKET, BULGE, ON_PAPER, SMALL, Route, Sheet, laid_out
from briefkit.figures.lettering import width

KEY, KEY_ABOVE, KEY_GAP, KEY_LINE = 30, 28, 28, 20  # px: a line of the key, and the room around it

# Block, way and relation -> where the lines stop that come to the block that way
Ends = dict[tuple[int, int, Relation], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Words:
    """The words of the figure that are not the brief's."""

    title: str  # of the drawing, for those who hear it
    kinds: Mapping[str, str]  # class of a stroke -> "claim"
    ends: Mapping[Relation, str]  # as a line reads from left to right: "supports", "is assumed by"
    back: Mapping[Relation, str]  # as it reads from what it leads to: "supported by", "assumes"


@dataclass(frozen=True, slots=True)
class Text:
    x: str
    y: str
    words: str


@dataclass(frozen=True, slots=True)
class NodeView:
    href: str
    whole: str  # its name, if only a part of it is drawn
    strong: bool
    lines: tuple[Text, ...]  # the reference stands behind the last
    reference: str
    beneath: Text | None


@dataclass(frozen=True, slots=True)
class ColumnView:
    x: str
    nodes: tuple[NodeView, ...]


@dataclass(frozen=True, slots=True)
class ArgumentMap:
    title: str
    width: str
    height: str
    css_class: str  # whether it is too wide to be read when it is printed
    reference_x: str  # where the references end in each column
    columns: tuple[ColumnView, ...]  # from what others rest on
    paths: tuple[tuple[str, str], ...]  # class and outline: lines, strokes, ends
    key: tuple[Text, ...]
    rows: tuple[Row, ...]
    shown: int  # statements
    linked: int  # statements that have links, shown or not
    links: int
    of: int  # links within the brief, shown or not


def argument_map(
    nodes: Sequence[Node], links: Iterable[Link], judgments: Sequence[int], words: Words
) -> ArgumentMap | None:
    """The map of the statements; None if none is linked to another.

    `judgments` are the places of the key judgments among the nodes, the most important first. Where
    there are none, the implications that have links take their place.
    """
    links = tuple(links)
    linked = sorted({place for link in links for place in (link.source, link.target)})
    found = extent(links, judgments or [place for place in linked if nodes[place].kind == "i"])
    if found is None:
        return None
    sheet, routes = laid_out(nodes, found)
    pen = Pen()
    _draw_strokes(pen, nodes, sheet)
    _draw_routes(pen, sheet, routes)
    key, height = _draw_key(pen, nodes, sheet, found, words)
    return ArgumentMap(
        title=words.title,
        width=str(sheet.width),
        height=str(height),
        css_class="" if sheet.width <= ON_PAPER else " wide",
        reference_x=str(sheet.node),
        columns=tuple(_column_views(nodes, sheet)),
        paths=pen.paths(),
        key=tuple(key),
        rows=tuple(rows(nodes, found, words.back)),
        shown=len(found.column),
        linked=found.linked,
        links=len(found.links),
        of=found.of,
    )


# -- drawing ---------------------------------------------------------------------------------------


def _draw_strokes(pen: Pen, nodes: Sequence[Node], sheet: Sheet) -> None:
    for at, block in enumerate(sheet.blocks):
        strokes = [top + member.stroke for top, member in zip(sheet.tops(at), block.members, strict=True)]
        for member, y in zip(block.members, strokes, strict=True):
            pen.stroke(nodes[member.place].kind, sheet.left(at), y, sheet.node)
        if len(strokes) > 1:
            pen.bracket(sheet.right(at), strokes, BRACKET)


def _draw_routes(pen: Pen, sheet: Sheet, routes: Sequence[Route]) -> None:
    ends = _draw_ends(pen, sheet, routes)
    passed = set[int]()
    for route in routes:
        end = ends[route.target, route.way, route.relation]
        if not route.chain:
            pen.bow(route.relation, sheet.leaving(route.source), end, BULGE)
            continue
        points = [_drawn_out(pen, sheet, route, ends) if route.turned else sheet.leaving(route.source)]
        for lane in route.chain[1:-1][:: route.way]:
            near, far = (sheet.left(lane), sheet.right(lane))[:: route.way]
            points.append((near, sheet.level[lane]))
            if lane in passed:
                break  # the rest of the way is drawn
            passed.add(lane)
            points.append((far, sheet.level[lane]))
        else:
            points.append(end)
        pen.line(route.relation, points)


def _drawn_out(pen: Pen, sheet: Sheet, route: Route, ends: Ends) -> tuple[int, int]:
    """Where a line to the left begins: at the stroke, or below all that comes to it from there."""
    x, y = sheet.left(route.source), sheet.level[route.source]
    taken = [level for (at, way, _), (_, level) in ends.items() if (at, way) == (route.source, 1)]
    if not taken:
        return x, y
    below = max(taken) + FAN[2]
    pen.line(route.relation, [(x, y), (x - 2, y), (x - 2, below)])
    return x - 2, below


def _draw_ends(pen: Pen, sheet: Sheet, routes: Sequence[Route]) -> Ends:
    """One mark for all lines of a relation that come to a block from one side, and where they stop."""
    arriving: dict[tuple[int, int], set[Relation]] = {}
    for route in routes:
        arriving.setdefault((route.target, route.way), set()).add(route.relation)
    stops: Ends = {}
    for (target, way), relations in arriving.items():
        x = sheet.left(target) - END if way == 1 else sheet.right(target) + END
        offsets = FAN if way == 1 else FAN[1:]  # on the right the block's own lines leave at its level
        for relation, offset in zip(sorted(relations, key=ORDER.index), offsets, strict=False):
            y = sheet.level[target] + offset
            stops[target, way, relation] = (pen.end(relation, x, y, way), y)
    return stops


def _draw_key(
    pen: Pen, nodes: Sequence[Node], sheet: Sheet, found: Extent, words: Words
) -> tuple[list[Text], int]:
    """A stroke for each kind drawn, a line with its end for each relation, and the height of the whole."""
    kinds = {nodes[place].kind for place in found.column}
    relations = {link.relation for link in found.links}
    samples = [(word, partial(pen.stroke, kind)) for kind, word in words.kinds.items() if kind in kinds]
    samples += [(words.ends[one], partial(pen.example, one)) for one in ORDER if one in relations]
    texts = []
    x, y = 0, sheet.height + KEY_ABOVE
    for word, draw in samples:
        length = KEY + 8 + math.ceil(width(word, SMALL))
        if x and x + length > sheet.width:
            x, y = 0, y + KEY_LINE
        draw(x, y, KEY)
        texts.append(Text(str(x + KEY + 8), str(y + 4), word))
        x += length + KEY_GAP
    return texts, y + 8


# -- the view --------------------------------------------------------------------------------------


def _column_views(nodes: Sequence[Node], sheet: Sheet) -> Iterator[ColumnView]:
    for row in reversed(sheet.grid.rows):
        blocks = [slot for slot in row if slot < len(sheet.blocks)]
        yield ColumnView(
            str(sheet.left(row[0])),
            tuple(view for at in blocks for view in _node_views(nodes, sheet, at)),
        )


def _node_views(nodes: Sequence[Node], sheet: Sheet, at: int) -> Iterator[NodeView]:
    block = sheet.blocks[at]
    for member, top in zip(block.members, sheet.tops(at), strict=True):
        node = nodes[member.place]
        yield NodeView(
            href=node.href,
            whole=node.name if member.is_cut else "",
            strong=bool(node.judgment),
            lines=tuple(Text("0", str(top + baseline), words) for baseline, words in member.lines),
            reference=node.reference,
            beneath=Text("0", str(top + member.stroke + BENEATH), member.beneath) if member.beneath else None,
        )
