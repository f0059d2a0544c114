"""What would mend a value: quotation marks, a block; and what stands in its place meanwhile."""

from __future__ import annotations

from dataclasses import replace

from briefkit.diagnostics import Edit, Fix
from briefkit.spans import LINE_END, Span
from briefkit.yamltree.faults import Fault
from briefkit.yamltree.lines import BLANK, block_at, end_of_value, is_parent, line_at

_WIDEST = 72  # characters of a value that a help shows


def quotation_marks_around(
    text: str, span: Span, *, inside: bool = False, safe: bool = True
) -> tuple[str, Fix]:
    """How to write the span as a mere text: the help that says it and the fix that does it.

    In brackets there are no blocks, so what holds both kinds of marks has its single ones doubled.
    """
    words = text[span.start : span.end]
    if (quoted := in_quotes(words)) is not None:
        help = f"put it in quotation marks: {shortened(quoted)}"
    elif inside:
        quoted = "'" + words.replace("'", "''") + "'"
        help = f"put it in single quotation marks and double those inside: {shortened(quoted)}"
    else:
        return _as_block(text, span)
    return help, Fix("Put the value in quotation marks", (Edit(span, quoted),), safe)


def in_quotes(words: str) -> str | None:
    """The words between the quotation marks that they do not hold themselves."""
    if '"' not in words and "\\" not in words:
        return f'"{words}"'
    return None if "'" in words else f"'{words}'"


def _as_block(text: str, span: Span) -> tuple[str, Fix]:
    """Text with both kinds of quotation marks goes, as it is, into a block of its own."""
    line_end = "\r\n" if "\r\n" in text else "\n"
    line = line_at(text, span.start)
    deeper = line_end + " " * (line.floor + 2)
    words = [part.strip(BLANK) for part in LINE_END.split(text[span.start : span.end])]
    help = "put it on the next line, indented, below `>-`; there it needs no quotation marks"
    edit = Edit(span, ">-" + "".join(deeper + part if part else line_end for part in words))
    return help, Fix("Put the value in a block of its own", (edit,), safe=True)


def shortened(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _WIDEST else f"{words[: _WIDEST - 24]} … {words[-20:]}"


def filled(fault: Fault, whole: Span) -> Fault:
    """The fault with filler in place of the whole value, which is lost."""
    return replace(fault, lost=(whole,), patches=(Edit(whole, "x"),))


def left_out(text: str, fault: Fault) -> Fault:
    """The fault with its line left out, and the deeper ones below that have no place without it.

    An item keeps its place.
    """
    line = line_at(text, fault.span.start)
    block = Span(line.start, max(line.end, end_of_value(text, line.content_at)))
    if is_parent(text, line):
        block = block_at(text, line.start)
    if line.dashes and line.content_at < block.end:
        return filled(fault, Span(line.content_at, block.end))
    return replace(fault, patches=(Edit(block, ""),))
