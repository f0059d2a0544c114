"""What the last look found, kept in .briefkit/."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from briefkit import known as room
from briefkit.diagnostics import Allowed, Diagnostic, Severity
from briefkit.files import Disk, Memory
from briefkit.folder import lay_out
from briefkit.known import FILE, FOLDER, MISSING, OUTSIDE, Told, digest_of_seed, known, layout_key
from briefkit.spans import Span
from tests.archives import archive

FINDING = Diagnostic("BK305", "x", Severity.WARNING, "m", "brief/sea.yaml", 1, 1, Span(0, 1))
TOLD = Told("1", "sea.txt", "2", (FINDING,), (Allowed("BK305", Span(0, 9), Span(3, 4)),), True, False)


def keep(root: Path, *slugs: str) -> None:
    """A run that finds out about these."""
    with known(root) as found:
        assert found is not None
        found.begin("ground")
        for slug in slugs:
            found.put(slug, TOLD)


def kept(root: Path, ground: str = "ground") -> dict[str, Told] | None:
    """What the next run knows."""
    with known(root) as found:
        assert found is not None
        return found.told(ground)


def test_what_is_put_there_is_there_the_next_time(tmp_path):
    keep(tmp_path, "sea")
    assert kept(tmp_path) == {"sea": TOLD}
    assert kept(tmp_path, "another ground") is None


def test_what_is_dropped_is_not_there_the_next_time(tmp_path):
    keep(tmp_path, "ice", "sea")
    with known(tmp_path) as found:
        assert found is not None
        found.drop("ice")
    assert kept(tmp_path) == {"sea": TOLD}


def test_the_folder_is_one_that_git_leaves_alone(tmp_path):
    keep(tmp_path)
    assert (tmp_path / FOLDER / ".gitignore").read_text() == "*\n"
    assert sorted(path.name for path in (tmp_path / FOLDER).iterdir()) == [".gitignore", FILE]


def test_a_run_that_finds_nothing_out_writes_nothing(tmp_path):
    keep(tmp_path, "sea")
    before = (tmp_path / FOLDER / FILE).stat()
    kept(tmp_path)
    after = (tmp_path / FOLDER / FILE).stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_other_code_knows_nothing(tmp_path, monkeypatch):
    keep(tmp_path, "sea")
    monkeypatch.setattr(room, "code_digest", lambda: "0" * 64)
    assert kept(tmp_path) is None


def test_the_digest_of_the_code_is_the_same_until_the_code_changes(tmp_path, monkeypatch):
    assert room.code_digest() == room.code_digest()
    (tmp_path / "data").mkdir()
    (tmp_path / "one.py").write_text("1")
    monkeypatch.setattr("briefkit.__file__", str(tmp_path / "__init__.py"))
    monkeypatch.setattr("sys.path", [str(tmp_path), str(tmp_path / "none")])
    digests = [room.code_digest()]
    for path, content in [("one.py", "2"), ("data/table.json", "{}"), ("pydantic-3.0.dist-info", "")]:
        (tmp_path / path).write_text(content)
        digests.append(room.code_digest())
    assert len(set(digests)) == 4


@pytest.mark.parametrize("content", [b"", b"no database", b"briefkit \n", b"SQLite format 3\0" + bytes(4000)])
def test_a_file_of_something_else_is_made_anew(tmp_path, content):
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / FILE).write_bytes(content)
    assert kept(tmp_path) is None
    keep(tmp_path, "sea")
    assert kept(tmp_path) == {"sea": TOLD}


@pytest.mark.parametrize("place", [0, 20, 100, -1])
def test_a_file_of_which_one_byte_is_other_is_made_anew(tmp_path, place):
    keep(tmp_path, "sea")
    content = bytearray((tmp_path / FOLDER / FILE).read_bytes())
    content[place] ^= 1
    (tmp_path / FOLDER / FILE).write_bytes(content)
    assert kept(tmp_path) is None


def test_of_two_runs_at_once_the_last_to_end_is_believed(tmp_path):
    with known(tmp_path) as first:
        assert first is not None
        first.begin("ground")
        first.put("first", TOLD)
        keep(tmp_path, "second")
    assert kept(tmp_path) == {"first": TOLD}


def fail(found: room.Known | None, error: type[BaseException]) -> None:
    assert found is not None
    found.put("sea", TOLD)
    raise error


def test_a_run_that_is_stopped_keeps_what_it_found_out(tmp_path):
    keep(tmp_path)
    with pytest.raises(KeyboardInterrupt), known(tmp_path) as found:
        fail(found, KeyboardInterrupt)
    assert kept(tmp_path) == {"sea": TOLD}


def test_a_run_whose_database_fails_keeps_nothing(tmp_path):
    keep(tmp_path)
    with pytest.raises(sqlite3.Error), known(tmp_path) as found:
        fail(found, sqlite3.Error)
    assert kept(tmp_path) == {}


def test_what_a_killed_run_left_is_no_obstacle(tmp_path, monkeypatch):
    (tmp_path / FOLDER).mkdir()
    monkeypatch.setattr("os.getpid", lambda: 7)
    (tmp_path / FOLDER / f"{FILE}.7.new").write_text("half")
    keep(tmp_path, "sea")
    assert kept(tmp_path) == {"sea": TOLD}


def test_nothing_is_kept_where_nothing_can_be_written(tmp_path, monkeypatch):
    (tmp_path / FOLDER).write_text("a file in its place")
    with known(tmp_path) as found:
        assert found is None
    (tmp_path / FOLDER).unlink()
    monkeypatch.setattr("os.access", lambda *_: False)
    with known(tmp_path) as found:
        assert found is None


def test_a_full_disk_is_no_matter(tmp_path, monkeypatch):
    keep(tmp_path, "ice")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", full)
        keep(tmp_path, "sea")
    assert kept(tmp_path) == {"ice": TOLD}
    assert sorted(path.name for path in (tmp_path / FOLDER).iterdir()) == [".gitignore", FILE]


def test_a_folder_that_goes_away_meanwhile_is_no_matter(tmp_path):
    with known(tmp_path) as found:
        assert found is not None
        found.begin("ground")
        (tmp_path / FOLDER).rmdir()
    assert not (tmp_path / FOLDER).exists()


def test_nothing_is_written_through_a_link(tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (tmp_path / FOLDER).symlink_to(outside)
    with known(tmp_path) as found:
        assert found is None
    (tmp_path / FOLDER).unlink()
    (tmp_path / FOLDER).mkdir()
    (outside / "file").write_text("theirs")
    (tmp_path / FOLDER / FILE).symlink_to(outside / "file")
    keep(tmp_path, "sea")
    assert (outside / "file").read_text() == "theirs"
    assert kept(tmp_path) == {"sea": TOLD}


def test_a_seed_without_bytes_is_known_by_the_reason():
    files = Memory({"seeds/a.txt": b"a"})
    assert digest_of_seed(files, "b.txt") == MISSING
    assert digest_of_seed(files, "../b.txt") == OUTSIDE
    assert len(digest_of_seed(files, "a.txt")) == 64


def test_the_layout_is_another_with_each_file_that_comes_or_goes(tmp_path):
    files = archive()
    keys = [layout_key(*lay_out(Memory(files)))]
    for path in ("seeds/b.txt", "brief/b.yaml", "brief/b.yml", "brief/Bad name.yaml"):
        files[path] = b""
        keys.append(layout_key(*lay_out(Memory(files))))
    assert len(set(keys)) == 5
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/a.txt").symlink_to("/nowhere")
    assert layout_key(*lay_out(Disk(tmp_path))) != layout_key(*lay_out(Memory({})))
