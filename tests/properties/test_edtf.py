"""The package `edtf` as the oracle, where it reads level 1 as the Library of Congress wrote it."""

import contextlib
import datetime
import io

from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from briefkit.edtf import MONTHS, NotEdtf, in_words, parse

days = st.dates(datetime.date(1000, 1, 1)).map(str)
months = days.map(lambda day: day[:7])
years = days.map(lambda day: day[:4])
before_christ = st.integers(1, 9999).map(lambda year: f"-{year:04}")
long_years = (st.integers(-(10**12), -10_000) | st.integers(10_000, 10**12)).map(lambda year: f"Y{year}")
qualifiers = st.sampled_from(["", "?", "~", "%"])


def written(*parts):
    return st.tuples(*parts).map("".join)


left_open = st.one_of(
    days.map(lambda day: day[:3] + "X"),
    days.map(lambda day: day[:2] + "XX"),
    written(years, st.just("-XX")),
    written(years, st.just("-XX-XX")),
    written(months, st.just("-XX")),
)
# Not winter: the package ends it on 31 December.
seasons = written(years, st.sampled_from(["-21", "-22", "-23"]))
plain = days | months | years
qualified = written(plain | left_open, qualifiers)
times = st.times().map(lambda time: time.strftime("T%H:%M:%S"))
date_times = written(days, times, st.sampled_from(["", "Z", "+04:30", "-04"]))
single = qualified | seasons | long_years | before_christ | date_times
ends = written(plain, qualifiers)
intervals = (
    st.tuples(ends, ends).map(sorted).map("/".join)
    | written(ends, st.sampled_from(["/", "/.."]))
    | written(st.just("../"), ends)
)


def read_by_the_package(text):
    with contextlib.redirect_stdout(io.StringIO()):  # it prints what it stumbles over
        return parse_edtf(text)


def day_of(strict):
    return tuple(strict[:3])


def refusal(text: str) -> NotEdtf | None:
    try:
        parse(text)
    except NotEdtf as error:
        return error
    return None


@given(single)
def test_a_date_has_the_days_that_the_package_gives_it(text):
    when, theirs = parse(text), read_by_the_package(text)
    assert (when.earliest, when.latest) == (day_of(theirs.lower_strict()), day_of(theirs.upper_strict()))


@given(ends, ends)
def test_an_interval_has_the_first_day_of_its_start_and_the_last_of_its_end(one, other):
    first, last = sorted([one, other], key=lambda text: parse(text).sort_key)
    text = f"{first}/{last}"
    when, theirs = parse(text), read_by_the_package(text)
    assert (when.earliest, when.latest) == (day_of(theirs.lower_strict()), day_of(theirs.upper_strict()))


@given(qualified)
def test_a_date_is_qualified_as_the_package_says(text):
    when, theirs = parse(text), read_by_the_package(text)
    both = theirs.is_uncertain_and_approximate
    assert when.approximate == (theirs.is_approximate or both)
    assert when.uncertain == (theirs.is_uncertain or both)


@given(single | intervals)
def test_no_interval_of_days_is_empty_and_all_have_words(text):
    if (error := refusal(text)) is not None:  # the only fault that these texts can have
        assert "ends before it starts" in error.problem
        return
    when = parse(text)
    assert when.earliest is None or when.latest is None or when.earliest <= when.latest
    assert in_words(text).isascii()
    assert in_words(text).isprintable()


@given(st.dates(), st.dates())
def test_days_sort_as_in_the_calendar(one, other):
    assert (parse(str(one)).sort_key < parse(str(other)).sort_key) == (one < other)


@given(st.text("0123456789XYTZ/-:.?~% []july", max_size=24) | st.text(max_size=24))
def test_any_text_is_read_or_refused_in_one_line_with_help_that_can_be_followed(text):
    if (error := refusal(text)) is not None:
        assert "\n" not in error.problem
        form = error.help.removeprefix("write ")
        assert " " in form or refusal(form) is None


@given(st.dates(datetime.date(1000, 1, 1)))
def test_a_day_told_in_words_leads_back_to_its_form(day):
    words = in_words(str(day))
    assert words == f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    assert str(refusal(words)) == f"`{words}` is not an EDTF date: write {day}"
