"""The sidecar of a revised text, made of the one before it: its lines, in their places in the new text.

Each label goes with the comments above it and with every field; what changes is the id of its
passage, and what must: an occurrence, marks of typing in a quote, the passages of `see`, links to
passages and to labels without an id. What waits for its editor says so in a comment.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from briefkit import yamltree
from briefkit.alignment import Alignment
from briefkit.brief import Passage
from briefkit.diagnostics import Edit
from briefkit.edits import apply, line_end, remove_field, scalar, set_field
from briefkit.fates import LabelFate
from briefkit.modeline import modeline
from briefkit.references import Reference, source_span
from briefkit.sidecar import Sidecar
from briefkit.skeleton import as_comment
from briefkit.spans import LINES, Span
from briefkit.terminal_text import visible
from briefkit.word_diff import in_words
from briefkit.yamltree import Scalar
from briefkit.yamltree import Sequence as Items

MOST_NAMED = 4  # differences in a comment; of more the report says all
LONGEST = 160  # characters of a comment
ABOVE = re.compile(r"(?:[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n))*")  # blank lines and comments
KEY = re.compile(r"^([ \t]*)(['\"]?)(p[0-9]+)\2([ \t]*:)")


@dataclass(frozen=True, slots=True)
class NewSeed:
    """The revised text."""

    slug: str
    file: str
    sha256: str
    split: str
    passages: tuple[Passage, ...]


@dataclass(slots=True)
class _Block:
    """A passage's key and labels, as lines that all end."""

    passage: str
    lead: str  # what stands above the key: comments, blank lines
    key: str  # the key's line, without labels
    column: int | None  # of the dashes
    items: list[tuple[LabelFate, str]] = field(default_factory=list)
    indent: str = "  "


def successor(
    sidecar: Sidecar,
    references: Sequence[Reference],
    found: Sequence[LabelFate],
    alignment: Alignment,
    seed: NewSeed,
) -> str:
    """The text of the new sidecar."""
    writer = _Writer(sidecar, references, found, alignment, seed)
    return writer.text()


def without_entities(sidecar: Sidecar) -> list[Edit]:
    """The edits that take a sidecar's own entities out of it, for they go where all briefs see them."""
    if sidecar.root.get("entities") is None:
        return []
    return [remove_field(sidecar.document, sidecar.root, "entities")]


def own_entities(sidecar: Sidecar, references: Iterable[Reference]) -> str:
    """A sidecar's own entities as lines of entities.yaml; links to its labels now name the brief."""
    entities, document = sidecar.root.get("entities"), sidecar.document
    if not isinstance(entities, yamltree.Mapping) or not entities.entries:
        return ""
    edits = [
        Edit(Span(span.start - 1, span.start - 1), sidecar.slug)
        for one in references
        if one.what == "label" and one.role == "note" and entities.span.covers(one.scalar.span)
        if (span := one.span(document.text)) and document.text[span.start - 2] in "(<"
    ]
    text, end = document.text, line_end(document.text)
    if entities.flow:
        pieces = [
            _piece(text, Span(key.span.start, value.span.end), edits) for key, value in entities.entries
        ]
        return end.join(pieces) + end
    first = document.line_span(entities.entries[0][0].span.start).start
    indent = entities.entries[0][0].span.start - first
    last = document.line_span(entities.entries[-1][1].span.end).end
    return _indented(_piece(text, Span(first, last), edits) + end, -indent)


