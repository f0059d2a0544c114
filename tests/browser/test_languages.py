"""The Arabic and the Japanese example in a browser: which side is which, what is marked, what is found."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.opening import NARROW, WIDE, opened
from tests.browser.sites import ROOT, built
from tests.browser.test_reflow import OVERFLOW, UNFOLD
from tests.browser.test_search import lay_down, search
from tests.commands import contents

BRIEFS = {"arabic": "nile-locks", "japanese": "saury-quota"}
# Where the number, the words and the labels of each passage stand, from the left of the page.
SIDES = """() => [...document.querySelectorAll('.row')].map(row =>
    ['.pn', '.passage', '.labels .col'].map(part => row.querySelector(part)?.getBoundingClientRect())
        .map(box => box && [box.left, box.right]))"""
# A label's first and last character, and those beside them that are no white space: each with whether it
# lies within what is marked for the label. Offsets count from the start of the seed, in UTF-16 units, which
# are code points in both texts.
COVERED = """spans => spans.map(([label, start, end]) => {
    const passage = [...document.querySelectorAll('.passage')].find(one =>
        +one.dataset.start <= start && end <= +one.dataset.end)
    const walker = document.createTreeWalker(passage, NodeFilter.SHOW_TEXT, node =>
        node.parentElement.closest('[data-apparatus]') ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT)
    const places = []
    while (walker.nextNode())
        for (let at = 0; at < walker.currentNode.length; at++) places.push([walker.currentNode, at])
    const marks = [...passage.querySelectorAll('mark')].filter(one =>
        one.dataset.labels.split(' ').includes(label)).flatMap(one => [...one.getClientRects()])
    const covered = offset => {
        const [node, at] = places[offset - passage.dataset.start] ?? []
        if (!node || !node.data[at].trim()) return null
        const range = document.createRange()
        range.setStart(node, at)
        range.setEnd(node, at + 1)
        const box = range.getBoundingClientRect()
        const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2]
        return marks.some(one => one.left <= x && x <= one.right && one.top <= y && y <= one.bottom)
    }
    return [label, covered(start - 1), covered(start), covered(end - 1), covered(end)]
})"""
# Statements of the Arabic brief, each of which rests on the one before.
CHAIN = ("السد لا المطر", "انخفاض", "تراجع عدد", "اختصار", "إلغاء")
FROM_THE_LEFT = """selector => [...document.querySelectorAll(selector)].map(one =>
    [one.getBoundingClientRect().left, one.textContent])"""


def brief(archive: str) -> str:
    return f"briefs/{BRIEFS[archive]}.html"


def spans(archive: str) -> list[tuple[str, int, int]]:
    """Label, start and end of each quotation, as the annotations have them."""
    text = (built(archive) / "briefs" / f"{BRIEFS[archive]}.json").read_text("utf-8")
    found = []
    for item in json.loads(text)["items"]:
        targets = item["target"] if isinstance(item["target"], list) else [item["target"]]
        for target in targets:
            place = next(one for one in target["selector"] if one["type"] == "TextPositionSelector")
            found.append((item["id"].rpartition("#")[2], place["start"], place["end"]))
    return found


def files(archive: str) -> dict[str, bytes]:
    return contents(ROOT / "examples" / archive)


@pytest.mark.parametrize("archive", BRIEFS)
def test_the_labels_stand_where_the_lines_of_the_interface_end(browser: Browser, archive: str) -> None:
    with opened(browser, archive, brief(archive), viewport=WIDE) as page:
        rows = page.evaluate(SIDES)
    assert len(rows) == 8
    for number, words, labels in rows:
        if archive == "arabic":
            assert labels[1] < words[0] < words[1] <= number[0]
        else:
            assert number[1] <= words[0] < words[1] < labels[0]


@pytest.mark.parametrize("mode", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("archive", BRIEFS)
def test_a_label_s_words_are_marked_and_no_letter_beside_them(
    browser: Browser, archive: str, mode: Any
) -> None:
    quotations = spans(archive)
    with opened(browser, archive, brief(archive), viewport=mode) as page:
        found = page.evaluate(COVERED, quotations)
    assert len(found) == len(quotations) > 25
    for label, before, first, last, behind in found:
        assert (label, first, last) == (label, True, True)
        assert True not in (before, behind), label


@pytest.mark.parametrize("archive", BRIEFS)
def test_nothing_scrolls_sideways_on_a_phone(browser: Browser, archive: str) -> None:
    with opened(browser, archive, brief(archive), viewport=NARROW) as page:
        page.evaluate(UNFOLD)
        assert page.evaluate(OVERFLOW) == []


def test_an_argument_a_strip_and_time_follow_the_text_and_scales_run_from_left_to_right(
    browser: Browser,
) -> None:
    with opened(browser, "arabic", brief("arabic"), viewport=WIDE) as page:
        statements = page.evaluate(FROM_THE_LEFT, ".am a")
        years = page.evaluate(FROM_THE_LEFT, ".tl .d")
        cells = page.evaluate(FROM_THE_LEFT, ".st text")
        likelihood = page.evaluate(FROM_THE_LEFT, ".axis text")
        rungs = page.evaluate(FROM_THE_LEFT, ".ladder li b")
    places = {words: left for left, words in statements}
    chain = [next(left for words, left in places.items() if words.startswith(name)) for name in CHAIN]
    assert chain == sorted(chain, reverse=True)
    assert [words for _, words in sorted(years, reverse=True)] == ["2021", "2025", "أبريل", "يوليو"]
    assert [words for _, words in sorted(cells, reverse=True)] == [f"p{number}" for number in range(1, 9)]
    per_cent = [int(words.removesuffix("%")) for _, words in sorted(likelihood)]
    assert per_cent == sorted(per_cent)
    assert [words for _, words in sorted(rungs)][::6] == ["almost no chance", "almost certain"]


@pytest.mark.parametrize(
    ("query", "link", "marked"),
    [
        ("المرجح", "briefs/nile-locks.html#waiting-lasts", "المرجَّح"),  # harakat
        ("يضيق", "briefs/nile-locks.html#p1:~:text=", "يضيـق"),  # a letter drawn long
        ("باخره", "briefs/nile-locks.html#p3:~:text=", "باخرةٍ"),  # ta marbuta as it is often typed
    ],
)
def test_an_arabic_word_is_found_by_its_bare_letters(
    browser: Browser, tmp_path: Path, query: str, link: str, marked: str
) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(lay_down(tmp_path, files("arabic"), "ar"))
        assert any(address.startswith(link) for address, _ in search(page, query))
        assert marked in page.locator(".hits mark").all_inner_texts()


def test_a_japanese_word_of_two_letters_is_found_within_a_run(browser: Browser, tmp_path: Path) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(lay_down(tmp_path, files("japanese"), "en-GB"))
        found = [address for address, _ in search(page, "水温")]
        assert found[-1].startswith("briefs/saury-quota.html#p8:~:text=")
        expect(page.locator(".hits mark").last).to_have_text("水温")
        assert search(page, "温水") == []
