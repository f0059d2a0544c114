"""YAML text becomes plain values, with the span of every key and value.

Strict and typeless: each scalar stays the text that YAML reads, and what could mean two things
is refused. The tree is built in one pass over libyaml's events. Nothing is composed or loaded,
so no alias or merge key is ever followed.

libyaml stops at the first thing that it cannot read. So that one wrong line hides no other, the
fault is named for what the writer most likely meant, and a patch takes its place in the text
that libyaml is given next: filler for a value, other white space before a key. What had to be
guessed at comes out as `Broken`. Behind the values and the rules stand

- `_Reader`, which builds the tree and refuses what YAML allows and the format does not;
- `_Page`, which keeps the patches and leads every place back to the text as it was written;
- `_diagnose`, which says what is wrong where libyaml stopped, and what lets it read on;
- `_unnoticed`, which finds what YAML takes without a word and the writer did not mean.

Inside, a fault counts its spans in the text that libyaml was given.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import count, takewhile
from typing import Any, Literal

import yaml
from yaml import AliasEvent, MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent

from briefkit.diagnostics import Diagnostic, Edit, Fix, Rule, Severity, related
from briefkit.spans import LINE_END, Document, Span

DEEPEST = 32  # levels of lists and mappings; the format itself needs six
ROUNDS = 100  # faults that libyaml is led past; each means reading once more

# -- the values


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text. An empty value (`note:`) is one too, with an empty span where it would stand.

    The span takes in quotation marks; of a block it runs from the indicator to the last
    character that is not blank.
    """

    text: str
    span: Span
    style: Literal["plain", "single", "double", "literal", "folded"]


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with values, as written; of a doubled key the first."""

    entries: tuple[tuple[Scalar, Node], ...]
    span: Span
    flow: bool  # written in brackets

    def get(self, key: str) -> Node | None:
        return next((value for name, value in self.entries if name.text == key), None)

    def key(self, key: str) -> Scalar | None:
        return next((name for name, _ in self.entries if name.text == key), None)


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    span: Span
    flow: bool  # written in brackets


@dataclass(frozen=True, slots=True)
class Broken:
    """A value that could not be read. Why is reported already."""

    span: Span


Node = Scalar | Mapping | Sequence | Broken


def plain(node: Node) -> object:
    """The node as str, dict and list; what is broken as None, which no YAML text becomes here."""
    match node:
        case Scalar(text):
            return text
        case Mapping(entries):
            return {key.text: plain(value) for key, value in entries}
        case Sequence(items):
            return [plain(item) for item in items]
    return None


# -- the rules

NOT_A_MAPPING = Rule(
    "BK101",
    "not-a-mapping",
    Severity.ERROR,
    "A file of the archive is keys with values. In an empty one, a list or a mere text nothing can be found.",
)
SEVERAL_DOCUMENTS = Rule(
    "BK102",
    "several-documents",
    Severity.ERROR,
    "A file holds one document. What follows a document mark is read by some tools and not by others.",
)
DIRECTIVE = Rule(
    "BK103",
    "yaml-directive",
    Severity.ERROR,
    "A line that begins with % gives orders to the YAML reader. The format fixes how its files are read.",
)
FORBIDDEN_CHARACTER = Rule(
    "BK104",
    "forbidden-character",
    Severity.ERROR,
    "YAML takes no control characters. They cannot be seen, and most often came along from another program.",
)
TAB_INDENTATION = Rule(
    "BK105",
    "tab-indentation",
    Severity.ERROR,
    "How far a tab indents differs from editor to editor, so in YAML it cannot say what belongs to what.",
)
WRONG_INDENTATION = Rule(
    "BK106",
    "wrong-indentation",
    Severity.ERROR,
    "Indentation says what belongs to what. A line in a column of its own belongs to nothing.",
)
TOO_DEEP = Rule(
    "BK107",
    "nested-too-deep",
    Severity.ERROR,
    "Nothing in the format goes as deep. Such nesting is a slip, or made to bring programs down.",
)
NEEDS_QUOTATION_MARKS = Rule(
    "BK108",
    "needs-quotation-marks",
    Severity.ERROR,
    "Some characters mean something to YAML where they stand: the text is cut there, or read as something "
    "else. In quotation marks it is only text.",
)
NOT_CLOSED = Rule(
    "BK109",
    "quotation-mark-not-closed",
    Severity.ERROR,
    "A quotation mark that is not closed swallows the lines that follow.",
)
BRACKET_NOT_CLOSED = Rule(
    "BK110",
    "bracket-not-closed",
    Severity.ERROR,
    "A bracket that is not closed swallows the lines that follow.",
)
UNKNOWN_ESCAPE = Rule(
    "BK111",
    "unknown-escape",
    Severity.ERROR,
    "Between double quotation marks a backslash begins an escape, and YAML knows only some.",
)
MISSING_SPACE = Rule(
    "BK112",
    "missing-space",
    Severity.ERROR,
    "Without a space behind it, the colon of a key or the dash of an item is only part of a word.",
)
MISSING_COLON = Rule(
    "BK113",
    "missing-colon",
    Severity.ERROR,
    "Where keys stand, a line without a colon is neither a key nor part of the value above it.",
)
DUPLICATE_KEY = Rule(
    "BK114",
    "duplicate-key",
    Severity.ERROR,
    "Of two equal keys most YAML readers drop one in silence, and not all of them the same one.",
)
ANCHOR_OR_ALIAS = Rule(
    "BK115",
    "anchor-or-alias",
    Severity.ERROR,
    "Anchors, aliases and merge keys let one place stand for another. A label says all of it in its place.",
)
TAG = Rule(
    "BK116",
    "yaml-tag",
    Severity.ERROR,
    "A tag gives a value a type. In the format every value is text, and its field says how it is read.",
)
COMPLEX_KEY = Rule(
    "BK117",
    "complex-key",
    Severity.ERROR,
    "A key is one short text before a colon. What YAML else takes for a key names nothing in the format.",
)
DROPPED_AS_COMMENT = Rule(
    "BK118",
    "dropped-as-comment",
    Severity.ERROR,
    "A # behind a space begins a comment, so words meant as part of the value vanish without a trace.",
)
UNREADABLE = Rule(
    "BK119", "unreadable-yaml", Severity.ERROR, "What YAML cannot read cannot be checked, shown or kept."
)

# -- reading


def parse(document: Document) -> tuple[Node | None, list[Diagnostic]]:
    """The tree of a YAML file, and what is wrong with it in order of place.

    None where the top is not a mapping. Nothing that stands in the text makes it raise.
    """
    if not yaml.__with_libyaml__:
        raise RuntimeError("briefkit reads YAML with libyaml, and this PyYAML was built without it")
    page = _Page(document)
    root, faults = _read(page)
    for fault in faults:
        page.report(fault)
    for span in (span for fault in faults for span in fault.lost):
        page.lose(page.span(span))
    tree = None if root is None else page.placed(root)
    return tree, sorted(page.findings, key=lambda finding: finding.order)


def _read(page: _Page) -> tuple[Node | None, list[_Fault]]:
    """The tree and its faults, once those that stop libyaml are reported and patched."""
    for reading in count():
        reader = _Reader(page.text)
        try:
            root = reader.root()
        except yaml.MarkedYAMLError as error:
            fault = _diagnose(_Scene.of(reader, error))
            if reading == ROUNDS:
                return Broken(Span(0, len(page.text))), [_reading_stopped(fault)]
            page.mend(fault)
        else:
            if isinstance(root, Mapping):
                return root, reader.faults + _unnoticed(page.text, root)
            reported = root is None and page.edits
            return None, reader.faults if reported else [*reader.faults, _not_a_mapping(page.text, root)]
    raise AssertionError("count() does not end")


@dataclass(frozen=True, slots=True)
class _Fault:
    """What is wrong, what is lost by it, and what would let libyaml read on."""

    rule: Rule
    span: Span
    message: str
    help: str
    fix: Fix | None = None
    lost: tuple[Span, ...] = ()  # scalars in here come out as Broken
    patches: tuple[Edit, ...] = ()  # none replaces an empty span
    first: Span | None = None  # where a doubled key was written first


def _not_a_mapping(text: str, root: Node | None) -> _Fault:
    help = "write keys with values, such as `title: The sea`"
    if root is None:
        empty = not text.strip(_BLANK)
        message = "the file is empty" if empty else "the file holds nothing but comments"
        return _Fault(NOT_A_MAPPING, Span(0, 0), message, help)
    kind = "a list" if isinstance(root, Sequence) else "one piece of text"
    span = Span(root.span.start, min(root.span.end, _line(text, root.span.start).end))
    return _Fault(NOT_A_MAPPING, span, f"the file is {kind}, not keys with values", help)


def _reading_stopped(fault: _Fault) -> _Fault:
    message = f"reading stopped here, behind {ROUNDS} faults"
    return _Fault(UNREADABLE, fault.span, message, "mend the lines above; then all that follow are read")


# -- events become a tree

_STYLES: dict[str | None, Any] = {
    None: "plain",
    "": "plain",
    "'": "single",
    '"': "double",
    "|": "literal",
    ">": "folded",
}
_BLANK = " \t\r\n"
# Behind these nothing is read as it was meant: they stop the reader as libyaml's own errors do.
_DEEP, _SECOND, _SWALLOWED = "nested too deep", "a second document", "a quotation mark that runs on"


class _Reader:
    """Builds the tree of a text. Where it stops, `last` and `open` say how far it came."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.faults: list[_Fault] = []
        self.open: list[Any] = []  # the events that began the lists and mappings around
        self.last: Any = None  # the event read last
        self._next: Callable[[], Any] = yaml.parse(text, yaml.CSafeLoader).__next__

    def root(self) -> Node | None:
        """The tree; None where the text holds no document."""
        self._next()
        if isinstance(self._next(), yaml.StreamEndEvent):
            return None
        node = self.node(self._next())
        self._next()
        if not isinstance(event := self._next(), yaml.StreamEndEvent):
            raise yaml.MarkedYAMLError(problem=_SECOND, problem_mark=event.start_mark)
        return node

    def node(self, event: Any) -> Node:
        self.last = event
        kind: type = type(event)
        if kind is not ScalarEvent or event.anchor or event.tag:
            return self.no_mere_scalar(event)
        start, end, style = event.start_mark.index, event.end_mark.index, _STYLES[event.style]
        if style != "plain":
            end = self.end_of(event, style, start, end)
        return Scalar(event.value, Span(start, end), style)

    def end_of(self, event: Any, style: str, start: int, end: int) -> int:
        """Where a quoted text or a block ends, after a look at what only these can do wrong."""
        if style in ("single", "double"):
            if LINE_END.search(self.text, start, end) and _swallows(self.text, start, end):
                raise yaml.MarkedYAMLError(problem=_SWALLOWED, problem_mark=event.start_mark)
            return end
        end = start + len(self.text[start:end].rstrip(_BLANK))
        if not event.value.strip(_BLANK):
            self.faults.append(_empty_block(self.text, Span(start, end)))
        return end

    def no_mere_scalar(self, event: Any) -> Node:
        """A list or a mapping; also an alias, or anything with an anchor or a tag, which are reported."""
        if type(event) is AliasEvent or event.anchor or event.tag:
            span = Span(event.start_mark.index, event.end_mark.index)
            inside = bool(self.open and self.open[-1].flow_style)
            bare = type(event) is AliasEvent or (type(event) is ScalarEvent and not event.style)
            text_like = bare and not _COLON_FOLLOWS.match(self.text, span.end)
            self.faults.append(_mark(self.text, span, inside, text_like))
            if not isinstance(event, yaml.CollectionStartEvent):
                return Broken(span)
        if len(self.open) == DEEPEST:
            raise yaml.MarkedYAMLError(problem=_DEEP, problem_mark=event.start_mark)
        self.open.append(event)
        node = self.mapping(event) if type(event) is MappingStartEvent else self.sequence(event)
        self.open.pop()
        return node

    def sequence(self, opening: Any) -> Sequence:
        items: list[Node] = []
        while type(event := self._next()) is not SequenceEndEvent:
            items.append(self.node(event))
        self.last = event
        # A block ends, to libyaml, where the next thing begins.
        end = _end(event) if opening.flow_style else items[-1].span.end
        return Sequence(tuple(items), Span(opening.start_mark.index, end), bool(opening.flow_style))

    def mapping(self, opening: Any) -> Mapping:
        entries: list[tuple[Scalar, Node]] = []
        seen: dict[str, Scalar] = {}
        end = start = opening.start_mark.index
        while type(event := self._next()) is not MappingEndEvent:
            key = self.node(event)
            found = len(self.faults)
            value = self.node(self._next())
            if type(key) is Scalar and (name := key.text) not in seen and name and name != "<<":
                seen[name] = key
                entries.append((key, value))
            else:
                self.refuse(key, seen, found)
            end = value.span.end
        self.last = event
        if not opening.flow_style:
            return Mapping(tuple(entries), Span(start, end), False)
        return Mapping(tuple(self.less_commas(entries)), Span(start, _end(event)), True)

    def refuse(self, key: Node, seen: dict[str, Scalar], found: int) -> None:
        """Reports a key that cannot stand. All but the first `found` faults are in its value."""
        match key:
            case Scalar(text) if text in seen:
                message, help = f"`{text}` stands twice in this mapping", "keep one of the two"
                self.faults.append(_Fault(DUPLICATE_KEY, key.span, message, help, first=seen[text].span))
            case Scalar("<<"):
                message = "`<<` merges another mapping into this one"
                self.faults[found:] = [_Fault(ANCHOR_OR_ALIAS, key.span, message, "write the fields out")]
            case Scalar() | Sequence() | Mapping():
                kind = {Scalar: "empty", Sequence: "a list", Mapping: "a mapping"}[type(key)]
                self.faults[found:] = [_Fault(COMPLEX_KEY, key.span, f"the key is {kind}", _PLAIN_KEY)]

    def less_commas(self, entries: list[tuple[Scalar, Node]]) -> list[tuple[Scalar, Node]]:
        """The entries of a mapping in braces, less those that a comma made: `{quote: Nice, France}`."""
        kept: list[tuple[Scalar, Node]] = []
        cut: list[Scalar] = []
        for key, value in entries:
            if not value.span and not _COLON_FOLLOWS.match(self.text, key.span.end):
                cut.append(key)
                continue
            self.join(kept, cut)
            kept.append((key, value))
            cut = []
        self.join(kept, cut)
        return kept

    def join(self, kept: list[tuple[Scalar, Node]], cut: list[Scalar]) -> None:
        """Reports keys without a value as the rest of the value before them, which is lost."""
        if not cut:
            return
        rule, fix = NEEDS_QUOTATION_MARKS, None
        start, end = cut[0].span.start, cut[-1].span.end
        message = f"`{cut[0].text}` has no value: a comma in braces ends the one before it"
        before = kept[-1][1] if kept else None
        if glued := _GLUED.match(self.text, start):
            words = self.text[glued.end() : cut[0].span.end]
            rule, message, help = MISSING_SPACE, *_no_space(glued[1], words)
            kept += [(replace(key, text=key.text.partition(":")[0]), Broken(key.span)) for key in cut]
        elif isinstance(before, Scalar) and before.style == "plain" and before.span:
            start = before.span.start
            kept[-1] = (kept[-1][0], Broken(Span(start, end)))
            help, fix = _in_quotation_marks(self.text, Span(start, end), inside=True, safe=False)
        else:
            help = "give it a value, or take it away"
            kept += [(key, Broken(key.span)) for key in cut]
        self.faults.append(_Fault(rule, cut[0].span, message, help, fix))


