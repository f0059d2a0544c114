import re
from itertools import pairwise

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from briefkit.passages import DEEPEST, SPLITS, cut, outside
from briefkit.spans import LINE_END, WHITE_SPACE, Document

PROSE_SPLITS = [split for split in SPLITS if split != "markdown-1"]

# What a cut may stumble over: white space of every sort, line ends, openers, marks, and characters
# of more than one code point, byte or direction.
PIECES = [
    *["a", "b c", "Z", "é", "e\u0301", "😀", "שלום", "\u202e", "١.", "\ufeff", "\u200b"],
    *["\n", "\n", "\r\n", "\r", "\n\n", "\r\n\r\n", " ", "    ", "\t"],
    *["\xa0", "\x0b", "\x0c", "\x85", "\u1680", "\u2009", "\u2028", "\u2029", "\u3000"],
    *["• ", "- ", "* ", "– ", "◦", "‣\t", "+ ", "1. ", "23) ", "a. ", "B)", "c)\n"],
    *["> ", ">", "> > > > > > > > > > > > ", "- - - - - - - ", "# ", "#"],
    *["***", "===", "---", "|", "|-|-|", "| a | b |", "```", "~~~", "`x|y`"],
    *["<div>", "</div>", "<!--", "-->", "<a>", "[a]: b", "[x]:", "'t'", "(t", "\\", "]"],
]
# No seed has NUL, nor those that Python's own strip and \s take for white space and Unicode does not.
seed_characters = st.characters(exclude_characters="\0\x1c\x1d\x1e\x1f", exclude_categories=["Cs"])
texts = st.lists(st.sampled_from(PIECES), max_size=30).map("".join) | st.text(seed_characters, max_size=40)


def is_white_space(character):
    return re.fullmatch(f"[{WHITE_SPACE}]", character) is not None


def pieces(text, split):
    return [(passage.type, passage.text) for passage in cut(text, split)]


@pytest.mark.parametrize("split", SPLITS)
@given(text=texts)
def test_passages_are_numbered_hold_the_words_of_their_span_and_end_in_no_white_space(split, text):
    passages = cut(text, split)
    assert [passage.id for passage in passages] == [f"p{number}" for number in range(1, len(passages) + 1)]
    for passage in passages:
        assert passage.text == text[passage.span.start : passage.span.end] != ""
        assert not is_white_space(passage.text[0])
        assert not is_white_space(passage.text[-1])
        assert (passage.span.start, text[0]) != (0, "\ufeff")


@pytest.mark.parametrize("split", SPLITS)
@given(text=texts)
def test_passages_stand_in_order_and_do_not_overlap(split, text):
    spans = [passage.span for passage in cut(text, split)]
    assert all(one.end <= other.start for one, other in pairwise(spans))


@pytest.mark.parametrize("split", SPLITS)
@given(text=texts)
def test_a_text_is_cut_alike_each_time(split, text):
    assert cut(text, split) == cut(text, split)


@pytest.mark.parametrize("split", SPLITS)
@given(text=texts)
def test_a_byte_order_mark_moves_the_passages_by_one_and_changes_nothing(split, text):
    assume(not text.startswith("\ufeff"))
    without = [(passage.type, passage.span.moved(1)) for passage in cut(text, split)]
    assert [(passage.type, passage.span) for passage in cut("\ufeff" + text, split)] == without


@pytest.mark.parametrize("end", ["\r", "\r\n"])
@pytest.mark.parametrize("split", SPLITS)
@given(text=texts)
# A reader that turned CRLF into a space and LF took the backslash for an escape.
@example(text="[a]: b\\\n\nc")
def test_the_kind_of_line_end_does_not_matter(split, end, text):
    text = LINE_END.sub("\n", text)
    other = [(type_, words.replace(end, "\n")) for type_, words in pieces(text.replace("\n", end), split)]
    assert other == pieces(text, split)


def is_opener(line):
    return re.match(r"([•\-*–◦‣]|([0-9]+|[A-Za-z])[.)])(\s|$)", line.lstrip()) is not None


def by_the_letter(text, openers):
    """The cut of prose as the format's page tells it: line by line, block by block."""
    found: list[tuple[str, str]] = []
    in_block = False
    for line in re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+", text.removeprefix("\ufeff")):
        if all(map(is_white_space, line)):
            in_block = False
            continue
        type_ = "item" if openers and is_opener(line) else "paragraph"
        if in_block and type_ == "paragraph":
            found[-1] = (found[-1][0], found[-1][1] + line)
        else:
            found.append((type_, line))
        in_block = True
    return [(type_, words.strip()) for type_, words in found]


