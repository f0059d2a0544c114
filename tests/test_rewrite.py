"""A rewrite changes what was read, or nothing."""

import errno
import io
import multiprocessing
import os
from collections import Counter
from contextlib import suppress
from pathlib import Path

import pytest

from briefkit.rewrite import ChangedMeanwhile, Rewrite, preview, rewrite


def test_files_are_replaced_with_their_rights(tmp_path):
    file = tmp_path / "brief" / "x.yaml"
    file.parent.mkdir()
    file.write_bytes(b"a\r\n")
    file.chmod(0o640)
    rewrite(tmp_path, [Rewrite("brief/x.yaml", "a\r\n", "b\r\n")])
    assert file.read_bytes() == b"b\r\n"
    assert file.stat().st_mode & 0o777 == 0o640


def test_if_one_file_changed_none_is_written(tmp_path):
    for name in "ab":
        (tmp_path / f"{name}.yaml").write_text("one")
    changes = [Rewrite("a.yaml", "one", "two"), Rewrite("b.yaml", "other", "two")]
    with pytest.raises(ChangedMeanwhile, match=r"b\.yaml changed while this ran"):
        rewrite(tmp_path, changes)
    assert [(path.name, path.read_text()) for path in sorted(tmp_path.iterdir())] == [
        ("a.yaml", "one"),
        ("b.yaml", "one"),
    ]


def test_a_file_that_is_gone_has_changed(tmp_path):
    with pytest.raises(ChangedMeanwhile):
        rewrite(tmp_path, [Rewrite("a.yaml", "one", "two")])


def test_a_link_stays_a_link(tmp_path):
    (tmp_path / "a.yaml").write_text("one")
    (tmp_path / "b.yaml").symlink_to("a.yaml")
    rewrite(tmp_path, [Rewrite("b.yaml", "one", "two")])
    assert (tmp_path / "b.yaml").is_symlink()
    assert (tmp_path / "a.yaml").read_text() == "two"


def test_a_seed_is_never_written(tmp_path):
    with pytest.raises(ValueError, match="never written"):
        rewrite(tmp_path, [Rewrite("seeds/a.txt", "one", "two")])


