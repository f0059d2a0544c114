"""The cursor knows where it stands, however little of the line is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.small_archive import FILES

from briefkit.language.cursor import cursor_at
from briefkit.spans import Document

LABEL = "labels:\n  p1:\n    - claim: x\n"
TEXT = FILES["brief/islands.yaml"].decode()


def cursor(text):
    offset = text.index("‸")
    document = Document("brief/x.yaml", text.replace("‸", ""))
    return cursor_at(document, offset), document.text


@pytest.mark.parametrize(
    ("text", "path", "writes", "typed"),
    [
        ("‸", (), "key", ""),
        ("la‸", (), "key", "la"),
        ("about:\n  ti‸\n", ("about",), "key", "ti"),
        ("about:\n  title: The s‸\n", ("about", "title"), "value", "The s"),
        ("labels:\n  p‸\n", ("labels",), "key", "p"),
        ("labels:\n  p1:\n    - ‸\n    - actor: y\n", ("labels", "p1", "-"), "key", ""),
        (LABEL + "      quo‸\n      by: is\n", ("labels", "p1", "-"), "key", "quo"),
        (LABEL + "      quote: the sea‸\n", ("labels", "p1", "-", "quote"), "value", "the sea"),
        (LABEL + "      see: [p1, p‸]\n", ("labels", "p1", "-", "see", "-"), "value", "p"),
        (LABEL + "      see:\n        - p1\n        - p‸", ("labels", "p1", "-", "see", "-"), "key", "p"),
        (LABEL + "      see:\n      - p‸", ("labels", "p1", "-", "see", "-"), "key", "p"),
        (LABEL + "      see: [p1,\n        p2, p‸]\n", ("labels", "p1", "-", "see", "-"), "value", "p"),
        (LABEL + "      outcome: {date: 2‸}\n", ("labels", "p1", "-", "outcome", "date"), "value", "2"),
        (LABEL + "  ‸\n", ("labels",), "key", ""),
        (LABEL + "‸\n", (), "key", ""),
        ("labels:\n  p1:\n  - claim: x\n  - cl‸\n", ("labels", "p1", "-"), "key", "cl"),
        ("labels:\n  p1:\n    - {quote: \"a, b‸\"}", ("labels", "p1", "-", "quote"), "value", '"a, b'),
        ("labels:\n  p1:\n    - {claim: x, ‸}", ("labels", "p1", "-"), "key", ""),
        ("# a note ‸\n", (), "comment", "# a note "),
        ("about:\n  title: x # why‸\n", ("about", "title"), "comment", "x # why"),
        ("see: [a, b] ‸", ("see",), "comment", ""),
    ],
)  # fmt: skip
def test_a_cursor_knows_the_keys_that_lead_to_it(text, path, writes, typed):
    found, rest = cursor(text)
    assert (found.path, found.writes, found.typed.of(rest)) == (path, writes, typed)


def test_line_ends_of_windows_change_nothing():
    text = (LABEL + "      by: is\n      quote: the‸\n").replace("\n", "\r\n")
    found, rest = cursor(text)
    assert found.path == ("labels", "p1", "-", "quote")
    assert (found.typed.of(rest), found.siblings) == ("the", {"claim": "x", "by": "is"})


def test_a_text_over_several_lines_is_one_value():
    found, rest = cursor(LABEL + "      quote: >-\n        the sea\n        ris‸es high\n      by: is\n")
    assert (found.path[-1], found.writes, found.style) == ("quote", "value", "block")
    assert found.typed.of(rest) == "ris"
    quoted, _ = cursor(LABEL + '      quote: "the sea\n        ris‸es"\n')
    assert (quoted.path[-1], quoted.style) == ("quote", "double")


def test_the_other_keys_of_the_mapping_are_told_with_what_they_say():
    text = (
        'labels:\n  p1:\n    - actor: is  # who\n      quote: "a \\"b\\""\n      ‸\n'
        "      note: 'it''s'\n    - place: y\n"
    )
    found, _ = cursor(text)
    assert found.siblings == {"actor": "is", "quote": 'a "b"', "note": "it's"}
    flow, _ = cursor("labels:\n  p1:\n    - {actor: is, ‸, tags: [a]}\n")
    assert set(flow.siblings) == {"actor", "tags"}
    block, _ = cursor(
        "labels:\n  p1:\n    - quote: >-\n        the sea\n        rises\n      occurrence: ‸\n"
    )
    assert block.siblings == {"quote": "the sea rises"}


def test_what_a_choice_replaces_ends_before_a_comment():
    found, rest = cursor(LABEL + "      basis: rep‸orted  # by whom\n")
    assert found.whole.of(rest) == "reported"


@given(st.integers(0, len(TEXT)), st.text("\t -:#'\"[]{}|>,p1\r\n\u2028é😀", max_size=6))
def test_wherever_a_cursor_stands_it_is_told(place, words):
    text = TEXT[:place] + words + TEXT[place + 3 :]
    document = Document("brief/islands.yaml", text)
    found = cursor_at(document, place + len(words))
    assert 0 <= found.typed.start <= found.typed.end <= len(text)
    assert found.whole.start <= found.whole.end <= len(text)
    assert document.line_column(found.whole.start)[0] == document.line_column(found.whole.end)[0]
