"""A line a finding, as compilers write it, so that editors find the place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefkit.diagnostics import Diagnostic
from briefkit.report.flood import More, without_flood
from briefkit.report.look import PLAIN, Look, Sources
from briefkit.terminal_text import Style, visible


def concise(findings: Sequence[Diagnostic], sources: Sources, look: Look = PLAIN) -> Iterator[str]:
    style = Style(look.colour)
    for finding in findings if look.every else without_flood(findings):
        if isinstance(finding, More):
            yield str(finding)
            continue
        code = style.severity(finding.severity, finding.code)
        yield f"{visible(finding.path)}:{finding.line}:{finding.column}: {code} {visible(finding.message)}"
