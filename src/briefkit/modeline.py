"""Where an editor finds the JSON Schema of a file under brief/, and the comment that tells it.

yaml-language-server, which many editors have, reads the comment on the first line of a file; the
path in it runs from the file's own folder. A schema can be made again at any time, so it stands in
the cache's folder and not in the archive.
"""

from __future__ import annotations

CACHE = ".briefkit"
SCHEMAS = f"{CACHE}/schema"
# Beside the schemas of sidecars; no slug begins so.
SHARED, ENTITIES, ARCHIVE = "_shared.json", "_entities.json", "_archive.json"
MARK = "# yaml-language-server: $schema="


def schema_path(slug: str) -> str:
    """Where the schema of a brief's sidecar stands, from the archive's root."""
    return f"{SCHEMAS}/{slug}.json"


def modeline(slug: str) -> str:
    """The comment that leads from a sidecar to its schema; without a line end."""
    return f"{MARK}{'../' * (slug.count('/') + 1)}{schema_path(slug)}"
