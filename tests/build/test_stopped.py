"""`briefkit build`, stopped after each change that it makes to the disk, and refused by what it meets."""

from __future__ import annotations

import errno
import itertools
import os
from functools import partial
from pathlib import Path

import pytest
from tests.archives import archive
from tests.build.kill import run_and_kill, stopped_everywhere
from tests.commands import Ended, call, contents, lay_down

from briefkit import swap
from briefkit.swap import recover, staged

ENTITIES = {"brief/entities.yaml": "office: {actor: Port Office}\n"}
LABELS = "p1:\n  - claim: The sea rises\n    quote: The sea rises\n"
MENTION = "p2:\n  - actor: office\n    quote: Port Office\n"

Site = dict[str, bytes]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A tiny archive that has grown by an actor since it was built."""
    root = lay_down(tmp_path / "archive", archive(LABELS))
    assert call("build", folder=root).code == 0
    return lay_down(root, archive(LABELS + MENTION, **ENTITIES))


@pytest.fixture
def old(root: Path) -> Site:
    return contents(root / "build")


@pytest.fixture
def new(root: Path, tmp_path: Path) -> Site:
    """What a build of the archive gives where there was none before."""
    fresh = lay_down(tmp_path / "fresh", sources(root))
    assert call("build", folder=fresh).code == 0
    return contents(fresh / "build")


def sources(root: Path) -> Site:
    return {path: data for path, data in contents(root).items() if path.startswith(("seeds/", "brief/"))}


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def build(folder: Path) -> None:
    """The whole command, from `main` on; for a process that ends with it."""
    raise SystemExit(call("build", folder=folder).code)


def test_a_build_that_is_stopped_anywhere_leaves_the_last_one_or_the_new_one_whole(root, old, new, tmp_path):
    sound = sources(root)
    came: list[bool] = []  # after each stop: whether build/ is the new one
    for folder, event in stopped_everywhere(build, root, tmp_path / "stopped"):
        came.append(contents(folder / "build") == new)
        kept = new if came[-1] else old
        assert contents(folder / "build") == kept, event
        assert sources(folder) == sound, event
        recover(folder, "build")  # as every command does first
        assert contents(folder / "build") == kept, event
        assert names(folder) == ["brief", "build", "seeds"], event
        if len(came) % 10 == 1:
            assert call("check", folder=folder).code == 0, event
            assert call("build", folder=folder).code == 0, event
            assert contents(folder / "build") == new, event
    assert came == sorted(came), "once the new build is there, it stays"
    assert came.count(False) > 3 * len(new)  # each file is made, half written and written
    assert came.count(True) > len(old)  # and each file of the last build is removed


def test_a_process_of_its_own_makes_the_same_changes(root, old, new, tmp_path):
    alike = lay_down(tmp_path / "alike", contents(root))
    stops = [
        (run_and_kill(run, 3 * len(new), folder) or "").replace(str(folder), "")
        for folder, run in ((root, ["briefkit", "build"]), (alike, partial(build, alike)))
    ]
    assert stops[0] == stops[1] != ""
    assert contents(root / "build") == contents(alike / "build") == old
    assert contents(alike / ".build.briefkit-new") == contents(root / ".build.briefkit-new")
    ended = call("check", "-q", folder=root)
    assert ended.err == "What a stopped build left beside build/ was cleared away.\n"


# Refused by the machine


def one_line(ended: Ended) -> str:
    """What a command says that could not run."""
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith("briefkit: ")
    assert ended.err.count("\n") == 1
    return ended.err.removeprefix("briefkit: ").rstrip("\n")


def test_a_disk_that_is_full_at_any_file_leaves_the_last_build(root, old, new, monkeypatch):
    write = os.write
    for free in range(len(new)):
        left = itertools.count(free, -1)

        def write_while_there_is_room(file: int, content: bytes, left: itertools.count[int] = left) -> int:
            if next(left) <= 0:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return write(file, content)

        monkeypatch.setattr(os, "write", write_while_there_is_room)
        assert one_line(call("build", folder=root)) == "No space left on device; build/ is as it was"
        monkeypatch.setattr(os, "write", write)
        assert contents(root / "build") == old
        assert names(root) == ["brief", "build", "seeds"]


def test_a_swap_that_fails_leaves_the_last_build(root, old, monkeypatch):
    def refuse(one: Path, other: Path) -> bool:
        raise OSError(errno.EXDEV, os.strerror(errno.EXDEV), str(other))

    monkeypatch.setattr(swap, "exchange", refuse)
    assert one_line(call("build", folder=root)).startswith("Invalid cross-device link: ")
    assert contents(root / "build") == old
    assert names(root) == ["brief", "build", "seeds"]


def test_a_fault_of_ours_in_the_midst_of_a_build_leaves_the_last_one(root, old, monkeypatch):
    def fail(*_: object) -> bytes:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr("briefkit.site_files.annotation_page", fail)
    assert "ZeroDivisionError: division by zero (site_files.py:" in one_line(call("build", folder=root))
    assert contents(root / "build") == old
    assert names(root) == ["brief", "build", "seeds"]


def test_ctrl_c_leaves_the_last_build(root, old, monkeypatch):
    def interrupt(*_: object) -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setattr("briefkit.site_files.annotation_page", interrupt)
    assert call("build", folder=root).code == 130
    assert contents(root / "build") == old
    assert names(root) == ["brief", "build", "seeds"]


# Refused for what stands there


def test_a_second_build_at_the_same_time_is_refused_and_the_first_goes_on(root, old):
    with staged(root, "build") as first:
        assert one_line(call("build", folder=root)) == "another briefkit command is writing build"
        assert call("check", folder=root).code == 0  # those that only read go on
        assert contents(root / "build") == old
        first.write("manifest.json", b'{"briefkit": {}}')
    assert contents(root / "build") == {"manifest.json": b'{"briefkit": {}}'}
    assert names(root) == [".briefkit", "brief", "build", "seeds"]


@pytest.mark.parametrize("manifest", [None, b"{}", b"[1]", b"not JSON"])
def test_a_build_folder_that_may_be_a_persons_is_not_replaced(tmp_path, manifest):
    mine = {"notes.txt": b"my notes"} | ({"manifest.json": manifest} if manifest else {})
    root = lay_down(tmp_path, archive(LABELS) | {f"build/{path}": data for path, data in mine.items()})
    assert one_line(call("build", folder=root)) == (
        "build holds files, but no manifest.json of briefkit's, so it may be yours: move or remove it"
    )
    assert contents(root / "build") == mine
    assert names(root) == ["brief", "build", "seeds"]


def test_a_file_or_a_link_in_the_place_of_build_is_not_replaced(tmp_path):
    root = lay_down(tmp_path / "archive", archive(LABELS))
    (root / "build").write_text("my build script")
    assert "build is a file" in one_line(call("build", folder=root))
    (root / "build").rename(tmp_path / "script")
    (root / "build").symlink_to(tmp_path)
    assert "build is a symbolic link" in one_line(call("build", folder=root))
    assert (tmp_path / "script").read_text() == "my build script"


def test_an_empty_folder_is_replaced(tmp_path):
    root = lay_down(tmp_path, archive(LABELS))
    (root / "build").mkdir()
    assert call("build", folder=root).code == 0
    assert "manifest.json" in contents(root / "build")
