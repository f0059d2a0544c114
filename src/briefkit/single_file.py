"""A built page as one HTML file that can be sent by mail and opened anywhere.

Style sheets, scripts and pictures stand in the file. The policy is as strict as the site's: it
lets run and apply what the file was written with, by digest, and nothing else. A link to
another page of the site leads to where the site is published; without a `url` it is plain text.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape, unescape
from html.parser import HTMLParser
from posixpath import join, normpath
from typing import NamedTuple, Protocol
from urllib.parse import unquote

from briefkit.addresses import escaped

POLICY = (
    "default-src 'none'; style-src {style}; script-src {script}; img-src data:; "
    "base-uri 'none'; form-action 'none'"
)
ATTRIBUTE = re.compile(r"""\s+([^\s=>/"']+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>"']+))?""")
ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|/")
CSS_URL = re.compile(r"""url\(\s*(["']?)([^"')]+)\1\s*\)""")
# What would end the element that a style or a script stands in; CSS and scripts read it the same.
ENDING = re.compile(r"<(?=/style|/script|!--)", re.IGNORECASE)
BESIDE = frozenset({"icon", "search"})  # links of a site that a file by itself does not have
PLAIN = "a:not([href]){text-decoration:none}"  # what was a link and leads nowhere looks like its words
MEDIA = {"gif": "gif", "jpg": "jpeg", "png": "png", "svg": "svg+xml", "webp": "webp"}
ONLY_WITH_HREF = frozenset({"href", "rel", "type", "hreflang", "download", "target"})


class CannotStandAlone(Exception):
    """The page leans on something that cannot be put into a file; the message says on what."""


class Reader(Protocol):
    """A built folder."""

    def read(self, path: str, /) -> bytes: ...


class Tag(NamedTuple):
    """A start tag or an end tag where it stands in the page."""

    name: str  # "/script" for an end tag
    start: int
    end: int
    text: str  # as written

    def get(self, attribute: str) -> str:
        """The value, "" where there is none."""
        for found in ATTRIBUTE.finditer(self.text):
            if found[1].lower() == attribute:
                return unescape((found[2] or "").strip("\"'"))
        return ""

    def with_(self, attribute: str, value: str) -> str:
        """The tag as written, with another value in the place of the attribute's."""

        quoted = escape(value, quote=False).replace('"', "&quot;")

        def written(found: re.Match[str]) -> str:
            return f' {found[1]}="{quoted}"' if found[1].lower() == attribute else found[0]

        return ATTRIBUTE.sub(written, self.text)

    def without(self, attributes: frozenset[str]) -> str:
        return ATTRIBUTE.sub(lambda found: "" if found[1].lower() in attributes else found[0], self.text)


class Edit(NamedTuple):
    start: int
    end: int
    text: str


def single_file(path: str, files: Reader) -> bytes:
    """The page at the path, whole in one file. Raises `CannotStandAlone`; a missing file is an `OSError`."""
    page = files.read(path).decode("utf-8")
    return _SingleFile(path, page, files).whole().encode()


def standing_alone(path: str, page: str) -> str:
    """The page with no link that leads to a file beside it; all else is as it was."""
    tags = read_tags(page)
    base = published_at(path, tags)
    return edited(page, [edit for tag in tags if (edit := link_edit(tag, path, base))])


# -- links -----------------------------------------------------------------------------------------


def published_at(path: str, tags: list[Tag]) -> str | None:
    """The address of build/ on the web, by the address that the page calls its own."""
    for tag in tags:
        address = tag.get("href") if tag.name == "link" and tag.get("rel") == "canonical" else ""
        if address.endswith(f"/{escaped(path)}"):
            return address.removesuffix(escaped(path))
    return None


def link_edit(tag: Tag, path: str, base: str | None) -> Edit | None:
    """What becomes of a link to another file of the site; None where nothing does."""
    href = tag.get("href")
    leads = tag.name in ("a", "area") or (tag.name == "link" and tag.get("rel") != "stylesheet")
    if not leads or not href or href.startswith("#") or ABSOLUTE.match(href):
        return None
    target, hash_, fragment = href.partition("#")
    if tag.name != "link" and beside(path, target) == path:
        return Edit(tag.start, tag.end, tag.with_("href", f"#{fragment}"))
    if base is None:
        return Edit(tag.start, tag.end, "" if tag.name == "link" else tag.without(ONLY_WITH_HREF))
    # The address stays escaped as it was: only the way up is taken from it.
    address = base + normpath(join(path.rpartition("/")[0], target))
    return Edit(tag.start, tag.end, tag.with_("href", address + hash_ + fragment))


def beside(path: str, address: str) -> str:
    """The path in build/ that a relative address of the page leads to."""
    return normpath(join(path.rpartition("/")[0], unquote(address)))


# -- the file --------------------------------------------------------------------------------------


@dataclass(slots=True)
class _SingleFile:
    path: str
    page: str
    files: Reader

    def whole(self) -> str:
        tags = read_tags(self.page)
        base = published_at(self.path, tags)
        styles, scripts = list[str](), list[str]()
        edits: list[Edit] = []
        policy = end_of_body = None
        for number, tag in enumerate(tags):
            if tag.name == "meta" and tag.get("http-equiv").lower() == "content-security-policy":
                policy = tag
            elif tag.name == "link" and tag.get("rel") == "stylesheet":
                styles.append(self._style(tag))
                edits.append(Edit(tag.start, tag.end, f"<style>{styles[-1]}</style>"))
            elif tag.name == "script" and tag.get("src"):
                scripts.append(self._script(tag))
                edits.append(Edit(tag.start, tags[number + 1].end, ""))
            elif tag.name == "link" and tag.get("rel") in BESIDE:
                edits.append(Edit(tag.start, tag.end, ""))
            elif tag.name in ("img", "image", "use"):
                edits += self._picture(tag)
            elif tag.name == "/body":
                end_of_body = tag
            elif edit := link_edit(tag, self.path, base):
                edits.append(edit)
        if policy is None or end_of_body is None:
            raise CannotStandAlone(f"{self.path} has no policy, or no body that ends")
        edits.append(Edit(policy.start, policy.end, policy.with_("content", _policy(styles, scripts))))
        # An inline script runs where it stands, and ours wait for the page.
        run = "".join(f"<script>{script}</script>\n" for script in scripts)
        edits.append(Edit(end_of_body.start, end_of_body.start, run))
        return edited(self.page, edits)

    def _style(self, tag: Tag) -> str:
        path = beside(self.path, tag.get("href"))

        def inlined(found: re.Match[str]) -> str:
            if ABSOLUTE.match(found[2]) or found[2].startswith("#"):
                return found[0]
            return f'url("{self._data(path, found[2])}")'

        return _contained(CSS_URL.sub(inlined, self._text(path)) + PLAIN)

    def _script(self, tag: Tag) -> str:
        return _contained(self._text(beside(self.path, tag.get("src"))))

    def _picture(self, tag: Tag) -> Iterator[Edit]:
        attribute = "src" if tag.name == "img" else "href"
        address = tag.get(attribute)
        if not address or address.startswith("#") or ABSOLUTE.match(address):
            return
        if tag.name == "use":
            raise CannotStandAlone(f"{self.path} draws a part of {address}, which no file can hold")
        yield Edit(tag.start, tag.end, tag.with_(attribute, self._data(self.path, address)))

    def _text(self, path: str) -> str:
        """As a browser reads it in a page, which is what its digest is taken of."""
        return self.files.read(path).decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")

    def _data(self, beside_what: str, address: str) -> str:
        path = beside(beside_what, address.partition("#")[0])
        media = MEDIA.get(path.rpartition(".")[2])
        if media is None:
            raise CannotStandAlone(f"{path} is no picture that a page can hold")
        return f"data:image/{media};base64,{base64.b64encode(self.files.read(path)).decode()}"


def _contained(text: str) -> str:
    return ENDING.sub(r"<\\", text)


def _policy(styles: list[str], scripts: list[str]) -> str:
    return POLICY.format(style=_digests(styles), script=_digests(scripts))


def _digests(texts: list[str]) -> str:
    """CSP Level 3, 2.3.1: the SHA-256 of the text between the tags, in base64."""
    digests = (base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in texts)
    return " ".join(f"'sha256-{digest}'" for digest in digests) or "'none'"


# -- reading and writing ---------------------------------------------------------------------------


class _Tags(HTMLParser):
    """Every tag of a page with the offset at which it stands."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[Tag] = []
        self._page = page
        self._lines = [0]
        self._lines += [found.end() for found in re.finditer("\n", page)]
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._add(tag, self.get_starttag_text() or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        start = self._offset()
        self._add(f"/{tag}", self._page[start : self._page.index(">", start) + 1])

    def _add(self, name: str, text: str) -> None:
        start = self._offset()
        self.found.append(Tag(name, start, start + len(text), text))

    def _offset(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column


def read_tags(page: str) -> list[Tag]:
    return _Tags(page).found


def edited(page: str, edits: list[Edit]) -> str:
    """The page with every edit made; none may reach into another."""
    pieces, at = [], 0
    for edit in sorted(edits):
        pieces += [page[at : edit.start], edit.text]
        at = edit.end
    return "".join([*pieces, page[at:]])
