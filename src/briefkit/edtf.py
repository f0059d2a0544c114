"""Dates and intervals as archivists write them: EDTF, levels 0 and 1.

The Library of Congress' Extended Date/Time Format of 4 February 2019, a profile of ISO 8601.
A year is astronomical: 0000 is 1 BC. Days are of the Gregorian calendar, also before it began.
Level 1 does not say which half of the world its seasons are in: here spring begins in March, and
winter in December to run into the next year.

The package `edtf` 5.0.2 is what the tests compare this module with, and no more than that.
Importing it takes 80 to 100 ms of CPU time, a third of a command that does nothing at all, and each
date 2 to 6 ms (here: a few µs); it brings pyparsing, python-dateutil and tzdata. It takes 2016/2013
and 1900-02-29, prints to standard output on `/..`, and of a mistake it tells only the position.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from briefkit.loose_dates import likely_edtf

Day = tuple[int, int, int]  # year, month, day

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
SEASONS = ("spring", "summer", "autumn", "winter")
SPRING, WINTER = 21, 24  # the numbers that stand for them in the month's place
OPEN, UNKNOWN = "..", ""  # the ends of an interval that are no dates

# A year of 19 digits is nobody's date, and Python refuses to read a number of 4,301.
DATE = re.compile(
    r"(?:Y(?P<long>-?[1-9][0-9]{4,17})"
    r"|(?P<years>-?(?:[0-9]{3}X|[0-9]{2}XX))"
    r"|(?P<year>-?[0-9]{4})(?:-XX(?:-XX)?|-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2})|-XX)?)?)"
    r"(?P<qualifier>[?~%]?)"
)
TIME = re.compile(
    r"(?P<clock>(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9])"
    r"(?P<zone>Z|[+-](?:[01][0-9]|2[0-3])(?::[0-5][0-9])?)?"
)
FORMS = (
    "write 2016, 2016-07 or 2016-07-14, behind it ~ for about and ? for uncertain; "
    "2016/2018 is an interval and 2016/.. one that is open"
)


class NotEdtf(ValueError):
    """What is wrong with a date, and how to write it right: a diagnostic's message and help."""

    def __init__(self, problem: str, advice: str, meant: str | None = None) -> None:
        super().__init__(f"{problem}: {advice}")
        self.problem = problem
        self.help = advice
        self.meant = meant  # the date that the words most likely stand for


@dataclass(frozen=True, slots=True)
class DateWords:
    """How one language tells dates: names, and patterns with the parts that `str.format` puts in."""

    months: tuple[str, ...]  # twelve
    seasons: tuple[str, ...]  # four, spring first
    month: str  # {month} {year}
    day: str  # {day} {date}, where the date is a month's
    some_day: str  # {date}
    some_month: str
    clock: str  # {date} {clock}
    about: str  # {date}
    uncertain: str
    before_christ: str  # {year}
    anno_domini: str
    far_year: str  # beyond 9999
    decade: str  # {year} {last}
    years: str  # {first} {last}, as all of an interval but the open ones
    interval: str
    within: str  # {date}
    open_end: str
    unknown_end: str
    open_start: str
    unknown_start: str

    def month_name(self, month: int) -> str:
        return self.seasons[month - SPRING] if month >= SPRING else self.months[month - 1]

    def year_name(self, year: int) -> str:
        if year < 1:
            return self.before_christ.format(year=1 - year if year > -9999 else f"{1 - year:,}")
        if year < 1000:
            return self.anno_domini.format(year=year)
        return str(year) if year <= 9999 else self.far_year.format(year=f"{year:,}")


ENGLISH = DateWords(
    months=MONTHS,
    seasons=SEASONS,
    month="{month} {year}",
    day="{day} {date}",
    some_day="some day in {date}",
    some_month="some month in {date}",
    clock="{date}, {clock}",
    about="about {date}",
    uncertain="{date} (uncertain)",
    before_christ="{year} BC",
    anno_domini="AD {year}",
    far_year="the year {year}",
    decade="the {year}s",
    years="the years {first} to {last}",
    interval="{first} to {last}",
    within="within {date}",
    open_end="from {date} on",
    unknown_end="from {date}, end unknown",
    open_start="up to {date}",
    unknown_start="up to {date}, start unknown",
)


