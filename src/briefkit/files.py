"""The one seam to the world: the files of an archive, on disk or in memory.

A path runs from the archive's root, has "/" on every system and is spelt in one way only: no
"./", "//" or "\\". So two paths are one file exactly if they are the same string, and a path
that a sidecar brings along cannot lead out of the archive, neither by its words nor through a
symbolic link.
"""

from __future__ import annotations

import errno
import io
import os
import re
import stat
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

# What is no path of an archive on any system, though it may be one on this: a part that is empty,
# "." or ".."; a backslash, which parts folders on Windows; a drive; the NUL that ends a C string.
NO_PATH = re.compile(r"(?:^|/)\.{0,2}(?:/|\Z)|^[A-Za-z]:|[\\\0]")

# Hidden files (Emacs' lock ".#x" and Vim's ".x.swp" among them) and what editors leave behind.
LEFT_OUT = re.compile(r"^\.|~\Z|\.sw[op]\Z|^#.*#\Z")

# How systems say that there is no such file; the last is Windows' word for a name it cannot hold.
NO_SUCH_FILE = {errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG, errno.ELOOP, errno.EINVAL}

# Opening a link fails, so that only links need a second look. Windows has no such flag.
NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)


class OutsideArchive(Exception):
    """The path, or the symbolic link that it names, does not lead to a place inside the archive."""

    def __init__(self, path: str) -> None:
        super().__init__(path)  # alone in `args`, so that it comes back whole from a worker
        self.path = path

    def __str__(self) -> str:
        return f'"{self.path}" is no path inside the archive'


def checked(path: str) -> str:
    """The path as it is, if its words stay inside the archive."""
    if NO_PATH.search(path):
        raise OutsideArchive(path)
    return path


class Files(Protocol):
    """The files of an archive.

    Every method raises `OutsideArchive` for a path that leads out. An `OSError` is the machine's
    and passes through; whether a file is missing is asked with `exists`.
    """

    def read(self, path: str) -> bytes: ...

    def exists(self, path: str) -> bool:
        """Whether a file, not a folder, stands there."""

    def names(self, folder: str, suffix: str = "") -> list[str]:
        """The paths of all files below the folder ("": the root), in the order of their code points.

        None if there is no such folder. Hidden files, hidden folders and editors' leftovers are
        not among them, nor are `strays`; each can be read.
        """

    def strays(self, folder: str) -> list[str]:
        """What stands below the folder, is not hidden, and yet is not among `names`, in order.

        That is a symbolic link that leads out of the archive, to a folder (it could lead in a
        circle, and give one file two paths) or nowhere; what is no file at all, such as a
        socket; and a name with a backslash, which is another path on Windows.
        """


@dataclass(frozen=True, slots=True)
class Memory:
    """An archive held in memory: path → content."""

    files: Mapping[str, bytes]

    def read(self, path: str) -> bytes:
        if not self.exists(path):
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), path)
        return self.files[path]

    def exists(self, path: str) -> bool:
        return checked(path) in self.files

    def names(self, folder: str, suffix: str = "") -> list[str]:
        below = f"{checked(folder)}/" if folder else ""
        return sorted(
            path
            for path in self.files
            if path.startswith(below)
            and path.endswith(suffix)
            and not any(LEFT_OUT.search(part) for part in path.removeprefix(below).split("/"))
        )

    def strays(self, folder: str) -> list[str]:
        """None: whoever made the mapping meant all that is in it."""
        if folder:
            checked(folder)
        return []


@dataclass(frozen=True, slots=True)
class Overlay:
    """Unsaved texts over the files of an archive: path → what an editor holds.

    The mapping is looked at anew each time, so whoever owns it may change it. A text whose file is
    not there yet stands among the names as if it were.
    """

    files: Files
    texts: Mapping[str, str]

    def read(self, path: str) -> bytes:
        text = self.texts.get(checked(path))
        # An editor may send half of a surrogate pair: then the file is no UTF-8, and said not to be.
        return self.files.read(path) if text is None else text.encode("utf-8", "surrogatepass")

    def exists(self, path: str) -> bool:
        return checked(path) in self.texts or self.files.exists(path)

    def names(self, folder: str, suffix: str = "") -> list[str]:
        unsaved = Memory(dict.fromkeys(self.texts, b"")).names(folder, suffix)
        return (
            sorted({*self.files.names(folder, suffix), *unsaved})
            if unsaved
            else (self.files.names(folder, suffix))
        )

    def strays(self, folder: str) -> list[str]:
        return self.files.strays(folder)


