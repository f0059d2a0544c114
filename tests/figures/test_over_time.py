"""Counts over time."""

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.figures.charts import MONTHS, Box, collisions, draw, letters, listing, parsed, there

from briefkit.figures.over_time import Count, Words, over_time


def year_name(year):
    return str(year) if year >= 1000 else f"AD {year}" if year > 0 else f"{1 - year} BC"


WORDS = Words(
    lambda number: f"{number:,} briefs",
    year_name,
    lambda year, month: f"{MONTHS[month - 1]} {year_name(year)}",
    MONTHS,
    "{first} to {last}",
    ("Year", "Briefs"),
)
years = st.one_of(st.integers(1990, 2020), st.integers(-3000, 2100), st.integers(-(10**9), 10**9))
counts = st.lists(
    st.builds(
        Count, years, st.none() | st.integers(1, 12), st.integers(1, 10_000), st.just("briefs/sea.html")
    ),
    min_size=1,
    max_size=80,
)


def told(given_counts):
    return there(over_time(given_counts, WORDS))


def chart(*given_counts):
    return told([Count(year, None, number, f"#{year}") for year, number in given_counts])


def bars(view):
    return [bar for panel in view.panels for bar in panel.bars]


def test_nothing_is_drawn_of_nothing():
    assert over_time([], WORDS) is None
    assert over_time([Count(2016, 7, 0, "")], WORDS) is None


def test_one_brief_is_a_month_with_its_name_in_full():
    view = told([Count(2016, 7, 1, "sea.html")])
    (panel,) = view.panels
    assert [(bar.href, bar.words) for bar in panel.bars] == [("sea.html", "Jul 2016: 1 briefs")]
    assert [tick.words for tick in panel.ticks] == ["Jul 2016"]
    assert panel.words == "Jul 2016"
    assert view.years_in_a_bar == 0


def test_a_month_says_the_year_once():
    months = [Count(2015, 11, 1, ""), Count(2016, 1, 1, ""), Count(2016, 3, 1, "")]
    assert [tick.words for tick in told(months).panels[0].ticks] == ["Nov 2015", "Feb"]


def test_a_date_without_a_month_makes_the_bars_years():
    view = told([Count(2015, 11, 1, "#a"), Count(2016, None, 2, "#b"), Count(2016, 1, 3, "#c")])
    assert [(row.when, row.href, row.number) for row in view.rows] == [
        ("2015", "#a", "1"),
        ("2016", "#b", "5"),
    ]


def test_months_far_apart_are_told_by_years():
    assert told([Count(2010, 1, 1, ""), Count(2016, 1, 1, "")]).years_in_a_bar == 1


def test_a_short_gap_is_drawn_in_full_and_a_long_one_breaks_the_axis():
    assert not chart((2010, 1), (2013, 1)).is_broken
    view = chart((2010, 1), (2014, 1))
    assert view.is_broken
    assert view.panels[0].axis.count("l3-7") == 1


def test_the_first_of_each_run_is_labelled_however_long_its_name():
    ticks = [
        tick.words for panel in chart((-479, 1), (-43, 1), (476, 1), (2016, 1)).panels for tick in panel.ticks
    ]
    assert ticks == ["480 BC", "44 BC", "AD 476", "2016"]


def test_a_long_history_has_bars_of_several_years():
    view = chart(*[(year, 1) for year in range(-800, 2000, 7)])
    assert view.years_in_a_bar == 100
    assert bars(view)[0].words == "801 BC to 702 BC: 15 briefs"


def test_few_are_drawn_one_by_one_and_many_as_a_length():
    assert chart((2016, 9)).css_class == " u"
    assert chart((2016, 10)).css_class == ""


def test_the_highest_is_told_in_words():
    assert chart((2015, 3), (2016, 1204)).most == "2016: 1,204 briefs"


def test_a_number_wider_than_its_bar_stands_only_where_nothing_is_near():
    numbers = [
        bar.number
        for bar in bars(chart((2013, 3), (2014, 12_345), (2015, 1), (2016, 12_000), (2017, 12_000)))
    ]
    assert numbers == ["3", "12,345", "1", "", ""]
    assert [bar.number for bar in bars(chart((2014, 5), (2015, 1_234_567_890), (2016, 5)))] == ["5", "", "5"]


def test_a_panel_ends_where_its_last_label_ends():
    (panel,) = told([Count(2016, 9, 1, "")]).panels
    assert panel.width > 24


@given(counts)
@settings(max_examples=150)
def test_nothing_is_lost(given_counts):
    view = told(given_counts)
    assert sum(int(row.number.replace(",", "")) for row in view.rows) == sum(
        one.number for one in given_counts
    )
    assert [bar.words.partition(":")[0] for bar in bars(view)] == [row.when for row in view.rows]


@given(counts)
@settings(max_examples=150)
def test_labels_and_numbers_stand_free_and_the_axis_stays_short(given_counts):
    view = told(given_counts)
    boxes = [
        letters(tick.words, panel.x + tick.x, view.label_y) for panel in view.panels for tick in panel.ticks
    ]
    for panel in view.panels:
        for bar in panel.bars:
            boxes.append(
                Box(panel.x + bar.middle - 7, bar.number_y + 4, panel.x + bar.middle + 7, view.height - 20)
            )
            if bar.number:
                boxes.append(letters(bar.number, panel.x + bar.middle, bar.number_y, 11, middle=True))
    assert collisions(boxes) == []
    assert all(box.top >= 0 for box in boxes)
    assert len(bars(view)) <= 36
    assert view.height <= 108
    for panel in view.panels:
        assert all(letters(tick.words, tick.x, 0).right <= panel.width for tick in panel.ticks)
        assert panel.width <= 288 or panel is view.panels[-1]


@given(counts)
@settings(max_examples=60)
def test_the_file_holds_what_the_page_holds(given_counts):
    view = told(given_counts)
    page, whole = parsed(draw("over_time", view)), parsed(draw("over_time", view, "file", "../"))
    assert [f"../{a.attrib['href']}" for a in page.iter("a")] == [a.attrib["href"] for a in whole.iter("a")]
    assert [a.findtext("title") for a in page.iter("a")] == [bar.words for bar in bars(view)]


@given(counts, st.randoms())
@settings(max_examples=60)
def test_the_order_of_the_counts_does_not_matter(given_counts, random):
    shuffled = random.sample(given_counts, len(given_counts))
    assert told(shuffled) == told(given_counts)


def test_the_table_has_a_row_for_each_bar():
    assert listing("over_time", chart((2015, 3), (2016, 1204))) == (
        '<table class="nums"><thead><tr><th>Year</th><th>Briefs</th></tr></thead>'
        "<tbody>"
        '<tr><th><a href="#2015">2015</a></th><td>3</td></tr>'
        '<tr><th><a href="#2016">2016</a></th><td>1,204</td></tr></tbody></table>'
    )


def test_a_run_that_begins_at_the_end_of_a_panel_is_labelled_on_the_next():
    view = chart(*[(year, 1) for year in (-480, -43, 476, 1066, 1914, 2001, 2003, 2016)])
    assert len(view.panels) == 2
    ticks = [tick.words for panel in view.panels for tick in panel.ticks]
    assert ticks == ["481 BC", "44 BC", "AD 476", "1066", "1914", "2001", "2003", "2016"]
