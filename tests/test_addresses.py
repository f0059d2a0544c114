from __future__ import annotations

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit.addresses import absolute, brief_path, entity_path, escaped, index_path, link
from briefkit.brief import KINDS


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_an_escaped_path_reads_back_as_it_was(path: str) -> None:
    assert unquote(escaped(path)) == path
    assert escaped(path).isascii()


@pytest.mark.parametrize(
    ("page", "target", "fragment", "href"),
    [
        ("index.html", "briefs/sea.html", "", "briefs/sea.html"),
        ("briefs/sea.html", "briefs/sea.html", "rising", "#rising"),
        ("briefs/sea.html", "briefs/sea.html", "", "sea.html"),
        ("briefs/2016/sea.html", "briefs/2016/tide.html", "p1", "tide.html#p1"),
        ("briefs/2016/sea.html", "places/sea.html", "", "../../places/sea.html"),
        ("briefs/sea.html", "seeds/a b#c.txt", "", "../seeds/a%20b%23c.txt"),
    ],
)
def test_a_link_leads_from_page_to_page(page: str, target: str, fragment: str, href: str) -> None:
    assert link(page, target, fragment) == href


def test_a_list_goes_on_below_its_first_page() -> None:
    assert (index_path(), index_path(number=2)) == ("index.html", "index/2.html")
    assert entity_path(KINDS["actor"], "is", number=3) == "actors/is/3.html"


def test_an_archive_without_an_address_has_one_that_cannot_resolve() -> None:
    assert absolute(None, brief_path("sea"), "p1") == "https://archive.invalid/briefs/sea.html#p1"
    assert absolute("https://x.org/a", "seeds/é.txt") == "https://x.org/a/seeds/%C3%A9.txt"
