"""`briefkit check`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from briefkit.cli.app import app
from briefkit.cli.mending import Diff, Fix, UnsafeFixes, mended, say_what_can_be_mended
from briefkit.cli.opening import archive, renew_schemas
from briefkit.cli.options import Folder, Format, FormatOption, NoCache, Quiet
from briefkit.cli.terminal import print_findings, progress, summarise


class FailOn(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    SUGGESTION = "suggestion"


@app.command()
def check(
    directory: Folder = Path(),
    format: FormatOption = Format.FULL,
    fail_on: Annotated[
        FailOn, typer.Option(help="The least finding that makes the exit code 1.")
    ] = FailOn.ERROR,
    fix: Fix = False,
    unsafe_fixes: UnsafeFixes = False,
    diff: Diff = False,
    no_cache: NoCache = False,
    quiet: Quiet = False,
) -> None:
    """Check that every label stands at its words.

    And all else that a sound archive keeps; `briefkit explain` lists the rules.
    """
    from briefkit.diagnostics import Severity
    from briefkit.recall import check_archive

    files = archive(directory)
    if fix or unsafe_fixes or diff:
        done = mended(files, directory, unsafe=unsafe_fixes, diff=diff, quiet=quiet)
        if diff:
            raise typer.Exit(bool(done.changes))
        findings, briefs = done.findings, done.briefs
    else:
        result = check_archive(files, cache=not no_cache, progress=progress("Checking", quiet))
        findings, briefs = result.findings, result.sidecars
    print_findings(findings, files, format)
    summarise(findings, briefs, quiet)
    if not (fix or unsafe_fixes or quiet):
        say_what_can_be_mended(findings)
    if not no_cache:
        renew_schemas(files.root)
    least = Severity(fail_on.value).rank
    raise typer.Exit(any(finding.severity.rank >= least for finding in findings))
