"""Where sentences begin, and the words around a span up to their ends."""

import itertools

import pytest

from briefkit.sentences import around, sentence_starts
from briefkit.spans import Span


def sentences(text: str) -> list[str]:
    starts = [*sentence_starts(text), len(text)]
    return [text[start:end].strip() for start, end in itertools.pairwise(starts)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It rose. It fell! Did it? Yes", ["It rose.", "It fell!", "Did it?", "Yes"]),
        ("“It rose.” (So they say.) Then", ["“It rose.”", "(So they say.)", "Then"]),
        ("The U.S. Navy and Mr. Moor of the No. 4 quay", ["The U.S. Navy and Mr. Moor of the No. 4 quay"]),
        ("It fell ... and rose by 3.5 metres", ["It fell ... and rose by 3.5 metres"]),
        ("海は上がる。港は沈む。", ["海は上がる。", "港は沈む。"]),
        ("هل يرتفع؟ نعم", ["هل يرتفع؟", "نعم"]),
        ("Plan B. It failed", ["Plan B. It failed"]),  # taken for an initial: shows more, and nothing else
        (". It", [".", "It"]),
        ("", [""]),
    ],
)
def test_a_sentence_ends_where_most_readers_would_say(text, expected):
    found = sentences(text)
    assert [one for one in found if one] == [one for one in expected if one]


def of(text: str, words: str, most: int = 160) -> tuple[str, str]:
    start = text.index(words)
    return around(text, Span(start, start + len(words)), sentence_starts(text), most)


def test_words_come_up_to_the_ends_of_their_sentence():
    text = "It rose. The fleet left the port at dawn. Nobody saw it."
    assert of(text, "port") == ("The fleet left the ", " at dawn.")
    assert of(text, "It") == ("", " rose.")
    assert of(text, "Nobody") == ("", " saw it.")


def test_words_that_run_over_the_end_of_a_sentence_take_the_next_one_too():
    assert of("It rose. The fleet left. Then rain.", "rose. The fleet") == ("It ", " left.")


def test_of_more_than_the_most_the_far_end_is_left_out_at_a_word():
    text = "alpha beta gamma port delta epsilon zeta"
    assert of(text, "port", 8) == ("… gamma ", " delta …")
    assert of(text, "port", 6) == ("… gamma ", " delta …")
    assert of(text, "port", 11) == ("… beta gamma ", " delta …")


def test_where_there_are_no_spaces_the_far_end_is_left_out_anywhere():
    assert of("あいうえお港かきくけこ", "港", 3) == ("… うえお", "かきく …")
