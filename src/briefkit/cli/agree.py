"""`briefkit agree`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from briefkit.cli.app import CouldNotRun, app
from briefkit.cli.opening import archive, check_slugs
from briefkit.cli.options import Folder, Report, ReportOption, Slugs
from briefkit.cli.terminal import progress

EXTRA = "`briefkit agree` needs nltk: pip install 'briefkit[agree]'"


@app.command()
def agree(
    slugs: Slugs = None,
    with_main: Annotated[
        bool, typer.Option("--with-main", help="Count the sidecar that is built as a reader too.")
    ] = False,
    format: ReportOption = Report.TEXT,
    directory: Folder = Path(),
) -> None:
    """Say how far independent layers agree.

    By kind: Krippendorff's alpha over passages, and F1 of labels that are the same and that overlap. Then
    where the readers differ, passage by passage. It needs the extra `agree`.
    """
    from briefkit.adjudication.agreement import NothingToCompare, agreement, as_json, as_markdown, as_text
    from briefkit.adjudication.comparison import DifferentCut
    from briefkit.adjudication.readings import read_layers
    from briefkit.workspace import Workspace

    files = archive(directory)
    check_slugs(files, slugs or [], layers=True)
    workspace = Workspace(files)
    workspace.refresh(progress("Reading", format is not Report.TEXT))
    readings, lost = read_layers(workspace, slugs or (), with_main=with_main)
    if lost:
        typer.echo(f"could not be read (`briefkit check` says why): {', '.join(lost)}", err=True)
    try:
        found = agreement(readings, workspace.ground.settings.settings.kinds)
    except (NothingToCompare, DifferentCut) as error:
        raise CouldNotRun(str(error)) from None
    except ImportError:
        raise CouldNotRun(EXTRA) from None
    if format is Report.JSON:
        typer.echo(as_json(found))
    else:
        typer.echo("\n".join((as_markdown if format is Report.MARKDOWN else as_text)(found)))
