"""Every file of a site, in its order: what stands beside the pages, with a `url` and without one."""

from __future__ import annotations

import re
from contextlib import closing
from xml.etree import ElementTree

import pytest

from briefkit.cache import Briefs, open_scratch
from briefkit.exports import feed
from briefkit.files import Memory
from briefkit.site.theme import TemplateFault
from briefkit.site_files import SiteFiles
from briefkit.survey import survey
from tests.archives import archive, sidecar

LABELS = "p1:\n  - claim: It rises\n    id: rises\np2:\n  - place: town\n    quote: Delmouth\n"
ATOM, MAP = "{http://www.w3.org/2005/Atom}", "{http://www.sitemaps.org/schemas/sitemap/0.9}"
DATED = "title: The sea, published: 2020-01-02, updated: 2021-03-04"
URL = "url: https://example.org/seas\n"


def seas(settings: str = "", about: str = DATED) -> dict[str, bytes]:
    files = archive(LABELS, about=about)
    files["brief/entities.yaml"] = b"town: {place: Delmouth}\n"
    tide = sidecar("p1: []", seed="The tide.\n", file="tide.txt", about="title: The tide")
    files |= {"brief/tide.yaml": tide.encode(), "seeds/tide.txt": b"The tide.\n"}
    files["brief/archive.yaml"] = f"title: Seas\nretired: {{old: sea}}\n{settings}".encode()
    return files


def written(files: dict[str, bytes]) -> tuple[list[str], dict[str, bytes], SiteFiles]:
    """The paths in their order, the site, and what made it."""
    memory = Memory(files)
    with closing(open_scratch()) as database:
        briefs = Briefs(database)
        found = survey(memory, database, keep=briefs.put)
        made = SiteFiles(memory, found, briefs, database, False, lambda _, slugs: slugs)
        several = list(made)
    return [path for path, _ in several], dict(several), made


def site(files: dict[str, bytes]) -> dict[str, bytes]:
    return written(files)[1]


def test_each_file_is_written_once() -> None:
    paths, made, _ = written(seas(URL))
    assert len(paths) == len(made)


def test_a_brief_has_its_page_in_every_form_its_citations_and_its_seed() -> None:
    made = site(seas())
    endings = ("html", "md", "json", "bib", "ris", "csl.json", "density-strip.svg")
    assert {path for path in made if path.startswith("briefs/sea.")} == {
        f"briefs/sea.{one}" for one in endings
    }
    assert made["seeds/sea.txt"] == seas()["seeds/sea.txt"]


def test_a_seed_that_is_not_published_whole_is_no_file() -> None:
    files = archive(LABELS, more_keys="publish: quotes\n")
    files["brief/entities.yaml"] = b"town: {place: Delmouth}\n"
    assert not [path for path in site(files) if path.startswith("seeds/")]


def test_what_is_gathered_from_all_briefs_comes_behind_them() -> None:
    paths, _, _ = written(seas(URL))
    order = ["briefs/sea.html", "briefs/tide.html", "places/town.html", "briefs/old.html", "index.html"]
    assert [path for path in paths if path in order] == order
    assert paths.index("index.html") < paths.index("feed.xml") < paths.index("sitemap.xml")


def test_the_index_begins_the_search_with_the_file_that_was_written() -> None:
    made = site(seas())
    [entry] = re.findall(r"data-search=(\S+?)>", made["index.html"].decode())
    assert entry in made


def test_a_brief_is_published_with_its_addresses_as_it_goes_by() -> None:
    _, _, made = written(seas())
    assert list(made.published) == ["sea", "tide"]
    told = made.published["sea"]
    assert (told["seed"], told["publish"], told["labels"]) == ("sea.txt", "full", ["rises"])


def test_without_a_url_there_is_neither_feed_nor_sitemap() -> None:
    made = site(seas())
    assert {"feed.xml", "sitemap.xml"} & made.keys() == set()
    assert not [path for path, data in made.items() if b"example.org" in data]


def test_the_feed_has_the_briefs_that_have_a_day_of_their_own() -> None:
    news = ElementTree.fromstring(site(seas(URL))["feed.xml"])
    entries = [
        (one.findtext(f"{ATOM}title"), one.findtext(f"{ATOM}updated")) for one in news.iter(f"{ATOM}entry")
    ]
    assert entries == [("The sea", "2021-03-04T00:00:00Z")]
    links = [one.attrib["href"] for one in news.iter(f"{ATOM}link")]
    assert "https://example.org/seas/briefs/sea.html" in links


def test_where_no_brief_has_a_day_there_is_no_feed() -> None:
    made = site(seas(URL, about="title: The sea"))
    assert "feed.xml" not in made
    assert "sitemap.xml" in made


def test_the_feed_keeps_the_newest_without_holding_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed, "ENTRIES", 1)
    files = seas(URL)
    for day in range(1, 9):
        about = f"title: Day {day}, published: 2022-01-0{9 - day}"
        files[f"brief/day{day}.yaml"] = sidecar("p1: []", about=about).encode()
    news = ElementTree.fromstring(site(files)["feed.xml"])
    assert [one.findtext(f"{ATOM}title") for one in news.iter(f"{ATOM}entry")] == ["Day 1"]


def test_the_sitemap_has_every_page_but_those_that_only_lead_on() -> None:
    made = site(seas(URL))
    places = {
        one.findtext(f"{MAP}loc", ""): one.findtext(f"{MAP}lastmod")
        for one in ElementTree.fromstring(made["sitemap.xml"]).iter(f"{MAP}url")
    }
    pages = {path for path in made if path.endswith(".html")} - {"briefs/old.html"}
    root = "https://example.org/seas/"
    assert {place.removeprefix(root) or "index.html" for place in places} == pages
    assert places[f"{root}briefs/sea.html"] == "2021-03-04"
    assert places[f"{root}briefs/tide.html"] is None


def test_an_archive_s_own_template_that_is_no_utf_8_is_a_fault() -> None:
    files = seas() | {"templates/index.md.j2": b"caf\xe9"}
    with pytest.raises(TemplateFault) as raised:
        site(files)
    assert raised.value.diagnostic.path == "templates/index.md.j2"
