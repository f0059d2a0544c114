"""The folder exchange, stopped after each change that it makes to the disk; tests of swap.py."""

from __future__ import annotations

import ctypes
import errno
import hashlib
import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest
from tests.build.kill import exit_code, forked, run_and_kill, stopped_everywhere

from briefkit import swap
from briefkit.files import OutsideArchive
from briefkit.swap import Busy, NotOurs, Written, exchange, recover, staged

Site = dict[str, bytes]

OLD: Site = {
    "index.html": b"the old index",
    "briefs/sea.html": b"the old page",
    "briefs/2016/nice.html": b"a page that goes",
    "manifest.json": b'{"briefkit": 1, "files": "old"}',
}
NEW: Site = {
    "index.html": b"the new index",
    "briefs/sea.html": b"the new page",
    "actors/is.html": b"",
    "manifest.json": b'{"briefkit": 1, "files": "new"}',
}
NOBODY = 65534

CLEARED = "What a stopped build left beside build/ was cleared away."
PUT_BACK = "A build was stopped while it replaced build/; the last one was put back."


def build(root: Path, site: Site = NEW) -> None:
    with staged(root, "build") as staging:
        for path, content in site.items():
            staging.write(path, content)


def contents(folder: Path) -> Site | None:
    """Every byte below the folder; None if there is no such folder."""
    if not folder.exists():
        return None
    files = (path for path in folder.rglob("*") if not path.is_dir())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def names(folder: Path) -> list[str]:
    return sorted(os.listdir(folder))  # noqa: PTH208 - names, and no paths


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An archive's root with a build in it."""
    root = tmp_path / "archive"
    root.mkdir()
    build(root, OLD)
    return root


