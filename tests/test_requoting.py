"""A slip is told from another wording."""

import pytest

from briefkit.requoting import Meant, requote

TEXT = (
    "The port’s engineers – four of them – expect the water to rise by 34 % … or not at all. "
    "Kein Deich wird gebaut, sagt die Behörde in Delmouth."
)


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("The port's engineers", "The port’s engineers"),
        ("engineers - four of them - expect", "engineers – four of them – expect"),
        ("“expect the water to rise”", "expect the water to rise"),
        ("34 % ... or not", "34 % … or not"),
    ],
)
def test_marks_that_a_program_changed_are_sure(quote, words):
    assert requote(quote, TEXT) == Meant(words, sure=True)


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("expect the watre to rise", "expect the water to rise"),
        ("engineers – four of them – expekt", "engineers – four of them – expect"),
        ("four of them – expect water to rise", "four of them – expect the water to rise"),
        ("Expect the water to rise", None),
        ("four of them, expect the water", "four of them – expect the water"),
    ],
)
def test_a_slip_inside_a_word_and_an_article_can_be_guessed(quote, words):
    assert requote(quote, TEXT) == (Meant(words, sure=False) if words else None)


@pytest.mark.parametrize(
    "quote",
    [
        "rise by 43 %",
        "or at all",
        "might expect the water to rise",
        "five of them – expect the water",
        "ein Deich wird gebaut",
        "sagt die Behörde in Elmouth",
        "expect the deep water to rise",
        "unexpect the water to rise",
        "nothing of the kind stands here",
        "",
        "“”",
    ],
)
def test_what_may_turn_the_meaning_round_is_left_to_the_editor(quote):
    assert requote(quote, TEXT) is None
