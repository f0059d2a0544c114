"""What a sound brief may still do badly."""

from __future__ import annotations

from collections.abc import Iterator

from briefkit.checks import consistency, coverage, tradecraft
from briefkit.checks.subject import Subject
from briefkit.diagnostics import Diagnostic


def check_brief(subject: Subject) -> Iterator[Diagnostic]:
    """Every finding about one brief by itself."""
    yield from consistency.check(subject)
    yield from tradecraft.check(subject)
    yield from coverage.check(subject)
