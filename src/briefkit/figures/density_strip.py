"""The density strip: a cell a passage, a stroke a label, so that it is a unit chart and its own legend.

The cells stand in panels of up to 288 px, which is the room of a page at 320 px. A wide page sets
several panels beside each other and a narrow one breaks the line between them, so no stroke and no
letter is ever scaled.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefkit.figures.lettering import number, width

PITCH = 5  # from stroke to stroke, as between the lines under the words of a passage
HEAD, FOOT, LETTER = 14, 20, 12

# An unbroken kind's stack is one pillar as wide as a stroke is long, whose dashes are its strokes.
# How far the middle of a stroke lies above the foot of its slot, for the kinds whose strokes are broken
# along the line: each label needs a line of its own.
BROKEN = {"t": 1.0, "a": 1.0, "p": 1.5, "m": 0.5}


@dataclass(frozen=True, slots=True)
class Kind:
    stroke: str  # c, t, i, s, a, p, m
    title: str  # for several: "Claims"


@dataclass(frozen=True, slots=True)
class Passage:
    id: str
    href: str
    words: str  # "p7: 2 claims, 1 trend"
    counts: tuple[int, ...]  # labels of each kind, in the order of the kinds


@dataclass(frozen=True, slots=True)
class Cell:
    href: str
    words: str
    x: int
    label: str  # "" where there is no room for it
    total: str  # above a stack that has no room for all of its strokes; else ""
    total_y: int


@dataclass(frozen=True, slots=True)
class Strokes:
    css_class: str
    d: str


@dataclass(frozen=True, slots=True)
class Panel:
    x: int  # in the file, where the panels stand in one row
    y: int
    width: int
    height: int
    words: str  # "p1–p7"
    foot: str  # path of the ground line
    label_y: int
    strokes: tuple[Strokes, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Row:
    id: str
    href: str
    counts: tuple[str, ...]  # "" for none


@dataclass(frozen=True, slots=True)
class DensityStrip:
    width: int
    height: int
    css_class: str  # of the size of the cells
    panels: tuple[Panel, ...]
    is_cut: bool  # whether a stack has fewer strokes than labels, and a number above it
    heads: tuple[str, ...]  # of the table's columns
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class _Size:
    css_class: str
    cell: int
    stroke: int
    panel: int  # cells in a panel at most
    stack: int  # strokes in a stack at most
    every: int  # which cells have their number beneath


WIDE = _Size("", 40, 32, 7, 32, 1)
NARROW = _Size(" sl", 24, 18, 12, 20, 4)
MANY = 28  # passages: from here on the cells are narrow


def density_strip(passages: Sequence[Passage], kinds: Sequence[Kind], head: str) -> DensityStrip | None:
    """The strip of all passages; None where there are none. `head` stands above them in the table."""
    if not passages:
        return None
    used = [n for n in range(len(kinds)) if any(passage.counts[n] for passage in passages)]
    size = NARROW if len(passages) > MANY else WIDE
    longest = -(-len(passages) // -(-len(passages) // size.panel))  # as even as can be
    runs = [passages[start : start + longest] for start in range(0, len(passages), longest)]
    bases = [_base(run, size) for run in runs]
    strokes = [(kinds[n].stroke, n) for n in used]
    room, row = longest * size.cell, max(bases) + FOOT
    panels = tuple(
        _panel(run, strokes, size, base, (n * room, row - base - FOOT))
        for n, (run, base) in enumerate(zip(runs, bases, strict=True))
    )
    return DensityStrip(
        panels[-1].x + panels[-1].width,
        row,
        size.css_class,
        panels,
        any(cell.total for panel in panels for cell in panel.cells),
        (head, *[kinds[n].title for n in used]),
        tuple(Row(one.id, one.href, tuple(str(one.counts[n] or "") for n in used)) for one in passages),
    )


def _base(run: Sequence[Passage], size: _Size) -> int:
    """How far below a panel's top its stacks begin; a target is 24 px high at least."""
    highest = max(sum(passage.counts) for passage in run)
    return max(min(highest, size.stack) * PITCH + (HEAD if highest > size.stack else 0), 2 * PITCH)


def _panel(
    run: Sequence[Passage], kinds: Sequence[tuple[str, int]], size: _Size, base: int, at: tuple[int, int]
) -> Panel:
    paths: dict[int, list[str]] = {n: [] for _, n in kinds}
    for place, passage in enumerate(run):
        slot = 0
        for stroke, n in kinds:
            count = min(passage.counts[n], size.stack - slot)
            if count:
                paths[n].append(_drawn(stroke, count, place * size.cell, base - slot * PITCH, size.stroke))
                slot += count
    last = run[-1].id
    return Panel(
        *at,
        max(len(run) * size.cell, WIDE.cell),
        base + FOOT,
        run[0].id if len(run) == 1 else f"{run[0].id}–{last}",
        f"M0 {base + 3}.5H{len(run) * size.cell}",
        base + FOOT - 3,
        tuple(Strokes(stroke, "".join(paths[n])) for stroke, n in kinds if paths[n]),
        tuple(_cell(passage, place, size, base) for place, passage in enumerate(run)),
    )


def _drawn(stroke: str, count: int, x: int, foot: int, length: int) -> str:
    """So many strokes on top of each other, the lowest at the foot."""
    if stroke not in BROKEN:
        return f"M{x + length // 2} {foot}v-{count * PITCH}"
    return f"M{x} {number(foot - BROKEN[stroke])}h{length}" + f"m-{length}-{PITCH}h{length}" * (count - 1)


def _cell(passage: Passage, place: int, size: _Size, base: int) -> Cell:
    labels = sum(passage.counts)
    total = str(labels) if labels > size.stack else ""
    return Cell(
        passage.href,
        passage.words,
        place * size.cell,
        passage.id if place % size.every == 0 else "",
        total if width(total, LETTER) <= size.cell else "…",
        base - size.stack * PITCH - 4,
    )
