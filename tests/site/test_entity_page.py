from __future__ import annotations

import sqlite3

from tests.archives import archive, sidecar
from tests.site.dom import Element, read
from tests.site.site import plain, site

from briefkit.brief import About, Entity, Facts, MentionFact, Settings, StatementFact
from briefkit.facts_index import FactsIndex
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
        "Coordinates": "50.5°\N{NO-BREAK SPACE}N, 3.5°\N{NO-BREAK SPACE}W",
        "GeoNames": "2651000",
    }
    shire = read(made["places/shire.html"])
    assert details(shire)["Coordinates"] == "1°\N{NO-BREAK SPACE}S, 2°\N{NO-BREAK SPACE}E"
    assert shire.one(class_="tree").one("a", href="delmouth.html").text() == "Delmouth"


def test_what_a_place_is_part_of_stands_as_a_tree() -> None:
    made = pages()
    tree = read(made["places/delmouth.html"]).one(class_="tree")
    outer, inner = tree.all("ul")
    assert outer.one("a").attributes["href"] == "shire.html"
    assert (inner.one("b").text(), inner.all("a")) == ("Delmouth", [])
    assert "- [The Shire](shire.md)\n  - **Delmouth**\n" in made["places/delmouth.md"].decode()
    assert "- **The Shire**\n  - [Delmouth](delmouth.md)\n" in made["places/shire.md"].decode()


def test_a_circle_of_wholes_ends_where_it_began() -> None:
    files = archive(LABELS)
    files["brief/entities.yaml"] = b"a: {place: A, part_of: b}\nb: {place: B, part_of: a}\n"
    tree = read(site(files)["places/a.html"]).one(class_="tree")
    assert [one.text() for one in tree.all("a")] == ["B", "B"]  # what it is part of, and its part


def test_who_is_marked_in_the_same_passages_stands_with_their_number() -> None:
    made = pages()
    [row] = read(made["places/delmouth.html"]).one("ol", class_="company").all("li")
    assert row.one("a").attributes["href"] == "../actors/office.html"
    assert (row.one("a").text(), row.one("span").text()) == ("The Port Office", "1")
    assert b"- [The Port Office](../actors/office.md) 1" in made["places/delmouth.md"]


def test_of_those_beside_it_twelve_are_listed_and_the_rest_counted() -> None:
    words = [f"w{n}" for n in range(15)]
    labels = "p1:\n" + "".join(f"  - place: {word}\n    quote: {word}\n" for word in words)
    files = archive(labels, seed=" ".join(words) + "\n")
    files["brief/entities.yaml"] = "".join(f"{word}: {{place: {word}}}\n" for word in words).encode()
    page = read(site(files)["places/w0.html"])
    assert len(page.one("ol", class_="company").all("li")) == 12
    assert "2 more share a passage with it." in page.text()


def test_each_mention_is_quoted_in_its_context_and_leads_to_its_label() -> None:
    (row,) = read(pages()["actors/office.html"]).all("li", data_label="sea#p2-actor-office-1")
    assert row.one("a").attributes["href"] == "../briefs/sea.html#p2-actor-office-1"
    assert row.one("q", class_="words").text() == "Port Office"
    assert row.one(class_="before").text() == "Harbours flood, says the"
    assert row.one(class_="after").text() == " of Delmouth."


def test_the_statements_of_an_actor_stand_on_its_page() -> None:
    (row,) = read(pages()["actors/office.html"]).all("li", data_label="sea#rising")
    assert row.one("a", class_="sentence").attributes["href"] == "../briefs/sea.html#rising"
    assert row.one("a", class_="sentence").text() == "The sea is rising"
    assert row.one("p", class_="m").text() == "p1 · claim"


MORE = """\
      - implication: It will flood
        quote: Harbours flood, says the Port Office
        hedge: says
        likelihood: likely
        when: 2030
        supplied: [when]
"""


def test_a_statement_stands_alike_in_both_forms() -> None:
    by = "        by: office\n"
    files = archive(LABELS.replace(by, f"{by}        basis: reported\n        confidence: low\n") + MORE)
    files["brief/entities.yaml"] = ENTITIES.encode()
    made = site(files)
    (row,) = read(made["actors/office.html"]).all("li", data_label="sea#rising")
    assert row.one("b").attributes["data-b"] == "C"
    assert row.attributes["data-basis"] == "reported"
    assert row.one(class_="confidence").text() == "low confidence"
    (said,) = read(made["actors/office.html"]).all("li", data_label="sea#p2-implication-1")
    assert said.one(class_="read").text() == "says [likely] 55–80\u202f%"
    assert said.one("rect").attributes["x"] == "121"
    markdown = made["actors/office.md"].decode()
    assert (
        "- [The sea is rising](../briefs/sea.md#rising)\\\n"
        "  [p1](../briefs/sea.md#p1) · claim · reported\\\n  low confidence\n"
    ) in markdown
    assert (
        "- [It will flood](../briefs/sea.md#p2-implication-1)\\\n"
        "  [p2](../briefs/sea.md#p2) · implication · \\[2030\\]\\\n  “says” **\\[likely\\]** 55–80\u202f%\n"
    ) in markdown


