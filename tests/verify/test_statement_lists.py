"""What entity pages and the judgments page say of statements is held against the briefs."""

from __future__ import annotations

import pytest
from tests.archives import archive, sidecar
from tests.verify import forging
from tests.verify.forging import Site, built, forged

ENTITIES = """
office: {actor: The Port Office}
delmouth: {place: Delmouth, part_of: shire}
shire: {place: The Shire, part_of: land}
land: {place: The Land}
quay: {place: The Quay, part_of: delmouth}
"""
SEED = "The Port Office of Delmouth says the Quay in the Shire will probably flood. It lies in the Land.\n"
SEA = """
p1:
  - implication: The quay will flood
    id: flood
    quote: the Quay in the Shire will probably flood
    hedge: probably
    likelihood: probable
    confidence: low
    when: 2016-05
    by: office
    outcome: {result: happened, date: 2017-03}
  - implication: It will flood again
    id: again
    quote: will probably flood
    likelihood: unlikely
    when: 2030
  - claim: The office has spoken
    id: spoke
    quote: says
    by: office
    basis: reported
  - actor: office
    quote: Port Office
  - place: delmouth
    quote: Delmouth
  - place: quay
    quote: Quay
  - place: shire
    quote: Shire
  - place: land
    quote: Land
"""
TIDE = "The quay will surely flood.\n"
SECOND = """
p1:
  - implication: The quay will surely flood
    id: surely
    quote: will surely flood
    hedge: surely
    likelihood: almost certain
    revises: sea#flood
    reason: A log came to light
  - place: quay
    quote: quay
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    files = archive(
        SEA, seed=SEED, about="title: The sea, date: 2018", more_keys="key_judgments: [flood, spoke]\n"
    )
    files["brief/entities.yaml"] = ENTITIES.encode()
    files["seeds/tide.txt"] = TIDE.encode()
    tide = sidecar(SECOND, seed=TIDE, file="tide.txt", about="title: The tide, date: 2019-05")
    files["brief/tide.yaml"] = tide.encode()
    return built(files, tmp_path_factory.mktemp("lists"))


def messages(site: Site, path: str, old: str, new: str) -> list[str]:
    """What is found where a file of the site says something else, and the manifest is mended."""
    return forging.messages(forged(site, path, old, new))


def row(site: Site, path: str, label: str) -> str:
    """The list item of the label, as it stands in the page."""
    text = site[path].decode()
    start = text.index(f"<li class=kj data-label={label} ")
    return text[start : text.index("</li>", start) + len("</li>")]


def test_the_site_itself_is_proved(site):
    assert forging.messages(site) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("data-kind=implication", "data-kind=claim"),
        (" data-judgment=1", ""),
        ("data-when=2016-05", "data-when=2016-06"),
        ('data-outcome="happened 2017-03"', 'data-outcome="partly 2017-03"'),
        ("data-confidence=low", "data-confidence=high"),
        (">probably</q>", ">surely</q>"),
        (">[probable]</b>", ">[likely]</b>"),
    ],
)
@pytest.mark.parametrize("path", ["judgments.html", "actors/office.html"])
def test_a_row_says_of_a_statement_what_its_brief_says(site, path, old, new):
    assert "“sea#flood” is not as its brief has it" in messages(site, path, old, new)


def test_the_basis_of_a_claim_is_what_its_brief_says(site):
    found = messages(site, "actors/office.html", "data-basis=reported", "data-basis=assumed")
    assert "“sea#spoke” is not as its brief has it" in found


def test_a_date_stands_in_words(site):
    assert "the date “2016-05” of “sea#flood” is not here in words" in messages(
        site, "judgments.html", "May 2016", "June 2016"
    )


def test_a_row_leads_to_its_statement_and_its_passage(site):
    text = "href=briefs/sea.html#flood"
    assert "it does not lead to “sea#flood”" in messages(
        site, "judgments.html", text, "href=briefs/sea.html#again"
    )
    found = messages(site, "judgments.html", "class=ref href=briefs/sea.html#p1", "class=ref href=#_main")
    assert "it does not lead to the passage of “sea#flood”" in found


@pytest.mark.parametrize("path", ["judgments.html", "actors/office.html", "places/quay.html"])
def test_no_row_is_missing(site, path):
    label = {"judgments.html": "sea#again", "actors/office.html": "sea#flood"}.get(path, "sea#flood")
    found = messages(site, path, row(site, path, label), "")
    expected = "each judgment once" if path.startswith("judgments") else "not all that the briefs say"
    assert any(expected in one for one in found)
    assert "it lists other statements than the page, or in another order" in found


def test_no_row_is_missing_in_markdown(site):
    text = site["judgments.md"].decode()
    start = text.index("- [It will flood again]")
    item = text[start : text.index("\n- [", start) if "\n- [" in text[start:] else text.index("\n\n", start)]
    found = messages(site, "judgments.md", item, "")
    assert "it does not list each judgment and revision once" in found


def test_a_row_says_the_same_in_both_forms(site):
    found = messages(site, "judgments.md", "low confidence", "high confidence")
    assert any("of “sea#flood” stands in one form and not in the other" in one for one in found)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("data-revises=sea#flood", "data-revises=sea#again", "“tide#surely” does not revise “sea#again”"),
        (" data-revises=sea#flood", "", "“tide#surely” does not revise “”"),
        ("class=was>[probable]", "class=was>[likely]", "“sea#flood” was not “[likely]”"),
        ("A log came to light", "A log came", "“A log came” is not why “tide#surely” revises it"),
        ("<ol class=chain>", "<ol class=chains>", "it does not list each revision once"),
    ],
)
def test_a_revision_is_what_the_later_brief_says(site, old, new, message):
    assert message in messages(site, "judgments.html", old, new)


def test_outcomes_are_counted_as_the_briefs_tell_them(site):
    wrong = "the outcomes are not those that the briefs tell"
    cell = "<tr data-words=probable>"
    assert wrong in messages(site, "judgments.html", cell, "<tr data-words=unlikely>")
    assert wrong in messages(site, "judgments.html", ">1 of 1, ", ">1 of 2, ")
    table = site["judgments.html"].decode()
    start = table.index(cell)
    line = table[start : table.index("</tr>", start) + 5]
    missing = "its outcomes are not all that the briefs tell"
    assert missing in messages(site, "judgments.html", line, "")
    assert "what it counts was counted before" in messages(site, "judgments.html", line, line + line)
    assert "its two forms count other outcomes" in messages(site, "judgments.md", "Judged: 1", "Judged: 2")


def test_what_a_place_is_part_of_is_what_the_briefs_say(site):
    message = "what it is part of, or what its parts are, is said otherwise"
    part = "<ul><li><a href=quay.html>The Quay</a></li></ul>"
    assert message in messages(site, "places/delmouth.html", part, "")
    whole = "<a href=shire.html>The Shire</a>"
    assert message in messages(site, "places/delmouth.html", whole, "<a href=quay.html>The Quay</a>")
    assert message in messages(site, "places/delmouth.md", "  - [The Shire](shire.md)\n", "")


def test_who_is_marked_beside_an_entity_is_counted(site):
    page = site["places/delmouth.html"].decode()
    bar = page.partition("The Quay</a><svg")[2].partition("</svg>")[0]
    bar = f"The Quay</a><svg{bar}</svg>"
    found = messages(site, "places/delmouth.html", f"{bar}<span>1<", f"{bar}<span>2<")
    assert "it counts the passages that it shares otherwise" in found
    found = messages(site, "places/delmouth.md", "](../actors/office.md) 1", "](../actors/office.md) 3")
    assert "it counts the passages that it shares otherwise" in found


def test_nobody_is_left_out_who_is_marked_more_often(site):
    text = site["places/quay.html"].decode()
    start = text.index("<ol class=company>")
    names = text[start : text.index("</ol>", start) + 5]
    found = messages(site, "places/quay.html", names, "")
    assert "it leaves out who is marked beside it more often" in found


@pytest.mark.parametrize("path", ["index.html", "index.md"])
@pytest.mark.parametrize(("old", "new"), [("4 judgments", "5 judgments"), ("2 without", "1 without")])
def test_the_index_says_how_many_judgments_there_are(site, path, old, new):
    found = messages(site, path, old, new)
    assert any(message.endswith("is not the number of judgments") for message in found)


def test_a_figure_leads_to_what_is_there(site):
    found = messages(site, "index.html", "id=_2018", "id=_2017")
    assert any("#_2018" in message for message in found)
