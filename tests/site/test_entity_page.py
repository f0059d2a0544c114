from __future__ import annotations

import sqlite3

from tests.archives import archive, sidecar
from tests.site.dom import Element, read
from tests.site.site import plain, site

from briefkit.brief import About, Entity, Facts, MentionFact, Settings, StatementFact
from briefkit.facts_index import FactsIndex
from briefkit.site.entity_page import in_parts
from briefkit.site.pages import entity_pages

ENTITIES = """
office:
  actor: The Port Office
  type: organization
  aliases: [Port Office, the office]
  wikidata: Q42
  tags: [ports]
  note: 'Runs [the town](entity:delmouth); see [it](sea#rising), [this](#rising) and [that](entity:none).'
delmouth:
  place: Delmouth
  type: city
  country: GB
  at: [50.5, -3.5]
  geonames: 2651000
  part_of: shire
shire: {place: The Shire, country: GB, at: [-1, 2]}
unseen: {place: Nowhere}
"""
LABELS = """
    p1:
      - claim: The sea is rising
        id: rising
        quote: The sea rises
        by: office
    p2:
      - actor: office
        quote: Port Office
      - place: delmouth
        quote: Delmouth
"""


def pages() -> dict[str, bytes]:
    files = archive(LABELS, about="title: The sea, date: 2016, handling: TLP:GREEN")
    files["brief/entities.yaml"] = ENTITIES.encode()
    return site(files)


def details(page: Element) -> dict[str, str]:
    return {one.one("dt").text(): one.one("dd").text() for one in page.one("dl").all("div")}


def test_an_actor_s_page_says_what_it_is() -> None:
    page = read(pages()["actors/office.html"])
    assert page.one("h1").text() == "The Port Office"
    assert details(page) == {
        "Type": "organization",
        "Also called": "Port Office, the office",
        "Wikidata": "Q42",
        "Tags": "ports",
    }
    assert page.all("a", href="https://www.wikidata.org/wiki/Q42")


def test_a_place_s_page_says_where_it_is() -> None:
    made = pages()
    assert details(read(made["places/delmouth.html"])) == {
        "Type": "city",
        "Country": "United Kingdom",
        "Coordinates": "50.5° N, 3.5° W",
        "Part of": "The Shire",
        "GeoNames": "2651000",
    }
    shire = read(made["places/shire.html"])
    assert details(shire)["Coordinates"] == "1° S, 2° E"
    assert shire.all("a", href="delmouth.html")[0].text() == "Delmouth"


def test_each_mention_is_quoted_in_its_context_and_leads_to_its_label() -> None:
    (row,) = read(pages()["actors/office.html"]).all("li", data_label="sea#p2-actor-office-1")
    assert row.one("a").attributes["href"] == "../briefs/sea.html#p2-actor-office-1"
    assert row.one("q", class_="words").text() == "Port Office"
    assert row.one(class_="before").text() == "Harbours flood, says the"
    assert row.one(class_="after").text() == " of Delmouth."


def test_the_statements_of_an_actor_stand_on_its_page() -> None:
    (row,) = read(pages()["actors/office.html"]).all("li", data_label="sea#rising")
    assert row.one("a").attributes["href"] == "../briefs/sea.html#rising"
    assert row.one("a").text() == "The sea is rising"


def test_the_kind_of_a_statement_is_the_same_word_in_both_forms() -> None:
    made = pages()
    (row,) = read(made["actors/office.html"]).all("li", data_label="sea#rising")
    assert row.text().split() == ["The", "sea", "is", "rising", "claim,", "p1"]
    assert row.one("b").attributes["data-b"] == "C"
    assert b"[The sea is rising](../briefs/sea.md#rising) (claim, p1)" in made["actors/office.md"]


def test_the_brief_s_date_and_handling_stand_with_its_mentions() -> None:
    made = pages()
    assert "2016 TLP:GREEN" in read(made["places/delmouth.html"]).one("h3").text()
    assert b"### [The sea](../briefs/sea.md), 2016 \xc2\xb7 TLP:GREEN" in made["places/delmouth.md"]


