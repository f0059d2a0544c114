"""What editors write in Markdown: notes and summaries, as HTML and as Markdown again.

CommonMark with raw HTML and images off: both are shown as the text they are. A link leads to
the web or by mail, or to a label or entity of the archive; any other is shown as its words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

Href = Callable[[str], str | None]  # the page's address of `#id`, `slug#id`, `entity:id`; None: no such thing

ABSOLUTE = re.compile(r"(?:https?|mailto):", re.IGNORECASE)
# A paragraph in which nothing is markup. Most notes are one, and need no parser: that takes 0.1 s to
# import and, for a note of two lines, twenty times as long as this.
LINE = r"""(?:[^\W\d_]|[“‘"'(])[^\\`*_\[<&\n\r\x00]*(?<!\s)"""
PLAIN = re.compile(rf"{LINE}(?:\n+{LINE})*")
PARAGRAPHS = re.compile(r"\n\n+")
AUTOLINK = re.compile(r"<[A-Za-z][^\s<>]*[:@]")
MARKUP = re.compile(r"[\\`*_\[\]<>&~|$]")
LINE_START = re.compile(r"[#>=+-]|\d+(?=[.)])")
LINES = re.compile(r"[ \t]*[\r\n][ \t\r\n]*")
# Nothing in it is markup, and it begins with a letter: most of what a page says.
WORDS = re.compile(r"[^\W\d_][^\\`*_\[\]<>&~|$\r\n]*")
BARE_ADDRESS = re.compile(r"[\w./:#?=%~,;+@-]*")
ADDRESS_MARKUP = re.compile(r"[\\<>&]")


def links_in(text: str) -> list[str]:
    """The address of every link of the text, in order, as CommonMark writes it."""
    if "]" not in text and not AUTOLINK.search(text):
        return []
    return [
        str(token.attrs["href"])
        for block in _parse(text.strip())
        for token in block.children or ()
        if token.type == "link_open"
    ]


def render(text: str, href: Href) -> str:
    """The text as HTML; safe to place, whatever was written."""
    text = text.strip()
    if PLAIN.fullmatch(text):
        return "\n".join([f"<p>{escape(paragraph)}</p>" for paragraph in PARAGRAPHS.split(text)])
    return "".join(_html(_parse(text), href)).rstrip("\n")


def render_markdown(text: str, href: Href) -> str:
    """The text as Markdown that any CommonMark renderer shows alike, raw HTML allowed or not."""
    text = text.strip()
    if PLAIN.fullmatch(text):
        return "\n\n".join([escape_markdown(" ".join(one.split("\n"))) for one in PARAGRAPHS.split(text)])
    return "\n\n".join(filter(None, _markdown(_parse(text), href)))


def escape_markdown(text: str) -> str:
    """Markdown that shows exactly this text in one paragraph; only runs of white space may differ.

    White space at the ends of a single line stays, so that the text can follow another.
    """
    if WORDS.fullmatch(text):
        return text
    text = MARKUP.sub(r"\\\g<0>", text)
    if "\n" in text or "\r" in text:
        return "\\\n".join(map(_escape_line_start, LINES.split(text.strip())))
    return _escape_line_start(text)


def escape_line(text: str) -> str:
    """The same on one line, as it can stand in a heading, a list or a link."""
    return text if WORDS.fullmatch(text) else escape_markdown(LINES.sub(" ", text))


def escape_address(address: str) -> str:
    """The address as the target of a Markdown link."""
    if BARE_ADDRESS.fullmatch(address):
        return address
    address = ADDRESS_MARKUP.sub(r"\\\g<0>", address)
    return f"<{address}>"


def _escape_line_start(line: str) -> str:
    if mark := LINE_START.match(line):
        place = mark.end() if mark[0].isdigit() else 0
        return f"{line[:place]}\\{line[place:]}"
    return line


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False})
    # Every address gets through here, so that `links_in` reports the bad ones; none gets past `_target`.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    tokenize = parser.block.tokenize

    def keep_text(state: StateBlock, start: int, end: int) -> None:
        (tokenize if state.level < parser.options.maxNesting else _as_paragraph)(state, start, end)

    parser.block.tokenize = keep_text  # type: ignore[method-assign, assignment]
    return parser


