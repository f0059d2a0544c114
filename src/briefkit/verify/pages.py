"""What holds for every page of the site, whatever it shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefkit.diagnostics import Related, Rule, Severity
from briefkit.spans import Document
from briefkit.verify.echo import BETWEEN
from briefkit.verify.findings import COMPARED, Findings
from briefkit.verify.links import resolve
from briefkit.verify.manifest import MANIFEST, Built
from briefkit.verify.markup import NOT_SPACE, Element, Page, bare, read_page, squeezed

PAGE_MALFORMED = Rule(
    "BK707",
    "page-malformed",
    Severity.ERROR,
    "A browser would have to guess how the page is meant, so what a reader sees is not proved.",
)
CSP_MISSING = Rule(
    "BK719",
    "csp-missing",
    Severity.ERROR,
    "The policy of the page lets nothing run or load that the site does not bring along; without it words "
    "could be changed while they are read.",
)

POLICY = {
    "default-src": "'none'",
    "style-src": "'self'",
    "script-src": "'self'",
    "img-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
}
INDEX = "index.html"
NUMBERED = re.compile(r"/[0-9]+\.(?:html|md)\Z")  # a list goes on there
ENCODING_WITHIN = 1024  # bytes: a browser that opens a page from disk looks no further
BEFORE_POLICY = frozenset({"html", "head", "meta", "title"})  # load nothing
DATA_BLOCK = "application/ld+json"


@dataclass(frozen=True, slots=True)
class Shown:
    """A page, or Markdown as rendered, of which offsets are not those of the document."""

    page: Page
    document: Document
    in_source: bool

    @property
    def ending(self) -> str:
        return self.document.path.rpartition(".")[2]

    def at(self, element: Element) -> int:
        return element.at if self.in_source else 0

    def links(self) -> Iterator[tuple[Element, str, str]]:
        """Each link that has words, with the path and fragment that it leads to."""
        for element in self.page.elements:
            if element.tag == "a" and element.has("href") and not _is_apparatus(element):
                target = resolve(self.document.path, element.get("href"))
                if target and self.page.words(element).strip():
                    yield element, *target


def _is_apparatus(element: Element | None) -> bool:
    while element is not None:
        if element.has("data-apparatus"):
            return True
        element = element.parent
    return False


def decoded(path: str, files: Built, findings: Findings) -> Document | None:
    """The file as text; None where it is no UTF-8."""
    content = files.read(path)
    try:
        return Document(path, content.decode("utf-8"))
    except UnicodeDecodeError as error:
        findings.of_file(path, PAGE_MALFORMED, f"it is not UTF-8 from its byte {error.start} on")
        return None


@dataclass(frozen=True, slots=True)
class Site:
    """What all pages of the site say alike."""

    version: str  # of briefkit, by the manifest
    title: str | None  # the heading of the index; None where there is none
    words: str = ""  # all words of the index, without white space


def read_site(version: str, files: Built) -> Site:
    if INDEX not in files.names:
        return Site(version, None)
    page = read_page(files.read(INDEX).decode("utf-8", errors="replace"))
    heading = next((element for element in page.elements if element.tag == "h1"), None)
    return Site(version, squeezed(page.words(heading)) if heading else None, bare("".join(page.texts)))


def look_at_page(document: Document, base: str | None, site: Site, findings: Findings) -> Page:
    """The page, with all that would leave open what a browser makes of it."""
    page = read_page(document.text)
    for at, message in page.faults:
        findings.at(document, PAGE_MALFORMED, message, at)
    _look_at_head(page, document, findings)
    _look_at_policy(page, document, findings)
    _look_at_titles(page, site, document, findings)
    _look_at_descriptions(page, site, document, findings)
    for element in page.elements:
        if element.tag == "link" and element.get("rel") == "canonical":
            address = element.get("href")
            own = resolve("", address.removeprefix(f"{base}/")) if base and address.startswith(base) else None
            if own != (document.path, ""):
                findings.at(document, PAGE_MALFORMED, "the page calls another address its own", element.at)
        made_by = element.get("content") if element.get("name") == "generator" else None
        if made_by not in (None, f"briefkit {site.version}"):
            message = "it was made by another version than the manifest says"
            other = (Related(COMPARED, MANIFEST, 1, 1),)
            findings.at(document, PAGE_MALFORMED, message, element.at, related=other)
    return page


def _look_at_titles(page: Page, site: Site, document: Document, findings: Findings) -> None:
    """The way home and the window's title name the site as its index does."""
    if site.title is None:
        return
    heading = next((squeezed(page.words(one)) for one in page.elements if one.tag == "h1"), "")
    titles = {site.title, f"{heading} · {site.title}", f"{heading[1:-1]} · {site.title}"}
    for element in page.elements:
        words = squeezed(page.words(element)) if element.tag in ("title", "a") else ""
        if (element.tag == "title" and words not in titles and not _is_in_svg(element)) or (
            "home" in element.classes and words != site.title
        ):
            message = f"“{words}” is not what the index calls the site"
            other = (Related(COMPARED, INDEX, 1, 1),)
            findings.at(document, PAGE_MALFORMED, message, element.at, related=other)


