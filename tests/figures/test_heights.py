"""How high the slots of a graph stand."""

import itertools

from hypothesis import given
from hypothesis import strategies as st
from tests.figures.test_layers import EDGES, ENDS, forward

from briefkit.figures.heights import Box, heights
from briefkit.figures.layers import grid

SIZES = st.integers(1, 40)


@given(EDGES, ENDS, st.data())
def test_boxes_of_a_column_stay_apart_and_begin_at_the_top(edges, ends, data):
    column, turned = forward(edges, ends)
    made = grid(column, turned, turned, ends)
    boxes = [Box(data.draw(SIZES), data.draw(SIZES)) for _ in made.column]
    found = heights(made, boxes, 5)
    for row in made.rows:
        for upper, lower in itertools.pairwise(row):
            assert found[lower] - boxes[lower].above >= found[upper] + boxes[upper].below + 5 - 1e-6
    assert abs(min(at - box.above for at, box in zip(found, boxes, strict=True))) < 1e-6


def test_one_edge_is_level():
    made = grid([1, 0], [(0, 1)], ["edge"], [1])
    first, second = heights(made, [Box(20, 5), Box(60, 5)], 5)
    assert first == second == 60


def test_a_vertex_stands_in_the_middle_of_those_that_lead_to_it():
    made = grid([1, 1, 1, 0], [(0, 3), (1, 3), (2, 3)], range(3), [3])
    found = heights(made, [Box(10, 10)] * 4, 0)
    assert found[3] == sorted(found[:3])[1] == 30


def test_what_has_nothing_to_do_with_the_rest_stands_close_to_it():
    made = grid([1, 1, 1, 0, 1, 0], [(0, 3), (1, 3), (2, 3), (4, 5)], range(4), [3, 5])
    found = heights(made, [Box(10, 10)] * 6, 0)
    assert max(found) == 70
