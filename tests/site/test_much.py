"""What a page does with more than a reader can take in at once: it names the first, and counts the rest."""

from __future__ import annotations

from tests.site.dom import Element
from tests.site.site import brief_page


def crowded(statements: int) -> Element:
    """A page whose first passage has so many statements, all a reason for the judgment in its second."""
    labels = "".join(
        f"  - {{claim: Reading {n}, quote: The sea rises, supports: [end], likelihood: likely}}\n"
        for n in range(statements)
    )
    end = "  - {implication: It ends, id: end}\n"
    return brief_page(f"p1:\n{labels}p2:\n{end}", more_keys="key_judgments: [end]\n")


def test_up_to_8_statements_of_a_passage_stand_beside_it() -> None:
    assert crowded(8).all("details", class_="rest") == []


def test_the_ninth_statement_of_a_passage_and_all_behind_it_fold() -> None:
    page = crowded(11)
    rest = page.one("details", class_="rest")
    assert rest.all("summary")[0].text() == "3 more statements"
    folded = [one.attributes["id"] for one in rest.all(class_="label")]
    assert folded == ["p1-claim-9", "p1-claim-10", "p1-claim-11"]
    assert len(page.all(class_="labels")[0].all(class_="label")) == 11


def test_a_judgment_names_12_of_its_grounds_and_counts_the_others() -> None:
    assert len(crowded(12).one(class_="why").all("a")) == 12
    why = crowded(15).one(class_="why")
    assert len(why.all("a")) == 12
    assert why.text().endswith("Reading 11 and 3 more.")


def test_of_grounds_alike_in_likelihood_a_judgment_names_four() -> None:
    under = crowded(15).one(class_="under")
    assert len(under.all("a")) == 4
    assert under.text().endswith("Reading 3 and 11 more")
