"""Who stands with whom."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.figures.charts import NAMES, Box, collisions, draw, letters, listing, parsed, there

from briefkit.figures.co_mention import Actor, Companion, Passage, co_mention, company

PASSAGES = [Passage(f"p{n}", f"#p{n}") for n in range(1, 41)]

crowds = st.lists(
    st.builds(
        Actor, NAMES, st.sets(st.integers(0, len(PASSAGES) - 1), max_size=9).map(lambda of: tuple(sorted(of)))
    ),
    max_size=30,
)


def meeting(actors):
    return there(co_mention(actors, PASSAGES, "Actors"))


def points(path):
    return [(int(x), int(y)) for x, y in re.findall(r"M(\d+) (\d+)h\.1", path)]


def test_two_actors_make_no_triangle():
    assert co_mention([Actor("A", (0,)), Actor("B", (0,)), Actor("C", (1,))], PASSAGES, "Actors") is None


def test_actors_who_meet_nobody_make_no_triangle():
    assert co_mention([Actor(name, (n,)) for n, name in enumerate("ABCD")], PASSAGES, "Actors") is None


def test_a_pair_meets_in_the_row_of_one_and_the_column_of_the_other():
    view = meeting([Actor("A", (0,)), Actor("B", (0, 1)), Actor("C", (1,))])
    assert [name.words for name in view.names] == ["B", "A", "C"]
    assert [(cells.words, points(cells.d)) for cells in view.cells] == [
        ("p1: B, A", [(12, 36)]),
        ("p2: B, C", [(12, 60)]),
    ]


def test_pairs_that_share_the_same_passages_are_one_link_to_the_first():
    actors = [Actor(name, (3, 5)) for name in "ABC"]
    (cells,) = meeting(actors).cells
    assert (cells.href, cells.words, len(points(cells.d))) == ("#p4", "p4, p6: A, B, C", 3)


def test_a_dots_area_is_the_number_of_passages():
    actors = [Actor("A", (0, 1, 2, 3)), Actor("B", (0, 1, 2, 3)), Actor("C", (3,))]
    one, four = meeting(actors).dots
    assert float(four.diameter) == 2 * float(one.diameter)


def test_the_words_of_a_link_name_six_passages_at_most():
    actors = [Actor(name, tuple(range(9))) for name in "ABC"]
    assert meeting(actors).cells[0].words == "p1, p2, p3, p4, p5, p6, …: A, B, C"


def test_those_with_the_most_company_are_shown_and_the_others_counted():
    crowd = [Actor(f"A{n}", (0,)) for n in range(20)] + [Actor("Everywhere", (0, 1)), Actor("Far", (1,))]
    view = meeting(crowd)
    assert len(view.names) == 12
    assert view.names[0].words == "Everywhere"
    assert view.left_out == 10


def test_who_shares_most_stands_beside():
    actors = [
        Actor("Hub", (0, 1, 2, 3)),
        Actor("A", (0,)),
        Actor("B", (1, 2)),
        Actor("C", (1, 2)),
        Actor("D", (0,)),
    ]
    names = [name.words for name in meeting(actors).names]
    assert abs(names.index("B") - names.index("C")) == 1
    assert abs(names.index("A") - names.index("D")) == 1


@given(crowds)
def test_there_is_a_dot_for_each_pair_that_meets_and_for_no_other(actors):
    view = co_mention(actors, PASSAGES, "Actors")
    if view is None or len(view.names) < len([actor for actor in actors if actor.passages]):
        return
    pairs = sum(
        bool({*one.passages} & {*other.passages}) for n, one in enumerate(actors) for other in actors[:n]
    )
    dots = [point for of in view.dots for point in points(of.d)]
    assert len(dots) == len(set(dots)) == pairs
    assert sorted(dots) == sorted(point for cells in view.cells for point in points(cells.d))


@given(crowds)
@settings(max_examples=60)
def test_names_meet_neither_each_other_nor_a_dot_and_the_drawing_stays_small(actors):
    view = co_mention(actors, PASSAGES, "Actors")
    if view is None:
        return
    names = [letters(name.words, name.x, name.y) for name in view.names]
    dots = [
        Box(x - half, y - half, x + half, y + half)
        for of in view.dots
        for half in [float(of.diameter) / 2]
        for x, y in points(of.d)
    ]
    assert collisions(names + dots) == []
    assert max(box.right for box in names) <= view.width <= 520
    assert view.height <= 288
    assert len(draw("co_mention", view)) < 16_000


@given(crowds)
@settings(max_examples=60)
def test_the_drawing_is_xml_and_its_links_lead_where_the_view_says(actors):
    view = co_mention(actors, PASSAGES, "Actors & others")
    if view is None:
        return
    tree = parsed(draw("co_mention", view, "file", "sea.html"))
    assert tree.attrib["aria-label"] == "Actors & others"
    assert [a.attrib["href"] for a in tree.iter("a")] == [f"sea.html{cells.href}" for cells in view.cells]


def test_the_list_says_who_meets_in_each_passage():
    view = meeting([Actor("A", (0,)), Actor("B", (0, 1, 2)), Actor("C<", (1,))])
    assert listing("co_mention", view) == (
        '<ul class="met"><li><a href="#p1">p1</a> B, A</li><li><a href="#p2">p2</a> B, C&lt;</li></ul>'
    )


def test_nobodys_company_is_no_list():
    assert company([]) is None


def test_the_list_of_one_actors_company_begins_with_the_closest():
    view = there(
        company([Companion("A", "a.html", 1), Companion("B", "b.html", 1200), Companion("C", "c.html", 600)])
    )
    assert [(row.name, row.count, row.length) for row in view.rows] == [
        ("B", "1,200", "120"),
        ("C", "600", "60"),
        ("A", "1", "2"),
    ]
    links = parsed(listing("co_mention", view, "company")).iter("a")
    assert [a.attrib["href"] for a in links] == ["b.html", "c.html", "a.html"]


def test_more_than_twelve_companions_are_counted():
    assert there(company([Companion(f"A{n}", f"a{n}.html", 1) for n in range(30)])).left_out == 18
