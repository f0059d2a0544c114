"""BK5xx: how much of the seed is labelled."""

from __future__ import annotations

from collections.abc import Iterator

from briefkit.checks.subject import Subject
from briefkit.diagnostics import Diagnostic, Rule, Severity

COVERAGE = Rule(
    "BK501",
    "coverage",
    Severity.ERROR,
    "archive.yaml says which share of the passages must carry a label; below it a brief is not finished.",
)


def check(subject: Subject) -> Iterator[Diagnostic]:
    # A label that did not get in counts: its own fault is reported, and mending it mends this too.
    labelled = {label.passage for label in subject.brief.labels}
    labelled |= {refused.passage for refused in subject.brief.refused}
    bare = [passage.id for passage in subject.brief.passages if passage.id not in labelled]
    total = len(subject.brief.passages)
    if total and (total - len(bare)) / total < subject.settings.coverage:
        yield subject.at(
            subject.sidecar.key_span("labels"),
            COVERAGE,
            f"{total - len(bare)} of {total} passages carry a label; {subject.settings.coverage:.0%} must",
            f"label {', '.join(bare[:6])}{' …' if len(bare) > 6 else ''}",
        )
