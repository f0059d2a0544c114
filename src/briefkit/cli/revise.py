"""`briefkit revise`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefkit.cli.app import CouldNotRun, app
from briefkit.cli.opening import archive, read, renew_schemas
from briefkit.cli.options import Folder, Quiet, Report, ReportOption, Slug

if TYPE_CHECKING:
    from briefkit.adding import Incoming


@app.command()
def revise(
    slug: Slug,
    file: Annotated[Path, typer.Argument(help="The revised text, .txt or .md.")],
    new: Annotated[
        str | None, typer.Option("--slug", help="The new brief's name; otherwise made from the text's.")
    ] = None,
    name: Annotated[
        str | None, typer.Option(help="The text's path below seeds/; otherwise the file's own name.")
    ] = None,
    split: Annotated[str | None, typer.Option(help="The rule that cuts it, if another than before.")] = None,
    reason: Annotated[
        str | None, typer.Option(help="Why the old brief is revised, as its page says.")
    ] = None,
    format: ReportOption = Report.TEXT,
    diff: Annotated[bool, typer.Option("--diff", help="Show what would change, and write nothing.")] = False,
    directory: Folder = Path(),
    quiet: Quiet = False,
) -> None:
    """Put a revised text in the place of a brief's, and carry the labels over.

    The old brief stays. Labels whose words stand go with every field; the others wait as findings.
    """
    from briefkit.adding import NotAdded
    from briefkit.cli.terminal import print_diff
    from briefkit.fate_report import FORMATS
    from briefkit.revising import REASON, CannotRevise, carry_out
    from briefkit.revising import revise as revised

    files = archive(directory)
    there, text = _incoming(files.root, file, name, split)
    try:
        found = revised(files, slug, text, new=new, reason=reason or REASON, there=there)
        if not diff:
            carry_out(files.root, found)
            renew_schemas(files.root)
    except (CannotRevise, NotAdded) as error:
        raise CouldNotRun(str(error)) from None
    if diff:
        print_diff(found.previews)
    if not quiet or format is not Report.TEXT:
        for line in FORMATS[format.value](found):
            typer.echo(line)
    if not quiet and not diff and format is Report.TEXT:
        waiting = len(found.waiting)
        left = f"; `briefkit check` shows the {waiting} that wait for you" if waiting else ""
        typer.echo(f"wrote {found.sidecar}{left}")


def _incoming(root: Path, file: Path, name: str | None, split: str | None) -> tuple[bool, Incoming]:
    """(whether the text is a seed already, the text)."""
    from briefkit.adding import Incoming

    place, seeds = file.resolve(), root / "seeds"
    if name is None and place.is_relative_to(seeds):
        return True, Incoming(place.relative_to(seeds).as_posix(), read(file), split)
    return False, Incoming(name or file.name, read(file), split)