def _end(event: Any) -> int:
    return event.end_mark.index  # type: ignore[no-any-return]


_PLAIN_KEY = "write the key as plain text before a colon"
_COLON_FOLLOWS = re.compile(r"\s*:")
_MARKS = {
    "*": "an alias, which stands for a value written elsewhere",
    "&": "an anchor, which names the value behind it",
    "!": "a tag, which gives the value a type",
}


def _mark(text: str, span: Span, inside: bool, text_like: bool) -> _Fault:
    """An anchor, an alias or a tag at the beginning of the span; most often text that looks like one."""
    word = _WORD.match(text, span.start)[0]  # type: ignore[index]  # libyaml saw it there
    rule = TAG if word[0] == "!" else ANCHOR_OR_ALIAS
    message = f"`{word}` is {_MARKS[word[0]]}"
    at = Span(span.start, span.start + len(word))
    twin = {"*": "&", "&": "*"}.get(word[0])
    meant = word.startswith("!!") or (twin is not None and twin + word[1:] in text)
    if text_like and not meant:
        help, fix = _in_quotation_marks(text, span, inside=inside, safe=twin is not None)
        return _Fault(rule, at, message, help, fix)
    if word[0] == "*":
        return _Fault(rule, at, message, "write the value out where it is wanted")
    end = _BLANKS.match(text, at.end).end()  # type: ignore[union-attr]  # it matches anywhere
    fix = Fix(f"Take {word} away", (Edit(Span(at.start, end), ""),), safe=word.startswith("!!"))
    return _Fault(rule, at, message, f"take `{word}` away", fix)


