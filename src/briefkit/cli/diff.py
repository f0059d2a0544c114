"""`briefkit diff`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefkit.cli.app import app
from briefkit.cli.opening import archive_as_it_is
from briefkit.cli.options import Folder, Report, ReportOption

if TYPE_CHECKING:
    from briefkit.files import Files


@app.command()
def diff(
    rev: Annotated[
        str, typer.Argument(help="A git revision to compare with; `main...`: where this branch left main.")
    ],
    rev2: Annotated[
        str | None, typer.Argument(help="A later revision; otherwise the files as they are.")
    ] = None,
    format: ReportOption = Report.TEXT,
    directory: Folder = Path(),
) -> None:
    """Sum up what changed in the archive since a git revision.

    Labels field by field, likelihood and confidence before and after, coverage, actors and places, briefs,
    findings new and mended. With `--format markdown` for a comment in a pull request.
    """
    from briefkit.comparing import compare_archives
    from briefkit.comparison_report import FORMATS
    from briefkit.revision import files_at

    root = archive_as_it_is(directory).root if rev2 is None else directory.resolve()
    after: Files = archive_as_it_is(directory) if rev2 is None else files_at(root, rev2)
    found = compare_archives(files_at(root, rev), after)
    typer.echo("\n".join(FORMATS[format.value](found)))
