"""Pages for everyone: axe-core in every mode, large text, narrow windows, forced colours, the keyboard."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.sites import ARCHIVES, built, pages
from tests.checkers import axe_source

WIDE, NARROW = {"width": 1280, "height": 800}, {"width": 320, "height": 640}
MODES: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "light": {"viewport": WIDE},
        "dark": {"viewport": WIDE, "color_scheme": "dark"},
        "narrow": {"viewport": NARROW},
        "narrow and dark": {"viewport": NARROW, "color_scheme": "dark"},
        "forced colours": {"viewport": WIDE, "forced_colors": "active"},
        "more contrast and no motion": {"viewport": WIDE, "contrast": "more", "reduced_motion": "reduce"},
    }
)
# All its rules: WCAG 2.2 A and AA, and what axe calls best practice. It may not fetch style sheets, which the
# policy forbids as it should.
AXE = """async () => {
    const rules = { 'target-size': { enabled: true } }
    const { violations } = await axe.run(document, { resultTypes: ['violations'], preload: false, rules })
    return violations.flatMap(one => one.nodes.map(node => `${one.id}: ${node.html.slice(0, 160)}`))
}"""


@contextmanager
def opened(browser: Browser, archive: str, path: str, scripts: bool = True, **mode: Any) -> Iterator[Page]:
    """A page from disk; anything that its console says fails the test."""
    context = browser.new_context(**mode)
    page = context.new_page()
    if not scripts:  # axe is a script itself, so it is the page's own that go
        page.route("**/*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto((built(archive) / path).as_uri())
    yield page
    context.close()
    assert said == []


def one_of_each(archive: str) -> list[str]:
    """A page of every sort: the first of each folder, and those at the top."""
    first: dict[str, str] = {}
    for path in pages(archive):
        folder = path.rpartition("/")[0]
        first.setdefault(folder or path, path)
    return list(first.values())


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("archive", ARCHIVES)
def test_axe_finds_nothing_on_a_page_of_every_sort(browser: Browser, archive: str, mode: str) -> None:
    for path in one_of_each(archive):
        with opened(browser, archive, path, **MODES[mode]) as page:
            page.evaluate(axe_source())
            assert (path, page.evaluate(AXE)) == (path, [])


@pytest.mark.parametrize("archive", ARCHIVES)
def test_axe_finds_nothing_without_scripts(browser: Browser, archive: str) -> None:
    for path in one_of_each(archive):
        with opened(browser, archive, path, scripts=False) as page:
            page.evaluate(axe_source())
            assert (path, page.evaluate(AXE)) == (path, [])


@pytest.mark.parametrize("archive", ARCHIVES)
def test_axe_finds_nothing_on_any_page(browser: Browser, archive: str) -> None:
    found = {}
    for path in pages(archive):
        with opened(browser, archive, path, **MODES["light"]) as page:
            page.evaluate(axe_source())
            found[path] = page.evaluate(AXE)
    assert {path: faults for path, faults in found.items() if faults} == {}
