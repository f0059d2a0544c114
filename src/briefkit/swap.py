"""A folder of generated files, written beside the last one and exchanged for it in one step.

Whatever stops a build (an exception, a full disk, kill -9), `build/` is the last build, whole, or
the new one, whole. docs/atomic-build.md tells what is promised and what is not.

Nothing is flushed to the disk (fsync), so the promise holds against stopped processes and not
against a power cut: 5,000 files take 0.5 s to write and 10 s to flush one by one, all of it can be
made again from the archive, and the manifest's digests show what a power cut has spoilt.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import NamedTuple, NoReturn

from briefkit.files import checked

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

# The file by which a folder is known to be briefkit's: a JSON object with the key "briefkit".
MANIFEST = "manifest.json"

CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)

# From linux/fs.h and fcntl.h; from macOS' sys/stdio.h.
RENAME_EXCHANGE, AT_FDCWD = 2, -100
RENAME_SWAP = 2

# How a kernel, or a file system, says that it knows no exchange of names.
NO_EXCHANGE = {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP}

# What asks a process to end and would end it without a word; Ctrl-C is an exception already.
ENDING = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))


class NotOurs(Exception):
    """In the folder's place stands something that briefkit did not make, so it is left alone."""


class Busy(Exception):
    """Another process is writing the folder."""


class Written(NamedTuple):
    """A staged file as the manifest lists it."""

    path: str  # from the folder's root, "/" on every system
    size: int  # in bytes
    sha256: str  # 64 hex digits


class Staging:
    """The folder that is to come, filled file by file, by one thread."""

    def __init__(self, folder: Path) -> None:
        self.written: list[Written] = []  # in the order of writing
        self._folder = folder
        self._folders = {""}  # what has been made below it

    def write(self, path: str, content: bytes) -> None:
        """Write a new file, with its folders; a second one of that path is a `FileExistsError`.

        So is one whose path differs in case alone, where the file system cannot tell them apart.
        """
        folder, _, _ = checked(path).rpartition("/")
        if folder not in self._folders:
            (self._folder / folder).mkdir(parents=True, exist_ok=True)
            self._folders.add(folder)
        try:
            _write(f"{self._folder}{os.sep}{path}", content)
        except FileExistsError as error:
            raise FileExistsError(errno.EEXIST, "The build writes this file twice", path) from error
        self.written.append(Written(path, len(content), hashlib.sha256(content).hexdigest()))


@contextmanager
def staged(root: Path, name: str) -> Iterator[Staging]:
    """An empty folder that becomes `root/name` when the block ends, and vanishes if it fails.

    It must hold a manifest by then, or the next build could not tell that the folder is ours.
    Raises `Busy` while another process does the same, and `NotOurs` if a person's files stand
    there; both before anything is written, so that no one waits for a build that is in vain.
    """
    names = _Names.of(root, name)
    with _terminable(), _locked(names):
        _tidy(names)
        _check_replaceable(names.build)
        try:
            names.new.mkdir()
            yield Staging(names.new)
            if not _has_manifest(names.new):
                raise ValueError(f"{name} was staged without its {MANIFEST}")
            _check_replaceable(names.build)  # a person may have put something there meanwhile
            _swap(names)
        finally:
            _tidy(names)


def recover(root: Path, name: str) -> str | None:
    """Puts right what a stopped build left beside `root/name`; says so in a sentence, if it did.

    Every command calls this first. It touches nothing while a build is running, and where the
    user may not write it only says what it found.
    """
    names = _Names.of(root, name)
    if not any(os.path.lexists(path) for path in (names.new, names.old, names.lock)):
        return None
    try:
        with _locked(names):
            return _tidy(names)
    except Busy:
        return None
    except OSError as error:
        if error.errno not in (errno.EACCES, errno.EPERM, errno.EROFS):
            raise
        return f"What a build left beside {name}/ could not be cleared away: {error.strerror}."


@dataclass(frozen=True, slots=True)
class _Names:
    """The folder and what stands beside it: in the same folder, hence on the same file system.

    Only who holds the lock may touch the others. What stands under `new` is never of use once
    the lock is free; what stands under `old` is always a whole build.
    """

    build: Path
    new: Path  # on its way in, or after the swap on its way out
    old: Path  # the last build, for the moment in which the two-step swap leaves no `build`
    lock: Path

    @staticmethod
    def of(root: Path, name: str) -> _Names:
        root = root.absolute()  # a command may change its working folder meanwhile
        new, old, lock = (root / f".{name}.briefkit-{role}" for role in ("new", "old", "lock"))
        return _Names(root / name, new, old, lock)


def _check_replaceable(build: Path) -> None:
    """Nothing is there, or an empty folder, or a build of ours."""
    if build.is_symlink():
        problem = "is a symbolic link, and only a folder can be exchanged for a new one: remove the link"
    elif not build.exists():
        return
    elif not _is_removable(build):
        problem = "belongs to another user, and could not be cleared away once it is exchanged: take it away"
    elif not build.is_dir():
        problem = "is a file, and a folder is to be made there: move or remove it"
    elif os.path.ismount(build):
        problem = "is a mount point, which no new folder can be exchanged for: mount the folder above it"
    elif any(build.iterdir()) and not _has_manifest(build):
        problem = f"holds files, but no {MANIFEST} of briefkit's, so it may be yours: move or remove it"
    else:
        return
    raise NotOurs(f"{build.name} {problem}")


