"""What the JSON says of a label, the page says of it too, and of no other one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.archives import archive
from tests.small_archive import FILES
from tests.verify.forging import Site, built, forged, messages

JSON, PAGE = "briefs/islands.json", "briefs/islands.html"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return built(FILES, tmp_path_factory.mktemp("said"))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('supplied":["when"', 'supplied":["basis"', "whether “when” of “holds” is supplied"),
        ('supplied":["when"', 'supplied":["x"', "“x” of “holds” is called supplied"),
        (',"confidence"]', "]", "whether “confidence” of “holds” is supplied"),
        (',"confidence"]', ',"confidence","outcome"]', "whether “outcome” of “holds” is supplied"),
        ('"name":"H. Keyes"', '"name":"J. Moor"', "is not the one that the JSON"),
        ('"name":"H. Keyes"', '"name":"p1"', "“p1” of the JSON is no editor of the page"),
        ("It says that the fleet *holds* the town.", "p1", "the summary is not what the JSON says"),
        (':see":["https://example.org/sea/briefs/islands.html#p3"]', ':see":[]', "to the passages"),
        ('"briefkit:type":"area"', '"briefkit:type":"x"', "“x” is not said of it"),
    ],
)  # fmt: skip
def test_a_value_that_the_pages_do_not_show_is_found(site: Site, old: str, new: str, message: str) -> None:
    assert any(message in one for one in messages(forged(site, JSON, old, new)))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[August to December 2016]", "August to December 2016", "whether “when” of “holds” is supplied"),
        ("[moderate] confidence", "moderate confidence", "whether “confidence” of “holds” is supplied"),
        ("<b>Happened in part, January 2017.", "<b>[Happened in part, January 2017].", "whether “outcome”"),
    ],
)
def test_brackets_are_where_the_editor_supplied_a_fact(site: Site, old: str, new: str, message: str) -> None:
    assert any(message in one for one in messages(forged(site, PAGE, old, new), PAGE))


@pytest.mark.parametrize(
    "text",
    [
        "See ![a chart](https://example.org/c.png) here.",
        "* one\n* two\n\n17. three\n18. four",
        "A `code` &amp; <b>bold</b> and *em*, [link](https://example.org/).",
        "# Head\n\n> quote\n\n    code block\n\n---\n\nend  \nbreak",
        "```\nfence\n```",
    ],
)
def test_whatever_markdown_editors_write_is_the_same_in_all_forms(tmp_path: Path, text: str) -> None:
    note = json.dumps(text)
    labels = (
        f"p1:\n  - {{claim: The sea rises, note: {note}}}\n"
        f"  - {{place: sea, quote: The sea, occurrence: 1, note: {note}}}"
    )
    entities = {"brief/entities.yaml": f"sea: {{place: Sea, note: {note}}}\n"}
    files = archive(labels, about=f"title: The sea, summary: {note}", **entities)
    assert messages(built(files, tmp_path)) == []


def test_what_a_confidence_rests_on_may_have_brackets_of_its_own(tmp_path: Path) -> None:
    basis = "'Said [March 2016], [moderate]'"
    label = f"{{claim: The sea rises, confidence: moderate, when: 2016-03, confidence_basis: {basis}}}"
    assert messages(built(archive(f"p1: [{label}]"), tmp_path)) == []
