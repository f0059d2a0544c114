"""`briefkit merge`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from briefkit.cli.app import CouldNotRun, app
from briefkit.cli.check import FailOn
from briefkit.cli.opening import archive, check_slugs
from briefkit.cli.options import Folder, Format, FormatOption, Quiet, Slug
from briefkit.cli.terminal import print_diff, print_findings, progress


@app.command()
def merge(
    slug: Slug,
    editors: Annotated[
        str | None,
        typer.Option(metavar="A,B", help="Whose layers, the one to start from first; without it, all."),
    ] = None,
    write: Annotated[bool, typer.Option("--write", help="Write the merged sidecar.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Show what would be written.")] = False,
    directory: Folder = Path(),
    format: FormatOption = Format.FULL,
    fail_on: Annotated[
        FailOn, typer.Option(help="The least finding that makes the exit code 1.")
    ] = FailOn.WARNING,
    quiet: Quiet = False,
) -> None:
    """Merge the layers of a brief into its sidecar.

    What all readers have alike goes in once; what they do not is reported, and goes in as `status:
    disputed` with the others' words in comments. A sidecar that is there only grows.
    """
    from briefkit.adjudication.comparison import DifferentCut
    from briefkit.adjudication.merge import merge_layers
    from briefkit.adjudication.merged_text import CannotMerge
    from briefkit.diagnostics import Severity
    from briefkit.rewrite import ChangedMeanwhile, rewrite

    files = archive(directory)
    check_slugs(files, [slug], layers=True)
    wanted = tuple(one.strip() for one in editors.split(",")) if editors else ()
    try:
        merged, change = merge_layers(files, slug, wanted, progress("Reading", quiet))
        if write and change:
            rewrite(files.root, [change])
    except (CannotMerge, DifferentCut, ChangedMeanwhile) as error:
        raise CouldNotRun(str(error)) from None
    if diff and change:
        print_diff([change])
    else:
        print_findings(merged.findings, files, format)
    if not quiet:
        new = f"{merged.agreed} labels that all have, {merged.disputed} disputed"
        done = ("wrote" if write else "--write writes") if change else "nothing to write into"
        typer.echo(f"{done} brief/{slug}.yaml: {new}", err=True)
    least = Severity(fail_on.value).rank
    raise typer.Exit(any(one.severity.rank >= least for one in merged.findings))
