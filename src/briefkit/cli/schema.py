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


@app.command()
def schema(of: Annotated[SchemaOf, typer.Argument(help="Which of the YAML files.")]) -> None:
    """Print the JSON Schema of a YAML file.

    It is draft-07, for editors that complete and check while you type.
    """
    from briefkit.json_schema import as_text

    typer.echo(as_text(of.value), nl=False)
