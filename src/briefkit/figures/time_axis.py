"""An axis of time from the first to the last of some days, with room for what lies close together.

Days are counted from 1 January of the year 0 of the proleptic Gregorian calendar, as EDTF has it
(0 is 1 BC), so that dates before the common era are days like any others. Where most days lie close
and a few far away, the empty time between is left out: the axis is broken there, and says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from briefkit.edtf import LENGTHS, DateWords, Day
from briefkit.figures.lettering import width

SIZE = 12.0  # of the type of a tick's words, in px
APART = 12.0  # px between the words of two ticks
BREAK = 22.0  # px that a break takes
BREAKS = 3  # and how many there may be
EMPTY = 0.55  # of all the time that is shown: an emptier stretch is left out,
LONG = 120  # days, if it is longer than that,
CROWD = 4  # and there are so many days on one side of it
LEAST = 0.12  # of the width: what a stretch between two breaks takes even if it is a day
MONTH, YEAR = 30.44, 365.2425  # days

YEAR_STEPS = tuple(figure * 10**zeros for zeros in range(17) for figure in (1, 2, 5))


@dataclass(frozen=True, slots=True)
class Tick:
    x: float
    words: str  # they begin at x; "" where there is no room for them
    is_line: bool = True  # false where the words only tell the year that a stretch lies in


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some unbroken time and where it is drawn: days from `first` up to `last`, px from `left` to `right`."""

    first: float
    last: float
    left: float
    right: float

    def at(self, day: float) -> float:
        return self.left + (day - self.first) / (self.last - self.first) * (self.right - self.left)


@dataclass(frozen=True, slots=True)
class TimeAxis:
    stretches: tuple[Stretch, ...]
    ticks: tuple[Tick, ...]

    def at(self, day: float) -> float:
        """Where a day begins; what falls into a break stands in its middle."""
        stretch = next((one for one in self.stretches if day <= one.last), self.stretches[-1])
        return stretch.at(day) if day >= stretch.first else stretch.left - BREAK / 2

    @property
    def breaks(self) -> tuple[float, ...]:
        """The middle of each break, in px."""
        return tuple(stretch.left - BREAK / 2 for stretch in self.stretches[1:])


def day_number(day: Day) -> int:
    """Days since 1 January of the year 0 (Howard Hinnant, "chrono-compatible low-level date algorithms")."""
    year, month, number = day
    year -= month <= 2
    era, of_era = divmod(year, 400)
    of_year = (153 * (month + (-3 if month > 2 else 9)) + 2) // 5 + number - 1
    return era * 146097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year + 60


def year_of(day: float) -> int:
    year = int(day // YEAR)
    return year - (day_number((year, 1, 1)) > day) + (day_number((year + 1, 1, 1)) <= day)


def time_axis(days: Sequence[int], left: float, right: float, words: DateWords) -> TimeAxis:
    """The axis over the days, of which there is at least one, between two edges in px."""
    ends = list(_unbroken(sorted(set(days))))
    room = right - left - BREAK * (len(ends) - 1)
    lengths = [last - first for first, last in ends]
    least = LEAST * room
    share = [max(length / sum(lengths) * room, least) for length in lengths]
    # What the short ones take more than their share, the longest gives.
    share[share.index(max(share))] -= sum(share) - room
    stretches, at = [], left
    for (first, last), wide in zip(ends, share, strict=True):
        stretches.append(Stretch(first, last, at, at + wide))
        at += wide + BREAK
    ticks = [tick for stretch in stretches for tick in _ticks(stretch, words)]
    return TimeAxis(tuple(stretches), tuple(_apart(ticks, right)))


def _unbroken(days: Sequence[int]) -> Iterator[tuple[float, float]]:
    """The first and last day of each stretch, widened to whole months or years if it is short."""
    first, last = days[0], days[-1]
    gaps = sorted(((later - day, day, later) for day, later in pairwise(days)), reverse=True)
    shown, left_out = last - first, []
    for gap, day, later in gaps[:BREAKS]:
        crowd = max(sum(first <= one <= day for one in days), sum(later <= one <= last for one in days))
        if gap < max(EMPTY * shown, LONG) or crowd < CROWD:
            break
        left_out.append((day, later))
        shown -= gap
    for before, after in sorted(left_out):
        yield _widened(first, before)
        first = after
    yield _widened(first, last)


def _widened(first: int, last: int) -> tuple[float, float]:
    extent = last - first
    pad = max(extent * 0.02, 1.0 if extent < 2 * MONTH else 5.0)
    return first - pad, last + pad


# -- ticks -----------------------------------------------------------------------------------------


def _ticks(stretch: Stretch, words: DateWords) -> list[Tick]:
    """Those of the finest step whose words keep apart; the year where there is no such tick."""
    per_day = (stretch.right - stretch.left) / (stretch.last - stretch.first)
    for days, step, room, boundaries in STEPS:
        if days * per_day >= room:
            found = list(boundaries(stretch.first, stretch.last, step))
            if found:
                return [
                    Tick(stretch.at(day_number(day)), _words(day, words, not number))
                    for number, day in enumerate(found)
                ]
    return [Tick(stretch.left, words.year_name(year_of(stretch.first)), is_line=False)]


def _words(day: Day, words: DateWords, is_first: bool) -> str:
    """A tick tells only what changes: the year in January, the month on its first day, else the day."""
    year, month, number = day
    if month == number == 1:
        return words.year_name(year)
    date = words.months[month - 1]
    if is_first:
        date = words.month.format(month=date, year=words.year_name(year))
    return date if number == 1 else words.day.format(day=number, date=date)


def _years(first: float, last: float, step: int) -> Iterator[Day]:
    year = year_of(first) // step * step
    while year <= year_of(last):
        round_year = year + (step > 1 and year < 1)  # 500 BC is the year -499
        if first <= day_number((round_year, 1, 1)) <= last:
            yield round_year, 1, 1
        year += step


def _months(first: float, last: float, step: int) -> Iterator[Day]:
    month = year_of(first) * 12
    while (at := day_number((month // 12, month % 12 + 1, 1))) <= last:
        if at >= first:
            yield month // 12, month % 12 + 1, 1
        month += step


def _days(first: float, last: float, step: int) -> Iterator[Day]:
    """Every so many days, from the first of each month; the last ones have no tick, nor has 29 February."""
    for year, month, _ in _months(first - 31, last, 1):
        start = day_number((year, month, 1)) - 1
        for number in range(1, 29 if step > 1 else LENGTHS[month - 1] + 1, step):
            if first <= start + number <= last:
                yield year, month, number


def _apart(ticks: Sequence[Tick], right: float) -> Iterator[Tick]:
    """The ticks; words that would meet those before or pass the edge are left out, their line is not."""
    taken = float("-inf")
    for tick in ticks:
        end = tick.x + width(tick.words, SIZE)
        if taken < tick.x and end <= right:
            taken = end + APART / 2
            yield tick
        elif tick.is_line:
            yield Tick(tick.x, "")


# Days from tick to tick, how many of which unit that is, and px for a tick's words with air behind them.
STEPS: tuple[tuple[float, int, float, Callable[[float, float, int], Iterator[Day]]], ...] = (
    *[(step, step, 48.0, _days) for step in (1, 7, 14)],
    *[(step * MONTH, step, 40.0, _months) for step in (1, 3, 6)],
    *[(step * YEAR, step, 42.0, _years) for step in YEAR_STEPS],
)
