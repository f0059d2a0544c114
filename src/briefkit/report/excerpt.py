"""The lines of a file that a finding is about, with marks under the fault. Learnt from ruff and rustc."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from briefkit.spans import Document, Span
from briefkit.terminal_text import Style, columns, visible

WIDTH = 100  # columns of an excerpt; a longer line is shown around the fault
MOST_LINES = 6  # of a fault over several lines; of more, the first and the last ones are shown


@dataclass(frozen=True, slots=True)
class Excerpt:
    """How the lines are drawn: room for the line numbers, the sign of the marks and their colour."""

    gutter: int
    style: Style
    sign: str
    paint: Callable[[str], str]

    def of(self, document: Document, span: Span, label: str = "") -> Iterator[str]:
        """The lines, with marks under the span and the label behind them."""
        last = span.start + len(span.of(document.text).rstrip("\r\n \t"))
        span = Span(span.start, max(span.start, last))
        first_line, last_line = (document.line_column(place)[0] for place in (span.start, span.end))
        yield self._beside("")
        if first_line == last_line:
            yield from self._marked(document, span, label)
            return
        line_end = document.line_span(span.start).end
        yield from self._marked(document, Span(span.start, max(line_end, span.start)), "from here")
        inner = range(first_line + 1, last_line)
        shown = [*inner[: MOST_LINES // 2], None, *inner[-1:]] if len(inner) > MOST_LINES else list(inner)
        for number in shown:
            yield self._beside(self._cut(document.line(number)), number) if number else self._elided()
        end = document.line_span(span.end)
        yield from self._marked(document, Span(self._indented(document, end), span.end), label or "to here")

    def _marked(self, document: Document, span: Span, label: str) -> Iterator[str]:
        number, _ = document.line_column(span.start)
        line = document.line_span(span.start)
        shown, marked = _window(line, span)
        text = visible(shown.of(document.text))
        before = columns(visible(Span(shown.start, marked.start).of(document.text)))
        width = max(1, columns(visible(marked.of(document.text))))
        left = "…" if shown.start > line.start else ""
        right = "…" if shown.end < line.end else ""
        yield self._beside(f"{left}{text}{right}", number)
        marks = self.sign * width + (f" {label}" if label else "")
        yield self._beside(" " * (before + len(left)) + self.paint(marks))

    def _beside(self, text: str, number: int | None = None) -> str:
        bar = self.style("34", "|")
        shown = self.style("34", f"{number or '':>{self.gutter}}")
        return f" {shown} {bar} {text}".rstrip()

    def _elided(self) -> str:
        return f" {self.style('34', '…'.rjust(self.gutter))}"

    @staticmethod
    def _cut(line: str) -> str:
        return visible(line if len(line) <= WIDTH else line[:WIDTH] + "…")

    @staticmethod
    def _indented(document: Document, line: Span) -> int:
        words = line.of(document.text)
        return line.start + len(words) - len(words.lstrip(" "))


def _window(line: Span, fault: Span) -> tuple[Span, Span]:
    """(the part of the line to show, the part of the fault in it)."""
    if len(line) <= WIDTH:
        return line, fault
    start = max(line.start, min(fault.start - WIDTH // 3, line.end - WIDTH))
    shown = Span(start, min(line.end, start + WIDTH))
    return shown, Span(fault.start, max(fault.start, min(fault.end, shown.end)))
