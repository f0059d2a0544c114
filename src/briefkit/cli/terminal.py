"""What people see: findings, a summary, colours, progress."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TextIO

import typer

from briefkit.cli.options import Format

if TYPE_CHECKING:
    from briefkit.diagnostics import Diagnostic
    from briefkit.files import Disk
    from briefkit.rewrite import Rewrite
    from briefkit.spans import Document

LONG_WORK = 40  # briefs, from which progress is shown


def print_findings(findings: Sequence[Diagnostic], files: Disk, format: Format) -> None:
    from briefkit.report import FORMATS

    texts: dict[str, Document | None] = {}

    def source(path: str) -> Document | None:
        if path not in texts:
            texts.clear()  # findings come file by file
            texts[path] = _document(files, path)
        return texts[path]

    for line in FORMATS[format.value](findings, source, colour=colour()):
        typer.echo(line)


def _document(files: Disk, path: str) -> Document | None:
    from briefkit.files import OutsideArchive
    from briefkit.spans import Document

    try:
        return Document(path, files.read(path).decode("utf-8"))
    except (OSError, OutsideArchive, UnicodeDecodeError):
        return None


def print_diff(changes: Iterable[Rewrite]) -> None:
    """What would change, as a unified diff; its words as they are where no terminal would obey them."""
    from briefkit.report import visible
    from briefkit.rewrite import preview

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