def _empty_block(text: str, span: Span) -> _Fault:
    indicator = text[span.start]
    help = f'indent the text below it; or, if that is the text, put it in quotation marks: "{indicator}"'
    return _Fault(NEEDS_QUOTATION_MARKS, span, f"no text stands below `{indicator}`", help, lost=(span,))


# -- the text that libyaml is given

# What YAML takes, by itself or in its own way. U+0085, U+2028 and U+2029 end a line in YAML 1.1,
# which libyaml reads, and not in YAML 1.2, in an editor or in `Document`: they are lent to it as
# characters that mean nothing.
_PLAIN = "\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff"
_ODD = re.compile(f"[^{_PLAIN}]+")
_LINE_ENDS_OF_OLD = "\x85\u2028\u2029"
_LENT = "\ufffd"  # for a character that YAML does not take
_AT_LINE_START = r"(?<![^\r\n])"  # re.MULTILINE knows only LF
_DIRECTIVE = re.compile(_AT_LINE_START + r"%[^\r\n]*")


class _Page:
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
        self.times: Counter[int] = Counter()  # how often a fault was found on a line
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
                reported = _line(text, match.start()).end
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

    def report(self, fault: _Fault) -> None:
        """Makes the fault a finding, unless it is about what is lost already."""
        span = self.span(fault.span)
        if fault.rule is not FORBIDDEN_CHARACTER and self.lost_at(span):
            return
        fix = fault.fix and Fix(fault.fix.title, tuple(map(self.edit, fault.fix.edits)), fault.fix.safe)
        first = fault.first and related(self.document, self.span(fault.first), "first written here")
        message, help = fault.message.translate(self.restore), fault.help.translate(self.restore)
        near = (first,) if first else ()
        self.findings.append(Diagnostic.at(self.document, span, fault.rule, message, help, near, fix))

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

    def mend(self, fault: _Fault) -> None:
        """Reports the fault and patches the text, so that libyaml stops somewhere else next time.

        A line where it stops again has no second finding: most likely the first patch did not
        do. After the second such try the line is left out, then all that follows it.
        """
        start = fault.patches[0].span.start
        line = self.document.line_column(self.at(start))[0]
        self.times[line] += 1
        if self.times[line] == 1:
            self.report(fault)
        for span in fault.lost:
            self.lose(self.span(span))
        rest = Span(_line(self.text, start).start, len(self.text))
        whole = Span(0, len(self.text))
        ways = (fault.patches, *((Edit(span, ""),) for span in (_block(self.text, start), rest, whole)))
        for edits in ways[max(0, self.times[line] - 2) :]:
            before = self.text
            self.patch(edits)
            if self.text != before:
                return

    def patch(self, edits: Iterable[Edit]) -> None:
        for edit in [Edit(self.span(one.span), one.text) for one in edits]:
            near = [one for one in self.edits if one.span.overlaps(edit.span)]
            start = min([edit.span.start, *(one.span.start for one in near)])
            end = max([edit.span.end, *(one.span.end for one in near)])
            self.edits = [one for one in self.edits if one not in near]
            self.edits.append(Edit(Span(start, end), edit.text))
        self.edits.sort(key=lambda one: one.span)
        pieces, self.starts, length, done = [], [], 0, 0
        for edit in self.edits:
            kept = self.base[done : edit.span.start]
            self.starts.append(length + len(kept))
            pieces += [kept, edit.text]
            length, done = self.starts[-1] + len(edit.text), edit.span.end
        self.text = "".join([*pieces, self.base[done:]])

    def placed(self, node: Node) -> Node:
        """The node with its places in the document, and with what is lost as Broken."""
        if not (self.edits or self.lost or self.restore):
            return node
        span = self.span(node.span)
        match node:
            case Mapping(entries, _, flow):
                return Mapping(tuple(self.entry(*entry) for entry in entries), span, flow)
            case Sequence(items, _, flow):
                return Sequence(tuple(map(self.placed, items)), span, flow)
            case Scalar(text, _, style):
                if lost := self.lost_at(span):
                    return Broken(lost if lost.covers(span) else span)
                return Scalar(text.translate(self.restore), span, style)
        return Broken(span)

    def entry(self, key: Scalar, value: Node) -> tuple[Scalar, Node]:
        span = self.span(key.span)
        placed = self.placed(value)
        if self.lost_at(span):
            placed = Broken(placed.span)
        return Scalar(key.text.translate(self.restore), span, key.style), placed


def _directive(line: str, span: Span) -> _Fault:
    message = f"`{line.split()[0]}` begins a directive, an order to the YAML reader"
    return _Fault(DIRECTIVE, span, message, "take the line away; text belongs behind a key")


def _forbidden(character: str, span: Span) -> _Fault:
    message = f"YAML does not take the character U+{ord(character):04X}"
    fix = Fix("Take the character away", (Edit(span, ""),), safe=False)
    return _Fault(FORBIDDEN_CHARACTER, span, message, "take it away; it cannot be seen", fix)


# -- lines, values and brackets

