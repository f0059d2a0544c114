"""`briefkit fmt`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefkit.cli.app import CouldNotRun, app
from briefkit.cli.mending import write
from briefkit.cli.opening import archive, renew_schemas
from briefkit.cli.options import Folder, Quiet
from briefkit.cli.terminal import print_diff

if TYPE_CHECKING:
    from briefkit.files import Files
    from briefkit.rewrite import Rewrite

COULD_NOT_BE_READ = "what it says could not be kept, so it is left as it is"


@app.command()
def fmt(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[FILES]...", help="YAML files under brief/; else all of them."),
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Name the files that would change; write nothing.")
    ] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Show what would change; write nothing.")] = False,
    directory: Folder = Path(),
    quiet: Quiet = False,
) -> None:
    """Put the YAML files in canonical form.

    Keys in the order of the format, passages in the order of their numbers, two columns a level. No
    value changes, and every comment stays where it was written.
    """
    files = archive(directory)
    wanted = _wanted(files, directory, paths or [])
    changes, left = _formatted(files, wanted)
    for message in left:
        typer.echo(message, err=True)
    if diff:
        print_diff(changes)
    elif check:
        for one in changes:
            typer.echo(one.path)
    else:
        write(directory, changes)
        renew_schemas(files.root)
    if not quiet:
        typer.echo(_said(len(changes), len(wanted) - len(left), would=check or diff), err=True)
    raise typer.Exit(bool(left) or (bool(changes) and (check or diff)))


def _wanted(files: Files, directory: Path, paths: list[Path]) -> list[str]:
    """The paths from the archive's root."""
    known = files.names("brief", ".yaml")
    if not paths:
        return known
    root = directory.resolve()
    wanted = []
    for path in paths:
        place = Path(os.path.abspath(path))  # noqa: PTH100  # a link is itself, and not what it leads to
        place = place.parent.resolve() / place.name
        name = place.relative_to(root).as_posix() if place.is_relative_to(root) else ""
        if name not in known:
            raise CouldNotRun(f"{path} is no YAML file under brief/")
        wanted.append(name)
    return list(dict.fromkeys(wanted))


def _formatted(files: Files, paths: list[str]) -> tuple[list[Rewrite], list[str]]:
    """(what would change, why a file is left as it is)."""
    from briefkit.folder import read_document
    from briefkit.formatting import NotFormatted, formatted
    from briefkit.ground import read_ground
    from briefkit.report import visible
    from briefkit.rewrite import Rewrite
    from briefkit.spans import Document

    kinds = tuple(read_ground(files)[0].settings.settings.kinds)
    changes: list[Rewrite] = []
    left: list[str] = []
    for path in paths:
        document = read_document(files, path)
        finding = None if isinstance(document, Document) else document
        try:
            if isinstance(document, Document):
                text = formatted(document, kinds)
                changes += [Rewrite(path, document.text, text)] if text != document.text else []
                continue
        except NotFormatted as error:
            finding = error.finding
        place = f"{path}:{finding.line}:{finding.column}: {finding.code}" if finding else f"{path}:"
        why = f"{finding.message}; the file is left as it is" if finding else COULD_NOT_BE_READ
        left.append(f"{place} {visible(why)}")
    return changes, left


def _said(changed: int, read: int, *, would: bool) -> str:
    if not changed:
        return f"{read} file{'' if read == 1 else 's'} in canonical form"
    return f"{changed} of {read} file{'' if read == 1 else 's'} {'would be ' if would else ''}formatted"
