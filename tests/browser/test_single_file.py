"""The single file in Chromium, from disk: whole, styled, and with nothing to say in the console."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.commands import call, lay_down
from tests.small_archive import FILES


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file alone in a folder, as it comes out of a mail."""
    folder = lay_down(tmp_path_factory.mktemp("archive"), FILES)
    path = tmp_path_factory.mktemp("mail") / "islands.html"
    assert call("build", "--single-file", "islands", "-o", path, folder=folder).code == 0
    return path


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


def test_nothing_is_loaded_and_the_console_is_empty(page, written):
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(written.as_uri())
    page.wait_for_load_state("networkidle")
    assert said == []
    assert [url for url in asked if not url.startswith("data:")] == [written.as_uri()]


def test_its_style_is_applied(page, written):
    page.goto(written.as_uri())
    assert page.evaluate("getComputedStyle(document.body).maxWidth") != "none"
    assert page.evaluate("getComputedStyle(document.documentElement).fontFamily").count(",") > 2


def test_what_was_not_written_with_it_may_not_run(page, written, tmp_path):
    changed = tmp_path / "changed.html"
    text = written.read_text("utf-8")
    changed.write_text(text.replace("</body>", "<script>document.title = 'changed'</script></body>"), "utf-8")
    page.goto(changed.as_uri())
    assert page.title() != "changed"


def test_its_links_lead_into_it_or_to_the_web(page, written):
    page.goto(written.as_uri())  # "?" is the page without its filters
    addresses = page.eval_on_selector_all("a[href]", "links => links.map(link => link.getAttribute('href'))")
    assert addresses
    assert [one for one in addresses if not one.startswith(("#", "?", "https://"))] == []