_ENTRY = re.compile(
    r"""(?P<indent>[ \t]*)(?P<dashes>(?:-(?:[ \t]+|(?=[\r\n]|\Z)))*)
    (?:(?P<key>"[^"\r\n]*"[ \t]*|'[^'\r\n]*'[ \t]*|[^\s\#&*!|>"'%@`\[\]{},][^\r\n]*?)
    :(?=[ \t\r\n]|\Z)[ \t]*)?
    (?P<value>[^\r\n]*)""",
    re.VERBOSE,
)
_COMMENT = re.compile(r"(?:^|[ \t])#(?:[ \t].*)?$")
_WORD = re.compile(r"[^\s,\[\]{}]+")
_BLANKS = re.compile(r"[ \t]*")
# What begins a line and can hardly be the text of a value that runs on: a key as the format spells them.
_KEY_LINE = re.compile(r"[ \t]*(?:-[ \t]+)*[a-z][a-z0-9_-]*:(?=[ \t\r\n]|\Z)")
_ITEM_LINE = re.compile(r"[ \t]*-[ \t]")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line as its writer sees it: white space, dashes, a key with its colon, a value."""

    text: str
    start: int
    end: int  # without the line end
    indent: int  # how many blanks it begins with
    column: int  # where its key stands, or its value where it has none; from 0, as YAML counts
    dashes: str
    key: str | None
    value: str  # without a comment
    value_at: int

    @property
    def content_at(self) -> int:
        return self.start + self.column

    @property
    def value_span(self) -> Span:
        return Span(self.value_at, self.value_at + len(self.value))

    @property
    def is_blank(self) -> bool:
        return not self.text.strip()

    @property
    def is_comment(self) -> bool:
        return self.text.lstrip().startswith("#")

    @property
    def is_key(self) -> bool:
        return _KEY_LINE.match(self.text) is not None

    @property
    def floor(self) -> int:
        """The column that every line of its value must stand behind."""
        if self.key is not None:
            return self.column
        return self.column - len(self.dashes[self.dashes.rfind("-") :]) if self.dashes else self.column - 1


def _line(text: str, offset: int) -> _Line:
    """The line on which the offset stands."""
    start = max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1
    match = _ENTRY.match(text, start)
    assert match  # it matches anything
    indent, dashes, value = match["indent"], match["dashes"], match["value"]
    if value[:1] not in ('"', "'"):
        value = _COMMENT.sub("", value)
    return _Line(
        text[start : match.end()],
        start,
        match.end(),
        len(indent),
        len(indent) + len(dashes),
        dashes,
        match["key"],
        value.rstrip(_BLANK),
        match.start("value"),
    )


def _lines_after(text: str, line: _Line) -> Iterator[_Line]:
    while end := LINE_END.match(text, line.end):
        line = _line(text, end.end())
        yield line


def _lines_before(text: str, line: _Line) -> Iterator[_Line]:
    while line.start > 0:
        line = _line(text, line.start - 1)
        yield line


def _end_of_value(text: str, start: int) -> int:
    """Where a value ends that begins on a line: with the lines that stand behind its key and are no keys."""
    line = _line(text, start)
    end = max(start, line.value_span.end)
    for following in _lines_after(text, line):
        if following.is_blank:
            continue
        if following.indent <= line.floor or following.is_key:
            break
        end = following.value_span.end
    return end


def _block(text: str, start: int) -> Span:
    """A line and those below it that are indented further."""
    line = _line(text, start)
    end = line.end
    for following in _lines_after(text, line):
        if not following.is_blank and following.indent <= line.indent:
            break
        end = following.end
    return Span(line.start, end)


def _swallows(text: str, start: int, end: int) -> bool:
    """Whether a quoted text takes in lines that begin a key or an item no deeper than its own key.

    YAML wants every line of it to be indented further; libyaml lets it pass.
    """
    line = _line(text, start)
    for following in _lines_after(text, line):
        if following.start >= end:
            return False
        outside = following.indent <= line.floor
        if outside and (following.is_key or _ITEM_LINE.match(following.text)):
            return True
    return False


_IN_BRACKETS = re.compile(r"""(?<=[\[{,:\s])(?:"(?:[^"\\\r\n]|\\.)*"|'[^'\r\n]*')|[\[\]{}]""")


def _closing(text: str, start: int) -> int | None:
    """The place behind the bracket that closes the one at `start`; None where the value ends before it."""
    line = _line(text, start)
    limit = line.end
    for following in _lines_after(text, line):
        if following.is_key and following.indent <= line.floor:
            break
        limit = following.end
    depth = 0
    for match in _IN_BRACKETS.finditer(text, start, limit):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(match[0], 0)
        if depth == 0:
            return match.end()
    return None


# -- putting a text in quotation marks

_WIDEST = 72  # characters of a value that a help shows


def _in_quotation_marks(text: str, span: Span, *, inside: bool = False, safe: bool = True) -> tuple[str, Fix]:
    """How to write the span as a mere text: the help that says it and the fix that does it.

    In brackets there are no blocks, so what holds both kinds of marks has its single ones doubled.
    """
    words = text[span.start : span.end]
    if (quoted := _quoted(words)) is not None:
        help = f"put it in quotation marks: {_short(quoted)}"
    elif inside:
        quoted = "'" + words.replace("'", "''") + "'"
        help = f"put it in single quotation marks and double those inside: {_short(quoted)}"
    else:
        return _as_block(text, span)
    return help, Fix("Put the value in quotation marks", (Edit(span, quoted),), safe)


def _quoted(words: str) -> str | None:
    """The words between the quotation marks that they do not hold themselves."""
    if '"' not in words and "\\" not in words:
        return f'"{words}"'
    return None if "'" in words else f"'{words}'"


def _as_block(text: str, span: Span) -> tuple[str, Fix]:
    """Text with both kinds of quotation marks goes, as it is, into a block of its own."""
    line_end = "\r\n" if "\r\n" in text else "\n"
    line = _line(text, span.start)
    deeper = line_end + " " * (line.floor + 2)
    words = [part.strip(_BLANK) for part in LINE_END.split(text[span.start : span.end])]
    help = "put it on the next line, indented, below `>-`; there it needs no quotation marks"
    edit = Edit(span, ">-" + "".join(deeper + part if part else line_end for part in words))
    return help, Fix("Put the value in a block of its own", (edit,), safe=True)


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _WIDEST else f"{words[: _WIDEST - 24]} … {words[-20:]}"


# -- what is wrong where libyaml stopped


@dataclass(frozen=True, slots=True)
class _Scene:
    """Where libyaml stopped, and what it had read by then."""

    text: str
    at: int  # where it could not go on
    since: int  # where that began which it was reading
    problem: str  # what it says, and of what
    context: str
    last: Any  # the event read last
    bracket: int | None  # the outermost bracket that is open

    @staticmethod
    def of(reader: _Reader, error: yaml.MarkedYAMLError) -> _Scene:
        at = error.problem_mark.index if error.problem_mark else len(reader.text)
        since = error.context_mark.index if error.context_mark else at
        brackets = (_end(event) - 1 for event in reader.open if event.flow_style)  # behind an anchor
        problem, context = error.problem or "", error.context or ""
        return _Scene(reader.text, at, since, problem, context, reader.last, next(brackets, None))

    @property
    def line(self) -> _Line:
        """The line at fault: for what should have been a key, and at the end, where it began."""
        line = _line(self.text, self.at)
        return _line(self.text, self.since) if line.is_blank or self.problem == _NO_COLON else line

    def bracket_around(self, at: int) -> int | None:
        """The outermost bracket open at a place. libyaml may stop inside before it tells of the bracket."""
        if self.bracket is not None:
            return self.bracket
        line = _line(self.text, at)
        if line.value[:1] not in ("[", "{") or at < line.value_at:
            return None
        closing = _closing(self.text, line.value_at)
        return line.value_at if closing is None or at < closing else None

    def last_is(self, *styles: str) -> bool:
        """Whether the event read last is a scalar of one of the styles ("" is a plain one)."""
        return type(self.last) is ScalarEvent and (self.last.style or "") in styles

    @property
    def last_span(self) -> Span:
        return Span(self.last.start_mark.index, _end(self.last)) if self.last else Span(0, 0)


def _diagnose(scene: _Scene) -> _Fault:
    """The fault at which libyaml stopped, named for what the writer most likely meant."""
    for diagnosis in _DIAGNOSES:
        if fault := diagnosis(scene):
            return fault
    line = scene.line
    span = Span(min(line.content_at, line.end), line.end)
    message = f"YAML cannot read this line: {scene.problem}"
    return _left_out(scene.text, _Fault(UNREADABLE, span, message, "compare the line with those around it"))


def _too_deep(scene: _Scene) -> _Fault | None:
    if scene.problem != _DEEP:
        return None
    text, at = scene.text, scene.at
    bracket = scene.bracket if scene.bracket is not None else at if text[at] in "[{" else None
    if bracket is not None:
        whole = Span(bracket, _closing(text, bracket) or _end_of_value(text, bracket))
    else:
        column, end = at - _line(text, at).start, _line(text, at).end
        for line in _lines_after(text, _line(text, at)):
            if not line.is_blank and line.indent < column:
                break
            end = line.end
        whole = Span(at, end)
    message = f"lists and mappings are nested more than {DEEPEST} levels deep"
    help = "take levels out; if the brackets are text, put the value in quotation marks"
    return _filled(_Fault(TOO_DEEP, Span(at, at + 1), message, help), whole)


