from briefkit.circles import circles


def test_a_chain_has_no_circle():
    assert circles({"a": ["b"], "b": ["c"], "c": []}) == []


def test_a_node_that_leads_to_itself_is_a_circle():
    assert circles({"a": ["a"]}) == [["a"]]


def test_the_shortest_way_round_is_given():
    assert circles({"a": ["b", "c"], "b": ["c"], "c": ["a"]}) == [["a", "c"]]


def test_each_knot_gives_one_circle():
    graph = {"a": ["b"], "b": ["a"], "c": ["d"], "d": ["c"], "e": ["a", "c"]}
    assert sorted(map(sorted, circles(graph))) == [["a", "b"], ["c", "d"]]


def test_a_way_that_only_meets_a_circle_is_not_part_of_it():
    assert circles({"x": ["a"], "a": ["b"], "b": ["a", "y"], "y": []}) == [["a", "b"]]


def test_an_argument_of_ten_thousand_steps_is_no_trouble():
    long = {number: [number + 1] for number in range(10_000)} | {10_000: [0]}
    assert len(circles(long)[0]) == 10_001
