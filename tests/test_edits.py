"""Edits change what they are meant to change, and every other byte stays."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit import yamltree
from briefkit.diagnostics import Edit
from briefkit.edits import Overlapping, add_label, apply, field, line_end, remove_field, scalar, set_field
from briefkit.spans import Document, Span

HEAD = "# mine\nbriefkit: 1\n"
LABEL = {"actor": "is", "quote": "IS"}


def read(text):
    document = Document("brief/x.yaml", text)
    root, findings = yamltree.parse(document)
    assert findings == []
    assert isinstance(root, yamltree.Mapping)
    return document, root


def labels_of(text) -> Any:
    _, root = read(text)
    value = root.get("labels")
    assert value is not None
    return yamltree.plain(value)


def under(root, key):
    value = field(root, key)
    assert isinstance(value, yamltree.Mapping)
    return value


def added(text, passage, label=LABEL):
    document, root = read(text)
    after = apply(text, [add_label(document, root, passage, label)])
    return after, labels_of(after)


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_a_scalar_is_read_back_as_it_was(text):
    for line, flow in (
        (f"a: {scalar(text)}\nb: c\n", False),
        (f"{{a: {scalar(text, flow=True)}, b: c}}\n", True),
    ):
        root, findings = yamltree.parse(Document("x", line))
        assert findings == [], (line, flow)
        assert root is not None
        assert yamltree.plain(root) == {"a": text, "b": "c"}


@pytest.mark.parametrize(
    "text", ["no", "1e3", "2016-07", "~", "true", "12:30", "- x", "a: b", "a #b", "'tis", ""]
)
def test_what_yaml_would_take_for_something_else_is_quoted(text):
    assert scalar(text)[0] in "'\""


@pytest.mark.parametrize(
    "text", ["Islamic State (IS) claims that, in Nice, it won", "p12", "34 % of them"[5:]]
)
def test_plain_words_stay_plain(text):
    assert scalar(text) == text


def test_edits_are_made_at_the_places_of_the_text_as_it_was():
    assert apply("abcdef", [Edit(Span(4, 5), "E"), Edit(Span(0, 1), ""), Edit(Span(2, 2), "-")]) == "b-cdEf"


def test_edits_of_the_same_words_are_refused():
    with pytest.raises(Overlapping):
        apply("abc", [Edit(Span(0, 2), "x"), Edit(Span(1, 3), "y")])


def test_a_label_comes_behind_the_last_of_its_passage():
    text = HEAD + "labels:\n  p1:\n    - place: nice  # where\n      quote: Nice\n\n  # p2\n  p2: []\n"
    after, labels = added(text, "p1")
    assert labels["p1"][-1] == LABEL
    assert after.replace("\n    - actor: is\n      quote: IS", "") == text


@pytest.mark.parametrize(
    "labels",
    [
        "labels: {}\n",
        "labels: {}  # none yet\n",
        "labels:\n  p1: []\n",
        "labels:\n  p1: []  # none\n",
        "labels:\n  p1:\n",
        "labels:\n  p1: [{place: nice, quote: Nice}]\n",
        "labels:\n  p2: []\n",
        "labels:\r\n  p0:\r\n  - place: x\r\n",
        "labels:\n  p1:\n  - place: nice\n    quote: Nice",
        "labels:\n  p1:\n    - claim: |\n        A.\n        B.\n",
    ],
)
def test_a_label_finds_its_place_in_every_shape(labels):
    text = (HEAD if "\r" not in labels else HEAD.replace("\n", "\r\n")) + labels
    document = Document("x", text)
    root, _ = yamltree.parse(document)
    assert isinstance(root, yamltree.Mapping)
    after = apply(text, [add_label(document, root, "p1", LABEL)])
    assert labels_of(after)["p1"][-1] == LABEL
    assert [comment for comment in ("# mine", "# none") if (comment in text) != (comment in after)] == []
    assert ("\r\n" in text) == (after.count("\n") == after.count("\r\n"))


def test_nothing_is_added_to_labels_in_brackets():
    document, root = read(HEAD + "labels: {p1: []}\n")
    with pytest.raises(ValueError, match="no block"):
        add_label(document, root, "p1", LABEL)


def test_nothing_is_added_to_text():
    document, root = read(HEAD + "labels:\n  p1: x\n")
    with pytest.raises(ValueError, match="no list"):
        add_label(document, root, "p1", LABEL)


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("a:\n  b: 1  # one\n  c: 2\n", "a:\n  b: new  # one\n  c: 2\n"),
        ("a:\n  c: 2  # two\n", "a:\n  c: 2  # two\n  b: new\n"),
        ("a: {c: 2}\n", "a: {c: 2, b: new}\n"),
        ("a:\n  b:\n  c: 2\n", "a:\n  b: new\n  c: 2\n"),
    ],
)
def test_a_field_is_set_where_it_stands_or_comes_last(text, after):
    document, root = read(text)
    assert apply(text, [set_field(document, under(root, "a"), "b", "new")]) == after


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("a:\n  b: 1  # one\n  c: 2\n", "a:\n  c: 2\n"),
        ("a:\n  c: 2\n  b: |\n    x\n    y\nd: 1\n", "a:\n  c: 2\nd: 1\n"),
        ("a: {c: 2, b: 3}\n", "a: {c: 2}\n"),
        ("a: {b: 3, c: 2}\n", "a: {c: 2}\n"),
    ],
)
def test_a_field_goes_with_its_lines(text, after):
    document, root = read(text)
    assert apply(text, [remove_field(document, under(root, "a"), "b")]) == after


def test_the_only_field_is_not_taken_away():
    document, root = read("a:\n  b: 1\n")
    with pytest.raises(ValueError, match="only key"):
        remove_field(document, under(root, "a"), "b")


def test_a_path_that_leads_nowhere_gives_nothing():
    _, root = read("a:\n  b: 1\n")
    assert field(root, "a", "b", "c") is None
    assert line_end("no line ends here") == "\n"


def test_a_new_field_may_stand_before_another():
    document, root = read("a: 1  # one\n# of c\nc: 2\n")
    assert apply(document.text, [set_field(document, root, "b", "x", before="c")]) == (
        "a: 1  # one\nb: x\n# of c\nc: 2\n"
    )
    assert apply(document.text, [set_field(document, root, "b", "x", before="a")]) == (
        "b: x\na: 1  # one\n# of c\nc: 2\n"
    )
    assert apply(document.text, [set_field(document, root, "b", "x", before="z")]) == (
        "a: 1  # one\n# of c\nc: 2\nb: x\n"
    )


def test_the_first_field_of_an_empty_mapping():
    document, root = read("a: {}  # none\r\nb: 1\r\n")
    assert apply(document.text, [set_field(document, under(root, "a"), "k", "v")]) == (
        "a: {k: v}  # none\r\nb: 1\r\n"
    )


@pytest.mark.parametrize(
    ("text", "after"),
    [("", "k: v\n"), ("# c", "# c\nk: v\n"), ("# c\r\n", "# c\r\nk: v\r\n"), ("\ufeff", "\ufeffk: v\n")],
)
def test_the_first_field_of_a_file_with_none(text, after):
    document = Document("brief/x.yaml", text)
    nothing = yamltree.Mapping((), document.whole, flow=False)
    assert apply(text, [set_field(document, nothing, "k", "v")]) == after


def test_a_list_of_quotes_is_not_put_into_brackets():
    document, root = read("labels:\n  p1: [{actor: is, quote: IS}]\n")
    with pytest.raises(ValueError, match="brackets"):
        add_label(document, root, "p1", {"claim": "It rises", "quote": ["It", "rises"]})
