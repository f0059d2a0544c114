"""What a page's head tells machines."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.exports.cited import brief, settings

from briefkit.brief import Brief, Settings
from briefkit.exports.schema_org import DESCRIPTION, json_ld, machine_view


def names(one: Brief, within: Settings | None = None) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, content in machine_view(one, within or settings()).names:
        found.setdefault(name, []).append(content)
    return found


def properties(one: Brief, within: Settings | None = None) -> dict[str, str]:
    return dict(machine_view(one, within or settings()).properties)


def node(one: Brief, within: Settings | None = None) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(json_ld(one, within or settings()))
    return found


def test_scholar_reads_both_makers_title_date_and_address():
    said = names(brief())
    assert said["citation_title"] == ["What the “Grey Fleet” does next"]
    assert said["citation_author"] == ["A. Writer", "B. Author"]
    assert said["citation_editor"] == ["H. Keyes", "J. Moor"]
    assert said["citation_publication_date"] == ["2016/07"]
    assert said["citation_publisher"] == ["Sea Review"]
    assert said["citation_public_url"] == ["https://example.org/sea/briefs/islands.html"]
    assert said["citation_fulltext_html_url"] == said["citation_public_url"]


@pytest.mark.parametrize(
    ("edtf", "date"),
    [
        ("2016-07-14", "2016/07/14"),
        ("2016-07-14T10:00:00Z", "2016/07/14"),
        ("2016-07/2016-10", "2016/07"),
        ("201X", "2010"),
        ("2016-22", "2016"),
        ("0044-03", "0044/03"),
        ("-0043", None),
        ("../2016", None),
        ("last summer", None),
        (None, None),
    ],
)
def test_a_date_of_publication_has_slashes(edtf, date):
    assert names(brief(date=edtf)).get("citation_publication_date") == ([date] if date else None)


def test_without_an_url_no_address_is_told():
    alone = settings(url=None)
    assert not {"citation_public_url", "citation_fulltext_html_url"} & names(brief(), alone).keys()
    assert "og:url" not in properties(brief(), alone)
    assert not {"@id", "url"} & node(brief(), alone).keys()
    assert "example.org/sea" not in json_ld(brief(), alone)


def test_messengers_are_told_what_it_is():
    said = properties(brief())
    assert said["og:type"] == "article"
    assert said["og:title"] == "What the “Grey Fleet” does next"
    assert said["og:site_name"] == "The sea archive"
    assert said["og:locale"] == "en_GB"
    assert said["article:published_time"] == "2016-08-01"
    assert said["article:modified_time"] == "2016-08-03"
    assert "og:locale" not in properties(brief(), settings(language="en"))


def test_without_a_summary_the_first_judgment_describes_the_brief():
    one = brief(summary=None)
    assert names(one)["description"] == ["The Grey Fleet will probably keep hold of the town"]
    bare = replace(one, key_judgments=())
    assert "description" not in names(bare)


def test_the_description_stands_once_since_messengers_read_the_plain_one():
    assert names(brief())["description"] == ["It says that the fleet holds the town."]
    assert "og:description" not in properties(brief())


@given(st.text(alphabet="ab ,é", min_size=1, max_size=400))
def test_a_description_is_short_and_begins_as_the_summary_does(text):
    said = names(brief(summary="x" + text))["description"][0]
    assert len(said) <= DESCRIPTION + 1
    assert " ".join(f"x{text}".split()).startswith(said.removesuffix("…"))


def test_the_brief_is_a_report_based_on_its_source():
    said = node(brief())
    assert said["@type"] == "Report"
    assert said["author"][0] == {
        "@type": "Person",
        "name": "A. Writer",
        "givenName": "A.",
        "familyName": "Writer",
    }
    assert [editor["name"] for editor in said["editor"]] == ["H. Keyes", "J. Moor"]
    assert (said["datePublished"], said["dateModified"]) == ("2016-08-01", "2016-08-03")
    assert said["conditionsOfAccess"] == "TLP:GREEN"
    source = said["isBasedOn"]
    assert source["url"] == "https://example.org/islands"
    assert source["copyrightNotice"] == "© Sea Review"
    assert "datePublished" not in source  # about July: schema.org has no word for that
    assert source["encoding"]["sha256"] == brief().seed.sha256
    assert source["encoding"]["contentUrl"] == "https://example.org/sea/seeds/north/islands%201.txt"


def test_a_name_that_may_be_of_either_is_called_neither_person_nor_organisation():
    assert node(brief(authors=("Islamic State",)))["author"] == [{"name": "Islamic State"}]


def test_a_licence_is_an_address():
    licence = "https://creativecommons.org/licenses/by/4.0/"
    assert node(brief(rights=licence))["isBasedOn"]["license"] == licence
    assert not {"license", "copyrightNotice"} & node(brief(rights=None))["isBasedOn"].keys()


def test_a_seed_that_is_withheld_has_no_address():
    assert "contentUrl" not in node(brief("harbour"))["isBasedOn"]["encoding"]


def test_a_revised_brief_says_so():
    assert node(brief("tides"))["creativeWorkStatus"] == "Revised"
    assert node(brief("tides"))["isBasedOn"]["encoding"]["encodingFormat"] == "text/markdown"


@given(st.text())
def test_no_text_ends_the_element_that_it_stands_in(text):
    said = json_ld(brief(title=text), settings())
    assert not set("<>&\u2028\u2029") & set(said)
    assert json.loads(said).get("name", "") == text
