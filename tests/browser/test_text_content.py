"""A browser shows the seed, every character of it, and shows it well."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.archives import archive
from tests.browser.opening import expect_address
from tests.site.site import plain, site
from tests.site.test_brief_page import ARGUMENT, ENTITIES, HARD_TEXTS, QUOTES

TEXT = """passage => {
    const copy = passage.cloneNode(true)
    copy.querySelectorAll('[data-apparatus]').forEach(one => one.remove())
    return copy.textContent
}"""


def opened(browser: Browser, folder: Path, files: dict[str, bytes], width: int = 1280) -> Page:
    """The brief's page as it is read from disk, scripts off; what the console says fails the test."""
    pages = site(files) | dict(plain().assets.values())
    for path, content in pages.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto((folder / "briefs/sea.html").as_uri())
    assert said == []
    return page


@pytest.mark.parametrize("name", HARD_TEXTS)
def test_a_passage_in_chromium_is_the_seed_s_text(browser: Browser, tmp_path: Path, name: str) -> None:
    seed = HARD_TEXTS[name]
    words = re.search(r"\w+", seed)
    assert words
    labels = f"p1:\n  - claim: A claim\n    quote: '{words[0]}'\n    occurrence: 1\n  - claim: The whole"
    page = opened(browser, tmp_path, archive(labels, seed=seed))
    for passage in page.query_selector_all(".passage"):
        start, end = (int(passage.get_attribute(f"data-{edge}") or "") for edge in ("start", "end"))
        assert passage.evaluate(TEXT) == seed[start:end]
    page.context.close()


def test_where_only_quotes_are_published_chromium_has_no_other_word(browser: Browser, tmp_path: Path) -> None:
    labels = "p1:\n  - claim: A claim\n    quote: sea rises\n"
    page = opened(browser, tmp_path, archive(labels, more_keys=QUOTES))
    assert [one.evaluate(TEXT) for one in page.query_selector_all(".passage")] == ["sea rises", ""]
    page.context.close()


@pytest.mark.parametrize("width", [320, 1280])
def test_a_gap_is_seen_as_a_gap(browser: Browser, tmp_path: Path, width: int) -> None:
    labels = "p1:\n  - claim: A claim\n    quote: sea rises\n"
    page = opened(browser, tmp_path, archive(labels, more_keys=QUOTES), width)
    content = "gap => getComputedStyle(gap, '::before').content.slice(1, -1).trim()"
    gaps = page.locator("[data-gap]").all()
    assert [gap.evaluate(content) for gap in gaps] == ["[…]"] * 3
    assert all((gap.bounding_box() or {"width": 0})["width"] > 10 for gap in gaps)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.context.close()


def test_a_stroke_is_not_broken_by_the_badge_of_another_label(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, tmp_path, archive(ARGUMENT, more_keys=ENTITIES))
    stroke = "one => getComputedStyle(one).getPropertyValue('--b1')"
    badge, mark = (page.locator(one).first for one in ("#p1 a[data-b=P1]", "#p1 mark.c1"))
    assert badge.evaluate(stroke) == mark.evaluate(stroke) != "none"
    page.context.close()


def test_in_print_the_handling_stands_on_every_sheet_and_no_label_is_folded(
    browser: Browser, tmp_path: Path
) -> None:
    about = "title: The sea, handling: TLP:GREEN"
    page = opened(browser, tmp_path, archive(ARGUMENT, more_keys=ENTITIES, about=about))
    page.emulate_media(media="print")
    display = "one => getComputedStyle(one).display"
    assert page.locator(".handling").first.evaluate(display) == "table-header-group"
    assert page.locator(".running").evaluate(display) == "table-footer-group"
    assert "TLP:GREEN" in page.locator(".running").inner_text()
    assert page.locator("#faster .confidence").is_visible()
    page.context.close()


@pytest.mark.parametrize("width", [320, 768, 1100, 1280])
def test_nothing_scrolls_sideways(browser: Browser, tmp_path: Path, width: int) -> None:
    page = opened(browser, tmp_path, archive(ARGUMENT, more_keys=ENTITIES), width)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.context.close()


def test_from_1100_px_the_labels_stand_beside_their_passage(browser: Browser, tmp_path: Path) -> None:
    wide = opened(browser, tmp_path, archive(ARGUMENT, more_keys=ENTITIES), 1100)
    passage, label = (wide.locator(one).bounding_box() for one in ("#p1", "#rising"))
    assert passage
    assert label
    assert label["x"] > passage["x"] + passage["width"]
    wide.context.close()


def test_below_1100_px_the_labels_are_folded_under_their_passage(browser: Browser, tmp_path: Path) -> None:
    narrow = opened(browser, tmp_path, archive(ARGUMENT, more_keys=ENTITIES), 1000)
    assert not narrow.locator("#rising").is_visible()
    narrow.locator("summary", has_text="1 claim, 1 trend, 1 place").click()
    passage, label = (narrow.locator(one).bounding_box() for one in ("#p1", "#rising"))
    assert passage
    assert label
    assert label["y"] > passage["y"] + passage["height"]
    narrow.context.close()


def test_a_badge_leads_to_its_label_by_key(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, tmp_path, archive(ARGUMENT, more_keys=ENTITIES))
    page.locator("#p1 a[href='#rising']").focus()
    page.keyboard.press("Enter")
    expect_address(page, "#rising")
    assert page.locator("#rising:target").is_visible()
    page.context.close()
