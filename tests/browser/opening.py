"""Pages of a built archive, opened from disk in the ways that readers have set their browsers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from types import MappingProxyType
from typing import Any

from playwright.sync_api import Browser, Page, expect

from tests.browser.sites import built, pages

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


def walk(
    browser: Browser,
    archive: str,
    paths: Iterable[str],
    *,
    added: str = "",
    scripts: bool = True,
    **mode: Any,
) -> Iterator[tuple[str, Page]]:
    """Each page, opened in turn in one tab, which costs a third of a tab for each.

    `added` is a script that runs in every page before its own. Anything that the console says fails the test.
    """
    context = browser.new_context(**mode)
    try:
        page = context.new_page()
        if not scripts:  # what is added is a script itself, so it is the page's own that go
            page.route("**/*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
        if added:
            page.add_init_script(added)
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        for path in paths:
            page.goto((built(archive) / path).as_uri())
            yield path, page
            assert (path, said) == (path, [])
    finally:
        context.close()


@contextmanager
def opened(browser: Browser, archive: str, path: str, **mode: Any) -> Iterator[Page]:
    """A single page, as `walk` opens it."""
    with closing(walk(browser, archive, [path], **mode)) as one:  # type: ignore[type-var]
        yield next(one)[1]
        assert next(one, None) is None


def one_of_each(archive: str) -> list[str]:
    """A page of every sort: the first of each folder, and those at the top."""
    first: dict[str, str] = {}
    for path in pages(archive):
        folder = path.rpartition("/")[0]
        first.setdefault(folder or path, path)
    return list(first.values())


def expect_address(page: Page, ending: str) -> None:
    """Wait until the page's address ends so: following a link takes the browser a moment, and a loaded
    machine longer. What is behind ``:~:`` a page's own scripts never see.
    """
    expect(page).to_have_url(re.compile(rf"{re.escape(ending)}(:~:.*)?$"))