def _second_document(scene: _Scene) -> _Fault | None:
    """A document mark. The keys behind it go on with the file, unless they begin it once more."""
    text = scene.text
    if scene.problem == _SECOND:
        line = scene.line
    elif "document start" in scene.problem:
        above = (one for one in _lines_before(text, scene.line) if not (one.is_blank or one.is_comment))
        line = next(above, scene.line)
        if not line.text.startswith("..."):
            return None
    else:
        return None
    mark = Span(line.start, line.start + 3)
    doubled = set(_TOP_KEY.findall(text, 0, line.start)) & set(_TOP_KEY.findall(text, line.end))
    rest = Span(line.start, len(text) if doubled else line.end)
    what = "begins a second document" if line.text.startswith("-") else "ends the document"
    help = "move what follows into a file of its own" if doubled else "take the line away"
    fix = None if doubled else Fix("Take the line away", (Edit(Span(line.start, line.end), ""),), safe=False)
    patches = (Edit(rest, ""),)
    return _Fault(SEVERAL_DOCUMENTS, mark, f"`{mark.of(text)}` {what}", help, fix, patches=patches)


_TOP_KEY = re.compile(_AT_LINE_START + r"([A-Za-z][\w-]*):")


def _tab(scene: _Scene) -> _Fault | None:
    """Tabs that indent this line, and those below that have them too."""
    text = scene.text
    if "tab" not in scene.problem and not (scene.problem == _NO_TOKEN and text[scene.at] == "\t"):
        return None
    line = _line(text, scene.at)
    if line.is_blank:
        patch = Edit(Span(line.start, line.end), "")
        fix, at = Fix("Empty the line", (patch,), safe=True), Span(scene.at, scene.at + 1)
        message = "a tab stands on a blank line"
        return _Fault(TAB_INDENTATION, at, message, "empty the line", fix, patches=(patch,))
    if "\t" not in line.text[: line.column]:
        return None
    following = takewhile(lambda one: "\t" in one.text[: one.column], _lines_after(text, line))
    lines = [line, *(one for one in following if not one.is_blank)]
    if line.is_key or line.dashes or scene.since == scene.at:
        wanted, key = _column_for(text, line, _width(line))
        lost = tuple(one.value_span for one in lines if one.value)
    else:
        above = next((one for one in _lines_before(text, line) if not one.is_blank), line)
        wanted, key = _line(text, scene.since).floor + 2, None
        wanted = max(wanted, above.indent if above.start > scene.since else 0)
        lost = (Span(scene.since, line.end),)
    by = wanted - _width(line)
    patches = tuple(_indented(text, one, max(0, _width(one) + by)) for one in lines)
    more = len(lines) - 1
    what = f"tabs indent this line and {more} below it" if more else "a tab indents this line"
    span = Span(line.start + line.text.index("\t"), line.content_at)
    fix = Fix("Indent with spaces", patches, safe=False)
    return _Fault(TAB_INDENTATION, span, what, _indent_by(wanted, key), fix, lost, patches)


def _filled(fault: _Fault, whole: Span) -> _Fault:
    """The fault with filler in place of the whole value, which is lost."""
    return replace(fault, lost=(whole,), patches=(Edit(whole, "x"),))


def _left_out(text: str, fault: _Fault) -> _Fault:
    """The fault with its line left out, and the deeper ones below that have no place without it.

    An item keeps its place.
    """
    line = _line(text, fault.span.start)
    block = Span(line.start, max(line.end, _end_of_value(text, line.content_at)))
    if _is_parent(text, line):
        block = _block(text, line.start)
    if line.dashes and line.content_at < block.end:
        return _filled(fault, Span(line.content_at, block.end))
    return replace(fault, patches=(Edit(block, ""),))


def _is_parent(text: str, line: _Line) -> bool:
    """Whether a key or an item below stands deeper, in a column that only this line can have opened."""
    below = next((one for one in _lines_after(text, line) if not (one.is_blank or one.is_comment)), None)
    if below is None or below.indent <= line.indent or not (below.is_key or below.dashes):
        return False
    for number, (column, above, _) in enumerate(_open_above(text, line)):
        if below.indent == column or (number == 0 and not above.value and below.indent > above.floor):
            return False
    return True


def _in_brackets_whole(text: str, bracket: int) -> Span:
    """From a bracket to the one that closes it, or as far as the value can reach."""
    return Span(bracket, _closing(text, bracket) or _end_of_value(text, bracket))


def _not_closed(scene: _Scene) -> _Fault | None:
    """A quotation mark that is closed nowhere, or only in a line that was not meant."""
    if scene.problem == _SWALLOWED:
        start = scene.at
    elif scene.context in (_SCANNING, _ESCAPING):
        start = scene.since
        if scene.context == _ESCAPING and scene.at < _end_of_value(scene.text, start):
            return None
    else:
        return None
    text, mark = scene.text, scene.text[start]
    at, message = Span(start, start + 1), f"the quotation mark {mark} is not closed"
    if (bracket := scene.bracket_around(start)) is not None:
        help = "close it before the comma or the bracket that ends the value"
        return _filled(_Fault(NOT_CLOSED, at, message, help), _in_brackets_whole(text, bracket))
    whole = Span(start, max(start + 1, _end_of_value(text, start)))
    words = whole.of(text)
    if _APOSTROPHE.match(words):
        help, fix = _in_quotation_marks(text, whole)
        message = "an apostrophe at the beginning opens a quotation"
        return _filled(_Fault(NOT_CLOSED, at, message, help, fix), whole)
    help = f"close it at the end of the value: {_short(words + mark)}"
    if (quoted := _quoted(words)) is not None:
        help += f"; or, if it is part of the text: {_short(quoted)}"
    plain_case = mark == '"' and words.count(mark) == 1 and not LINE_END.search(words)
    fix = Fix("Close the quotation mark", (Edit(Span(whole.end, whole.end), mark),), safe=plain_case)
    return _filled(_Fault(NOT_CLOSED, at, message, help, fix), whole)


_APOSTROPHE = re.compile(r"'(?:t(?:is|was|were|will|would)|em|til|cause|bout|n|\d\ds?)\b", re.IGNORECASE)


def _escape(scene: _Scene) -> _Fault | None:
    if scene.context != _ESCAPING:
        return None
    text, start = scene.text, scene.since
    closed = _DOUBLE.match(text, start)
    whole = Span(start, closed.end() if closed else max(start + 1, _end_of_value(text, start)))
    slash = text.rindex("\\", start, scene.at + 1)
    escape = Span(slash, min(slash + 2, whole.end))
    help = "write `\\\\` for a backslash"
    if "'" not in whole.of(text) and closed:
        help += ", or use single quotation marks, where a backslash is only that"
    edit = Edit(Span(slash, slash + 1), "\\\\")
    fix = Fix("Double the backslash", (edit,), safe="unknown" in scene.problem)
    fault = _Fault(UNKNOWN_ESCAPE, escape, f"`{escape.of(text)}` is no escape that YAML knows", help, fix)
    bracket = scene.bracket_around(start)
    return _filled(fault, whole if bracket is None else _in_brackets_whole(text, bracket))


_DOUBLE = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)

_COLON_MAKES_KEY = "a colon and a space make a key of the words before them"
_GOES_ON = "the value goes on after its closing quotation mark"
_SCANNING, _ESCAPING = "while scanning a quoted scalar", "while parsing a quoted scalar"
_NO_TOKEN, _NO_COLON = "found character that cannot start any token", "could not find expected ':'"
_PIECE_END = re.compile(r"[ \t]*(?:[,\]}\r\n]|\Z)")


def _in_brackets(scene: _Scene) -> _Fault | None:
    """A fault between brackets costs the whole of what they hold."""
    text, at = scene.text, scene.at
    if (bracket := scene.bracket_around(at)) is None:
        return None
    whole = _in_brackets_whole(text, bracket)
    if _closing(text, bracket) is None:
        closing = "]" if text[bracket] == "[" else "}"
        help = f"close it with `{closing}` at the end"
        if (quoted := _quoted(whole.of(text))) is not None:
            help += f"; or, if it is part of the text: {_short(quoted)}"
        message = f"`{text[bracket]}` is not closed"
        return _filled(_Fault(BRACKET_NOT_CLOSED, Span(bracket, bracket + 1), message, help), whole)
    start, why = _piece(scene)
    end = _PIECE_END.search(text, at)
    piece = Span(start, max(start + 1, end.start() if end else at))
    if why is None:
        help = "look for a comma or a colon too many or too few"
        return _filled(_Fault(UNREADABLE, piece, "YAML cannot read this in brackets", help), whole)
    help, fix = _in_quotation_marks(text, piece, inside=True)
    return _filled(_Fault(NEEDS_QUOTATION_MARKS, piece, why, help, fix), whole)


