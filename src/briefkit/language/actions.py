"""What the editor can do for its user at a place: fixes, an occurrence, a label on chosen words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from briefkit import yamltree
from briefkit.anchoring import SPACES, find_words
from briefkit.brief import Entity, Passage
from briefkit.diagnostics import Diagnostic, Edit, Severity
from briefkit.edits import Overlapping, add_label, apply, set_field
from briefkit.files import Memory
from briefkit.language.completion import shortened
from briefkit.language.desk import Desk
from briefkit.language.quoting import quotation_of
from briefkit.language.seed_text import sidecars_of
from briefkit.spans import Document, Span
from briefkit.workspace import Workspace

AMBIGUOUS = "BK203"  # quotes.QUOTE_AMBIGUOUS
MOST_ENTITIES = 5  # whose names are the chosen words


@dataclass(frozen=True, slots=True)
class Action:
    """Edits of one file, offered under a title."""

    title: str
    document: Document
    edits: tuple[Edit, ...]
    mends: Diagnostic | None = None  # the finding that it is for
    preferred: bool = False


def actions(desk: Desk, chosen: Span, findings: Iterable[Diagnostic]) -> list[Action]:
    """What can be done about the findings that a selection touches, and with the words selected."""
    touched = [one for one in findings if one.span.start <= chosen.end and chosen.start <= one.span.end]
    found = [action for one in touched for action in _mends(desk, one)]
    return [*found, *label_chosen(desk, chosen)]


def _mends(desk: Desk, finding: Diagnostic) -> Iterator[Action]:
    if finding.code == AMBIGUOUS and (told_apart := list(_occurrences(desk, finding))):
        yield from told_apart  # its fix could only guess which of them is meant
    elif (fix := finding.fix) is not None:
        yield Action(fix.title, desk.document, fix.edits, finding, fix.safe)


def _occurrences(desk: Desk, finding: Diagnostic) -> Iterator[Action]:
    """Say which of several places an ambiguous quote means."""
    label = desk.label_at(finding.span.start)
    passage = desk.passages.get(label.passage) if label else None
    if label is None or passage is None or len(label.quotes) != 1:
        return
    mention = label.kind is not None and label.kind.base == "mention"
    places = find_words(passage.text, label.quotes[0], mention)
    for number, place in enumerate(places[:9], 1):
        before, after = passage.text[max(0, place.start - 24) : place.start], passage.text[place.end :][:24]
        words = " ".join(f"{before}[{place.of(passage.text)}]{after}".split())
        edit = set_field(desk.document, label.node, "occurrence", str(number))
        yield Action(f"Add `occurrence: {number}`: … {words} …", desk.document, (edit,), finding)
    edit = set_field(desk.document, label.node, "occurrence", "all")
    yield Action("Add `occurrence: all`", desk.document, (edit,), finding)


def fix_all(desk: Desk, findings: Iterable[Diagnostic]) -> tuple[Edit, ...]:
    """The safe fixes of a file, of those that change the same words the first; none if they did harm.

    One round and no more: `check --fix` tries until nothing is left to fix, and in a file that is half
    typed that may take longer than a person waits for a file to be saved.
    """
    edits: list[Edit] = []
    for finding in findings:
        if finding.fix is None or not finding.fix.safe:
            continue
        together = [*edits, *finding.fix.edits]
        with suppress(Overlapping):
            apply(desk.document.text, together)
            edits = together
    if not edits:
        return ()
    after = apply(desk.document.text, edits)
    return tuple(edits) if _errors(desk, after) <= _errors(desk, desk.document.text) else ()


def _errors(desk: Desk, text: str) -> int:
    """How many errors the file has with that text, taken by itself with what all briefs share."""
    layout = desk.workspace.ground.layout
    shared = [*layout.entities, *([layout.settings] if layout.settings else [])]
    documents = [desk.seed, *(desk.workspace.document(path) for path in shared)]
    files = {one.path: one.text.encode("utf-8") for one in documents if one}
    alone = Workspace(Memory(files | {desk.document.path: text.encode("utf-8", "surrogatepass")}))
    alone.refresh()
    return sum(one.severity is Severity.ERROR for one in alone.findings_of(desk.document.path))


# -- a label on chosen words -----------------------------------------------------------------------


def label_chosen(desk: Desk, chosen: Span) -> Iterator[Action]:
    """Label the words selected in a seed, or in a sidecar's comments and quotes."""
    words = SPACES.sub(" ", chosen.of(desk.document.text)).strip()
    if not words:
        return
    if desk.kind == "seed":
        for sidecar in sidecars_of(desk):
            for passage in sidecar.passages.values():
                if passage.span.covers(_trimmed(desk.document.text, chosen)):
                    place = _trimmed(desk.document.text, chosen).moved(-passage.span.start)
                    yield from _labels(sidecar, passage, place)
    elif desk.kind == "sidecar" and (found := _in_passage(desk, chosen.start, words)):
        yield from _labels(desk, *found)


def _in_passage(desk: Desk, offset: int, words: str) -> tuple[Passage, Span] | None:
    """The passage around an offset of a sidecar, if the words stand in it; else the first that has them."""
    here = desk.passage_at(offset)
    for passage in (*((here,) if here else ()), *desk.passages.values()):
        if places := find_words(passage.text, words.strip("#").strip()):
            return passage, places[0]
    return None


def _labels(desk: Desk, passage: Passage, place: Span) -> Iterator[Action]:
    """A label of each kind on a place of a passage; of entities those that have that name."""
    words = SPACES.sub(" ", place.of(passage.text))
    for kind in desk.settings.kinds.values():
        if kind.base == "statement":
            yield from _label(desk, passage, place, kind.name, words, kind.title)
            continue
        named = (
            one.entity
            for _, one in sorted(desk.entities.items())
            if one.entity.kind == kind.name and is_called(one.entity, words)
        )
        for id in [one.id for one in named][:MOST_ENTITIES]:
            yield from _label(desk, passage, place, kind.name, id, f"{kind.title} `{id}`")


def _label(desk: Desk, passage: Passage, place: Span, kind: str, value: str, title: str) -> Iterator[Action]:
    mention = desk.settings.kinds[kind].base == "mention"
    quotation = quotation_of(passage.text, place, mention)
    if mention and place not in find_words(passage.text, quotation.words, True):
        return  # a part of a longer word names nothing
    label: dict[str, str | int | Sequence[str]] = {kind: value, "quote": quotation.words}
    if quotation.occurrence is not None:
        label["occurrence"] = quotation.occurrence
    if not isinstance(desk.root, yamltree.Mapping):
        return
    try:
        edit = add_label(desk.document, desk.root, passage.id, label)
    except ValueError:
        return
    shown = shortened(quotation.words, 40)
    yield Action(f"Label “{shown}” in {passage.id} as {title}", desk.document, (edit,))


def is_called(entity: Entity, words: str) -> bool:
    """Whether the words are a name of the entity, in any case."""
    return words.casefold() in {name.casefold() for name in (entity.name, *entity.aliases)}


def _trimmed(text: str, span: Span) -> Span:
    """The span without the white space at its ends."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.start + len(words.rstrip())))
