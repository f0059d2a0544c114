"""Thousands of findings of one rule, told by the first of them and a count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from briefkit.diagnostics import Diagnostic
from briefkit.terminal_text import visible

IN_A_FILE = 10  # findings of a rule that are shown of one file
IN_ALL = 50  # and of the whole archive


@dataclass(frozen=True, slots=True)
class More:
    """Findings of a rule that are not shown; `path` is None where they stand in several files."""

    code: str
    name: str
    path: str | None
    count: int

    def __str__(self) -> str:
        where = f"in {visible(self.path)}" if self.path else "in other files"
        return f"… and {self.count:,} more of {self.code} {self.name} {where}; --all shows each"


def without_flood(findings: Sequence[Diagnostic]) -> Iterator[Diagnostic | More]:
    """The findings in their order, the surplus of each rule counted where its file ends, or at the end."""
    shown: Counter[str] = Counter()
    elsewhere: Counter[tuple[str, str]] = Counter()
    for path, of_file in groupby(findings, key=lambda finding: finding.path):
        here: Counter[str] = Counter()
        surplus: Counter[tuple[str, str]] = Counter()
        for finding in of_file:
            rule = finding.code, finding.name
            if here[finding.code] < IN_A_FILE and shown[finding.code] < IN_ALL:
                here[finding.code] += 1
                shown[finding.code] += 1
                yield finding
            else:
                surplus[rule] += 1
        for rule, count in surplus.items():
            if here[rule[0]]:
                yield More(*rule, path, count)
            else:
                elsewhere[rule] += count
    for rule, count in elsewhere.items():
        yield More(*rule, None, count)
