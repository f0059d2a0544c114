"""What a finding is known by from one run to the next, also when lines above it come or go."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence

from briefkit.diagnostics import Diagnostic
from briefkit.report.look import Sources
from briefkit.spans import Span


def fingerprints(findings: Sequence[Diagnostic], sources: Sources) -> list[str]:
    """A digest of each: rule, file, the words at fault, and which of those that agree in all three."""
    seen: Counter[tuple[str, str, str]] = Counter()
    found = []
    for finding in findings:
        key = finding.code, finding.path, _words(finding, sources)
        seen[key] += 1
        text = "\0".join((*key, str(seen[key])))
        found.append(hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest())
    return found


def _words(finding: Diagnostic, sources: Sources) -> str:
    document = sources(finding.path)
    if document is None or finding.span == Span(0, 0) or finding.span.end > len(document.text):
        return finding.message
    span = finding.span if len(finding.span) else document.line_span(finding.span.start)
    return " ".join(span.of(document.text).split())
