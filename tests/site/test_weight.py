"""What a page weighs: the figures of the requirement, held by the first brief as it is built."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from tests.archives import archive
from tests.site.site import plain, site

from briefkit.folder import packaged_templates
from briefkit.interface import interface_for
from briefkit.site.assets import assets
from briefkit.site.reader_words import NAME, reader_words

ROOT = Path(__file__).parents[2]
PARTS = {
    name.removeprefix("assets/"): content
    for name, content in packaged_templates().items()
    if name.startswith("assets/script/")
}


def test_the_first_brief_is_light_with_all_its_figures() -> None:
    paths = [path for folder in ("seeds", "brief") for path in (ROOT / folder).rglob("*") if path.is_file()]
    made = site({path.relative_to(ROOT).as_posix(): path.read_bytes() for path in paths})
    slug = "islamic-state-strikes-abroad"
    drawn = {
        path.split(".")[1] for path in made if path.startswith(f"briefs/{slug}.") and path.endswith(".svg")
    }
    assert drawn == {"ladder", "argument-map", "density-strip", "place-map", "co-mention", "timeline"}
    page = made[f"briefs/{slug}.html"]
    assert len(page) <= 160_000
    assert len(gzip.compress(page, mtime=0)) <= 35_000


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_script_of_a_page_is_no_larger_than_15_000_bytes(language: str) -> None:
    made = assets({**PARTS, NAME: reader_words(interface_for(language))})
    _, content = made["script.js"]
    assert len(content) <= 15_000


def test_the_style_sheet_is_small() -> None:
    _, content = plain().assets["style.css"]
    assert len(content) <= 24_000


def test_a_label_takes_at_most_800_bytes() -> None:
    labels = "p1:\n" + "".join(
        f"  - claim: The sea is rising by {number} millimetres a year, and has been for long\n"
        f"    id: rising-{number}\n    quote: The sea rises\n    basis: reported\n"
        "    confidence: low\n    confidence_basis: one source\n"
        for number in range(40)
    )
    with_labels = len(site(archive(labels))["briefs/sea.html"])
    assert with_labels - len(site(archive())["briefs/sea.html"]) < 40 * 800
