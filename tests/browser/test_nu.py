"""The Nu HTML checker on every page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.browser.sites import ARCHIVES, built, pages
from tests.checkers import nu_messages
from tests.serving import served

# A block of JSON-LD runs nothing, and so no policy stops it: HTML's "prepare the script element" ends at a
# type that is no script's before it asks the policy, and the console of every page is empty, which the tests
# beside this one hold. The checker knows only that it has no `src`.
DATA_BLOCK = "Inline script violates Content Security Policy (meta tag)"
# Where a seed has these characters, its page has them too: only so does it show the seed's text.
CARRIAGE_RETURN = "A numeric character reference expanded to carriage return."
NEXT_LINE = "U+0085"


def unforeseen(archive: str) -> Iterator[tuple[str, str]]:
    with served(built(archive)) as address:
        for one in nu_messages(f"{address}/{page}" for page in pages(archive)):
            page, message = one["url"].removeprefix(f"{address}/"), one["message"]
            shown = (built(archive) / page).read_text("utf-8")
            if page.startswith("briefs/") and (
                (message.startswith(DATA_BLOCK) and "ld+json" in one["extract"])
                or (message == CARRIAGE_RETURN and "&#13;" in shown)
                or (NEXT_LINE in message and "\x85" in shown)
            ):
                continue
            yield page, message


@pytest.mark.parametrize("archive", ARCHIVES)
def test_the_nu_html_checker_finds_nothing(archive: str) -> None:
    assert list(unforeseen(archive)) == []
