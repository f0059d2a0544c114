from __future__ import annotations

from briefkit.brief import KINDS, Kind
from briefkit.site.wording import (
    bracketed,
    capitalised,
    counted,
    counts_in_words,
    date_in_words,
    enumerated,
    signs,
)


def test_each_kind_has_a_letter_of_its_own() -> None:
    kinds = {
        **KINDS,
        "event": Kind("event", "mention", "Event"),
        "cause": Kind("cause", "statement", "Cause"),
    }
    found = signs(kinds)
    assert [(one.letter, one.stroke) for one in found.values()] == [
        ("C", "c"),
        ("T", "t"),
        ("I", "i"),
        ("A", "a"),
        ("P", "p"),
        ("E", "m"),
        ("Ca", "s"),
    ]


def test_words_are_counted_and_listed_as_people_do() -> None:
    assert counted(1, "claim") == "1 claim"
    assert counted(1204, "mention") == "1,204 mentions"
    assert counts_in_words([("claim", 2), ("trend", 1)]) == "2 claims, 1 trend"
    assert enumerated(["a"]) == "a"
    assert enumerated(["a", "b", "c"]) == "a, b and c"
    assert capitalised("élan vital") == "Élan vital"


def test_what_the_editors_supplied_stands_in_brackets() -> None:
    assert bracketed("2016", True) == "[2016]"
    assert bracketed("2016", False) == "2016"


def test_a_date_is_told_in_words_and_one_that_is_none_as_it_was_written() -> None:
    assert date_in_words("2016-07~") == "about July 2016"
    assert date_in_words("soon") == "soon"
