"""Workflow commands: GitHub Actions shows each beside its line.

https://docs.github.com/actions/reference/workflow-commands-for-github-actions; what has to be escaped
in them is said by actions/toolkit alone (packages/core/src/command.ts).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefkit.diagnostics import Diagnostic, Severity
from briefkit.report.look import PLAIN, Look, Sources, said
from briefkit.spans import Span

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.SUGGESTION: "notice"}


def github(findings: Sequence[Diagnostic], sources: Sources, look: Look = PLAIN) -> Iterator[str]:
    for finding in findings:
        properties = {
            "file": look.folder + finding.path,
            "line": str(finding.line),
            "col": str(finding.column),
            **_end(finding, sources),
            "title": f"{finding.code} {finding.name}",
        }
        named = ",".join(f"{key}={_escaped(value, ':,')}" for key, value in properties.items())
        yield f"::{LEVELS[finding.severity]} {named}::{_escaped(chr(10).join(said(finding)))}"


def _end(finding: Diagnostic, sources: Sources) -> dict[str, str]:
    """Where the fault ends. GitHub takes a last column only where it is on the first line."""
    document = sources(finding.path)
    if document is None or finding.span == Span(0, 0) or finding.span.end > len(document.text):
        return {}
    line, column = document.line_column(finding.span.end)
    return {"endLine": str(line)} | ({"endColumn": str(column)} if line == finding.line else {})


def _escaped(text: str, more: str = "") -> str:
    text = text.encode("utf-8", "replace").decode("utf-8")
    for character in "%\r\n" + more:
        text = text.replace(character, f"%{ord(character):02X}")
    return text