@dataclass(frozen=True, slots=True)
class When:
    """The first and the last day that a date or interval may be of.

    None where that end of an interval is open or unknown. Years may lie below 1 and above 9999,
    which `datetime` cannot hold.
    """

    earliest: Day | None
    latest: Day | None
    approximate: bool = False
    uncertain: bool = False

    @property
    def sort_key(self) -> tuple[float, ...]:
        """By the first day, then the last: without a first before all, without a last after all."""
        return *(self.earliest or (float("-inf"), 0, 0)), *(self.latest or (float("inf"), 0, 0))


def parse(text: str) -> When:
    """The days that an EDTF date, date-time or interval speaks of; NotEdtf where it is none."""
    first, last = _ends(text)
    qualifiers = {end.qualifier for end in (first, last) if isinstance(end, _Date)}
    return When(
        first.earliest if isinstance(first, _Date) else None,
        last.latest if isinstance(last, _Date) else None,
        approximate=not qualifiers.isdisjoint("~%"),
        uncertain=not qualifiers.isdisjoint("?%"),
    )


def in_words(text: str, words: DateWords = ENGLISH) -> str:
    """Words for an EDTF text: "about July 2016", "July to October 2016", "from 2016 on"."""
    first, last = _ends(text)
    if isinstance(first, _Date):
        if first is last:
            return first.told(words)
        if isinstance(last, _Date):
            return _interval_in_words(first, last, words)
        return (words.open_end if last == OPEN else words.unknown_end).format(date=first.told(words))
    assert isinstance(last, _Date)  # an interval has a date at one end
    return (words.open_start if first == OPEN else words.unknown_start).format(date=last.told(words))


@dataclass(frozen=True, slots=True)
class _Date:
    """A date as it was written, no more precise than that."""

    year: int  # the first that it may be
    years: int  # how many it may be: 1, or 10 for 201X, or 100 for 20XX
    month: int | None
    day: int | None
    some: str  # the unit written XX: "month", "day" or ""
    clock: str  # with the zone as people write it: "23:20:30 UTC+04:30"
    qualifier: str

    @property
    def earliest(self) -> Day:
        return self.year, _months(self.month)[0], self.day or 1

    @property
    def latest(self) -> Day:
        year, month = self.year + self.years - 1, _months(self.month)[1]
        if month > 12:
            year, month = year + 1, month - 12
        return year, month, self.day or _length(year, month)

    def told(self, words: DateWords) -> str:
        date = self._year(words)
        if self.month:
            date = words.month.format(month=words.month_name(self.month), year=date)
        if self.day:
            date = words.day.format(day=self.day, date=date)
        if self.some:
            date = (words.some_day if self.some == "day" else words.some_month).format(date=date)
        if self.clock:
            date = words.clock.format(date=date, clock=self.clock)
        if self.qualifier in ("~", "%"):
            date = words.about.format(date=date)
        return words.uncertain.format(date=date) if self.qualifier in ("?", "%") else date

    def _year(self, words: DateWords) -> str:
        if self.years == 1:
            return words.year_name(self.year)
        last = self.year + self.years - 1
        if self.years == 10 and self.year >= 1000:
            return words.decade.format(year=self.year, last=last)
        return words.years.format(first=words.year_name(self.year), last=words.year_name(last))


def _months(month: int | None) -> tuple[int, int]:
    """The first and the last month of a year, a season or a month; above 12 in the next year."""
    if month is None:
        return 1, 12
    if month >= SPRING:
        start = 3 * (month - SPRING + 1)
        return start, start + 2
    return month, month


def _length(year: int, month: int) -> int:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return LENGTHS[month - 1] + (leap and month == 2)


def _interval_in_words(first: _Date, last: _Date, words: DateWords) -> str:
    start, end = first.told(words), last.told(words)
    if first == last:
        return words.within.format(date=start)
    if _tell_their_year_once(first, last):
        same = words.year_name(last.year)
        if last.month and first.month == last.month:
            same = words.month.format(month=words.month_name(last.month), year=same)
        start = start.removesuffix(" " + same)
    return words.interval.format(first=start, last=end)


