"""The CSL-JSON item, read and rendered by citeproc."""

from __future__ import annotations

import json
import warnings
from typing import Any

import pytest
from tests.exports.cited import cited, settings

from briefkit.exports.csl_json import write
from briefkit.exports.reference import Reference

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # of its own grammar
    from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
    from citeproc.source.json import CiteProcJSON


def item(reference: Reference) -> dict[str, Any]:
    [found] = json.loads(write(reference))
    assert isinstance(found, dict)
    return found


def rendered(reference: Reference) -> str:
    """The entry of a bibliography, as a reader sees it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        source = CiteProcJSON(json.loads(write(reference)))
        style = CitationStylesStyle("harvard-cite-them-right", validate=False)
        bibliography = CitationStylesBibliography(style, source, formatter.plain)
        bibliography.register(Citation([CitationItem(reference.key)]))
        return str(bibliography.bibliography()[0])


def test_a_processor_names_author_title_date_and_address():
    entry = rendered(cited())
    for words in ("Writer", "Author", "What the “Grey Fleet” does next", "2016", "islands.html"):
        assert words in entry


def test_both_makers_and_the_archive_have_their_fields():
    said = item(cited())
    assert said["author"] == [{"family": "Writer", "given": "A."}, {"family": "Author", "given": "B."}]
    assert said["editor"] == [{"family": "Keyes", "given": "H."}, {"family": "Moor", "given": "J."}]
    assert (said["publisher"], said["container-title"]) == ("Sea Review", "The sea archive")
    assert said["available-date"] == {"date-parts": [[2016, 8, 3]]}
    assert said["note"].startswith("TLP:GREEN. Annotated by H. Keyes and J. Moor. ")


def test_an_organisation_is_literal():
    assert item(cited(authors=("Islamic State",)))["author"] == [{"literal": "Islamic State"}]


@pytest.mark.parametrize(
    ("edtf", "date"),
    [
        ("2016-07~", {"date-parts": [[2016, 7]], "circa": True}),
        ("2016/2017-03", {"date-parts": [[2016], [2017, 3]]}),
        ("2016-22", {"date-parts": [[2016]], "season": 2}),
        ("0000", {"date-parts": [[-1]]}),
        ("2016/..", {"literal": "from 2016 on"}),
        ("last summer", {"literal": "last summer"}),
    ],
)
def test_dates_are_numbers_where_they_can_be(edtf, date):
    assert item(cited(date=edtf))["issued"] == date


def test_what_is_not_known_is_left_out():
    said = item(cited("harbour", within=settings(url=None, publisher=None)))
    assert said.keys() == {"id", "type", "genre", "title", "author", "container-title", "note"}


def test_a_brief_that_was_revised_says_so():
    assert item(cited("tides"))["status"] == "revised"
    assert "status" not in item(cited())
