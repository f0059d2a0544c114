"""The cases that the project shares with its neighbours: the folder `shared` beside the repository.

Where the folder is missing, a test that needs it is skipped with that reason; in CI it fails.
"""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
CASES = SHARED / "cases"
MISSING = "the folder ../shared is missing"


def case(path: str) -> Path:
    """The file or folder `path` under ../shared/cases, called from inside a test or a fixture."""
    if not SHARED.is_dir():
        if os.environ.get("CI"):
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    found = CASES / path
    if not found.exists():
        pytest.fail(f"../shared/cases/{path} is missing")
    return found


def cases(pattern: str) -> list[str]:
    """The paths under ../shared/cases that fit the pattern, in order, for `parametrize`.

    The test calls `case` on each. Without ../shared it is the pattern itself, so that one test stands there,
    which `case` skips or fails.
    """
    if not SHARED.is_dir():
        return [pattern]
    return sorted(str(path.relative_to(CASES)) for path in CASES.glob(pattern))
