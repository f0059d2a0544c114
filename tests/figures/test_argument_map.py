"""The argument map: what is drawn of an argument, and that nothing in it meets anything else."""

import json
import subprocess
import sys
from itertools import combinations

from hypothesis import given, settings
from tests.figures.arguments import (
    WORDS,
    arguments,
    columns,
    drawn,
    lettering,
    level_lines,
    many,
    node,
    path,
)
from tests.figures.charts import draw, listing, parsed

from briefkit.figures.argument_extent import Link
from briefkit.figures.argument_list import ORDER
from briefkit.figures.argument_map import argument_map

SIMPLE = (
    [node("towns lost"), node("position worsens", "t"), node("more attacks", "i", 1, "[likely]")],
    [Link(0, 1, "supports"), Link(1, 2, "leads_to")],
    (2,),
)


# -- what is drawn ---------------------------------------------------------------------------------


def test_without_links_there_is_no_map():
    assert argument_map([], [], (), WORDS) is None
    assert argument_map([node("a"), node("b", "i", 1)], [], (1,), WORDS) is None


def test_the_argument_runs_from_left_to_right():
    assert columns(drawn(*SIMPLE)) == [["towns lost"], ["position worsens"], ["more attacks"]]


def test_a_judgment_stands_out_with_its_number_and_likelihood():
    *_, last = drawn(*SIMPLE).columns
    (judgment,) = last.nodes
    assert judgment.strong
    assert judgment.beneath
    assert judgment.beneath.words == "key judgment 1 · [likely]"


def test_each_statement_stands_on_the_stroke_of_its_kind():
    found = drawn(*SIMPLE)
    assert path(found, "c").count("M") == 2, "the statement's and the key's"
    assert path(found, "t").count("M") == 2
    assert path(found, "i").count("M") == 2


def test_each_relation_has_an_end_and_its_words_in_the_key():
    nodes = [node("end", "i", 1), *(node(relation) for relation in ORDER)]
    found = drawn(nodes, [Link(at, 0, relation) for at, relation in enumerate(ORDER, 1)], (0,))
    assert [text.words for text in found.key] == [
        "claim",
        "implication",
        *(WORDS.ends[relation] for relation in ORDER),
    ]
    ends = {css_class: path(found, css_class).count("M") for css_class in "ofrb"}
    assert ends == {"o": 2, "f": 2, "r": 4, "b": 4}


def test_the_key_names_only_what_is_drawn():
    assert [text.words for text in drawn(*SIMPLE).key] == [
        *("claim", "trend", "implication", "ends supports", "ends leads_to")
    ]


def test_lines_of_one_relation_end_in_one_mark():
    nodes = [node("a"), node("b"), node("c"), node("end", "i", 1), node("more")]
    links = [Link(0, 3, "supports"), Link(1, 3, "supports"), Link(2, 3, "supports"), Link(4, 0, "supports")]
    assert path(drawn(nodes, links, (3,)), "o").count("M") == 3, "at a, at the end and in the key"


def test_statements_that_only_carry_the_same_one_share_a_line():
    nodes = [node("a"), node("b"), node("end", "i", 1)]
    found = drawn(nodes, [Link(0, 2, "supports"), Link(1, 2, "supports")], (2,))
    first, second = found.columns[0].nodes
    assert float(second.lines[0].y) - float(first.lines[0].y) == 25
    assert path(found, "l").count("M") == 3, "their bracket, their line, and the key's"


def test_what_is_assumed_stands_to_the_left():
    found = drawn([node("assumes"), node("assumed")], [Link(0, 1, "assumes")])
    assert columns(found) == [["assumed"], ["assumes"]]
    assert path(found, "l d")


def test_a_line_of_a_circle_runs_backwards():
    nodes = [node("a"), node("b", "i", 1)]
    found = drawn(nodes, [Link(0, 1, "supports"), Link(1, 0, "leads_to")], (1,))
    assert columns(found) == [["a"], ["b"]]
    assert "l8-3.5v7z" in path(found, "f"), "the arrow points to the left"


