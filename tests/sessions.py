"""A page of documentation as a session: what it says to type is typed, and what it says is printed is.

A fence whose info is a language and a path lays that file down. A fence of the language `console`
holds commands, each behind `$ `, and under each what the terminal shows; a line that is `…` alone
stands for lines that are left out, and `…` at the end of a line for the rest of it. Behind
`console`, a number is the exit code of the fence's last command (0 where there is none), and
`shown` says that nothing in it is run.

A fence of the language `diff` and a path changes a file: in it stands, once, what the lines
with `-` or a space in front say, and what those with `+` or a space say takes its place.

`renewed` gives the page with what the commands print now; what that changed is for a person to read.
"""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt

from tests.commands import COMMAND, call

SHELL = re.compile(r"[|<>;&$`*~]|\bcd\b")
LEFT_OUT = "…"


@dataclass(frozen=True, slots=True)
class Fence:
    """A fenced block; `line` is that of its first line, from 0."""

    info: str
    text: str
    line: int

    @property
    def words(self) -> list[str]:
        return self.info.split()


@dataclass(frozen=True, slots=True)
class Typed:
    """A command, what a page says of it, and what came of it."""

    command: str
    said: list[str]
    printed: list[str]
    code: int
    expected: int


def fences(page: str) -> Iterator[Fence]:
    for token in MarkdownIt().parse(page):
        if token.type == "fence" and token.map and token.info.strip():
            yield Fence(token.info.strip(), token.content, token.map[0] + 1)


def play(page: str, folder: Path) -> Iterator[tuple[Fence, list[Typed]]]:
    """Everything on the page, done in a folder, fence by fence."""
    for fence in fences(page):
        language, *rest = fence.words
        if language == "console":
            if rest != ["shown"]:
                yield fence, list(_type(fence, folder, int(rest[0]) if rest else 0))
        elif language == "diff" and rest:
            _change(folder / rest[0], fence)
        elif rest:
            (folder / rest[0]).parent.mkdir(parents=True, exist_ok=True)
            (folder / rest[0]).write_text(fence.text, "utf-8")


def _type(fence: Fence, folder: Path, code: int) -> Iterator[Typed]:
    commands: list[tuple[str, list[str]]] = []
    for line in fence.text.splitlines():
        if line.startswith("$ "):
            commands.append((line[2:], []))
        else:
            commands[-1][1].append(line)
    for number, (command, said) in enumerate(commands, 1):
        ended, printed = _run(command, folder)
        yield Typed(command, said, printed.splitlines(), ended, code if number == len(commands) else 0)


def _run(command: str, folder: Path) -> tuple[int, str]:
    """(exit code, all that a terminal would show): errors behind what is printed, as no pipe orders them."""
    if command.startswith("briefkit ") and not SHELL.search(command):
        ended = call(*shlex.split(command)[1:], folder=folder)
        return ended.code, ended.out + ended.err
    start = f'briefkit() {{ {shlex.join(COMMAND)} "$@"; }}\n'
    whole = subprocess.run(
        ["bash", "-c", start + command], cwd=folder, capture_output=True, encoding="utf-8", check=False
    )
    return whole.returncode, whole.stdout + whole.stderr


def _change(file: Path, fence: Fence) -> None:
    before, after = (
        "".join(line[1:] + "\n" for line in fence.text.splitlines() if line[:1] in (" ", sign) or not line)
        for sign in "-+"
    )
    text = file.read_text("utf-8")
    if text.count(before) != 1:
        raise AssertionError(f"{file.name} holds {text.count(before)} times what line {fence.line} changes")
    file.write_text(text.replace(before, after), "utf-8")


def as_said(said: list[str], printed: list[str]) -> bool:
    """Whether the lines are those printed, where a line `…` is any number of lines."""
    pattern = "".join("(?:.*\n)*" if line == LEFT_OUT else _of_line(line) for line in said)
    return re.fullmatch(pattern, "".join(line + "\n" for line in printed)) is not None


def _of_line(said: str) -> str:
    rest = ".*" if said.endswith(LEFT_OUT) else ""
    return re.escape(said.removesuffix(LEFT_OUT)) + rest + "\n"


def faults(page: str, folder: Path) -> list[str]:
    """Where the page is not true."""
    found: list[str] = []
    for fence, typed in play(page, folder):
        for one in typed:
            printed = "\n".join(one.printed)
            place = f"line {fence.line + 1}: $ {one.command}"
            if one.code != one.expected:
                found.append(
                    f"{place}\nexits with {one.code}, not {one.expected}:\n" + "\n".join(one.printed)
                )
            elif not as_said(one.said, one.printed):
                found.append(f"{place}\nprints:\n{printed}")
    return found


def renewed(page: str, folder: Path) -> str:
    """The page with what its commands print now; what it leaves out (`…`) is kept where it is still true."""
    lines = page.splitlines()
    moved = 0
    for fence, typed in list(play(page, folder)):
        new: list[str] = []
        for one in typed:
            new += [f"$ {one.command}", *(one.said if as_said(one.said, one.printed) else one.printed)]
        start, count = fence.line + moved, len(fence.text.splitlines())
        lines[start : start + count] = new
        moved += len(new) - count
    return "\n".join(lines) + "\n"
