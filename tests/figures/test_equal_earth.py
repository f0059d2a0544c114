"""The equal-earth projection, held against its paper and against the base map's own edges."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit.figures.equal_earth import HALF_HEIGHT, HALF_WIDTH, project

degrees = st.floats(-90, 90), st.floats(-180, 180)


def test_the_middle_of_the_map_is_where_the_equator_meets_greenwich():
    assert project(0, 0) == (0, 0)


@pytest.mark.parametrize(
    ("latitude", "longitude", "x", "y"),
    [  # d3-geo 3.1, geoEqualEarth().scale(1000).translate([0, 0])
        (33.35, 43.78, 605.9002, -655.1610),
        (-18.1, 178.4, 2618.9268, 363.4624),
        (90, 0, 0, -1317.3628),
        (0, 180, 2706.6300, 0),
    ],
)
def test_a_place_stands_where_d3_puts_it(latitude, longitude, x, y):
    assert project(latitude, longitude) == pytest.approx((x, y), abs=0.01)


@given(*degrees)
def test_every_place_lies_on_the_base_map(latitude, longitude):
    x, y = project(latitude, longitude)
    assert abs(x) <= HALF_WIDTH
    assert abs(y) <= HALF_HEIGHT


@given(*degrees)
def test_north_is_up_and_east_is_to_the_right(latitude, longitude):
    x, y = project(latitude, longitude)
    assert (x >= 0) == (longitude >= 0) or x == 0
    assert project(-latitude, longitude) == pytest.approx((x, -y))


def test_both_poles_are_lines_and_180_degrees_has_two_sides():
    assert project(90, 180)[0] > 1500
    assert project(90, 180)[1] == project(90, -180)[1]
    assert project(0, 180)[0] == -project(0, -180)[0]