@pytest.fixture
def two_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file system that knows no exchange of names."""
    monkeypatch.setattr(swap, "exchange", lambda one, other: False)


@pytest.fixture(params=["one step", "two steps"])
def way(request: pytest.FixtureRequest) -> str:
    """Everything holds for both ways to swap."""
    if request.param == "two steps":
        request.getfixturevalue("two_steps")
    return str(request.param)


# What a build does


@pytest.mark.usefixtures("way")
def test_a_build_replaces_the_last_one_whole(root):
    build(root)
    assert contents(root / "build") == NEW
    assert names(root) == ["build"]


def test_the_first_build_needs_no_last_one(tmp_path):
    build(tmp_path)
    assert contents(tmp_path / "build") == NEW
    assert names(tmp_path) == ["build"]


def test_this_machine_tests_the_exchange_in_one_step(tmp_path):
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir()
    other.write_bytes(b"a file")
    assert exchange(one, other)
    assert one.is_file()
    assert other.is_dir()


def test_what_was_written_is_remembered_for_the_manifest(tmp_path):
    with staged(tmp_path, "build") as staging:
        staging.write("briefs/sea.html", b"The sea")
        staging.write("manifest.json", OLD["manifest.json"])
        digest = hashlib.sha256(b"The sea").hexdigest()
        assert staging.written[0] == Written("briefs/sea.html", 7, digest)
        assert [file.path for file in staging.written] == ["briefs/sea.html", "manifest.json"]


@pytest.mark.parametrize("path", ["../escape", "/etc/passwd", "a/../../b", "C:\\x", "a\\b", "", "a//b", "a/"])
def test_no_file_is_written_outside_the_folder(root, path):
    with pytest.raises(OutsideArchive), staged(root, "build") as staging:
        staging.write(path, b"")
    assert contents(root / "build") == OLD
    assert names(root) == ["build"]


def test_a_path_is_written_once(root):
    with staged(root, "build") as staging:
        staging.write("manifest.json", NEW["manifest.json"])
        with pytest.raises(FileExistsError, match=r"twice: 'manifest.json'"):
            staging.write("manifest.json", OLD["manifest.json"])
    assert contents(root / "build") == {"manifest.json": NEW["manifest.json"]}


def test_the_folder_may_be_named_from_the_working_folder(root, monkeypatch):
    monkeypatch.chdir(root)
    with staged(Path(), "build") as staging:
        for path, content in NEW.items():
            staging.write(path, content)
        monkeypatch.chdir("/")
    assert contents(root / "build") == NEW


def test_modes_are_those_of_any_new_file(tmp_path):
    umask = os.umask(0o027)
    try:
        build(tmp_path)
    finally:
        os.umask(umask)
    modes = {
        path: stat.S_IMODE((tmp_path / path).stat().st_mode)
        for path in ("build", "build/briefs", "build/index.html")
    }
    assert modes == {"build": 0o750, "build/briefs": 0o750, "build/index.html": 0o640}


def test_a_build_without_a_manifest_is_not_swapped_in(root):
    with pytest.raises(ValueError, match=r"staged without its manifest\.json"), staged(root, "build"):
        pass
    assert contents(root / "build") == OLD
    assert names(root) == ["build"]


# What a build leaves alone


@pytest.mark.parametrize(
    "manifest",
    [None, b"", b'{"name": "a web app"}', b'["briefkit"]', b"\xff", b"[" * 100_000],
    ids=["none", "empty", "another tool's", "a list", "not UTF-8", "too deep"],
)
def test_a_folder_without_our_manifest_is_not_replaced(tmp_path, manifest):
    mine = tmp_path / "build"
    mine.mkdir()
    (mine / "thesis.txt").write_bytes(b"five years of work")
    if manifest is not None:
        (mine / "manifest.json").write_bytes(manifest)
    before = contents(mine)
    with pytest.raises(NotOurs, match=r"build holds files, but no manifest.json of briefkit's"):
        build(tmp_path)
    assert contents(mine) == before
    assert names(tmp_path) == ["build"]


def test_a_folder_named_manifest_is_no_manifest(tmp_path):
    (tmp_path / "build/manifest.json").mkdir(parents=True)
    with pytest.raises(NotOurs):
        build(tmp_path)


def test_an_empty_folder_is_replaced(tmp_path):
    (tmp_path / "build").mkdir()
    build(tmp_path)
    assert contents(tmp_path / "build") == NEW


def test_a_file_is_not_replaced(tmp_path):
    (tmp_path / "build").write_bytes(b"#!/bin/sh")
    with pytest.raises(NotOurs, match="build is a file"):
        build(tmp_path)
    assert (tmp_path / "build").read_bytes() == b"#!/bin/sh"
    assert names(tmp_path) == ["build"]


@pytest.mark.parametrize("target", ["elsewhere", "nowhere"])
def test_a_symbolic_link_is_not_replaced(tmp_path, target):
    build(tmp_path, OLD)
    (tmp_path / "build").rename(tmp_path / "elsewhere")
    (tmp_path / "build").symlink_to(target)
    with pytest.raises(NotOurs, match="build is a symbolic link"):
        build(tmp_path)
    assert contents(tmp_path / "elsewhere") == OLD
    assert (tmp_path / "build").is_symlink()


def test_a_mount_point_is_not_replaced(root, monkeypatch):
    monkeypatch.setattr(os.path, "ismount", lambda path: path == root / "build")
    with pytest.raises(NotOurs, match="build is a mount point"):
        build(root)
    assert contents(root / "build") == OLD


def test_what_a_person_puts_there_while_the_build_runs_is_not_replaced(tmp_path):
    def build_late() -> None:
        with staged(tmp_path, "build") as staging:
            staging.write("manifest.json", NEW["manifest.json"])
            (tmp_path / "build").mkdir()
            (tmp_path / "build/mine.txt").write_bytes(b"mine")

    with pytest.raises(NotOurs, match="holds files"):
        build_late()
    assert contents(tmp_path / "build") == {"mine.txt": b"mine"}
    assert names(tmp_path) == ["build"]


# Failures


@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit, ZeroDivisionError, MemoryError])
def test_a_failed_build_leaves_the_last_one_and_no_litter(root, error):
    def build_half() -> None:
        with staged(root, "build") as staging:
            staging.write("briefs/sea.html", b"half a site")
            raise error

    with pytest.raises(error):
        build_half()
    assert contents(root / "build") == OLD
    assert names(root) == ["build"]


@pytest.mark.parametrize("failing", [1, 2])
@pytest.mark.usefixtures("two_steps")
def test_a_swap_that_the_system_refuses_is_undone(root, monkeypatch, failing):
    rename, calls = Path.rename, iter(range(1, 9))

    def refuse_once(path: Path, target: Path) -> Path:
        if next(calls) == failing:
            raise OSError(errno.EBUSY, "busy", str(path))
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refuse_once)
    with pytest.raises(OSError, match="busy"):
        build(root)
    assert contents(root / "build") == OLD
    assert names(root) == ["build"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_build_asked_to_end_cleans_up(root, number):
    def build_half() -> None:
        with staged(root, "build") as staging:
            staging.write("index.html", b"half a site")
            os.kill(os.getpid(), number)

    before = signal.signal(number, signal.SIG_DFL)  # who runs the tests may have it ignored, as nohup has
    try:
        with pytest.raises(SystemExit) as ended:
            build_half()
    finally:
        signal.signal(number, before)
    assert ended.value.code == 128 + number
    assert contents(root / "build") == OLD
    assert names(root) == ["build"]


def test_signals_are_as_they_were_after_a_build(root):
    heard: list[int] = []
    before = signal.signal(signal.SIGHUP, lambda number, frame: heard.append(number))
    try:
        with staged(root, "build") as staging:
            os.kill(os.getpid(), signal.SIGHUP)  # whoever listens goes on listening
            staging.write("manifest.json", NEW["manifest.json"])
    finally:
        signal.signal(signal.SIGHUP, before)
    assert heard == [signal.SIGHUP]
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL


def test_a_thread_can_build(root):
    thread = threading.Thread(target=build, args=[root])
    thread.start()
    thread.join()
    assert contents(root / "build") == NEW


@pytest.fixture
def small_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder on a disk of 64 kB: a real one where this user may mount one, else its errors."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)]
    if subprocess.run(mount, capture_output=True, check=False).returncode == 0:
        yield disk
        subprocess.run(["umount", str(disk)], check=True)
        return
    write, free = os.write, 64 * 1024

    def write_what_fits(file: int, content: bytes) -> int:
        nonlocal free
        if free == 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        written = write(file, content[:free])
        free -= written
        return written

    monkeypatch.setattr(os, "write", write_what_fits)
    yield disk


def test_a_full_disk_leaves_the_last_build_and_gives_back_the_space(small_disk):
    build(small_disk, OLD)
    free = shutil.disk_usage(small_disk).free
    with pytest.raises(OSError, match="No space left") as caught:
        build(small_disk, {f"{number}.html": bytes(9_000) for number in range(9)})
    assert caught.value.errno == errno.ENOSPC
    assert contents(small_disk / "build") == OLD
    assert names(small_disk) == ["build"]
    assert shutil.disk_usage(small_disk).free >= free


def test_a_short_write_is_continued(root, monkeypatch):
    write = os.write
    monkeypatch.setattr(os, "write", lambda file, content: write(file, content[:3]))
    build(root)
    assert contents(root / "build") == NEW


# Another user, another build


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder in which every user may write; those of pytest are closed to all but its own."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o777)
    yield folder
    folder.chmod(0o777)
    shutil.rmtree(folder)


@pytest.fixture
def as_nobody() -> Callable[[], AbstractContextManager[None]]:
    """For as long as it is entered, a user with no rights over what is read-only."""

    @contextmanager
    def become_nobody() -> Iterator[None]:
        is_root = os.geteuid() == 0
        if is_root:
            os.seteuid(NOBODY)
        try:
            yield
        finally:
            if is_root:
                os.seteuid(0)

    return become_nobody


@pytest.mark.usefixtures("way")
def test_a_read_only_last_build_is_replaced(open_folder, as_nobody):
    with as_nobody():
        build(open_folder, OLD)
        folder = open_folder / "build"
        (folder / "link").symlink_to("/", target_is_directory=True)
        for below in ("briefs/2016", "briefs", ""):
            (folder / below).chmod(0o555)
        build(open_folder)
    assert contents(open_folder / "build") == NEW
    assert names(open_folder) == ["build"]


def test_a_build_of_another_user_that_could_not_be_cleared_away_is_left_alone(
    open_folder, as_nobody, monkeypatch
):
    build(open_folder, OLD)
    if os.geteuid() != 0:  # only root can make a build that is another user's; else it seems so
        (open_folder / "build").chmod(0o555)
        monkeypatch.setattr(os, "geteuid", lambda: NOBODY)
    with as_nobody(), pytest.raises(swap.NotOurs, match="another user"):
        build(open_folder)
    (open_folder / "build").chmod(0o755)
    assert contents(open_folder / "build") == OLD
    assert names(open_folder) == ["build"]


def test_a_command_goes_on_where_it_may_not_clear(open_folder, as_nobody):
    run_and_kill(partial(build, open_folder), 5)
    litter = names(open_folder)
    assert litter
    for path in (*open_folder.iterdir(), open_folder):
        path.chmod(0o555)
    with as_nobody():
        said = recover(open_folder, "build")
    assert said == "What a build left beside build/ could not be cleared away: Permission denied."
    assert names(open_folder) == litter


def test_other_errors_of_the_machine_pass_through(root, monkeypatch):
    run_and_kill(partial(build, root), 5)

    def break_down(folder: Path) -> None:
        raise OSError(errno.EIO, "Input/output error", str(folder))

    monkeypatch.setattr(shutil, "rmtree", break_down)
    with pytest.raises(OSError, match="Input/output error"):
        recover(root, "build")


def test_a_second_build_is_refused_while_the_first_one_runs(root):
    with staged(root, "build") as staging:
        with pytest.raises(Busy, match="another briefkit command is writing build"), staged(root, "build"):
            pass
        for path, content in NEW.items():
            staging.write(path, content)
    assert contents(root / "build") == NEW


def test_a_running_build_is_no_litter(root):
    with staged(root, "build") as staging:
        staging.write("index.html", b"the new index")
        assert recover(root, "build") is None
        staging.write("manifest.json", NEW["manifest.json"])
    assert names(root / "build") == ["index.html", "manifest.json"]


def test_two_folders_are_built_at_the_same_time(tmp_path):
    with staged(tmp_path, "build") as one, staged(tmp_path, "draft") as other:
        one.write("manifest.json", OLD["manifest.json"])
        other.write("manifest.json", NEW["manifest.json"])
    assert names(tmp_path) == ["build", "draft"]


def test_a_lock_that_was_removed_before_it_was_taken_is_no_lock(root, monkeypatch):
    take, calls = swap._take, iter([True, False, False])

    def take_late(file: int) -> bool:
        if next(calls):
            (root / ".build.briefkit-lock").unlink()  # as who held it does between our open and our lock
        return take(file)

    monkeypatch.setattr(swap, "_take", take_late)
    with staged(root, "build") as staging:
        with pytest.raises(Busy), staged(root, "build"):
            pass
        staging.write("manifest.json", NEW["manifest.json"])
    assert names(root) == ["build"]


def test_a_lock_that_a_person_removed_is_not_missed(root):
    with staged(root, "build") as staging:
        staging.write("manifest.json", NEW["manifest.json"])
        (root / ".build.briefkit-lock").unlink()
    assert names(root) == ["build"]


@pytest.mark.usefixtures("way")
def test_builds_at_the_same_time_take_turns_and_each_is_whole(root):
    sites = [{**NEW, "index.html": str(number).encode() * 1000} for number in range(3)]

    def build_often(site: Site) -> None:
        done = 0
        while done < 20:
            try:
                build(root, site)
                done += 1
            except Busy:
                recover(root, "build")

    children = [forked(partial(build_often, site)) for site in sites]
    assert [exit_code(child) for child in children] == [0, 0, 0]
    assert contents(root / "build") in sites
    assert names(root) == ["build"]


# Stopped at any moment


def test_a_build_can_be_stopped_at_any_moment(root, tmp_path, way):
    stops = list[str]()
    outcomes = list[str]()
    for folder, event in stopped_everywhere(build, root, tmp_path / "stopped"):
        where = f"stopped before {event}"
        left = contents(folder / "build")
        said = recover(folder, "build")
        kept = contents(folder / "build")
        assert kept in (OLD, NEW), where
        assert names(folder) == ["build"], where
        assert recover(folder, "build") is None, where
        if left is None:
            assert (way, said, kept) == ("two steps", PUT_BACK, OLD), where
        else:
            assert left == kept, where
            assert said in (None, CLEARED), where
        build(folder)
        assert contents(folder / "build") == NEW, where
        stops.append(event or "the end")
        outcomes.append("none" if left is None else "old" if left == OLD else "new")
    assert len(stops) > 4 * len(NEW)
    assert outcomes == sorted(outcomes, key=["old", "none", "new"].index)
    assert outcomes.count("none") == (1 if way == "two steps" else 0)
    assert any("exchange" in stop for stop in stops) == (way == "one step")


@pytest.mark.usefixtures("way")
def test_a_build_after_a_stopped_one_needs_no_help(root, tmp_path):
    for folder, event in stopped_everywhere(build, root, tmp_path / "stopped"):
        build(folder)
        assert contents(folder / "build") == NEW, event
        assert names(folder) == ["build"], event


def test_a_first_build_can_be_stopped_at_any_moment(tmp_path):
    (tmp_path / "empty").mkdir()
    for folder, event in stopped_everywhere(build, tmp_path / "empty", tmp_path / "stopped"):
        left = contents(folder / "build")
        recover(folder, "build")
        assert left in (None, NEW), event
        assert contents(folder / "build") == left, event
        assert names(folder) == ([] if left is None else ["build"]), event


@pytest.mark.usefixtures("way")
def test_putting_right_can_itself_be_stopped_at_any_moment(root, tmp_path):
    stops = 0
    for number, (folder, event) in enumerate(stopped_everywhere(build, root, tmp_path / "stopped")):
        left = contents(folder / "build")
        whole = OLD if left is None else left
        again = stopped_everywhere(partial(recover, name="build"), folder, tmp_path / f"again{number}")
        for twice, second in again:
            where = f"stopped before {event}, then before {second}"
            assert contents(twice / "build") in (left, whole), where
            recover(twice, "build")
            assert contents(twice / "build") == whole, where
            assert names(twice) == ["build"], where
            stops += second is not None
    assert stops > 100


@pytest.mark.usefixtures("way")
def test_half_of_a_removed_build_is_never_taken_for_a_whole_one(root, tmp_path):
    stops = 0
    for folder, event in stopped_everywhere(build, root, tmp_path / "stopped"):
        if contents(folder / "build") == NEW:
            shutil.rmtree(folder / "build")
            recover(folder, "build")
            assert contents(folder / "build") in (None, OLD), event
            assert names(folder) in ([], ["build"]), event
            stops += 1
    assert stops > len(OLD)


def test_nothing_to_put_right_is_nothing_to_say(root):
    before = root.stat().st_mtime_ns
    assert recover(root, "build") is None
    assert root.stat().st_mtime_ns == before


# Where names cannot be exchanged


def libc_that(answers: Callable[..., int], call: str = "renameat2") -> Callable[..., SimpleNamespace]:
    return lambda name, use_errno: SimpleNamespace(**{call: answers})


def failing_with(code: int) -> Callable[..., int]:
    def fail(*arguments: object) -> int:
        ctypes.set_errno(code)
        return -1

    return fail


@pytest.mark.parametrize("code", [errno.EINVAL, errno.ENOSYS, errno.ENOTSUP])
def test_a_file_system_without_exchange_is_swapped_in_two_steps(root, monkeypatch, code):
    monkeypatch.setattr(ctypes, "CDLL", libc_that(failing_with(code)))
    assert not exchange(root / "build", root / "other")
    build(root)
    assert contents(root / "build") == NEW
    assert names(root) == ["build"]


def test_a_libc_without_exchange_is_swapped_in_two_steps(root, monkeypatch):
    monkeypatch.setattr(ctypes, "CDLL", lambda name, use_errno: SimpleNamespace())
    build(root)
    assert contents(root / "build") == NEW


def test_a_system_without_exchange_has_none(root, monkeypatch):
    monkeypatch.setattr(sys, "platform", "win32")
    assert not exchange(root / "build", root / "build")


def test_another_error_of_the_exchange_is_an_error(root, monkeypatch):
    monkeypatch.setattr(ctypes, "CDLL", libc_that(failing_with(errno.EROFS)))
    with pytest.raises(OSError, match="Read-only file system"):
        build(root)
    assert contents(root / "build") == OLD
    assert names(root) == ["build"]


def test_on_macos_the_exchange_is_its_own_call(monkeypatch):
    calls: list[tuple[object, ...]] = []

    def renamex_np(*arguments: object) -> int:
        calls.append(arguments)
        return 0

    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(ctypes, "CDLL", libc_that(renamex_np, "renamex_np"))
    assert exchange(Path("new"), Path("build"))
    assert calls == [(b"new", b"build", 2)]  # RENAME_SWAP of renamex_np(2)
