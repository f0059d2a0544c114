"""Readings are held beside one another label by label."""

from __future__ import annotations

import pytest
from tests.archives import brief

from briefkit.adjudication.comparison import DifferentCut, clusters

TEXT = "The sea rises fast. Harbours flood.\n\nThe sea falls.\n"


def read(labels, seed=TEXT):
    return brief(labels, seed=seed, **{"brief/entities.yaml": "a: {place: A}\nb: {place: B}\n"})


def compared(**readings):
    found = clusters({reader: read(labels) for reader, labels in readings.items()})
    return [(one.passage, one.kind, [tuple(same.by) for same in one.labels]) for one in found]


def label(kind, value, quote=None, more=""):
    words = f"    quote: {quote}\n" if quote else ""
    return f"  - {kind}: {value}\n{words}{more}"


def test_labels_of_one_kind_on_the_same_words_are_the_same():
    first, second = (
        f"p1:\n{label('claim', text, 'The sea rises')}" for text in ("It rises", "The sea goes up")
    )
    assert compared(x=first, y=second) == [("p1", "claim", [("x", "y")])]


def test_of_mentions_the_entity_has_to_be_the_same():
    first, second = (f"p1:\n{label('place', id, 'sea')}" for id in "ab")
    assert compared(x=first, y=second) == [("p1", "place", [("x",), ("y",)])]


def test_words_that_overlap_belong_together_and_others_do_not():
    first = "p1:\n" + label("claim", "It rises", "The sea rises") + label("claim", "Floods", "Harbours flood")
    second = "p1:\n" + label("claim", "It rises", "sea rises fast")
    assert compared(x=first, y=second) == [("p1", "claim", [("x",), ("y",)]), ("p1", "claim", [("x",)])]


def test_a_label_on_a_whole_passage_goes_with_its_like_alone():
    first = "p1:\n" + label("claim", "All") + label("claim", "It rises", "The sea rises")
    second = "p1:\n" + label("claim", "All of it")
    assert sorted(compared(x=first, y=second)) == [("p1", "claim", [("x",)]), ("p1", "claim", [("x", "y")])]


def test_two_labels_of_one_reader_on_the_same_words_are_two():
    twice = "p1:\n" + label("claim", "One", "The sea rises") + label("claim", "Two", "The sea rises")
    once = "p1:\n" + label("claim", "One", "The sea rises")
    assert compared(x=twice, y=once) == [("p1", "claim", [("x", "y"), ("x",)])]


def test_suggested_labels_are_nobodys_reading():
    assert (
        compared(x="p1:\n" + label("claim", "One", "The sea", "    status: suggested\n"), y="p1: []\n") == []
    )


def test_readings_of_other_texts_cannot_be_compared():
    with pytest.raises(DifferentCut):
        list(clusters({"x": read("p1: []\n"), "y": read("p1: []\n", seed="Other.\n")}))
