import pytest

from briefkit.anchoring import find_quote, find_words
from briefkit.brief import Passage, TextQuoteSelector
from briefkit.spans import Span


def words_at(text: str, words: str, whole: bool = False) -> list[str]:
    return [span.of(text) for span in find_words(text, words, whole)]


def test_spans_count_from_the_start_of_the_seed():
    passage = Passage("p2", "paragraph", Span(100, 113), "the sea rises")
    assert find_quote(passage, TextQuoteSelector("sea")) == [Span(104, 107)]


def test_any_run_of_white_space_matches_any_other():
    assert words_at("the\r\n  sea\u00a0rises", "the sea\n rises") == ["the\r\n  sea\u00a0rises"]


def test_white_space_at_the_ends_of_a_quote_is_dropped():
    assert words_at("the sea", " sea \n") == ["sea"]


def test_letters_of_another_case_or_form_do_not_match():
    assert words_at("caf\u00e9 IS", "cafe\u0301") == []
    assert words_at("café IS", "is") == []


def test_overlapping_places_count():
    assert find_words("aaaa", "aa") == [Span(0, 2), Span(1, 3), Span(2, 4)]


def test_no_words_stand_nowhere():
    assert find_words("abc", "  ") == []


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        ("Iraqi troops", "Iraq", 0),
        ("Iraq’s troops in Iraq", "Iraq", 2),
        ("US-backed", "US", 1),
        ("(IS), IS’s, ISIS", "IS", 2),
        ("x_US US2", "US", 0),
        ("pre\u0301 pre", "pre", 1),  # a combining mark belongs to the word
        ("在日本的海港", "日本", 1),  # written without spaces
        ("東京タワーへ", "東京", 1),
        ("กรุงเทพมหานคร", "เทพ", 1),
        ("ثورة العراق", "العراق", 1),
        ("والعراق", "العراق", 0),
    ],
)
def test_a_mention_is_whole_words(text: str, name: str, found: int):
    assert len(find_words(text, name, whole_words=True)) == found
