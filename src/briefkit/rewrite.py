"""Files of an archive that an editor wrote, changed by a command: all of them or none, and nothing lost.

What is written back carries the digest of what was read, and is refused if the file has changed
since. A seed is never among them; it comes in once, as a file that is created, and stays.
"""

from __future__ import annotations

import difflib
import errno
import hashlib
import os
import secrets
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from briefkit.files import checked
from briefkit.spans import LINES

if sys.platform != "win32":
    import fcntl


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
    before: str | None  # the text as it was read; None: there is no such file
    after: str | None  # None: the file is taken away
    to: str | None = None  # the path that it moves to, where nothing is yet
    copied: bool = False  # for a preview: to `to`, and it stays where it is

    @property
    def digest(self) -> str | None:
        return None if self.before is None else hashlib.sha256(self.before.encode("utf-8")).hexdigest()


def rewrite(root: Path, changes: Sequence[Rewrite]) -> None:
    """Write every change, each file in one step, after all have been found unchanged.

    Raises `ChangedMeanwhile`, and then every file is as it was; so it is after an `OSError`, which is
    the machine's. What exists is never overwritten by a file that is new or moves.
    """
    with _one_at_a_time(root):
        _rewrite(root, changes)


def _rewrite(root: Path, changes: Sequence[Rewrite]) -> None:
    staged: list[_Staged] = []
    done: list[_Staged] = []
    try:
        staged.extend(_stage(root, one) for one in changes)  # those before one that fails are there
        for each in staged:
            each.check()
        for act in (_Staged.put, _Staged.take_away):  # so that a file that moves is never nowhere
            for each in staged:
                done.append(each)
                act(each)
    except (OSError, ChangedMeanwhile):
        for each in reversed(done):
            each.take_back()
        raise
    finally:
        for each in staged:
            if each.new is not None:
                each.new.unlink(missing_ok=True)


@contextmanager
def _one_at_a_time(root: Path) -> Iterator[None]:
    """Wait for whoever else rewrites files: what is found unchanged has to be so when it is replaced.

    Windows cannot lock a folder, nor can some network drives; there the moment between is left.
    """
    if sys.platform == "win32":
        yield
        return
    handle = os.open(root, os.O_RDONLY)
    try:
        with suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def preview(changes: Iterable[Rewrite]) -> Iterator[str]:
    """The changes as a unified diff, a line each; of line ends it says nothing."""
    for one in changes:
        before, after = (LINES.findall(text or "") for text in (one.before, one.after))
        old = "/dev/null" if one.before is None else f"a/{one.path}"
        new = "/dev/null" if one.after is None else f"b/{one.to or one.path}"
        if one.to:
            word = "copy" if one.copied else "rename"
            yield from (f"{word} from {one.path}", f"{word} to {one.to}")
        for line in difflib.unified_diff(before, after, old, new):
            yield line.rstrip("\r\n")
            if line[:1] in "-+ " and not line.endswith(("\n", "\r")):
                yield "\\ No newline at end of file"


def create(place: Path, content: bytes, *, read_only: bool = False) -> None:
    """Write a file that is not there yet, with its folders: whole or not at all.

    Raises `FileExistsError` if anything stands there, a link that leads nowhere included; of two
    processes that create it at once, one does.
    """
    place.parent.mkdir(parents=True, exist_ok=True)
    new = place.parent / f".briefkit-{secrets.token_hex(8)}"  # hidden: no archive lists it
    mode = 0o444 if read_only else 0o666
    try:
        _write_new(new, content, mode)
        try:
            os.link(new, place)  # unlike a renaming, it puts nothing in another's place
        except FileExistsError:
            raise
        except OSError:  # a file system without hard links
            _write_new(place, content, mode)
    finally:
        new.unlink(missing_ok=True)


def _write_new(place: Path, content: bytes, mode: int) -> None:
    handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
    with os.fdopen(handle, "wb") as file:
        file.write(content)


@dataclass(slots=True)
class _Staged:
    """A change with its new text beside the place where it goes."""

    change: Rewrite
    new: Path | None  # the text in a hidden file
    old: Path  # where the file is
    place: Path  # where it goes: there, unless it moves
    written: bool = False
    gone: bool = False

    @property
    def comes_new(self) -> bool:
        return self.change.before is None or self.place != self.old

    def check(self) -> None:
        if _digest(self.old) != self.change.digest or (self.place != self.old and self.place.exists()):
            raise ChangedMeanwhile(self.change.path)
        if self.change.before is not None and not self.old.stat().st_mode & 0o222:
            raise PermissionError(
                errno.EACCES, "this file is read-only, so nothing was written", self.change.path
            )

    def put(self) -> None:
        if self.new is None:
            return
        if self.comes_new:
            _link(self.new, self.place, self.change)
        else:
            self.new.replace(self.place)
        self.written = True

    def take_away(self) -> None:
        if self.new is None or (self.place != self.old and self.change.before is not None):
            self.old.unlink()
            self.gone = True

    def take_back(self) -> None:
        """Leave all as it was, as far as the machine lets us: the error that led here is told."""
        with suppress(OSError):
            if self.change.before is not None and (self.gone or (self.written and not self.comes_new)):
                _beside(self.old, self.change.before, self.place).replace(self.old)
        with suppress(OSError):
            if self.written and self.comes_new:
                self.place.unlink()


def _stage(root: Path, one: Rewrite) -> _Staged:
    for path in filter(None, (one.path, one.to)):
        if path.startswith("seeds/"):
            raise ValueError(f"{path} is a seed, and seeds are never written")
    named = root / checked(one.path)
    old = Path(os.path.realpath(named)) if one.to is None else named  # a link that moves goes itself
    place = old if one.to is None else root / checked(one.to)
    staged = _Staged(one, None, old, place)
    staged.check()
    if one.after is not None:
        place.parent.mkdir(parents=True, exist_ok=True)
        staged.new = _beside(place, one.after, old)
    return staged


def _digest(place: Path) -> str | None:
    with suppress(FileNotFoundError, NotADirectoryError):
        return hashlib.sha256(place.read_bytes()).hexdigest()
    return None


def _link(new: Path, place: Path, one: Rewrite) -> None:
    """Put a file where none is; another process may have made one meanwhile."""
    try:
        place.hardlink_to(new)
    except FileExistsError:
        raise ChangedMeanwhile(one.to or one.path) from None
    except OSError:  # a file system without hard links
        new.replace(place)


def _beside(place: Path, text: str, like: Path) -> Path:
    """The text in a hidden file of the same folder, with the rights that a file has there."""
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name}-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
    except OSError:  # a full disk
        Path(name).unlink(missing_ok=True)
        raise
    if like.exists():
        shutil.copymode(like, name)
    else:
        mask = os.umask(0o022)
        os.umask(mask)
        Path(name).chmod(0o666 & ~mask)
    return Path(name)
