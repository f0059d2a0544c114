"""libyaml's events become the tree; what YAML allows and the format does not is refused."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from typing import Any

import yaml
from yaml import AliasEvent, MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent

from briefkit.diagnostics import Edit, Fix
from briefkit.spans import LINE_END, Span
from briefkit.yamltree.faults import (
    ANCHOR_OR_ALIAS,
    COMPLEX_KEY,
    DEEP,
    DUPLICATE_KEY,
    MISSING_SPACE,
    NEEDS_QUOTATION_MARKS,
    SECOND,
    SWALLOWED,
    TAG,
    Fault,
)
from briefkit.yamltree.keys import GLUED, GLUED_DASH, PLAIN_KEY, glued_dash, no_space
from briefkit.yamltree.lines import BLANK, goes_on_with_entries, line_at
from briefkit.yamltree.mending import quotation_marks_around, shortened
from briefkit.yamltree.nodes import Broken, Mapping, Node, Scalar, Sequence, plain

DEEPEST = 32  # levels of lists and mappings; the format itself needs six


_STYLES: dict[str | None, Any] = {
    None: "plain",
    "": "plain",
    "'": "single",
    '"': "double",
    "|": "literal",
    ">": "folded",
}


class Reader:
    """Builds the tree of a text. Where it stops, `last` and `open` say how far it came."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.faults: list[Fault] = []
        self.open: list[Any] = []  # the events that began the lists and mappings around
        self.last: Any = None  # the event read last
        # libyaml's own method: `yaml.parse` would ask twice for each event.
        self._next: Callable[[], Any] = yaml.CSafeLoader(text).get_event

    @cached_property
    def marks(self) -> set[str]:
        """Whatever in the text looks like an anchor or an alias."""
        return set(_ANCHOR.findall(self.text))

    def root(self) -> Node | None:
        """The tree; None where the text holds no document."""
        self._next()
        if isinstance(self._next(), yaml.StreamEndEvent):
            return None
        node = self.node(self._next())
        self._next()
        if not isinstance(event := self._next(), yaml.StreamEndEvent):
            raise yaml.MarkedYAMLError(problem=SECOND, problem_mark=event.start_mark)
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
            if LINE_END.search(self.text, start, end) and goes_on_with_entries(self.text, start, end):
                raise yaml.MarkedYAMLError(problem=SWALLOWED, problem_mark=event.start_mark)
            return end
        end = start + len(self.text[start:end].rstrip(BLANK))
        if not event.value.strip(BLANK):
            self.faults.append(_empty_block(self.text, Span(start, end)))
        return end

    def no_mere_scalar(self, event: Any) -> Node:
        """A list or a mapping; also an alias, or anything with an anchor or a tag, which are reported."""
        if type(event) is AliasEvent or event.anchor or event.tag:
            span = Span(event.start_mark.index, event.end_mark.index)
            inside = bool(self.open and self.open[-1].flow_style)
            bare = type(event) is AliasEvent or (type(event) is ScalarEvent and not event.style)
            text_like = bare and not _COLON_FOLLOWS.match(self.text, span.end)
            self.faults.append(_mark(self.text, span, inside, text_like, self.marks))
            if not isinstance(event, yaml.CollectionStartEvent):
                return Broken(span)
        if len(self.open) == DEEPEST:
            raise yaml.MarkedYAMLError(problem=DEEP, problem_mark=event.start_mark)
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
        end = event_end(event) if opening.flow_style else items[-1].span.end
        return Sequence(tuple(items), Span(opening.start_mark.index, end), bool(opening.flow_style))

    def mapping(self, opening: Any) -> Mapping:
        entries: list[tuple[Scalar, Node]] = []
        seen: dict[str, Scalar] = {}
        given: dict[str, Node] = {}
        end = start = opening.start_mark.index
        while type(event := self._next()) is not MappingEndEvent:
            key = self.node(event)
            found = len(self.faults)
            value = self.node(self._next())
            if type(key) is Scalar and (name := key.text) not in seen and name and name != "<<":
                seen[name], given[name] = key, value
                entries.append((key, value))
            else:
                self.refuse(key, seen, found, self.once(key, value, given))
            end = value.span.end
        self.last = event
        if not opening.flow_style:
            return Mapping(tuple(entries), Span(start, end), False)
        return Mapping(tuple(self.less_commas(entries)), Span(start, event_end(event)), True)

    def once(self, key: Node, value: Node, given: dict[str, Node]) -> Fix | None:
        """Takes a key away that says the same as the one before it did."""
        first = given.get(key.text) if isinstance(key, Scalar) else None
        if first is None or not value.span or plain(first) != plain(value) or plain(value) is None:
            return None
        end = line_at(self.text, value.span.end).end
        line = line_at(self.text, key.span.start)
        if line.content_at != key.span.start or line.dashes or self.text[value.span.end : end].strip(BLANK):
            return None
        start = line.start - (2 if self.text[: line.start].endswith("\r\n") else 1)
        return Fix("Take the second away", (Edit(Span(start, end), ""),), safe=True)

    def refuse(self, key: Node, seen: dict[str, Scalar], found: int, fix: Fix | None) -> None:
        """Reports a key that cannot stand. All but the first `found` faults are in its value."""
        match key:
            case Scalar(text) if text in seen and GLUED_DASH.match(text):
                self.faults.append(glued_dash(self.text, line_at(self.text, key.span.start)))
            case Scalar(text) if text in seen:
                message, help = f"`{shortened(text)}` stands twice in this mapping", "keep one of the two"
                self.faults.append(Fault(DUPLICATE_KEY, key.span, message, help, fix, first=seen[text].span))
            case Scalar("<<"):
                message = "`<<` merges another mapping into this one"
                self.faults[found:] = [Fault(ANCHOR_OR_ALIAS, key.span, message, "write the fields out")]
            case Scalar() | Sequence() | Mapping():
                kind = {Scalar: "empty", Sequence: "a list", Mapping: "a mapping"}[type(key)]
                self.faults[found:] = [Fault(COMPLEX_KEY, key.span, f"the key is {kind}", PLAIN_KEY)]

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
        message = f"`{shortened(cut[0].text)}` has no value: a comma in braces ends the one before it"
        before = kept[-1][1] if kept else None
        if glued := GLUED.match(self.text, start):
            words = self.text[glued.end() : cut[0].span.end]
            rule, message, help = MISSING_SPACE, *no_space(glued[1], words)
            kept += [(replace(key, text=key.text.partition(":")[0]), Broken(key.span)) for key in cut]
        elif isinstance(before, Scalar) and before.style == "plain" and before.span:
            start = before.span.start
            kept[-1] = (kept[-1][0], Broken(Span(start, end)))
            help, fix = quotation_marks_around(self.text, Span(start, end), inside=True, safe=False)
        else:
            help = "give it a value, or take it away"
            kept += [(key, Broken(key.span)) for key in cut]
        self.faults.append(Fault(rule, cut[0].span, message, help, fix))


