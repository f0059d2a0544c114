from __future__ import annotations

import sqlite3

from tests.archives import archive, sidecar
from tests.site.dom import read
from tests.site.site import plain, site

from briefkit.brief import Entity, Settings
from briefkit.facts_index import FactsIndex
from briefkit.site.pages import index_pages

LABELS = """
    p1:
      - claim: The sea is rising
        id: rising
        quote: The sea rises
      - place: delmouth
        quote: The sea
        occurrence: 1
"""
MORE = "key_judgments: [rising]\nentities: {delmouth: {place: Delmouth, type: city}}\n"


def test_every_brief_is_listed_with_its_source_counts_and_key_judgments() -> None:
    about = (
        "title: The sea, supplied: [title, date], date: 2016, authors: [A. Writer], publisher: Sea Press, "
        "status: recalled, reason: wrong"
    )
    made = site(archive(LABELS, more_keys=MORE, about=about))
    (brief,) = [
        one
        for one in read(made["index.html"]).one("ol", class_="briefs").children
        if not isinstance(one, str)
    ]
    assert brief.one("h3").one("a").attributes["href"] == "briefs/sea.html"
    assert brief.one("h3").text() == "[The sea]"
    first, second = brief.all("p")
    assert first.text() == "A. Writer · Sea Press · [2016] · 2 passages, 1 claim, 1 place"
    assert second.text() == "Recalled"
    assert brief.one("ol").one("a").attributes["href"] == "briefs/sea.html#rising"
    assert b"### [\\[The sea\\]](briefs/sea.md)" in made["index.md"]


def test_entities_are_listed_by_kind() -> None:
    page = read(site(archive(LABELS, more_keys=MORE))["index.html"])
    (names,) = page.all("ul", class_="names")
    assert names.text().strip() == "Delmouth city"
    assert names.one("a").attributes["href"] == "places/delmouth.html"


def test_the_latest_source_stands_first_and_one_without_a_date_last() -> None:
    files = archive(about="title: The sea, date: 2012")
    for name, about in (("tide", "title: The tide, date: 2016"), ("wave", "title: The wave")):
        files[f"brief/{name}.yaml"] = sidecar("p1: []", about=about).encode()
    titles = [one.text() for one in read(site(files)["index.html"]).all("h3")]
    assert titles == ["The tide", "The sea", "The wave"]


def test_an_archive_without_briefs_has_an_index_that_says_so() -> None:
    index = FactsIndex(sqlite3.connect(":memory:"))
    index.close()
    made = dict(
        index_pages(index, Settings(title="<Sea> archive", description="On *seas*"), plain(), version="1.0")
    )
    page = read(made["index.html"])
    assert "There is no brief yet." in page.text()
    assert page.one("h1").text() == "<Sea> archive"
    assert "On \\*seas\\*" in made["index.md"].decode()
    assert list(made) == ["index.html", "index.md"]


def test_briefs_that_could_not_be_built_are_named() -> None:
    index = FactsIndex(sqlite3.connect(":memory:"))
    index.close()
    made = dict(index_pages(index, Settings(), plain(), version="1.0", lost=["sea", "2016/tide"]))
    page = read(made["index.html"])
    assert page.one("p", class_="banner").text() == "Not built: sea, 2016/tide; see briefkit check."
    assert "None could be built." in page.text()
    assert "**Not built:** `sea`, `2016/tide`; see `briefkit check`." in made["index.md"].decode()


def test_a_long_list_goes_on_page_by_page() -> None:
    entities = [Entity(f"e{number:04}", "place", f"Place {number:04}") for number in range(501)]
    index = FactsIndex(sqlite3.connect(":memory:"), entities)
    index.close()
    made = dict(index_pages(index, Settings(), plain(), version="1.0"))
    assert list(made) == ["index.html", "index.md", "index/2.html", "index/2.md"]
    second = read(made["index/2.html"])
    assert [one.attributes["href"] for one in second.one("ul", class_="names").all("a")] == [
        "../places/e0500.html"
    ]
    assert not second.all(id="_briefs")
    assert second.one("a", rel="prev").attributes["href"] == "../index.html"
