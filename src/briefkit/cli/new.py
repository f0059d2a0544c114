"""`briefkit new`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from briefkit.cli.app import CouldNotRun, app
from briefkit.cli.opening import renew_schemas
from briefkit.cli.options import Folder, Quiet


@app.command()
def new(
    seed: Annotated[Path, typer.Argument(help="A source text under seeds/.")],
    slug: Annotated[
        str | None, typer.Option(help="The brief's name; otherwise made from the seed's.")
    ] = None,
    split: Annotated[
        str | None, typer.Option(help="The rule that cuts it: prose-1, blocks-1, markdown-1.")
    ] = None,
    directory: Folder = Path(),
    quiet: Quiet = False,
) -> None:
    """Write a sidecar for a seed.

    With every passage's words as comments, and never over another sidecar.
    """
    from briefkit.skeleton import NoSidecar, write_sidecar

    try:
        path = write_sidecar(directory, seed, slug, split)
    except NoSidecar as error:
        raise CouldNotRun(str(error)) from None
    renew_schemas(directory)
    if not quiet:
        typer.echo(f"wrote {path}: give it a title, and label what you find")