def _is_removable(folder: Path) -> bool:
    """Whether we may take it apart: it is ours, whatever its mode says, or open to us."""
    if sys.platform == "win32":
        return True
    effective = os.access in os.supports_effective_ids
    return folder.stat().st_uid == os.geteuid() or os.access(
        folder, os.W_OK | os.X_OK, effective_ids=effective
    )


def _has_manifest(folder: Path) -> bool:
    manifest = folder / MANIFEST
    if not manifest.is_file():
        return False
    try:
        content = json.loads(manifest.read_bytes())
    except (ValueError, RecursionError):  # other tools have a manifest.json too
        return False
    return isinstance(content, dict) and "briefkit" in content


def _swap(names: _Names) -> None:
    """Exchange the new build for the last one, in one step where the file system can.

    Else in two, between which there is no `build`; `_tidy` finishes or undoes what stops there.
    """
    if not names.build.exists():
        names.new.rename(names.build)
    elif not exchange(names.new, names.build):
        names.build.rename(names.old)
        names.new.rename(names.build)


def _tidy(names: _Names) -> str | None:
    """Leave `build` whole and nothing beside it, whatever was begun; say what was put right.

    Each step leaves a state that this function puts right as well. In particular no folder is
    removed under the name `old`, for a half-removed one must not be taken for a whole build.
    """
    sentence = None
    if os.path.lexists(names.old) and not os.path.lexists(names.build):
        names.old.rename(names.build)
        sentence = f"A build was stopped while it replaced {names.build.name}/; the last one was put back."
    if os.path.lexists(names.new):
        _remove(names.new)
        sentence = sentence or f"What a stopped build left beside {names.build.name}/ was cleared away."
    if os.path.lexists(names.old):
        names.old.rename(names.new)
        sentence = _tidy(names)
    return sentence


def _remove(folder: Path) -> None:
    """Remove a folder with all that it holds, also where someone made parts of it read-only."""
    try:
        shutil.rmtree(folder)
    except PermissionError:
        folder.chmod(0o700)
        for above, folders, _ in os.walk(folder):
            for below in (Path(above, name) for name in folders):
                if not below.is_symlink():
                    below.chmod(0o700)
        shutil.rmtree(folder)


def exchange(one: Path, other: Path) -> bool:
    """Each gets the other's name, in one step; False where system or file system cannot do that."""
    if sys.platform == "win32":
        return False
    import ctypes  # not in every command

    libc = ctypes.CDLL(None, use_errno=True)
    first, second = os.fsencode(one), os.fsencode(other)
    sys.audit("briefkit.exchange", first, second)  # as os.rename does; libc by itself raises no event
    try:
        if sys.platform == "darwin":
            failed = libc.renamex_np(first, second, RENAME_SWAP)
        else:
            failed = libc.renameat2(AT_FDCWD, first, AT_FDCWD, second, RENAME_EXCHANGE)
    except AttributeError:  # a libc without the call, such as older musl
        return False
    if failed and (code := ctypes.get_errno()) not in NO_EXCHANGE:
        raise OSError(code, os.strerror(code), str(other))
    return not failed


def _write(place: str, content: bytes) -> None:
    file = os.open(place, CREATE, 0o666)  # less the umask, as for any file a person makes
    try:
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(file, rest) :]
    finally:
        os.close(file)


@contextmanager
def _locked(names: _Names) -> Iterator[None]:
    """Hold the lock, which the system frees however the process ends; `Busy` if another has it."""
    file = _lock(names)
    try:
        yield
    finally:
        if sys.platform == "win32":  # which removes no open file, and no file that another has open
            os.close(file)
            with suppress(OSError):
                names.lock.unlink()
        else:
            if _is_at(file, names.lock):
                names.lock.unlink()  # while it is held: later, it could be another's
            os.close(file)


def _lock(names: _Names) -> int:
    while True:
        file = os.open(names.lock, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            if not _take(file):
                raise Busy(f"another briefkit command is writing {names.build.name}")
            if _is_at(file, names.lock):
                return file
        except BaseException:
            os.close(file)
            raise
        os.close(file)  # who held it has removed it since we opened it


def _take(file: int) -> bool:
    try:
        if sys.platform == "win32":
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def _is_at(file: int, path: Path) -> bool:
    """Whether the path still names the open file."""
    try:
        return os.path.samestat(os.fstat(file), path.stat())
    except FileNotFoundError:
        return False


@contextmanager
def _terminable() -> Iterator[None]:
    """What would end the process without a word ends it as Ctrl-C does: the block can clean up."""
    if threading.current_thread() is not threading.main_thread():  # no other may set a handler
        yield
        return
    unhandled = [number for number in ENDING if signal.getsignal(number) is signal.SIG_DFL]
    for number in unhandled:
        signal.signal(number, _end)
    try:
        yield
    finally:
        for number in unhandled:
            signal.signal(number, signal.SIG_DFL)


def _end(number: int, frame: FrameType | None) -> NoReturn:
    raise SystemExit(128 + number)  # the exit code that a shell reports for the signal
