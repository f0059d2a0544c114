"""Told that files of the archive have changed, or looking whether they have.

With the extra `watch` the system tells; without it the folders are looked through four times a
second. What is told is where to look, and not what happened there: that the archive finds by
content, so a file saved twice within a moment, or back as it was, is no special case.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from threading import Event

from briefkit.files import LEFT_OUT, Disk
from briefkit.folder import BRIEFS, SEEDS, TEMPLATES

FOLDERS = (SEEDS, BRIEFS, TEMPLATES)
EVERY = 0.25  # seconds between two looks
STEP = 10  # milliseconds without a further change, after which those so far are told
LOOK_AGAIN = 1_000  # milliseconds after which folders are looked for that were not there
EVERYWHERE = frozenset[str]()  # anything may have changed

Paths = frozenset[str]  # from the archive's root; none: EVERYWHERE
Watch = Callable[[Path, Event], Iterator[Paths]]  # ends when the event is set


def watcher() -> tuple[Watch, bool]:
    """(what watches best here, whether the system tells it of changes)."""
    try:
        import watchfiles  # noqa: F401  # only whether it is there
    except ImportError:
        return look, False
    return be_told, True


def be_told(root: Path, stop: Event) -> Iterator[Paths]:
    """By the system, as soon as something changed. A folder that comes later, or is replaced, is seen too."""
    from watchfiles import watch

    while not stop.is_set():
        looked = False
        there = _folders(root)
        for changes in watch(
            *(there or [root]),
            watch_filter=lambda _, path: not LEFT_OUT.search(Path(path).name),
            step=STEP,
            stop_event=stop,
            rust_timeout=LOOK_AGAIN,
            yield_on_timeout=True,
            raise_interrupt=False,
            recursive=bool(there),
        ):
            if _folders(root) != there:
                yield EVERYWHERE
                break  # what was watched is another folder now
            changed = [Path(path) for _, path in changes]
            if not looked:  # what changed before all of this was watched
                looked = True
                yield EVERYWHERE
            elif changed:
                # Of a new folder it is told before what is put there is seen.
                looked = not any(path.is_dir() for path in changed)
                yield frozenset(path.relative_to(root).as_posix() for path in changed)


def look(root: Path, stop: Event) -> Iterator[Paths]:
    """By looking at the sizes and times of all files, a few times a second."""
    before = _state(root)
    while not stop.wait(EVERY):
        now = _state(root)
        if changed := {path for path, _ in before.items() ^ now.items()}:
            yield frozenset(changed)
        before = now


def _folders(root: Path) -> dict[Path, tuple[int, int]]:
    """The folders that are there, each with what the system knows it by."""
    found = {}
    for name in FOLDERS:
        with suppress(OSError):
            at = (root / name).stat()
            found[root / name] = (at.st_dev, at.st_ino)
    return found


def _state(root: Path) -> dict[str, tuple[int, int, int]]:
    files, found = Disk(root), {}
    for folder in FOLDERS:
        with suppress(OSError):  # a folder that may not be read, or goes while this looks
            for path in files.names(folder):
                with suppress(OSError):
                    at = os.stat(root / path)  # noqa: PTH116  # a quarter quicker, four times a second
                    found[path] = (at.st_mtime_ns, at.st_size, at.st_ino)
    return found
