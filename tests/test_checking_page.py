"""docs/checking.md is true: its commands print on its archive what it says.

`python -m tests.test_checking_page` writes what they print into the page, for a person to read.
"""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from markdown_it import MarkdownIt

from tests.commands import call, lay_down

PAGE = Path(__file__).parents[1] / "docs" / "checking.md"
COMMAND = re.compile(r"\$ briefkit (?P<words>.*)\n")
SARIF = re.compile(r"(?<=```json sarif\n).*?(?=```)", re.DOTALL)
JSON = re.compile(r"(?<=```json json\n).*?(?=```)", re.DOTALL)
CONSOLE = re.compile(r"(?<=```console\n)(\$ briefkit .*?\n)(.*?)(?=```)", re.DOTALL)


@contextmanager
def archive() -> Iterator[Path]:
    """The archive that the page shows, as git has it, with an id changed and nothing committed since."""
    fences = [token for token in MarkdownIt().parse(PAGE.read_text("utf-8")) if token.type == "fence"]
    files = {one.info.split()[1]: one.content.encode() for one in fences if "/" in one.info}
    with tempfile.TemporaryDirectory() as place:
        folder = lay_down(Path(place), {**files, "brief/port.yaml": _published(files["brief/port.yaml"])})
        settings = ("-c", "user.name=A", "-c", "user.email=a@example.org")
        for words in (("init", "-q"), ("add", "-A"), ("commit", "-qm", "first")):
            subprocess.run(["git", *settings, *words], cwd=folder, check=True)
        yield lay_down(folder, files)


def _published(sidecar: bytes) -> bytes:
    """The sidecar before two slips: both labels got in."""
    text = sidecar.decode().replace("34 %", "43 %").replace("was closed\n  p2", "was not closed\n  p2")
    return text.replace(
        "      id: exports\n      quote: The", "      id: dredger-sails\n      quote: The"
    ).encode()


def renewed() -> str:
    """The page with everything filled in that the commands print."""
    with archive() as folder:

        def ran(found: re.Match[str]) -> str:
            ended = call(*found[1][len("$ briefkit ") :].split(), folder=folder)
            return found[1] + ended.out + ended.err

        text = CONSOLE.sub(ran, PAGE.read_text("utf-8"))
        log = json.loads(call("check", "--format", "sarif", "--select", "BK128", folder=folder).out)
        result = json.dumps(log["runs"][0]["results"][0], indent=2, ensure_ascii=False)
        listed = json.loads(call("check", "--format", "json", "--select", "BK128", folder=folder).out)
        text = SARIF.sub(lambda _: result + "\n", text)
        return JSON.sub(lambda _: json.dumps(listed[0], indent=2, ensure_ascii=False) + "\n", text)


def test_the_page_says_what_the_commands_print():
    assert renewed() == PAGE.read_text("utf-8")


def test_a_first_glance_at_the_page_shows_no_room_left_open():
    assert "@@" not in PAGE.read_text("utf-8")


if __name__ == "__main__":
    PAGE.write_text(renewed(), "utf-8", newline="\n")
