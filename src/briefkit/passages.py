"""Cuts the text of a seed into passages, by the rule that its sidecar names.

A rule never changes once it has cut a seed, or `slug#p12` would come to mean other words; a
better one gets a new name. All rules promise the same: passages stand in order, do not overlap
and neither begin nor end with white space, and what stands outside them is white space. With
markdown-1 it may also be a container mark or a link reference definition.

White space is Unicode White_Space, and U+FEFF at offset 0. Spans count code points from the
start of the seed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import TYPE_CHECKING

from briefkit.brief import Passage
from briefkit.spans import LINE_END, WHITE_SPACE, Document, Span

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

# From the first to the last character that is not white space.
_WORDS = re.compile(rf"[^{WHITE_SPACE}](?s:.*[^{WHITE_SPACE}])?")


def cut(text: str, split: str) -> tuple[Passage, ...]:
    """The passages of a seed's text by the rule of that name, a key of SPLITS.

    No text is refused: one that is empty or all white space has no passages.
    """
    return tuple(
        Passage(f"p{number}", type_, span, span.of(text))
        for number, (type_, span) in enumerate(SPLITS[split](text), start=1)
    )


def split_for(path: str) -> str:
    """The rule that suits a file by the ending of its name; prose-1 where nothing speaks for another."""
    return SUFFIXES.get(PurePosixPath(path).suffix.lower(), "prose-1")


def outside(text: str, passages: Iterable[Passage]) -> tuple[Span, ...]:
    """What stands before, between and behind the passages and is not white space.

    Nothing for the rules that cut prose; container marks and link reference definitions for
    markdown-1. Passages that overlap or stand in the wrong order give a ValueError.
    """
    edges = [0, *(edge for passage in passages for edge in (passage.span.start, passage.span.end)), len(text)]
    gaps = (Span(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True))
    return tuple(words for gap in gaps if (words := _words(text, gap.start, gap.end)))


def _words(text: str, start: int, end: int) -> Span | None:
    """The part of text[start:end] without the white space around it, if there is more."""
    if start == 0 and text.startswith("\ufeff"):
        start = 1
    found = _WORDS.search(text, start, end)
    return Span(*found.span()) if found else None


# prose-1 and blocks-1

# From the end of one line to the first word of the next that is not blank. Atomic and possessive
# throughout: what was read as CRLF is never read again as two line ends, and a megabyte of blank
# lines is read once.
_EOL = f"(?>{LINE_END.pattern})"
_INDENT = rf"(?:(?![\r\n])[{WHITE_SPACE}])*+"
_NEXT_LINE = re.compile(rf"{_EOL}(?P<blank>(?:{_INDENT}{_EOL})*+){_INDENT}")

_OPENER = re.compile(rf"(?:[•\-*–◦‣]|(?:[0-9]++|[A-Za-z])[.)])(?=[{WHITE_SPACE}]|\Z)")


def _prose(text: str, opener: re.Pattern[str] | None) -> Iterator[tuple[str, Span]]:
    """Blocks between blank lines, cut again before every line that begins with an opener."""

    def type_at(start: int) -> str:
        return "item" if opener and opener.match(text, start, end) else "paragraph"

    whole = _words(text, 0, len(text))
    if whole is None:
        return
    start, end = whole.start, whole.end
    type_ = type_at(start)
    for line in _NEXT_LINE.finditer(text, start, end):
        type_here = type_at(line.end())
        if line["blank"] or type_here == "item":
            words = _words(text, start, line.start())
            assert words  # it begins with one
            yield type_, words
            start, type_ = line.end(), type_here
    yield type_, Span(start, end)


# markdown-1

# The level of nesting from which on all is paragraphs, with the marks of any deeper container as
# their text. A quote is one level, a list two. The parser's CommonMark preset drops at this level
# what it finds there; so short of it nothing differs from the preset, and beyond it nothing is
# lost. Each level costs calls within calls and, where a deep quote goes on without its marks, one
# more look at every line.
DEEPEST = 20

_LEAVES = {
    "heading_open": "heading",
    "paragraph_open": "paragraph",
    "code_block": "code",
    "fence": "code",
    "table_open": "table",
    "html_block": "html",
    "hr": "rule",
}
_OPENED = {"list_item_open": "item", "blockquote_open": "quote"}
_CLOSED = {"list_item_close", "blockquote_close"}


class _Blocks(list["Token"]):
    """The parser's tokens but for those inside a leaf: a table has three for every cell."""

    def append(self, token: Token) -> None:
        if token.type in _LEAVES or token.type in _OPENED or token.type in _CLOSED:
            super().append(token)


def _markdown(text: str) -> Iterator[tuple[str, Span]]:
    """The leaf blocks; a paragraph is called after the innermost container it stands in.

    So every paragraph directly in a list item is an `item`, the second of one item as well, and
    a paragraph of a quote inside it is a `quote`. Other leaves keep their type everywhere.
    """
    # A byte order mark would hide the marks of the first line from the parser.
    bom = int(text.startswith("\ufeff"))
    document = Document("", text[bom:])
    columns: dict[int, int] = {}
    blocks = _Blocks()
    parser = _parser()
    parser.block.parse(LINE_END.sub("\n", document.text), parser, {"columns": columns}, blocks)
    containers: list[str] = []
    for token in blocks:
        if token.type in _OPENED:
            containers.append(_OPENED[token.type])
        elif token.type in _CLOSED:
            containers.pop()
        else:
            assert token.map  # as every leaf has
            first, end = token.map  # lines, counted from 0
            type_ = _LEAVES[token.type]
            if type_ == "paragraph" and containers:
                type_ = containers[-1]
            start = document.offset(first + 1, columns[first])
            last_line = document.line_span(document.offset(end, 1))
            if words := _words(text, bom + start, bom + last_line.end):
                yield type_, words


@cache
def _parser() -> MarkdownIt:
    # Imported here because that takes a tenth of a second, and prose needs none of it.
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import paragraph

    def note_opening(state: StateBlock, line: int, end: int, silent: bool) -> bool:
        """Notes the column where a block opens, behind the marks of the containers around it.

        The parser knows and its tokens do not say. Of several blocks that open on one line the
        leaf comes last, and its place is the one that stays.
        """
        opening = state.bMarks[line] + state.tShift[line]
        state.env["columns"][line] = opening - state.src.rfind("\n", 0, opening)
        return state.level >= DEEPEST and paragraph(state, line, end, silent)

    # An item's content stands two levels below its list, so one past DEEPEST at most.
    parser = MarkdownIt("commonmark", {"maxNesting": DEEPEST + 2}).enable("table")
    parser.block.ruler.before("table", "note_opening", note_opening)
    return parser


SPLITS: Mapping[str, Callable[[str], Iterator[tuple[str, Span]]]] = MappingProxyType(
    {
        "prose-1": partial(_prose, opener=_OPENER),
        "blocks-1": partial(_prose, opener=None),
        "markdown-1": _markdown,
    }
)

# blocks-1 is for a .txt that somebody knows to be hard-wrapped; no ending says so.
SUFFIXES: Mapping[str, str] = MappingProxyType({".txt": "prose-1", ".md": "markdown-1"})
