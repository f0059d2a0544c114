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


def four() -> dict[str, bytes]:
    """Four briefs: of 2016, of 2012 and without a date."""
    located = "entities: {delmouth: {place: Delmouth, type: city, at: [50.5, -3.5]}}\n"
    about = "title: The sea, date: 2016-03"
    files = archive(LABELS, more_keys="key_judgments: [rising]\n" + located, about=about)
    for name, date in (("tide", ", date: 2016-08"), ("wave", ", date: 2012"), ("foam", "")):
        files[f"brief/{name}.yaml"] = sidecar("p1: []", about=f"title: The {name}{date}").encode()
    return files


def test_a_bar_leads_to_the_first_brief_of_its_year() -> None:
    made = site(four())
    page = read(made["index.html"])
    bars = {one.attributes["href"]: one.one("title").text() for one in page.one(class_="ot").all("a")}
    assert bars == {"#_2012": "2012: 1 brief", "#_2016-08": "2016: 2 briefs"}
    assert page.one("li", id="_2016-08").one("h3").text() == "The tide"
    assert "1 brief without a date is not shown." in page.text()
    assert b"\n- 2012: 1\n- 2016: 2\n" in made["index.md"]


def test_the_index_says_of_how_many_passages_each_kind_is() -> None:
    made = site(four())
    assert read(made["index.html"]).one("svg", class_="bk").all("title")[0].text() == (
        "1 claim, in 12\N{NARROW NO-BREAK SPACE}% of the passages"
    )
    assert "- Claims: 1, 12\N{NARROW NO-BREAK SPACE}%\n" in made["index.md"].decode()


def test_places_with_coordinates_stand_on_a_map_above_their_names() -> None:
    page = read(site(four())["index.html"])
    (section,) = page.all("section", aria_labelledby="_places")
    assert [one.tag for one in section.all() if one.tag in ("figure", "ul")] == ["figure", "ul"]
    assert section.one("svg", class_="pm").one("a").attributes["href"] == "places/delmouth.html"


def test_the_way_to_the_judgments_says_how_many_wait() -> None:
    labels = """
    p1:
      - implication: It will rise
        quote: likely to rise faster
      - implication: It has risen
        quote: The sea rises
        outcome: {result: happened, date: 2017}
    """
    made = site(archive(labels))
    told = "2 judgments in all briefs, 1 without an outcome so far"
    nav, head = read(made["index.html"]).all("a", href="judgments.html")
    assert (nav.text(), head.text()) == ("Judgments", told)
    assert f"[{told}](judgments.md)".encode() in made["index.md"]
    assert b"judgments.html" not in site(archive())["index.html"]


def test_the_search_is_placed_where_there_is_one() -> None:
    entities = [Entity(f"e{number:04}", "place", f"Place {number:04}") for number in range(501)]
    index = FactsIndex(sqlite3.connect(":memory:"), entities)
    index.close()
    entry = "assets/search/index-0123456789.js"
    made = dict(index_pages(index, Settings(), plain(), version="1.0", search=entry))
    page = read(made["index/2.html"])
    assert page.one(id="_search").attributes["data-search"] == f"../{entry}"
    assert page.one(id="_search").text() == ""
    assert f"../{plain().asset('search.js')}" in [one.attributes["src"] for one in page.all("script")]
    without = dict(index_pages(index, Settings(), plain(), version="1.0"))
    assert b"_search" not in without["index.html"].replace(b"#_search", b"")


def test_an_archive_without_briefs_has_no_figures() -> None:
    index = FactsIndex(sqlite3.connect(":memory:"), [Entity("port", "place", "Port", at=(50.0, -3.0))])
    index.close()
    made = dict(index_pages(index, Settings(), plain(), version="1.0"))
    assert not read(made["index.html"]).all("figure")
