import pytest

from briefkit.edtf import NotEdtf, When, in_words, parse

# The examples of the Library of Congress' page, level by level and in its order.
LEVEL_0 = {
    "1985-04-12": ((1985, 4, 12), (1985, 4, 12)),
    "1985-04": ((1985, 4, 1), (1985, 4, 30)),
    "1985": ((1985, 1, 1), (1985, 12, 31)),
    "1985-04-12T23:20:30": ((1985, 4, 12), (1985, 4, 12)),
    "1985-04-12T23:20:30Z": ((1985, 4, 12), (1985, 4, 12)),
    "1985-04-12T23:20:30-04": ((1985, 4, 12), (1985, 4, 12)),
    "1985-04-12T23:20:30+04:30": ((1985, 4, 12), (1985, 4, 12)),
    "1964/2008": ((1964, 1, 1), (2008, 12, 31)),
    "2004-06/2006-08": ((2004, 6, 1), (2006, 8, 31)),
    "2004-02-01/2005-02-08": ((2004, 2, 1), (2005, 2, 8)),
    "2004-02-01/2005-02": ((2004, 2, 1), (2005, 2, 28)),
    "2004-02-01/2005": ((2004, 2, 1), (2005, 12, 31)),
    "2005/2006-02": ((2005, 1, 1), (2006, 2, 28)),
}
LEVEL_1 = {
    "Y170000002": ((170000002, 1, 1), (170000002, 12, 31)),
    "Y-170000002": ((-170000002, 1, 1), (-170000002, 12, 31)),
    "2001-21": ((2001, 3, 1), (2001, 5, 31)),
    "1984?": ((1984, 1, 1), (1984, 12, 31)),
    "2004-06~": ((2004, 6, 1), (2004, 6, 30)),
    "2004-06-11%": ((2004, 6, 11), (2004, 6, 11)),
    "201X": ((2010, 1, 1), (2019, 12, 31)),
    "20XX": ((2000, 1, 1), (2099, 12, 31)),
    "2004-XX": ((2004, 1, 1), (2004, 12, 31)),
    "1985-04-XX": ((1985, 4, 1), (1985, 4, 30)),
    "1985-XX-XX": ((1985, 1, 1), (1985, 12, 31)),
    "1985-04-12/..": ((1985, 4, 12), None),
    "1985-04/..": ((1985, 4, 1), None),
    "1985/..": ((1985, 1, 1), None),
    "../1985-04-12": (None, (1985, 4, 12)),
    "../1985-04": (None, (1985, 4, 30)),
    "../1985": (None, (1985, 12, 31)),
    "1985-04-12/": ((1985, 4, 12), None),
    "1985-04/": ((1985, 4, 1), None),
    "1985/": ((1985, 1, 1), None),
    "/1985-04-12": (None, (1985, 4, 12)),
    "/1985-04": (None, (1985, 4, 30)),
    "/1985": (None, (1985, 12, 31)),
    "-1985": ((-1985, 1, 1), (-1985, 12, 31)),
}


@pytest.mark.parametrize(("text", "days"), [*LEVEL_0.items(), *LEVEL_1.items()])
def test_every_example_of_the_specification_has_its_days(text, days):
    when = parse(text)
    assert (when.earliest, when.latest) == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2016-22", ((2016, 6, 1), (2016, 8, 31))),
        ("2016-23", ((2016, 9, 1), (2016, 11, 30))),
        ("2016-24", ((2016, 12, 1), (2017, 2, 28))),
        ("2015-24", ((2015, 12, 1), (2016, 2, 29))),
    ],
)
def test_a_winter_runs_into_the_next_year(text, days):
    when = parse(text)
    assert (when.earliest, when.latest) == days


@pytest.mark.parametrize("text", ["2016-02-29", "2000-02-29", "0000-02-29", "-0004-02-29"])
def test_a_leap_year_has_29_days_in_february(text):
    assert parse(text).latest == parse(text[:-3]).latest


def test_digits_left_open_in_a_year_before_christ_reach_back():
    when = parse("-201X")
    assert (when.earliest, when.latest) == ((-2019, 1, 1), (-2010, 12, 31))


@pytest.mark.parametrize(
    ("text", "approximate", "uncertain"),
    [
        ("2016", False, False),
        ("2016~", True, False),
        ("2016?", False, True),
        ("2016%", True, True),
        ("2016-21~", True, False),
        ("Y17000?", False, True),
        ("2016-07~/..", True, False),
        ("2016/2017?", False, True),
        ("2016~/2017?", True, True),
    ],
)
def test_a_qualifier_at_either_end_qualifies_the_whole(text, approximate, uncertain):
    when = parse(text)
    assert (when.approximate, when.uncertain) == (approximate, uncertain)


def test_dates_sort_by_first_day_and_an_open_end_comes_last():
    in_order = ["/1914", "-0043", "0476", "2016-01", "2016", "2016/2017", "2016/..", "2016-07-14", "Y17000"]
    keys = [parse(text).sort_key for text in in_order]
    assert sorted(set(keys)) == keys