class Disk:
    """An archive in a folder on disk, which may itself be reached through symbolic links.

    It remembers which folders it has found to be inside the root, so that reading a file costs no
    more than opening it: take a new one where the folders may have changed.
    """

    left_out = LEFT_OUT

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self._folders: dict[str, str] = {}  # path from the root → where it is once links are followed

    def read(self, path: str) -> bytes:
        place = self._place(path) if NO_FOLLOW else self._followed(path)
        try:
            return _bytes(place)
        except OSError:
            if (followed := self._followed(path)) == place:
                raise
        return _bytes(followed)

    def exists(self, path: str) -> bool:
        try:
            mode = os.lstat(self._place(path)).st_mode
            if stat.S_ISLNK(mode):
                mode = Path(self._followed(path)).stat().st_mode
        except OSError as error:
            if error.errno in NO_SUCH_FILE:
                return False
            raise
        return stat.S_ISREG(mode)

    def names(self, folder: str, suffix: str = "") -> list[str]:
        files, _ = self._walk(folder)
        return sorted(path for path in files if path.endswith(suffix))

    def strays(self, folder: str) -> list[str]:
        _, strays = self._walk(folder)
        return sorted(strays)

    def _walk(self, folder: str) -> tuple[list[str], list[str]]:
        """The files and the strays below the folder; the system is asked once a folder, not once a file."""
        files: list[str] = []
        strays: list[str] = []
        folders = [folder]
        while folders:
            below = folders.pop()
            prefix = f"{below}/" if below else ""
            for entry in self._entries(below):
                path = prefix + entry.name
                if self.left_out.search(entry.name):
                    continue
                if _is_plain_folder(entry) and not NO_PATH.search(path):
                    self._folders[path] = entry.path  # with no link in it there is nothing to follow
                    folders.append(path)
                elif self._is_readable(entry, path):
                    files.append(path)
                else:
                    strays.append(path)
        return files, strays

    def _entries(self, folder: str) -> list[os.DirEntry[str]]:
        with suppress(FileNotFoundError, NotADirectoryError), os.scandir(self._folder(folder)) as entries:
            return list(entries)
        return []

    def _is_readable(self, entry: os.DirEntry[str], path: str) -> bool:
        if NO_PATH.search(path):
            return False
        with suppress(OutsideArchive):
            return entry.is_file(follow_symlinks=False) or (entry.is_symlink() and self.exists(path))
        return False

    def _place(self, path: str) -> str:
        """Where the file is; its folder is inside the root, the file itself may be a link out of it."""
        folder, _, name = checked(path).rpartition("/")
        return f"{self._folder(folder)}{os.sep}{name}"

    def _followed(self, path: str) -> str:
        """Where the file is once a link in its place is followed."""
        place = self._place(path)
        return self._inside(place, path) if Path(place).is_symlink() else place

    def _folder(self, folder: str) -> str:
        if folder not in self._folders:
            place = self.root / checked(folder) if folder else self.root
            self._folders[folder] = self._inside(str(place), folder)
        return self._folders[folder]

    def _inside(self, place: str, path: str) -> str:
        followed = os.path.realpath(place)  # Path.resolve raises RuntimeError at a link in a circle
        if not Path(followed).is_relative_to(self.root):
            raise OutsideArchive(path)
        return followed


class WholeDisk(Disk):
    """A folder on disk of which nothing is left out: hidden files are among its names too."""

    left_out = re.compile(r"(?!)")


def _is_plain_folder(entry: os.DirEntry[str]) -> bool:
    """Neither a symbolic link nor Windows' older kind, which 3.11 does not tell from a folder."""
    is_junction = sys.version_info >= (3, 12) and entry.is_junction()
    return entry.is_dir(follow_symlinks=False) and not is_junction


def _bytes(place: str) -> bytes:
    with io.FileIO(place, opener=_open) as file:  # closes what it opened, if that is a folder
        return file.read()


def _open(place: str, flags: int) -> int:
    return os.open(place, flags | NO_FOLLOW)
