"""`briefkit add`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefkit.cli.app import CouldNotRun, app
from briefkit.cli.opening import archive, renew_schemas
from briefkit.cli.options import Folder, Quiet

if TYPE_CHECKING:
    from briefkit.adding import Incoming
    from briefkit.skeleton import Known

# The endings that the extra `convert` makes texts of; a test holds them to `conversion.ENDINGS`.
CONVERTED = (".docx", ".pdf", ".html", ".htm")


@app.command()
def add(
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE|-", help="A text, .txt or .md (or .docx, .pdf, .html); -: standard input."
        ),
    ],
    name: Annotated[
        str | None, typer.Option(help="Its path below seeds/; otherwise the file's own name.")
    ] = None,
    slug: Annotated[
        str | None, typer.Option(help="The brief's name; otherwise made from the seed's.")
    ] = None,
    split: Annotated[
        str | None, typer.Option(help="The rule that cuts it: prose-1, blocks-1, markdown-1.")
    ] = None,
    title: Annotated[str | None, typer.Option(help="The title that the source has.")] = None,
    date: Annotated[str | None, typer.Option(help="The date of the source, EDTF: 2016-07~.")] = None,
    source: Annotated[str | None, typer.Option(metavar="URL", help="Where it came from.")] = None,
    accessed: Annotated[str | None, typer.Option(help="When it was fetched from there.")] = None,
    sidecar: Annotated[bool, typer.Option("--sidecar/--no-sidecar", help="Write one, or not.")] = True,
    directory: Folder = Path(),
    quiet: Quiet = False,
) -> None:
    """Take a text into the archive: the seed, byte for byte and read-only, and a first sidecar.

    Both or neither, and never over another file. With the extra `convert`, a .docx, .pdf or .html is
    made a text once, and kept under seeds/originals/.
    """
    from briefkit.adding import NotAdded
    from briefkit.adding import add as take_in
    from briefkit.skeleton import Known

    files = archive(directory)
    given = {"date": date, "source": source, "accessed": accessed}
    known = Known(title, {key: value for key, value in given.items() if value is not None})
    try:
        added = take_in(files.root, _incoming(file, name, split, known), slug=slug, sidecar=sidecar)
    except NotAdded as error:
        raise CouldNotRun(str(error)) from None
    renew_schemas(files.root)
    if quiet:
        return
    typer.echo(f"added {added.seed}, sha256 {added.sha256}")
    if added.original:
        typer.echo(f"kept {added.original}")
    if added.sidecar:
        typer.echo(f"wrote {added.sidecar}: say what you know of the source, and label what you find")


def _incoming(file: str, name: str | None, split: str | None, known: Known) -> Incoming:
    """What the person named, made a text if it is none, but not yet judged."""
    from briefkit.adding import Incoming

    if name is None and file == "-":
        raise CouldNotRun("a text from standard input needs a name: --name sea.txt")
    given = name or Path(file).name
    kind = Path(given if file == "-" else file).suffix.lower()
    if kind in CONVERTED:
        return _converted(given, kind, _read(file), split, known)
    return Incoming(given, _read(file), split, known)


def _converted(name: str, kind: str, data: bytes, split: str | None, known: Known) -> Incoming:
    """The text of a document or page; what was left out or guessed on the way is said."""
    from briefkit.adding import of_conversion
    from briefkit.conversion import NotConverted, convert
    from briefkit.terminal_text import visible

    try:
        made = convert(kind, data)
    except NotConverted as error:
        raise CouldNotRun(f"{visible(name)} cannot be converted: {visible(str(error))}") from None
    for note in made.notes:
        typer.echo(f"{visible(name)}: {visible(note)}", err=True)
    return of_conversion(name, kind, data, made, known, split)


def _read(file: str) -> bytes:
    from briefkit.adding import LARGEST

    if file == "-":
        data = sys.stdin.buffer.read(LARGEST + 1)
    elif Path(file).is_dir():
        raise CouldNotRun(f"{file} is a folder")
    else:
        with Path(file).open("rb") as stream:
            data = stream.read(LARGEST + 1)  # and no more of a device that never ends
    if len(data) > LARGEST:
        raise CouldNotRun(
            f"{file} has more than {LARGEST:,} bytes, more than a page can show: add it in parts"
        )
    return data
