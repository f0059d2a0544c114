"""Archives that are hard to show: all is drawn and can be read, and nothing lies on anything else."""

from __future__ import annotations

import json
from functools import cache
from itertools import groupby

import pytest
from playwright.sync_api import Browser, Page, expect

from briefkit.files import Disk
from briefkit.verify import verify
from tests import hard
from tests.browser.opening import MODES, NARROW, WIDE, opened, walk
from tests.browser.sites import HARD, REAL, built, pages
from tests.browser.test_access import AXE
from tests.browser.test_reflow import COLLISIONS, OVERFLOW, UNFOLD
from tests.checkers import axe_source

WIDTHS = (1280, 768, 320)
LONG = {"many-passages", "many-labels", "chain", "star", "circle"}  # a middle width tells nothing new
LABELS = 2000
BYTES_A_LABEL = 800
SMALLEST = 10.95  # px: 11, less what is lost in scaling

# What each run of words in a figure covers, less the air round its letters; and what is wrong with them.
IN_FIGURES = """smallest => {
    const found = [], width = document.documentElement.clientWidth
    const shown = one => one.width > 0 && one.height > 0
    for (const figure of document.querySelectorAll('figure')) {
        const words = []
        for (const text of figure.querySelectorAll('svg text, svg tspan, svg text a')) {
            if (getComputedStyle(text).fill === 'none') continue
            const size = parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a
            const apart = /[ ,]/.test(text.getAttribute('x')) // each letter has a place of its own
            for (const node of text.childNodes) {
                if (node.nodeType !== 3 || !node.data.trim()) continue
                const ends = apart ? [...node.data].map((_, at) => [at, at + 1]) : [[0, node.data.length]]
                for (const [start, end] of ends) {
                    const range = new Range()
                    range.setStart(node, start)
                    range.setEnd(node, end)
                    const box = range.getBoundingClientRect()
                    if (!shown(box)) continue
                    if (size < smallest) found.push(`${node.data} is of ${size.toFixed(1)} px`)
                    if (box.left < -1 || box.right > width + 1) found.push(`${node.data} reaches out`)
                    words.push([node.data, box])
                }
            }
        }
        words.forEach(([a, one], number) => {
            for (const [b, other] of words.slice(number + 1)) {
                const across = Math.min(one.right, other.right) - Math.max(one.left, other.left)
                const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top)
                if (across > 1 && down > 4) found.push(`${a} on ${b}`)
            }
        })
    }
    return found.slice(0, 8)
}"""
# Figures, captions, headings and their neighbours in the flow of the page.
BLOCKS = """() => {
    const found = []
    const parts = ['figure', '.sh', '.kj', '.head', '.facts', '.three'].map(one => one + ' > *')
    const boxes = [...document.querySelectorAll([...parts, '.ents', '.passage', '.labels'])]
        .map(one => [one, one.getBoundingClientRect()])
        .filter(([one, box]) => box.width && box.height && getComputedStyle(one).position !== 'absolute')
    boxes.sort(([, one], [, other]) => one.top - other.top)
    boxes.forEach(([a, one], number) => {
        for (const [b, other] of boxes.slice(number + 1)) {
            if (other.top >= one.bottom - 1) break
            if (a.contains(b) || b.contains(a)) continue
            if (Math.min(one.right, other.right) - Math.max(one.left, other.left) > 1) {
                found.push(`${a.outerHTML.slice(0, 60)} on ${b.outerHTML.slice(0, 60)}`)
            }
        }
    })
    return found.slice(0, 5)
}"""


def faults(page: Page) -> dict[str, list[str]]:
    """What lies on something else, is too small or reaches out, as the page stands and all unfolded."""
    found: dict[str, list[str]] = {
        "overflow": page.evaluate(OVERFLOW),
        "in figures": page.evaluate(IN_FIGURES, SMALLEST),
    }
    page.evaluate(UNFOLD)
    return found | {
        "overflow, unfolded": page.evaluate(OVERFLOW),
        "cards": page.evaluate(COLLISIONS),
        "blocks": page.evaluate(BLOCKS),
    }


