"""`briefkit lsp`."""

from __future__ import annotations

from importlib.util import find_spec

from briefkit.cli.app import CouldNotRun, app


@app.command()
def lsp() -> None:
    """Speak the language server protocol with an editor, over standard input and output.

    It needs the extra `lsp`. docs/editors.md says how an editor is told of it.
    """
    if find_spec("pygls") is None:
        raise CouldNotRun("the language server needs pygls: pip install 'briefkit[lsp]'")
    from briefkit.language_server.server import serve

    serve()
