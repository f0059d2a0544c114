"""The address that opens an editor at a place of a file.

Each editor takes another one. VS Code, its kin and Zed have `NAME://file/PATH:LINE:COLUMN`
(https://code.visualstudio.com/docs/configure/command-line), JetBrains' have `open?file=`, and TextMate's
`open?url=` is what Sublime Text, MacVim and Emacs handlers took over.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from urllib.parse import quote

from briefkit.nearest import nearest

DEFAULT = "vscode"
FILE = "{0}://file{{path}}:{{line}}:{{column}}"
OPEN_FILE = "{0}://open?file={{path}}&line={{line}}&column={{column}}"
OPEN_URL = "{0}://open?url=file://{{path}}&line={{line}}&column={{column}}"

EDITORS: Mapping[str, str] = MappingProxyType(
    {
        **{name: FILE.format(name) for name in ("vscode", "vscode-insiders", "vscodium", "cursor", "zed")},
        **{name: OPEN_FILE.format(name) for name in ("idea", "pycharm", "webstorm")},
        "textmate": OPEN_URL.format("txmt"),
        "sublime": OPEN_URL.format("subl"),
        "macvim": OPEN_URL.format("mvim"),
        "emacs": OPEN_URL.format("emacs"),
    }
)
# What a browser would run, or show in the page's place, instead of handing it to an editor.
NO_EDITOR = re.compile("(?:javascript|data|blob|about|file|view-source|vbscript|https?)$", re.IGNORECASE)
PLACES = frozenset(("path", "line", "column"))


class NoEditor(Exception):
    """No editor can be opened so; the message says why."""


def editor(named: str) -> str:
    """The form of an editor's addresses: that of a name, or one that is given as it is. Raises NoEditor."""
    if form := EDITORS.get(named):
        return form
    scheme, colon, _ = named.partition(":")
    if not colon:
        close = nearest(named, EDITORS)
        known = ", ".join(EDITORS)
        raise NoEditor(
            f"there is no editor `{named}`: "
            + (f"the nearest is {close}; " if close else "")
            + f"the names are {known}, and any other is an address such as vscode://file{{path}}:{{line}}:{{column}}"
        )
    if not re.fullmatch("[A-Za-z][A-Za-z0-9+.-]*", scheme) or NO_EDITOR.match(scheme):
        raise NoEditor(f"`{scheme}:` opens no editor")
    if (unknown := set(re.findall(r"\{(\w*)\}", named)) - PLACES) or "{path}" not in named:
        said = f"{{{min(unknown)}}} stands for nothing" if unknown else "it has no {path}"
        raise NoEditor(f"`{named}` is no editor's address: {said}; write {{path}}, {{line}} and {{column}}")
    return named.replace("/{path}", "{path}")  # the path begins with a slash on every system


def address(form: str, file: Path, line: int, column: int) -> str:
    """What opens the editor there; line and column count from 1."""
    place = quote(file.as_posix(), safe="/:")
    path = place if place.startswith("/") else f"/{place}"
    places = {"{path}": path, "{line}": str(line), "{column}": str(column)}
    return re.sub(r"\{(?:path|line|column)\}", lambda found: places[found[0]], form)
