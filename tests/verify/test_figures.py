"""What the figures of a brief say in words is what its JSON says, and what its Markdown says."""

from __future__ import annotations

import pytest
from tests.archives import archive
from tests.verify.forging import Site, built, forged, messages

PAGE, MARKDOWN = "briefs/sea.html", "briefs/sea.md"
ENTITIES = """
office: {actor: The Port Office}
pilots: {actor: The Pilots}
guard: {actor: The Guard}
quay: {place: The Quay, at: [50.1, -5.2], type: city}
"""
SEED = """\
The Port Office, the Pilots and the Guard say in May 2016 that the Quay will probably flood.

The Port Office and the Pilots say that water rises. The Quay sinks.
"""
LABELS = """
p1:
  - implication: The quay will flood
    id: flood
    quote: the Quay will probably flood
    hedge: probably
    likelihood: probable
    when: 2016-05/2017
  - actor: office
    quote: Port Office
  - actor: pilots
    quote: Pilots
  - actor: guard
    quote: Guard
  - place: quay
    quote: Quay
p2:
  - trend: The water rises
    id: water
    quote: water rises
    leads_to: [flood]
    when: 201X
  - claim: The quay sinks
    id: sinks
    quote: Quay sinks
    supports: [flood]
  - actor: office
    quote: Port Office
  - actor: pilots
    quote: Pilots
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    files = archive(
        LABELS, seed=SEED, about="title: The sea, date: 2018", more_keys="key_judgments: [flood]\n"
    )
    return built({**files, "brief/entities.yaml": ENTITIES.encode()}, tmp_path_factory.mktemp("figures"))


def test_a_brief_with_all_figures_is_proved(site: Site) -> None:
    for drawing in ("svg class=am", 'div class="ch st"', "svg class=pm", 'svg class="ch cm"', "svg class=tl"):
        assert drawing in site[PAGE].decode()
    assert messages(site) == []


CAPTION = "the title or caption of the figure is not that of the Markdown"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        # captions
        ("a stroke a label", "a stroke a page", CAPTION),
        ("<b>Labels by passage.", "<b>Labels by chapter.", CAPTION),
        ("<h2 id=_timeline>Timeline", "<h2 id=_timeline>Times", CAPTION),
        # the argument
        ("<text y=12>The water rises", "<text y=12>The water falls", "is no name of “water”"),
        (">I1 p1</tspan>", ">I1 p2</tspan>", "“flood” does not stand in I1 p2"),
        ("key judgment 1 · [probable]</text>", "key judgment 2 · [probable]</text>", "of “flood”"),
        ("key judgment 1 · [probable]</text>", "key judgment 1 · [likely]</text>", "of “flood”"),
        ("key judgment 1 · [probable]</text>", "[not]</text>", "of “flood”"),
        ("T1 p2</tspan></text>", "T1 p2</tspan></text><text class=u>key judgment 2</text>", "of “water”"),
        ("; follows from <a", "; assumed by <a", "does not stand so in the Markdown"),
        # the strip
        ("<title>p2: 1 claim", "<title>p2: 2 claims", "does not count the labels of p2"),
        ("<title>p2: 1 claim, ", "<title>p2: ", "does not count the labels of p2"),
        ("<a href=#p2><title>", "<a href=#p1><title>", "leads to p1"),
        ("<tr><th>p2</th><td>1</td>", "<tr><th>p2</th><td>2</td>", "the table does not count"),
        ("<tr><th>p2</th><td>1</td>", "<tr><th>p3</th><td>1</td>", "the table does not count"),
        # who is marked together
        ("<title>p1, p2: The Port Office,", "<title>p1, p2: The Guard,", "are not who is marked in p2"),
        ("<title>p1: The Port Office,", "<title>p2: The Port Office,", "leads to p1"),
        (
            "<a href=#p2>p2</a> The Port Office",
            "<a href=#p2>p2</a> The Guard",
            "does not stand so in the Mark",
        ),
        # time
        (">2010s</tspan>", ">1990s</tspan>", "“water” is not of 1990"),
        (
            "<td>May 2016 to 2017</td>",
            "<td>June 2016 to 2017</td>",
            "is not the time of “The quay will flood”",
        ),
        ("<td>The water rises</td>", "<td>The water falls</td>", "is not the time of “The water falls”"),
        ("<tr><td>the 2010s</td><td>The water rises</td></tr>", "", "the table leaves out “water”"),
        # the map
        (">The Quay</text>", ">The Key</text>", "“The Key” is no name of “p1-place-quay-1”"),
    ],
)
def test_what_a_forger_changes_in_a_figure_is_found(site: Site, old: str, new: str, message: str) -> None:
    assert any(message in one for one in messages(forged(site, PAGE, old, new), PAGE))


def test_a_relation_that_is_forged_in_both_forms_is_not_that_of_the_json(site: Site) -> None:
    changed = forged(site, MARKDOWN, "key judgment 1: supported by", "key judgment 1: assumed by")
    changed = forged(changed, PAGE, "key judgment 1: supported by", "key judgment 1: assumed by")
    assert any("what “flood” has to do with" in one for one in messages(changed, PAGE))


def test_company_that_is_forged_in_both_forms_is_not_that_of_the_json(site: Site) -> None:
    changed = forged(site, MARKDOWN, "[p2](#p2) The Port Office", "[p2](#p2) The Guard")
    changed = forged(changed, PAGE, "<a href=#p2>p2</a> The Port Office", "<a href=#p2>p2</a> The Guard")
    assert any("are not who is marked in p2" in one for one in messages(changed, PAGE))


def test_a_caption_that_is_changed_in_the_markdown_is_found_too(site: Site) -> None:
    changed = forged(site, MARKDOWN, "a stroke a label", "a stroke a page")
    assert CAPTION in messages(changed)
