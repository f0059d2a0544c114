"""Where an editor finds the JSON Schema of a sidecar, and the comment that tells it.

yaml-language-server, which many editors have, reads the comment on the first line of a file; the
path in it runs from the file's own folder. The schema itself can be made again at any time, so it
stands in the cache's folder and not in the archive.
"""

from __future__ import annotations

SCHEMAS = ".briefkit/schema"


def schema_path(slug: str) -> str:
    """Where the schema of a brief's sidecar stands, from the archive's root."""
    return f"{SCHEMAS}/{slug}.json"


def modeline(slug: str) -> str:
    """The comment that leads from a sidecar to its schema; without a line end."""
    up = "../" * (slug.count("/") + 1)
    return f"# yaml-language-server: $schema={up}{schema_path(slug)}"
