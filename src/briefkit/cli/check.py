"""`briefkit check`."""

from __future__ import annotations

import atexit
import gc
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from briefkit.cli.app import app
from briefkit.cli.mending import Diff, Fix, UnsafeFixes, mended, say_what_can_be_mended
from briefkit.cli.opening import archive, renew_schemas
from briefkit.cli.options import Folder, Format, FormatOption, NoCache, Quiet
from briefkit.cli.promises import LabelsBelow, PublishedBefore, broken
from briefkit.cli.reporting import Every, OutputFile, Statistics, put, see_that_it_may_be_written
from briefkit.cli.selection import Ignore, Select, Since, brought, chosen, wanted
from briefkit.cli.terminal import progress, summarise


class FailOn(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    SUGGESTION = "suggestion"


@app.command()
def check(
    directory: Folder = Path(),
    format: FormatOption = Format.FULL,
    output_file: OutputFile = None,
    every: Every = False,
    statistics: Statistics = False,
    select: Select = None,
    ignore: Ignore = None,
    since: Since = None,
    fail_on: Annotated[
        FailOn, typer.Option(help="The least finding that makes the exit code 1.")
    ] = FailOn.ERROR,
    fail_on_status: LabelsBelow = None,
    published: PublishedBefore = None,
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
    from briefkit.report import fails

    # Little of what a check makes goes in circles, and at its end all of it goes: not to look saves a tenth.
    gc.set_threshold(400_000, 20, 20)
    atexit.register(gc.freeze)
    selection = chosen(select, ignore)
    files = archive(directory)
    see_that_it_may_be_written(output_file, files)
    if fix or unsafe_fixes or diff:
        done = mended(files, directory, selection, unsafe=unsafe_fixes, diff=diff, quiet=quiet)
        if diff:
            raise typer.Exit(bool(done.changes))
        findings, briefs, layout, anew = done.findings, done.briefs, None, True
    else:
        result = check_archive(files, cache=not no_cache, progress=progress("Checking", quiet))
        findings, briefs, layout, anew = result.findings, result.sidecars, result.layout, result.anew
    if more := broken(files, published, fail_on_status):
        findings = tuple(sorted([*findings, *more], key=lambda finding: finding.order))
    shown, others_fail = wanted(findings, selection)
    if since:
        shown = brought(shown, files, since, quiet)
    threshold = Severity(fail_on.value)
    put(shown, files, format, threshold, output=output_file, every=every, statistics=statistics)
    summarise(shown, briefs, quiet)
    if not (fix or unsafe_fixes or quiet):
        say_what_can_be_mended(shown)
    if anew and not no_cache:
        renew_schemas(files.root, layout)
    raise typer.Exit(others_fail or fails(shown, threshold))
