"""The head and foot of a page, and the quotation marks that it does without."""

from __future__ import annotations

import json
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape
from tests.archives import archive
from tests.site.dom import read
from tests.site.site import site
from tests.site.test_brief_page import ARGUMENT, ENTITIES, HOSTILE

from briefkit.site.frame import _lighter

NAMES = st.sampled_from(["id", "class", "href", "aria-label", "xlink:href"])


class _First(HTMLParser):
    """The attributes of the first element, and all text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes = self.attributes or attrs

    def handle_data(self, data: str) -> None:
        self.text += data


def test_a_value_that_needs_no_quotation_marks_has_none() -> None:
    page = b'<a class="c1" href="../seeds/a.txt#p1" data-gap><b lang="en" dir="ltr">x</b></a>'
    assert _lighter(page) == b"<a class=c1 href=../seeds/a.txt#p1 data-gap><b lang=en dir=ltr>x</b></a>"


def test_a_value_that_needs_them_keeps_them() -> None:
    page = '<a class="c1 t0" alt="" title="a=b" href="?q" data-b="ع1"><path d="M0 1"/><use href="#t"/></a>'
    assert _lighter(page.encode()) == page.encode()


@given(st.lists(st.tuples(NAMES, st.text()), unique_by=lambda pair: pair[0], min_size=1), st.text())
def test_a_browser_reads_the_same_attributes_and_the_same_text(
    attributes: list[tuple[str, str]], text: str
) -> None:
    said = "".join(f' {name}="{escape(value)}"' for name, value in attributes)
    page = f"<p{said}>{escape(text)} {escape(HOSTILE)}</p>"
    lighter = _lighter(page.encode("utf-8", "surrogatepass")).decode("utf-8", "surrogatepass")
    assert _First(lighter).attributes == _First(page).attributes
    assert lighter.partition(">")[2] == page.partition(">")[2]


def test_text_and_data_that_look_like_attributes_are_untouched() -> None:
    title = 'The class="sea" and lang="en" here'
    page = site(archive(seed=f"It says: {title} .\n", about=f"title: '{title}'"))["briefs/sea.html"]
    elements = read(page)
    assert elements.one("h1").text() == title
    assert elements.one(id="p1").text() == f"It says: {title} ."
    assert json.loads(elements.one("script", type="application/ld+json").text())["name"] == title


def test_a_page_of_every_kind_leads_to_the_search_and_loads_the_one_script() -> None:
    for path, content in site(archive(ARGUMENT, more_keys=ENTITIES)).items():
        if path.endswith(".html"):
            page = read(content)
            up = "../" * path.count("/")
            assert page.one("link", rel="search").attributes["href"] in (
                f"{up}index.html#_search",
                "#_search",
            )
            shared = [one for one in page.all("script", defer="") if "/script-" in one.attributes["src"]]
            assert len(shared) == 1
