from __future__ import annotations

import errno
import os
import pickle
import socket
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from briefkit import files
from briefkit.files import Disk, Files, Memory, OutsideArchive, Overlay

ARCHIVE = {
    "archive.yaml": b"title: Briefs",
    "brief/2016/nice.yaml": b"briefkit: 1",
    "brief/sea.yaml": b"briefkit: 1",
    "brief/sea.yml": b"",
    "briefly.yaml": b"no sidecar",
    "seeds/2016/nice.txt": b"\xef\xbb\xbfNice\r\n",
    "seeds/sea.txt": b"The sea rises three millimetres a year.",
    "seeds/Sea.txt2": b"",
    "seeds/a b.txt": b"",
    "seeds/ça.txt": b"",
}
HIDDEN = {
    "brief/.#sea.yaml": b"Emacs' lock",
    "brief/#sea.yaml#": b"Emacs' unsaved words",
    "brief/sea.yaml~": b"the version before",
    "brief/.sea.yaml.swp": b"Vim's unsaved words",
    "brief/sea.yaml.swp": b"",
    "brief/.git/sea.yaml": b"",
    "seeds/.DS_Store": b"",
}
OUTSIDE = [
    *("../secret", "..", "seeds/../../secret", "seeds/..", "/etc/passwd", "//host/share"),
    *("C:\\secret", "c:secret", "seeds\\sea.txt", "..\\secret", "\\\\host\\share"),
    *("", ".", "./archive.yaml", "seeds//sea.txt", "seeds/./sea.txt", "seeds/sea.txt/", "seeds/sea\0.txt"),
]


def on_disk(root: Path, archive: dict[str, bytes]) -> Disk:
    for path, content in archive.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)
    return Disk(root)


@pytest.fixture(params=["disk", "memory"])
def archive(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[dict[str, bytes]], Files]:
    """What both kinds of files do alike."""
    return Memory if request.param == "memory" else lambda archive: on_disk(tmp_path, archive)


@pytest.fixture
def disk(tmp_path: Path) -> Disk:
    """An archive in a folder that has something beside it."""
    (tmp_path / "secret").write_bytes(b"not for the archive")
    return on_disk(tmp_path / "archive", ARCHIVE)


def test_a_file_is_read_byte_for_byte(archive):
    assert {path: archive(ARCHIVE).read(path) for path in ARCHIVE} == ARCHIVE


def test_the_names_are_all_files_below_a_folder_in_order(archive):
    found = archive(ARCHIVE)
    assert found.names("") == sorted(ARCHIVE)
    assert found.names("brief") == ["brief/2016/nice.yaml", "brief/sea.yaml", "brief/sea.yml"]
    assert found.names("brief/2016") == ["brief/2016/nice.yaml"]


def test_a_suffix_chooses_among_the_names(archive):
    assert archive(ARCHIVE).names("brief", ".yaml") == ["brief/2016/nice.yaml", "brief/sea.yaml"]


def test_no_folder_and_a_file_have_no_names_below_them(archive):
    found = archive(ARCHIVE)
    assert found.names("templates") == []
    assert found.names("archive.yaml") == []
    assert found.strays("templates") == []


def test_hidden_files_and_editors_leftovers_are_left_out(archive):
    found = archive({**ARCHIVE, **HIDDEN})
    assert found.names("") == sorted(ARCHIVE)
    assert found.strays("") == []
    assert found.read("brief/sea.yaml~") == b"the version before"  # left out, and yet a file


def test_a_hidden_folder_is_looked_into_if_it_is_named(archive):
    assert archive(HIDDEN).names("brief/.git") == ["brief/.git/sea.yaml"]


def test_a_file_exists_and_a_folder_does_not(archive):
    found = archive(ARCHIVE)
    assert found.exists("seeds/sea.txt")
    assert not found.exists("seeds/see.txt")
    assert not found.exists("seeds/2016")
    assert not found.exists("seeds/sea.txt/more")


@pytest.mark.parametrize("length", [300, 5000])
def test_a_name_that_no_system_can_hold_is_no_file(archive, length):
    assert not archive(ARCHIVE).exists("seeds/" + "x" * length)
    assert not archive(ARCHIVE).exists("seeds/" + "x" * length + "/sea.txt")


def test_a_missing_file_cannot_be_read(archive):
    with pytest.raises(FileNotFoundError) as caught:
        archive(ARCHIVE).read("seeds/see.txt")
    assert str(caught.value.filename).endswith("see.txt")


