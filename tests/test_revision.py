"""A revision is read as git holds it, and nothing is touched."""

import os
import subprocess
from pathlib import Path

import pytest

from briefkit.revision import NoRevision, files_at

WHO = {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@x.org", "GIT_COMMITTER_NAME": "A"}
WHO |= {"GIT_COMMITTER_EMAIL": "a@x.org", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}


def git(folder: Path, *words: str) -> str:
    env = {**os.environ, **WHO}
    return subprocess.run(
        ["git", "-C", folder, *words], check=True, capture_output=True, text=True, env=env
    ).stdout


def commit(folder: Path, files: dict[str, bytes]) -> None:
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    git(folder, "add", "-A", ".")
    git(folder, "commit", "-q", "-m", "change")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q", "-b", "main")
    commit(tmp_path, {"brief/a.yaml": b"one\r\n", "seeds/a.txt": b"\xffno text\n", "other.md": b"x"})
    return tmp_path


def test_files_are_as_they_were_committed(repository):
    commit(repository, {"brief/a.yaml": b"two", "brief/b/c.yaml": b""})
    (repository / "brief/a.yaml").write_bytes(b"three")
    before, now = files_at(repository, "HEAD~1"), files_at(repository, "main")
    assert before.files == {"brief/a.yaml": b"one\r\n", "seeds/a.txt": b"\xffno text\n"}
    assert now.read("brief/a.yaml") == b"two"
    assert now.names("brief") == ["brief/a.yaml", "brief/b/c.yaml"]
    assert (repository / "brief/a.yaml").read_bytes() == b"three"


def test_an_archive_may_be_a_folder_of_its_repository(repository):
    commit(repository, {"docs/de mo/brief/x.yaml": b"x", "docs/de mo/seeds/ü.txt": b"y"})
    found = files_at(repository / "docs/de mo", "HEAD")
    assert found.files == {"brief/x.yaml": b"x", "seeds/ü.txt": b"y"}
    assert files_at(repository / "docs/de mo", "HEAD~1").files == {}


def test_links_are_followed_inside_the_repository_and_nowhere_else(repository):
    for name, target in {"in": "a.yaml", "out": "/etc/passwd", "up": "../../x", "round": "round"}.items():
        (repository / f"brief/{name}.yaml").symlink_to(target)
    commit(repository, {})
    found = files_at(repository, "HEAD", ["brief"])
    assert found.files == {"brief/a.yaml": b"one\r\n", "brief/in.yaml": b"one\r\n"}


def test_three_dots_are_where_two_branches_parted(repository):
    git(repository, "checkout", "-q", "-b", "work")
    commit(repository, {"brief/w.yaml": b"w"})
    git(repository, "checkout", "-q", "main")
    commit(repository, {"brief/m.yaml": b"m"})
    git(repository, "checkout", "-q", "work")
    for rev in ("main...", "main...work", "...main"):
        assert files_at(repository, rev).names("brief") == ["brief/a.yaml"]
    git(repository, "checkout", "-q", "--orphan", "alone")
    git(repository, "commit", "-q", "-m", "alone")
    with pytest.raises(NoRevision, match=r"holds no commit from which main\.\.\. parted"):
        files_at(repository, "main...")


@pytest.mark.parametrize("rev", ["nothing", "HEAD~9", "", "HEAD:brief", "a b"])
def test_a_revision_that_is_not_there_is_named(repository, rev):
    with pytest.raises(NoRevision, match=r"holds no revision .*: `git log`.*fetch-depth: 0"):
        files_at(repository, rev)


def test_a_revision_is_never_an_option(repository):
    with pytest.raises(NoRevision, match="--help is no revision"):
        files_at(repository, "--help")


def test_outside_a_repository_it_says_so(tmp_path):
    with pytest.raises(NoRevision, match="is no git repository"):
        files_at(tmp_path, "HEAD")


def test_without_git_it_says_so(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoRevision, match="git is not installed"):
        files_at(tmp_path, "HEAD")


def test_an_object_that_a_cut_clone_lacks_is_said(repository):
    blob = git(repository, "rev-parse", "HEAD:brief/a.yaml").strip()
    place = repository / ".git/objects" / blob[:2] / blob[2:]
    place.chmod(0o644)
    place.unlink()
    with pytest.raises(NoRevision, match=f"object {blob} is not in this clone"):
        files_at(repository, "HEAD")
