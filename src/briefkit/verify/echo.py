"""Whether the words of one form stand in another one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefkit.verify.markup import Element, Page, squeezed

# The forms part what they say by different marks, so words are compared between these.
BETWEEN = re.compile(r"[·—…“”«»]|[.,:;،؛](?=\s)")
EDGES = " .,:()،•"  # the last begins an item of an editor's list in Markdown
AND = "و"  # Arabic writes it in one with the word behind it
LETTER = re.compile(r"[^\W\d_]")


def stands(words: str, text: str) -> bool:
    """Whether the words stand in the text, with a capital where a sentence begins with them, or without."""
    if next(_places(words, text), None) is not None:
        return True
    other = LETTER.sub(lambda one: one[0].swapcase(), words, count=1)
    return next(_places(other, text), None) is not None


def times(words: str, text: str) -> int:
    """How often the words stand in the text."""
    return sum(1 for _ in _places(words, text))


def _places(words: str, text: str) -> Iterator[int]:
    """Where the words stand and not inside longer ones."""
    here = text.find(words) if words else -1
    while here >= 0:
        end = here + len(words)
        before = text[max(0, here - 2) : here].removesuffix(AND)[-1:]
        begins_inside = before.isalnum() and words[0].isalnum()
        ends_inside = end < len(text) and text[end].isalnum() and words[-1].isalnum()
        if not (begins_inside or ends_inside):
            yield here
        here = text.find(words, here + 1)


def chunks(page: Page, element: Element) -> Iterator[tuple[str, int]]:
    """The element's words in pieces that stand together in any form, with their places in `page.texts`."""
    skipped = {
        number
        for one in page.inside(element)
        if one.tag == "summary" and "sentence" not in one.classes  # it counts what it folds away
        for number in range(one.first_text, one.stop_text)
    }
    for text, number in page.pieces(element):
        if number not in skipped:
            for part in BETWEEN.split(text):
                if chunk := squeezed(part).strip(EDGES):
                    yield chunk, number


def numbers_in_notes(page: Page, within: Element | None = None) -> Iterator[str]:
    """What a browser writes before the items of an editor's numbered lists: Markdown has it as text."""
    for note in (one for name in ("note", "sum") for one in page.with_class(name, within)):
        for listed in (one for one in page.inside(note) if one.tag == "ol"):
            items = sum(1 for one in page.inside(listed) if one.tag == "li" and one.parent is listed)
            start = listed.get("start")
            first = int(start) if re.fullmatch("[0-9]{1,9}", start) else 1
            yield from map(str, range(first, first + items))


def ancestors(element: Element) -> Iterator[Element]:
    while element.parent is not None:
        element = element.parent
        yield element
