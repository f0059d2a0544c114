"""Who changed a label last is what git says, the same for one commit on any machine, and no mail address."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from briefkit.authorship import Change, blame
from briefkit.revision import NoRevision
from tests.commands import call, contents, lay_down
from tests.small_archive import FILES

SIDECAR = "brief/islands.yaml"
NAMES = ("H. *Keyes* & `b`", "Jürgen & Söhne")


def git(root: Path, *words: str, author: str = NAMES[0], date: str = "2026-01-02T23:30:00-0500") -> str:
    identity = {"GIT_AUTHOR_NAME": author, "GIT_AUTHOR_EMAIL": "secret@example.org", "GIT_AUTHOR_DATE": date}
    ran = subprocess.run(
        ["git", "-c", "user.name=c", "-c", "user.email=c@example.org", *words],
        cwd=root,
        env={**identity, "GIT_COMMITTER_DATE": date, "PATH": "/usr/bin:/bin", "HOME": str(root)},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return ran.stdout.strip()


def change(root: Path, old: str, new: str) -> None:
    path = root / SIDECAR
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8", newline="")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An archive of two commits: the second changed one label."""
    folder = lay_down(tmp_path / "archive", FILES)
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "first")
    change(folder, "when: 2012/2016", "when: 2012/2017")
    git(folder, "commit", "-qam", "second", author=NAMES[1], date="2026-02-03T00:30:00+0100")
    return folder


def said(root: Path) -> dict[str, tuple[str | None, str | None]]:
    found = json.loads(call("blame", "islands", "--format", "json", folder=root).out)
    return {one["id"]: (one["author"], one["day"]) for one in found}


def test_each_label_has_the_author_and_the_day_of_its_last_change(root):
    found = said(root)
    assert found["p3-trend-1"] == (NAMES[1], "2026-02-03")
    assert {value for address, value in found.items() if address != "p3-trend-1"} == {
        (NAMES[0], "2026-01-02")
    }


def test_the_table_says_label_place_day_commit_and_author(root):
    lines = call("blame", "islands", folder=root).out.splitlines()
    commit = git(root, "rev-parse", "HEAD")[:10]
    assert lines[0].split() == ["label", "place", "day", "commit", "by"]
    [line] = [line for line in lines if "p3-trend-1" in line]
    assert line.split(maxsplit=4)[2:] == ["2026-02-03", commit, NAMES[1]]


def test_what_is_not_committed_is_nobodys_yet(root):
    change(root, "when: 2012/2017", "when: 2012/2018")
    assert said(root)["p3-trend-1"] == (None, None)
    assert "not committed" in call("blame", "islands", folder=root).out


def test_white_space_alone_is_no_change(root):
    change(root, "quote: Cape Bruin", "quote:  Cape Bruin")
    git(root, "commit", "-qam", "third", author="Somebody")
    assert "Somebody" not in str(said(root))


def test_a_file_that_was_never_committed_is_nobodys(root):
    (root / "brief/new.yaml").write_text("a\nb\n", "utf-8")
    assert blame(root, "brief/new.yaml") == dict.fromkeys((1, 2, 3), Change("", "", "", 0))


def test_a_mailmap_is_followed(root):
    (root / ".mailmap").write_text("Helen Keyes <secret@example.org>\n", "utf-8")
    assert said(root)["seized"] == ("Helen Keyes", "2026-01-02")


def test_outside_a_repository_it_is_told(tmp_path):
    folder = lay_down(tmp_path / "archive", FILES)
    for command in (["blame", "islands"], ["build", "--authorship", "-q"]):
        ended = call(*command, folder=folder)
        assert (ended.code, ended.out) == (2, "")
        assert ended.err.count("\n") == 1
        assert "is no git repository" in ended.err
    assert not (folder / "build").exists()


def test_without_git_it_is_told(root, monkeypatch):
    monkeypatch.setenv("PATH", str(root))
    with pytest.raises(NoRevision, match="git is not installed"):
        blame(root, SIDECAR)


def test_a_brief_that_is_not_there_or_cannot_be_read_ends_with_2(root):
    assert "the nearest is islands" in call("blame", "island", folder=root).err
    (root / SIDECAR).write_text("briefkit: 1\n", "utf-8")
    assert call("blame", "islands", folder=root).err == (
        "briefkit: islands could not be read: `briefkit check` says why\n"
    )


# -- on the page


def test_a_page_says_it_when_asked_and_the_build_is_proved(root):
    assert call("build", "--authorship", "-q", folder=root).code == 0
    html = (root / "build/briefs/islands.html").read_text("utf-8")
    assert html.count("Labelled by H. *Keyes* &amp; `b`, 2 January 2026") == 8
    assert html.count("Labelled by Jürgen &amp; Söhne, 3 February 2026") == 1
    assert "secret@" not in "".join(
        data.decode("utf-8", "replace") for data in contents(root / "build").values()
    )
    proved = call("verify", "build", folder=root)
    assert (proved.code, proved.out[:6]) == (0, "proved")


def test_a_note_that_is_there_comes_first(root):
    call("build", "--authorship", "-q", folder=root)
    markdown = (root / "build/briefs/islands.md").read_text("utf-8")
    assert markdown.index("compare") < markdown.index("Labelled by H.")


def test_unless_asked_no_page_says_it(root):
    call("build", "-q", folder=root)
    plain = contents(root / "build")
    assert not any(b"Labelled by" in data for data in plain.values())


def test_one_commit_gives_the_same_bytes_anywhere(root, tmp_path, monkeypatch):
    other = tmp_path / "elsewhere"
    subprocess.run(["git", "clone", "-q", str(root), str(other)], check=True)
    builds = []
    for folder, zone in ((root, "Asia/Tokyo"), (other, "America/Lima")):
        monkeypatch.setenv("TZ", zone)
        assert call("build", "--authorship", "-q", folder=folder).code == 0
        builds.append(contents(folder / "build"))
    assert builds[0] == builds[1]


def test_an_uncommitted_label_is_signed_by_nobody(root):
    change(root, "when: 2012/2017", "when: 2012/2018")
    call("build", "--authorship", "-q", folder=root)
    assert "Jürgen" not in (root / "build/briefs/islands.html").read_text("utf-8")
