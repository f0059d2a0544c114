"""The sitemap, held to the rules of sitemaps.org."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from briefkit.exports import sitemap as module
from briefkit.exports.sitemap import NAMESPACE, Address, sitemap

URL = "https://example.org/sea"


def addresses(content: bytes) -> list[str]:
    return [one.text or "" for one in ElementTree.fromstring(content).iter(f"{{{NAMESPACE}}}loc")]


def test_every_page_has_its_address_and_its_day():
    pages = [
        Address("index.html"),
        Address("briefs/a b.html", "2016-08-03"),
        Address("actors/x.html", "2016~"),
    ]
    [(path, content)] = sitemap(pages, URL)
    assert path == "sitemap.xml"
    assert addresses(content) == [f"{URL}/index.html", f"{URL}/briefs/a%20b.html", f"{URL}/actors/x.html"]
    days = [one.findtext(f"{{{NAMESPACE}}}lastmod") for one in ElementTree.fromstring(content)]
    assert days == [None, "2016-08-03", None]


def test_an_address_is_escaped_as_xml_asks():
    [(_, content)] = sitemap([Address("seeds/a&b.html")], URL)
    assert b"a&amp;b" in content
    assert addresses(content) == [f"{URL}/seeds/a&b.html"]


def test_without_an_url_or_a_page_there_is_none():
    assert list(sitemap([Address("index.html")], None)) == []
    assert list(sitemap([], URL)) == []


@pytest.mark.parametrize(("most", "size"), [(2, 50_000_000), (50_000, 1_200)])
def test_a_long_one_is_parted_and_indexed(monkeypatch, most, size):
    monkeypatch.setattr(module, "ADDRESSES", most)
    monkeypatch.setattr(module, "BYTES", size)
    pages = [Address(f"briefs/{number}.html") for number in range(5)]
    files = dict(sitemap(pages, URL))
    parts = [path for path in files if path != "sitemap.xml"]
    assert len(parts) > 1
    assert parts == [f"sitemap/{number}.xml" for number in range(1, len(parts) + 1)]
    assert addresses(files["sitemap.xml"]) == [f"{URL}/{path}" for path in parts]
    assert [one for path in parts for one in addresses(files[path])] == [
        f"{URL}/{page.path}" for page in pages
    ]
    assert all(len(addresses(files[path])) <= most for path in parts)


def test_fifty_thousand_pages_are_one_file_and_one_more_makes_two():
    pages = [Address(f"{number}.html") for number in range(50_001)]
    assert len(list(sitemap(pages[:-1], URL))) == 1
    assert len(list(sitemap(pages, URL))) == 3