@pytest.mark.parametrize("split", PROSE_SPLITS)
@given(text=texts)
def test_prose_is_cut_as_the_format_says(split, text):
    assert pieces(text, split) == by_the_letter(text, openers=split == "prose-1")


@pytest.mark.parametrize("split", PROSE_SPLITS)
@given(text=texts)
def test_no_word_of_prose_stands_outside_the_passages(split, text):
    passages = cut(text, split)
    assert outside(text, passages) == ()
    gaps = "".join(text[one.span.end : other.span.start] for one, other in pairwise(passages))
    assert all(map(is_white_space, gaps))


# markdown-1, held against what markdown-it says by itself

MARKS = r"(?:[ \t]*(?:>|[-+*]|[0-9]{1,9}[.)]))*"
CONTAINERS = {"list_item_open": "item", "blockquote_open": "quote"}
LEAVES = {
    "heading_open": "heading",
    "fence": "code",
    "table_open": "table",
    "html_block": "html",
    "hr": "rule",
}
BLANK = "".join(filter(is_white_space, map(chr, range(0x3001))))


def parsed(text):
    """The tokens of markdown-it with the definitions, at any depth."""
    options = {"maxNesting": 200, "inline_definitions": True}
    return MarkdownIt("commonmark", options).enable("table").parse(text.removeprefix("\ufeff"))


def leaf_blocks(text):
    """Type, lines (from 0, the second not included) and words of each leaf that has any."""
    tokens = parsed(text)
    assume(all(token.level < DEEPEST for token in tokens))
    containers = []
    for token, after in pairwise([*tokens, None]):
        if token.type in CONTAINERS:
            containers.append(CONTAINERS[token.type])
        elif token.type in ("list_item_close", "blockquote_close"):
            containers.pop()
        elif token.type == "paragraph_open" and after.content.strip(BLANK):
            yield ["paragraph", *containers][-1], token.map, after.content.strip(BLANK)
        elif token.type == "code_block" and token.content.strip(BLANK):
            yield "code", token.map, token.content.strip(BLANK)
        elif token.type in LEAVES:
            yield LEAVES[token.type], token.map, token.markup or token.content


def lines_of(text, lines):
    document = Document("", text)
    first, last = (document.line_span(document.offset(line, 1)) for line in (lines[0] + 1, lines[1]))
    return text[first.start : last.end].rstrip(BLANK)


@given(text=texts)
def test_markdown_passages_are_the_leaf_blocks_less_the_marks_before_them(text):
    text = text.replace("\ufeff", "")  # markdown-it takes it for white space wherever it stands
    expected = [(type_, lines_of(text, lines)) for type_, lines, _ in leaf_blocks(text)]
    passages = cut(text, "markdown-1")
    assert [passage.type for passage in passages] == [type_ for type_, _ in expected]
    for passage, (_, lines) in zip(passages, expected, strict=True):
        assert lines.endswith(passage.text)
        assert re.fullmatch(rf"{MARKS}[{WHITE_SPACE}]*", lines.removesuffix(passage.text))


@given(text=texts)
def test_a_paragraph_begins_where_the_words_of_the_parser_begin(text):
    text = text.replace("\ufeff", "")
    types = ("paragraph", "item", "quote")
    expected = [words.split("\n")[0].rstrip(BLANK) for type_, _, words in leaf_blocks(text) if type_ in types]
    passages = [passage.text for passage in cut(text, "markdown-1") if passage.type in types]
    assert [LINE_END.split(words)[0].rstrip(BLANK) for words in passages] == expected


@given(text=texts)
def test_outside_markdown_passages_stand_marks_and_definitions_alone(text):
    document = Document("", text)
    defined = {line for token in parsed(text) if token.type == "definition" for line in range(*token.map)}
    for span in outside(text, cut(text, "markdown-1")):
        first_line = document.line_column(span.start)[0] - 1
        for line, words in enumerate(LINE_END.split(span.of(text)), start=first_line):
            assert line in defined or re.fullmatch(rf"{MARKS}[{WHITE_SPACE}]*", words)
