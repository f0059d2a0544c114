"""The archives that the browser reads, built once for each process."""

from __future__ import annotations

import shutil
import tempfile
from atexit import register
from functools import cache
from pathlib import Path

from briefkit.build import build_archive
from briefkit.files import Disk
from tests import hard

ROOT = Path(__file__).parents[2]
REAL, HARD = "islamic-state-strikes-abroad", "hard"
ARCHIVES = ("real", *sorted(path.name for path in (ROOT / "examples").iterdir() if path.is_dir()))


@cache
def built(name: str) -> Path:
    """The built folder of the archive at the root ("real"), of tests/hard.py, or of an example."""
    source = ROOT if name == "real" else ROOT / "examples" / name
    place = Path(tempfile.mkdtemp(prefix="briefkit-"))
    register(shutil.rmtree, place, ignore_errors=True)
    for path, content in hard.every().items() if name == HARD else ():
        (place / path).parent.mkdir(parents=True, exist_ok=True)
        (place / path).write_bytes(content)
    for part in ("seeds", "brief", "templates"):
        if (source / part).is_dir():
            shutil.copytree(source / part, place / part)
    result = build_archive(Disk(place), place)
    assert not result.failed
    return place / "build"


def pages(name: str) -> list[str]:
    """The paths of its pages, in order."""
    folder = built(name)
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))
