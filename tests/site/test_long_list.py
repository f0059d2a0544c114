from __future__ import annotations

from briefkit.addresses import ROWS_A_PAGE, index_path
from briefkit.site.long_list import in_parts, page_of, turn


def test_an_empty_list_is_one_part_and_a_full_one_no_more() -> None:
    assert list(in_parts([], 2)) == [(1, [], False)]
    assert list(in_parts([1, 2], 2)) == [(1, [1, 2], False)]
    assert list(in_parts([1, 2, 3], 2)) == [(1, [1, 2], True), (2, [3], False)]


def test_a_row_is_on_the_page_that_holds_it() -> None:
    pages = {row: number for number, part, _ in in_parts(range(2 * ROWS_A_PAGE + 1)) for row in part}
    assert {row: page_of(row) for row in pages} == pages


def test_a_list_of_one_page_has_no_others_to_turn_to() -> None:
    def path(number: int) -> str:
        return index_path(number=number)

    assert not turn("index.html", 1, False, path).needed
    middle = turn("index/2.html", 2, True, path)
    assert middle.needed
    assert (middle.first, middle.previous, middle.next) == ("../index.html", "../index.html", "3.html")
