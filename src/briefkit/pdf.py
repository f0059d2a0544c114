"""A built brief's page as a tagged PDF: PDF/UA-1, with bookmarks, metadata and links that work.

WeasyPrint sets the page by a style sheet of its own, templates/pdf.css: of the site's it knows too
little. Before that the page becomes a book's: the labels go behind the text as notes, by passage;
drawings get the style that they have on the page; what is decoration becomes a background, which
a tagged PDF reads to nobody.

WeasyPrint is the extra `pdf`. It brings nothing into a file that is not the page's own: no clock, no
random ids, and no font that is not installed. So one page gives the same bytes wherever the same
fonts are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from types import ModuleType
from typing import Any
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from briefkit.binding import bind, seed_digest
from briefkit.drawings import draw
from briefkit.interface import interface_for
from briefkit.single_file import Reader, beside, standing_alone

NOWHERE = "https://archive.invalid/"  # RFC 2606: where the page stands while it is set
WITH_EXTRA = "pip install 'briefkit[pdf]'"
WITH_PANGO = "apt-get install libpango-1.0-0 libpangoft2-1.0-0"
ROOT_RULE = re.compile(r":root\s*\{[^{}]*\}")
MEDIA_TYPES = {"svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg"}


class PdfExtraMissing(Exception):
    """WeasyPrint cannot be used here; the message names the command that mends it."""


def pdf(path: str, files: Reader, style: str) -> bytes:
    """The page at the path in a built folder, set by the text of templates/pdf.css.

    Raises `PdfExtraMissing`; a file that is missing is an `OSError`.
    """
    weasyprint = _weasyprint()
    page = standing_alone(path, files.read(path).decode("utf-8"))
    fetcher = _fetcher(weasyprint, files)
    document = weasyprint.HTML(string=page, base_url=NOWHERE + path, url_fetcher=fetcher)
    root: Element = document.etree_element
    sheet = "".join(_style_sheets(root, path, files))
    draw(root, sheet)
    bind(root, interface_for(root.get("lang", "en")).notes_by_passage)
    content: bytes = document.write_pdf(
        finisher=_say_what_headers_head,
        stylesheets=[weasyprint.CSS(string=_tokens(sheet) + style, url_fetcher=fetcher)],
        pdf_variant="pdf/ua-1",
        pdf_identifier=f"briefkit {seed_digest(root) or path}".encode(),  # by it `handout` knows our files
        custom_metadata=True,
    )
    return content


def _weasyprint() -> ModuleType:
    try:
        weasyprint = import_module("weasyprint")
    except ImportError as error:
        raise PdfExtraMissing(f"a PDF needs WeasyPrint, and it is not installed: {WITH_EXTRA}") from error
    except OSError as error:  # it loads Pango when it is imported
        raise PdfExtraMissing(f"WeasyPrint needs Pango, and it is not installed: {WITH_PANGO}") from error
    return weasyprint


def _say_what_headers_head(document: object, file: Any) -> None:
    """Give each header cell its scope (PDF/UA-1, 7.5), which WeasyPrint 70 leaves out."""
    elements = {one.reference: one for one in file.objects if _is_structure(one)}
    for cell in elements.values():
        if cell["S"] == "/TH":
            group = cell
            while group["S"] not in ("/THead", "/TBody", "/Table"):
                group = elements[group["P"]]
            cell["A"]["Scope"] = "/Column" if group["S"] == "/THead" else "/Row"


def _is_structure(one: Any) -> bool:
    return isinstance(one, dict) and one.get("Type") == "/StructElem"


def _fetcher(weasyprint: ModuleType, files: Reader) -> Any:
    """What WeasyPrint asks for a file of: the built folder and nothing else, neither disk nor network."""
    base = weasyprint.urls.URLFetcher

    class Fetcher(base):  # type: ignore[misc, valid-type]  # there only once WeasyPrint is
        def fetch(self, url: str, headers: object = None) -> Any:
            if url.startswith("data:"):
                return super().fetch(url)
            if not url.startswith(NOWHERE):
                raise ValueError(f"{url} is no file of the site")
            path = unquote(url.removeprefix(NOWHERE).partition("#")[0])
            media = MEDIA_TYPES.get(path.rpartition(".")[2], "application/octet-stream")
            return weasyprint.urls.URLFetcherResponse(url, files.read(path), {"Content-Type": media})

    return Fetcher()


def _style_sheets(root: Element, path: str, files: Reader) -> Iterator[str]:
    """The text of the page's own style sheets."""
    for element in root.iter("link"):
        if element.get("rel") == "stylesheet":
            yield files.read(beside(path, element.get("href", ""))).decode("utf-8")


def _tokens(sheet: str) -> str:
    """The colours and fonts that the style sheet names, so that they are chosen in one place."""
    found = ROOT_RULE.search(sheet)
    return found[0] if found else ""
