"""`briefkit blame`."""

from __future__ import annotations

import json
from pathlib import Path

import typer

from briefkit.cli.app import CouldNotRun, app
from briefkit.cli.opening import archive, check_slugs
from briefkit.cli.options import Folder, Form, FormOption, Slug

SHORT = 10  # signs of a commit that are printed


@app.command()
def blame(
    slug: Slug,
    format: FormOption = Form.TEXT,
    directory: Folder = Path(),
) -> None:
    """Say who changed each label last, and when, by git."""
    from briefkit.authorship import authors
    from briefkit.authorship import blame as lines_of
    from briefkit.spans import Document
    from briefkit.tables import Table
    from briefkit.workspace import Workspace

    files = archive(directory)
    check_slugs(files, [slug])
    workspace = Workspace(files, drafts=True)
    workspace.refresh()
    still_there = slug in workspace.ground.layout.sidecars
    brief = workspace.brief(slug) if still_there else None
    if brief is None:
        raise CouldNotRun(f"{slug} could not be read: `briefkit check` says why")
    document = workspace.document(brief.sidecar) or Document(brief.sidecar, "")
    found = authors(brief, document, lines_of(files.root, brief.sidecar))
    lines = {label.address: document.line_column(label.written_at.start)[0] for label in brief.labels}
    if format is Form.JSON:
        values = [
            {"id": id, "line": lines[id], "author": one.author or None, "day": one.day or None}
            | {"commit": one.commit or None}
            for id, one in found.items()
        ]
        typer.echo(json.dumps(values, ensure_ascii=False, indent=2))
        return
    rows = tuple(
        (
            f"{slug}#{id}",
            f"{brief.sidecar}:{lines[id]}",
            one.day,
            one.commit[:SHORT],
            one.author or "not committed",
        )
        for id, one in found.items()
    )
    typer.echo("\n".join(Table(("label", "place", "day", "commit", "by"), rows).as_text()))