def event_end(event: Any) -> int:
    return event.end_mark.index  # type: ignore[no-any-return]


_COLON_FOLLOWS = re.compile(r"\s*:")


_ANCHOR = re.compile(r"[&*][^\s,\[\]{}]+")


_MARKS = {
    "*": "an alias, which stands for a value written elsewhere",
    "&": "an anchor, which names the value behind it",
    "!": "a tag, which gives the value a type",
}


def _mark(text: str, span: Span, inside: bool, text_like: bool, marks: set[str]) -> Fault:
    """An anchor, an alias or a tag at the beginning of the span; most often text that looks like one."""
    word = re.split(r"[\s,\[\]{}]", span.of(text), maxsplit=1)[0]
    rule = TAG if word[0] == "!" else ANCHOR_OR_ALIAS
    message = f"`{word}` is {_MARKS[word[0]]}"
    at = Span(span.start, span.start + len(word))
    twin = {"*": "&", "&": "*"}.get(word[0])
    meant = word.startswith("!!") or (twin is not None and twin + word[1:] in marks)
    if text_like and not meant:
        help, fix = quotation_marks_around(text, span, inside=inside, safe=twin is not None)
        return Fault(rule, at, message, help, fix)
    if word[0] == "*":
        return Fault(rule, at, message, "write the value out where it is wanted")
    end = at.end + (text[at.end : at.end + 1] == " ")
    fix = Fix(f"Take {word} away", (Edit(Span(at.start, end), ""),), safe=word.startswith("!!"))
    return Fault(rule, at, message, f"take `{word}` away", fix)


def _empty_block(text: str, span: Span) -> Fault:
    indicator = text[span.start]
    help = f'indent the text below it; or, if that is the text, put it in quotation marks: "{indicator}"'
    return Fault(NEEDS_QUOTATION_MARKS, span, f"no text stands below `{indicator}`", help, lost=(span,))
