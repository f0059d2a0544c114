"""The README's first screen is true: its files are an archive, and the command prints what it says."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from tests.commands import call, contents, lay_down

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
MISTAKE = ("The sea rises three", "The see rises three")  # of the sidecar's quote, as the page tells it


def blocks() -> dict[str, str]:
    """The fenced blocks by what their first line says."""
    return {token.info: token.content for token in MarkdownIt().parse(README) if token.type == "fence"}


def blocks_of(language: str) -> str:
    tokens = MarkdownIt().parse(README)
    return "".join(token.content for token in tokens if token.type == "fence" and token.info == language)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The archive that the page shows."""
    files = {info.split()[1]: text.encode() for info, text in blocks().items() if "/" in info}
    assert sorted(files) == ["brief/sea.yaml", "seeds/sea.txt"]
    return lay_down(tmp_path, files)


def test_the_archive_that_it_shows_is_sound(root):
    ended = call("check", folder=root)
    assert (ended.code, ended.out, ended.err) == (0, "", "1 brief checked, nothing found\n")


def test_the_digest_that_it_shows_is_that_of_the_seed(root):
    shown = re.findall(r"\b[0-9a-f]{64}\b", README)
    assert shown == [hashlib.sha256((root / "seeds/sea.txt").read_bytes()).hexdigest()]


def test_the_command_prints_what_it_says(root):
    sidecar = root / "brief/sea.yaml"
    right, wrong = MISTAKE
    text = sidecar.read_text("utf-8")
    assert text.count(f"quote: {right}") == 1
    sidecar.write_text(text.replace(f"quote: {right}", f"quote: {wrong}"), "utf-8")
    ended = call("check", "--format", "full", folder=root)
    assert ended.out == blocks()["console check"] + "\n"
    assert ended.code == 1


def test_what_it_builds_can_be_proved(root):
    assert call("build", folder=root).code == 0
    assert {"briefs/sea.html", "briefs/sea.md", "briefs/sea.json"} <= contents(root / "build").keys()
    assert call("verify", "build/", folder=root).code == 0


def test_it_names_every_command_and_no_other():
    written = set(re.findall(r"^briefkit (\w+)", blocks_of("sh"), re.MULTILINE))
    _, listed = call("--help", folder=ROOT).out.split("Commands:")
    known = set(re.findall(r"^  (\w+)  ", listed, re.MULTILINE))
    assert written == known


def test_every_file_that_it_leads_to_is_there():
    targets = re.findall(r"\]\(([^)#]+)\)", README)
    assert [target for target in targets if "://" not in target and not (ROOT / target).exists()] == []