@pytest.mark.parametrize("path", OUTSIDE)
def test_a_path_that_climbs_out_or_is_spelt_oddly_is_refused(archive, path):
    found = archive(ARCHIVE)
    asks = [found.read, found.exists, *([found.names, found.strays] if path else [])]
    for ask in asks:
        with pytest.raises(OutsideArchive, match="is no path inside the archive") as caught:
            ask(path)
        assert caught.value.path == path


@pytest.mark.parametrize("path", ["seeds/...", "seeds/..a", "seeds/a..", "seeds/a:b", "aa:b", "x/c:"])
def test_dots_and_colons_inside_a_name_are_no_climbing(archive, path):
    assert not archive(ARCHIVE).exists(path)


def test_a_refusal_comes_back_whole_from_a_worker():
    error = pickle.loads(pickle.dumps(OutsideArchive("../secret")))
    assert (error.path, str(error)) == ("../secret", '"../secret" is no path inside the archive')


# Disk alone: symbolic links, and what else a folder may hold


@pytest.fixture(params=["with O_NOFOLLOW", "without"])
def any_system(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Systems that can refuse to open a link, and Windows."""
    if request.param == "without":
        monkeypatch.setattr(files, "NO_FOLLOW", 0)


@pytest.mark.parametrize("target", ["../../secret", "../../archive-of-another/sea.txt"])
@pytest.mark.usefixtures("any_system")
def test_a_link_out_of_the_archive_is_refused_and_a_stray(disk, target):
    beside = disk.root.parent / "archive-of-another"  # which begins with the root's name
    beside.mkdir()
    (beside / "sea.txt").write_bytes(b"not for this archive")
    link = disk.root / "seeds/link.txt"
    link.symlink_to(target)
    assert link.is_file()
    assert disk.strays("seeds") == ["seeds/link.txt"]
    assert "seeds/link.txt" not in disk.names("seeds")
    for ask in (disk.read, disk.exists):
        with pytest.raises(OutsideArchive):
            ask("seeds/link.txt")


@pytest.mark.usefixtures("any_system")
def test_a_link_to_a_file_of_the_archive_is_that_file(disk):
    (disk.root / "seeds/link.txt").symlink_to("2016/nice.txt")
    assert disk.exists("seeds/link.txt")
    assert "seeds/link.txt" in disk.names("seeds")
    assert disk.read("seeds/link.txt") == ARCHIVE["seeds/2016/nice.txt"]


@pytest.mark.parametrize("target", ["missing.txt", "link.txt", "2016"])
def test_a_link_to_nothing_to_itself_or_to_a_folder_is_a_stray(disk, target):
    (disk.root / "seeds/link.txt").symlink_to(target)
    assert not disk.exists("seeds/link.txt")
    assert disk.strays("seeds") == ["seeds/link.txt"]
    assert len(disk.names("seeds")) == 5
    with pytest.raises(OSError, match=r"No such file|Too many levels|Is a directory"):
        disk.read("seeds/link.txt")


def test_a_link_to_a_folder_of_the_archive_is_followed_if_it_is_named(disk):
    (disk.root / "brief/old").symlink_to("2016")
    assert disk.strays("brief") == ["brief/old"]
    assert disk.names("brief/old") == ["brief/old/nice.yaml"]
    assert disk.read("brief/old/nice.yaml") == b"briefkit: 1"


@pytest.mark.parametrize("target", ["..", "../..", "/"])
def test_a_folder_that_leads_out_is_refused_with_all_it_holds(disk, target):
    (disk.root / "templates").symlink_to(Path("archive") / target)
    (disk.root / "out").symlink_to(disk.root.parent)
    assert disk.strays("") == ["out", "templates"]
    for ask in (disk.names, disk.strays):
        with pytest.raises(OutsideArchive):
            ask("out")
    for ask_file in (disk.read, disk.exists):
        with pytest.raises(OutsideArchive):
            ask_file("out/secret")


def test_a_link_in_a_circle_is_no_folder(disk):
    (disk.root / "brief/circle").symlink_to("circle")
    assert not disk.exists("brief/circle/sea.yaml")
    assert disk.strays("brief") == ["brief/circle"]


def test_an_archive_may_itself_be_reached_through_a_link(disk, tmp_path):
    (tmp_path / "alias").symlink_to("archive", target_is_directory=True)
    assert Disk(tmp_path / "alias").read("seeds/sea.txt") == ARCHIVE["seeds/sea.txt"]
    assert Disk(tmp_path / "alias").names("") == sorted(ARCHIVE)


def test_an_archive_is_found_from_the_working_folder_for_good(disk, monkeypatch):
    monkeypatch.chdir(disk.root)
    here = Disk(Path())
    monkeypatch.chdir("/")
    assert here.names("") == sorted(ARCHIVE)


def test_a_name_with_a_backslash_is_a_stray(tmp_path):
    disk = on_disk(tmp_path, {"seeds/sea.txt": b""})
    (tmp_path / "seeds/a\\..\\b.txt").write_bytes(b"")
    (tmp_path / "seeds/c\\d").mkdir()
    assert disk.strays("seeds") == ["seeds/a\\..\\b.txt", "seeds/c\\d"]
    assert disk.names("seeds") == ["seeds/sea.txt"]


def test_what_is_neither_file_nor_folder_is_a_stray(tmp_path, monkeypatch):
    disk = on_disk(tmp_path, {"seeds/sea.txt": b""})
    monkeypatch.chdir(tmp_path)  # a socket's path must be short
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("seeds/socket.txt")
    os.mkfifo("seeds/pipe.txt")
    assert disk.strays("seeds") == ["seeds/pipe.txt", "seeds/socket.txt"]
    assert disk.names("seeds") == ["seeds/sea.txt"]
    assert not disk.exists("seeds/pipe.txt")  # reading it would wait for ever


def test_every_name_can_be_read(disk):
    (disk.root / os.fsdecode(b"seeds/caf\xe9.txt")).write_bytes(b"a name that is not UTF-8")
    (disk.root / "seeds/line\nbreak.txt").write_bytes(b"")
    assert len(disk.names("seeds")) == 7
    for path in disk.names(""):
        disk.read(path)


@pytest.fixture
def deep_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The path of a folder that lies too deep for functions that call themselves, pytest's clean-up too."""
    depth = sys.getrecursionlimit() + 50
    monkeypatch.chdir(tmp_path)
    for _ in range(depth):
        Path("a").mkdir()
        os.chdir("a")
    yield "a/" * depth
    for _ in range(depth):
        os.chdir("..")
        Path("a").rmdir()


def test_a_walk_goes_deeper_than_calls_can(tmp_path, deep_folder):
    file = Path("sea.yaml")
    file.write_bytes(b"")
    found = Disk(tmp_path).names("")
    file.unlink()
    assert found == [deep_folder + "sea.yaml"]


@pytest.mark.parametrize("ask", ["read", "exists", "names"])
def test_errors_of_the_machine_pass_through(disk, monkeypatch, ask):
    def fail(*arguments: object, **more: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    for call in ("open", "lstat", "scandir"):
        monkeypatch.setattr(os, call, fail)
    with pytest.raises(OSError, match="Input/output error"):
        getattr(disk, ask)("seeds/2016" if ask == "names" else "seeds/sea.txt")


def test_reading_asks_the_system_for_no_more_than_the_file(disk, monkeypatch):
    disk.names("seeds")

    def refuse(*arguments: object, **more: object) -> None:
        raise AssertionError("a second look at a plain file")

    for call in ("stat", "lstat", "readlink", "scandir"):
        monkeypatch.setattr(os, call, refuse)
    assert disk.read("seeds/sea.txt") == ARCHIVE["seeds/sea.txt"]


# -- unsaved texts


def test_an_unsaved_text_is_read_in_the_place_of_its_file():
    texts = {"brief/a.yaml": "new ☃", "brief/b.yaml": "unsaved", "brief/.a.yaml.swp": "", "seeds/c.txt": ""}
    files = Overlay(Memory({"brief/a.yaml": b"old", "brief/z.yaml": b"z"}), texts)
    assert files.read("brief/a.yaml") == "new ☃".encode()
    assert files.read("brief/z.yaml") == b"z"
    assert files.names("brief") == ["brief/a.yaml", "brief/b.yaml", "brief/z.yaml"]
    assert (files.exists("brief/b.yaml"), files.exists("brief/c.yaml")) == (True, False)
    assert files.strays("brief") == []
    texts.clear()
    assert files.read("brief/a.yaml") == b"old"
    assert files.names("brief") == ["brief/a.yaml", "brief/z.yaml"]


def test_an_unsaved_text_cannot_lie_outside_the_archive():
    files = Overlay(Memory({}), {"../a": "x"})
    with pytest.raises(OutsideArchive):
        files.read("../a")
    with pytest.raises(OutsideArchive):
        files.exists("../a")
