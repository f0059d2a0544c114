"""How much of an argument is shown."""

from briefkit.figures.argument_extent import ALL, MOST, MOST_COLUMNS, MOST_ENDS, Link, extent


def supports(*pairs):
    return [Link(source, target, "supports") for source, target in pairs]


def test_a_small_argument_is_shown_whole():
    links = supports((0, 1), (1, 2), (2, 3), (4, 5))
    found = extent(links, [3])
    assert found
    assert found.links == tuple(links)
    assert set(found.column) == {0, 1, 2, 3, 4, 5}


def test_a_statement_that_links_to_itself_has_nothing_to_show():
    assert extent([Link(0, 0, "supports")], []) is None


def test_a_link_written_twice_counts_once():
    found = extent(supports((0, 1), (0, 1)), [1])
    assert found
    assert found.of == 1


def test_a_large_argument_is_shown_two_steps_around_the_ends():
    chain = supports(*((at, at + 1) for at in range(ALL)))
    found = extent(chain, [20])
    assert found
    assert sorted(found.column) == [18, 19, 20, 21, 22]
    assert (found.linked, found.of, len(found.links)) == (ALL + 1, ALL, 4)


def test_without_ends_what_leads_nowhere_takes_their_place():
    found = extent(supports(*((at, at + 1) for at in range(ALL))), [])
    assert found
    assert sorted(found.column) == [ALL - 2, ALL - 1, ALL]


def test_a_great_circle_without_ends_is_shown_too():
    found = extent(supports(*((at, (at + 1) % 50) for at in range(50))), [])
    assert found
    assert len(found.column) == MOST_COLUMNS


def test_never_more_than_the_most_are_shown():
    found = extent(supports(*((at, 0) for at in range(1, 400))), [0])
    assert found
    assert len(found.column) == MOST
    assert len(found.links) == MOST - 1


def test_what_lies_too_far_back_is_left_out():
    found = extent(supports(*((at, at + 1) for at in range(20))), [20])
    assert found
    assert found.column == {at: 20 - at for at in range(15, 21)}


def test_an_end_without_links_is_shown_all_the_same():
    found = extent(supports((0, 1)), [1, 2])
    assert found
    assert found.column[2] == found.column[1] == 0


def test_what_tells_against_sets_no_column_where_another_link_does():
    links = [*supports((0, 1), (2, 3)), Link(1, 3, "contradicts"), Link(4, 3, "contradicts")]
    found = extent(links, [1, 3])
    assert found
    assert found.column == {0: 1, 1: 0, 2: 1, 3: 0, 4: 1}


def test_what_is_assumed_comes_first():
    found = extent([Link(0, 1, "assumes")], [0])
    assert found
    assert found.column == {0: 0, 1: 1}


def test_many_key_judgments_leave_room_for_what_they_rest_on():
    found = extent(supports(*((at, at + 100) for at in range(100))), [*range(100, 200)])
    assert found
    assert found.ends == tuple(range(100, 100 + MOST_ENDS))
    assert len(found.links) == MOST - MOST_ENDS
