"""A web page as text.

What is no part of the article is left out where the page itself says so: with one `main`, or else
one `article`, that is the text; navigation, forms and scripts are never. What stood outside is
counted, so that a person can look.
"""

from __future__ import annotations

import codecs
import re
import warnings
from importlib.metadata import version

import bs4
from bs4 import BeautifulSoup, Tag, UnusualUsageWarning
from bs4.dammit import EncodingDetector

from briefkit.conversion.converted import Converted, NotConverted
from briefkit.conversion.markdown import markdown, number_of_words, pictures_left_out, words_of
from briefkit.schema import LANGUAGE

MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
# What pages call these, and browsers read as Windows-1252 (the WHATWG's Encoding Standard).
WINDOWS_1252 = {"iso8859-1", "ascii", "latin-1"}


def convert(data: bytes) -> Converted:
    with warnings.catch_warnings():  # of a page that is XML too, or has no element
        warnings.simplefilter("ignore", UnusualUsageWarning)
        page = BeautifulSoup(_decoded(data).replace("\0", ""), "lxml")  # which ends what authors leave open
    root, notes = _article(page)
    text = markdown(root)
    if not text.strip():
        raise NotConverted("the page holds no words: it may be made by a script; save it from a browser")
    notes += pictures_left_out(len(root.find_all(["img", "svg", "canvas"])))
    how = f"Beautiful Soup {bs4.__version__} and lxml {version('lxml')}"
    return Converted(text, ".md", "markdown-1", how, _title(page, root), _language(page), notes)


def _decoded(data: bytes) -> str:
    """The characters of a page, as its mark, its head or else UTF-8 says. Nothing is guessed beyond that."""
    encoding = next((name for mark, name in MARKS.items() if data.startswith(mark)), None)
    if encoding is None:
        declared = EncodingDetector.find_declared_encoding(data, is_html=True) or "utf-8"
        try:
            encoding = codecs.lookup(declared).name
        except LookupError:
            raise NotConverted(f"it says that it is written in {declared}, which nobody knows") from None
        encoding = "cp1252" if encoding in WINDOWS_1252 else encoding
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        problem = f"byte 0x{data[error.start]:02X} at byte offset {error.start} is not {encoding}"
        raise NotConverted(f"{problem}: save the page anew, as UTF-8") from None


def _article(page: BeautifulSoup) -> tuple[Tag, tuple[str, ...]]:
    """The element that holds the text, and what that leaves out."""
    # All of it, since what a page without <body> begins with is taken for a part of its head.
    for name in ("main", "article"):
        found = [one for one in page.find_all(name) if not one.has_attr("hidden")]
        if len(found) == 1 and (words := number_of_words(found[0])):
            others = number_of_words(page) - words
            return found[0], (f"{others} words outside <{name}> were left out",) if others > 0 else ()
    return page, ()


def _title(page: BeautifulSoup, root: Tag) -> str | None:
    """The one heading of the first rank, or what the page calls itself."""
    headings = root.find_all("h1") or page.find_all("h1")
    words = words_of(headings[0]) if len(headings) == 1 else ""
    if not words and page.title:
        words = re.sub(r"\s+", " ", page.title.get_text()).strip()
    return words or None


def _language(page: BeautifulSoup) -> str | None:
    tag = str(page.html.get("lang", "")) if page.html else ""
    return tag if LANGUAGE.fullmatch(tag) else None
