"""A cell a passage, a stroke a label."""

import re

from hypothesis import given
from hypothesis import strategies as st
from tests.figures.charts import collisions, draw, letters, listing, parsed, there

from briefkit.figures.density_strip import BROKEN, Kind, Passage, density_strip

KINDS = [Kind(stroke, title) for stroke, title in zip("ctisapm", "KLMNOPQ", strict=True)]


def passages(*counts):
    return [
        Passage(f"p{n}", f"#p{n}", f"p{n}: {sum(of)} labels", tuple(of))
        for n, of in enumerate(counts, start=1)
    ]


def strip(given_passages):
    return there(density_strip(given_passages, KINDS, "Passage"))


def counts_of(size):
    return st.lists(st.integers(0, 60) | st.just(0), min_size=size, max_size=size)


strips = st.lists(counts_of(len(KINDS)), min_size=1, max_size=60).map(lambda counts: passages(*counts))


def strokes_drawn(view):
    """How many strokes the paths show, by class."""
    drawn = dict.fromkeys("ctisapm", 0)
    for panel in view.panels:
        for path in panel.strokes:
            if path.css_class in BROKEN:
                drawn[path.css_class] += path.d.count("h")
            else:
                drawn[path.css_class] += sum(int(length) // 5 for length in re.findall(r"v-(\d+)", path.d))
    return drawn


def test_nothing_is_drawn_of_a_brief_without_passages():
    assert density_strip([], KINDS, "Passage") is None


def test_each_label_has_a_stroke():
    view = strip(passages((3, 2, 1, 0, 4, 2, 1), (0,) * 7, (1, 0, 0, 2, 0, 0, 0)))
    assert strokes_drawn(view) == {"c": 4, "t": 2, "i": 1, "s": 2, "a": 4, "p": 2, "m": 1}


def test_a_kind_that_no_passage_has_is_neither_drawn_nor_in_the_table():
    view = strip(passages((1, 0, 0, 0, 0, 0, 0)))
    assert view.heads == ("Passage", "K")
    assert view.rows[0].counts == ("1",)
    assert [path.css_class for path in view.panels[0].strokes] == ["c"]


def test_a_stack_that_is_cut_says_how_many_labels_there_are():
    view = strip(passages((30, 12, 0, 0, 0, 0, 0)))
    assert sum(strokes_drawn(view).values()) == 32
    assert view.panels[0].cells[0].total == "42"
    assert view.is_cut
    assert not strip(passages((30, 2, 0, 0, 0, 0, 0))).is_cut


def test_a_number_with_no_room_above_a_narrow_stack_is_left_to_the_words():
    view = strip(passages((12_000, 0, 0, 0, 0, 0, 0), *[(0,) * 7] * 40))
    assert view.panels[0].cells[0].total == "…"


def test_panels_are_as_even_as_can_be_and_fit_a_phone():
    view = strip(passages(*[(1, 0, 0, 0, 0, 0, 0)] * 8))
    assert [panel.width for panel in view.panels] == [160, 160]
    assert [panel.words for panel in view.panels] == ["p1–p4", "p5–p8"]


def test_a_panel_of_one_passage_is_named_for_it():
    assert strip(passages((0,) * 7)).panels[0].words == "p1"


@given(strips)
def test_every_passage_is_a_link_with_its_words(given_passages):
    view = strip(given_passages)
    cells = [cell for panel in view.panels for cell in panel.cells]
    assert [(cell.href, cell.words) for cell in cells] == [(one.href, one.words) for one in given_passages]


@given(strips)
def test_words_stand_free_and_every_panel_fits_a_phone(given_passages):
    view = strip(given_passages)
    for panel in view.panels:
        boxes = [letters(cell.label, cell.x, panel.label_y) for cell in panel.cells if cell.label]
        boxes += [letters(cell.total, cell.x, cell.total_y) for cell in panel.cells if cell.total]
        assert collisions(boxes) == []
        assert max(box.right for box in boxes) <= max(panel.width, 40) <= 288
        assert 24 <= panel.height <= 14 + 160 + 20


def test_four_hundred_passages_cost_less_than_150_bytes_each():
    view = strip(passages(*[(2, 1, 0, 0, 3, 0, 0)] * 400))
    assert len(draw("density_strip", view)) < 400 * 150


@given(strips)
def test_the_file_holds_what_the_page_holds(given_passages):
    view = strip(given_passages)
    whole = parsed(draw("density_strip", view, "file", "sea.html"))
    page = parsed(draw("density_strip", view))
    links = [a.attrib["href"] for a in whole.iter("a")]
    assert links == [f"sea.html{a.attrib['href']}" for a in page.iter("a")]
    assert [a.findtext("title") for a in whole.iter("a")] == [one.words for one in given_passages]


def test_the_table_has_a_row_for_each_passage_and_leaves_nought_out():
    view = strip(passages((2, 0, 1, 0, 0, 0, 0), (0, 0, 0, 0, 0, 0, 0)))
    assert listing("density_strip", view) == (
        '<table class="nums"><thead><tr><th>Passage</th><th>K</th><th>M</th></tr></thead><tbody>'
        "<tr><th>p1</th><td>2</td><td>1</td></tr>"
        "<tr><th>p2</th><td></td><td></td></tr></tbody></table>"
    )
