"""E6: what a near match must never let slip is named for what it is."""

from __future__ import annotations

import pytest

from briefkit.diagnostics import Weight
from briefkit.word_diff import compare, in_words, listed

TITLES = ("written", "p1")


@pytest.mark.parametrize(
    ("written", "stands", "weights"),
    [
        ("it rose by 34 % in May", "it rose by 43 % in May", [Weight.NUMBER]),
        ("it cost 1,250.5 francs", "it cost 1,250.6 francs", [Weight.NUMBER]),
        ("three ships", "thirty ships", [Weight.NUMBER]),
        ("a million of them", "a billion of them", [Weight.NUMBER]),
        ("the fleet did sail", "the fleet did not sail", [Weight.NEGATION]),
        ("the fleet didn't sail", "the fleet did sail", [Weight.NEGATION]),
        ("the fleet didn’t sail", "the fleet did sail", [Weight.NEGATION]),
        ("Die Flotte fährt nicht", "Die Flotte fährt", [Weight.NEGATION]),
        ("la flotte part", "la flotte ne part pas", [Weight.NEGATION]),
        ("it will sail", "it may sail", [Weight.MODAL]),
        ("it is likely to sail", "it is unlikely to sail", [Weight.MODAL]),
        ("Iran said so", "Iraq said so", [Weight.NAME]),
        ("Al-Qaida in it", "Al-Qaeda in it", [Weight.NAME]),
        ("the IS will", "the is will", [Weight.NAME]),
        ("IS will", "is will", [Weight.NAME]),
        ("Iran may buy 3", "Iraq will not buy 4", list(Weight)),
    ],
)
def test_a_number_a_negation_a_modal_and_a_name_are_told(written, stands, weights):
    assert list(compare(written, stands, TITLES).weights) == weights
    assert list(compare(stands, written, TITLES).weights) == weights


@pytest.mark.parametrize(
    ("written", "stands"),
    [
        ("the see rises", "the sea rises"),
        ("The sea", "the sea"),
        ("It rose. The sea", "It rose. the sea"),
        ("“not” it", '"not" it'),
        ("the fleet didn't sail", "the fleet didn’t sail"),
        ("Two of them", "two of them"),
        ("ice bergs", "icebergs"),
        ("it will  not\nsail", "it will not sail"),
    ],
)
def test_other_differences_are_not(written, stands):
    assert compare(written, stands, TITLES).weights == ()


def test_the_runs_join_to_the_two_wordings():
    difference = compare(" It  rose by 34 %", "It rose, by 43 %\n", TITLES)
    assert (difference.written, difference.stands) == ("It rose by 34 %", "It rose, by 43 %")
    assert difference.marked() == ("written: It rose by [-34-] %", "p1: It rose{+,+} by {+43+} %")


def test_a_difference_is_said_in_a_few_words():
    assert in_words(compare("rose by 34 % quite", "rose by 43 % not", TITLES)) == [
        "“34” should be “43”",
        "“quite” should be “not”",
    ]
    assert in_words(compare("the sea", "the wide sea", TITLES)) == ["the quote lacks “wide”"]
    assert in_words(compare("the wide sea", "the sea", TITLES)) == ["the passage has no “wide”"]
    assert in_words(compare("a ,b", "a,b", TITLES)) == ["the quote has a space too many"]
    assert in_words(compare("a,b", "a ,b", TITLES)) == ["the quote lacks a space"]


def test_words_are_listed_as_in_a_sentence():
    assert [listed(words) for words in (["a"], ["a", "b"], ["a", "b", "c"])] == ["a", "a and b", "a, b and c"]


def test_marks_that_word_processors_change_are_called_by_name():
    assert in_words(compare("the 'sea'", "the ‘sea’", TITLES)) == [
        "the quote has ' (apostrophe) for ‘ (left single quotation mark), "
        "' (apostrophe) for ’ (right single quotation mark)"
    ]