class _Writer:
    def __init__(
        self,
        sidecar: Sidecar,
        references: Sequence[Reference],
        found: Sequence[LabelFate],
        alignment: Alignment,
        seed: NewSeed,
    ) -> None:
        self.sidecar, self.document, self.root = sidecar, sidecar.document, sidecar.root
        self.source, self.end = self.document.text, line_end(self.document.text)
        self.references, self.alignment, self.seed = references, alignment, seed
        self.fates = {one.written.node.span: one for one in found}
        self.homes = {one.id: home.id for one in alignment.old if (home := alignment.home(one.id))}
        self.addresses = {one.label.address: one.address for one in found}

    def text(self) -> str:
        edits = [
            *self.head(),
            *self.links(),
            *(edit for one in self.fates.values() for edit in self.fields(one)),
        ]
        labels = self.root.get("labels")
        key = self.root.key("labels")
        if not isinstance(labels, yamltree.Mapping) or key is None or not labels.entries:
            return apply(self.source, edits)
        first, last = self.region(key, labels)
        before = apply(self.source[:first], [one for one in edits if one.span.end < first])
        after = [one for one in edits if one.span.start >= last]
        moved = [Edit(one.span.moved(-last), one.text) for one in after]
        if labels.flow:
            before = before.rstrip(" \t") + self.end
        return before + self.labels(labels, edits) + apply(self.source[last:], moved)

    def region(self, key: Scalar, labels: yamltree.Mapping) -> tuple[int, int]:
        """From behind the line of `labels:` to the end of its last line, or of the braces."""
        if labels.flow:
            return labels.span.start, self.next_line(labels.span.end)
        return self.next_line(key.span.end), self.next_line(labels.span.end)

    # -- the head

    def head(self) -> Iterator[Edit]:
        """The seed is another, the brief supersedes the old one, and is not published yet."""
        seed, about = self.root.get("seed"), self.root.get("about")
        assert isinstance(seed, yamltree.Mapping)
        assert isinstance(about, yamltree.Mapping)
        flow = seed.flow
        yield set_field(self.document, seed, "file", scalar(self.seed.file, flow=flow))
        yield set_field(self.document, seed, "sha256", self.seed.sha256)
        yield set_field(self.document, seed, "split", self.seed.split)
        if seed.get("passages"):
            yield set_field(self.document, seed, "passages", str(len(self.seed.passages)))
        for name in ("published", "updated", "status", "reason"):
            if about.get(name) is not None:
                yield remove_field(self.document, about, name)
        yield set_field(self.document, about, "supersedes", scalar(self.sidecar.slug, flow=about.flow))
        yield from without_entities(self.sidecar)
        line = modeline(self.sidecar.slug)
        if (at := self.source.find(line)) >= 0:
            yield Edit(Span(at, at + len(line)), modeline(self.seed.slug))

    def links(self) -> Iterator[Edit]:
        """Links to passages, to labels without an id, and to this brief by its name."""
        supersedes = self.sidecar.span("about", "supersedes")
        for one in self.references:
            new = None
            if one.what == "brief" and one.slug == self.sidecar.slug and one.scalar.span != supersedes:
                new = self.seed.slug
            elif one.what == "label" and one.role == "note" and one.slug == self.sidecar.slug:
                new = self.addresses.get(one.id) or self.passage(one.id)
            if new and new != (one.slug if one.what == "brief" else one.id):
                span = one.span(self.source)
                if span is not None:
                    yield Edit(span, new)

    def passage(self, id: str) -> str | None:
        """The passage that took the place of another; a name that no passage has, where none did."""
        if id not in {one.id for one in self.alignment.old}:
            return None
        return self.homes.get(id, f"was-{id}")

    # -- a label

    def fields(self, one: LabelFate) -> Iterator[Edit]:
        node, written = one.written.node, one.written
        flow = node.flow
        for number, quote in enumerate(one.quotes):
            if number >= len(written.form.quote):
                yield set_field(self.document, node, "quote", scalar(quote, flow=flow))
            elif quote != written.form.quote[number]:
                yield from self.rewritten(written.node, number, quote)
        if one.occurrence != written.form.occurrence:
            if one.occurrence is None:
                yield remove_field(self.document, node, "occurrence")
            else:
                yield set_field(self.document, node, "occurrence", str(one.occurrence))
        if (hedge := getattr(written.form, "hedge", None)) and one.hedge != hedge:
            yield set_field(self.document, node, "hedge", scalar(one.hedge or hedge, flow=flow))
        see = node.get("see")
        for each in see.items if isinstance(see, Items) else ():
            if isinstance(each, Scalar) and (new := self.passage(each.text)) and new != each.text:
                yield Edit(source_span(self.source, each, Span(0, len(each.text))) or each.span, new)

    def rewritten(self, node: yamltree.Mapping, number: int, quote: str) -> Iterator[Edit]:
        """Another wording of a quote; in a block, where signs alone differ, the signs alone."""
        value = node.get("quote")
        one = value.items[number] if isinstance(value, Items) else value
        assert isinstance(one, Scalar)
        opening = self.source.find("\n", *_ends(one.span)) + 1
        places = [at for at in range(opening, one.span.end) if not self.source[at].isspace()]
        signs = "".join(quote.split())
        if one.style not in ("literal", "folded") or len(places) != len(signs):
            yield Edit(one.span, scalar(quote, flow=True))
            return
        for at, sign in zip(places, signs, strict=True):
            if self.source[at] != sign:
                yield Edit(Span(at, at + 1), sign)

    def comment(self, one: LabelFate, column: int) -> str:
        """What an editor is to know of a label that waits."""
        if one.fate.settled:
            return ""
        said = [one.why] if one.why else []
        if one.difference:
            named = in_words(one.difference)
            said += named if len(named) <= MOST_NAMED else [f"{len(named)} differences"]
        line = visible(f"# {one.fate} since {one.label.passage} of {self.sidecar.slug}: {', '.join(said)}")
        line = line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"
        return " " * column + line + self.end

    # -- all labels

    def labels(self, labels: yamltree.Mapping, edits: Sequence[Edit]) -> str:
        blocks = list(self.blocks(labels, edits))
        columns = [one.column for one in blocks if one.column is not None]
        indent = blocks[0].indent
        column = columns[0] if columns else len(indent) + 2
        items = [item for block in blocks for item in block.items]
        columns_of = {id(item): block.column for block in blocks for item in block.items}
        lost = "".join(self.comments_of(one) for one in blocks if one.passage not in self.homes)
        known = {one.id for one in self.seed.passages}
        fresh = {one.id for one in self.alignment.fresh()}
        parts = [lost]
        for passage in self.seed.passages:
            here = [one for one in blocks if self.homes.get(one.passage) == passage.id]
            carried = [item for item in items if item[0].passage == passage.id]
            if not here and not carried and passage.id not in fresh:
                continue
            parts.append(self.lead(here, passage, indent))
            parts.append(self.key(here, passage.id, indent, empty=not carried))
            for item in carried:
                lines = _indented(item[1], column - (columns_of[id(item)] or column))
                above = ABOVE.match(lines)
                cut = above.end() if above else 0
                parts += [lines[:cut], self.comment(item[0], column), lines[cut:]]
        for place in dict.fromkeys(one.passage for one, _ in items if one.passage not in known):
            parts.append(f"{indent}{place}:{self.end}")
            parts += [text for one, text in items if one.passage == place]
        return "".join(parts)

    def blocks(self, labels: yamltree.Mapping, edits: Sequence[Edit]) -> Iterator[_Block]:
        position = self.region(self.root.key("labels") or labels.entries[0][0], labels)[0]
        for key, value in labels.entries:
            if labels.flow:
                block = _Block(key.text, "", f"  {key.text}:{self.end}", None)
            else:
                start = self.document.line_span(key.span.start).start
                indent = self.source[start : key.span.start]
                line_stop = self.next_line(key.span.end)
                lead, line = self.source[position:start], self.source[start:line_stop]
                block = _Block(key.text, lead, self.whole_line(line), None, indent=indent)
            items = value.items if isinstance(value, Items) else ()
            if isinstance(value, Items) and not value.flow and items:
                self.block_items(block, value, line_stop, edits)
            else:
                if not labels.flow:
                    behind = self.source[value.span.end : self.next_line(value.span.end)].strip()
                    block.key = (
                        f"{self.source[start : key.span.end]}:{'  ' if behind else ''}{behind}{self.end}"
                    )
                column = len(block.indent) + 2
                block.column = column if items else None
                block.items = [
                    (
                        self.fates[one.span],
                        f"{' ' * column}- {_piece(self.source, one.span, edits)}{self.end}",
                    )
                    for one in items
                    if one.span in self.fates
                ]
            position = self.next_line(max(value.span.end, key.span.end))
            yield block

    def block_items(self, block: _Block, value: Items, start: int, edits: Sequence[Edit]) -> None:
        """Each label's lines, with those of the comments above it."""
        block.column = self.source.rindex("-", 0, value.items[0].span.start)
        block.column -= self.document.line_span(block.column).start
        for one in value.items:
            stop = self.next_line(one.span.end)
            block.items.append(
                (self.fates[one.span], self.whole_line(_piece(self.source, Span(start, stop), edits)))
            )
            start = stop

    def whole_line(self, text: str) -> str:
        return text if text.endswith(("\n", "\r")) else text + self.end

    def lead(self, here: Sequence[_Block], passage: Passage, indent: str) -> str:
        """What stands above a passage's key: of the passage whose place it took, or its own words."""
        if not here:
            words = [f"{indent}# new"] + [f"{indent}{line.strip()}" for line in as_comment(passage)]
            return self.end + "".join(line + self.end for line in words)
        lead = here[0].lead + "".join(self.comments_of(one) for one in here[1:])
        old = next(one for one in self.alignment.old if one.id == here[0].passage)
        before, after = ([line.strip() for line in as_comment(one)] for one in (old, passage))
        lines = LINES.findall(lead)
        at = len(lines) - len(before)
        if at >= 0 and [line.strip() for line in lines[at:]] == before:  # as `new` wrote them
            return "".join(lines[:at]) + "".join(f"{indent}{line}{self.end}" for line in after)
        return re.sub(
            rf"^([ \t]*#[ \t]*){here[0].passage}\b", rf"\g<1>{passage.id}", lead, flags=re.MULTILINE
        )

    def comments_of(self, block: _Block) -> str:
        """The comments above the key of a passage that is no more, but for the words that `new` put there."""
        old = next((one for one in self.alignment.old if one.id == block.passage), None)
        words = {line.strip() for line in as_comment(old)} if old else set()
        lines = LINES.findall(block.lead)
        return "".join(line for line in lines if line.strip() and line.strip() not in words)

    def key(self, here: Sequence[_Block], id: str, indent: str, *, empty: bool) -> str:
        line = here[0].key if here else f"{indent}{id}:{self.end}"
        line = KEY.sub(rf"\g<1>{id}\g<4>", line, count=1)
        return KEY.sub(r"\g<0> []", line, count=1) if empty else line

    def next_line(self, offset: int) -> int:
        end = self.document.line_span(offset).end
        return end + (2 if self.source[end : end + 2] == "\r\n" else min(1, len(self.source) - end))


def _piece(text: str, span: Span, edits: Iterable[Edit]) -> str:
    """The words of a span with the edits inside it made."""
    inside = [Edit(one.span.moved(-span.start), one.text) for one in edits if span.covers(one.span)]
    return apply(span.of(text), inside)


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _indented(text: str, by: int) -> str:
    """The lines moved to the right, or to the left as far as all have room."""
    lines = LINES.findall(text)
    if by < 0:
        room = min((len(line) - len(line.lstrip(" ")) for line in lines if line.strip()), default=0)
        return "".join(line[min(-by, room) :] if line.strip() else line for line in lines)
    return "".join(" " * by + line if line.strip() else line for line in lines)
