"""Files of an archive that an editor wrote, changed by a command: all of them or none, and nothing lost.

What is written back carries the digest of what was read, and is refused if the file has changed
since. A seed is never among them.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from briefkit.files import checked


class ChangedMeanwhile(Exception):
    """A file is not what it was when it was read; nothing was written."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path

    def __str__(self) -> str:
        return f"{self.path} changed while this ran, so nothing was written: run it again"


@dataclass(frozen=True, slots=True)
class Rewrite:
    """A file with the text that takes the place of what was read."""

    path: str  # from the archive's root
    before: str  # the text as it was read
    after: str

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.before.encode("utf-8")).hexdigest()


def rewrite(root: Path, changes: Sequence[Rewrite]) -> None:
    """Write every change, each file in one step, after all have been found unchanged.

    Raises `ChangedMeanwhile`, and then every file is as it was; an `OSError` is the machine's.
    """
    staged: list[tuple[Path, Path, Rewrite]] = []
    try:
        for one in changes:
            if one.path.startswith("seeds/"):
                raise ValueError(f"{one.path} is a seed, and seeds are never written")
            place = Path(os.path.realpath(root / checked(one.path)))
            _unchanged(place, one)
            staged.append((_beside(place, one.after), place, one))
        for _, place, one in staged:
            _unchanged(place, one)
        for new, place, _ in staged:
            new.replace(place)
    finally:
        for new, _, _ in staged:
            new.unlink(missing_ok=True)


def _unchanged(place: Path, one: Rewrite) -> None:
    found = None
    with suppress(FileNotFoundError):
        found = hashlib.sha256(place.read_bytes()).hexdigest()
    if found != one.digest:
        raise ChangedMeanwhile(one.path)


def _beside(place: Path, text: str) -> Path:
    """The text in a hidden file of the same folder and with the same rights."""
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name}-")
    with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
        file.write(text)
    shutil.copymode(place, name)
    return Path(name)
