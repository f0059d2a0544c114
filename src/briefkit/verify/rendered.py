"""A Markdown page as a CommonMark renderer shows it."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import Any

from briefkit.diagnostics import Related
from briefkit.spans import Document
from briefkit.verify.annotations import Said
from briefkit.verify.findings import COMPARED, Findings
from briefkit.verify.markup import Element, Page, read_page, squeezed
from briefkit.verify.pages import PAGE_MALFORMED
from briefkit.verify.passages import PASSAGE_MISSING, PASSAGE_TEXT
from briefkit.verify.words import Words

GAP = "[…]"


def look_at_markdown(document: Document, findings: Findings) -> Page:
    """The page that CommonMark makes of the text, with all that a browser would have to mend in it."""
    page = read_page(_parser().render(document.text))
    for _, message in page.faults:  # their places are in the rendering, which nobody sees
        findings.at(document, PAGE_MALFORMED, message)
    return page


@lru_cache(maxsize=1)
def _parser() -> Any:
    from markdown_it import MarkdownIt  # a tenth of a second to import, and only this form needs it

    return MarkdownIt("commonmark")


def entries(page: Page) -> dict[str, Element]:
    """The list item of each anchor that stands at the beginning of one."""
    found: dict[str, Element] = {}
    for element in page.elements:
        if element.tag == "a" and element.has("id") and not element.has("href"):
            item = element.parent
            while item is not None and item.tag != "li":
                item = item.parent
            if item is not None and element.first_text <= item.first_text + 1:
                found[element.get("id")] = item
    return found


def look_at_markdown_passages(
    said: Said, words: Words, page: Page, document: Document, findings: Findings
) -> None:
    """The block after each passage's anchor reads as the passage, white space aside."""
    blocks = [element for element in page.elements if element.parent is None]
    shown = {}
    for block, following in pairwise(blocks):
        inner = page.inside(block)
        if len(inner) == 1 and inner[0].tag == "a" and inner[0].has("id") and not page.words(block).strip():
            shown[inner[0].get("id")] = page.words(following)
    if list(shown) != [passage.id for passage in said.passages]:
        message = f"the Markdown has {len(shown)} passages and the JSON {len(said.passages)}"
        if len(shown) == len(said.passages):
            message = "the passages of the Markdown are called otherwise than in the JSON"
        findings.at(document, PASSAGE_MISSING, message)
    for passage in said.passages:
        if passage.id in shown:
            expected = "".join(_expected(said, words, passage.start, passage.end))
            if _bare(shown[passage.id]) != _bare(expected):
                place = document.text.find(f'<a id="{passage.id}"></a>')
                message = f"{passage.id} does not read as the seed's text"
                other = (Related(COMPARED, f"briefs/{said.slug}.json", 1, 1),)
                findings.at(document, PASSAGE_TEXT, message, max(0, place), related=other)


def _expected(said: Said, words: Words, start: int, end: int) -> list[str]:
    """The passage's words; where only quotes are published, a mark stands for each gap."""
    if said.is_full:
        return [words.at(start, end) or ""]
    spans = sorted(
        (span.start, span.end)
        for label in said.labels.values()
        for span in label.spans
        if span.exact is not None and start <= span.start and span.end <= end
    )
    parts, here = [], start
    for begin, stop in spans:
        if begin > here:
            parts.append(GAP)
        if stop > here:
            parts.append(words.at(max(begin, here), stop) or "")
            here = stop
    if here < end:
        parts.append(GAP)
    return parts


def _bare(text: str) -> str:
    return "".join(squeezed(text).split())