def below(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_file_moves_with_its_rights(tmp_path):
    (tmp_path / "a.yaml").write_text("one")
    (tmp_path / "a.yaml").chmod(0o640)
    rewrite(tmp_path, [Rewrite("a.yaml", "one", "two", to="new/b.yaml")])
    assert below(tmp_path) == {"new/b.yaml": "two"}
    assert (tmp_path / "new/b.yaml").stat().st_mode & 0o777 == 0o640


def test_a_file_comes_and_another_goes(tmp_path):
    (tmp_path / "b.yaml").write_text("b")
    rewrite(tmp_path, [Rewrite("c/a.yaml", None, "a"), Rewrite("b.yaml", "b", None)])
    assert below(tmp_path) == {"c/a.yaml": "a"}
    mask = os.umask(0)
    os.umask(mask)
    assert (tmp_path / "c/a.yaml").stat().st_mode & 0o777 == 0o666 & ~mask


@pytest.mark.parametrize(
    "change", [Rewrite("b.yaml", None, "two"), Rewrite("a.yaml", "one", "two", to="b.yaml")]
)
def test_what_is_there_is_never_overwritten(tmp_path, change):
    (tmp_path / "a.yaml").write_text("one")
    (tmp_path / "b.yaml").write_text("mine")
    with pytest.raises(ChangedMeanwhile):
        rewrite(tmp_path, [Rewrite("a.yaml", "one", "three"), change] if change.to is None else [change])
    assert below(tmp_path) == {"a.yaml": "one", "b.yaml": "mine"}


def test_what_another_process_makes_meanwhile_is_not_overwritten(tmp_path, monkeypatch):
    (tmp_path / "a.yaml").write_text("one")
    (tmp_path / "c.yaml").write_text("c")
    link = Path.hardlink_to

    def race(self, target):
        self.write_text("theirs")
        link(self, target)

    monkeypatch.setattr(Path, "hardlink_to", race)
    with pytest.raises(ChangedMeanwhile, match=r"b\.yaml changed"):
        rewrite(tmp_path, [Rewrite("c.yaml", "c", "d"), Rewrite("a.yaml", "one", "two", to="b.yaml")])
    assert below(tmp_path) == {"a.yaml": "one", "b.yaml": "theirs", "c.yaml": "c"}


def test_without_hard_links_a_file_moves_too(tmp_path, monkeypatch):
    def refuse(self, target):
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    (tmp_path / "a.yaml").write_text("one")
    rewrite(tmp_path, [Rewrite("a.yaml", "one", "two", to="b.yaml")])
    assert below(tmp_path) == {"b.yaml": "two"}


@pytest.mark.parametrize("fails", ["replace", "unlink"])
def test_if_the_machine_fails_in_the_middle_all_is_as_it_was(tmp_path, monkeypatch, fails):
    names = ["a.yaml", "b.yaml", "c.yaml", "d.yaml"]
    for name in names:
        (tmp_path / name).write_text(name)
    before = below(tmp_path)
    works, broken = getattr(Path, fails), tmp_path / "c.yaml"

    def fail(self, *more, **options):
        if broken in (self, *more):
            raise OSError(errno.EIO, "Input/output error")
        return works(self, *more, **options)

    monkeypatch.setattr(Path, fails, fail)
    changes = [
        Rewrite("a.yaml", "a.yaml", "A"),
        Rewrite("b.yaml", "b.yaml", "B", to="x/b.yaml"),
        Rewrite("d.yaml", "d.yaml", None),
        Rewrite("n.yaml", None, "N"),
        Rewrite("c.yaml", "c.yaml", "C" if fails == "replace" else None),
    ]
    with pytest.raises(OSError, match="Input/output"):
        rewrite(tmp_path, changes)
    assert below(tmp_path) == before


def test_a_preview_is_a_unified_diff():
    changes = [
        Rewrite("a.yaml", "one\r\ntwo\r\n", "one\r\n2\r\n"),
        Rewrite("b.yaml", "x", "y", to="c.yaml"),
        Rewrite("d.yaml", None, "d\n"),
        Rewrite("e.yaml", "e\u2028e\n", None),
    ]
    assert list(preview(changes)) == [
        *("--- a/a.yaml", "+++ b/a.yaml", "@@ -1,2 +1,2 @@", " one", "-two", "+2"),
        *("rename from b.yaml", "rename to c.yaml", "--- a/b.yaml", "+++ b/c.yaml", "@@ -1 +1 @@"),
        *("-x", "\\ No newline at end of file", "+y", "\\ No newline at end of file"),
        *("--- /dev/null", "+++ b/d.yaml", "@@ -0,0 +1 @@", "+d"),
        *("--- a/e.yaml", "+++ /dev/null", "@@ -1 +0,0 @@", "-e\u2028e"),
    ]


def test_a_full_disk_leaves_nothing_behind(tmp_path, monkeypatch):
    (tmp_path / "a.yaml").write_text("one")

    class Full(io.StringIO):
        def write(self, text):
            raise OSError(errno.ENOSPC, "No space left on device")

    def opened(handle, *more, **options):
        os.close(handle)
        return Full()

    monkeypatch.setattr(os, "fdopen", opened)
    with pytest.raises(OSError, match="No space left"):
        rewrite(tmp_path, [Rewrite("a.yaml", "one", "two")])
    assert below(tmp_path) == {"a.yaml": "one"}


def _appends(root, mark, accepted):
    place = root / "brief/a.yaml"
    for _ in range(150):
        text = place.read_text("utf-8")
        with suppress(ChangedMeanwhile):
            rewrite(root, [Rewrite("brief/a.yaml", text, text + mark)])
            accepted.put(mark)
    accepted.put(None)


def test_of_two_processes_at_once_neither_loses_what_the_other_wrote(tmp_path):
    (tmp_path / "brief").mkdir()
    (tmp_path / "brief/a.yaml").write_text("", "utf-8")
    context = multiprocessing.get_context("spawn")
    accepted = context.Queue()
    processes = [context.Process(target=_appends, args=(tmp_path, mark, accepted)) for mark in "xy"]
    for process in processes:
        process.start()
    said: Counter[str | None] = Counter()
    while said[None] < len(processes):
        said[accepted.get(timeout=60)] += 1
    for process in processes:
        process.join()
    assert Counter((tmp_path / "brief/a.yaml").read_text("utf-8")) == {mark: said[mark] for mark in "xy"}
