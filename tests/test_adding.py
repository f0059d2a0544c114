"""A text comes into the archive."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from briefkit.adding import Incoming, NotAdded, Original, add
from briefkit.files import OutsideArchive
from briefkit.skeleton import Known
from tests.archives import findings, sha256
from tests.commands import COMMAND, call, contents, lay_down

SEA = b"The sea rises.\r\n\r\nHarbours flood."


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return lay_down(tmp_path / "archive", {})


def refused(root: Path, text: Incoming, slug: str | None = None) -> str:
    before = contents(root)
    with pytest.raises(NotAdded) as error:
        add(root, text, slug=slug)
    assert contents(root) == before
    return str(error.value)


def test_the_bytes_come_in_as_they_are_and_nobody_can_write_to_them(root):
    added = add(root, Incoming("2016/sea.txt", SEA))
    assert (added.seed, added.sidecar, added.original) == ("seeds/2016/sea.txt", "brief/2016/sea.yaml", None)
    assert added.sha256 == sha256(SEA)
    assert (root / added.seed).read_bytes() == SEA
    assert stat.S_IMODE((root / added.seed).stat().st_mode) & 0o222 == 0
    assert findings(contents(root)) == []


def test_the_sidecar_can_be_written_to_and_holds_the_digest_and_each_passages_words(root):
    """E12."""
    text = (root / (add(root, Incoming("sea.txt", SEA)).sidecar or "")).read_text("utf-8")
    assert stat.S_IMODE((root / "brief/sea.yaml").stat().st_mode) & 0o200
    assert f"  sha256: {sha256(SEA)}\n  split: prose-1\n  passages: 2\n" in text
    assert "  # The sea rises.\n  p1: []\n\n  # Harbours flood.\n  p2: []\n" in text


def test_nothing_else_is_left_behind(root):
    add(root, Incoming("sea.txt", SEA))
    assert contents(root).keys() == {"seeds/sea.txt", "brief/sea.yaml"}


def test_without_a_sidecar_only_the_seed_comes_in(root):
    assert add(root, Incoming("sea.txt", SEA), sidecar=False).sidecar is None
    assert contents(root).keys() == {"seeds/sea.txt"}


def test_an_original_is_kept_beside_it_and_named_in_the_sidecar(root):
    original = Original("2016/sea.docx", b"PK\0")
    added = add(root, Incoming("2016/sea.txt", SEA, known=Known(origin=("By hand from",)), original=original))
    assert added.original == "seeds/originals/2016/sea.docx"
    assert (root / added.original).read_bytes() == b"PK\0"
    text = (root / "brief/2016/sea.yaml").read_text("utf-8")
    assert f"  # By hand from\n  # seeds/originals/2016/sea.docx, sha256 {sha256(b'PK' + bytes(1))}\n" in text
    assert findings(contents(root)) == []


def test_an_original_is_not_published(root):
    add(root, Incoming("sea.txt", SEA, original=Original("sea.docx", b"PK\0")))
    assert call("build", "-q", folder=root).code == 0
    assert not [path for path in contents(root / "build") if "originals" in path]


# What is refused


def test_bytes_that_are_there_already_are_refused_with_the_brief_that_has_them(root):
    add(root, Incoming("sea.txt", SEA))
    assert refused(root, Incoming("again.txt", SEA)) == (
        "these bytes are there already: seeds/sea.txt, and brief/sea.yaml is about them"
    )


def test_bytes_that_are_there_without_a_brief_are_refused_with_the_command_that_writes_one(root):
    add(root, Incoming("sea.txt", SEA), sidecar=False)
    assert refused(root, Incoming("sea.txt", SEA)) == (
        "these bytes are there already: seeds/sea.txt, and `briefkit new seeds/sea.txt` writes a sidecar"
    )


def test_other_bytes_need_another_name(root):
    add(root, Incoming("sea.txt", SEA))
    assert refused(root, Incoming("sea.txt", b"Other words.")) == (
        "seeds/sea.txt is there already; --name gives the new one another name"
    )


def test_another_brief_of_that_name_keeps_the_seed_out_too(root):
    (root / "brief/sea.yaml").write_text("a person's work")
    assert refused(root, Incoming("sea.txt", SEA)) == (
        "brief/sea.yaml is there already; --slug gives the new one another name"
    )
    assert add(root, Incoming("sea.txt", SEA), slug="other").sidecar == "brief/other.yaml"


def test_a_sidecar_that_another_process_wrote_meanwhile_takes_the_seed_back(root, monkeypatch):
    monkeypatch.setattr("briefkit.files.Disk.exists", lambda self, path: False)
    (root / "brief/sea.yaml").write_text("a person's work")
    assert "brief/sea.yaml is there already" in refused(root, Incoming("sea.txt", SEA))


def test_a_disk_that_is_full_leaves_nothing_behind(root, monkeypatch):
    link = os.link

    def full(new: Path, place: Path) -> None:
        if place.suffix == ".yaml":
            raise KeyboardInterrupt
        link(new, place)

    monkeypatch.setattr(os, "link", full)
    with pytest.raises(KeyboardInterrupt):
        add(root, Incoming("sea.txt", SEA))
    assert contents(root) == {}


def test_a_file_system_without_hard_links_will_do(root, monkeypatch):
    def none(new: Path, place: Path) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "link", none)
    add(root, Incoming("sea.txt", SEA))
    assert contents(root).keys() == {"seeds/sea.txt", "brief/sea.yaml"}
    assert "there already" in refused(root, Incoming("sea.txt", b"Other."))


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("../sea.txt", "a path below seeds/"),
        ("/etc/sea.txt", "a path below seeds/"),
        ("a//sea.txt", "a path below seeds/"),
        ("a\\sea.txt", "a path below seeds/"),
        (".sea.txt", "hidden files"),
        ("a/.b/sea.txt", "hidden files"),
        ("sea.txt~", "what editors leave behind"),
        ("originals/sea.txt", "seeds/originals/ keeps"),
        ("sea", "ends in .txt or .md"),
        ("sea.docx", "ends in .txt or .md"),
        ("sea\n.txt", "without control characters"),
        ("se\udce9.txt", "is UTF-8"),
    ],
)
def test_a_name_that_no_seed_can_have_is_refused(root, name, problem):
    assert problem in refused(root, Incoming(name, SEA))


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"caf\xe9", "byte 0xE9 at byte offset 3 is not UTF-8"),
        (b"a\0b", "control character U+0000 at byte offset 1"),
        ("a\ufeff".encode("utf-16"), "it looks like UTF-16"),
    ],
)
def test_what_no_seed_may_hold_is_refused_with_its_place(root, data, problem):
    assert problem in refused(root, Incoming("sea.txt", data))


def test_what_briefkit_would_find_at_fault_in_the_sidecar_is_refused_before_it_is_written(root):
    text = Incoming("sea.txt", SEA, known=Known(about={"source": "example.org"}))
    assert refused(root, text) == (
        "`source`: `example.org` is not a web address: begin it with https:// or http://"
    )
    assert "cannot name a brief" in refused(root, Incoming("sea.txt", SEA), slug="Sea")
    assert "there is no rule lines-1" in refused(root, Incoming("sea.txt", SEA, split="lines-1"))


def test_a_folder_that_leads_out_of_the_archive_is_refused(root, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (root / "seeds/out").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OutsideArchive):
        add(root, Incoming("out/sea.txt", SEA))
    assert list((tmp_path / "elsewhere").iterdir()) == []


# Two at once


def test_of_two_processes_with_the_same_bytes_one_brings_them_in(root):
    (root / "text.txt").write_bytes(SEA)

    def run(name: str) -> subprocess.CompletedProcess[str]:
        words = [*COMMAND, "add", "text.txt", "--name", name]
        return subprocess.run(words, cwd=root, capture_output=True, text=True, check=False)

    with ThreadPoolExecutor(2) as both:
        ended = list(both.map(run, ["one.txt", "two.txt"]))
    assert sorted(one.returncode for one in ended) == [0, 2]
    assert "these bytes are there already" in "".join(one.stderr for one in ended)
    assert len([path for path in contents(root) if path.startswith(("seeds/", "brief/"))]) == 2


# The command


def test_add_takes_a_file_and_says_what_it_wrote(root, tmp_path):
    (tmp_path / "The Sea.md").write_bytes(b"# The sea\n\nIt rises.\n")
    ended = call("add", tmp_path / "The Sea.md", "--source", "https://example.org/sea", folder=root)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == (
        f"added seeds/The Sea.md, sha256 {sha256('# The sea' + chr(10) * 2 + 'It rises.' + chr(10))}\n"
        "wrote brief/the-sea.yaml: say what you know of the source, and label what you find\n"
    )
    text = (root / "brief/the-sea.yaml").read_text("utf-8")
    assert '  source: "https://example.org/sea"\n' in text
    assert call("check", "--fail-on", "suggestion", folder=root).code == 0


def test_add_takes_standard_input_and_obeys_its_options(root):
    words = [*COMMAND, "add", "-", "--name", "2016/sea.txt", "--slug", "sea", "--split", "blocks-1", "-q"]
    words += ["--title", "Sea & ice", "--date", "2016-07~", "--accessed", "2016-07-20"]
    ended = subprocess.run(words, cwd=root, input=SEA, capture_output=True, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, b"", b"")
    assert (root / "seeds/2016/sea.txt").read_bytes() == SEA
    text = (root / "brief/sea.yaml").read_text("utf-8")
    for line in (
        "  split: blocks-1",
        '  title: "Sea & ice"',
        '  date: "2016-07~"',
        '  accessed: "2016-07-20"',
    ):
        assert f"{line}\n" in text
    assert "supplied" not in text


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (["-"], "a text from standard input needs a name: --name sea.txt"),
        (["seeds"], "seeds is a folder"),
        (["nowhere.txt"], "No such file or directory: nowhere.txt"),
        (["/dev/zero", "--name", "a.txt"], "/dev/zero has more than 50,000,000 bytes"),
    ],
)
def test_add_says_what_it_cannot_read(root, words, problem):
    ended = call("add", *words, folder=root)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith(f"briefkit: {problem}")
    assert contents(root) == {}
