"""What a reader's page must do and no other test says: docs/reading.md has the whole list."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.opening import WIDE, one_of_each, opened, walk
from tests.browser.sites import ARCHIVES, REAL, built, pages
from tests.browser.test_reflow import UNFOLD

PAGE = f"briefs/{REAL}.html"


def test_the_first_screen_says_what_it_is_and_what_it_judges(browser: Browser) -> None:
    """R19."""
    with opened(browser, "real", PAGE, viewport=WIDE) as page:
        for selector in ("h1", ".head .facts", ".fix", "#_judgments", ".kj:nth-child(1)", ".kj:nth-child(2)"):
            box = page.locator(selector).first.bounding_box()
            assert box
            assert box["y"] >= 0, selector
            assert box["y"] + box["height"] <= WIDE["height"], selector


def test_each_statement_is_announced_from_its_words_and_leads_back(browser: Browser) -> None:
    """R10, with the scripts' WAI-ARIA 1.3 on top of the file's 1.2."""
    with opened(browser, "real", PAGE, viewport=WIDE) as page:
        page.evaluate(UNFOLD)  # what is folded away is not in the tree
        cards = page.locator("div.label")
        ids = [cards.nth(number).get_attribute("id") for number in range(cards.count())]
        announced = page.eval_on_selector_all(
            "mark[aria-details]", "all => all.flatMap(one => one.getAttribute('aria-details').split(' '))"
        )
        assert sorted(set(announced)) == sorted(one for one in ids if one)
        assert cards.first.get_attribute("role") == "comment"
        refs = page.eval_on_selector_all("[role=doc-noteref]", "all => all.map(one => one.hash.slice(1))")
        assert sorted(refs) == sorted(one for one in ids if one)
        assert page.locator("div.label > a[role=doc-backlink]").count() == len(ids)
        tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
        roles = [node["role"]["value"] for node in tree if not node.get("ignored")]
        assert roles.count("comment") == len(ids)
        assert "doc-endnote" not in roles


def test_no_kind_is_told_by_colour_alone(browser: Browser) -> None:
    """R6: without colours each kind still has a letter, a stroke and a word of its own."""
    with opened(browser, "real", PAGE, viewport=WIDE) as page:
        strokes = page.eval_on_selector_all(
            ".legend .key",
            """all => all.map(one => {
                const style = getComputedStyle(one)
                const plain = style.backgroundImage.replace(/rgba?\\([^)]*\\)/g, 'ink')
                return `${plain} ${style.backgroundSize}`
            })""",
        )
        letters = page.eval_on_selector_all(".legend b", "all => all.map(one => one.textContent)")
        words = page.eval_on_selector_all(".legend li", "all => all.map(one => one.textContent.trim())")
    assert len(strokes) >= 5
    assert len(set(strokes)) == len(strokes)
    assert len(set(letters)) == len(letters) == len(strokes)
    assert all(len(one) > 3 for one in words)


@pytest.mark.parametrize("archive", ARCHIVES)
def test_every_drawing_has_its_size_and_a_name_or_is_hidden(browser: Browser, archive: str) -> None:
    """R24, and a text alternative for each figure."""
    faults = """() => [...document.querySelectorAll('svg')].filter(one => {
        const named = one.closest('[aria-hidden]') || one.ariaLabel || one.closest('svg svg')
        const sized = one.hasAttribute('width') && one.hasAttribute('height')
        return !(sized && (one.viewBox.baseVal?.width !== undefined) && named)
    }).map(one => one.outerHTML.slice(0, 100))"""
    for path, page in walk(browser, archive, one_of_each(archive), viewport=WIDE):
        assert (path, page.evaluate(faults)) == (path, [])


@pytest.mark.parametrize("archive", ARCHIVES)
def test_every_figure_has_a_caption_and_its_data(browser: Browser, archive: str) -> None:
    for path, page in walk(browser, archive, one_of_each(archive), viewport=WIDE):
        bare = page.eval_on_selector_all(
            "figure",
            """all => all.filter(one => !one.querySelector('figcaption')?.textContent.trim()
                || !(one.querySelector('details table, details ul, details ol')
                     || one.nextElementSibling?.matches('table, ul, ol')
                     // of a single place the facts at the head have it
                     || (one.querySelector('.pm a:only-of-type') && document.querySelector('dl.facts'))))
                .map(one => one.className)""",
        )
        assert (path, bare) == (path, [])


@pytest.mark.parametrize("archive", ARCHIVES)
def test_nothing_asks_a_server(archive: str) -> None:
    """R21: no modules, no fetch, links end in `.html`."""
    for path in pages(archive):
        text = (built(archive) / path).read_text("utf-8")
        assert "type=module" not in text
    for script in (built(archive) / "assets").rglob("*.js"):
        text = script.read_text("utf-8")
        assert "fetch(" not in text, script.name
        assert "import(" not in text, script.name


def test_the_data_of_the_head_is_of_schema_org() -> None:
    text = (built("real") / PAGE).read_text("utf-8")
    start = text.index('<script type="application/ld+json">') + len('<script type="application/ld+json">')
    data: dict[str, Any] = json.loads(text[start : text.index("</script>", start)])
    assert data["@context"] == "https://schema.org"
    assert data["isBasedOn"]["encoding"]["sha256"] in text
