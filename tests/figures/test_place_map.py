"""The map of places: what it shows, and that no name meets another one, a dot or the edge."""

import re
from itertools import combinations

from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.shared import ROOT

from briefkit.figures.labelling import ON_AREAS, POSITIONS, WIDE_ONLY, Box, label_box
from briefkit.figures.lettering import width
from briefkit.figures.map_extent import WIDTH
from briefkit.figures.place_map import NARROW, SIZE, Mark, Part, Place, place_map

STYLE = ROOT / "templates" / "assets" / "style" / "62-map.css"


def place(name, at, weight=1, is_area=False):
    return Place(name, f"#{name}", at, weight, is_area, "33° N, 44° E" if at else "", f"{weight} mentions")


def more(count):
    return f" and {count} more"


def drawn(*places):
    found = place_map(places, "Map of places", more)
    assert found
    return found


def words(mark: Mark) -> str:
    return "".join(name.between + name.words for name in mark.names) + mark.more


def named(part: Part) -> list[str]:
    return [words(mark) for mark in part.marks if mark.names]


def box(mark: Mark, size: float) -> Box:
    position = {**POSITIONS, **ON_AREAS}[mark.css_class.split()[0]]
    return label_box(float(mark.x), float(mark.y), position, width(words(mark), size) / size, size)


def meet(one: Box, other: Box) -> bool:
    across = one.left < other.right and other.left < one.right
    return across and one.top < other.bottom and other.top < one.bottom


def dots(part: Part) -> list[tuple[float, float]]:
    paths = part.dots + "".join(mark.dot for mark in part.marks)
    return [(float(x), float(y)) for x, y in re.findall(r"M([\d.-]+) ([\d.-]+)h0", paths)]


# -- what is shown ---------------------------------------------------------------------------------


def test_without_coordinates_there_is_no_map():
    assert place_map([place("Europe", None)], "Map", more) is None
    assert place_map([], "Map", more) is None


def test_a_place_alone_stands_in_the_middle_of_its_region():
    (part,) = drawn(place("Fallujah", (33.35, 43.78))).parts
    assert dots(part) == [(WIDTH / 2, part.height / 2)]
    assert 200 < float(part.land_width) / WIDTH * 100 < 1000  # of the earth, a half to a tenth


def test_places_without_coordinates_are_counted_and_stand_in_the_table():
    found = drawn(place("Nice", (43.7, 7.27)), place("Europe", None))
    assert found.without == 1
    assert [row.name for row in found.rows] == ["Nice", "Europe"]


def test_a_country_is_named_without_a_dot():
    (part,) = drawn(place("Iraq", (33.0, 44.0), is_area=True)).parts
    assert dots(part) == []
    assert part.marks[0].css_class.endswith(" A")


def test_places_at_one_point_share_a_dot_and_a_label():
    found = drawn(place("Istanbul", (41.01, 28.98), 3), place("Airport", (41.01, 28.98)))
    (mark,) = found.parts[0].marks
    assert words(mark) == "Istanbul, Airport"
    assert [name.href for name in mark.names] == ["#Istanbul", "#Airport"]
    assert found.nameless == 0


def test_a_label_names_as_many_places_as_it_holds_and_counts_the_rest():
    found = drawn(*[place(f"Place number {number}", (10, 10)) for number in range(30)])
    (mark,) = found.parts[0].marks
    assert words(mark) == "Place number 0, Place number 1 and 28 more"
    assert found.nameless == 28


def test_names_that_find_no_room_get_a_second_part_that_is_larger():
    crowd = [place(f"Town {number} of the valley", (33 + number * 2, 44 + number % 3)) for number in range(6)]
    found = drawn(*crowd, place("Orlando", (28.5, -81.4)), place("Manila", (14.6, 121)))
    overview, detail = found.parts
    assert found.nameless == 0
    assert set(named(overview)) == {"Orlando", "Manila"}
    assert len(named(detail)) == 6
    assert float(detail.land_width) > 1.7 * float(overview.land_width)
    assert overview.window
    assert len(dots(overview)) == 2 + overview.dots.count("M")


def test_both_sides_of_180_degrees_are_shown_by_the_whole_earth():
    (part,) = drawn(place("Suva", (-18.1, 178.4)), place("Apia", (-13.8, -171.8))).parts
    assert float(part.land_width) <= WIDTH
    assert sorted(named(part)) == ["Apia", "Suva"]


