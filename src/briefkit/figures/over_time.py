"""Counts over time: a bar a month, a year, or as many years as it takes for the axis to stay short.

Where nothing happened for long the axis is broken, and shown to be. The bars stand in panels of 288 px,
which a narrow page sets below each other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count, groupby, pairwise
from math import ceil

from briefkit.figures.lettering import shortened, width

CELL, BAR, PANEL = 24, 14, 12  # pixels a bar's cell, pixels a bar, cells a panel at most
LONGEST = 36  # cells on the axis
QUIET = 2  # cells without a bar before the axis is broken
HEAD, RISE, FOOT, LETTER, DIGIT, APART = 16, 72, 20, 12, 11, 4
MARGIN = (CELL - BAR) // 2  # before a bar in its cell, and before its label
LABEL_ROOM = 6 * CELL  # what half a panel has
UNIT = 8  # pixels for one, while the highest bar is no higher than RISE
MONTHS = 24  # the longest run of months that is told by months


@dataclass(frozen=True, slots=True)
class Count:
    """So many of a year, or of a month of it."""

    year: int  # 0 is 1 BC
    month: int | None
    number: int
    href: str


@dataclass(frozen=True, slots=True)
class Words:
    counted: Callable[[int], str]  # 3 → "3 briefs"
    year: Callable[[int], str]  # -479 → "480 BC"
    month: Callable[[int, int], str]  # 2016, 7 → "July 2016"
    months: Sequence[str]  # "Jan", …, "Dec"
    years: str  # "{first} to {last}"
    heads: tuple[str, str]  # of the table: "Year", "Briefs"


@dataclass(frozen=True, slots=True)
class Bar:
    href: str
    words: str  # "2016: 3 briefs"
    x: int
    middle: int
    number: str  # above the bar; "" where it would not stand free
    number_y: int


@dataclass(frozen=True, slots=True)
class Tick:
    words: str
    x: int


@dataclass(frozen=True, slots=True)
class Panel:
    x: int  # in the file, where the panels stand in one row
    width: int
    words: str  # "2010 to 2016"
    axis: str  # path
    d: str  # of all bars
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class Row:
    when: str
    href: str
    number: str


@dataclass(frozen=True, slots=True)
class OverTime:
    width: int
    height: int
    label_y: int
    css_class: str  # whether the bars are stacks of single units
    panels: tuple[Panel, ...]
    most: str  # "2016: 1,204 briefs"
    years_in_a_bar: int  # 0: a bar is a month
    is_broken: bool
    heads: tuple[str, str]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class _Bin:
    number: int  # 0: nothing in it
    href: str
    when: str
    label: str
    starts_run: bool


_Cells = list[_Bin | None]  # None: the axis is broken here


def over_time(counts: Sequence[Count], words: Words) -> OverTime | None:
    """The bars from the first to the last; None where there is nothing to count."""
    counts = sorted((one for one in counts if one.number > 0), key=lambda one: (one.year, one.month or 0))
    if not counts:
        return None
    unit, sums = _sums(counts)
    cells = list(_cells(sums, unit, words))
    highest = max(number for number, _ in sums.values())
    single = highest * UNIT <= RISE
    heights = [0 if one is None else _height(one.number, highest, single) for one in cells]
    base = HEAD + max(heights)
    panels = tuple(_panel(cells[start:end], start, heights, base, words) for start, end in _cuts(cells))
    bins = [one for one in cells if one is not None and one.number]
    most = max(bins, key=lambda one: one.number)
    return OverTime(
        panels[-1].x + panels[-1].width,
        base + FOOT,
        base + FOOT - 4,
        " u" if single else "",
        panels,
        f"{most.when}: {words.counted(most.number)}",
        unit,
        None in cells,
        words.heads,
        tuple(Row(one.when, one.href, f"{one.number:,}") for one in bins),
    )


# -- from dates to cells ---------------------------------------------------------------------------


def _sums(counts: Sequence[Count]) -> tuple[int, dict[int, tuple[int, str]]]:
    """How many years a bar is (0: a month), and by number of the bar how many and the first one's address."""
    months = [one.year * 12 + one.month - 1 for one in counts if one.month]
    if len(months) == len(counts) and months[-1] - months[0] < MONTHS:
        return 0, _summed(counts, months)
    units = (digit * 10**power for power in count() for digit in (1, 5))  # 1, 5, 10, 50, 100, …
    by_unit = ((unit, _summed(counts, [one.year // unit for one in counts])) for unit in units)
    return next((unit, sums) for unit, sums in by_unit if _length(list(sums)) <= LONGEST)


def _summed(counts: Sequence[Count], bars: Sequence[int]) -> dict[int, tuple[int, str]]:
    sums: dict[int, tuple[int, str]] = {}
    for one, bar in zip(counts, bars, strict=True):
        number, href = sums.get(bar, (0, one.href))
        sums[bar] = number + one.number, href
    return sums


def _length(bars: Sequence[int]) -> int:
    """How many cells the axis takes: short gaps in full, long ones in one cell that breaks it."""
    gaps = [after - before - 1 for before, after in pairwise(bars)]
    return len(bars) + sum([gap if gap <= QUIET else 1 for gap in gaps])


def _cells(sums: dict[int, tuple[int, str]], unit: int, words: Words) -> Iterator[_Bin | None]:
    """Bar by bar, also the empty ones of short gaps; breaks enough for the label before a long gap."""
    run = list[_Bin]()
    before = 0
    for bar, (number, href) in sums.items():
        if run and bar - before - 1 > QUIET:
            yield from run
            label = width(run[0].label, LETTER) + APART
            yield from [None] * max(1, ceil(label / CELL) - len(run))
            run = []
        gap = range(before + 1, bar) if run else ()
        run += [_Bin(0, "", *_named(empty, unit, words, False), False) for empty in gap]
        run.append(_Bin(number, href, *_named(bar, unit, words, not run), not run))
        before = bar
    yield from run


def _named(bar: int, unit: int, words: Words, starts: bool) -> tuple[str, str]:
    """A bar's name and what stands below it, where a month says the year only if it has to."""
    if unit:
        first = label = words.year(bar * unit)
        when = first if unit == 1 else words.years.format(first=first, last=words.year(bar * unit + unit - 1))
    else:
        year, month = divmod(bar, 12)
        when = words.month(year, month + 1)
        label = when if starts else words.months[month] if month else words.year(year)
    return when, shortened(label, LETTER, LABEL_ROOM)


# -- from cells to coordinates ---------------------------------------------------------------------


def _height(number: int, highest: int, single: bool) -> int:
    if not number:
        return 0
    return number * UNIT if single else max(round(RISE * number / highest), 1)


def _cuts(cells: _Cells) -> Iterator[tuple[int, int]]:
    """Where panels begin and end: as even as can be, and never within the first label of a run."""
    longest = -(-len(cells) // -(-len(cells) // PANEL))
    start = 0
    while start < len(cells):
        end = min(start + longest, len(cells))
        if end < len(cells):
            end = next((n for n in range(start + 1, end) if _is_cut(cells[n], end - n)), end)
        yield start, end
        start = end


def _is_cut(cell: _Bin | None, room: int) -> bool:
    """Whether the cell begins a run and its label needs more than so many cells."""
    return cell is not None and cell.starts_run and MARGIN + width(cell.label, LETTER) > room * CELL


def _panel(here: _Cells, start: int, heights: Sequence[int], base: int, words: Words) -> Panel:
    names = [one.when for one in here if one is not None]
    room = len(here) * CELL
    ticks = _ticks(here, room, start + len(here) == len(heights))
    reach = ticks[-1].x + ceil(width(ticks[-1].words, LETTER)) if ticks else 0
    return Panel(
        start * CELL,
        max(room, reach),
        words.years.format(first=names[0], last=names[-1]) if len(names) > 1 else names[0],
        _axis(here, base),
        "".join(
            [f"M{n * CELL + 12} {base}v-{heights[start + n]}" for n in range(len(here)) if heights[start + n]]
        ),
        tuple(_bars(here, start, heights, base, words)),
        ticks,
    )


def _bars(here: _Cells, start: int, heights: Sequence[int], base: int, words: Words) -> Iterator[Bar]:
    for n, one in enumerate(here):
        if one is None or not one.number:
            continue
        number = f"{one.number:,}"
        at_edge = n in (0, len(here) - 1)
        free = _stands_free(heights, start + n, width(number, DIGIT), at_edge)
        yield Bar(
            one.href,
            f"{one.when}: {words.counted(one.number)}",
            n * CELL,
            n * CELL + CELL // 2,
            number if free else "",
            base - heights[start + n] - 4,
        )


def _axis(here: _Cells, base: int) -> str:
    """The ground line, with two strokes across it where years are left out."""
    path = []
    for broken, run in groupby(range(len(here)), key=lambda n: here[n] is None):
        first, *rest = run
        if broken:
            path.append(f"M{(first * 2 + len(rest)) * CELL // 2 + 8} {base + 4}l3-7m5 0l-3 7")
        else:
            path.append(f"M{first * CELL} {base}.5h{(len(rest) + 1) * CELL}")
    return "".join(path)


def _stands_free(heights: Sequence[int], n: int, needed: float, at_edge: bool) -> bool:
    """Whether the number above a bar meets neither the bars beside it nor their numbers."""
    if needed <= CELL:
        return True
    if at_edge or needed > 2 * CELL:
        return False
    return all(heights[n] >= heights[n + side] + HEAD + 2 for side in (-1, 1))


def _ticks(here: _Cells, room: int, is_last: bool) -> tuple[Tick, ...]:
    """Labels from the left, those that begin a run before the others, as far as they stand free."""
    waiting = [(n, one) for n, one in enumerate(here) if one is not None]
    waiting.sort(key=lambda pair: (not pair[1].starts_run, pair[0]))
    taken: list[tuple[float, float]] = []
    ticks = []
    for n, one in waiting:
        start = n * CELL + MARGIN
        end = start + width(one.label, LETTER)
        if end > room and not is_last:
            continue
        if all(end + APART <= other_start or other_end + APART <= start for other_start, other_end in taken):
            taken.append((start, end))
            ticks.append(Tick(one.label, start))
    return tuple(sorted(ticks, key=lambda tick: tick.x))
