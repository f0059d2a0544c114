"""What people see: findings, a summary, colours, progress."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import typer

from briefkit.cli.options import Format

if TYPE_CHECKING:
    from briefkit.diagnostics import Diagnostic, Severity
    from briefkit.files import Disk
    from briefkit.rewrite import Rewrite

LONG_WORK = 40  # briefs, from which progress is shown


def print_findings(
    findings: Sequence[Diagnostic],
    files: Disk,
    format: Format,
    *,
    every: bool = False,
    threshold: Severity | None = None,
) -> None:
    """Print a report. Unless `every` is asked for, people are told a flood by its first findings.

    Lines that go into a pipe may be counted there, so that of them none is left out.
    """
    every = every or not (format is Format.FULL or _is_terminal(sys.stdout))
    for line in report(findings, files, format, colour=colour(), every=every, threshold=threshold):
        typer.echo(line)


def report(
    findings: Sequence[Diagnostic],
    files: Disk,
    format: Format,
    *,
    colour: bool = False,
    every: bool = True,
    threshold: Severity | None = None,
) -> Iterator[str]:
    """The report, line by line."""
    from briefkit.diagnostics import Severity
    from briefkit.report import FORMATS, Look, texts_of

    look = Look(colour, every, folder_in_repository(files.root), threshold or Severity.ERROR)
    return FORMATS[format.value](findings, texts_of(files), look)


def folder_in_repository(root: Path) -> str:
    """The folder from the top of its git repository, ending in "/": CI's reports name files from there.

    Outside a repository it is the folder from where the command runs.
    """
    top = next((folder for folder in (root, *root.parents) if (folder / ".git").exists()), Path.cwd())
    below = root.relative_to(top).as_posix() if root.is_relative_to(top) else "."
    return "" if below == "." else f"{below}/"


def print_diff(changes: Iterable[Rewrite]) -> None:
    """What would change, as a unified diff; its words as they are where no terminal would obey them."""
    from briefkit.rewrite import preview
    from briefkit.terminal_text import visible

    colours = {"+": typer.colors.GREEN, "-": typer.colors.RED, "@": typer.colors.CYAN} if colour() else {}
    for line in preview(changes):
        if _is_terminal(sys.stdout):
            line = "\t".join(map(visible, line.split("\t")))
        mark = "" if line.startswith(("+++", "---")) else line[:1]
        typer.echo(typer.style(line, fg=colours[mark]) if mark in colours else line)


def summarise(findings: Sequence[Diagnostic], briefs: int, quiet: bool) -> None:
    from briefkit.report import summary

    if not quiet:
        typer.echo(summary(findings, briefs), err=True)


def colour() -> bool:
    """https://no-color.org: any value but an empty one switches colour off."""
    return _is_terminal(sys.stdout) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _is_terminal(stream: TextIO | None) -> bool:
    """None is what Python has for a stream that was closed before it started (`>&-`)."""
    return stream is not None and stream.isatty()


def progress(what: str, quiet: bool) -> Callable[[Iterable[str]], Iterable[str]]:
    """Wraps a walk over briefs so that long work is seen, on a terminal only."""

    def walk(slugs: Iterable[str]) -> Iterator[str]:
        slugs = list(slugs)
        if quiet or len(slugs) < LONG_WORK or not _is_terminal(sys.stderr):
            yield from slugs
            return
        from rich.console import Console
        from rich.progress import track

        yield from track(slugs, description=what, console=Console(stderr=True), transient=True)

    return walk