def test_the_poles_and_the_edges_of_the_map_lie_inside_the_drawing():
    corners = [(90, 0), (-90, 0), (0, 180), (0, -180), (90, 180), (-90, -180)]
    (part,) = drawn(*[place(f"Corner {number}", at) for number, at in enumerate(corners)]).parts
    assert len(dots(part)) == 6
    assert all(4 <= x <= WIDTH - 4 and 4 <= y <= part.height - 4 for x, y in dots(part))


def test_a_long_name_is_cut_and_whole_in_the_table():
    found = drawn(place("W" * 300, (40, 30)))
    assert len(named(found.parts[0])[0]) < 30
    assert found.rows[0].name == "W" * 300


def test_the_place_named_most_often_is_named_first():
    places = [place(f"Town of some length {number}", (33, 44 + number / 60), number) for number in range(20)]
    (part,) = drawn(*places).parts[-1:]
    assert "Town of some length 19" in "".join(named(part))


def test_the_style_sheet_shifts_a_label_as_the_layout_does():
    shifts = {
        name: (float(x or 0), float(y or 0))
        for name, x, y in re.findall(
            r"\.pm \.([A-Z]+) \{ transform: translate(?:Y)?\((?:(-?[\d.]+)em, )?(-?[\d.]+)em\)",
            STYLE.read_text("utf-8"),
        )
    }
    positions = {**POSITIONS, **ON_AREAS}
    assert shifts == {name: (across, down) for name, (_, across, down) in positions.items()}
    sizes = re.findall(r"--pm: (\d+)px", STYLE.read_text("utf-8"))
    assert [float(size) for size in sizes] == [SIZE, *NARROW]


# -- what never happens ----------------------------------------------------------------------------

names = st.text(min_size=1, max_size=40) | st.sampled_from(
    ["W" * 300, "مدينة الموصل", "東京都千代田区", "🎉🎉"]
)
near = st.tuples(st.floats(30, 40), st.floats(30, 50))
anywhere = st.tuples(st.floats(-90, 90), st.floats(-180, 180))
places = st.lists(
    st.builds(place, names, near | anywhere, st.integers(1, 9), st.booleans()), min_size=1, max_size=60
)


@settings(max_examples=60, deadline=None)
@given(places)
@example(  # they met by what was lost in rounding
    [
        *[place("0", (30.0, 30.0))] * 3,
        *[place("0", (38.734375, 41.0)), place("0", (39.8125, 30.0), is_area=True), place("0", (-90.0, 0.0))],
        place("0" * 15, (37.0, 40.0)),
    ]
)
@example(  # a dot at the edge of the detail's window reached out of it in large type
    [
        *[place("0", (30.0, 30.0))] * 17,
        *[place("0", (30.0, 32.0)), place("0", (40.0, 30.0)), place("0", (-48.0, 0.0))],
        *[place("00", (30.0, 30.0), is_area=True), place("0000", (24.0, -2.0))],
    ]
)
def test_no_name_meets_another_one_a_dot_or_the_edge_at_any_size(many):
    for part in drawn(*many).parts:
        for size in (SIZE, *NARROW):
            shown = [mark for mark in part.marks if mark.names]
            if size != SIZE:
                shown = [mark for mark in shown if WIDE_ONLY.strip() not in mark.css_class.split()]
            boxes = [box(mark, size) for mark in shown]
            half = 3 * size / SIZE
            points = [Box(x - half, y - half, x + half, y + half) for x, y in dots(part)]
            assert not any(meet(*pair) for pair in combinations(boxes, 2))
            assert not any(meet(one, point) for one in boxes for point in points)
            edge = Box(-0.1, -0.1, WIDTH + 0.1, part.height + 0.1)
            assert all(
                edge.left <= one.left and one.right <= edge.right and edge.top <= one.top <= edge.bottom
                for one in boxes
            )


@settings(max_examples=40, deadline=None)
@given(places)
def test_every_place_is_named_or_counted_and_the_drawing_is_bounded(many):
    found = drawn(*many)
    names_shown = sum(len(mark.names) for part in found.parts for mark in part.marks)
    assert names_shown + found.nameless == len(many)
    assert all(bool(mark.names) != bool(mark.words) for part in found.parts for mark in part.marks)
    assert found.height <= 2 * 320 + 14
    assert found == drawn(*many)


def test_a_map_of_hundreds_of_places_leaves_the_names_that_do_not_fit_to_the_table():
    found = drawn(*[place(f"City {n}", (30 + n * 7 % 15, 10 + n * 11 % 40)) for n in range(300)])
    assert found.nameless > 0
    assert len(found.rows) == 300
