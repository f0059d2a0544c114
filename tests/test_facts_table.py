"""The days by which statements and briefs are put in order."""

import pytest

from briefkit.brief import About, Facts, Outcome, StatementFact
from briefkit.facts_table import OPEN, UNSTATED, day_number, due, latest


def implication(when: str | None, kind: str = "implication", judgment: int | None = None) -> StatementFact:
    return StatementFact("a", "a", kind, "p1", "A", "A.", when=when, judgment=judgment)


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("2016", 20161231),
        ("2016-07~", 20160731),
        ("2016/2018-02", 20180228),
        ("../2018", 20181231),
        ("2016/..", OPEN),
        ("soon", OPEN),
        (None, UNSTATED),
        ("-0044-03-15", -439685),
    ],
)
def test_a_judgment_is_due_on_the_last_day_that_it_speaks_of(when, expected):
    assert due(implication(when)) == expected


def test_only_implications_and_key_judgments_are_due():
    assert due(implication("2016", kind="claim")) is None
    assert due(implication("2016", kind="claim", judgment=2)) == 20161231


def test_a_year_beyond_counting_stands_last_and_fits_the_database():
    assert day_number((10**17, 1, 1)) == day_number((10**12, 1, 1)) < OPEN < 2**63


def facts(about: About, *statements: StatementFact) -> Facts:
    return Facts("sea", "brief/sea.yaml", "sea.txt", about, 1, (), statements, (), (), (), (), {}, ())


def test_the_latest_date_is_the_one_whose_first_day_is_the_latest():
    about = About("The sea", date="2016", published="2016-07", updated="../2015")
    assert latest(facts(about)) == ("2016-07", 20160701)
    told = StatementFact("a", "a", "implication", "p1", "A", "A.", outcome=Outcome("happened", "2017~"))
    assert latest(facts(about, told)) == ("2017~", 20170101)
    assert latest(facts(About("The sea", date="some day"))) == (None, None)
    assert latest(facts(About("The sea", updated="../2015-03"))) == ("../2015-03", 20150331)
