"""Which passage and word became which, where that is certain."""

from briefkit.alignment import align
from briefkit.passages import cut
from briefkit.spans import Span


def aligned(old, new):
    return align(cut(old, "prose-1"), cut(new, "prose-1"))


def place(old, new, words, *, nth=0):
    start = -1
    for _ in range(nth + 1):
        start = old.index(words, start + 1)
    found = aligned(old, new).place(Span(start, start + len(words)))
    return found and (found[0].id, found[1].of(new))


def test_equal_passages_pair_wherever_they_stand():
    found = aligned(
        "One two.\n\nThree four.\n\nFive six.\n", "Five six.\n\nNew.\n\nOne two.\n\nThree four.\n"
    )
    assert found.pairs == {0: 2, 1: 3, 2: 0}
    assert [one.id for one in found.fresh()] == ["p2"]
    assert found.home("p1") == found.new[2]
    assert found.home("p9") is None


def test_signs_of_typing_make_no_other_passage_and_numbers_do():
    assert aligned("The port’s quay – held.", "The port's quay - held.").pairs == {0: 0}
    assert aligned("34", "43").pairs == {}


def test_alike_passages_pair_the_most_alike_first():
    old = "The sea rises three millimetres a year.\n\nThe sea falls nowhere at all.\n"
    new = "The sea falls nowhere at all, ever.\n\nThe sea rises four millimetres a year.\n"
    assert aligned(old, new).pairs == {0: 1, 1: 0}


def test_words_are_placed_by_what_stands_beside_them():
    assert place("a sea b sea c", "x sea a sea b sea c", "sea") == ("p1", "sea")
    assert place("He said: sea.", "He wrote: sea, at last", "sea") is None  # a sign alone says little
    assert place("He (sea) went", "She (sea) came, as he went", "sea") == ("p1", "sea")
    assert place("sea", "sea", "sea") == ("p1", "sea")
    assert place("one two", "three four", "two") is None


def test_part_of_a_word_keeps_its_part():
    assert place("The Iraqi army", "So the Iraqi army", "Iraq") == ("p1", "Iraq")


def test_words_that_were_torn_apart_have_no_place():
    assert place("the long flood came", "the long winter flood came", "long flood") is None
    old = "one two three four five six seven eight"
    assert place(old, "one two three four\n\nfive six seven eight", "four five") is None


def test_words_in_a_row_are_followed_to_another_passage():
    old = "It held. Then the long spring flood came over it.\n\nNobody saw.\n"
    new = "It held.\n\nNobody saw. Then the long spring flood came over it.\n"
    assert place(old, new, "long spring flood") == ("p2", "long spring flood")


def test_texts_without_words_align():
    assert aligned("", "x").pairs == aligned("x", "").pairs == {}
