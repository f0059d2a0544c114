"""Names are found where they stand as words of their own, with the capitals that they are given."""

from __future__ import annotations

import pytest

from briefkit.brief import Entity
from briefkit.gazetteer import Gazetteer, carries, names_of

NAMES = Gazetteer(
    [
        ("IS", "is"),
        ("Islamic State", "is"),
        ("caliphate", "is"),
        ("US", "usa"),
        ("Nice", "nice"),
        ("Nice attack", "attack"),
        ("al-Qaida", "al-qaida"),
        ("Al-Qaida in Iraq", "aqi"),
        ("Iraq", "iraq"),
        ("the Gulf states", "gulf"),
        ("東京", "tokyo"),
        ("東京都庁", "tokyo-office"),
        ("'Ndrangheta", "ndrangheta"),
        ("...", "dots"),
    ]
)


def found(text, names=NAMES):
    return [(one.span.of(text), *one.entities) for one in names.find(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("IS is", ["IS"]),
        ("US and us", ["US"]),
        ("Nice is nice", ["Nice"]),
        ("IRAQ", []),  # a word of four capitals may stand for anything
        ("AL-QAIDA, ISLAMIC STATE", ["AL-QAIDA", "ISLAMIC STATE"]),
        ("The Caliphate; The Gulf states", ["Caliphate", "The Gulf states"]),
        ("islamic state", []),
        ("IS’s and IS's", ["IS", "IS"]),
        ("Iraqi, Iraq", ["Iraq"]),
        ("Islamic\n  State", ["Islamic\n  State"]),
        ("‘Ndrangheta", ["‘Ndrangheta"]),
        ("... .", []),
    ],
)
def test_capitals_and_word_ends_tell_a_name_from_a_word(text, names):
    assert [words for words, *_ in found(text)] == names


def test_the_longest_name_holds_and_what_is_in_it_is_none():
    assert found("Al-Qaida in Iraq, Iraq") == [("Al-Qaida in Iraq", "aqi"), ("Iraq", "iraq")]


def test_a_longer_name_that_goes_on_as_a_word_leaves_the_shorter_one():
    assert found("Nice attackers") == [("Nice", "nice")]


def test_a_script_without_spaces_is_searched_at_every_sign():
    assert found("在東京都庁東京IS派") == [("東京都庁", "tokyo-office"), ("東京", "tokyo"), ("IS", "is")]


def test_letters_that_grow_when_made_small_leave_every_place_as_it_is():
    assert found("İİİ Nice") == [("Nice", "nice")]


def test_a_name_of_several_entities_stands_for_each():
    shared = Gazetteer([("Turkey", "turkey"), ("Turkey", "turkey-state"), ("Turkey", "turkey")])
    assert found("TURKEY", shared) == [("TURKEY", "turkey", "turkey-state")]


def test_a_gazetteer_with_more_names_leaves_the_first_as_it_was():
    more = NAMES.with_names([("Nice", "nice-team"), ("Lyon", "lyon")])
    assert found("Nice, Lyon", more) == [("Nice", "nice", "nice-team"), ("Lyon", "lyon")]
    assert found("Nice, Lyon") == [("Nice", "nice")]


def test_an_entity_is_named_by_its_name_and_its_aliases():
    one = Entity("is", "actor", "Islamic State", aliases=("IS", "the group"))
    assert list(names_of([one])) == [("Islamic State", "is"), ("IS", "is"), ("the group", "is")]
    assert carries(one, "ISLAMIC STATE")
    assert carries(one, "The group")
    assert not carries(one, "is")
    assert not carries(one, "group")