def test_a_backward_line_may_pass_a_column():
    nodes = [node("a"), node("b"), node("c", "i", 1)]
    links = [Link(0, 1, "supports"), Link(1, 2, "supports"), Link(2, 0, "leads_to")]
    assert columns(drawn(nodes, links, (2,))) == [["a"], ["b"], ["c"]]


def test_alternatives_stand_in_one_column_with_a_line_beside_them():
    nodes = [node("a"), node("b", "i", 1), node("c", "i", 2)]
    links = [Link(0, 1, "supports"), Link(0, 2, "supports"), Link(1, 2, "alternative_to")]
    found = drawn(nodes, links, (1, 2))
    assert columns(found) == [["a"], ["b", "c"]]
    assert float(found.width) == 2 * 240 + 56 + 24


def test_a_long_name_takes_three_lines_and_is_told_whole():
    found = drawn([node("very " * 60), node("end")], [Link(0, 1, "supports")])
    view = found.columns[0].nodes[0]
    assert len(view.lines) == 3
    assert view.lines[-1].words.endswith("…")
    assert view.whole == "very " * 60
    assert "<title>" not in draw("argument_map", drawn(*SIMPLE))
    assert f"<title>{view.whole} C1 p7</title>" in draw("argument_map", found)


def test_ideographs_break_between_any_two():
    found = drawn([node("仮想的な声明" * 3), node("end")], [Link(0, 1, "supports")])
    assert len(found.columns[0].nodes[0].lines) == 2
    assert not found.columns[0].nodes[0].whole


def test_small_maps_keep_a_size_that_can_be_printed():
    assert not drawn(*SIMPLE).css_class
    chain = drawn([node(f"n{at}") for at in range(4)], [Link(at, at + 1, "supports") for at in range(3)])
    assert chain.css_class == " wide"


# -- whatever the argument -------------------------------------------------------------------------


@settings(max_examples=60, deadline=None)
@given(arguments())
def test_no_words_meet_other_words_or_leave_the_map(argument):
    nodes, links, judgments = argument
    found = argument_map(nodes, links, judgments, WORDS)
    if found is None:
        return
    areas = list(lettering(found))
    meeting = [(one, other) for one, other in combinations(areas, 2) if one.meets(other)]
    assert meeting == []
    assert float(found.width) <= 1184
    assert all(area.left >= 0 and area.right <= float(found.width) for area in areas)
    assert all(area.top >= 0 and area.bottom <= float(found.height) for area in areas)


@settings(max_examples=60, deadline=None)
@given(arguments())
def test_no_line_runs_through_words(argument):
    nodes, links, judgments = argument
    found = argument_map(nodes, links, judgments, WORDS)
    if found is None:
        return
    for left, right, y in level_lines(found):
        through = [area for area in lettering(found) if left < area.right - 1 and area.left + 1 < right]
        assert [area for area in through if area.top < y < area.bottom] == []


@settings(max_examples=40, deadline=None)
@given(arguments())
def test_every_drawing_is_xml_and_every_statement_a_link(argument):
    nodes, links, judgments = argument
    found = argument_map(nodes, links, judgments, WORDS)
    if found is None:
        return
    links = [one.get("href") for one in parsed(draw("argument_map", found, prefix="sea.html")).iter("a")]
    assert len(links) == len(set(links)) == found.shown
    assert all(href and href.startswith("sea.html#n") for href in links)
    listed = parsed(listing("argument_map", found))
    assert len(list(listed)) == len(found.rows)


def test_a_large_argument_stays_bounded():
    found = drawn(*many(400, 1200))
    assert found.linked > 300
    assert found.shown <= 60
    assert len(found.columns) <= 6
    assert len(draw("argument_map", found)) < 20_000
    assert float(found.height) < 2000


def test_the_same_argument_is_drawn_with_the_same_bytes_in_every_process():
    program = (
        "import json; from tests.figures.arguments import *; from tests.figures.charts import draw;"
        "print(json.dumps(draw('argument_map', drawn(*many(80, 120)))))"
    )
    here = draw("argument_map", drawn(*many(80, 120)))
    for seed in ("1", "2"):
        run = subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
        )
        assert json.loads(run.stdout) == here
