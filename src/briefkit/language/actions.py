"""What the editor can do for its user at a place: fixes, an occurrence, a label on chosen words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate, pairwise

from briefkit import yamltree
from briefkit.anchoring import SPACES, find_words
from briefkit.brief import Entity, Passage
from briefkit.diagnostics import Diagnostic, Edit
from briefkit.edits import add_label, set_field
from briefkit.files import Memory
from briefkit.fixing import mend
from briefkit.language.completion import shortened
from briefkit.language.desk import Desk
from briefkit.language.quoting import quotation_of
from briefkit.language.seed_text import sidecars_of
from briefkit.spans import LINE_END, Document, Span

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


def fix_all(desk: Desk) -> tuple[Edit, ...]:
    """What `check --fix` changes in a file.

    It is tried on the file with its seed and what all briefs share: no safe fix waits for another brief.
    """
    layout = desk.workspace.ground.layout
    shared = [*layout.entities, *([layout.settings] if layout.settings else [])]
    documents = [desk.document, desk.seed, *(desk.workspace.document(path) for path in shared)]
    alone = Memory({one.path: one.text.encode("utf-8") for one in documents[::-1] if one})
    changes = mend(alone, paths=[desk.document.path]).changes
    return tuple(edit for one in changes for edit in _line_by_line(desk.document.text, one.after or ""))


def _line_by_line(before: str, after: str) -> Iterator[Edit]:
    """The edits that lead from one text to another, each of whole lines."""
    ours, theirs = _lines(before), _lines(after)
    starts = [0, *accumulate(map(len, ours))]
    for tag, a, b, c, d in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if tag != "equal":
            yield Edit(Span(starts[a], starts[b]), "".join(theirs[c:d]))


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


def _lines(text: str) -> list[str]:
    """The lines of a text with their ends."""
    ends = [0, *(found.end() for found in LINE_END.finditer(text)), len(text)]
    return [text[start:end] for start, end in pairwise(ends) if start < end]
