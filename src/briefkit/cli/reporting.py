"""Where `check` puts its report, and how much of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefkit.cli.app import CouldNotRun
from briefkit.cli.options import Format
from briefkit.cli.terminal import print_findings, report

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefkit.diagnostics import Diagnostic, Severity
    from briefkit.files import Disk

OutputFile = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE", help="Write the report there, and print it for people; `-` is standard output."
    ),
]
Every = Annotated[bool, typer.Option("--all", help="Show each finding, also where thousands are alike.")]
Statistics = Annotated[bool, typer.Option("--statistics", help="Count the findings of each rule.")]
STANDARD_OUTPUT = Path("-")


def put(
    findings: Sequence[Diagnostic],
    files: Disk,
    format: Format,
    threshold: Severity,
    *,
    output: Path | None,
    every: bool,
    statistics: bool,
) -> None:
    """Print the report, or write it to a file and print it for people."""
    if output and output != STANDARD_OUTPUT:
        lines = report(findings, files, format, threshold=threshold)
        _write(output, "".join(f"{line}\n" for line in lines))
        format = Format.FULL
    if statistics:
        from briefkit.report import statistics_json, statistics_table

        for line in (statistics_json if format is Format.JSON else statistics_table)(findings):
            typer.echo(line)
    else:
        print_findings(findings, files, format, every=every, threshold=threshold)


def see_that_it_may_be_written(path: Path | None, files: Disk) -> None:
    """CouldNotRun where something else stands; asked before any work."""
    from briefkit.folder import BRIEFS, SEEDS, TEMPLATES
    from briefkit.report import is_report

    if path is None or path == STANDARD_OUTPUT:
        return
    if any(path.resolve().is_relative_to(files.root / folder) for folder in (SEEDS, BRIEFS, TEMPLATES)):
        raise CouldNotRun(f"{path} is among what the archive is made of: name a file elsewhere")
    if path.is_dir():
        raise CouldNotRun(f"{path} is a folder")
    if path.is_file() and not is_report(path.read_bytes()):
        raise CouldNotRun(f"{path} is there, and is no report of briefkit's: name another file, or remove it")


def _write(path: Path, text: str) -> None:
    from briefkit.handout import hand_out

    content = text.encode("utf-8", "replace")
    if path.exists() and not path.is_file():  # a pipe, or a terminal's device
        path.write_bytes(content)
    else:
        hand_out(path, content, force=True)
