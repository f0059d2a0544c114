from __future__ import annotations

import time

from briefkit.site.highlight import LANES, lanes, pieces
from briefkit.spans import Span


def test_a_text_without_labels_is_one_piece() -> None:
    (piece,) = pieces(Span(3, 9), [])
    assert piece == (3, 9, (), ())


def test_an_empty_text_has_no_piece() -> None:
    assert pieces(Span(3, 3), []) == []


def test_labels_that_overlap_share_the_piece_between() -> None:
    cut = pieces(Span(0, 10), [("a", [Span(1, 6)]), ("b", [Span(4, 8)])])
    assert [(piece.start, piece.end, piece.labels, piece.ends) for piece in cut] == [
        (0, 1, (), ()),
        (1, 4, ("a",), ()),
        (4, 6, ("a", "b"), ("a",)),
        (6, 8, ("b",), ("b",)),
        (8, 10, (), ()),
    ]


def test_a_label_of_two_spans_ends_at_the_second() -> None:
    cut = pieces(Span(0, 9), [("a", [Span(0, 2), Span(5, 9)])])
    assert [piece.ends for piece in cut] == [(), (), ("a",)]


def test_ten_labels_deep_none_is_lost() -> None:
    labels = [(f"l{depth}", [Span(depth, 30 - depth)]) for depth in range(10)]
    cut = pieces(Span(0, 30), labels)
    assert max(len(piece.labels) for piece in cut) == 10
    assert [end for piece in cut for end in piece.ends] == [f"l{depth}" for depth in reversed(range(10))]


def test_the_longest_label_takes_the_lane_nearest_the_words() -> None:
    found = lanes([("short", [Span(2, 4)]), ("long", [Span(0, 9)]), ("apart", [Span(20, 21)])])
    assert found == {"long": 1, "short": 2, "apart": 1}


def test_a_label_whose_own_spans_overlap_keeps_its_lane_to_its_last_word() -> None:
    labels = [("a", [Span(0, 3), Span(1, 2)]), ("b", [Span(2, 3)])]
    assert lanes(labels) == {"a": 1, "b": 2}


def test_the_fourth_label_deep_shares_the_last_lane() -> None:
    found = lanes([(f"l{depth}", [Span(depth, 30 - depth)]) for depth in range(5)])
    assert list(found.values()) == [1, 2, 3, LANES, LANES]


def test_twenty_thousand_labels_are_cut_in_a_blink() -> None:
    labels = [(str(number), [Span(5 * number, 5 * number + 8)]) for number in range(20_000)]
    started = time.process_time()
    assert len(pieces(Span(0, 100_010), labels)) == 40_000
    lanes(labels)
    assert time.process_time() - started < 5  # some 0.3 s; were it quadratic, minutes
