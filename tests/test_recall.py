"""A check reads only what changed since the last."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from briefkit.files import Disk
from briefkit.known import FILE, FOLDER, Known
from briefkit.recall import check_archive
from briefkit.sidecar import read_sidecar
from tests.archives import archive, sidecar
from tests.commands import COMMAND, call

ICE = "The ice melts, the sea rises.\n"
RISES = "p1:\n  - claim: The sea rises\n    id: rises\n"
MELTS = "p1:\n  - claim: The ice melts\n    id: melts\n    supports: [sea#rises]\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    ice = sidecar(MELTS, seed=ICE, file="ice.txt", about="title: The ice")
    for path, content in archive(RISES, **{"seeds/ice.txt": ICE, "brief/ice.yaml": ice}).items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(content)
    return tmp_path


@pytest.fixture
def read(monkeypatch) -> list[str]:
    """The slugs of the sidecars that were read."""
    slugs: list[str] = []

    def spy(document, slug, settings):
        slugs.append(slug)
        return read_sidecar(document, slug, settings)

    monkeypatch.setattr("briefkit.workspace.read_sidecar", spy)
    return slugs


def change(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text()
    assert old in text
    (root / path).write_text(text.replace(old, new))


def test_where_nothing_changed_nothing_is_read(root, read):
    first = check_archive(Disk(root))
    assert sorted(read) == ["ice", "sea"]
    assert (check_archive(Disk(root)), len(read)) == (first, 2)


def test_only_the_brief_that_changed_is_read_and_the_others_are_checked_against_it(root, read):
    check_archive(Disk(root))
    read.clear()
    change(root, "brief/sea.yaml", "id: rises", "id: falls")
    assert [(one.path, one.code) for one in check_archive(Disk(root)).findings] == [
        ("brief/ice.yaml", "BK210")
    ]
    assert read == ["sea"]


def test_a_change_of_a_seed_reads_its_brief(root, read):
    check_archive(Disk(root))
    read.clear()
    change(root, "seeds/ice.txt", "melts", "thaws")
    assert [one.code for one in check_archive(Disk(root)).findings] == ["BK002"]
    assert read == ["ice"]


def test_a_file_with_the_same_size_and_time_is_known_by_its_content(root):
    check_archive(Disk(root))
    path = root / "brief/ice.yaml"
    before = path.stat()
    change(root, "brief/ice.yaml", "sea#rises", "sea#raise")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert [one.code for one in check_archive(Disk(root)).findings] == ["BK210"]


def test_settings_read_all_anew(root, read):
    check_archive(Disk(root))
    read.clear()
    (root / "brief/archive.yaml").write_text("title: Waters\n")
    check_archive(Disk(root))
    assert read == ["ice", "sea"]


def test_without_cache_nothing_is_kept(root, read):
    check_archive(Disk(root), cache=False)
    check_archive(Disk(root), cache=False)
    assert len(read) == 4
    assert not (root / FOLDER).exists()


def test_an_allow_that_is_of_no_use_is_found_again(root):
    change(root, "brief/sea.yaml", "id: rises\n", "id: rises\n      allow: {BK403: not so}\n")
    first = check_archive(Disk(root))
    assert [one.code for one in first.findings] == ["BK390"]
    change(root, "brief/ice.yaml", "The ice melts", "The ice thaws")
    assert check_archive(Disk(root)) == first


def test_the_nearest_seed_is_told_anew_when_another_comes(root):
    change(root, "brief/ice.yaml", "file: ice.txt", "file: icy.txt")
    assert check_archive(Disk(root)).findings[0].help == "write `ice.txt`"
    (root / "seeds/icy.text").write_text("x")
    (root / "seeds/ice.txt").unlink()
    assert check_archive(Disk(root)).findings[0].help == "write `icy.text`"


def test_a_database_that_fails_midway_is_done_without(root, monkeypatch):
    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    anew = check_archive(Disk(root), cache=False)
    with monkeypatch.context() as patch:
        patch.setattr(Known, "put", full)
        assert check_archive(Disk(root)) == anew
        assert not (root / FOLDER / FILE).exists()
    assert check_archive(Disk(root)) == anew


def test_check_prints_the_same_with_what_is_known_and_without(root):
    change(root, "brief/ice.yaml", "sea#rises", "sea#raise")
    outputs = {
        (ended.code, ended.out, ended.err)
        for ended in (
            call("check", *words, folder=root) for words in (["--no-cache"], [], [], ["--no-cache"])
        )
    }
    assert len(outputs) == 1
    assert next(iter(outputs))[0] == 1


def test_a_check_that_finds_nothing_changed_imports_nothing_that_reads(root):
    check_archive(Disk(root))
    code = (
        "import sys; from briefkit.cli import main\n"
        "sys.argv = ['briefkit', 'check', '-q']\n"
        "try: main()\n"
        "except SystemExit as end: assert not end.code\n"
        "heavy = {'pydantic', 'yaml', 'markdown_it', 'jinja2', 'rapidfuzz', 'rich', 'briefkit.workspace'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], cwd=root, check=True)


def test_processes_at_once_find_the_same(root):
    for number in range(20):
        text = f"Text {number}.\n"
        (root / f"seeds/{number}.txt").write_text(text)
        labels = f"p1:\n  - claim: It is {number}\n    supports: [ice#thaws]\n"
        (root / f"brief/b{number}.yaml").write_text(sidecar(labels, seed=text, file=f"{number}.txt"))
    anew = call("check", "--no-cache", folder=root)
    runs = [
        subprocess.Popen([*COMMAND, "check"], cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(4)
    ]
    for run in runs:
        out, err = run.communicate(timeout=60)
        assert (run.returncode, out.decode(), err.decode()) == (1, anew.out, anew.err)


def test_a_layer_that_goes_away_takes_its_findings_with_it(root):
    layer = root / "brief/layers/ann/sea.yaml"
    layer.parent.mkdir(parents=True)
    layer.write_text("[half a lin")
    assert {one.path for one in check_archive(Disk(root)).findings} == {"brief/layers/ann/sea.yaml"}
    layer.unlink()
    assert check_archive(Disk(root)).findings == ()


def test_settings_that_change_an_empty_archive_are_read(tmp_path):
    (tmp_path / "brief").mkdir()
    (tmp_path / "brief/archive.yaml").write_text("title: Waters\n")
    assert check_archive(Disk(tmp_path)).findings == ()
    (tmp_path / "brief/archive.yaml").write_text("titel: Waters\n")
    assert [one.code for one in check_archive(Disk(tmp_path)).findings] == ["BK120"]
