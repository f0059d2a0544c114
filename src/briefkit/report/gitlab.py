"""GitLab's Code Quality report, which a merge request shows in its widget and beside the lines.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefkit.diagnostics import Diagnostic, Severity
from briefkit.report.as_json import dumped
from briefkit.report.fingerprints import fingerprints
from briefkit.report.look import PLAIN, Look, Sources, said
from briefkit.terminal_text import visible

SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.SUGGESTION: "info"}


def gitlab(findings: Sequence[Diagnostic], sources: Sources, look: Look = PLAIN) -> Iterator[str]:
    yield dumped(
        [
            {
                "description": visible(". ".join(line.rstrip(".") for line in said(finding))),
                "check_name": f"{finding.code} {finding.name}",
                "fingerprint": fingerprint,
                "severity": SEVERITIES[finding.severity],
                "location": {
                    "path": look.folder + finding.path,
                    "lines": {"begin": finding.line, "end": _last_line(finding, sources)},
                },
            }
            for finding, fingerprint in zip(findings, fingerprints(findings, sources), strict=True)
        ]
    )


def _last_line(finding: Diagnostic, sources: Sources) -> int:
    document = sources(finding.path)
    if document is None or finding.span.end > len(document.text):
        return finding.line
    return max(finding.line, document.line_column(finding.span.end)[0])
