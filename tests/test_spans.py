import pytest

from briefkit.spans import Document, Span, utf16_length


def test_a_span_counts_code_points_and_leaves_its_end_out():
    assert Span(1, 3).of("a😀bc") == "😀b"
    assert len(Span(1, 3)) == 2


@pytest.mark.parametrize("ends", [(-1, 2), (3, 2)])
def test_a_span_that_runs_backwards_cannot_be(ends: tuple[int, int]):
    with pytest.raises(ValueError, match="no span"):
        Span(*ends)


def test_spans_that_only_touch_do_not_overlap():
    assert not Span(0, 2).overlaps(Span(2, 4))
    assert Span(0, 3).overlaps(Span(2, 4))
    assert Span(0, 4).covers(Span(2, 4))
    assert not Span(0, 3).covers(Span(2, 4))
    assert Span(1, 2).moved(3) == Span(4, 5)


def test_lines_end_at_lf_crlf_and_cr_and_nowhere_else():
    document = Document("x", "a\nb\r\nc\rd\u2028e\x85f")
    assert [document.line(number) for number in range(1, 5)] == ["a", "b", "c", "d\u2028e\x85f"]
    assert document.line_column(document.text.index("e")) == (4, 3)


def test_the_place_after_the_last_line_end_is_a_line():
    document = Document("x", "a\n")
    assert document.line_column(2) == (2, 1)
    assert document.line(2) == ""
    assert document.whole == Span(0, 2)


def test_a_line_is_found_from_any_offset_in_it():
    document = Document("x", "one\ntwo words\nthree")
    assert document.line_span(document.text.index("words")).of(document.text) == "two words"


def test_utf16_counts_two_units_above_the_basic_plane():
    assert utf16_length("é😀") == 3
