"""`briefkit schema`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from briefkit.cli.app import app


class SchemaOf(StrEnum):
    SIDECAR = "sidecar"
    ENTITIES = "entities"
    ARCHIVE = "archive"
    FINDINGS = "findings"


@app.command()
def schema(
    of: Annotated[SchemaOf, typer.Argument(help="Of which file, or of what `check --format json` prints.")],
) -> None:
    """Print the JSON Schema of a YAML file, or of findings.

    It is draft-07, for editors that complete and check while you type.
    """
    from briefkit.json_schema import as_text
    from briefkit.report.as_json import dumped
    from briefkit.report.findings_schema import findings_schema

    if of is SchemaOf.FINDINGS:
        typer.echo(dumped(findings_schema()))
    else:
        typer.echo(as_text(of.value), nl=False)
