"""What pages of docs/ show in a console is what the commands print.

`python -m tests.test_docs --renew` writes it there; what changed is for a person to read.
"""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from tests.commands import call

ROOT = Path(__file__).parents[1]
PAGES = ("finding.md",)


def examples(page: str) -> list[tuple[str, str]]:
    """(command, what it prints) of each console block of a page."""
    text = (ROOT / "docs" / page).read_text("utf-8")
    blocks = [
        one.content for one in MarkdownIt().parse(text) if one.type == "fence" and one.info == "console"
    ]
    parts = (block.removeprefix("$ briefkit ").partition("\n") for block in blocks)
    return [(command, printed) for command, _, printed in parts]


CASES = [(page, *example) for page in PAGES for example in examples(page)]


@pytest.mark.parametrize(("page", "command", "printed"), CASES, ids=[command for _, command, _ in CASES])
def test_a_command_prints_what_the_page_shows(page, command, printed):
    assert printed
    assert call(*shlex.split(command), folder=ROOT).out.rstrip("\n") == printed.rstrip("\n")


def renew() -> None:
    for page in PAGES:
        path = ROOT / "docs" / page
        text = path.read_text("utf-8")
        for command, printed in examples(page):
            found = call(*shlex.split(command), folder=ROOT).out.rstrip("\n") + "\n"
            text = text.replace(f"$ briefkit {command}\n{printed}```", f"$ briefkit {command}\n{found}```")
        path.write_text(text, "utf-8", newline="\n")


if __name__ == "__main__":
    if sys.argv[1:] != ["--renew"]:
        sys.exit("usage: python -m tests.test_docs --renew")
    renew()
