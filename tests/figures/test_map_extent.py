"""How much of the earth a map shows."""

from hypothesis import given
from hypothesis import strategies as st

from briefkit.figures.equal_earth import HALF_HEIGHT, HALF_WIDTH
from briefkit.figures.map_extent import EDGE, HEIGHTS, WHOLE, WIDTH, Spot, enlarged, joined, view_of


def spot(x, y, name="a", is_area=False):
    return Spot(x, y, is_area, (name,))


spots = st.lists(
    st.builds(spot, st.floats(-HALF_WIDTH, HALF_WIDTH), st.floats(-HALF_HEIGHT, HALF_HEIGHT)),
    min_size=1,
    max_size=20,
)


@given(spots)
def test_every_place_is_inside_and_the_drawing_bounded(many):
    view = view_of(many)
    assert all(view.holds(one) or min(view.on(one)) >= EDGE - 0.5 for one in many)
    assert all(0 <= view.on(one)[0] <= WIDTH and 0 <= view.on(one)[1] <= view.height for one in many)
    assert HEIGHTS[0] <= view.height <= HEIGHTS[1]


def test_opposite_edges_show_the_whole_earth():
    view = view_of([spot(-HALF_WIDTH, 0), spot(HALF_WIDTH, 0)])
    assert view.scale == WHOLE
    assert round(view.on(spot(-HALF_WIDTH, 0))[0], 6) == EDGE


def test_places_nearer_than_a_dot_is_wide_share_one():
    view = view_of([spot(0, 0), spot(100, 0)])
    near = 2 / view.scale
    found = joined(view, [spot(0, 0, "a"), spot(near, 0, "b"), spot(100, 0, "c")])
    assert [one.members for one in found] == [("a", "b"), ("c",)]


def test_a_country_and_a_town_share_no_dot():
    view = view_of([spot(0, 0)])
    assert len(joined(view, [spot(0, 0), spot(0, 0, is_area=True)])) == 2


def test_a_crowd_is_enlarged_and_places_far_apart_are_not():
    crowd = [spot(number * 20, number * 10, name) for number, name in enumerate("abcd")]
    far = [spot(-2000, 0, "y"), spot(2000, 0, "z")]
    view = view_of([*crowd, *far])
    detail = enlarged(view, [*crowd, *far], {"a", "b"})
    assert detail is not None
    assert all(detail.holds(one) for one in crowd)
    assert enlarged(detail, crowd, {"a", "b"}) is None
