"""A change to the files is told, in whichever way they are watched."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, Queue
from threading import Event, Thread

import pytest
from tests.commands import lay_down
from tests.preview.site import SIDECAR, seas

from briefkit.preview.watching import EVERYWHERE, Paths, Watch, be_told, look, watcher

WAYS = pytest.mark.parametrize("watch", [be_told, look])
SOON = 3.0  # seconds: a loaded machine is slow, and what is told ends the wait


@contextmanager
def watched(watch: Watch, root: Path) -> Iterator[Callable[[], Paths]]:
    """Gives a function that waits for what is told next."""
    told: Queue[Paths] = Queue()
    stop = Event()

    def follow() -> None:
        for paths in watch(root, stop):
            told.put(paths)

    def next_told() -> Paths:
        return told.get(timeout=SOON)

    thread = Thread(target=follow)
    thread.start()
    try:
        if watch is be_told:
            assert next_told() == EVERYWHERE, "what changed before this watched is looked for"
        else:
            time.sleep(0.1)
        yield next_told
    finally:
        stop.set()
        thread.join(SOON)
    assert not thread.is_alive()


def until(next_told: Callable[[], Paths], path: str) -> None:
    """Wait until a change of the file is told, or that anything may have changed."""
    while path not in (told := next_told()) and told != EVERYWHERE:
        pass


@WAYS
def test_a_save_is_told(watch: Watch, tmp_path: Path) -> None:
    lay_down(tmp_path, seas())
    with watched(watch, tmp_path) as next_told:
        (tmp_path / SIDECAR).write_text("a: 1\n")
        until(next_told, SIDECAR)


@WAYS
def test_a_file_that_comes_or_goes_or_takes_another_s_place_is_told(watch: Watch, tmp_path: Path) -> None:
    lay_down(tmp_path, seas())
    with watched(watch, tmp_path) as next_told:
        (tmp_path / "brief/2016").mkdir()
        (tmp_path / "brief/2016/new.yaml").write_text("a: 1\n")
        until(next_told, "brief/2016/new.yaml")
        (tmp_path / "seeds/tide.txt").unlink()
        until(next_told, "seeds/tide.txt")
        hidden = tmp_path / "brief/.sea.yaml.swx"
        hidden.write_text("b: 2\n")
        hidden.replace(tmp_path / SIDECAR)
        until(next_told, SIDECAR)


@WAYS
def test_a_folder_that_comes_later_or_is_replaced_is_watched_too(watch: Watch, tmp_path: Path) -> None:
    lay_down(tmp_path, seas())
    with watched(watch, tmp_path) as next_told:
        (tmp_path / "templates").mkdir()
        (tmp_path / "templates/page.html.j2").write_text("x")
        until(next_told, "templates/page.html.j2")
        (tmp_path / "brief").rename(tmp_path / "aside")
        next_told()
        shutil.copytree(tmp_path / "aside", tmp_path / "brief")
        until(next_told, SIDECAR)
        time.sleep(1.2)  # past the moment in which the new folder is found
        (tmp_path / SIDECAR).write_text("a: 1\n")
        until(next_told, SIDECAR)


@WAYS
def test_an_archive_whose_folders_all_come_later_is_watched(watch: Watch, tmp_path: Path) -> None:
    with watched(watch, tmp_path) as next_told:
        lay_down(tmp_path, seas())
        until(next_told, SIDECAR)


@WAYS
def test_what_editors_leave_beside_a_file_is_not_told(watch: Watch, tmp_path: Path) -> None:
    lay_down(tmp_path, seas())
    with watched(watch, tmp_path) as next_told:
        for name in (".sea.yaml.swp", "sea.yaml~", "#sea.yaml#", ".#sea.yaml"):
            (tmp_path / "brief" / name).write_text("x")
        with pytest.raises(Empty):
            next_told()


def test_the_system_tells_where_watchfiles_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert watcher() == (be_told, True)
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    assert watcher() == (look, False)
