"""A file that is made to be given away: a PDF or a single page, where the person said.

It is written whole or not at all, and in no other file's place: what stands there is only replaced
if briefkit made it, or if the person says so.
"""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path

# How a page, with or without quotation marks round a name, and a PDF say that briefkit made them.
MADE_HERE = re.compile(rb'<meta name="?generator"? content="briefkit |/ID \[\(briefkit ')


class NotOurs(Exception):
    """Where the file should go stands one that briefkit did not make."""


def hand_out(path: Path, content: bytes, *, force: bool = False) -> None:
    """Write the file, with the folders that lead to it. Raises `NotOurs`; an `OSError` is the machine's."""
    if not force and path.exists() and not (path.is_file() and MADE_HERE.search(path.read_bytes())):
        raise NotOurs(f"{path} is there, and briefkit did not make it; --force replaces it")
    path.parent.mkdir(parents=True, exist_ok=True)
    place, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(place, "wb") as file:
            file.write(content)
        Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    """The system tells it only to those who set it."""
    umask = os.umask(0o077)
    os.umask(umask)
    return umask
