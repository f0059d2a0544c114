"""The one flag that renews golden files: `pytest tests/build --renew-golden`; then read the diff."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--renew-golden", action="store_true", help="write what is built to tests/golden/")
