"""The figures as files: pictures that load nothing and whose links lead to the page beside them."""

from __future__ import annotations

import html
import re
from xml.etree import ElementTree

import pytest
from tests.arabic_archive import FILES
from tests.archives import archive
from tests.site.site import site
from tests.site.test_figure_views import ENTITIES, LABELS

SVG, LINK = "{http://www.w3.org/2000/svg}", "href"
NAMES = ["ladder", "argument-map", "density-strip", "place-map", "co-mention", "timeline"]


def drawings() -> dict[str, str]:
    made = site(archive(LABELS, more_keys=ENTITIES))
    return {path: content.decode() for path, content in made.items() if path.endswith(".svg")}


def test_each_figure_is_a_file_beside_the_page_and_the_markdown_shows_it() -> None:
    assert list(drawings()) == [f"briefs/sea.{name}.svg" for name in NAMES]
    markdown = site(archive(LABELS, more_keys=ENTITIES))["briefs/sea.md"].decode()
    assert re.findall(r"!\[[^]]+\]\((.*?)\)", markdown) == [f"sea.{name}.svg" for name in NAMES]


@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_well_formed_and_says_what_it_shows(name: str) -> None:
    root = ElementTree.fromstring(drawings()[f"briefs/sea.{name}.svg"])
    assert root.tag == f"{SVG}svg"
    assert [root.findtext(f"{SVG}{tag}") != "" for tag in ("title", "desc", "style")] == [True] * 3


@pytest.mark.parametrize("name", NAMES[1:])  # the ladder leads nowhere: it is a scale
def test_every_link_leads_into_the_page_beside_it(name: str) -> None:
    made = site(archive(LABELS, more_keys=ENTITIES))
    page = made["briefs/sea.html"].decode()
    ids = set(re.findall(r" id=(\S+?)[ >]", page))
    links = [
        one.attrib[LINK] for one in ElementTree.fromstring(made[f"briefs/sea.{name}.svg"]).iter(f"{SVG}a")
    ]
    assert links
    for href in links:
        target, _, fragment = href.partition("#")
        assert (target, fragment in ids) == ("sea.html", True), href


@pytest.mark.parametrize("name", NAMES)
def test_no_address_leads_out_but_the_names_of_namespaces(name: str) -> None:
    text = drawings()[f"briefs/sea.{name}.svg"]
    assert set(re.findall(r"https?:[\w./-]*", html.unescape(text))) <= {"http://www.w3.org/2000/svg"}
    assert not re.search(r"@import|url\((?!#|%23)|<script|<foreignObject|\bon\w+=", text)
    images = [one.attrib[LINK] for one in ElementTree.fromstring(text).iter(f"{SVG}image")]
    assert all(one.startswith("data:image/svg+xml,") for one in images)
    assert bool(images) == (name == "place-map")


def test_a_hostile_name_is_text_in_a_file() -> None:
    hostile = "</title><script>alert(1)</script> & \"'"
    labels = LABELS.replace("name: a rising sea", f"name: '{hostile.replace(chr(39), chr(39) * 2)}'")
    made = site(archive(labels, more_keys=ENTITIES))
    for name in ("argument-map", "timeline"):
        root = ElementTree.fromstring(made[f"briefs/sea.{name}.svg"])
        assert not list(root.iter(f"{SVG}script"))
        assert "alert(1)" in "".join(root.itertext())


def test_a_file_of_an_arabic_archive_is_mirrored_as_its_page_is() -> None:
    made = site(dict(FILES))
    page = made["briefs/port.html"].decode()
    for name, css_class in (("argument-map", "am rl"), ("timeline", "tl rl")):
        root = ElementTree.fromstring(made[f"briefs/port.{name}.svg"])
        (drawing,) = [one for one in root.iter(f"{SVG}svg") if one.get("class") == css_class]
        paths = [one.attrib["d"] for one in drawing.iter(f"{SVG}path")]
        assert paths
        assert [one for one in paths if f'd="{one}"' not in page] == []
        assert ".rl{direction:rtl}" in (root.findtext(f"{SVG}style") or "")


def test_nothing_is_mirrored_in_a_file_of_an_english_archive() -> None:
    assert [path for path, text in drawings().items() if re.search(r"\brl\b", text)] == []


def test_a_brief_in_a_folder_leads_to_its_own_page() -> None:
    files = archive(LABELS, more_keys=ENTITIES)
    files["brief/north/sea.yaml"] = files.pop("brief/sea.yaml")
    made = site(files)
    text = made["briefs/north/sea.timeline.svg"].decode()
    assert set(re.findall(r'href="([^"#]*)#', text)) == {"sea.html"}
