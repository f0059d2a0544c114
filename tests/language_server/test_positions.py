"""Offsets and the protocol's positions lead to one another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types

from briefkit.language_server.positions import offset_of, position_of, range_of, span_of
from briefkit.spans import Document, Span

TEXTS = st.text("ab é😀\n\r\u2028\x85", max_size=30)


@given(TEXTS, st.integers(0, 40), st.sampled_from(["utf-8", "utf-16", "utf-32"]))
def test_an_offset_comes_back(text, offset, encoding):
    document = Document("x", text)
    offset = min(offset, len(text))
    if text[offset - 1 : offset + 1] == "\r\n":
        return  # inside a line end there is no position
    assert offset_of(document, position_of(document, offset, encoding), encoding) == offset


@given(TEXTS, st.integers(0, 99), st.integers(0, 99), st.sampled_from(["utf-8", "utf-16", "utf-32"]))
def test_a_position_that_is_not_there_is_the_nearest_before(text, line, character, encoding):
    document = Document("x", text)
    assert 0 <= offset_of(document, types.Position(line, character), encoding) <= len(text)


@pytest.mark.parametrize(("encoding", "units"), [("utf-8", 6), ("utf-16", 3), ("utf-32", 2)])
def test_a_character_takes_as_many_units_as_its_encoding_says(encoding, units):
    document = Document("x", "a\r\né😀b")
    assert position_of(document, 5, encoding) == types.Position(1, units)


def test_lines_end_where_the_protocol_says_and_nowhere_else():
    document = Document("x", "a\u2028b\x0bc\rd\r\ne")
    assert position_of(document, 6) == types.Position(1, 0)
    assert position_of(document, 9) == types.Position(2, 0)


def test_a_range_that_is_turned_round_is_the_same_span():
    document = Document("x", "one\ntwo\n")
    found = range_of(document, Span(1, 5))
    assert span_of(document, types.Range(found.end, found.start)) == Span(1, 5)
