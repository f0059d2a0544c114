"""`briefkit explain`."""

from __future__ import annotations

from typing import Annotated

import typer

from briefkit.cli.app import CouldNotRun, app


@app.command()
def explain(
    code: Annotated[
        str | None, typer.Argument(help="A rule's code or name; without it, all are listed.")
    ] = None,
) -> None:
    """Explain a finding's code.

    What it means, why it matters, and how to mend it.
    """
    from briefkit.folder import rule_page
    from briefkit.nearest import nearest
    from briefkit.rules import find_rule, rules

    if code is None:
        for rule in rules().values():
            typer.echo(f"{rule.code}  {rule.name:<28}  {rule.severity}")
        return
    found = find_rule(code)
    if found is None:
        close = nearest(code.upper(), rules()) or nearest(code, [rule.name for rule in rules().values()])
        raise CouldNotRun(f"there is no rule {code}" + (f"; the nearest is {close}" if close else ""))
    typer.echo(rule_page(found.code), nl=False)
