"""The site of the repository's own brief, held against tests/golden/: a change of it is seen in review.

`pytest tests/build --renew-golden` writes the files anew. Each stands there whole, but for what changes
without a change of what a reader sees: digests, sizes and the version. HTML is broken where an element
opens, with a mark, and JSON is indented, so that a difference is a line.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from tests.commands import contents

import briefkit
from briefkit.build import build_archive
from briefkit.files import Disk

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden" / "real"
BROKEN = "↩"  # a line end that is not in the file
OPENING = re.compile(
    r"(?<=>)(?=<(?:a|article|dd|div|dt|g|h\d|header|li|ol|p|rect|section|span|svg|table|tr|ul)\b)"
)
ASSET = re.compile(r"(assets/[\w-]+)-[0-9a-f]{10}(?=\.\w+)")

# The brief in its three forms, one page of each other kind, and the list of all files.
KEPT = (
    "actors/is.html",
    "actors/is.md",
    "briefs/islamic-state-strikes-abroad.html",
    "briefs/islamic-state-strikes-abroad.json",
    "briefs/islamic-state-strikes-abroad.md",
    "index.html",
    "index.md",
    "manifest.json",
    "places/nice.html",
    "places/nice.md",
)


def as_golden(path: str, data: bytes) -> str:
    text = data.decode("utf-8")
    if path == "manifest.json":
        return _indented(_without_digests(json.loads(text)))
    if path.endswith(".json"):
        return _indented(json.loads(text))
    text = ASSET.sub(r"\1-…", text).replace(f"briefkit {briefkit.__version__}", "briefkit …")
    if path.endswith(".html"):
        assert BROKEN not in text
        text = OPENING.sub(f"{BROKEN}\n", text)
    return text


def _without_digests(manifest: dict[str, object]) -> dict[str, object]:
    files = manifest["files"]
    assert isinstance(files, list)
    return {**manifest, "briefkit": "…", "files": [ASSET.sub(r"\1-…", entry["path"]) for entry in files]}


def _indented(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


@pytest.fixture(scope="module")
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Path → what of it is kept; written to tests/golden/ where that is asked for."""
    folder = tmp_path_factory.mktemp("real")
    result = build_archive(Disk(ROOT), folder)
    assert not result.failed
    files = contents(folder / "build")
    found = {path: as_golden(path, files[path]) for path in KEPT}
    if request.config.getoption("renew_golden"):
        for path, text in found.items():
            (GOLDEN / path).parent.mkdir(parents=True, exist_ok=True)
            (GOLDEN / path).write_text(text, "utf-8", newline="\n")
    return found


@pytest.mark.parametrize("path", KEPT)
def test_a_page_is_as_it_was(site, path):
    assert (GOLDEN / path).is_file(), "run `pytest tests/build --renew-golden`"
    kept = (GOLDEN / path).read_bytes().decode("utf-8")
    assert site[path].splitlines() == kept.splitlines(), (
        "if that is meant: `pytest tests/build --renew-golden`"
    )
    assert site[path] == kept


def test_nothing_else_is_kept():
    assert sorted(contents(GOLDEN)) == sorted(KEPT)
