"""Style sheets and scripts: written in parts that can be read, sent as one file that is small.

A folder of assets is one asset: its parts are joined in the order of their names, so that
`style/10-tokens.css`, `style/20-page.css`, … come out as `style.css`. The digest of the content
stands in the path, so a page and its style sheet are of one build, however long either is cached.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import cast

Minify = Callable[[str], str]


def assets(files: Mapping[str, bytes]) -> dict[str, tuple[str, bytes]]:
    """Name → its path in build/ and its content.

    `files` are by path below assets/. A whole file (`style.css`) stands in the place of all the
    parts of a folder of its name (`style/…`).
    """
    return {name: (_path(name, content), content) for name, content in sorted(_joined(files).items())}


def _path(name: str, content: bytes) -> str:
    stem, dot, suffix = name.rpartition(".")
    return f"assets/{stem}-{hashlib.sha256(content).hexdigest()[:10]}{dot}{suffix}"


def _joined(files: Mapping[str, bytes]) -> dict[str, bytes]:
    parts: dict[str, list[bytes]] = {}
    for path, content in sorted(files.items()):
        folder, _, name = path.rpartition("/")
        parts.setdefault(f"{folder}.{name.rpartition('.')[2]}" if folder else name, []).append(content)
    whole = {path: content for path, content in files.items() if "/" not in path}
    return {name: _small(name, whole.get(name) or b"".join(several)) for name, several in parts.items()}


def _small(name: str, content: bytes) -> bytes:
    """Without comments and needless white space, if it is a style sheet or a script in UTF-8."""
    minify = _minifier(name)
    try:
        return minify(content.decode("utf-8")).encode() if minify else content
    except UnicodeDecodeError:
        return content  # an archive's own, of another encoding: it is not ours to guess


def _minifier(name: str) -> Minify | None:
    # Each takes a millisecond to import, and only a build asks for it.
    if name.endswith(".css"):
        from rcssmin import cssmin

        return cast("Minify", cssmin)
    if name.endswith(".js"):
        from rjsmin import jsmin

        return cast("Minify", jsmin)
    return None