def test_links_of_a_note_lead_to_the_pages_they_name() -> None:
    made = pages()
    links = [one.attributes["href"] for one in read(made["actors/office.html"]).one(class_="note").all("a")]
    assert links == ["../places/delmouth.html", "../briefs/sea.html#rising"]
    assert b"[the town](../places/delmouth.md)" in made["actors/office.md"]


def test_an_entity_that_no_brief_marks_has_a_page_that_says_so() -> None:
    assert "Not marked in any brief." in read(pages()["places/unseen.html"]).one("main").text()


def test_a_word_that_the_context_cuts_in_two_is_left_out() -> None:
    seed = (
        "Many words stand before the one that is marked here, and quite as many: "
        "Delmouth and then as many again stand behind it, on to the end of it.\n"
    )
    files = archive("p1:\n  - place: delmouth\n    quote: Delmouth\n", seed=seed)
    files["brief/entities.yaml"] = ENTITIES.encode()
    page = read(site(files)["places/delmouth.html"])
    assert page.one(class_="before").text() == "… before the one that is marked here, and quite as many:"
    assert page.one(class_="after").text() == " and then as many again stand behind it, on to the end of …"


def test_the_words_of_a_brief_that_publishes_quotes_stand_alone() -> None:
    files = archive(LABELS, more_keys="publish: quotes\n")
    files["brief/entities.yaml"] = ENTITIES.encode()
    row = read(site(files)["places/delmouth.html"]).one("li", data_label="sea#p2-place-delmouth-1")
    assert (row.one(class_="before").text(), row.one(class_="after").text()) == ("", "")


def test_several_briefs_stand_in_the_order_of_their_dates() -> None:
    files = archive(LABELS, about="title: The sea, date: 2016")
    files["brief/entities.yaml"] = ENTITIES.encode()
    tide = sidecar("p2:\n  - place: delmouth\n    quote: Delmouth\n", about="title: The tide, date: 2012")
    files["brief/tide.yaml"] = tide.encode()
    page = read(site(files)["places/delmouth.html"])
    assert [one.one("a").text() for one in page.all("h3")] == ["The tide", "The sea"]
    assert "2 mentions in 2 briefs" in page.text()


def test_a_long_list_goes_on_page_by_page() -> None:
    entity = Entity("sea", "place", "The sea")
    index = FactsIndex(sqlite3.connect(":memory:"), [entity])
    mentions = tuple(MentionFact("sea", f"p{n}-place-sea-1", f"p{n}", "", "sea", "") for n in range(1, 1002))
    index.add(facts(mentions))
    index.close()
    made = dict(entity_pages(entity, index, Settings(), plain(), version="1.0"))
    assert [path for path in made if path.endswith(".html")] == [
        "places/sea.html",
        "places/sea/2.html",
        "places/sea/3.html",
    ]
    rows = [len(read(made[path]).all("li")) for path in made if path.endswith(".html")]
    assert rows == [500, 500, 1]
    links = {
        one.text(): one.attributes["href"]
        for one in read(made["places/sea/2.html"]).one("nav", class_="more").all("a")
    }
    assert links == {"First page": "../sea.html", "Previous": "../sea.html", "Next": "3.html"}
    assert not read(made["places/sea/3.html"]).all("a", rel="next")
    assert b"[next](sea/2.md)" in made["places/sea.md"]
    assert b"[First page](../sea.md)" in made["places/sea/3.md"]


def facts(mentions: tuple[MentionFact, ...]) -> Facts:
    statement = StatementFact("a", "a", "claim", "p1", "A", "A claim")
    return Facts(
        slug="sea",
        sidecar="brief/sea.yaml",
        seed="sea.txt",
        about=About("The sea"),
        passages=1,
        counts=(),
        statements=(statement,),
        mentions=mentions,
        links=(),
        key_judgments=(),
        entities=(),
        retired={},
        refused=(),
    )


def test_an_empty_list_is_one_part_and_a_full_one_no_more() -> None:
    assert list(in_parts([], 2)) == [(1, [], False)]
    assert list(in_parts([1, 2], 2)) == [(1, [1, 2], False)]
    assert list(in_parts([1, 2, 3], 2)) == [(1, [1, 2], True), (2, [3], False)]
