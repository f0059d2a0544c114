"""The timeline: what the statements are about, a row each, over the date of the source itself.

A row has the statement's name, its date in words and a mark: a line in its kind's stroke, a tick
where that would be too short, dashes towards an end that is open. Thin ends say "about", a thin line
between two bars "uncertain" or "some time within".

The drawing is 640 px wide and the axis takes its last 288. A narrow page shows only these, at the
same size (`preserveAspectRatio="xMaxYMin slice"`), with the names moved over the marks by CSS. Its sides are
those of a page from left to right; `leftwards` changes them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from briefkit.edtf import OPEN, UNKNOWN, DateWords, Day, When, in_words, parse
from briefkit.figures.lettering import shortened, width
from briefkit.figures.time_axis import BREAK, TimeAxis, day_number, time_axis

WIDTH, PITCH, HEAD = 640, 26, 26  # px; a row's words and its mark are one target of 24 px and more
PLOT = 352  # where the axis begins: 288 px of it are the room of a page at 320 px
EDGE = 22  # px kept free at an end of the axis for what is open towards it
NAMES = 16  # where names begin, behind the letters
SIZE, SMALL = 13.0, 12.0  # of names; of dates and ticks
DATES = 342  # where dates end
BETWEEN, FEW = 12.0, 110.0  # px from a name to its date; of a name that is cut for its date
NARROW_ROOM = 268.0  # px for a name on a page of 320 px
ROWS = 40
SHORT = 5  # px: a time that is drawn shorter is a tick, and so is a day
THIN = 7  # px of a thin end


@dataclass(frozen=True, slots=True)
class Dated:
    """A statement and the time it speaks of; its words are finished."""

    name: str
    href: str
    kind: str  # the letter of its stroke: c, t, i or s
    letter: str  # the one that stands for the kind: "C"
    date: str  # EDTF
    when: str  # the same in words, for the table
    rank: int = 0  # the lower, the sooner it gets a row where there are too many


@dataclass(frozen=True, slots=True)
class Row:
    href: str
    name: str
    when: str
    kind: str
    y: int  # of the words' line
    bar: str  # path of the mark in the kind's stroke, "" without
    tick: str  # path of what is too short for a stroke
    thin: str  # path of thin ends
    open: str  # path of the dashes towards an open end


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters of all rows of a kind, one text with a place for each."""

    kind: str
    letters: str
    x: str
    y: str


@dataclass(frozen=True, slots=True)
class Scale:
    x: str
    words: str


@dataclass(frozen=True, slots=True)
class Timeline:
    width: int
    height: int
    label: str
    css_class: str
    axis_at: str  # the side that a narrow page keeps: "xMax"
    name_x: str  # where names begin, less NAMES, by which the style sheet moves them; "" is 0
    dates_x: int  # where dates end, less the same
    grid: str  # path of the lines below the ticks
    gaps: str  # path of the bands where time is left out; "" where none is
    breaks: str  # path of the signs over them
    ticks: tuple[Scale, ...]
    source: str  # path of the band that is the source's own date; "" if that is not known
    letters: tuple[Letters, ...]
    rows: tuple[Row, ...]
    all_rows: tuple[Dated, ...]  # sorted by start, also those beyond the fortieth
    left_out: int


@dataclass(frozen=True, slots=True)
class _Time:
    """The days of a statement; the end is the morning after. None where it is open or unknown."""

    dated: Dated
    start: int | None
    end: int | None
    first: When | None  # its start alone, as it was written
    last: When | None
    is_within: bool  # some time between its ends, not all of it: 201X

    @property
    def known(self) -> tuple[int, int]:
        """The days that must be on the axis; of an interval with an open end, the days of the other."""
        start, end = self.start, self.end
        if start is None and self.last:
            start = _span(self.last)[0]
        if end is None and self.first:
            end = _span(self.first)[1]
        assert start is not None  # an interval has a date at one end
        assert end is not None
        return start, end


def timeline(
    statements: Sequence[Dated], source: str | None, label: str, words: DateWords
) -> Timeline | None:
    """The figure, or None without a date; `source` is the source's own, in EDTF; NotEdtf for what is none.

    `words` tells the axis' ticks and the rows' dates, so it should be brief: "c. July 2016".
    """
    if not statements:
        return None
    times = sorted(map(_time, statements), key=lambda time: parse(time.dated.date).sort_key)
    chosen = sorted(range(len(times)), key=lambda place: (times[place].dated.rank, place))[:ROWS]
    shown = [times[place] for place in sorted(chosen)]
    own = _span(parse(source)) if source else None
    days = [day for time in shown for day in time.known]
    days += [day for day in own or () if day is not None]
    axis = time_axis(
        days,
        PLOT + (EDGE if any(time.start is None for time in shown) else 0),
        WIDTH - (EDGE if any(time.end is None for time in shown) else 0),
        words,
    )
    height = HEAD + PITCH * len(shown)
    return Timeline(
        WIDTH,
        height,
        label,
        "",
        "xMax",
        "",
        DATES - NAMES,
        "".join(f"M{tick.x:.0f} 0V{height}" for tick in axis.ticks if tick.is_line),
        "".join(f"M{x - BREAK / 2:.0f} {HEAD}h{BREAK:.0f}V{height}h-{BREAK:.0f}z" for x in axis.breaks),
        "".join(f"M{x - 5:.0f} 25l4-9m2 9l4-9" for x in axis.breaks),
        tuple(Scale(_x(tick.x + 3), tick.words) for tick in axis.ticks if tick.words),
        _band(axis, own, height) if own else "",
        tuple(_letters(shown)),
        tuple(_row(time, axis, HEAD + PITCH * place, words) for place, time in enumerate(shown)),
        tuple(time.dated for time in times),
        len(times) - len(shown),
    )


