"""What a reader changes: the width of the window, the size of the text, the space in it, the way to move."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.opening import MODES, NARROW, WIDE, expect_address, one_of_each, opened, walk
from tests.browser.sites import ARCHIVES, REAL, built

# Phones, tablets both ways, windows with a scroll bar; and on both sides of where the style sheets turn.
WIDTHS = (320, 412, 559, 561, 767, 820, 1024, 1099, 1101, 1180, 1247, 1249, 1265, 1440, 1920)
OVERFLOW = """() => {
    const width = document.documentElement.clientWidth
    if (document.documentElement.scrollWidth <= width) return []
    return [...document.querySelectorAll('body *')].filter(one => {
        const box = one.getBoundingClientRect()
        return box.width && box.right > width + 1 && getComputedStyle(one).position !== 'absolute'
    }).slice(0, 5).map(one => one.outerHTML.slice(0, 120))
}"""
# WCAG 2.2, 1.4.12. A sheet that is made by a script is no inline style, so the policy lets it be.
SPACING = """() => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important;
        word-spacing: .16em !important } p { margin-bottom: 2em !important }`)
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
}"""
# Two cards, or a card and a drawing, on one spot.
COLLISIONS = """() => {
    const boxes = [...document.querySelectorAll('div.label, .men, figure svg:not(svg *), .kj')].map(one =>
        [one, one.getBoundingClientRect()]).filter(([, box]) => box.width && box.height)
    const found = []
    for (const [a, one] of boxes) for (const [b, other] of boxes) {
        if (a === b || a.contains(b) || b.contains(a)) continue
        const across = Math.min(one.right, other.right) - Math.max(one.left, other.left)
        const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top)
        const names = [a, b].map(one => one.id || one.getAttribute('class'))
        if (across > 1 && down > 1) found.push(names.join(' on '))
    }
    return found.slice(0, 5)
}"""
UNFOLD = "() => document.querySelectorAll('details').forEach(one => { one.open = true })"
BY_KEY = """() => {
    const one = document.activeElement
    if (!one || one === document.body) return null
    const box = one.getBoundingClientRect(), style = getComputedStyle(one)
    return {
        name: one.outerHTML.slice(0, 120),
        seen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
        outlined: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    }
}"""


@pytest.mark.parametrize("spaced", [False, True], ids=["as set", "spaced"])
@pytest.mark.parametrize("archive", ARCHIVES)
def test_nothing_scrolls_sideways_at_320_pixels(browser: Browser, archive: str, spaced: bool) -> None:
    for path, page in walk(browser, archive, one_of_each(archive), viewport=NARROW):
        if spaced:
            page.evaluate(SPACING)
        assert (path, page.evaluate(OVERFLOW)) == (path, [])


@pytest.mark.parametrize("archive", ARCHIVES)
def test_nothing_scrolls_sideways_at_any_width(browser: Browser, archive: str) -> None:
    for path, page in walk(browser, archive, one_of_each(archive)):
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            assert (path, width, page.evaluate(OVERFLOW)) == (path, width, [])


@pytest.mark.parametrize("width", [640, 1280])
@pytest.mark.parametrize("archive", ARCHIVES)
def test_text_of_twice_the_size_stays_in_the_window(browser: Browser, archive: str, width: int) -> None:
    for path, page in walk(browser, archive, one_of_each(archive), viewport={"width": width, "height": 800}):
        page.evaluate("() => { document.documentElement.style.fontSize = '200%' }")
        assert (path, page.evaluate(OVERFLOW)) == (path, [])


@pytest.mark.parametrize("width", [320, 768, 1100, 1280, 1920])
def test_no_card_lies_on_another_or_on_a_figure(browser: Browser, width: int) -> None:
    for archive in ARCHIVES:
        briefs = [path for path in one_of_each(archive) if path.startswith("briefs/")]
        for path, page in walk(browser, archive, briefs, viewport={"width": width, "height": 800}):
            page.evaluate(UNFOLD)
            assert (path, page.evaluate(COLLISIONS)) == (path, [])


@pytest.mark.parametrize("mode", ["light", "dark", "forced colours"])
def test_what_has_the_focus_is_seen(browser: Browser, mode: str) -> None:
    with opened(browser, "real", f"briefs/{REAL}.html", **MODES[mode]) as page:
        seen: list[dict[str, Any]] = []
        for _ in range(120):
            page.keyboard.press("Tab")
            if one := page.evaluate(BY_KEY):
                seen.append(one)
    assert len(seen) > 100
    assert [one["name"] for one in seen if not (one["seen"] and one["outlined"])] == []


def test_the_first_stop_leads_past_the_head(browser: Browser) -> None:
    for _, page in walk(browser, "real", one_of_each("real"), viewport=WIDE):
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect_address(page, "#_main")


def test_the_layout_does_not_shift(browser: Browser) -> None:
    """Cumulative layout shift, as web.dev defines it, half a second after the load."""
    shift = """() => new Promise(done => {
        let sum = 0
        new PerformanceObserver(list => list.getEntries().forEach(one => { sum += one.value }))
            .observe({ type: 'layout-shift', buffered: true })
        setTimeout(() => done(sum), 500)
    })"""
    for viewport in (WIDE, NARROW):
        for path, page in walk(browser, "real", one_of_each("real"), viewport=viewport):
            assert (path, page.evaluate(shift)) == (path, 0)


def test_built_pages_are_there_to_be_read() -> None:
    assert all(one_of_each(archive) for archive in ARCHIVES)
    assert (built("real") / "index.html").is_file()
