"""The archive as a git revision holds it, read into memory; the work tree is neither read nor changed.

What is read is what git stores: without the filters of a checkout, so that a file under Git LFS is
its pointer.
"""

from __future__ import annotations

import os
import posixpath
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from briefkit.files import NO_PATH, Memory
from briefkit.folder import BRIEFS, SEEDS, TEMPLATES

FILE, LINK = b"100", b"120"  # how the modes of git's trees begin; what else there is are submodules
LINKS_FOLLOWED = 8  # one link may lead to another, and perhaps back


class NoRevision(Exception):
    """The revision cannot be read; the message says why and what to do."""


def files_at(root: Path, rev: str, folders: Sequence[str] = (BRIEFS, SEEDS, TEMPLATES)) -> Memory:
    """The files of an archive at a revision: a commit, a branch, a tag, `HEAD~1`.

    The archive may be a folder of the repository, and need not have been there yet: then there are
    no files. `A...B` is the commit from which A and B parted, as `git diff A...B` has it; an end that
    is not named is HEAD. Raises `NoRevision`.
    """
    prefix = os.fsdecode(git(root, "rev-parse", "--show-prefix", what="is no git repository")).rstrip("\n")
    commit = _commit(root, rev)
    places = [f"{prefix}{folder}" for folder in folders]
    listed = git(root, "ls-tree", "-r", "-z", "--full-tree", commit, "--", *places)
    blobs = {path: (mode, id) for mode, id, path in _entries(listed)}
    contents = dict(_contents(root, {id for _, id in blobs.values()}))
    links = {path: os.fsdecode(contents[id]) for path, (mode, id) in blobs.items() if mode == LINK}
    found: dict[str, bytes] = {}
    for path in blobs:
        end = _followed(path, links)
        if end in blobs and blobs[end][0] == FILE:
            found[path.removeprefix(prefix)] = contents[blobs[end][1]]
    return Memory(found)


def _commit(root: Path, rev: str) -> str:
    """The commit's own name."""
    if "..." in rev:
        first, second = (_commit(root, end or "HEAD") for end in rev.split("...", 1))
        what = f"holds no commit from which {rev} parted: fetch more of its history (`git fetch --unshallow`)"
        return git(root, "merge-base", first, second, what=what).decode().strip()
    if rev.startswith("-"):
        raise NoRevision(f"{rev} is no revision: name a commit, a branch or a tag")
    what = (
        f"holds no revision {rev}: `git log` and `git branch -a` list what there is. A clone made for CI "
        "is often cut short: fetch the revision first, or check out with `fetch-depth: 0`"
    )
    return git(root, "rev-parse", "--quiet", "--verify", rev + "^{commit}", what=what).decode().strip()


def _entries(listed: bytes) -> Iterator[tuple[bytes, bytes, str]]:
    """(kind of mode, object, path from the repository's top) of each file and link of a listing."""
    for entry in listed.split(b"\0"):
        if entry:
            words, _, name = entry.partition(b"\t")
            mode, _, id = words.split(b" ")
            path = os.fsdecode(name)
            if mode[:3] in (FILE, LINK) and not NO_PATH.search(path):
                yield mode[:3], id, path


def _contents(root: Path, ids: Iterable[bytes]) -> Iterator[tuple[bytes, bytes]]:
    """(object, its bytes) of each; git is started once."""
    asked = sorted(ids)
    answer = git(root, "cat-file", "--batch", given=b"".join(id + b"\n" for id in asked))
    position = 0
    for id in asked:
        head_end = answer.index(b"\n", position)
        words = answer[position:head_end].split(b" ")
        if words[-1] == b"missing":  # a clone without every object (`--filter`) and without its origin
            raise NoRevision(f"object {id.decode()} is not in this clone: run `git fetch --refetch`")
        start = head_end + 1
        position = start + int(words[2])
        yield id, answer[start:position]
        position += 1


def _followed(path: str, links: dict[str, str]) -> str:
    """Where symbolic links lead from a path, as long as they lead to the repository's own files."""
    for _ in range(LINKS_FOLLOWED):
        if path not in links:
            break
        path = posixpath.normpath(posixpath.join(posixpath.dirname(path), links[path]))
    return path


def git(root: Path, *words: str, given: bytes = b"", what: str = "could not be read") -> bytes:
    """What git prints; where it fails, `NoRevision` says of the folder `what`."""
    command = ["git", "-C", os.fspath(root), *words]
    try:
        ran = subprocess.run(command, input=given, capture_output=True, check=False)
    except FileNotFoundError:
        raise NoRevision("git is not installed, or not on the PATH: an earlier revision needs it") from None
    if ran.returncode == 0:
        return ran.stdout
    said = ran.stderr.decode("utf-8", "replace").strip().removeprefix("fatal: ").splitlines()
    where = "this folder" if root == Path() else f"{root}"
    raise NoRevision(f"{where} {what}" + (f" ({said[0]})" if said else ""))
