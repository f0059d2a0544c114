"""What changed in the archive, as Atom 1.0 (RFC 4287): `feed.xml`, where archive.yaml has a `url`.

An entry is a brief. Its `updated` is what its sidecar says and never the time of a build, so a
brief without a date of its own is no entry.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, tostring

import briefkit
from briefkit.addresses import absolute, brief_path, index_path
from briefkit.brief import Brief, Settings
from briefkit.edtf import NotEdtf, parse
from briefkit.exports.reference import in_a_line, plain_text

PATH = "feed.xml"
ENTRIES = 50  # the newest


@dataclass(frozen=True, slots=True)
class Entry:
    """A brief as the feed shows it."""

    slug: str
    title: str
    updated: str  # RFC 3339
    published: str | None
    authors: tuple[str, ...]
    editors: tuple[str, ...]
    summary: str  # "" where there is none
    rights: str | None
    source: str | None


def entry(brief: Brief) -> Entry | None:
    """The brief's entry; None where it has neither been published nor updated on a day known."""
    about = brief.about
    published, updated = _date_time(about.published), _date_time(about.updated)
    latest = updated or published
    if latest is None:
        return None
    summary = plain_text(about.summary) if about.summary else ""
    handling = in_a_line(about.handling or "")
    return Entry(
        slug=brief.slug,
        title=in_a_line(about.title),
        updated=latest,
        published=published,
        authors=tuple(map(in_a_line, about.authors)),
        editors=tuple(map(in_a_line, brief.editors.values())),
        summary=": ".join(filter(None, (handling, summary))),
        rights=in_a_line(about.rights) if about.rights else None,
        source=about.source,
    )


def newest(entries: Iterable[Entry]) -> list[Entry]:
    """Those that are in the feed, latest first."""
    return heapq.nsmallest(ENTRIES, entries, key=_latest_first)


def feed(entries: Iterable[Entry], settings: Settings) -> bytes | None:
    """The newest fifty, latest first; None without a `url`, or without a date of any brief.

    Entries are read one by one, and no more than fifty are held.
    """
    if settings.url is None:
        return None
    latest = newest(entries)
    if not latest:
        return None
    home = absolute(settings.url, index_path())
    root = Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": settings.language})
    _text(root, "id", home)
    _text(root, "title", in_a_line(settings.title))
    if settings.description:
        _text(root, "subtitle", in_a_line(settings.description))
    _text(root, "updated", latest[0].updated)
    _person(root, "author", in_a_line(settings.publisher or settings.title))
    SubElement(root, "link", {"rel": "self", "href": absolute(settings.url, PATH)})
    SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": home})
    generator = SubElement(root, "generator", {"version": briefkit.__version__})
    generator.text = "briefkit"
    for one in latest:
        _entry(root, one, settings.url)
    text: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def _latest_first(one: Entry) -> tuple[tuple[int, ...], str]:
    """Descending by the second, which sorts as the digits of a date-time in UTC; then by slug."""
    return tuple(-ord(character) for character in one.updated), one.slug


def _entry(root: Element, one: Entry, url: str) -> None:
    node = SubElement(root, "entry")
    address = absolute(url, brief_path(one.slug))
    _text(node, "id", address)
    _text(node, "title", one.title)
    _text(node, "updated", one.updated)
    if one.published:
        _text(node, "published", one.published)
    for author in one.authors:
        _person(node, "author", author)
    for editor in one.editors:
        _person(node, "contributor", editor)
    SubElement(node, "link", {"rel": "alternate", "type": "text/html", "href": address})
    if one.source:
        SubElement(node, "link", {"rel": "via", "href": one.source})
    if one.summary:
        _text(node, "summary", one.summary)
    if one.rights:
        _text(node, "rights", one.rights)


def _person(parent: Element, role: str, name: str) -> None:
    _text(SubElement(parent, role), "name", name)


def _text(parent: Element, tag: str, text: str) -> None:
    SubElement(parent, tag).text = text


def _date_time(edtf: str | None) -> str | None:
    """Midnight in UTC at the start of the first day that the date may be of, as RFC 3339 writes it.

    None without a first day, and for a year that RFC 3339 cannot write.
    """
    if edtf is None:
        return None
    try:
        day = parse(edtf).earliest
    except NotEdtf:
        return None
    if day is None or not 0 < day[0] <= 9999:
        return None
    year, month, date = day
    return f"{year:04}-{month:02}-{date:02}T00:00:00Z"
