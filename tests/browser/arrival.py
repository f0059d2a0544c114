"""Where a page has come to: following a link takes the browser a moment, and a loaded machine longer."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect


def expect_address(page: Page, ending: str) -> None:
    """Wait until the page's address ends so; what is behind ``:~:`` a page's own scripts never see."""
    expect(page).to_have_url(re.compile(rf"{re.escape(ending)}(:~:.*)?$"))