def test_the_same_days_sort_alike_however_they_are_qualified():
    assert parse("2016~").sort_key == When((2016, 1, 1), (2016, 12, 31)).sort_key


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2016", "2016"),
        ("2016-07", "July 2016"),
        ("2016-07-14", "14 July 2016"),
        ("2016-07~", "about July 2016"),
        ("2016?", "2016 (uncertain)"),
        ("2016-07-14%", "about 14 July 2016 (uncertain)"),
        ("2016-21", "spring 2016"),
        ("2016-24~", "about winter 2016"),
        ("2016-XX", "some month in 2016"),
        ("2016-XX-XX", "some day in 2016"),
        ("2016-07-XX", "some day in July 2016"),
        ("2016-07-XX?", "some day in July 2016 (uncertain)"),
        ("201X", "the 2010s"),
        ("201X~", "about the 2010s"),
        ("20XX", "the years 2000 to 2099"),
        ("047X", "the years AD 470 to AD 479"),
        ("000X", "the years 1 BC to AD 9"),
        ("-201X", "the years 2020 BC to 2011 BC"),
        ("0476", "AD 476"),
        ("0000", "1 BC"),
        ("-0043-03-15", "15 March 44 BC"),
        ("-9999", "10,000 BC"),
        ("Y170000002", "the year 170,000,002"),
        ("2016-07-14T23:20:30", "14 July 2016, 23:20:30"),
        ("2016-07-14T23:20:30Z", "14 July 2016, 23:20:30 UTC"),
        ("2016-07-14T23:20:30+04:30", "14 July 2016, 23:20:30 UTC+04:30"),
    ],
)
def test_a_date_is_told_in_english(text, words):
    assert in_words(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2016/2018", "2016 to 2018"),
        ("2016-07/2016-10", "July to October 2016"),
        ("2016-07/2017-10", "July 2016 to October 2017"),
        ("2016-07-14/2016-07-20", "14 to 20 July 2016"),
        ("2016-07-14/2016-08-02", "14 July to 2 August 2016"),
        ("2016-21/2016-23", "spring to autumn 2016"),
        ("-0043-03/-0043-05", "March to May 44 BC"),
        ("2016-07/2016-08-02", "July 2016 to 2 August 2016"),
        ("2016/2016-08", "2016 to August 2016"),
        ("2016-07~/2016-10", "about July 2016 to October 2016"),
        ("2016-07/2016-10?", "July 2016 to October 2016 (uncertain)"),
        ("2016-07-XX/2016-10-XX", "some day in July 2016 to some day in October 2016"),
        ("2016/2016", "within 2016"),
        ("2016/..", "from 2016 on"),
        ("2016~/..", "from about 2016 on"),
        ("2016/", "from 2016, end unknown"),
        ("../2013", "up to 2013"),
        ("/2013", "up to 2013, start unknown"),
    ],
)
def test_an_interval_is_told_in_english(text, words):
    assert in_words(text) == words


@pytest.mark.parametrize(
    ("text", "problem", "advice"),
    [
        ("2016-13", "there is no month 13", "write 01 to 12, or for a season 21 (spring) to 24 (winter)"),
        ("2016-25", "there is no month 25", "write 01 to 12, or for a season 21 (spring) to 24 (winter)"),
        ("2015-02-30", "there is no 30 February 2015", "write 01 to 28, or leave out the day"),
        ("1900-02-29", "there is no 29 February 1900", "write 01 to 28, or leave out the day"),
        ("2016-21-40", "spring has no day 40", "write the month, 01 to 12, or leave out the day"),
        ("2016-07-14T25:00:00", "`25:00:00` is not a time of day", "write it with seconds, as in 23:20:30Z"),
        (
            "2016-07T10:00:00",
            "`2016-07T10:00:00` has a time but no certain day",
            "write the day, or leave out the time",
        ),
        (
            "2016-07-14~T10:00:00",
            "`2016-07-14~T10:00:00` has a time but no certain day",
            "write the day, or leave out the time",
        ),
        ("2016/2013", "the interval `2016/2013` ends before it starts", "write the earlier date first"),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(text, problem, advice):
    with pytest.raises(NotEdtf) as caught:
        parse(text)
    assert (caught.value.problem, caught.value.help) == (problem, advice)
    assert str(caught.value) == f"{problem}: {advice}"


@pytest.mark.parametrize(
    "text",
    [
        "", "..", "n.d.", "16", "20160", "Y02016", "Y" + "1" * 19, "2016-1X", "20X6", "2016?-07",
        "[2016,2017]", "{2016..2018}", "Y17E7", "1950S2", "2016/2017/2018", "05/07/2016", "1900s",
        "before 2013", "Fallujah 2016",
    ],
)  # fmt: skip
def test_what_is_no_level_1_date_is_told_the_forms_there_are(text):
    with pytest.raises(NotEdtf, match="is not an EDTF date: write 2016, 2016-07 or 2016-07-14"):
        parse(text)


@pytest.mark.parametrize("text", ["/", "../..", "/..", "../"])
def test_an_interval_has_a_date_at_one_end_at_least(text):
    with pytest.raises(NotEdtf, match="has no date"):
        parse(text)


def test_a_near_miss_is_mended_in_the_help_and_never_taken():
    with pytest.raises(NotEdtf, match=r"^`July 2016` is not an EDTF date: write 2016-07$"):
        in_words("July 2016")


def test_winter_comes_after_spring_of_the_same_year():
    with pytest.raises(NotEdtf, match="ends before it starts"):
        parse("2016-24/2016-21")


def test_a_long_text_is_shortened_to_one_line():
    with pytest.raises(NotEdtf) as caught:
        parse("when\nthe " + "x" * 5000)
    assert caught.value.problem == f"`when the {'x' * 31}…` is not an EDTF date"
