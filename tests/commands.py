"""The command line as a shell calls it, and the folders that it works in."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from briefkit.cli import main

COMMAND = (sys.executable, "-m", "briefkit")
NOBODY = 65534


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str


def run(*words: str | Path, folder: Path, umask: int = -1, **environment: str) -> Ended:
    """The command in a process of its own."""
    ended = subprocess.run(
        [*COMMAND, *map(str, words)],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        encoding="utf-8",
        umask=umask,
        check=False,
    )
    return Ended(ended.returncode, ended.stdout, ended.stderr)


def call(*words: str | Path, folder: Path) -> Ended:
    """The command in this process: the same `main`, in a twentieth of the time."""
    out, err, code = io.StringIO(), io.StringIO(), 0
    with (
        mock.patch.object(sys, "argv", ["briefkit", *map(str, words)]),
        contextlib.chdir(folder),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        try:
            main()
        except SystemExit as ended:
            code = int(ended.code or 0)
    return Ended(code, out.getvalue(), err.getvalue())


def lay_down(folder: Path, files: Mapping[str, bytes]) -> Path:
    """The archive on disk; the folder is given back."""
    for path in ("seeds", "brief"):
        (folder / path).mkdir(parents=True, exist_ok=True)
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """Path → bytes of every file below the folder; none where there is no folder."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@contextlib.contextmanager
def as_nobody(files: Mapping[str, bytes]) -> Iterator[Path]:
    """A folder with these files, while this process has no right that its modes do not give.

    pytest's own folders are closed to other users, so it stands beside them.
    """
    with tempfile.TemporaryDirectory() as place:
        folder = lay_down(Path(place) / "archive", files)
        is_root = os.geteuid() == 0
        if is_root:
            Path(place).chmod(0o755)
            for path in [folder, *folder.rglob("*")]:
                os.chown(path, NOBODY, -1)
            call("build", folder=folder)  # what nobody may not read is imported by now
            os.seteuid(NOBODY)
        try:
            yield folder
        finally:
            if is_root:
                os.seteuid(0)
            folder.chmod(0o755)
