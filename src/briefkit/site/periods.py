"""The years and months of a list: where each begins in it, and how much it holds.

A list is in the order of its dates. The first row of each year or month has an id, to which the bars
of the figure above the list lead, on whatever page of the list that is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from briefkit.edtf import NotEdtf, parse
from briefkit.figures.over_time import MONTHS, Count
from briefkit.site.long_list import page_of

Period = tuple[int, int | None]  # year and month; None where the date is no more exact than a year


@lru_cache(maxsize=1024)  # the briefs of an archive share dates, and many entities its briefs
def period_of(date: str | None) -> Period | None:
    """The year, and the month if it is known, in which an EDTF date or interval begins.

    An interval that is open before has the year in which it ends; None where no date can be read.
    """
    try:
        when = parse(date or "")
    except NotEdtf:
        return None
    day = when.earliest or when.latest
    same = when.earliest and when.latest and when.earliest[:2] == when.latest[:2]
    return (day[0], day[1] if same else None) if day else None


@dataclass(slots=True)
class Starts:
    """Gives the first row of each year or month on a page its id: "_2016-07", which no kind is called."""

    _seen: set[Period] = field(default_factory=set)

    def id(self, date: str | None) -> str:
        """ "" for a row that is not the first, or has no date."""
        period = period_of(date)
        if period is None or period in self._seen:
            return ""
        self._seen.add(period)
        return _id(period)


def _id(period: Period) -> str:
    year, month = period
    return f"_{year}-{month:02}" if month else f"_{year}"


def counted(
    rows: Iterable[tuple[str | None, int]], address: Callable[[int, str], str]
) -> tuple[list[Count], int]:
    """What the figure over time is given, and how many rows have no date that could be read.

    `rows` are dates, each with its number of rows, in the order of the list; `address` is that of an
    id on a page of the list with that number.
    """
    found: dict[Period, Count] = {}
    here = undated = 0
    for date, number in rows:
        period = period_of(date)
        if period is None:
            undated += number
        else:
            known = found.get(period) or Count(*period, 0, address(page_of(here), _id(period)))
            found[period] = replace(known, number=known.number + number)
        here += number
    return _by_year_if_long(list(found.values())), undated


def _by_year_if_long(counts: Sequence[Count]) -> list[Count]:
    """The counts, summed by year unless the figure shows months.

    So that the bar of a year leads to where the year begins in the list, also where the latest stands first.
    """
    months = [one.year * 12 + one.month for one in counts if one.month]
    if len(months) == len(counts) and (not months or max(months) - min(months) < MONTHS):
        return list(counts)
    years: dict[int, Count] = {}
    for one in counts:
        known = years.get(one.year) or replace(one, month=None, number=0)
        years[one.year] = replace(known, number=known.number + one.number)
    return list(years.values())
