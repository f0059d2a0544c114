from __future__ import annotations

import pytest

from briefkit.addresses import ROWS_A_PAGE
from briefkit.figures.over_time import Count
from briefkit.site.periods import Starts, counted, period_of


@pytest.mark.parametrize(
    ("date", "period"),
    [
        ("2016", (2016, None)),
        ("2016-07", (2016, 7)),
        ("2016-07-14", (2016, 7)),
        ("2016-07~", (2016, 7)),
        ("2016-07-01/2016-07-31", (2016, 7)),
        ("2016-05/2016-07", (2016, None)),
        ("2014/2016", (2014, None)),
        ("../2016", (2016, None)),
        ("-0479", (-479, None)),
        (None, None),
        ("last summer", None),
    ],
)
def test_a_date_is_of_the_month_or_else_the_year_in_which_it_begins(
    date: str | None, period: tuple[int, int | None] | None
) -> None:
    assert period_of(date) == period


def test_only_the_first_row_of_a_period_has_an_id() -> None:
    starts = Starts()
    dates = ["2016-07-02", "2016-07", "2016", "2017", None, "2016-07"]
    assert [starts.id(date) for date in dates] == ["_2016-07", "", "_2016", "_2017", "", ""]


def address(page: int, id: str) -> str:
    return f"{page}#{id}"


def test_a_count_leads_to_the_page_on_which_its_period_begins() -> None:
    rows = [("2014-02", ROWS_A_PAGE - 1), ("2014-03", 2), ("2014-04", 1), (None, 3), ("soon", 1)]
    assert counted(rows, address) == (
        [
            Count(2014, 2, ROWS_A_PAGE - 1, "1#_2014-02"),
            Count(2014, 3, 2, "1#_2014-03"),
            Count(2014, 4, 1, "2#_2014-04"),
        ],
        4,
    )


def test_a_year_leads_to_its_latest_month_where_the_latest_stands_first() -> None:
    latest_first = [("2019-05", 1), ("2016-11-02", 1), ("2016-11-01", 2), ("2016-03", 1)]
    counts, _ = counted(latest_first, address)
    assert counts == [Count(2019, None, 1, "1#_2019-05"), Count(2016, None, 4, "1#_2016-11")]


def test_where_one_date_knows_no_month_all_are_counted_by_the_year() -> None:
    counts, _ = counted([("2016-03", 1), ("2016", 1)], address)
    assert counts == [Count(2016, None, 2, "1#_2016-03")]
    assert counted([], address) == ([], 0)
