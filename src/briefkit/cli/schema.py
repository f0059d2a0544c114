"""`briefkit schema`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from briefkit.cli.app import CouldNotRun, app
from briefkit.cli.opening import archive
from briefkit.cli.options import Folder, Quiet


class SchemaOf(StrEnum):
    SIDECAR = "sidecar"
    ENTITIES = "entities"
    ARCHIVE = "archive"
    FINDINGS = "findings"


@app.command()
def schema(
    of: Annotated[
        SchemaOf | None, typer.Argument(help="Of which file, or of what `check --format json` prints.")
    ] = None,
    slug: Annotated[
        str | None, typer.Argument(help="A brief: the schema that knows its passages, entities and labels.")
    ] = None,
    all_: Annotated[
        bool, typer.Option("--all", help="Write those of the whole archive to .briefkit/schema/.")
    ] = False,
    directory: Folder = Path(),
    quiet: Quiet = False,
) -> None:
    """Print the JSON Schema of a YAML file, or of findings; or write those that editors read.

    It is draft-07, for editors that complete and check while you type. That of one brief is written to
    .briefkit/schema/, and so are those of all with --all; `new`, `add` and `check` keep them up to date.
    """
    from briefkit.json_schema import as_text

    if all_ == (of is not None) or (slug is not None and of is not SchemaOf.SIDECAR):
        raise typer.BadParameter("say which: `schema sidecar`, `schema sidecar SLUG`, or `schema --all`")
    if of is not None and slug is None:
        typer.echo(as_text(of.value) if of is not SchemaOf.FINDINGS else _of_findings(), nl=False)
        return
    written = write(directory, slug)
    if not quiet:
        typer.echo("\n".join(f"wrote {path}" for path in written))


def write(directory: Path, slug: str | None) -> list[str]:
    """Write the schema of one brief, or of all; the paths of what was written."""
    from briefkit.folder import lay_out
    from briefkit.nearest import nearest
    from briefkit.schema_files import write_schemas

    files = archive(directory)
    slugs = lay_out(files)[0].sidecars
    if slug is not None and slug not in slugs:
        close = nearest(slug, slugs)
        raise CouldNotRun(f"there is no brief {slug}" + (f"; the nearest is {close}" if close else ""))
    return write_schemas(files.root, list(slugs) if slug is None else [slug])


def _of_findings() -> str:
    from briefkit.report.as_json import dumped
    from briefkit.report.findings_schema import findings_schema

    return dumped(findings_schema()) + "\n"
