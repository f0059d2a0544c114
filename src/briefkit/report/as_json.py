"""Findings as a JSON list; its schema is `briefkit schema findings`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from briefkit.diagnostics import Diagnostic, Difference, Fix
from briefkit.report.look import PLAIN, Look, Sources


def as_json(findings: Sequence[Diagnostic], sources: Sources, look: Look = PLAIN) -> Iterator[str]:
    """Offsets are code points, `end` is not included."""
    yield dumped([_value(finding) for finding in findings])


def dumped(value: object) -> str:
    """JSON for people too. A file name that is no UTF-8 has lone surrogates: only escapes can carry them."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _value(finding: Diagnostic) -> dict[str, Any]:
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": str(finding.severity),
        "message": finding.message,
        "path": finding.path,
        "line": finding.line,
        "column": finding.column,
        "start": finding.span.start,
        "end": finding.span.end,
        "help": finding.help,
        "related": [
            {"message": one.message, "path": one.path, "line": one.line, "column": one.column}
            for one in finding.related
        ],
        "difference": _difference(finding.difference),
        "fix": _fix(finding.fix),
    }


def _difference(difference: Difference | None) -> dict[str, Any] | None:
    if difference is None:
        return None
    return {
        "titles": list(difference.titles),
        "runs": [
            {"written": run.written, "stands": run.stands, "weights": [str(one) for one in run.weights]}
            for run in difference.runs
        ],
    }


def _fix(fix: Fix | None) -> dict[str, Any] | None:
    if fix is None:
        return None
    return {
        "title": fix.title,
        "safe": fix.safe,
        "edits": [{"start": edit.span.start, "end": edit.span.end, "text": edit.text} for edit in fix.edits],
    }
