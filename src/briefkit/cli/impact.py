"""`briefkit impact`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from briefkit.cli.app import CouldNotRun, app
from briefkit.cli.opening import archive
from briefkit.cli.options import Folder, Form, FormOption
from briefkit.cli.terminal import progress


@app.command()
def impact(
    name: Annotated[str, typer.Argument(help="SLUG#label, SLUG#p4, SLUG, or an entity's id.")],
    format: FormOption = Form.TEXT,
    directory: Folder = Path(),
) -> None:
    """Show every judgment that leans on an actor, a place, a source or a statement.

    At once or by way of others, across briefs, each with its reasons; key judgments have a star.
    """
    from briefkit.impact import NotKnown, as_json, as_text
    from briefkit.impact import impact as leaning
    from briefkit.workspace import Workspace

    workspace = Workspace(archive(directory))
    workspace.refresh(progress("Reading", quiet=format is not Form.TEXT))
    try:
        found = leaning(workspace, name)
    except NotKnown as error:
        raise CouldNotRun(str(error)) from None
    typer.echo(as_json(found) if format is Form.JSON else "\n".join(as_text(found)))
    if workspace.lost:
        lost = ", ".join(workspace.lost)
        typer.echo(f"could not be read (`briefkit check` says why): {lost}", err=True)
