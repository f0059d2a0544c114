"""The words of the interface are the archive's, those of the source and of the editors keep their own."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from tests.arabic_archive import FILES, MEMO, PORT
from tests.archives import archive
from tests.site.site import site

from briefkit.likelihood import SCALES

TEMPLATES = sorted((Path(__file__).parents[2] / "templates").rglob("*.j2"))
SCALE = SCALES["icd203"]
# Names, which are the same in any language; countries have only English ones.
NAMES = set(
    "SHA Markdown JSON W3C Web Annotation Annotations briefkit Wikidata GeoNames Syria "
    "BibTeX RIS CSL Natural Earth Equal".split()
)
WRITTEN = " ".join(  # by the source and the editors, and the terms of the scale, which stay as they are
    ("Port traffic memo A. Reed ar en transport trade", PORT, MEMO, SCALE.title, *SCALE.by_words)
)
NOT_WORDS = re.compile(
    r'<style.*?</style>|<code.*?</code>|<pre.*?</pre>|<(?P<tag>\w+)[^>]* lang="?en[^>]*>.*?</(?P=tag)>'
    r"|<head>.*?</head>|`[^`]*`|\]\([^)]*\)|<a id=[^>]*>|https?://\S+|#[\w-]+",
    re.DOTALL,
)


@cache
def arabic() -> dict[str, str]:
    return {path: data.decode() for path, data in site(dict(FILES)).items()}


def latin_words(page: str) -> set[str]:
    """The words in Latin letters that a reader sees or hears, save what is marked as English."""
    spoken = " ".join(re.findall(r'aria-label=("[^"]*"|[^ >]*)', page))
    text = re.sub(r"<[^>]*>|&\w+;", " ", NOT_WORDS.sub(" ", page))
    return set(re.findall(r"(?<![\w.])[A-Za-z][A-Za-z]+(?!\w|\.\w)", f"{text} {spoken}"))


@pytest.mark.parametrize("page", ["briefs/port", "briefs/memo", "index", "places/tartus", "actors/ministry"])
@pytest.mark.parametrize("form", ["html", "md"])
def test_no_english_word_is_left_on_an_arabic_page(page: str, form: str) -> None:
    assert latin_words(arabic()[f"{page}.{form}"]) - NAMES - latin_words(WRITTEN) == set()


@pytest.mark.parametrize("path", TEMPLATES, ids=[path.name for path in TEMPLATES])
def test_a_template_has_no_words_of_its_own(path: Path) -> None:
    text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "", path.read_text("utf-8"), flags=re.DOTALL)
    spoken = " ".join(re.findall(r'(?:aria-label|title|alt|placeholder)="([^"]*)"', text))
    text = (
        NOT_WORDS.sub(" ", text)
        if path.name.endswith(".html.j2")
        else re.sub(r"`[^`]*`|\]\([^)]*\)", " ", text)
    )
    text = re.sub(r"<[^>]*>|&\w+;|[\w.-]+/[\w.-]+", " ", text)
    assert set(re.findall(r"[A-Za-z][A-Za-z]+", f"{text} {spoken}")) - NAMES == set()


def test_a_page_has_the_language_and_direction_of_its_words() -> None:
    assert "<html lang=ar dir=rtl>" in arabic()["briefs/port.html"]
    english = site(archive())["briefs/sea.html"].decode()
    assert "<html lang=en>" in english


def test_an_english_source_in_an_arabic_page_keeps_its_own() -> None:
    page = arabic()["briefs/memo.html"]
    assert "<div class=text lang=en dir=ltr>" in page
    assert "<details class=labels lang=ar dir=rtl>" in page
    assert "<b class=likelihood lang=en dir=ltr>[likely]</b>" in page


def test_an_arabic_source_in_an_english_page_keeps_its_own() -> None:
    page = site(archive("p1:\n  - claim: It rises\n", about="title: بحر, language: ar"))[
        "briefs/sea.html"
    ].decode()
    assert "<div class=text lang=ar dir=rtl>" in page
    assert "<details class=labels lang=en dir=ltr>" in page
    assert " lang=en dir=ltr>[" not in page


def test_badges_and_counts_are_in_the_archive_s_language() -> None:
    page = arabic()["briefs/port.html"]
    assert 'aria-label="ادعاء 1" data-b="ع1"' in page
    assert "ادعاء واحد، اتجاه واحد، استنتاجان، جهتان فاعلتان، 3 أماكن، حدث: 1 في 3 مقاطع" in page
    assert "رُوجعت 2 من 10 تسميات" in page
