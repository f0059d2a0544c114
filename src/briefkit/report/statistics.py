"""How many findings each rule has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefkit.diagnostics import Diagnostic, Severity
from briefkit.report.as_json import dumped

PLURALS = {Severity.ERROR: "errors", Severity.WARNING: "warnings", Severity.SUGGESTION: "suggestions"}


@dataclass(frozen=True, slots=True)
class RuleCount:
    """The findings of a rule that have one severity."""

    code: str
    name: str
    severity: Severity
    count: int
    fixable: int


def count_by_rule(findings: Sequence[Diagnostic]) -> list[RuleCount]:
    """The most frequent first; of equally frequent ones the lowest code."""
    counts = Counter((one.code, one.name, one.severity) for one in findings)
    fixable = Counter((one.code, one.name, one.severity) for one in findings if one.fix)
    rows = [RuleCount(*rule, count, fixable[rule]) for rule, count in counts.items()]
    return sorted(rows, key=lambda row: (-row.count, row.code, row.severity))


def statistics_table(findings: Sequence[Diagnostic]) -> Iterator[str]:
    rows = count_by_rule(findings)
    room = max((len(f"{row.count:,}") for row in rows), default=0)
    names = max((len(row.name) for row in rows), default=0)
    for row in rows:
        fixable = f"  {row.fixable:,} with a fix" if row.fixable else ""
        yield f"{row.count:>{room},}  {row.code}  {row.name:<{names}}  {row.severity}{fixable}"


def statistics_json(findings: Sequence[Diagnostic]) -> Iterator[str]:
    yield dumped(
        [
            {
                "code": row.code,
                "name": row.name,
                "severity": str(row.severity),
                "count": row.count,
                "fixable": row.fixable,
            }
            for row in count_by_rule(findings)
        ]
    )


def summary(findings: Sequence[Diagnostic], briefs: int) -> str:
    """One line: what was looked at and what was found."""
    looked_at = f"{briefs} brief" + ("" if briefs == 1 else "s")
    counts = Counter(finding.severity for finding in findings)
    found = [
        f"{counts[severity]} {severity if counts[severity] == 1 else PLURALS[severity]}"
        for severity in (Severity.ERROR, Severity.WARNING, Severity.SUGGESTION)
        if counts[severity]
    ]
    return (
        f"{looked_at} checked: {' and '.join(found[-2:]) if len(found) < 3 else ', '.join(found)}"
        if found
        else (f"{looked_at} checked, nothing found")
    )
