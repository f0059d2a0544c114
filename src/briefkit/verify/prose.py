"""What the editors write, as the words that a form shows of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from briefkit.verify.annotations import Said, SaidLabel
from briefkit.verify.language import ENGLISH
from briefkit.verify.markup import squeezed

# One paragraph in which nothing is markup: a parser would find just these words.
PLAIN = re.compile(r"[^\W\d_](?:[^\\`*_\[<&\n\r\0])*")
FIRST_WORDS = 8  # of a sentence: what links call a statement without a name
DATE = re.compile(r"(?<![\d-])(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?!\d)")


def names_of(label: SaidLabel) -> tuple[str, ...]:
    """What links may call a statement."""
    words = (label.sentence or "").split()
    first = " ".join(words) if len(words) <= FIRST_WORDS else " ".join(words[:FIRST_WORDS]) + " …"
    return squeezed(label.own.get("name", first)), label.passage


@lru_cache(maxsize=1)
def _markdown_parser() -> Any:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False})
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    return parser


def texts_of_markdown(text: str) -> Iterator[str]:
    """The words of a note, in the pieces between its markup."""
    if PLAIN.fullmatch(text):
        yield text
        return
    for block in _markdown_parser().parse(text):
        for token in block.children or ():
            if token.type in ("text", "code_inline") and token.content.strip():
                yield token.content
            if token.type == "image":  # shown as it is written
                yield f"![{token.content}]({token.attrs.get('src', '')})"
        if block.type in ("fence", "code_block"):
            yield block.content


def words_of_links(said: Said) -> set[str]:
    """What the editor's notes and summary call the things that they link to."""
    notes = [label.note for label in said.labels.values() if label.note]
    return {words for note in (*notes, said.about.get("summary", "")) for words in links_of_markdown(note)}


def links_of_markdown(text: str) -> Iterator[str]:
    """The words of each link of a note."""
    for block in _markdown_parser().parse(text) if "]" in text else ():
        words: list[str] | None = None
        for token in block.children or ():
            if token.type == "link_open":
                words = []
            elif token.type == "link_close" and words is not None:
                yield squeezed("".join(words))
            elif words is not None:
                words.append("\n" if token.type.endswith("break") else token.content)


def date_stands(date: str, text: str, months: Sequence[str] = ENGLISH.months) -> bool:
    """Whether every year, month and day of an EDTF date is named in the text."""
    for year, month, day in DATE.findall(date):
        if month and not (1 <= int(month) <= 12 or 21 <= int(month) <= 41):
            return False
        name = months[int(month) - 1] if month and int(month) <= 12 else ""
        parts = (rf"0*{year.lstrip('0')}", name, day.lstrip("0"))
        if not all(re.search(rf"\b{part}\b", text) for part in parts if part):
            return False
    return True
