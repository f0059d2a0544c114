"""The page of what all briefs judge."""

from __future__ import annotations

import sqlite3

from tests.archives import archive, look, sidecar
from tests.site.dom import Element, read
from tests.site.site import plain

from briefkit.brief import About, Facts, Outcome, Settings, StatementFact
from briefkit.facts_index import FactsIndex
from briefkit.site.pages import judgment_pages

TIDE = "The tide will probably turn.\n"
SEA = """
p1:
  - implication: The sea will rise
    id: rises
    quote: is likely to rise
    hedge: likely
    likelihood: probable
    confidence: low
    when: 2016
    outcome: {result: happened, date: 2017-03}
  - implication: The sea will rise again
    id: again
    quote: rise faster
    when: 2017
p2:
  - claim: Harbours flood
    id: flood
"""
SECOND = """
p1:
  - implication: The tide will turn
    id: turns
    quote: will probably turn
    hedge: probably
    likelihood: very likely
    revises: sea#rises
    reason: A log came to light
"""


def pages(sea: str = SEA, about: str = "title: The sea, date: 2018, handling: TLP:RED") -> dict[str, bytes]:
    files = archive(sea, about=about, more_keys="key_judgments: [flood]\n" if "id: flood" in sea else "")
    if sea == SEA:
        files["seeds/tide.txt"] = TIDE.encode()
        tide = sidecar(SECOND, seed=TIDE, file="tide.txt", about="title: The tide, date: 2019-05")
        files["brief/tide.yaml"] = tide.encode()
    result = look(files)[0]
    return dict(judgment_pages(result.index, result.settings, plain(), version="1.0"))


def page() -> Element:
    return read(pages()["judgments.html"])


def test_judgments_stand_under_their_horizons() -> None:
    headings = [one.text() for one in page().all("h2")]
    assert headings == ["How they came out", "Time is up", "No time stated", "What revised what"]
    rows = [
        one.attributes["data-label"] for lists in page().all("ol", class_="judged") for one in lists.all("li")
    ]
    assert rows == ["sea#rises", "sea#again", "sea#flood", "tide#turns"]
    assert "The latest date in this archive, May 2019, stands for today." in page().text()


def test_a_judgment_says_how_likely_how_sure_and_what_came_of_it() -> None:
    row = page().all("li", data_label="sea#rises")[0]
    assert row.one(class_="sentence").attributes["href"] == "briefs/sea.html#rises"
    assert row.one(class_="read").text() == "likely [probable] 55–80\u202f%"
    assert row.one(class_="confidence").attributes["data-confidence"] == "low"
    assert row.one(class_="outcome").text() == "Happened, March 2017"
    meta = row.all("p", class_="m")[0]
    assert meta.text() == "The sea · p1 · 2018 · TLP:RED · implication · 2016"


def test_what_is_due_and_has_no_outcome_says_so() -> None:
    assert "no outcome recorded" in page().one("li", data_label="sea#again").text()
    assert "no outcome recorded" not in page().one("li", data_label="sea#flood").text()


def test_a_judgment_without_likelihood_shows_an_empty_ladder() -> None:
    row = page().one("li", data_label="sea#flood")
    assert "[no likelihood stated]" in row.text()
    assert row.all("use", href="#_icd203")
    assert row.all("rect") == []


def test_outcomes_stand_beside_the_range_of_their_term() -> None:
    table = page().one("table", class_="cal")
    (row,) = [one for one in table.all("tr") if one.attributes.get("data-words") == "probable"]
    assert [one.text() for one in row.all("td")] == ["1", "1", "0", "0", "0", "1 of 1, 100\u202f%"]
    assert row.one("th").text() == "likely 55–80\u202f% written “probable”"
    assert row.all("path") == []  # of so few, a mark beside the range would look like a measurement
    (other,) = [one for one in table.all("tr") if one.attributes.get("data-words") == "very likely"]
    assert other.all("td")[-1].text() == "none settled yet"
    assert other.all("path") == []


