"""Drawings mirrored for pages from right to left: all of a drawing, and nothing but its sides."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.figures.arguments import WORDS, arguments, columns, drawn, node, path
from tests.figures.charts import draw, parsed
from tests.figures.test_over_time import chart, counts, told
from tests.figures.test_timeline import dated
from tests.figures.test_timeline import drawn as timeline_of

from briefkit.figures import leftwards
from briefkit.figures.argument_extent import Link
from briefkit.figures.argument_map import argument_map
from briefkit.figures.leftwards import mirrored
from briefkit.figures.over_time import CELL

DATES = ("2016", "2016-07-14", "2013/2016-07~", "201X", "2016-07~/..", "../2014", "2016?", "1979-12-24")
CHAIN = (
    [node("towns lost"), node("position worsens", "t"), node("more attacks", "i", 1)],
    [Link(0, 1, "supports"), Link(1, 2, "leads_to")],
    (2,),
)


# -- paths -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("M10 20h30", "M90 20h-30"),
        ("M10 20H40V5h-3z", "M90 20H60V5h3z"),
        ("M10 20L40 5l-3-4", "M90 20L60 5l3-4"),
        ("M0 18.5h240m0 3h-240", "M100 18.5h-240m0 3h240"),
        ("M10.5 20c28 0 28-40 56-40", "M89.5 20c-28 0-28-40-56-40"),
        ("M10 20C0 1 2 3 4 5", "M90 20C100 1 98 3 96 5"),
        ("M7 5a3 3 0 1 0 6 0 3 3 0 1 0-6 0", "M93 5a3 3 0 1 1-6 0 3 3 0 1 1 6 0"),
        ("M4 5l4-4 4 4-4 4z", "M96 5l-4-4-4 4 4 4z"),
        ("", ""),
    ],
)
def test_a_path_is_seen_as_in_a_mirror(path: str, expected: str) -> None:
    assert mirrored(path, 100) == expected
    assert mirrored(expected, 100) == path


@settings(max_examples=40, deadline=None)
@given(arguments())
def test_a_path_mirrored_twice_is_as_it_was(argument):
    nodes, links, judgments = argument
    found = argument_map(nodes, links, judgments, WORDS)
    for _, outline in found.paths if found else ():
        assert mirrored(mirrored(outline, 1184), 1184) == outline.replace(" -", "-")


# -- the argument ----------------------------------------------------------------------------------


def test_what_a_judgment_rests_on_begins_on_the_right():
    found = leftwards.argument_map(drawn(*CHAIN))
    assert columns(found) == [["towns lost"], ["position worsens"], ["more attacks"]]
    places = [int(column.x) for column in found.columns]
    assert places == sorted(places, reverse=True)
    assert places[0] == int(found.width), "there its words begin, by their right end"


def test_strokes_and_references_lie_below_their_names():
    found = leftwards.argument_map(drawn(*CHAIN))
    first, second, third = (int(column.x) for column in found.columns)
    assert path(found, "c").startswith(f"M{first} ")
    assert path(found, "t").startswith(f"M{second} ")
    assert path(found, "i").startswith(f"M{third} ")
    assert found.reference_x == "-240", "the column's other end"


def test_arrows_point_to_the_left_also_in_the_key():
    assert "l8-3.5v7z" not in path(drawn(*CHAIN), "f")
    assert path(leftwards.argument_map(drawn(*CHAIN)), "f").count("l8-3.5v7z") == 2


def test_the_words_of_the_key_stand_behind_their_samples():
    straight, found = drawn(*CHAIN), leftwards.argument_map(drawn(*CHAIN))
    assert [one.words for one in found.key] == [one.words for one in straight.key]
    assert [int(one.x) for one in found.key] == [int(found.width) - int(one.x) for one in straight.key]


def test_a_mirrored_map_is_as_large_says_the_same_and_is_told_from_others_by_its_class():
    straight, found = drawn(*CHAIN), leftwards.argument_map(drawn(*CHAIN))
    same = ("title", "width", "height", "rows", "shown", "linked", "links", "of")
    assert [getattr(found, name) for name in same] == [getattr(straight, name) for name in same]
    assert parsed(draw("argument_map", found)).attrib["class"] == "am rl"
    wide = leftwards.argument_map(replace(straight, css_class=" wide"))
    assert parsed(draw("argument_map", wide)).attrib["class"] == "am wide rl"


# -- time ------------------------------------------------------------------------------------------


def test_time_runs_from_right_to_left():
    found = leftwards.timeline(timeline_of("2011", "2013", "2015", "2017"))
    ticks = [int(tick.x) for tick in found.ticks]
    assert len(ticks) > 2
    assert ticks == sorted(ticks, reverse=True)
    starts = [int(row.bar[1:].split()[0]) for row in found.rows]
    assert starts == sorted(starts, reverse=True)


def test_the_axis_takes_the_left_of_the_timeline_and_a_narrow_page_keeps_it():
    found = leftwards.timeline(timeline_of("2011", "2017", source="2016"))
    assert all(0 <= int(tick.x) <= 288 for tick in found.ticks)
    assert {x for one in found.letters for x in one.x.split()} == {"640"}
    drawing = parsed(draw("timeline", found))
    assert drawing.attrib["preserveAspectRatio"] == "xMinYMin slice"
    assert {text.get("x") for text in drawing.findall("a/text")} == {"608"}
    assert {tspan.get("x") for tspan in drawing.findall("a/text/tspan")} == {"282"}, "10 px behind the axis"


def test_every_mark_of_the_timeline_is_mirrored():
    statements = [dated(date, kind) for date, kind in zip(DATES, "ctisctis", strict=True)]
    straight = timeline_of(*statements, source="2016-07")
    found = leftwards.timeline(straight)
    for whole, other in ((straight, found), *zip(straight.rows, found.rows, strict=True)):
        for name in ("grid", "gaps", "breaks", "source", "bar", "tick", "thin", "open"):
            outline = getattr(whole, name, "")
            assert getattr(other, name, "") == mirrored(outline, 640)
    assert any(row.thin for row in found.rows)
    assert any(row.open for row in found.rows)
    assert found.gaps


# -- counts over time ------------------------------------------------------------------------------


def test_the_first_bar_is_the_first_on_the_right():
    found = leftwards.over_time(chart(*((year, 1) for year in range(1990, 2017))))
    panels = [panel.x for panel in found.panels]
    assert len(panels) == 3
    assert panels == sorted(panels, reverse=True)
    assert panels[0] + found.panels[0].width == found.width
    assert panels[-1] == 0
    for panel in found.panels:
        places = [bar.x for bar in panel.bars]
        assert places == sorted(places, reverse=True)
        assert places[0] == panel.width - CELL
        assert next(tick.words for tick in panel.ticks).isdecimal()


@given(counts)
def test_bars_stay_above_their_numbers_and_within_their_panel(given_counts):
    found = leftwards.over_time(told(given_counts))
    for panel in found.panels:
        for bar in panel.bars:
            assert bar.middle == bar.x + CELL // 2
            assert f"M{bar.middle} " in panel.d
            assert 0 <= bar.x <= panel.width - CELL
        assert all(0 <= tick.x <= panel.width for tick in panel.ticks)
    assert sum(panel.width for panel in found.panels) == found.width


@given(st.lists(st.integers(1900, 2000), min_size=1, max_size=40, unique=True))
def test_a_mirrored_chart_counts_the_same(years):
    straight = chart(*((year, 1) for year in years))
    found = leftwards.over_time(straight)
    assert found.rows == straight.rows
    assert [bar.words for panel in found.panels for bar in panel.bars] == [
        bar.words for panel in straight.panels for bar in panel.bars
    ]
