"""docs/reading.md and docs/editing.md name tests that are there, and every requirement by its number."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TESTS = ROOT / "tests"


def words(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", text.casefold()).strip()


def names(place: Path) -> str:
    """The names of all tests of a file or folder, each between bars."""
    files = [place] if place.is_file() else sorted(place.rglob("test_*.py"))
    found = [name for file in files for name in re.findall(r"def test_(\w+)\(", file.read_text("utf-8"))]
    return "|".join(words(name.replace("_", " ")) for name in found)


@pytest.mark.parametrize(("page", "last"), [("reading.md", 25), ("editing.md", 21)])
def test_every_requirement_has_its_line(page, last):
    numbers = re.findall(r"^\| (\d+) \|", (ROOT / "docs" / page).read_text("utf-8"), re.MULTILINE)
    assert [int(number) for number in numbers] == list(range(1, last + 1))


@pytest.mark.parametrize("page", ["reading.md", "editing.md"])
def test_what_holds_a_requirement_is_there(page):
    text = (ROOT / "docs" / page).read_text("utf-8")
    named = re.findall(r"`((?:\w+/)*test_\w+\.py)`((?:[:,;]? \*[^*|]+\*)*)", text)
    assert len(named) > 10
    missing = [
        f"{file}: {sentence}"
        for file, sentences in named
        for sentence in re.findall(r"\*([^*]+)\*", sentences) or [""]
        if not (TESTS / file).exists() or words(sentence) not in names(TESTS / file)
    ]
    assert missing == []
