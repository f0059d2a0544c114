"""What the search shows of a brief is what its seed says, or of a withheld one, what is quoted."""

from __future__ import annotations

import hashlib

import pytest
from tests.small_archive import FILES
from tests.verify.forging import Site, built, listed, messages


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return built(FILES, tmp_path_factory.mktemp("search"))


def changed(site: Site, slug: str, old: str, new: str) -> Site:
    """The site with other words in what the search shows of a brief, in a file that is named for them."""
    shown = (path for path in site if path.startswith("assets/search/d-"))
    path = next(path for path in shown if f'"d:{slug}:0"' in site[path].decode())
    text = site[path].decode()
    assert old in text
    content = text.replace(old, new, 1).encode()
    name = f"assets/search/d-{hashlib.sha256(content).hexdigest()[:12]}.js"
    files = {other: data for other, data in site.items() if other != path}
    return listed({**files, name: content})


TEXT = "Nothing here is "
CLAIM = "The Grey Fleet seized Port Amber on a Monday"


@pytest.mark.parametrize(
    ("slug", "old", "new", "message"),
    [
        ("islands", f"{TEXT}labelled.", f"{TEXT}said.", f"“{TEXT}said.” is not what p4 says"),
        ("islands", '["p4"', '["p5"', "it shows what is no passage of the brief"),
        ("islands", '["seized",', '["holds",', f"“{CLAIM}” is no statement on p1"),
        ("islands", "keep hold of the town", "lose the town", "is no statement on p1"),
        ("islands", '["follow",2,', "[", "it shows what is no statement on p2"),
        ("harbour", "bought coal …", "bought coal at …", "“bought coal at” is not what p1 says in quotes"),
        ("harbour", '["p3",', '["p2","Withheld paragraph."],["p3",', "is not what p2 says in quotes"),
        ("harbour", '[["p1"', '["p1"', "it shows what is no passage of the brief"),
        ("harbour", "]]])", "]])", "it shows what is no passage of the brief"),
    ],
)
def test_what_the_brief_does_not_say_is_found(
    site: Site, slug: str, old: str, new: str, message: str
) -> None:
    assert any(message in one for one in messages(changed(site, slug, old, new)))