def _piece(scene: _Scene) -> tuple[int, str | None]:
    """Where the value at fault begins between brackets, and what is wrong with it, if it can be told."""
    if scene.text[scene.at : scene.at + 1] == ":" and scene.last_is(""):
        return scene.last_span.start, _COLON_MAKES_KEY
    if scene.last_is("'", '"') and not scene.text[scene.last_span.end : scene.at].strip(_BLANK):
        return scene.last_span.start, _GOES_ON
    first = scene.text[scene.since : scene.since + 1]
    return (scene.since, _BEGINS[first]) if first and first in _SIGNS else (scene.at, None)


def _joined_lines(scene: _Scene) -> _Fault | None:
    """A colon in a later line of an unquoted value: in the text, or of a key that YAML joined to it."""
    text, span = scene.text, scene.last_span
    joined = scene.last_is("") and LINE_END.search(text, span.start, span.end)
    if not (joined and scene.problem.startswith("mapping values")):
        return None
    first, here = _line(text, span.start), scene.line
    glued = first.key is None and _GLUED.match(first.text, first.column)
    if glued or _GLUED_DASH.match(first.text, first.column) or (first.key is None and here.is_key):
        return _no_key(text, first)
    if here.is_key:
        return _wrong_indentation(text, here)
    return _unquoted(text, span.start, _COLON_MAKES_KEY)


def _unquoted(text: str, start: int, message: str, otherwise: str = "") -> _Fault:
    """A value that needs quotation marks; `otherwise` says what to do if it was not meant as text."""
    whole = Span(start, max(start + 1, _end_of_value(text, start)))
    help, fix = _in_quotation_marks(text, whole, safe=not otherwise)
    help = f"{otherwise}; or, if `{text[start]}` is part of the text, {help}" if otherwise else help
    return _filled(_Fault(NEEDS_QUOTATION_MARKS, whole, message, help, fix), whole)


def _after_comment(scene: _Scene) -> _Fault | None:
    """A value that goes on below a comment: `note: tactic #2` and more in the next line."""
    text = scene.text
    if not scene.last_is("") or not (comment := _COMMENT_FOLLOWS.match(text, scene.last_span.end)):
        return None
    first, last, here = _line(text, scene.last_span.start), _line(text, comment.start()), scene.line
    if here.start <= last.start or here.is_key or here.indent <= first.floor:
        return None
    span = Span(comment.end() - 1, last.end)
    message = f"`{_short(span.of(text))}` is read as a comment, and the value ends before it"
    help = "put the value in quotation marks; or, if it is a comment, move it out of the value"
    whole = Span(scene.last_span.start, _end_of_value(text, scene.last_span.start))
    return _filled(_Fault(DROPPED_AS_COMMENT, span, message, help), whole)


_COMMENT_FOLLOWS = re.compile(r"[ \t]*#")


def _below_block(scene: _Scene) -> _Fault | None:
    """Text of a block that is indented less than the block, or not at all."""
    here = scene.line
    if not scene.last_is("|", ">") or here.is_key or here.dashes:
        return None
    end = here.end
    for line in _lines_after(scene.text, here):
        if line.is_key or line.dashes:
            break
        end = line.end if not line.is_blank else end
    indicator = scene.text[scene.last_span.start]
    message = f"this line is not indented like the text below `{indicator}`"
    span = Span(here.content_at, here.end)
    help = f"indent every line of the text alike, and further than the key of `{indicator}`"
    lost, patch = Span(scene.last_span.start, here.start), Edit(Span(here.start, end), "")
    return _Fault(WRONG_INDENTATION, span, message, help, lost=(lost,), patches=(patch,))


def _after_quotation(scene: _Scene) -> _Fault | None:
    """Text behind a closing quotation mark, on its line or below: `claim: "IS" says so`."""
    if not scene.last_is("'", '"'):
        return None
    text, start = scene.text, scene.last_span.start
    first, here = _line(text, start), _line(text, scene.last_span.end)
    if not text[scene.last_span.end : here.end].strip() or scene.line.start > here.start:
        here = scene.line
        if here.is_key or here.dashes or here.indent <= first.floor:
            return None
    whole = Span(start, max(here.value_span.end, _end_of_value(text, start)))
    words, inner = whole.of(text), text[start + 1 : whole.end - 1]
    within = words[-1] == words[0] and text[scene.last_span.end].isalnum()
    if within and (quoted := _quoted(inner)) is not None:
        help = f"the text has quotation marks of its own, so put others around it: {_short(quoted)}"
        fix = Fix("Change the outer quotation marks", (Edit(whole, quoted),), safe=True)
        return _filled(_Fault(NEEDS_QUOTATION_MARKS, whole, _GOES_ON, help, fix), whole)
    help, fix = _in_quotation_marks(text, whole)
    return _filled(_Fault(NEEDS_QUOTATION_MARKS, whole, _GOES_ON, help, fix), whole)


_BEGINS = {
    "*": "`*` at the beginning makes an alias of the value",
    "&": "`&` at the beginning makes an anchor of the value",
    "!": "`!` at the beginning makes a tag of the value",
    "|": "`|` at the beginning opens a block, which holds no text on this line",
    ">": "`>` at the beginning opens a block, which holds no text on this line",
    **{sign: f"a value cannot begin with `{sign}`" for sign in "@`%,]}"},
}
_SIGNS = "*&!|>@`%"  # those that begin no value, in brackets either
_HEADER = re.compile(r"[|>](?:[+-]?[1-9]?|[1-9][+-])")
_COLON = re.compile(r":(?=\s|$)")


def _misread(scene: _Scene) -> _Fault | None:
    """An unquoted value that YAML takes for something else, told by how it looks."""
    text, line = scene.text, scene.line
    value, start = line.value, line.value_at
    first = value[:1]
    if first in ("[", "{") and (closing := _closing(text, start)):
        if closing < line.value_span.end:
            kind = "a list" if first == "[" else "a mapping"
            message = f"`{first}` at the beginning makes {kind} of the value, which goes on behind it"
            return _unquoted(text, start, message)
    elif first in ("|", ">") and _HEADER.fullmatch(value):
        return None
    elif first in _BEGINS and line.key is None and not line.dashes and not _stands_below_key(text, line):
        return _no_key(text, line)
    elif first in ("|", ">"):
        return _unquoted(text, start, _BEGINS[first], "begin the text on the next line")
    elif first in _BEGINS:
        return _unquoted(text, start, _BEGINS[first])
    elif line.key is not None and value[:2] in ("-", "- "):
        message = "a list cannot begin on the line of its key"
        return _unquoted(text, start, message, "write each item on a line of its own below the key")
    elif line.key is not None and value[:2] in ("?", "? "):
        return _unquoted(text, start, "a value cannot begin with `? `")
    elif first not in ('"', "'") and (colon := _COLON.search(value)) and colon.start() > 0:
        return _curly(text, line) or _unquoted(text, start, _COLON_MAKES_KEY)
    return None


def _stands_below_key(text: str, line: _Line) -> bool:
    """Whether the line can be a value: the one above is a key without one, and stands further left."""
    above = next((one for one in _lines_before(text, line) if not (one.is_blank or one.is_comment)), None)
    return above is not None and not above.value and above.floor < line.indent


