"""The timeline: rows, marks for every form of date, and that words keep to their places."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefkit.edtf import ENGLISH, NotEdtf, in_words
from briefkit.figures.lettering import width
from briefkit.figures.timeline import DATES, NAMES, NARROW_ROOM, PLOT, SIZE, SMALL, WIDTH, Dated, timeline

BRIEF = replace(ENGLISH, about="c. {date}", interval="{first} – {last}")


def dated(when, kind="c", name="a statement", rank=0):
    return Dated(name, "#x", kind, kind.upper(), when, in_words(when), rank)


def drawn(*statements, source=None):
    found = timeline(
        [one if isinstance(one, Dated) else dated(one) for one in statements], source, "T", BRIEF
    )
    assert found
    return found


def row(date, kind="c"):
    """The one row of a timeline over ten years."""
    rows = drawn(dated(date, kind, "this one"), dated("2010"), dated("2019")).rows
    (found,) = [row for row in rows if row.name == "this one"]
    return found


def test_without_a_date_there_is_no_timeline():
    assert timeline([], "2016", "T", BRIEF) is None


def test_what_is_no_date_is_refused():
    with pytest.raises(NotEdtf):
        drawn(Dated("x", "#x", "c", "C", "about 2016", "about 2016"))


def test_rows_are_sorted_by_start():
    found = drawn("2016", "2013/2014", "2014-05")
    assert [row.when for row in found.rows] == ["2013 – 2014", "May 2014", "2016"]
    assert [one.date for one in found.all_rows] == ["2013/2014", "2014-05", "2016"]


def test_a_year_is_a_line_and_a_day_a_tick():
    assert row("2015").bar
    assert not row("2015").tick
    assert row("2015-07-14").tick
    assert not row("2015-07-14").bar


def test_an_implication_is_a_double_line():
    assert row("2015", "i").bar.count("h") == 2
    assert row("2015", "c").bar.count("H") == 1


@pytest.mark.parametrize(("date", "ends"), [("2015", 0), ("2015~", 2), ("2014/2015~", 1), ("2014~/2015", 1)])
def test_what_is_about_has_thin_ends(date, ends):
    assert row(date).thin.count("M") == ends


@pytest.mark.parametrize("date", ["201X", "2015?", "2014?/2016"])
def test_what_is_uncertain_or_some_time_within_is_a_thin_line_between_two_bars(date):
    assert row(date).thin.count("v6") == 2
    assert not row(date).bar


def test_an_open_end_is_dashed_to_the_edge():
    assert row("2015/..").open.endswith(f"H{WIDTH}")
    assert row("../2015").open.endswith(f"H{PLOT}")


def test_an_unknown_end_is_dashed_for_a_little():
    unknown, known = row("2012/").open, row("2012/2013")
    assert unknown
    assert not unknown.endswith(f"H{WIDTH}")
    assert row("/2018").open
    assert not row("/2018").open.endswith(f"H{PLOT}")
    assert not known.open


def test_the_sources_own_date_is_a_band_behind_the_rows():
    assert drawn("2015", "2017", source="2016-07").source
    assert drawn("2015", "2017").source == ""
    assert drawn("2015", "2017", source="2016/..").source
    assert drawn("2015", "2017", source="../2016").source.startswith(f"M{PLOT} ")


def test_forty_rows_are_drawn_and_the_rest_is_counted_and_listed():
    statements = [dated(f"{1900 + n}", rank=int(n < 60)) for n in range(100)]
    found = drawn(*statements)
    assert len(found.rows) == 40
    assert found.left_out == 60
    assert len(found.all_rows) == 100
    assert found.rows[0].when == "1960"  # the forty of the lower rank


def test_an_outlier_breaks_the_axis():
    found = drawn("1979-12-24", *[f"2016-{month:02}" for month in range(1, 9)])
    assert found.gaps.count("M") == 1
    assert found.breaks
    assert drawn("2015", "2016").gaps == ""


def test_each_row_has_the_letter_of_its_kind():
    found = drawn(dated("2015", "c"), dated("2016", "i"), dated("2017", "c"))
    assert [(one.kind, one.letters, one.y) for one in found.letters] == [
        ("c", "CC", "43 95"),
        ("i", "I", "69"),
    ]


def test_a_date_that_leaves_no_room_for_the_name_is_left_to_the_table():
    found = drawn(dated("Y-123456789012345~/Y-12345678901234~", name="A name of some length"))
    assert found.rows[0].when == ""
    assert found.rows[0].name == "A name of some length"
    assert "123,456,789,012,346 BC" in found.all_rows[0].when


EVERY_FORM = """
    2016 2016-07 2016-07-14 2016~ 2016? 2016% 201X 19XX 2016-XX 2016-21 2016-24 2015/2017
    ../2014 2016/.. /2015 2016/ 2016-07~/..
    2016-07~/2017-07~ 2016-07-14T12:00:00Z 0476 -0043-03-15 -0499/-0448 9999-12-31 Y-17000000 Y170000002
"""
dates = st.sampled_from(EVERY_FORM.split())
names = st.text(min_size=1, max_size=60) | st.sampled_from(
    ["W" * 300, "مدينة الموصل", "東京都千代田区霞が関" * 9]
)
statements = st.lists(st.builds(dated, dates, st.sampled_from("ctis"), names), min_size=1, max_size=50)


@settings(max_examples=80, deadline=None)
@given(statements, st.none() | dates)
def test_names_and_dates_never_meet_and_marks_stay_on_the_axis(many, source):
    found = drawn(*many, source=source)
    assert len(found.rows) + found.left_out == len(many)
    for one in found.rows:
        assert NAMES + width(one.name, SIZE) <= DATES - (width(one.when, SMALL) if one.when else 0)
        assert width(one.name, SIZE) <= NARROW_ROOM
        paths = one.bar + one.tick + one.thin + one.open
        assert re.fullmatch(r"[MHVLhvlmzZ\d.\s-]+", paths)  # no "nan", no "1e+06"
        assert all(PLOT <= float(x) <= WIDTH for x in re.findall(r"[MH](-?[\d.]+)", paths))
    assert found.height == 26 + 26 * len(found.rows)
