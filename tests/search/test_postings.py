import sqlite3

from hypothesis import given
from hypothesis import strategies as st
from tests.search.reading import gaps, numbers

from briefkit.search import postings
from briefkit.search.postings import Postings, encode, encode_numbers


@given(st.sets(st.integers(0, 20_000)))
def test_a_set_is_read_as_it_was_written(wanted):
    assert numbers(encode(sorted(wanted), 20_001)) == sorted(wanted)


@given(st.lists(st.integers(0, 3_000_000)))
def test_numbers_in_any_order_are_read_as_they_were_written(wanted):
    assert gaps(encode_numbers(wanted)) == wanted


def test_a_dense_set_takes_a_bit_for_each_number():
    assert len(encode(range(8000), 8000)) == 1 + -(-1000 * 4 // 3)


def test_what_is_put_away_in_lots_comes_out_as_if_it_had_not_been(monkeypatch):
    told = [(("a", "b"), 1), (("b", "é"), 2), (("a",), 5), (("b", "a"), 9)]

    def gathered() -> list[tuple[str, list[int]]]:
        kept = Postings(sqlite3.connect(":memory:"), "kept")
        for keys, number in told:
            kept.add(keys, number)
        return [(key, list(found)) for key, found in kept]

    whole = gathered()
    monkeypatch.setattr(postings, "A_LOT", 2)
    assert gathered() == whole == [("a", [1, 5, 9]), ("b", [1, 2, 9]), ("é", [2])]


def test_nothing_told_is_nothing_found():
    assert list(Postings(sqlite3.connect(":memory:"), "kept")) == []
