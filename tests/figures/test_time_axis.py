"""The axis of time: days, ticks, and where empty time is left out."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit.edtf import ENGLISH
from briefkit.figures.lettering import width
from briefkit.figures.time_axis import SIZE, day_number, time_axis, year_of

LEFT, RIGHT = 352.0, 640.0


def axis(*days):
    return time_axis([day_number(day) for day in days], LEFT, RIGHT, ENGLISH)


def words(*days):
    return [tick.words for tick in axis(*days).ticks if tick.words]


@given(st.dates())
def test_days_are_counted_as_python_counts_them(day):
    since = day_number((1, 1, 1))
    assert day_number((day.year, day.month, day.day)) - since == (day - date(1, 1, 1)).days


@given(st.integers(-20_000, 20_000))
def test_a_year_begins_and_ends_with_its_own_days(year):
    assert year_of(day_number((year, 1, 1))) == year
    assert year_of(day_number((year, 12, 31))) == year
    assert day_number((year, 12, 31)) + 1 == day_number((year + 1, 1, 1))


def test_the_day_before_the_year_0_is_the_last_of_the_year_before():
    assert day_number((0, 1, 1)) == 0
    assert day_number((-1, 12, 31)) == -1


@pytest.mark.parametrize(
    ("days", "told"),
    [
        ([(2010, 1, 1), (2020, 1, 1)], ["2010", "2012", "2014", "2016", "2018"]),
        ([(2016, 3, 1), (2016, 9, 1)], ["March 2016", "May", "June", "July", "August"]),
        ([(2016, 7, 14)], ["13 July 2016", "14 July"]),
        ([(2016, 7, 1), (2016, 7, 28)], ["July 2016", "8 July", "15 July", "22 July"]),
        ([(-499, 1, 1), (1066, 1, 1)], ["500 BC", "AD 1", "AD 500"]),
    ],
)
def test_ticks_are_as_fine_as_their_words_allow(days, told):
    assert words(*days) == told


def test_a_tick_without_room_for_its_words_keeps_its_line():
    ticks = axis((2016, 3, 1), (2016, 9, 1)).ticks
    assert [tick.words for tick in ticks] == ["March 2016", "", "May", "June", "July", "August", ""]
    assert all(tick.is_line for tick in ticks)


def test_an_axis_without_a_far_day_is_not_broken():
    assert axis((2010, 1, 1), (2012, 1, 1), (2014, 1, 1), (2016, 1, 1)).breaks == ()


def test_a_day_far_from_a_crowd_does_not_squash_it():
    crowd = [(2016, month, 1) for month in range(1, 9)]
    broken = axis((1979, 12, 24), *crowd)
    first, second = broken.stretches
    assert len(broken.breaks) == 1
    assert second.right - second.left > 0.7 * (RIGHT - LEFT)
    assert first.right < broken.breaks[0] < second.left
    assert "1979" in [tick.words for tick in broken.ticks]
    assert [tick.is_line for tick in broken.ticks if tick.words == "1979"] == [False]


def test_what_falls_into_a_break_stands_on_it():
    broken = axis((1979, 12, 24), *[(2016, month, 1) for month in range(1, 9)])
    assert broken.at(day_number((2000, 1, 1))) == broken.breaks[0]


def test_an_axis_of_seventeen_million_years_has_ticks():
    assert len(words((-17_000_000, 1, 1), (2016, 1, 1))) >= 2


days_in_time = st.lists(
    st.tuples(st.integers(-3000, 3000), st.integers(1, 12), st.integers(1, 28)), min_size=1, max_size=40
)


@given(days_in_time)
def test_later_days_stand_to_the_right_and_all_of_them_on_the_axis(days):
    made = axis(*days)
    places = [made.at(day_number(day)) for day in sorted(days)]
    assert places == sorted(places)
    assert all(LEFT <= place <= RIGHT + 0.01 for place in places)
    assert made.stretches[0].left == LEFT
    assert made.stretches[-1].right == pytest.approx(RIGHT)
    assert all(one.right < other.left for one, other in pairwise(made.stretches))


@given(days_in_time)
def test_the_words_of_ticks_never_meet_nor_pass_the_edge(days):
    ticks = [tick for tick in axis(*days).ticks if tick.words]
    ends = [tick.x + width(tick.words, SIZE) for tick in ticks]
    assert all(end < tick.x for end, tick in zip(ends, ticks[1:], strict=False))
    assert all(end <= RIGHT for end in ends)
