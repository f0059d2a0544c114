"""Chromium for the tests in this folder, started once for all of them."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.chromium import ChromiumMissing, find_chromium

# Without these Chromium asks the network for updates, a proxy and its own news at every start.
QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-sync",
    "--no-first-run",
)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """A headless Chromium; a test opens its own context in it, and so shares no cookies, cache or storage.

    It lasts for this folder and not for the session, since playwright keeps an asyncio loop running, and a
    test elsewhere that calls asyncio.run would fail beside it.
    """
    try:
        program = find_chromium()
    except ChromiumMissing as missing:
        pytest.fail(str(missing), pytrace=False)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=program,
            headless=True,
            chromium_sandbox=False,  # root, containers and Ubuntu have none; the pages are our own
            args=list(QUIET),
        )
        yield chromium
        chromium.close()
