"""Every page for search engines, where archive.yaml has a `url`: `sitemap.xml`.

The sitemaps.org protocol, version 0.9. Above 50,000 addresses or 50 MB `sitemap.xml` is an index of
`sitemap/1.xml`, `sitemap/2.xml`, …
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple
from xml.sax.saxutils import escape

from briefkit.addresses import absolute
from briefkit.brief import Settings
from briefkit.exports.reference import plain_iso

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
PATH = "sitemap.xml"
ADDRESSES, BYTES = 50_000, 50_000_000  # the most that one file may hold


class Address(NamedTuple):
    """A page of the site."""

    path: str  # in build/
    changed: str | None = None  # EDTF; said only where it is a plain date


def sitemap(pages: Iterable[Address], url: str | None) -> Iterator[tuple[str, bytes]]:
    """Path in build/ and content of each file, none without a `url`; at most one is held at a time.

    The pages stay in the order in which they come.
    """
    if url is None:
        return
    parts = 0
    waiting: tuple[str, bytes] | None = None  # the first, until a second one shows that there is an index
    for content in _parts(pages, url):
        parts += 1
        path = f"sitemap/{parts}.xml"
        if parts == 1:
            waiting = (path, content)
            continue
        if waiting:
            yield waiting
            waiting = None
        yield path, content
    if waiting:
        yield PATH, waiting[1]
    elif parts:
        entries = (_entry("sitemap", absolute(url, f"sitemap/{part}.xml")) for part in range(1, parts + 1))
        yield PATH, _file("sitemapindex", "".join(entries))


def _parts(pages: Iterable[Address], url: str) -> Iterator[bytes]:
    entries: list[str] = []
    size = 0
    for page in pages:
        entry = _entry("url", absolute(url, page.path), plain_iso(page.changed))
        if entries and (len(entries) == ADDRESSES or size + len(entry.encode()) > BYTES - 1000):
            yield _file("urlset", "".join(entries))
            entries, size = [], 0
        entries.append(entry)
        size += len(entry.encode())
    if entries:
        yield _file("urlset", "".join(entries))


def _entry(tag: str, address: str, changed: str | None = None) -> str:
    day = f"<lastmod>{changed}</lastmod>" if changed else ""
    return f"<{tag}><loc>{escape(address)}</loc>{day}</{tag}>\n"


def _file(tag: str, entries: str) -> bytes:
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return f'{head}<{tag} xmlns="{NAMESPACE}">\n{entries}</{tag}>\n'.encode()


def robots(settings: Settings) -> tuple[str, bytes]:
    """`robots.txt` (RFC 9309): all may be read. It is heeded only where the site is a host's root."""
    lines = ["User-agent: *", "Allow: /"]
    if settings.url:
        lines.append(f"Sitemap: {absolute(settings.url, PATH)}")
    return "robots.txt", "".join(f"{line}\n" for line in lines).encode()
