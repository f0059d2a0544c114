"""`briefkit rename`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from briefkit.cli.app import CouldNotRun, app
from briefkit.cli.opening import archive, renew_schemas
from briefkit.cli.options import Folder, Quiet


@app.command()
def rename(
    old: Annotated[str, typer.Argument(help="A label (slug#id), an entity (entity:id) or a brief (slug).")],
    new: Annotated[str, typer.Argument(help="Its new name: the id or slug alone.")],
    retire: Annotated[
        bool, typer.Option(help="Keep the old name, so that old links lead on; never published, it need not.")
    ] = True,
    diff: Annotated[bool, typer.Option("--diff", help="Show what would change, and write nothing.")] = False,
    directory: Folder = Path(),
    quiet: Quiet = False,
) -> None:
    """Give a label, an entity or a brief another name, everywhere.

    The old name is kept as retired. Files change as little as possible, and all of them or none.
    """
    from briefkit.cli.terminal import print_diff
    from briefkit.renaming import CannotRename
    from briefkit.renaming import rename as renamed
    from briefkit.rewrite import rewrite

    files = archive(directory)
    try:
        found = renamed(files, old, new, retire=retire)
    except CannotRename as error:
        raise CouldNotRun(str(error)) from None
    if diff:
        print_diff(found.rewrites)
        return
    rewrite(files.root, found.rewrites)
    renew_schemas(files.root)
    if quiet:
        return
    places = "1 place" if found.places == 1 else f"{found.places} places"
    count = len(found.changed)
    typer.echo(f"renamed {old} to {new}: {places}, {count} {'file' if count == 1 else 'files'}")
    for path, line in found.comments:
        typer.echo(f"{path}:{line}: a comment still holds the old name")