# -- days ------------------------------------------------------------------------------------------


def _time(dated: Dated) -> _Time:
    first, slash, last = dated.date.partition("/")
    start, end = _span(parse(dated.date))
    return _Time(
        dated,
        start,
        end,
        parse(first) if first not in (OPEN, UNKNOWN) else None,
        parse(last) if slash and last not in (OPEN, UNKNOWN) else None,
        "X" in first.partition("-")[0] and not slash,
    )


def _span(when: When) -> tuple[int | None, int | None]:
    return _number(when.earliest), _number(when.latest, 1)


def _number(day: Day | None, later: int = 0) -> int | None:
    return None if day is None else day_number(day) + later


# -- marks -----------------------------------------------------------------------------------------


def _row(time: _Time, axis: TimeAxis, top: int, words: DateWords) -> Row:
    name, when = _words(time.dated.name, in_words(time.dated.date, words))
    y = top + 12
    start, end = time.known
    left, right = axis.at(start), axis.at(end)
    is_short = right - left < SHORT or end - start == 1
    is_line = time.is_within or any(end and end.uncertain for end in (time.first, time.last))
    return Row(
        time.dated.href,
        name,
        when,
        time.dated.kind,
        top + 17,
        "" if is_short or is_line else _bar(time.dated.kind, left, right, y),
        f"M{(left + right) / 2:.0f} {y - 4}v8" if is_short else "",
        _thin(time, left, right, y, is_line and not is_short),
        _open(time, left, right, y),
    )


def _words(name: str, when: str) -> tuple[str, str]:
    """Both as they fit in a row: the name may be cut to FEW; the date is left to the table, not cut."""
    room = DATES - NAMES - BETWEEN - width(when, SMALL)
    if room < min(FEW, width(name, SIZE)):
        room, when = NARROW_ROOM, ""
    return shortened(name, SIZE, min(room, NARROW_ROOM)), when


def _x(value: float) -> str:
    """Whole pixels: on an axis of 288 px a tenth of one is nothing that anybody sees."""
    return f"{value:.0f}"


def _bar(kind: str, left: float, right: float, y: int) -> str:
    if kind == "i":  # double
        wide = _x(right - left)
        return f"M{_x(left)} {y - 1.5}h{wide}m0 3h-{wide}"
    return f"M{_x(left)} {y}H{_x(right)}"


def _thin(time: _Time, left: float, right: float, y: int, line: bool) -> str:
    path = f"M{_x(left)} {y - 3}v6M{_x(left)} {y}H{_x(right)}m0-3v6" if line else ""
    if time.first and time.first.approximate:
        path += f"M{_x(max(left - THIN, PLOT))} {y}H{_x(left)}"
    last = time.last if time.dated.date.count("/") else time.first
    if last and last.approximate:
        path += f"M{_x(right)} {y}H{_x(min(right + THIN, WIDTH))}"
    return path


def _open(time: _Time, left: float, right: float, y: int) -> str:
    """Dashes to the edge of the drawing for an open end; a few for one that is not known."""
    path = ""
    if time.start is None:
        known_open = time.dated.date.startswith(OPEN)
        path += f"M{_x(left)} {y}H{PLOT if known_open else _x(max(left - EDGE, PLOT))}"
    if time.end is None:
        known_open = time.dated.date.endswith(OPEN)
        path += f"M{_x(right)} {y}H{WIDTH if known_open else _x(min(right + EDGE, WIDTH))}"
    return path


def _band(axis: TimeAxis, own: tuple[int | None, int | None], height: int) -> str:
    start, end = own
    left = PLOT if start is None else axis.at(start)
    right = WIDTH if end is None else axis.at(end)
    wide = max(right - left, 3)
    return f"M{_x(left)} {HEAD - 4}h{_x(wide)}V{height}h-{_x(wide)}z"


def _letters(shown: Sequence[_Time]) -> Iterator[Letters]:
    rows = sorted(
        ((time.dated.kind, time.dated.letter, HEAD + PITCH * place + 17) for place, time in enumerate(shown)),
        key=lambda row: row[0],
    )
    for kind, found in groupby(rows, key=lambda row: row[0]):
        of_kind = list(found)
        yield Letters(
            kind,
            "".join(letter for _, letter, _ in of_kind),
            " ".join("0" for _ in of_kind),
            " ".join(str(y) for *_, y in of_kind),
        )