def _tell_their_year_once(first: _Date, last: _Date) -> bool:
    """Whether "July to October 2016" and "14 to 20 July 2016" would hide nothing."""
    plain = not (first.some or last.some or first.qualifier or last.qualifier)
    equally_exact = bool(first.month and last.month) and bool(first.day) == bool(last.day)
    return plain and equally_exact and first.year == last.year


# From text to dates


def _ends(text: str) -> tuple[_Date | str, _Date | str]:
    """The start and the end of an interval; for a date alone, that date twice."""
    try:
        return _strict_ends(text)
    except NotEdtf as error:
        meant = _nearest_form(text)
        raise NotEdtf(error.problem, f"write {meant}" if meant else error.help, meant) from None


def _strict_ends(text: str) -> tuple[_Date | str, _Date | str]:
    first, slash, last = text.partition("/")
    if not slash:
        date = _read_date_time(text) if "T" in text else _read_date(text, text)
        return date, date
    if {first, last} <= {OPEN, UNKNOWN}:
        raise NotEdtf(f"the interval `{text}` has no date", FORMS)
    start, end = (end if end in (OPEN, UNKNOWN) else _read_date(end, text) for end in (first, last))
    if isinstance(start, _Date) and isinstance(end, _Date) and start.earliest > end.latest:
        raise NotEdtf(f"the interval `{text}` ends before it starts", "write the earlier date first")
    return start, end


def _read_date_time(text: str) -> _Date:
    day, _, time = text.partition("T")
    date, found = _read_date(day, text), TIME.fullmatch(time)
    if date.day is None or date.qualifier:
        raise NotEdtf(
            f"`{_in_a_line(text)}` has a time but no certain day", "write the day, or leave out the time"
        )
    if not found:
        raise NotEdtf(f"`{_in_a_line(time)}` is not a time of day", "write it with seconds, as in 23:20:30Z")
    zone = f" UTC{found['zone'].removeprefix('Z')}" if found["zone"] else ""
    return replace(date, clock=found["clock"] + zone)


def _read_date(text: str, whole: str) -> _Date:
    found = DATE.fullmatch(text)
    if not found or text.startswith("-0000"):  # ISO 8601 has one year 0
        raise NotEdtf(f"`{_in_a_line(whole)}` is not an EDTF date", FORMS)
    year, years = _read_years(found["long"] or found["years"] or found["year"])
    month, day = (int(found[part]) if found[part] else None for part in ("month", "day"))
    if month is not None and not (1 <= month <= 12 or SPRING <= month <= WINTER):
        raise NotEdtf(
            f"there is no month {month:02}", "write 01 to 12, or for a season 21 (spring) to 24 (winter)"
        )
    if day is not None and month is not None:
        _refuse_no_day(year, month, day)
    return _Date(year, years, month, day, _unit_written_xx(text), "", found["qualifier"])


def _read_years(text: str) -> tuple[int, int]:
    """The first of the years that a text like 2016, 20XX or -201X may mean, and their number."""
    lowest = text.replace("X", "9" if text.startswith("-") else "0")
    return int(lowest), (1, 10, 100)[text.count("X")]


def _refuse_no_day(year: int, month: int, day: int) -> None:
    if month >= SPRING:
        raise NotEdtf(
            f"{ENGLISH.month_name(month)} has no day {day:02}",
            "write the month, 01 to 12, or leave out the day",
        )
    length = _length(year, month)
    if not 1 <= day <= length:
        raise NotEdtf(
            f"there is no {day} {ENGLISH.month_name(month)} {ENGLISH.year_name(year)}",
            f"write 01 to {length}, or leave out the day",
        )


def _unit_written_xx(text: str) -> str:
    if "-XX" not in text:
        return ""
    return "day" if text.count("-", 1) == 2 else "month"


def _in_a_line(text: str) -> str:
    line = re.sub(r"\s", " ", text)
    return line if len(line) <= 40 else line[:40] + "…"


def _nearest_form(text: str) -> str | None:
    """The EDTF that was most likely meant, if it can be read."""
    try:
        likely = likely_edtf(text)
        _strict_ends(likely)
    except NotEdtf:
        return None
    return likely
