"""The first brief, built and opened from disk, read as an analyst does: from label to words and back."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from briefkit.build import build_archive
from briefkit.files import Disk
from tests.browser.opening import expect_address

ROOT = Path(__file__).parents[2]
SLUG = "islamic-state-strikes-abroad"
TEXT = """passage => {
    const copy = passage.cloneNode(true)
    copy.querySelectorAll('[data-apparatus]').forEach(one => one.remove())
    return copy.textContent
}"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("real")
    for part in ("seeds", "brief"):
        shutil.copytree(ROOT / part, folder / part)
    result = build_archive(Disk(folder), folder)
    assert result.findings == ()
    return folder / "build"


@pytest.fixture(params=["with scripts", "without scripts"])
def page(request: pytest.FixtureRequest, browser: Browser, built: Path) -> Iterator[Page]:
    """The brief's page; anything that the console says fails the test."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 800}, java_script_enabled=request.param == "with scripts"
    )
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto((built / f"briefs/{SLUG}.html").as_uri())
    yield page
    context.close()
    assert said == []


def annotations_of(built: Path) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = json.loads((built / f"briefs/{SLUG}.json").read_text("utf-8"))["items"]
    return items


def test_every_passage_is_the_seed_as_the_browser_reads_it(browser: Browser, built: Path):
    page = browser.new_page()
    page.goto((built / f"briefs/{SLUG}.html").as_uri())
    seed = (built / "seeds/000_7997551d2143d8e6.txt").read_bytes().decode("utf-8")
    passages = page.query_selector_all(".passage")
    assert len(passages) == 13
    for passage in passages:
        start, end = (int(passage.get_attribute(f"data-{edge}") or "") for edge in ("start", "end"))
        assert passage.evaluate(TEXT) == seed[start:end]
    page.close()


def test_every_label_is_on_the_page_with_its_words(page: Page, built: Path):
    seed = (built / "seeds/000_7997551d2143d8e6.txt").read_bytes().decode("utf-8")
    shown: dict[str, str] = {}
    for mark in page.query_selector_all("mark"):
        for address in (mark.get_attribute("data-labels") or "").split():
            shown[address] = shown.get(address, "") + (mark.text_content() or "")
    for one in annotations_of(built):
        address = str(one["id"]).split("#")[1]
        assert page.locator(f'[id="{address}"].label').count() == 1, address
        targets = one["target"] if isinstance(one["target"], list) else [one["target"]]
        words = ""
        for target in targets:
            selectors = target["selector"] if isinstance(target["selector"], list) else [target["selector"]]
            position = next(each for each in selectors if each["type"] == "TextPositionSelector")
            words += seed[position["start"] : position["end"]]
        assert shown.get(address, "") == words, address


def test_a_label_leads_to_its_words_and_the_words_lead_back(page: Page):
    for address in ("nice-claim", "attacks-continue", "p9-place-bangladesh-1"):
        label = page.locator(f'[id="{address}"].label')
        link = label.locator('a[href^="#p"]').first
        passage = (link.get_attribute("href") or "").split(":~:")[0]
        link.click()
        expect_address(page, passage)
        expect(page.locator(passage)).to_be_in_viewport()
        badge = page.locator(f'{passage} a[data-apparatus][href="#{address}"]').first
        badge.click()
        expect_address(page, f"#{address}")
        expect(page.locator(f'[id="{address}"]')).to_be_in_viewport()


def test_the_way_there_and_back_can_be_walked_by_keys(page: Page):
    link = page.locator('[id="nice-claim"].label a[href^="#p"]').first
    link.focus()
    page.keyboard.press("Enter")
    expect_address(page, "#p1")
    badge = page.locator('#p1 a[data-apparatus][href="#nice-claim"]').first
    badge.focus()
    page.keyboard.press("Enter")
    expect_address(page, "#nice-claim")


def test_a_judgment_leads_to_its_words_and_to_what_it_rests_on(page: Page):
    first = page.locator(".judgments li").first
    hrefs = [link.get_attribute("href") or "" for link in first.locator("a").all()]
    assert any(href.startswith("#p8") for href in hrefs)
    for href in hrefs:
        target = href.split(":~:")[0].removeprefix("#")
        assert page.locator(f'[id="{target}"]').count() == 1, href


def test_an_actor_leads_to_its_page_and_each_mention_back_to_its_words(page: Page, built: Path):
    page.locator('a[href="../actors/al-qaida.html"]').first.click()
    expect_address(page, "actors/al-qaida.html")
    mention = page.locator("[data-label] a").first
    mention.click()
    expect(page).to_have_url(re.compile(rf"briefs/{SLUG}\.html#"))


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_nothing_scrolls_sideways(browser: Browser, built: Path, width: int):
    for path in (f"briefs/{SLUG}.html", "index.html", "actors/is.html", "places/syria.html"):
        page = browser.new_page(viewport={"width": width, "height": 800})
        page.goto((built / path).as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        page.close()
