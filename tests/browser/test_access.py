"""Pages for everyone: axe-core finds nothing, in every mode."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.opening import MODES, one_of_each, walk
from tests.browser.sites import ARCHIVES, pages
from tests.checkers import axe_source

# All its rules: WCAG 2.2 A and AA, and what axe calls best practice. It may not fetch style sheets, which the
# policy forbids as it should.
AXE = """async () => {
    const rules = { 'target-size': { enabled: true } }
    const { violations } = await axe.run(document, { resultTypes: ['violations'], preload: false, rules })
    return violations.flatMap(one => one.nodes.map(node => `${one.id}: ${node.html.slice(0, 160)}`))
}"""


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("archive", ARCHIVES)
def test_axe_finds_nothing_on_a_page_of_every_sort(browser: Browser, archive: str, mode: str) -> None:
    for path, page in walk(browser, archive, one_of_each(archive), added=axe_source(), **MODES[mode]):
        assert (path, page.evaluate(AXE)) == (path, [])


@pytest.mark.parametrize("archive", ARCHIVES)
def test_axe_finds_nothing_without_scripts(browser: Browser, archive: str) -> None:
    for path, page in walk(browser, archive, one_of_each(archive), added=axe_source(), scripts=False):
        assert (path, page.evaluate(AXE)) == (path, [])


@pytest.mark.parametrize("archive", ARCHIVES)
def test_axe_finds_nothing_on_any_page(browser: Browser, archive: str) -> None:
    walked = walk(browser, archive, pages(archive), added=axe_source(), **MODES["light"])
    found = {path: page.evaluate(AXE) for path, page in walked}
    assert {path: faults for path, faults in found.items() if faults} == {}
