"""Stops a run with kill -9 between any two of its changes to the disk.

The changes are counted where Python announces them (its audit events: making, opening for
writing, renaming, removing, …), each before it is made; so a stop before change n is a stop
after change n - 1. Two have no event of Python's: `os.write` is replaced by one that writes in
halves, counted each, so that a stop can leave a torn file; and an exchange of names, made in C,
announces itself. Not counted: what other processes change, such as a run's workers, and the
single writes of a file object, whose opening is.

Where only what is on the disk matters, one run does for all stops: before each change the folder is
copied as it is, which is what a kill at that moment would leave.
"""

from __future__ import annotations

import itertools
import json
import os
import runpy
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import traceback
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
CHANGES = {
    *("os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.truncate"),
    *("os.chmod", "os.chown", "os.utime", "os.setxattr", "os.removexattr"),
    "briefkit.exchange",
}


def run_and_kill(run: Callable[[], object] | Sequence[str], change: int, folder: Path = ROOT) -> str | None:
    """What the run was about to do when it was killed: its change of that number, from 1.

    None if it came to its end with fewer changes. A run that fails by itself is an AssertionError.
    A function runs in a fork, so it sees what a test has patched; a command, the name of a module
    and its arguments (`["briefkit", "build"]`), as `python -m` in the folder.
    """
    with tempfile.TemporaryFile() as last_words:
        if callable(run):
            code = exit_code(forked(partial(_run_armed, run, change, last_words.fileno())))
        else:
            code = _spawn(run, change, last_words.fileno(), folder)
        last_words.seek(0)
        event = last_words.read().decode()
    if code == -signal.SIGKILL and event:
        return event
    assert code == 0, f"the run ended with {code} before its change {change}"
    return None


def stopped_everywhere(
    run: Callable[[Path], object], start: Path, scratch: Path
) -> Iterator[tuple[Path, str | None]]:
    """The folder as the run leaves it when stopped before its first change, its second, …, at last not.

    Each time it is a copy of its own, in `scratch`, and goes when the next one comes; with it comes what
    the run was about to do.
    """
    folder = scratch / "whole"
    shutil.copytree(start, folder, symlinks=True)
    with tempfile.TemporaryFile() as told:
        code = exit_code(forked(partial(_run_copied, partial(run, folder), folder, told.fileno())))
        assert code == 0, f"the run ended with {code}"
        told.seek(0)
        events = [*json.loads(b"[" + told.read().rstrip(b",") + b"]"), None]
    for number, event in enumerate(events, 1):
        left = folder if event is None else scratch / str(number)
        yield left, event
        shutil.rmtree(left)


def forked(function: Callable[[], object]) -> int:
    """The process id of a copy of this process that does nothing but run the function, and ends."""
    with warnings.catch_warnings(action="ignore", category=DeprecationWarning):
        child = os.fork()  # 3.12 warns where there are threads; the child uses none of theirs
    if child:
        return child
    try:
        function()
    except SystemExit as ended:
        os._exit(ended.code if isinstance(ended.code, int) else 1)
    except BaseException:  # noqa: BLE001 - the parent sees the exit code
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def exit_code(child: int) -> int:
    """How the process ended, once it has: its exit code, or less than 0 for a signal."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _spawn(command: Sequence[str], change: int, last_words: int, folder: Path) -> int:
    path = os.pathsep.join([str(ROOT), str(ROOT / "src")])
    return subprocess.run(
        [sys.executable, "-m", "tests.build.kill", str(change), str(last_words), *command],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"},
        pass_fds=[last_words],
        check=False,
    ).returncode


def _run_armed(run: Callable[[], object], change: int, last_words: int) -> None:
    with _armed(change, last_words):
        run()


def _run_copied(run: Callable[[], object], folder: Path, told: int) -> None:
    """Run, and before each change copy the folder beside itself, under the number of the change."""
    whole_write = os.write

    def copy(number: int, event: str) -> None:
        shutil.copytree(folder, folder.parent / str(number), symlinks=True)
        whole_write(told, json.dumps(event).encode() + b",")

    with _watched(copy):
        run()


@contextmanager
def _armed(change: int, last_words: int) -> Iterator[None]:
    """Kill this process before its change of that number, if the block gets so far."""
    whole_write = os.write

    def kill(number: int, event: str) -> None:
        if number == change:
            whole_write(last_words, event.encode())
            os.kill(os.getpid(), signal.SIGKILL)

    with _watched(kill):
        yield


@contextmanager
def _watched(act: Callable[[int, str], None]) -> Iterator[None]:
    """Before each change of the block to the disk, `act` is told its number, from 1, and what it is."""
    numbers = itertools.count(1)
    whole_write = os.write
    is_deaf = False  # an audit hook stays for as long as the process lives, and hears what `act` does, too

    def count(event: str) -> None:
        nonlocal is_deaf
        if not is_deaf:
            is_deaf = True
            act(next(numbers), event)
            is_deaf = False

    def hear(event: str, arguments: tuple[Any, ...]) -> None:
        if event in CHANGES or (event == "open" and arguments[2] & WRITING and arguments[0] != os.devnull):
            count(f"{event} {arguments[0]!r}")

    def write_in_halves(file: int, content: bytes | memoryview) -> int:
        if not stat.S_ISREG(os.fstat(file).st_mode):
            return whole_write(file, content)
        half = len(content) // 2
        count("os.write, first half")
        written = whole_write(file, content[:half])
        count("os.write, second half")
        return written + whole_write(file, content[half:])

    sys.addaudithook(hear)
    os.write = write_in_halves  # type: ignore[assignment]
    try:
        yield
    finally:
        is_deaf = True
        os.write = whole_write


if __name__ == "__main__":
    _, number, pipe, *sys.argv = sys.argv
    with _armed(int(number), int(pipe)):
        runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
