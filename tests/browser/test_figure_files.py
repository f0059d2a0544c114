"""The figures' files, shown as Markdown shows them: as pictures, into which no style sheet reaches."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from tests.browser.sites import ARCHIVES, built

LEAST = 0.005  # of a drawing's points are of another colour than its ground


def ink(page: Page, file: Path) -> float:
    """Which share of the picture is not ground; the ground is what most of its points have."""
    page.goto(file.parent.as_uri() + "/")
    page.set_content("<img>")
    page.locator("img").evaluate(
        "(image, source) => { image.src = source; return image.decode() }", file.as_uri()
    )
    taken = Image.open(io.BytesIO(page.locator("img").screenshot())).convert("L")
    return 1 - max(taken.histogram()) / (taken.width * taken.height)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("archive", ARCHIVES)
def test_every_picture_shows_something(browser: Browser, archive: str, scheme: str) -> None:
    files = sorted((built(archive) / "briefs").rglob("*.svg"))
    assert files
    page = browser.new_page(color_scheme=scheme)  # type: ignore[arg-type]
    shown = {file.name: ink(page, file) for file in files}
    page.close()
    assert {name: share for name, share in shown.items() if share < LEAST} == {}
