"""`briefkit passages`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from briefkit.cli.app import CouldNotRun, app
from briefkit.cli.opening import read
from briefkit.cli.options import Form, FormOption, Quiet


@app.command()
def passages(
    seed: Annotated[Path, typer.Argument(help="A source text.")],
    split: Annotated[
        str | None, typer.Option(help="The rule that cuts it: prose-1, blocks-1, markdown-1.")
    ] = None,
    format: FormOption = Form.TEXT,
    quiet: Quiet = False,
) -> None:
    """List the passages of a seed.

    Id, offsets in code points (the end not included), type and first words.
    """
    from briefkit.listing import as_json, as_table
    from briefkit.passages import SPLITS, cut, split_for
    from briefkit.seeds import read_seed

    data = read(seed)
    rule = split or split_for(seed.name)
    if rule not in SPLITS:
        raise CouldNotRun(f"there is no rule {rule}; the rules are {', '.join(SPLITS)}")
    text, findings = read_seed(seed.name, data)
    if text is None:
        for finding in findings:
            typer.echo(f"{seed}: {finding.code} {finding.message}", err=True)
        raise typer.Exit(1)
    found = cut(text.text, rule)
    typer.echo(as_json(found) if format is Form.JSON else as_table(found))
