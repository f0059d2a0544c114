"""The rows of the lists: mentions with the words around them, and statements with what is said of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefkit.verify.echo import ancestors, chunks, stands
from briefkit.verify.ledger import Fact
from briefkit.verify.links import resolve
from briefkit.verify.markup import Element, Page, bare, squeezed
from briefkit.verify.pages import Shown

BRIEF = re.compile(r"briefs/(.+)\.(?:html|md)")
PASSAGE = re.compile(r"\s*(p[0-9]+):")  # before a mention in Markdown


@dataclass(frozen=True, slots=True)
class Row:
    """A mention, or (without words) a statement."""

    element: Element
    label: str  # slug#address
    before: str
    words: str | None
    after: str

    @property
    def slug(self) -> str:
        return self.label.partition("#")[0]

    @property
    def address(self) -> str:
        return self.label.partition("#")[2]


def rows(shown: Shown) -> Iterator[Row]:
    for element in shown.page.elements:
        if element.tag == "li":
            yield from _html_row(shown.page, element) if shown.in_source else _markdown_row(shown, element)


def _html_row(page: Page, element: Element) -> Iterator[Row]:
    """A list item marked with a label; one in which other words stand is no mention of anything."""
    if not element.has("data-label"):
        return
    parts = dict.fromkeys(("ref", "before", "words", "after"), "")
    for name in parts:
        parts[name] = "".join(page.words(one) for one in page.with_class(name, element))
    if not any(page.with_class("words", element)):
        yield Row(element, element.get("data-label"), "", None, "")
    elif bare("".join(parts.values())) == bare(page.words(element)):
        yield Row(element, element.get("data-label"), parts["before"], parts["words"], parts["after"])


def _markdown_row(shown: Shown, element: Element) -> Iterator[Row]:
    """A list item with a link to a label: a mention if a passage and the words before stand before it."""
    page = shown.page
    link = next((one for one in page.inside(element) if one.tag == "a"), None)
    target = resolve(shown.document.path, link.get("href")) if link else None
    if link and target and target[1] and (brief := BRIEF.fullmatch(target[0])):
        label = f"{brief[1]}#{target[1]}"
        before = "".join(page.texts[element.first_text : link.first_text])
        if passage := PASSAGE.match(before):
            after = "".join(page.texts[link.stop_text : element.stop_text])
            yield Row(element, label, before[passage.end() :], page.words(link), after)
        else:
            yield Row(element, label, "", None, "")


# -- statements ------------------------------------------------------------------------------------


def list_of(row: Row) -> str:
    """The list of the page that the row stands in, as its element says: "said", "about"."""
    return next((one.get("data-list") for one in ancestors(row.element) if one.has("data-list")), "")


def says(page: Page, row: Row) -> Fact:
    """What the page says of a statement, as `retold.row_of` has it of the brief."""

    def one(name: str) -> str:
        return squeezed(page.words(part) for part in page.with_class(name, row.element))

    element = row.element
    confidence = [part.get("data-confidence") for part in page.with_class("confidence", element)]
    values = (element.get(f"data-{name}") for name in ("kind", "basis", "status", "judgment", "when"))
    return (
        *("row", row.address, *values, element.get("data-outcome")),
        *(" ".join(confidence), one("hedge"), one("likelihood")),
    )


def targets(shown: Shown, row: Row) -> Iterator[tuple[str, str]]:
    """Where the row leads: path and fragment."""
    for element in shown.page.inside(row.element):
        if element.tag == "a" and (target := resolve(shown.document.path, element.get("href"))):
            yield target


def dates(row: Row) -> list[str]:
    """The dates (EDTF) that the row must say in words."""
    outcome = row.element.get("data-outcome").partition(" ")[2]
    return [date for date in (row.element.get("data-when"), outcome) if date]


def differences(html: Page, one: Element, markdown: Page, other: Element) -> Iterator[str]:
    """What a row says in one form and not in the other."""
    for page, element, against, twin in ((html, one, markdown, other), (markdown, other, html, one)):
        text = against.spoken(twin)
        yield from (chunk for chunk, _ in chunks(page, element) if not stands(chunk, text))