def _curly(text: str, line: _Line) -> _Fault | None:
    """Curly quotation marks around a value, which are text to YAML."""
    value, whole = line.value, line.value_span
    if value[0] + value[-1] not in ("“”", "‘’", "„“", "„”"):
        return None
    straight = _quoted(value[1:-1]) or _quoted(value)
    if straight is None:
        return None
    help = f"curly quotation marks are text to YAML, so put straight ones: {_short(straight)}"
    fix = Fix("Put straight quotation marks", (Edit(whole, straight),), safe=False)
    return _filled(_Fault(NEEDS_QUOTATION_MARKS, whole, _COLON_MAKES_KEY, help, fix), whole)


def _without_colon(scene: _Scene) -> _Fault | None:
    return _no_key(scene.text, scene.line) if scene.problem == _NO_COLON else None


_GLUED = re.compile(r"([a-z][a-z0-9_-]*):(?=[^\s/:])")
_GLUED_DASH = re.compile(r"-(?=[^\s\d-])")
_FIRST_WORD = re.compile(r"[a-z][a-z0-9_-]*(?=[ \t]|$)")


def _no_key(text: str, line: _Line) -> _Fault:
    """A line that is no key: a colon or a space is missing, or it was to go on with the text above."""
    content = Span(line.content_at, line.end)
    words = content.of(text).rstrip()
    if _GLUED_DASH.match(words):
        return _glued_dash(text, line)
    if glued := _GLUED.match(words):
        return _glued_colon(text, line, glued[1])
    below = next((one for one in _lines_after(text, line) if not one.is_blank), None)
    parent = _is_parent(text, line)
    first = below is not None and below.indent == line.column and line.dashes and below.is_key
    word = _FIRST_WORD.match(words)
    if word and (first or (parent and word[0] == words) or _is_key(text, word[0])):
        span = Span(content.start, content.start + len(word[0]))
        help = f"write `{' '.join((word[0] + ':', _short(words[word.end() :]))).strip()}`"
        fix = Fix("Put a colon", (Edit(Span(span.end, span.end), ":"),), safe=False)
        fault = _Fault(MISSING_COLON, span, f"no colon stands behind `{word[0]}`", help, fix)
        if parent and word[0] == words:
            return replace(fault, patches=(Edit(span, f"{word[0]}:"),))
        whole = Span(content.start, max(span.end, _end_of_value(text, content.start)))
        return replace(fault, lost=(whole,), patches=(Edit(whole, f"{word[0]}: x"),))
    above = next((one.key for one in _lines_before(text, line) if one.key is not None), None)
    help = "write a key and a colon before it"
    if above:
        help = f"if it goes on with `{above}`, indent it further than that; else {help}"
    message = "this line is neither a key nor part of the value above it"
    span = Span(content.start, content.start + len(words))
    return _left_out(text, _Fault(MISSING_COLON, span, message, help))


def _is_key(text: str, word: str) -> bool:
    """Whether the file writes the word as a key elsewhere."""
    return re.search(rf"{_AT_LINE_START}[ \t]*(?:-[ \t]+)*{re.escape(word)}:(?=\s|\Z)", text) is not None


def _glued_colon(text: str, line: _Line, key: str) -> _Fault:
    colon = line.content_at + len(key)
    whole = Span(colon + 1, max(colon + 2, _end_of_value(text, line.content_at)))
    fix = Fix("Put a space behind the colon", (Edit(Span(colon + 1, colon + 1), " "),), safe=True)
    message, help = _no_space(key, whole.of(text))
    fault = _Fault(MISSING_SPACE, Span(line.content_at, colon + 1), message, help, fix)
    return replace(fault, lost=(whole,), patches=(Edit(Span(colon, whole.end), ": x"),))


def _no_space(key: str, value: str) -> tuple[str, str]:
    return f"no space stands behind the colon of `{key}`", f"write `{key}: {_short(value)}`"


def _glued_dash(text: str, line: _Line) -> _Fault:
    dash = Span(line.content_at, line.content_at + 1)
    fix = Fix("Put a space behind the dash", (Edit(Span(dash.end, dash.end), " "),), safe=True)
    help = f"write `- {_short(text[dash.end : line.end].strip())}`"
    fault = _Fault(MISSING_SPACE, dash, "no space stands behind the dash", help, fix)
    lost = (line.value_span,) if line.key is not None and line.value else ()
    return replace(fault, lost=lost, patches=(Edit(dash, "- "),))


def _out_of_line(scene: _Scene) -> _Fault | None:
    """A line in a column where nothing stands above it, or what cannot stand in its column."""
    text, line = scene.text, scene.line
    if not ("did not find expected" in scene.problem or "not allowed in this context" in scene.problem):
        return None
    if "document start" in scene.problem and (shifted := _shifted_top(text, line)):
        return shifted
    content = text[line.content_at : line.end]
    if _COLON.match(content):
        span = Span(line.content_at, line.content_at + 1)
        return _left_out(text, _Fault(COMPLEX_KEY, span, "no key stands before the colon", _PLAIN_KEY))
    if (line.key is None and not line.dashes) or _GLUED_DASH.match(content):
        return _no_key(text, line)
    return _wrong_indentation(text, line)


def _shifted_top(text: str, line: _Line) -> _Fault | None:
    """The lines above, where they are indented though they stand at the top."""
    above = [one for one in _lines_before(text, line) if not (one.is_blank or one.is_comment)]
    first = above[-1] if above else line
    if first.indent <= line.indent or first.dashes:
        return None
    by = first.indent
    patches = tuple(_indented(text, one, max(0, one.indent - by)) for one in reversed(above))
    start = Span(first.content_at, first.content_at + len(first.key or ""))
    fix = Fix("Begin at the left edge", patches, safe=False)
    message = "the first key is indented, and the keys below it are not"
    return _Fault(WRONG_INDENTATION, start, message, "begin it at the left edge", fix, patches=patches)


def _wrong_indentation(text: str, line: _Line) -> _Fault:
    """A line in a column of its own, or one above it that closed the column in which it stands.

    Of these the likeliest is the one that, set right, lets libyaml read farthest.
    """
    above = next((one for one in _lines_before(text, line) if not (one.is_blank or one.is_comment)), None)
    if above is None:
        return _out_of_column(text, line)
    if _GLUED_DASH.match(text, above.content_at):
        return _glued_dash(text, above)
    own, others = _out_of_column(text, line), list(_rivals_above(text, line, above))
    rivals = [own, *others] if line.value else [*others, own]  # one line is moved sooner than a whole block
    return min(rivals, key=lambda fault: _left_unread(text, fault.patches))


def _rivals_above(text: str, line: _Line, above: _Line) -> Iterator[_Fault]:
    """What may be wrong above a line that stands in no column open there."""
    open_there = list(_open_above(text, above))
    opener = open_there[0][1] if open_there else None
    if line.dashes and not above.dashes and opener and not opener.value and opener.column <= line.indent:
        message = f"this key stands between `{opener.key}` and its list"
        help = "move it to where it belongs, or take it away"
        yield _left_out(text, _Fault(WRONG_INDENTATION, _head(above), message, help))
    elif above.value and above.indent < line.indent:
        keys = [column for column, _, is_item in open_there if not is_item and column > above.column]
        if above.dashes and line.dashes:
            yield _shifted(text, [above], line.indent - above.indent, None)
        elif not above.dashes and keys:
            yield _shifted(
                text, [above], (line.column if line.column in keys else keys[0]) - above.column, None
            )
    deeper = list(takewhile(lambda one: one.is_blank or one.indent > line.indent, _lines_before(text, line)))
    deeper = [one for one in reversed(deeper) if not one.is_blank]
    if 0 < len(deeper) <= _FEW and (deeper[0].dashes or deeper[0].key is not None):
        by = line.indent - min(one.indent for one in deeper)
        if by >= -_NEAR:
            yield _shifted(text, deeper, by, None)


_NEAR, _FEW = 3, 40  # a slip is a few columns wide, and a few lines long


def _out_of_column(text: str, line: _Line) -> _Fault:
    wanted, key = _column_for(text, line, line.indent)
    if wanted == line.indent:
        return _cannot_stand(text, line)
    fault = _shifted(text, [line], wanted - line.indent, key)
    return replace(fault, message="the indentation of this line fits none above it")


