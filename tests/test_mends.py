"""A fix says what was meant, and is safe only where nothing else can have been."""

import pytest

from briefkit import mends, yamltree
from briefkit.edits import apply
from briefkit.spans import Document

TEXT = "a: one\nlist: [x, y]\nblock:\n  - x\n  - y  # why\nlast: {b: c, d: e}\n"


def read(text=TEXT):
    document = Document("brief/x.yaml", text)
    root, findings = yamltree.parse(document)
    assert findings == []
    assert isinstance(root, yamltree.Mapping)
    return document, root


def made(fix, text=TEXT):
    assert fix is not None
    return apply(text, fix.edits)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Quote", "quote", True),
        ("leads-to", "leads_to", True),
        ("Nice Claim", "nice-claim", True),
        ("quot", "quote", False),
        ("p1-1", "p11", False),
        ("cafe\u0301", "caf\xe9", True),
    ],
)
def test_words_are_spelt_alike_if_they_differ_in_case_and_in_what_parts_them(one, other, alike):
    assert mends.spelt_alike(one, other) is alike


def test_a_word_is_put_in_quotation_marks_where_yaml_asks_for_them():
    _, root = read()
    value = root.get("a")
    assert isinstance(value, yamltree.Scalar)
    assert made(mends.write(value.span, value.text, "two: 2")).startswith('a: "two: 2"\n')
    assert mends.write(value.span, value.text, "One").safe
    assert not mends.write(value.span, value.text, "two").safe
    assert mends.write(value.span, value.text, "two", safe=True).safe


def test_a_key_is_not_renamed_to_one_that_is_there():
    _, root = read()
    key = root.entries[0][0]
    assert mends.rename_key(root, key, "last") is None
    assert made(mends.rename_key(root, key, "A")).startswith("A: one\n")


def test_what_is_taken_away_takes_its_lines_along():
    document, root = read()
    assert made(mends.take_away(document, root, "block")) == "a: one\nlist: [x, y]\nlast: {b: c, d: e}\n"
    alone, only = read("a: one\n")
    assert mends.take_away(alone, only, "a") is None


@pytest.mark.parametrize(
    ("key", "number", "left"),
    [
        ("list", 0, "list: [y]"),
        ("list", 1, "list: [x]"),
        ("block", 1, "block:\n  - x\n"),
        ("block", 0, "block:\n  - y  # why\n"),
    ],
)
def test_an_item_is_taken_out_of_its_list(key, number, left):
    document, root = read()
    after = made(mends.take_item_away(document, root, key, number))
    assert left in after
    assert yamltree.parse(Document("x", after))[1] == []


def test_the_last_item_of_a_list_goes_with_its_key():
    document, root = read("a: one\nlist: [x]\n")
    assert made(mends.take_item_away(document, root, "list", 0), "a: one\nlist: [x]\n") == "a: one\n"


def test_a_field_is_added_behind_the_others():
    document, root = read()
    assert made(mends.add_field(document, root, "more", "1")) == TEXT + "more: 1\n"