def test_of_five_settled_the_share_is_marked_beside_the_range() -> None:
    labels = "p1:\n" + "".join(
        f"  - implication: It rises {number}\n    quote: is likely to rise\n    hedge: likely\n"
        f"    likelihood: likely\n    when: 2016\n    outcome: {{result: {result}, date: 2017}}\n"
        for number, result in enumerate(["happened"] * 4 + ["did-not"])
    )
    table = read(pages(labels)["judgments.html"]).one("table", class_="cal")
    (row,) = [one for one in table.all("tr") if one.attributes.get("data-words") == "likely"]
    assert row.all("td")[-1].text() == "4 of 5, 80\u202f%"
    assert row.one("path").attributes["d"] == "M176 -3v19"


def test_a_chain_says_what_was_revised_from_what_to_what_and_why() -> None:
    chain = page().one("ol", class_="chain")
    first, second = chain.all("li")
    assert [one.attributes["data-label"] for one in (first, second)] == ["sea#rises", "tide#turns"]
    assert second.attributes["data-revises"] == "sea#rises"
    assert second.all("p", class_="m")[1].text() == (
        "Revises The sea will rise: [probable] → [very likely] · A log came to light"
    )


def test_the_markdown_says_the_same() -> None:
    text = pages()["judgments.md"].decode()
    assert "- **likely** 55–80\u202f% written “probable” · Judged: 1 · Happened: 1" in text
    assert (
        "  **Happened, March 2017**\\\n  “likely” **\\[probable\\]** 55–80\u202f%\\\n  low confidence\n"
        in text
    )
    assert (
        "  Revises [The sea will rise](briefs/sea.md#rises): \\[probable\\] → **\\[very likely\\]**" in text
    )


def test_each_scale_has_its_table_and_each_chain_its_list() -> None:
    files = archive(
        SEA.replace("id: again", "id: again\n    likelihood: unlikely"),
        about="title: The sea, date: 2018",
        more_keys="key_judgments: [flood]\n",
    )
    files["seeds/tide.txt"] = TIDE.encode()
    second = SECOND.replace("very likely", "highly likely") + SECOND.replace("p1:\n", "").replace(
        "id: turns", "id: both"
    ).replace("sea#rises", "sea#again").replace("very likely", "unlikely").lstrip("\n")
    tide = sidecar(second, seed=TIDE, file="tide.txt", about="title: The tide", more="scale: phia\n")
    files["brief/tide.yaml"] = tide.encode()
    result = look(files)[0]
    made = dict(judgment_pages(result.index, result.settings, plain(), version="1.0"))["judgments.html"]
    page = read(made)
    assert [one.attributes["data-scale"] for one in page.all("table")] == ["icd203", "phia"]
    chains = [
        [row.attributes["data-label"] for row in one.all("li")] for one in page.all("ol", class_="chain")
    ]
    assert chains == [["sea#again", "tide#both"], ["sea#rises", "tide#turns"]]
    assert [one.attributes["id"] for one in page.all("symbol")] == ["_icd203", "_phia"]


def test_an_archive_that_judges_nothing_says_so() -> None:
    empty = pages("p1: []")["judgments.html"]
    assert "No brief judges anything yet." in read(empty).text()
    assert read(empty).all("section") == []


def test_without_a_date_nothing_stands_for_today() -> None:
    made = read(
        pages("p1:\n  - implication: It rises\n    when: 2016\n", about="title: The sea")["judgments.html"]
    )
    assert [one.text() for one in made.all("h2")] == ["With a date"]
    assert "No date in this archive could stand for today." in made.text()


def test_a_long_list_goes_on_page_by_page() -> None:
    index = FactsIndex(sqlite3.connect(":memory:"))
    statements = tuple(
        StatementFact(f"a{n}", f"a{n}", "implication", "p1", "A", "A.", outcome=Outcome("unclear"))
        for n in range(1001)
    )
    index.add(
        Facts(
            slug="sea",
            sidecar="brief/sea.yaml",
            seed="sea.txt",
            about=About("The sea"),
            passages=1,
            counts=(),
            statements=statements,
            mentions=(),
            links=(),
            key_judgments=(),
            entities=(),
            retired={},
            refused=(),
        )
    )
    index.close()
    made = dict(judgment_pages(index, Settings(), plain(), version="1.0"))
    assert [path for path in made if path.endswith(".html")] == [
        "judgments.html",
        "judgments/2.html",
        "judgments/3.html",
    ]
    assert len(read(made["judgments/3.html"]).all("li", class_="kj")) == 1
    assert read(made["judgments/2.html"]).all("a", href="../judgments.html")
