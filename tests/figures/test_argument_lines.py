"""Strokes, lines and their ends."""

import pytest

from briefkit.brief import RELATIONS
from briefkit.figures.argument_lines import Pen


def outlines(pen: Pen) -> dict[str, str]:
    return dict(pen.paths())


def test_only_the_stroke_of_an_implication_is_double():
    pen = Pen()
    pen.stroke("c", 0, 20, 100)
    pen.stroke("i", 0, 20, 100)
    assert outlines(pen) == {"c": "M0 20h100", "i": "M0 18.5h100m0 3h-100"}


def test_a_line_is_curved_only_where_it_climbs():
    pen = Pen()
    pen.line("supports", [(0, 10), (40, 30), (100, 30), (100, 50)])
    pen.line("assumes", [(0, 10), (40, 10)])
    assert outlines(pen) == {"l": "M0 10c20 0 20 20 40 20H100V50", "l d": "M0 10H40"}


def test_a_bracket_has_a_tick_for_each_stroke():
    pen = Pen()
    pen.bracket(100, [10, 30, 50], 6)
    assert outlines(pen) == {"l": "M100 10h6V50h-6M100 30h6"}


@pytest.mark.parametrize("relation", [*RELATIONS, "revises"])
def test_an_end_looks_the_same_from_both_sides(relation):
    from_left, from_right = Pen(), Pen()
    stops = from_left.end(relation, 0, 0) + from_right.end(relation, 0, 0, way=-1)
    assert stops == 0
    assert len(from_left.paths()) == len(from_right.paths()) == 1


def test_lines_lie_under_strokes_and_strokes_under_ends():
    pen = Pen()
    pen.end("leads_to", 0, 0)
    pen.stroke("t", 0, 0, 10)
    pen.line("supports", [(0, 0), (10, 0)])
    assert [name for name, _ in pen.paths()] == ["l", "t", "f"]