def _as_paragraph(state: StateBlock, start: int, end: int) -> None:
    """The lines of a quote or list item as one paragraph, marks and all.

    Where they nest deeper than the parser goes it drops what is inside, and all after it.
    """
    first = last = state.skipEmptyLines(start)
    while last < end and (state.isEmpty(last) or state.sCount[last] >= state.blkIndent):
        last += 1
    if first < last:
        state.push("paragraph_open", "p", 1)
        inline = state.push("inline", "", 0)
        inline.content = state.getLines(first, last, state.blkIndent, False).strip()
        inline.children = []
        state.push("paragraph_close", "p", -1)
    state.line = last


@lru_cache(maxsize=32)  # a page and its Markdown form show the same notes, one after the other
def _parse(text: str) -> list[Token]:
    return _parser().parse(text)


def _target(address: str, href: Href) -> str | None:
    return address if ABSOLUTE.match(address) else href(address)


def _as_written(image: Token) -> str:
    return f"![{image.content}]({image.attrs.get('src', '')})"


# -- HTML ------------------------------------------------------------------------------------------


def _html(tokens: Sequence[Token], href: Href) -> Iterator[str]:
    for token in tokens:
        if token.children is not None:
            yield from _html_inline(token.children, href)
        elif token.type in ("fence", "code_block"):
            yield f"<pre><code>{escape(token.content)}</code></pre>\n"
        elif token.nesting == 0:
            yield f"<{token.tag}>\n"  # hr
        elif not token.hidden:
            # A heading would stand among the page's own; an editor's is a paragraph in bold.
            tag = "p" if token.type.startswith("heading") else token.tag
            strong = tag != token.tag
            if token.nesting == 1:
                start = f' start="{token.attrs["start"]}"' if "start" in token.attrs else ""
                yield f"<{tag}{start}>" + ("<strong>" if strong else "")
            else:
                yield ("</strong>" if strong else "") + f"</{tag}>\n"


def _html_inline(tokens: Sequence[Token], href: Href) -> Iterator[str]:
    is_link: list[bool] = []  # links do not nest, but one that leads nowhere may stand open
    for token in tokens:
        match token.type:
            case "text":
                yield escape(token.content)
            case "softbreak":
                yield "\n"
            case "hardbreak":
                yield "<br>\n"
            case "code_inline":
                yield f"<code>{escape(token.content)}</code>"
            case "image":
                yield escape(_as_written(token))
            case "link_open":
                target = _target(str(token.attrs["href"]), href)
                is_link.append(target is not None)
                if target is not None:
                    yield f'<a href="{escape(target)}">'
            case "link_close":
                if is_link.pop():
                    yield "</a>"
            case _:
                yield f"<{'/' if token.nesting < 0 else ''}{token.tag}>"  # em, strong


# -- Markdown --------------------------------------------------------------------------------------


def _markdown(tokens: Sequence[Token], href: Href) -> Iterator[str]:
    """The blocks; those of a list or quote say so in words, since they may stand inside a list already."""
    bullet = ""
    for token in tokens:
        if token.type == "list_item_open":
            bullet = f"{token.info}{token.markup} " if token.info else "• "
            bullet = bullet.replace(". ", "\\. ").replace(") ", "\\) ")
        elif token.children is not None:
            yield bullet + "".join(_markdown_inline(token.children, href))
            bullet = ""
        elif token.type in ("fence", "code_block"):
            yield bullet + escape_markdown(token.content.strip())
            bullet = ""


def _markdown_inline(tokens: Sequence[Token], href: Href) -> Iterator[str]:
    targets: list[str | None] = []
    for token in tokens:
        match token.type:
            case "text" | "code_inline":
                yield escape_markdown(token.content)
            case "softbreak":
                yield " "
            case "hardbreak":
                yield "\\\n"
            case "image":
                yield escape_markdown(_as_written(token))
            case "link_open":
                targets.append(_target(str(token.attrs["href"]), href))
                yield "[" if targets[-1] is not None else ""
            case "link_close":
                target = targets.pop()
                yield f"]({escape_address(target)})" if target is not None else ""
            case _:
                yield token.markup  # em, strong
