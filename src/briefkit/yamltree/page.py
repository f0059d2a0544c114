"""The text with its patches, and the way back from each place to the text as it was written."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable

from briefkit.diagnostics import Diagnostic, Edit, Fix, related
from briefkit.spans import Document, Span
from briefkit.yamltree.faults import DIRECTIVE, DUPLICATE_KEY, FORBIDDEN_CHARACTER, Fault
from briefkit.yamltree.lines import AT_LINE_START, block_at, line_at
from briefkit.yamltree.nodes import Broken, Mapping, Node, Scalar, Sequence

# What YAML takes, by itself or in its own way. U+0085, U+2028 and U+2029 end a line in YAML 1.1,
# which libyaml reads, and not in YAML 1.2, in an editor or in `Document`: they are lent to it as
# characters that mean nothing.
_PLAIN = "\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff"


_ODD = re.compile(f"[^{_PLAIN}]+")


_LINE_ENDS_OF_OLD = "\x85\u2028\u2029"


_LENT = "\ufffd"  # for a character that YAML does not take


_DIRECTIVE = re.compile(AT_LINE_START + r"%[^\r\n]*")


class Page:
    """A document and the text that libyaml is given in its place.

    The two are equally long until a patch is made; `at` and `span` lead from the second to
    the first.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.findings: list[Diagnostic] = []
        self.lost: list[Span] = []
        self.edits: list[Edit] = []  # in the document, in order and apart
        self.starts: list[int] = []  # where each of them stands in the text
        self.times: Counter[int] = Counter()  # how often libyaml stopped on a line
        self.told: set[int] = set()  # the lines that have a finding
        self.restore: dict[int, str] = {}
        self.base = self.text = self.readable(document.text)

    def readable(self, text: str) -> str:
        """The text in characters that libyaml takes, without directives; what is in the way is reported.

        A byte order mark becomes an empty first line, which keeps every offset (libyaml does not count it).
        """
        if text.startswith("\ufeff"):
            text = "\n" + text[1:]
        if _ODD.search(text):
            text = self.without_odd_characters(text)
        if "%" in text:
            for match in _DIRECTIVE.finditer(text):
                self.report(_directive(match[0], Span(*match.span())))
            text = _DIRECTIVE.sub(lambda match: " " * len(match[0]), text)
        return text

    def without_odd_characters(self, text: str) -> str:
        unused = (chr(code) for code in range(0xF0000, 0xFFFFE) if chr(code) not in text)
        lent = {ord(end): next(unused, _LENT) for end in _LINE_ENDS_OF_OLD if end in text}
        self.restore = {ord(one): chr(code) for code, one in lent.items()}
        text = text.translate(lent)
        reported = -1
        for match in _ODD.finditer(text):
            if match.start() > reported:  # one finding a line
                self.report(_forbidden(match[0][0], Span(*match.span())))
                reported = line_at(text, match.start()).end
            self.lose(Span(*match.span()))
        return _ODD.sub(lambda match: _LENT * len(match[0]), text)

    def at(self, offset: int) -> int:
        """The place in the document of a place in the text."""
        number = bisect_right(self.starts, offset) - 1
        if number < 0:
            return offset
        edit, into = self.edits[number], offset - self.starts[number]
        if into < len(edit.text):
            return min(edit.span.start + into, edit.span.end)
        return edit.span.end + into - len(edit.text)

    def span(self, span: Span) -> Span:
        start, end = (min(self.at(offset), len(self.document.text)) for offset in (span.start, span.end))
        return Span(start, max(start, end))

    def report(self, fault: Fault) -> None:
        """Makes the fault a finding, unless it is about what is lost already."""
        span = self.span(fault.span)
        if fault.rule is not FORBIDDEN_CHARACTER and self.lost_at(span):
            return
        # Two keys that say the same in the patched text may say the same filler: none may be taken away.
        is_sure = fault.rule is not DUPLICATE_KEY or not self.edits
        fix = fault.fix if is_sure else None
        fix = fix and Fix(fix.title, tuple(map(self.edit, fix.edits)), fix.safe)
        first = fault.first and related(self.document, self.span(fault.first), "first written here")
        message, help = fault.message.translate(self.restore), fault.help.translate(self.restore)
        near = (first,) if first else ()
        finding = Diagnostic.at(self.document, span, fault.rule, message, help, near, fix)
        self.findings.append(finding)
        self.told.add(finding.line)

    def edit(self, edit: Edit) -> Edit:
        return Edit(self.span(edit.span), edit.text.translate(self.restore))

    def lose(self, span: Span) -> None:
        """Takes note of a span, in the document, whose scalars are lost. Notes are in order and apart."""
        first = bisect_left(self.lost, span.start, key=lambda one: one.end)
        last = bisect_right(self.lost, span.end, key=lambda one: one.start)
        near = [span, *self.lost[first:last]]
        self.lost[first:last] = [Span(min(one.start for one in near), max(one.end for one in near))]

    def lost_at(self, span: Span) -> Span | None:
        """What is lost and reaches into the span; into an empty one also where it only touches it."""
        first = bisect_left(self.lost, span.start, key=lambda one: one.end)
        for lost in self.lost[first : first + 2]:
            if lost.overlaps(span) or (not span and lost.start <= span.start):
                return lost
        return None

    def mend(self, fault: Fault) -> None:
        """Reports the fault and patches the text, so that libyaml stops somewhere else next time.

        A line where it stops again has no second finding: most likely the first patch did not
        do. After the second such try the line is left out, then all that follows it.
        """
        start = fault.patches[0].span.start
        line = self.document.line_column(self.at(start))[0]
        self.times[line] += 1
        if line not in self.told:
            self.report(fault)
        for span in fault.lost:
            self.lose(self.span(span))
        rest = Span(line_at(self.text, start).start, len(self.text))
        whole = Span(0, len(self.text))
        ways = (fault.patches, *((Edit(span, ""),) for span in (block_at(self.text, start), rest, whole)))
        for edits in ways[max(0, self.times[line] - 2) :]:
            before = self.text
            self.patch(edits)
            if self.text != before:
                return

    def patch(self, edits: Iterable[Edit]) -> None:
        for edit in [Edit(self.span(one.span), one.text) for one in edits]:
            first = bisect_right(self.edits, edit.span.start, key=lambda one: one.span.end)
            last = bisect_left(self.edits, edit.span.end, key=lambda one: one.span.start)
            near = [edit, *self.edits[first:last]]
            start, end = min(one.span.start for one in near), max(one.span.end for one in near)
            self.edits[first:last] = [Edit(Span(start, end), edit.text)]
        pieces, self.starts, length, done = [], [], 0, 0
        for edit in self.edits:
            kept = self.base[done : edit.span.start]
            self.starts.append(length + len(kept))
            pieces += [kept, edit.text]
            length, done = self.starts[-1] + len(edit.text), edit.span.end
        self.text = "".join([*pieces, self.base[done:]])

    def placed(self, node: Node) -> Node:
        """The node with its places in the document, and with what is lost as Broken."""
        if (shift := self.shift(node.span)) is not None:
            return node if shift == 0 else _moved(node, shift)
        span = self.span(node.span)
        match node:
            case Mapping(entries, _, flow):
                return Mapping(tuple(self.entry(*entry) for entry in entries), span, flow)
            case Sequence(items, _, flow):
                return Sequence(tuple(map(self.placed, items)), span, flow)
            case Scalar(text, _, style):
                if (lost := self.lost_at(span)) is not None:  # an empty span is false
                    return Broken(lost if lost.covers(span) else span)
                return Scalar(text.translate(self.restore), span, style)
        return Broken(span)

    def shift(self, span: Span) -> int | None:
        """By how much all that stands in a span was moved; None where something of it was patched or lost.

        Most of a file is whole, and told here with three look-ups instead of several for each value.
        """
        if self.restore:
            return None
        number = bisect_right(self.starts, span.start) - 1
        if bisect_right(self.starts, span.end) - 1 != number:
            return None
        shift = 0
        if number >= 0:
            end = self.starts[number] + len(self.edits[number].text)
            if span.start <= end:
                return None
            shift = self.edits[number].span.end - end
        near = Span(max(0, span.start + shift - 1), span.end + shift + 1)
        return None if self.lost_at(near) is not None else shift

    def entry(self, key: Scalar, value: Node) -> tuple[Scalar, Node]:
        span = self.span(key.span)
        placed = self.placed(value)
        if self.lost_at(span) is not None:
            placed = Broken(placed.span)
        return Scalar(key.text.translate(self.restore), span, key.style), placed


def _moved(node: Node, shift: int) -> Node:
    span = Span(node.span.start + shift, node.span.end + shift)
    match node:
        case Scalar(text, _, style):
            return Scalar(text, span, style)
        case Mapping(entries, _, flow):
            moved = [(_moved(key, shift), _moved(value, shift)) for key, value in entries]
            return Mapping(tuple(moved), span, flow)  # type: ignore[arg-type]  # a key stays a scalar
        case Sequence(items, _, flow):
            return Sequence(tuple([_moved(item, shift) for item in items]), span, flow)
    return Broken(span)


def _directive(line: str, span: Span) -> Fault:
    message = f"`{line.split()[0]}` begins a directive, an order to the YAML reader"
    fix = Fix("Take the line away", (Edit(span, ""),), safe=line.split()[0] in ("%YAML", "%TAG"))
    return Fault(DIRECTIVE, span, message, "take the line away; text belongs behind a key", fix)


def _forbidden(character: str, span: Span) -> Fault:
    message = f"YAML does not take the character U+{ord(character):04X}"
    fix = Fix("Take the character away", (Edit(span, ""),), safe=False)
    return Fault(FORBIDDEN_CHARACTER, span, message, "take it away; it cannot be seen", fix)
