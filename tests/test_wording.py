from __future__ import annotations

from briefkit.brief import KINDS, Kind
from briefkit.interface import interface_for
from briefkit.wording import bracketed, capitalised, signs


def test_each_kind_has_a_letter_of_its_own() -> None:
    kinds = {
        **KINDS,
        "event": Kind("event", "mention", "Event"),
        "cause": Kind("cause", "statement", "Cause"),
    }
    found = signs(kinds, interface_for("en"))
    assert [(one.letter, one.stroke) for one in found.values()] == [
        ("C", "c"),
        ("T", "t"),
        ("I", "i"),
        ("A", "a"),
        ("P", "p"),
        ("E", "m"),
        ("Ca", "s"),
    ]


def test_in_another_language_a_kind_has_the_letter_of_its_title_there() -> None:
    found = signs({**KINDS, "road": Kind("road", "mention", "معبر")}, interface_for("ar"))
    assert [one.letter for one in found.values()] == ["ع", "ت", "ن", "ج", "م", "مع"]
    assert found["claim"].title == "ادعاء"
    assert found["road"].title == found["road"].noun == "معبر"


def test_words_begin_with_a_capital_where_their_letters_have_one() -> None:
    assert capitalised("élan vital") == "Élan vital"
    assert capitalised("ادعاء") == "ادعاء"


def test_what_the_editors_supplied_stands_in_brackets() -> None:
    assert bracketed("2016", True) == "[2016]"
    assert bracketed("2016", False) == "2016"
