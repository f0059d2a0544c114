"""E4, E6: a quote that nearly stands is answered with the words that do, and never taken for them."""

from __future__ import annotations

import pytest

from briefkit import near_miss
from briefkit.brief import Passage
from briefkit.near_miss import closest, help_for
from briefkit.spans import Span
from tests.archives import archive, codes, findings


def passage(text: str) -> Passage:
    return Passage("p1", "paragraph", Span(0, len(text)), text)


def near(text: str, quote: str) -> str | None:
    span = closest(text, quote)
    return span.of(text) if span else None


@pytest.mark.parametrize(
    ("text", "quote", "words"),
    [
        ("They say that the sea rises.", "the see rises", "the sea rises"),
        ("Exports rose; the port was not closed.", "the port was closed", "the port was not closed"),
        ("They say the port was not done.", "the port was done", "the port was not done"),
        (
            "The port was not in fact closed, they say.",
            "The port was closed",
            "The port was not in fact closed",
        ),
        ("They say the sea will rise. So it is.", "the sea will fall", "the sea will rise"),
        ("It rose by 43 % last year.", "It rose by 34 % last year", "It rose by 43 % last year"),
        ("The fleet did sail.", "The fleet did not sail", "The fleet did sail"),
        ("It is likely to happen soon", "unlikely to happen", "likely to happen"),
        ("Something else altogether.", "the sea rises", None),
        ("The sea rises.", "  ", None),
    ],
)
def test_the_closest_words_are_whole_and_begin_and_end_as_the_quote_does(text, quote, words):
    assert near(text, quote) == words


def test_where_too_many_words_would_be_compared_the_nearest_stretch_is_taken(monkeypatch):
    monkeypatch.setattr(near_miss, "MOST_PAIRS", 1)
    assert near("They said that the sea rises.", "the see rises") == "the sea rises"


@pytest.mark.parametrize(
    ("text", "quote", "named"),
    [
        ("It rose by 43 % in all.", "It rose by 34 % in all", "a number"),
        ("It will not hold.", "It will hold.", "a negation"),
        ("It may well hold.", "It will well hold.", "a modal"),
        ("The ships of Iran lay there.", "The ships of Iraq lay there.", "a name"),
        ("Iran may buy 3 ships.", "Iraq will not buy 4 ships.", "a number, a negation, a modal and a name"),
    ],
)
def test_what_may_turn_the_meaning_round_is_named_before_anything_is_mended(text, quote, named):
    help, difference = help_for(quote, passage(text), [])
    assert help.startswith(f"read p1 again before you mend it, since {named} may differ: ")
    assert difference is not None
    assert (difference.written, difference.titles) == (quote, ("written", "p1"))


def test_a_slip_of_the_pen_is_mended_by_the_closest_words():
    help, difference = help_for("The see rises", passage("The sea rises."), [])
    assert help == "write the closest words of p1: “see” should be “sea”"
    assert difference is not None
    assert difference.weights == ()


def test_many_differences_are_counted():
    help, _ = help_for(
        "aa bb1 cc dd1 ee ff1 gg hh1 ii jj1", passage("aa bb2 cc dd2 ee ff2 gg hh2 ii jj2"), []
    )
    assert help.endswith(": they differ in 5 places")


@pytest.mark.parametrize(
    ("seed", "quote"),
    [
        (
            "It will not hold, they say of the dike in the north.\n",
            "It will hold, they say of the dike in the north.",
        ),
        ("Of all exports 43 % went by sea.\n", "Of all exports 34 % went by sea."),
        ("It is unlikely that the sea will rise.\n", "It is likely that the sea will rise."),
        ("The port of Varn lay idle for a year.\n", "The port of Vern lay idle for a year."),
        ("The port of Varn lay idle for a year.\n", "The port of Varn lay idle for a year!"),
    ],
)
def test_a_near_match_is_an_error_and_never_a_pass(seed, quote):
    files = archive(f"p1:\n  - claim: One\n    quote: '{quote}'\n", seed=seed)
    assert codes(files) == ["BK202"]
    [finding] = findings(files)
    assert finding.difference is not None
    assert finding.fix is None or not finding.fix.safe or finding.difference.weights == ()
