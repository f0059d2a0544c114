"""What a name means, shown beside it: a passage with its words marked, an entity's card, a rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from briefkit.brief import Entity, Passage
from briefkit.folder import rule_page
from briefkit.language.completion import shortened
from briefkit.language.desk import Desk, LabelNode, labels_in, sidecar_of, touches
from briefkit.language.occurrences import Occurrence, occurrence_at
from briefkit.language.quoting import marked
from briefkit.notes import escape_line
from briefkit.rules import find_rule
from briefkit.spans import Span


@dataclass(frozen=True, slots=True)
class Hover:
    """Markdown about a span of the file."""

    markdown: str
    span: Span


def hover(desk: Desk, offset: int) -> Hover | None:
    """What there is to say of the words at an offset."""
    if desk.kind == "seed":
        return _of_seed(desk, offset)
    if (name := occurrence_at(desk, offset)) is not None:
        text = of_name(desk, name, offset)
        return Hover(text, name.span) if text else None
    return _of_quote(desk, offset)


def of_name(desk: Desk, name: Occurrence, offset: int) -> str | None:
    match name.what:
        case "passage":
            return _passage(desk, name.name, desk.label_at(offset))
        case "entity":
            written = desk.entities.get(name.name)
            entity = written.entity if written else desk.workspace.index.entity(name.name)
            return card(desk, entity) if entity else None
        case "label":
            return _label(desk, name.slug, name.name)
        case "brief":
            title = desk.workspace.index.title(name.name)
            return f"**{escape_line(title)}**" if title else None
        case "rule":
            rule = find_rule(name.name)
            page = rule_page(rule.code) if rule else None
            return page and page.partition("\n```")[0].strip()
        case "likelihood":
            return _term(desk, name.name)
        case "editor":
            editors = (desk.sidecar and desk.sidecar.editors) or {}
            return escape_line(editors.get(name.name, "")) or None
    return None


def _passage(desk: Desk, id: str, label: LabelNode | None) -> str | None:
    """A passage's text. Beside a label its quote is marked, at the key the words of all labels are."""
    passage = desk.passages.get(id)
    if passage is None:
        return None
    of = [label] if label and label.passage == id else [one for one in desk.labels if one.passage == id]
    return passage_text(passage, (span for one in of for span in marked(one, passage)))


def passage_text(passage: Passage, spans: Iterable[Span]) -> str:
    """The passage as Markdown, spans of the seed in bold."""
    text, position, parts = passage.text, 0, []
    for span in _joined(sorted(one.moved(-passage.span.start) for one in spans)):
        inner = span.of(text)
        bold = inner.strip()
        parts += [escape_line(_line(text[position : span.start]))]
        parts += [f"**{escape_line(_line(bold))}**" if bold else ""]
        position = span.end
    parts.append(escape_line(_line(text[position:])))
    words = "".join(parts)
    return f"*{passage.id}, {passage.type}*\n\n{words}"


def _line(text: str) -> str:
    """White-space runs as one space, kept at the ends."""
    words = " ".join(text.split())
    if not words:
        return " " if text else ""
    return (" " if text[0].isspace() else "") + words + (" " if text[-1].isspace() else "")


def _joined(spans: Iterable[Span]) -> Iterator[Span]:
    """Spans that overlap or touch as one."""
    last: Span | None = None
    for span in spans:
        if last and span.start <= last.end:
            last = Span(last.start, max(last.end, span.end))
            continue
        if last:
            yield last
        last = span
    if last:
        yield last


def card(desk: Desk, entity: Entity) -> str:
    """An entity: its name, what it is called, what it is part of, and where it is marked."""
    lines = [f"**{escape_line(entity.name)}**", ""]
    lines[0] += f" · {entity.kind}" + (f", {entity.type}" if entity.type else "")
    if entity.country:
        lines[0] += f", {entity.country}"
    if entity.aliases:
        lines += [f"also: {escape_line(', '.join(entity.aliases))}", ""]
    if entity.part_of:
        whole = desk.entities.get(entity.part_of)
        lines += [f"part of: {escape_line(whole.entity.name if whole else entity.part_of)}", ""]
    counts = list(
        desk.workspace.index.ask(
            "select slug, count(*) from mention where entity = ? group by slug order by slug", entity.id
        )
    )
    if counts:
        total = sum(count for _, count in counts)
        lines += [f"marked {_times(total)} in {_briefs(len(counts))}:", ""]
        lines += [f"- {slug}: {count}" for slug, count in counts[:8]]
        lines += [f"- and {len(counts) - 8} more"] if len(counts) > 8 else []
    else:
        lines += ["marked nowhere yet"]
    if entity.note:
        lines += ["", escape_line(shortened(entity.note, 300))]
    return "\n".join(lines)


def _label(desk: Desk, slug: str, id: str) -> str | None:
    """A label: its statement, its quotes, where it stands."""
    for label in _labels_of(desk, slug):
        if label.text("id") == id and label.kind:
            lines = [f"*{label.kind.name} in {'' if slug == desk.slug else slug + ', '}{label.passage}*", ""]
            lines += [escape_line(shortened(label.value, 400))]
            for quote in label.quotes:
                lines += ["", f"> {escape_line(shortened(quote, 400))}"]
            said = [
                f"{field}: {text}"
                for field in ("likelihood", "confidence", "when")
                if (text := label.text(field))
            ]
            lines += ["", escape_line(", ".join(said))] if said else []
            return "\n".join(lines)
    return None


def _labels_of(desk: Desk, slug: str) -> Iterable[LabelNode]:
    if slug == desk.slug:
        return desk.labels
    sidecar = sidecar_of(desk.workspace, slug)
    return labels_in(sidecar.root, desk.settings.kinds) if sidecar else ()


def _term(desk: Desk, words: str) -> str | None:
    """A term of likelihood: the band that it stands for."""
    term = desk.scale.term(words)
    if term is None:
        return None
    same = ", ".join((term.words, *term.synonyms))
    return f"**{term.low} to {term.high} per cent** · {escape_line(desk.scale.title)}\n\n{escape_line(same)}"


def _of_quote(desk: Desk, offset: int) -> Hover | None:
    """The passage around a quote."""
    label = desk.label_at(offset)
    passage = desk.passages.get(label.passage) if label else None
    if label is None or passage is None:
        return None
    for field in ("quote", "hedge"):
        value = label.node.get(field)
        if value is not None and touches(value.span, offset):
            return Hover(passage_text(passage, marked(label, passage)), value.span)
    return None


def _of_seed(desk: Desk, offset: int) -> Hover | None:
    """In a seed: the labels on the words there."""
    from briefkit.language.seed_text import labels_on

    lines: list[str] = []
    span: Span | None = None
    for slug, label, marked_ in labels_on(desk, offset):
        span = marked_ if span is None or len(marked_) < len(span) else span
        kind = label.kind.name if label.kind else "label"
        lines.append(f"- *{kind}* {escape_line(shortened(label.value, 200))} ({slug})")
    return Hover("\n".join(lines), span) if span else None


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def _briefs(count: int) -> str:
    return "1 brief" if count == 1 else f"{count} briefs"
