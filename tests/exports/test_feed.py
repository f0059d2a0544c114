"""The Atom feed, read by feedparser."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from xml.etree import ElementTree

import feedparser
from hypothesis import given
from hypothesis import strategies as st
from tests.exports.cited import brief, settings

from briefkit.exports.feed import ENTRIES, Entry, entry, feed

ATOM = "{http://www.w3.org/2005/Atom}"
PLAIN = Entry("sea", "Sea", "2016-08-03T00:00:00Z", None, (), (), "", None, None)


def made(entries: Iterable[Entry], **changed: Any) -> bytes:
    content = feed(entries, settings(**changed))
    assert content is not None
    return content


def entry_of(**about: Any) -> Entry:
    found = entry(brief(**about))
    assert found is not None
    return found


def numbered(number: int) -> Entry:
    day = f"{2000 + number // 300}-{number % 12 + 1:02}-{number % 28 + 1:02}T00:00:00Z"
    return Entry(f"b{number}", "B", day, None, (), (), "", None, None)


def test_a_reader_finds_the_brief_and_both_its_makers():
    read = feedparser.parse(made([entry_of()]))
    assert not read.bozo
    assert read.version == "atom10"
    assert read.feed.title == "The sea archive"
    assert read.feed.updated == "2016-08-03T00:00:00Z"
    [found] = read.entries
    assert found.id == found.link == "https://example.org/sea/briefs/islands.html"
    assert (found.published, found.updated) == ("2016-08-01T00:00:00Z", "2016-08-03T00:00:00Z")
    assert [author.name for author in found.authors] == ["A. Writer", "B. Author"]
    assert [editor.name for editor in found.contributors] == ["H. Keyes", "J. Moor"]
    assert found.summary == "TLP:GREEN: It says that the fleet holds the town."


def test_what_rfc_4287_asks_for_is_there():
    for root in (ElementTree.fromstring(made([PLAIN])), ElementTree.fromstring(made([entry_of(), PLAIN]))):
        for parent in (root, *root.iter(f"{ATOM}entry")):
            for tag in ("id", "title", "updated"):
                assert len(parent.findall(f"{ATOM}{tag}")) == 1
        assert root.find(f"{ATOM}author") is not None
        assert [link.get("rel") for link in root.findall(f"{ATOM}link")] == ["self", "alternate"]


def test_a_brief_without_a_date_of_its_own_is_no_entry():
    assert entry(brief("tides")) is None
    assert entry(brief(published=None, updated="../2016")) is None
    assert entry(brief(published="last summer", updated="-0043")) is None
    assert entry_of(updated=None).updated == "2016-08-01T00:00:00Z"
    assert entry_of(updated="2017~").updated == "2017-01-01T00:00:00Z"


def test_there_is_no_feed_without_an_url_or_without_a_date():
    assert feed([PLAIN], settings(url=None)) is None
    assert feed([], settings()) is None


def test_the_newest_come_first_and_no_more_than_fifty():
    numbers = [(7 * number) % 400 for number in range(400)]
    read = feedparser.parse(made(numbered(number) for number in numbers))
    expected = sorted((numbered(number).updated for number in numbers), reverse=True)
    assert len(read.entries) == ENTRIES
    assert [one.updated for one in read.entries] == expected[:ENTRIES]


def test_the_order_of_reading_changes_nothing():
    entries = [numbered(number) for number in range(80)]
    assert made(entries) == made(reversed(entries))


def test_an_archive_without_words_of_its_own_still_has_a_feed():
    root = ElementTree.fromstring(made([PLAIN], publisher=None, description=None))
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "The sea archive"
    assert root.find(f"{ATOM}subtitle") is None


@given(st.text(min_size=1))
def test_no_text_breaks_the_feed(text):
    root = ElementTree.fromstring(made([entry_of(title=text, summary=text, rights=text, handling=text)]))
    assert len(root.findall(f"{ATOM}entry")) == 1
