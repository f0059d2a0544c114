"""Files that go away, change or cannot be read meanwhile: a finding or one line, never a traceback."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial

import pytest

from briefkit.files import Disk, Memory
from briefkit.workspace import Workspace
from tests.archives import archive, sidecar
from tests.commands import call, lay_down

ICE = "The ice melts, the sea rises.\n"
RISES = "p1:\n  - claim: The sea rises\n    id: rises\n"
MELTS = "p1:\n  - claim: The ice melts\n    id: melts\n    supports: [sea#rises]\n"


def two() -> dict[str, bytes]:
    ice = sidecar(MELTS, seed=ICE, file="ice.txt", about="title: The ice")
    return archive(RISES, **{"seeds/ice.txt": ICE, "brief/ice.yaml": ice})


@dataclass(frozen=True)
class Unsteady(Memory):
    """Files of which some do, when they are read, what is written down here."""

    when_read: dict[str, Callable[[], None]] = field(default_factory=dict)

    def read(self, path: str) -> bytes:
        if act := self.when_read.get(path):
            act()
        return super().read(path)


def going(files: dict[str, bytes], *paths: str) -> dict[str, Callable[[], None]]:
    """Each of these goes away when it is read."""

    def leave(path: str) -> None:
        files.pop(path, None)

    return {path: partial(leave, path) for path in paths}


def refuse(number: int) -> Callable[[], None]:
    def act() -> None:
        raise OSError(number, os.strerror(number))

    return act


def looked_at(files: dict[str, bytes], **when_read: Callable[[], None]) -> tuple[Workspace, Unsteady]:
    unsteady = Unsteady(files, when_read)
    workspace = Workspace(unsteady)
    workspace.refresh()
    return workspace, unsteady


def found(workspace: Workspace) -> list[tuple[str, str, str]]:
    return [(one.path, one.code, one.message) for one in workspace.findings()]


def test_a_sidecar_that_goes_away_after_it_was_listed_is_not_there():
    files = two()
    workspace, _ = looked_at(files, **going(files, "brief/ice.yaml"))
    assert [one.code for one in workspace.findings()] == ["BK502"]  # its seed is nobody's
    assert (workspace.index.slugs(), workspace.lost) == (["sea"], ())


def test_a_seed_that_goes_away_while_its_sidecar_is_read_is_missing():
    files = two()
    workspace, unsteady = looked_at(files, **going(files, "seeds/ice.txt"))
    assert found(workspace) == [("brief/ice.yaml", "BK001", "there is no seeds/ice.txt")]
    unsteady.when_read.clear()
    files["seeds/ice.txt"] = ICE.encode()
    assert workspace.refresh() == {"ice"}
    assert workspace.findings() == ()


@pytest.mark.parametrize("number", [errno.EACCES, errno.EIO, errno.EISDIR])
def test_a_seed_that_cannot_be_read_is_said_to_be_there(number):
    files = two()
    workspace, unsteady = looked_at(files, **{"seeds/ice.txt": refuse(number)})
    message = f"seeds/ice.txt cannot be read: {os.strerror(number)}"
    assert found(workspace) == [("brief/ice.yaml", "BK001", message)]
    assert workspace.refresh() == frozenset()
    unsteady.when_read.clear()
    assert workspace.refresh() == {"ice"}
    assert workspace.findings() == ()


@pytest.mark.parametrize("number", [errno.EACCES, errno.EIO])
def test_a_sidecar_that_cannot_be_read_costs_its_own_brief_alone(number):
    files = two()
    workspace, unsteady = looked_at(files, **{"brief/ice.yaml": refuse(number)})
    message = f"this file cannot be read: {os.strerror(number)}"
    assert found(workspace) == [("brief/ice.yaml", "BK193", message)]
    assert (workspace.index.slugs(), workspace.lost) == (["sea"], ("ice",))
    assert workspace.refresh() == frozenset()
    unsteady.when_read.clear()
    assert workspace.refresh() == {"ice"}
    assert workspace.findings() == ()
    unsteady.when_read["brief/ice.yaml"] = refuse(number)
    assert workspace.update("brief/ice.yaml") == {"ice"}
    assert workspace.brief("ice") is None
    assert workspace.last_good("ice") is not None


def test_a_shared_file_that_goes_away_after_it_was_listed_is_not_there():
    files = two() | {"brief/entities.yaml": b"[", "brief/archive.yaml": b"["}
    workspace, _ = looked_at(files, **going(files, "brief/entities.yaml", "brief/archive.yaml"))
    assert workspace.findings() == ()


def test_a_sidecar_that_is_replaced_while_it_is_read_is_the_old_one_or_the_new():
    files = two()
    texts = [files["brief/sea.yaml"], files["brief/sea.yaml"].replace(b"id: rises", b"id: falls")]

    def turns() -> Iterator[bytes]:
        while True:
            yield from texts

    turn = turns()
    workspace, unsteady = looked_at(
        files, **{"brief/sea.yaml": lambda: files.__setitem__("brief/sea.yaml", next(turn))}
    )
    for _ in range(5):
        fresh = Workspace(Memory(dict(files)))
        fresh.refresh()
        assert workspace.findings() == fresh.findings()
        workspace.refresh()
    unsteady.when_read.clear()
    workspace.refresh()
    fresh = Workspace(Memory(files))
    fresh.refresh()
    assert workspace.findings() == fresh.findings()


def test_a_brief_that_is_asked_for_after_its_sidecar_went_away_has_a_finding():
    files = two()
    workspace = Workspace(Memory(files))
    workspace.refresh()
    workspace._held.clear()  # as where more briefs were looked at than are held
    del files["brief/ice.yaml"]
    assert workspace.sidecar("ice") is None
    assert [one.code for one in workspace.reading("ice").findings] == ["BK193"]


def test_check_says_in_a_line_that_a_folder_cannot_be_read(tmp_path, monkeypatch):
    folder = lay_down(tmp_path / "archive", two())

    def scan(path: str) -> Iterator[os.DirEntry[str]]:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)

    monkeypatch.setattr("briefkit.files.os.scandir", scan)
    ended = call("check", "--no-cache", folder=folder)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == f"briefkit: Permission denied: {folder / 'seeds'}\n"


def test_check_finds_a_seed_that_vanishes_while_it_runs_and_knows_it_the_next_time(tmp_path, monkeypatch):
    folder = lay_down(tmp_path / "archive", two())
    read = Disk.read

    def vanish(self: Disk, path: str) -> bytes:
        if path == "seeds/ice.txt":
            (folder / path).unlink(missing_ok=True)
        return read(self, path)

    with monkeypatch.context() as patch:
        patch.setattr(Disk, "read", vanish)
        first = call("check", "--format", "concise", folder=folder)
    assert (first.code, first.out.count("BK001")) == (1, 1)
    assert call("check", "--format", "concise", folder=folder) == first
    (folder / "seeds/ice.txt").write_text(ICE)
    assert call("check", "-q", folder=folder).code == 0