def _look_at_descriptions(page: Page, site: Site, document: Document, findings: Findings) -> None:
    """What search engines show of a list stands where it begins, in the same pieces, or on the index.

    That of a brief is held against what else its head says (`machine`).
    """
    if document.path.startswith("briefs/") or NUMBERED.search(document.path):
        return
    for element in page.elements:
        if element.tag == "meta" and element.get("name") == "description":
            words = bare("".join(page.texts))
            for piece in map(bare, BETWEEN.split(element.get("content"))):
                if piece not in words and piece not in site.words:
                    message = f"“{piece}” of the description does not stand on the page"
                    findings.at(document, PAGE_MALFORMED, message, element.at)


def _is_in_svg(element: Element) -> bool:
    return element.parent is not None and element.parent.tag != "head"


def _look_at_head(page: Page, document: Document, findings: Findings) -> None:
    if not document.text.startswith("<!doctype html>\n"):
        findings.at(document, PAGE_MALFORMED, "the page does not begin with <!doctype html>")
    charset = next((one for one in page.elements if one.tag == "meta" and one.has("charset")), None)
    if charset is None or charset.get("charset").lower() != "utf-8":
        findings.at(
            document, PAGE_MALFORMED, "the page does not say that it is UTF-8", charset.at if charset else 0
        )
    elif len(document.text[: charset.at].encode()) > ENCODING_WITHIN - 64:
        findings.at(document, PAGE_MALFORMED, "the page says too late that it is UTF-8", charset.at)


def _look_at_policy(page: Page, document: Document, findings: Findings) -> None:
    """The policy stands before anything that could load, and what it would stop is not there."""
    policy = next(
        (one for one in page.elements if one.get("http-equiv").lower() == "content-security-policy"), None
    )
    if policy is None or policy.tag != "meta" or _directives(policy.get("content")) != POLICY:
        findings.at(
            document, CSP_MISSING, "the page has not the policy of the site", policy.at if policy else 0
        )
        return
    for element in page.elements:
        if element.index < policy.index and element.tag not in BEFORE_POLICY:
            findings.at(document, CSP_MISSING, f"<{element.tag}> stands before the policy", element.at)
        if element.has("http-equiv") and element is not policy:
            findings.at(
                document, CSP_MISSING, f"the page tells the browser “{element.get('http-equiv')}”", element.at
            )
        if any(name.startswith("on") or name == "style" for name in element.attributes):
            findings.at(document, CSP_MISSING, f"<{element.tag}> carries a script or a style", element.at)
        if element.tag in ("script", "style") and _is_inline(page, element):
            findings.at(document, CSP_MISSING, f"<{element.tag}> stands in the page", element.at)


def _is_inline(page: Page, element: Element) -> bool:
    return (
        element.get("type") != DATA_BLOCK
        and NOT_SPACE.search("".join(page.texts[element.first_text : element.stop_text])) is not None
    )


def _directives(content: str) -> dict[str, str]:
    found = {}
    for directive in content.split(";"):
        name, _, sources = directive.strip().partition(" ")
        if name:
            found[name] = sources.strip()
    return found
