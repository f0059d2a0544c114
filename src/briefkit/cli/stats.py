"""`briefkit stats`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from briefkit.cli.app import app
from briefkit.cli.opening import archive, check_slugs
from briefkit.cli.options import Folder, Report, ReportOption, Slugs
from briefkit.cli.terminal import progress


@app.command()
def stats(
    slugs: Slugs = None,
    format: ReportOption = Report.TEXT,
    min_coverage: Annotated[
        float | None,
        typer.Option(metavar="SHARE", min=0, max=1, help="Exit with 1 where a smaller share is labelled."),
    ] = None,
    unlabelled: Annotated[
        bool, typer.Option("--unlabelled", help="List every passage without a label; of one brief, always.")
    ] = False,
    directory: Folder = Path(),
) -> None:
    """Say how much is labelled, of which kinds, by whom.

    Of each brief and of all together, with the passages that carry no label yet.
    """
    from briefkit.stats import ArchiveStats, BriefStats, as_json, as_markdown, as_text, stats_of
    from briefkit.workspace import Workspace

    files = archive(directory)
    check_slugs(files, slugs or [])
    found: list[BriefStats] = []
    workspace = Workspace(files, drafts=True, keep=lambda brief: found.append(stats_of(brief)))
    workspace.refresh(progress("Reading", format is not Report.TEXT))
    wanted = [one for one in found if not slugs or one.slug in slugs]
    lost = tuple(slug for slug in workspace.lost if not slugs or slug in slugs)
    result = ArchiveStats(tuple(wanted), tuple(workspace.ground.settings.settings.kinds), lost)
    if format is Report.JSON:
        typer.echo(as_json(result))
    else:
        lines = as_markdown if format is Report.MARKDOWN else as_text
        typer.echo("\n".join(lines(result, unlabelled=unlabelled or len(wanted) == 1)))
    if lost:
        typer.echo(f"could not be read (`briefkit check` says why): {', '.join(lost)}", err=True)
    if min_coverage is not None and (lost or result.coverage < min_coverage):
        typer.echo(f"{result.coverage:.1%} of the passages carry a label; {min_coverage:.1%} must", err=True)
        raise typer.Exit(1)
