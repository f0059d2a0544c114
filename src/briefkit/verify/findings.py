"""What was found wrong in a built folder, each with its file, line and column."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from briefkit.diagnostics import Diagnostic, Related, Rule
from briefkit.spans import Document, Span

COMPARED = "compared with this"
AT_MOST = 20  # of one rule in one file: a folder of garbage must not become a report of gigabytes


class Findings:
    """Collects diagnostics and counts those beyond the first twenty of a rule in a file."""

    def __init__(self) -> None:
        self._found: list[Diagnostic] = []
        self._counts: Counter[tuple[str, str]] = Counter()

    def __len__(self) -> int:
        return self._counts.total()

    def at(
        self,
        document: Document,
        rule: Rule,
        message: str,
        start: int = 0,
        end: int | None = None,
        related: tuple[Related, ...] = (),
    ) -> None:
        """A finding at an offset of a file's text, or on the file as a whole."""
        if self._takes(document.path, rule):
            span = Span(start, max(start, start if end is None else end))
            self._found.append(Diagnostic.at(document, span, rule, message, related=related))

    def of_file(self, path: str, rule: Rule, message: str) -> None:
        if self._takes(path, rule):
            self._found.append(Diagnostic.of_file(path, rule, message))

    def compared(self, path: str, rule: Rule, message: str, *others: str) -> None:
        """A finding on a file that does not agree with others; which of them is at fault is open."""
        if self._takes(path, rule):
            found = Diagnostic.of_file(path, rule, message)
            self._found.append(
                replace(found, related=tuple(Related(COMPARED, other, 1, 1) for other in others))
            )

    def of_link(self, path: str, line: int, column: int, rule: Rule, message: str) -> None:
        """A finding at a place of a file whose text is no longer held."""
        if self._takes(path, rule):
            found = Diagnostic.of_file(path, rule, message)
            self._found.append(replace(found, line=line, column=column))

    def report(self) -> list[Diagnostic]:
        """All findings in the order in which they are printed."""
        return sorted(self._found, key=lambda diagnostic: diagnostic.order)

    def _takes(self, path: str, rule: Rule) -> bool:
        self._counts[path, rule.code] += 1
        count = self._counts[path, rule.code]
        if count == AT_MOST + 1:
            self._found.append(
                Diagnostic.of_file(path, rule, f"there are more of these than the {AT_MOST} listed")
            )
        return count <= AT_MOST
