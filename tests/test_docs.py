"""What pages of docs/ tell to type is typed in a copy of the archive, and prints what they show.

`pytest tests/test_docs.py --renew-golden` writes there what is printed now; the diff is for a person to read.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.sessions import faults, renewed

ROOT = Path(__file__).parents[1]


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the archive of this repository and of the examples, and an author for git."""
    for name in ("seeds", "brief", "examples"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("build", ".*"))
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "A. Reader")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "reader@example.org")
        monkeypatch.setenv(f"GIT_{role}_DATE", "2026-11-22T12:00:00Z")
    return tmp_path


@pytest.mark.parametrize("name", ["finding.md", "tutorial.md"])
def test_a_page_is_true(archive, renew_golden, name):
    path = ROOT / "docs" / name
    page = path.read_text("utf-8")
    assert "```console" in page
    if renew_golden:
        path.write_text(renewed(page, archive), "utf-8", newline="\n")
    else:
        assert faults(page, archive) == []
