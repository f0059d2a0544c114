"""How wide words come out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefkit.figures.lettering import number, shortened, width


def test_a_word_is_as_wide_as_its_letters_are() -> None:
    assert width("ill", 10) < width("mow", 10)
    assert width("mm", 10) == 2 * width("m", 10)
    assert width("m", 20) == 2 * width("m", 10)
    assert width("m", 10, bold=True) > width("m", 10)


def test_ideographs_and_emoji_take_a_square_and_marks_take_nothing() -> None:
    assert width("語", 10) == width("😀", 10) == width("—", 10)
    assert width("e\u0301", 10) == width("e", 10)


def test_arabic_letters_are_as_different_as_latin_ones() -> None:
    assert width("ااا", 10) < width("ددد", 10) < width("ببب", 10) < width("سسس", 10)
    assert width("مُطهَّر", 10) == width("مطهر", 10)
    assert shortened("الاستنتاجات", 12, 80) == "الاستنتاجات"


def test_a_text_that_fits_is_left_as_it_is() -> None:
    assert shortened("al-Qaida", 12, 200) == "al-Qaida"


def test_a_text_is_cut_between_words_and_else_within_one() -> None:
    assert shortened("a lethal offence abroad", 10, 75) == "a lethal…"
    assert shortened("Donaudampfschifffahrt", 10, 60).endswith("…")


@given(st.text(max_size=80), st.floats(12, 400))
def test_a_shortened_text_has_room(text: str, room: float) -> None:
    assert width(shortened(text, 12, room), 12) <= max(room, width("…", 12))


def test_a_coordinate_has_one_decimal_at_most() -> None:
    assert [number(one) for one in (12.0, 12.25, 12.26, -0.01, -3.5)] == ["12", "12.2", "12.3", "0", "-3.5"]
