import pytest

from briefkit.edtf import NotEdtf, parse
from briefkit.loose_dates import likely_edtf

BY_NAME = {
    "July 2016": "2016-07",
    "july 2016": "2016-07",
    "Sept. 2016": "2016-09",
    "July, 2016": "2016-07",
    "2016 July": "2016-07",
    "14 July 2016": "2016-07-14",
    "14th of July 2016": "2016-07-14",
    "July 14, 2016": "2016-07-14",
    "2016 July 4": "2016-07-04",
    "2016-Jul-14": "2016-07-14",
    "14-20 July 2016": "2016-07-14/2016-07-20",
    "July–October 2016": "2016-07/2016-10",
    "July to October 2016": "2016-07/2016-10",
    "July 2016 to March 2017": "2016-07/2017-03",
    "spring 2016": "2016-21",
    "Fall 2016": "2016-23",
    "the winter of 2016": "2016-24",
}
BY_NUMBER = {
    "2016-7": "2016-07",
    "2016-7-1": "2016-07-01",
    "2016/07": "2016-07",
    "2016/7/1": "2016-07-01",
    "2016.07.14": "2016-07-14",
    "14.7.2016": "2016-07-14",
    "14/07/2016": "2016-07-14",
    "14-07-2016": "2016-07-14",
    "07/14/2016": "2016-07-14",
    "7/2016": "2016-07",
    "20160714": "2016-07-14",
    "2016-14-07": "2016-07-14",
    "Y2016": "2016",
    "-0000": "0000",
    " 2016 ": "2016",
}
LEFT_OPEN = {
    "the 2010s": "201X",
    "201u": "201X",
    "201x": "201X",
    "201?": "201X",
    "2016-07-uu": "2016-07-XX",
    "2016-07-00": "2016-07-XX",
    "2016-00-00": "2016-XX-XX",
    "2016-XX-14": "2016-XX-XX",
    "201X-07": "201X",
}
INTERVALS = {
    "2014-2016": "2014/2016",
    "2014 – 2016": "2014/2016",
    "2014-16": "2014/2016",
    "2014/16": "2014/2016",
    "from 2014 to 2016": "2014/2016",
    "between 2014 and 2016": "2014/2016",
    "2014 / 2016": "2014/2016",
    "since 2014": "2014/..",
    "from 2014 on": "2014/..",
    "2014 onwards": "2014/..",
    "2014-present": "2014/..",
    "2014/open": "2014/..",
    "by July 2018": "../2018-07",
    "until 2013": "../2013",
    "unknown/2016": "/2016",
    "2016/unknown": "2016/",
    "2016-07-14T10:00:00Z/2016-07-15T12:00:00Z": "2016-07-14/2016-07-15",
}
QUALIFIED = {
    "c. 2016": "2016~",
    "circa July 2016": "2016-07~",
    "about 2016": "2016~",
    "~2016": "2016~",
    "~2014/~2016": "2014~/2016~",
    "perhaps 2016": "2016?",
    "2016 ?": "2016?",
    "2016 (uncertain)": "2016?",
    "2016?~": "2016%",
}
TIMES = {
    "2016-07-14 23:20": "2016-07-14T23:20:00",
    "2016-07-14T23:20Z": "2016-07-14T23:20:00Z",
    "2016-07-14T23:20:30.125Z": "2016-07-14T23:20:30Z",
}


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        case
        for cases in (BY_NAME, BY_NUMBER, LEFT_OPEN, INTERVALS, QUALIFIED, TIMES)
        for case in cases.items()
    ],
)
def test_what_people_write_leads_to_what_they_mean(text, edtf):
    assert likely_edtf(text) == edtf
    with pytest.raises(NotEdtf) as caught:
        parse(text)
    assert caught.value.help == f"write {edtf}"


@pytest.mark.parametrize("text", ["05/07/2016", "1900s", "Mayfair 2016", "before 2013", "undated"])
def test_what_has_no_one_meaning_is_not_guessed(text):
    with pytest.raises(NotEdtf):
        parse(likely_edtf(text))


def test_a_text_too_long_for_a_date_is_left_alone():
    text = "c. " * 10_000 + "2016"
    assert likely_edtf(text) == text
