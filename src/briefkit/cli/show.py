"""`briefkit show`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from briefkit.cli.app import CouldNotRun, app
from briefkit.cli.opening import archive
from briefkit.cli.options import Folder
from briefkit.cli.terminal import colour, progress


@app.command()
def show(
    name: Annotated[str, typer.Argument(help="SLUG#label, SLUG#p4, SLUG, or an entity's id.")],
    every: Annotated[bool, typer.Option("--all", help="List every mention of an entity.")] = False,
    directory: Folder = Path(),
) -> None:
    """Show a label with the words around it.

    With what it links to and what links to it, and the place to open. Or a passage with its labels, a
    brief, an entity with its mentions. Suggested labels are shown too.
    """
    from briefkit.show import NotThere
    from briefkit.show import show as tell
    from briefkit.terminal_text import Style
    from briefkit.workspace import Workspace

    workspace = Workspace(archive(directory), drafts=True)
    workspace.refresh(progress("Reading", quiet=False))
    try:
        lines = tell(workspace, name, Style(colour()), every=every)
    except NotThere as error:
        raise CouldNotRun(str(error)) from None
    typer.echo("\n".join(lines))
