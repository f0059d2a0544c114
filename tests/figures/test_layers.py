"""A graph in columns."""

from hypothesis import example, given
from hypothesis import strategies as st

from briefkit.figures.layers import columns, grid

COUNT = 12
EDGES = st.lists(
    st.tuples(st.integers(0, COUNT - 1), st.integers(0, COUNT - 1)).filter(lambda edge: edge[0] != edge[1]),
    max_size=30,
    unique=True,
)
ENDS = st.lists(st.integers(0, COUNT - 1), unique=True, max_size=4)


def forward(edges, ends):
    """Columns, and the edges turned to run from left to right."""
    found = columns(COUNT, edges, ends)
    turned = [edge if found[edge[0]] > found[edge[1]] else edge[::-1] for edge in edges]
    return found, list(dict.fromkeys(edge for edge in turned if found[edge[0]] != found[edge[1]]))


def crossings(made):
    count = 0
    for right, left in zip(made.rows, made.rows[1:], strict=False):
        at = {slot: place for place, slot in enumerate(right)}
        edges = [(place, at[near]) for place, slot in enumerate(left) for near in made.to_right[slot]]
        count += sum((a - c) * (b - d) < 0 for n, (a, b) in enumerate(edges) for c, d in edges[:n])
    return count


def test_a_chain_takes_a_column_for_each_vertex():
    assert columns(4, [(0, 1), (1, 2), (2, 3)], [3]) == [3, 2, 1, 0]


def test_the_longest_path_sets_the_column():
    assert columns(4, [(0, 1), (1, 2), (2, 3), (0, 3)], [3]) == [3, 2, 1, 0]


def test_ends_stand_in_one_column_and_what_follows_to_their_right():
    assert columns(5, [(0, 1), (2, 3), (3, 4)], [1, 3]) == [2, 1, 2, 1, 0]


def test_an_end_that_leads_to_another_stands_left_of_it():
    assert columns(3, [(0, 1), (1, 2)], [1, 2]) == [2, 1, 0]


def test_what_leads_nowhere_stands_next_to_what_it_follows_from():
    assert columns(4, [(0, 1), (1, 2), (0, 3)], [2]) == [2, 1, 0, 1]


def test_of_a_circle_the_edge_that_leaves_an_end_is_turned():
    assert columns(3, [(0, 1), (1, 2), (2, 0)], [2]) == [2, 1, 0]


@given(EDGES, ENDS)
def test_no_column_is_empty_and_no_edge_stays_in_one(edges, ends):
    found = columns(COUNT, edges, ends)
    assert sorted(set(found)) == list(range(max(found) + 1))
    assert all(found[tail] != found[head] for tail, head in edges)


@given(EDGES, ENDS)
def test_every_edge_runs_through_the_columns_one_by_one(edges, ends):
    column, turned = forward(edges, ends)
    made = grid(column, turned, turned, ends)
    for (tail, head), chain in zip(turned, made.chains, strict=True):
        assert (chain[0], chain[-1]) == (tail, head)
        assert [made.column[slot] for slot in chain] == list(range(column[tail], column[head] - 1, -1))
    assert sorted(slot for row in made.rows for slot in row) == list(range(len(made.column)))


@given(EDGES, ENDS)
@example([(0, 11), (3, 4)], [4, 11, 0, 3])  # an end that leads to another, before a later one is looked at
def test_ends_of_a_column_keep_their_order(edges, ends):
    column, turned = forward(edges, ends)
    for row in grid(column, turned, turned, ends).rows:
        kept = [slot for slot in row if slot in ends]
        assert kept == sorted(kept, key=ends.index)


def test_edges_that_need_not_cross_do_not():
    column = [1, 1, 1, 0, 0, 0]
    assert crossings(grid(column, [(0, 5), (1, 4), (2, 3)], range(3), [])) == 0
    assert crossings(grid([2, 2, 1, 1, 0, 0], [(0, 3), (1, 2), (2, 5), (3, 4)], range(4), [])) == 0


def test_edges_of_a_bundle_share_their_lanes():
    column, edges = [2, 2, 1, 0], [(0, 3), (1, 3), (0, 2)]
    assert len(grid(column, edges, ["one", "one", "other"], [3]).column) == 5
    assert len(grid(column, edges, [1, 2, 3], [3]).column) == 6