def _cannot_stand(text: str, line: _Line) -> _Fault:
    what = "an item of a list" if line.dashes else "a key"
    message, help = f"{what} cannot stand here", "move it to where it belongs, or take it away"
    return _left_out(text, _Fault(WRONG_INDENTATION, _head(line), message, help))


def _shifted(text: str, lines: list[_Line], by: int, key: str | None) -> _Fault:
    """Lines that belong further to the left or right, in line with a key. The value of a single one is lost."""
    first = lines[0]
    help = _indent_by(first.indent + by, key)
    patches = tuple(_indented(text, one, max(0, one.indent + by)) for one in lines)
    alone = len(lines) == 1 and first.value
    lost = (Span(first.value_at, _end_of_value(text, first.value_at)),) if alone else ()
    fix = Fix("Indent it", patches, safe=False)
    message = "this line does not stand in line with those below it"
    return _Fault(WRONG_INDENTATION, _head(first), message, help, fix, lost, patches)


def _head(line: _Line) -> Span:
    """What a line begins with: its dashes and its key, or all of it."""
    start = line.start + line.indent
    return Span(start, line.end if line.key is None else line.content_at + len(line.key))


def _left_unread(text: str, patches: Iterable[Edit]) -> int:
    """How many characters libyaml does not come to read, once the text is patched."""
    for edit in sorted(patches, key=lambda one: one.span, reverse=True):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    try:
        _Reader(text).root()
    except yaml.MarkedYAMLError as error:
        return len(text) - (error.problem_mark.index if error.problem_mark else 0)
    return 0


def _indent_by(wanted: int, key: str | None) -> str:
    how = f"indent it by {wanted} space{'s' * (wanted > 1)}" if wanted else "begin it at the left edge"
    return f"{how}, in line with `{key}`" if key else how


def _indented(text: str, line: _Line, wanted: int) -> Edit:
    """The patch that begins a line in another column, with spaces alone."""
    end = max(line.content_at, line.start + 1)  # a patch replaces at least one character
    lead = " " * wanted + line.dashes.replace("\t", " ")
    return Edit(Span(line.start, end), lead + text[line.content_at : end])


def _width(line: _Line) -> int:
    return line.indent + line.text[: line.indent].count("\t")  # a tab as two spaces, the format's own step


def _column_for(text: str, line: _Line, width: int) -> tuple[int, str | None]:
    """The column in which a line was most likely meant to begin, and the key that stands there.

    Of the columns still open above: first those of lines that, like it, have a value or have
    none; then the nearest, and of two the deeper.
    """
    found: list[tuple[bool, int, int, str | None]] = []
    for column, above, is_item in _open_above(text, line):
        if not found and (not above.value or _HEADER.fullmatch(above.value)):
            inside = above.floor + 2
            found.append((False, abs(inside - width), -inside, None))
        if is_item == bool(line.dashes):
            unlike = not is_item and bool(above.value) != bool(line.value)
            found.append((unlike, abs(column - width), -column, None if is_item else above.key))
        if column < width and not all(unlike for unlike, *_ in found):
            break
    *_, column, key = min(found, key=lambda one: one[:3], default=(-width, None))
    return -column, key


def _open_above(text: str, line: _Line) -> Iterator[tuple[int, _Line, bool]]:
    """The columns in which a line could go on with what stands above it, the deepest first.

    With each come the line that opened it and whether it is one of items, not of keys.
    """
    lowest = len(text)
    for above in _lines_before(text, line):
        if above.is_blank or above.is_comment or above.indent >= lowest:
            continue
        if above.key is not None and above.column < lowest:
            yield above.column, above, False
        if above.dashes:
            yield above.indent, above, True
        if above.dashes or above.key is not None:
            lowest = above.indent
        if lowest == 0:
            return


_DIAGNOSES: tuple[Callable[[_Scene], _Fault | None], ...] = (
    _too_deep,
    _second_document,
    _tab,
    _not_closed,
    _escape,
    _in_brackets,
    _joined_lines,
    _after_comment,
    _below_block,
    _after_quotation,
    _misread,
    _without_colon,
    _out_of_line,
)


# -- what YAML takes without a word

_HASH = re.compile(r"#(?=[^\s#])")
_TABS = re.compile(_AT_LINE_START + r" *\t[ \t]*(?=[^\s#])")
_QUESTION = re.compile(rf"(?:{_AT_LINE_START}[ \t]*(?:-[ \t]+)*|[\[{{,][ \t]*)(\?)\s")
_RUN_TOGETHER = re.compile(r"\n[ ]*(?:-[ ]+)*(-[^\s-]|[a-z][a-z0-9_-]*:[^\s/:])")


def _unnoticed(text: str, root: Mapping) -> list[_Fault]:
    """What YAML drops, joins or reads as something else without a word.

    Each begins with a look at the text as a whole, for in most files none is there; only where
    one may be is the tree searched.
    """
    hashes = _comments_behind_text(text) if "#" in text else {}
    tabs = [Span(*match.span()) for match in _TABS.finditer(text)] if "\t" in text else []
    questions = {match.start(1) for match in _QUESTION.finditer(text)} if "?" in text else set()
    joined = {match.start(1) for match in _RUN_TOGETHER.finditer(text)}
    if not (hashes or tabs or questions or joined):
        return []
    faults, blocks = [], []
    for scalar, is_key in _scalars(root):
        start, end = scalar.span.start, scalar.span.end
        if scalar.style in ("literal", "folded"):
            blocks.append(scalar.span)
        if scalar.style == "plain" and end in hashes:
            faults.append(_dropped(text, scalar.span, hashes[end]))
        if is_key and (asked := len(text[:start].rstrip(_BLANK)) - 1) in questions:
            message = "`?` makes a key of what follows"
            faults.append(_Fault(COMPLEX_KEY, Span(asked, asked + 1), message, _PLAIN_KEY))
        if scalar.style == "plain" and start in joined:
            faults += _run_together(text, scalar.span, is_key)
    return faults + [_tab_within(span) for span in tabs if not any(block.overlaps(span) for block in blocks)]


def _comments_behind_text(text: str) -> dict[int, int]:
    """Where a # stands behind blanks and before a letter: the end of the words before it → its place."""
    places = {}
    for match in _HASH.finditer(text):
        at = match.start()
        line = _line(text, at)
        before = text[line.start : at].rstrip(_BLANK)
        if before and line.start + len(before) < at:
            places[line.start + len(before)] = at
    return places


def _scalars(node: Node) -> Iterator[tuple[Scalar, bool]]:
    """Every scalar of the tree in order, and whether it is a key."""
    match node:
        case Mapping(entries):
            for key, value in entries:
                yield key, True
                yield from _scalars(value)
        case Sequence(items):
            for item in items:
                yield from _scalars(item)
        case Scalar():
            yield node, False


def _dropped(text: str, value: Span, at: int) -> _Fault:
    words = Span(at, _line(text, at).end)
    words = Span(at, at + len(words.of(text).rstrip(_BLANK)))
    message = f"`{_short(words.of(text))}` is read as a comment and dropped"
    help, fix = _in_quotation_marks(text, Span(value.start if value else at, words.end), safe=False)
    help += "; or, if it is a comment, put a space behind #"
    return _Fault(DROPPED_AS_COMMENT, words, message, help, fix, lost=(value,))


def _run_together(text: str, span: Span, is_key: bool) -> list[_Fault]:
    """A dash or a colon without its space, where the words pass for a text or a key."""
    line = _line(text, span.start)
    if _GLUED_DASH.match(text, span.start):
        return [replace(_glued_dash(text, line), lost=(span,))]
    if not is_key and (glued := _GLUED.match(text, span.start)) and _is_key(text, glued[1]):
        return [replace(_glued_colon(text, line, glued[1]), lost=(span,))]
    return []


def _tab_within(span: Span) -> _Fault:
    fix = Fix("Indent with spaces", (Edit(span, "  "),), safe=True)
    return _Fault(TAB_INDENTATION, span, "a tab indents this line", "indent it with spaces", fix)