@cache
def lists() -> list[str]:
    """The pages that are no brief's: those at the top, and of actors and places the first of each brief."""
    paths = [path for path in pages(HARD) if not path.startswith("briefs/") and "quoted" not in path]
    kinds = groupby(paths, key=lambda path: (path.partition("/")[0], _brief_of(path)))
    return [next(several) for _, several in kinds]


def _brief_of(path: str) -> str:
    """Whose entity it is: their ids begin with their brief's name."""
    name = path.rpartition("/")[2]
    return max((one for one in hard.BRIEFS if name.startswith(one)), key=len, default=name)


def test_each_is_the_same_at_each_call() -> None:
    assert hard.every() == hard.every()


def test_verify_finds_nothing() -> None:
    report, _ = verify(Disk(built(HARD)))
    assert [(one.path, one.message) for one in report] == []


@pytest.mark.parametrize("name", hard.BRIEFS)
def test_a_hard_brief_is_readable_at_every_width(browser: Browser, name: str) -> None:
    for width in WIDTHS[:: 2 if name in LONG else 1]:
        viewport = {"width": width, "height": 800}
        with opened(browser, HARD, f"briefs/{name}.html", viewport=viewport) as page:
            found = {what: several for what, several in faults(page).items() if several}
            assert (width, found) == (width, {})


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_lists_of_hard_briefs_are_readable(browser: Browser, viewport: dict[str, int]) -> None:
    found = {}
    for path, page in walk(browser, HARD, lists(), viewport=viewport):
        found[path] = {what: several for what, several in faults(page).items() if several}
    assert {path: one for path, one in found.items() if one} == {}


@pytest.mark.parametrize("name", ["ages", "edges", "foreign-quoted", "thirty-statements", "without-labels"])
def test_axe_finds_nothing_on_a_hard_brief_in_the_dark(browser: Browser, name: str) -> None:
    with opened(browser, HARD, f"briefs/{name}.html", **MODES["dark"]) as page:
        page.evaluate(axe_source())
        assert page.evaluate(AXE) == []


def test_a_page_of_2000_labels_is_as_heavy_as_it_may_be_and_no_heavier() -> None:
    weight = (built(HARD) / "briefs/many-labels.html").stat().st_size
    real = (built("real") / f"briefs/{REAL}.html").stat().st_size
    labels = json.loads((built("real") / f"briefs/{REAL}.json").read_bytes())["items"]
    assert weight - real < (LABELS - len(labels)) * BYTES_A_LABEL


def test_a_page_of_2000_labels_answers_to_its_reader(browser: Browser) -> None:
    with opened(browser, HARD, "briefs/many-labels.html", viewport=WIDE) as page:
        assert page.locator(".label").count() == LABELS
        page.locator("#p200 a").first.click()
        expect(page.locator("#leak-200")).to_be_in_viewport()
        page.locator(".legend [data-kind=actor] input").uncheck()
        expect(page.locator(".label[data-kind=actor]:not([hidden])")).to_have_count(0)
        expect(page.locator(".label[data-kind=claim]:not([hidden])")).to_have_count(400)


def test_above_40_linked_statements_the_figure_says_how_many_are_left(browser: Browser) -> None:
    for name, linked in (("forty-judgments", 45), ("chain", 300), ("star", 300), ("circle", 300)):
        with opened(browser, HARD, f"briefs/{name}.html", viewport=WIDE) as page:
            assert f"{linked}" in page.locator("figure:has(.am) figcaption").inner_text()


def test_more_than_8_statements_of_a_passage_fold(browser: Browser) -> None:
    with opened(browser, HARD, "briefs/thirty-statements.html", viewport=WIDE) as page:
        cards = page.locator(".col .label:visible")
        expect(cards).to_have_count(8)
        page.locator(".col > details > summary").click()
        expect(cards).to_have_count(30)