def test_what_is_said_of_an_entity_stands_apart_from_what_it_says() -> None:
    claim = "claim: Delmouth has an office\n        quote: the Port Office of Delmouth\n        by: office\n"
    files = archive(f"{LABELS}      - {claim}")
    files["brief/entities.yaml"] = ENTITIES.encode()
    made = site(files)
    lists = {
        id: read(made[f"{id}.html"]).all("ol", class_="said") for id in ("actors/office", "places/delmouth")
    }
    assert [one.attributes["data-list"] for one in lists["actors/office"]] == ["said"]
    assert [one.attributes["data-list"] for one in lists["places/delmouth"]] == ["about"]


def test_the_words_around_a_mention_are_in_the_language_of_their_source() -> None:
    files = archive(LABELS, about="title: The sea, language: ar")
    files["brief/entities.yaml"] = ENTITIES.encode()
    [rows] = read(site(files)["places/delmouth.html"]).all("ol", class_="lines")
    assert (rows.attributes["lang"], rows.attributes["dir"]) == ("ar", "rtl")


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


def test_a_mention_stands_in_its_sentence() -> None:
    seed = "It rained. Nobody saw Delmouth that day. It shone.\n"
    files = archive("p1:\n  - place: delmouth\n    quote: Delmouth\n", seed=seed)
    files["brief/entities.yaml"] = ENTITIES.encode()
    page = read(site(files)["places/delmouth.html"])
    assert page.one(class_="before").text() == "Nobody saw"
    assert page.one(class_="after").text() == " that day."


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
    rows = [
        len(read(made[path]).one("ol", class_="lines").all("li")) for path in made if path.endswith(".html")
    ]
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


def test_a_place_and_its_parts_stand_on_a_map() -> None:
    made = pages()
    shire = read(made["places/shire.html"]).one("svg", class_="pm")
    links = {one.attributes["href"]: one.text() for one in shire.all("a")}
    assert links == {"#_mentions": "The Shire", "delmouth.html": "Delmouth"}
    assert shire.all("image")[0].attributes["href"].startswith("../assets/land-")
    parts = read(made["places/shire.html"]).one("figure").one("table").one("tbody").all("tr")
    cells = [one.text() for one in parts[1].all() if one.tag in ("th", "td")]
    assert cells == ["Delmouth", "50.5°\N{NO-BREAK SPACE}N, 3.5°\N{NO-BREAK SPACE}W", "1 mention"]
    alone = read(made["places/delmouth.html"]).one("figure")
    assert not alone.all("table"), "what stands on the page already"
    assert not read(made["places/unseen.html"]).all("figure")


def yearly(*dates: str) -> dict[str, bytes]:
    """An archive with a brief of each date, which names the same place."""
    labels = "p2:\n  - place: delmouth\n    quote: Delmouth\n"
    files = archive(labels, about=f"title: The sea, date: {dates[0]}" if dates[0] else "title: The sea")
    for number, date in enumerate(dates[1:], 1):
        about = f"title: Sea {number}" + (f", date: {date}" if date else "")
        files[f"brief/sea{number}.yaml"] = sidecar(labels, about=about).encode()
    files["brief/entities.yaml"] = b"delmouth: {place: Delmouth}\n"
    return site(files)


def test_a_bar_leads_to_where_its_year_begins() -> None:
    made = yearly("2016-03", "2018", "2016-11", "")
    page = read(made["places/delmouth.html"])
    bars = {one.attributes["href"]: one.one("title").text() for one in page.one(class_="ot").all("a")}
    assert bars == {"#_2016-03": "2016: 2 mentions", "#_2018": "2018: 1 mention"}
    assert page.one(id="_2016-03").one("h3").text() == "The sea March 2016"
    assert page.one("figure").one("figcaption").text() == (
        "Mentions over time. By the date of the source. A bar is a year. "
        "1 mention in a brief without a date is not shown."
    )
    assert b"\n- 2016: 2\n- 2018: 1\n" in made["places/delmouth.md"]


def test_mentions_of_one_year_are_not_drawn_over_time() -> None:
    assert not read(yearly("2016", "2016-05/2016-07")["places/delmouth.html"]).all(class_="ot")


def test_every_page_leads_to_the_judgments_where_there_are_any() -> None:
    files = archive(LABELS + MORE)
    files["brief/entities.yaml"] = ENTITIES.encode()
    made = site(files)
    way = read(made["places/unseen.html"]).one("nav", class_="site").all("a")[1]
    assert (way.text(), way.attributes["href"]) == ("Judgments", "../judgments.html")
    assert not read(made["briefs/sea.html"]).all("a", href="../judgments.html"), "a page of its own facts"
    without = read(pages()["places/unseen.html"]).one("nav", class_="site")
    assert not without.all("a", href="../judgments.html")
