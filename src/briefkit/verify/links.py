"""Every link of the site: to a file that is there, and in it to a place that is there.

Links within a page are looked up at once. Of the others only those into pages not yet read are
kept, and of each page its ids, as one string: some four kilobytes a brief.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import unquote

from briefkit.diagnostics import Rule, Severity
from briefkit.spans import Document
from briefkit.verify.findings import Findings
from briefkit.verify.markup import Element, Page

DEAD_LINK = Rule(
    "BK717",
    "dead-link",
    Severity.ERROR,
    "A link leads to a file or a place that is not there.",
)
ADDRESS_DOUBLED = Rule(
    "BK718",
    "address-doubled",
    Severity.ERROR,
    "Two elements of a page have one id, so a link to it may lead to either.",
)

LINKS = {
    "href",
    "src",
    "xlink:href",
    "action",
    "poster",
    "cite",
    "data",
    "data-search",
}  # the last for a script
REFERENCES = {  # attributes that name ids of their own page
    *("aria-controls", "aria-describedby", "aria-details", "aria-labelledby", "aria-owns"),
    *("for", "headers", "list"),
}
ELSEWHERE = ("http:", "https:", "mailto:")
SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
CSS_URL = re.compile(r"""url\(\s*["']?([^"')]*)""")


@lru_cache(maxsize=4096)  # a page leads to its entities again and again
def resolve(page: str, address: str) -> tuple[str, str] | None:
    """Path in build/ and fragment of a relative address; None where it leads out of build/ or is absolute."""
    if SCHEME.match(address) or address.startswith(("/", "\\")):
        return None
    address, _, fragment = address.partition("#")
    fragment = unquote(fragment.partition(":~:")[0])
    path = unquote(address.partition("?")[0])
    if not path:
        return page, fragment
    parts = page.split("/")[:-1]
    for part in path.split("/"):
        if part == "..":
            if not parts:
                return None
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts), fragment


@dataclass(slots=True)
class _Waiting:
    """A link into a page that was not read yet."""

    path: str
    line: int
    column: int
    address: str
    target: str
    fragment: str


@dataclass(slots=True)
class Links:
    """The links of a site, looked up as its pages are read, and at the end those that could not be."""

    names: Collection[str]
    findings: Findings
    count: int = 0
    _ids: dict[str, bytes] = field(default_factory=dict)
    _waiting: list[_Waiting] = field(default_factory=list)

    def add(self, page: Page, document: Document, base: str | None = None) -> None:
        """All links and ids of a page; `base` is what absolute addresses of this archive begin with."""
        ids: dict[str, Element] = {}
        for element in page.elements:
            for name in ("id", "name") if element.tag == "a" else ("id",):
                if one := element.get(name):
                    if one in ids and ids[one] is not element:
                        self.findings.at(document, ADDRESS_DOUBLED, f"“{one}” stands twice", element.at)
                    ids[one] = element
        self._ids[document.path] = _joined(ids)
        for element in page.elements:
            for address in _addresses(element):
                self._look_up(address, element, ids, document, base)
            for reference in _references(element):
                self.count += 1
                if reference not in ids:
                    self._dead(f"#{reference}", element, document)

    def add_style(self, document: Document) -> None:
        """The addresses in a style sheet."""
        for found in CSS_URL.finditer(document.text):
            if not found[1].startswith(("data:", "#")):
                self.count += 1
                if (target := resolve(document.path, found[1])) is None or target[0] not in self.names:
                    self.findings.at(document, DEAD_LINK, f"“{found[1]}” leads nowhere", *found.span(1))

    def close(self) -> None:
        """Every page was read: look up what waited."""
        for link in self._waiting:
            if f"\0{link.fragment}\0".encode() not in self._ids.get(link.target, b""):
                document = Document(link.path, "")
                self.findings.of_link(
                    document.path, link.line, link.column, DEAD_LINK, f"“{link.address}” leads nowhere"
                )
        self._waiting.clear()

    def _look_up(
        self, address: str, element: Element, ids: Collection[str], document: Document, base: str | None
    ) -> None:
        self.count += 1
        if base and address.startswith(f"{base}/"):
            found = resolve("", address.removeprefix(f"{base}/"))
        elif address.lower().startswith(ELSEWHERE):
            self.count -= 1  # not ours to prove
            return
        else:
            found = resolve(document.path, address)
        if found is None or (found[0] not in self.names and found[0] != document.path):
            self._dead(address, element, document)
            return
        path, fragment = found
        if not fragment:
            return
        if path == document.path:
            if fragment not in ids:
                self._dead(address, element, document)
        elif path not in self._ids:
            line, column = document.line_column(element.at)
            self._waiting.append(_Waiting(document.path, line, column, address, path, fragment))
        elif f"\0{fragment}\0".encode() not in self._ids[path]:
            self._dead(address, element, document)

    def _dead(self, address: str, element: Element, document: Document) -> None:
        self.findings.at(document, DEAD_LINK, f"“{address}” leads nowhere", element.at)


def addresses_elsewhere(page: Page) -> set[str]:
    """The addresses of the web that the words of a page are linked to."""
    found = (unquote(element.get("href")) for element in page.elements if element.tag == "a")
    return {address for address in found if address.lower().startswith(ELSEWHERE)}


def _joined(ids: Collection[str]) -> bytes:
    return f"\0{chr(0).join(ids)}\0".encode(errors="replace")


def _addresses(element: Element) -> Iterator[str]:
    for name in element.attributes.keys() & LINKS:
        yield element.get(name).strip()
    if element.has("srcset"):
        for candidate in element.get("srcset").split(","):
            if candidate.strip():
                yield candidate.split()[0]


def _references(element: Element) -> Iterator[str]:
    for name in element.attributes.keys() & REFERENCES:
        yield from element.get(name).split()
