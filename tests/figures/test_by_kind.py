"""How much each kind of label covers."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.figures.charts import NAMES, Box, collisions, draw, letters, listing, parsed, there

from briefkit.figures.by_kind import Kind, by_kind, percent
from briefkit.figures.lettering import width

HEADS = ("Kind", "Labels", "Passages")
kinds = st.lists(
    st.builds(
        Kind,
        st.sampled_from("ctisapm"),
        NAMES,
        st.sampled_from(["", "#claims"]),
        st.integers(0, 10_000_000),
        st.floats(0, 1),
        NAMES,
    ),
    max_size=20,
)


def covered(given_kinds):
    return there(by_kind(given_kinds, "Kinds", HEADS))


def test_nothing_is_drawn_where_nothing_is_labelled():
    assert by_kind([], "Kinds", HEADS) is None
    assert by_kind([Kind("c", "Claims", "", 0, 0, "")], "Kinds", HEADS) is None


@pytest.mark.parametrize(
    ("share", "words"),
    [(0, "0 %"), (0.004, "< 1 %"), (0.5, "50 %"), (0.996, "99 %"), (1, "100 %")],
)
def test_some_is_never_said_to_be_none_or_all(share, words):
    assert percent(share).replace("\N{NARROW NO-BREAK SPACE}", " ") == words


def test_a_bar_is_as_long_as_the_share_and_a_thin_line_shows_the_rest():
    (line,) = covered([Kind("c", "Claims", "#c", 65, 0.5, "65 claims")]).lines
    assert (line.bar, line.rest) == ("M86 14h40", "M126 13.5H166")


def test_all_leaves_no_rest_and_none_has_no_bar():
    all_, none = covered([Kind("c", "Claims", "", 9, 1, ""), Kind("t", "Trends", "", 0, 0, "")]).lines
    assert (all_.rest, none.bar) == ("", "")


def test_an_implication_is_two_lines():
    (line,) = covered([Kind("i", "Implications", "", 2, 1, "")]).lines
    assert line.bar == "M86 12.5h80M86 14.5h80"


@given(kinds)
def test_words_bars_and_numbers_stand_apart(given_kinds):
    view = by_kind(given_kinds, "Kinds", HEADS)
    if view is None:
        return
    for line in view.lines:
        boxes = [letters(line.title, 0, line.text_y), Box(86, line.y + 11, 166, line.y + 17)]
        for right, words in ((view.share_x, line.share), (288, line.count)):
            boxes.append(letters(words, right - width(words, 12), line.text_y))
        assert collisions(boxes) == []
        assert line.y <= min(box.top for box in boxes)
        assert max(box.bottom for box in boxes) <= line.y + 28
        assert all(float(end) <= 80 for end in re.findall(r"h([\d.]+)", line.bar))


@given(kinds)
def test_each_kind_with_somewhere_to_lead_to_is_a_link(given_kinds):
    view = by_kind(given_kinds, "Kinds", HEADS)
    if view is None:
        return
    tree = parsed(draw("by_kind", view, "file", "sea.html"))
    assert [a.attrib["href"] for a in tree.iter("a")] == [
        f"sea.html{kind.href}" for kind in given_kinds if kind.href
    ]


def test_the_table_says_the_same():
    view = by_kind(
        [Kind("c", "Claims", "#c", 1204, 0.5, ""), Kind("s", "Gaps & holes", "", 0, 0, "")], "Kinds", HEADS
    )
    assert listing("by_kind", view) == (
        '<table class="nums"><thead><tr><th>Kind</th><th>Labels</th>'
        "<th>Passages</th></tr></thead><tbody>"
        '<tr><th><a href="#c">Claims</a></th><td>1,204</td><td>50\N{NARROW NO-BREAK SPACE}%</td></tr>'
        "<tr><th>Gaps &amp; holes</th><td>0</td><td>0\N{NARROW NO-BREAK SPACE}%</td></tr></tbody></table>"
    )
