"""A label for words that somebody selected: its YAML, and the lines of the sidecar where it goes.

Nothing is written here, and nothing is guessed that `check` would complain of: the quote is the
seed's, the occurrence is counted as the anchors are, a mention gets whole words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from briefkit import yamltree
from briefkit.anchoring import SPACES, find_quote, find_words
from briefkit.brief import Brief, Entity, Kind, Passage, TextQuoteSelector
from briefkit.diagnostics import Edit
from briefkit.edits import Fields, add_label, label_lines, line_end, scalar
from briefkit.likelihood import SCALES, ladder_words_in
from briefkit.names import nearest_name
from briefkit.spans import WHITE_SPACE, Document, Span

EXACT, FOLDED, PART = range(3)  # how like a name words are
NEAR = 24  # letters by which a part of a word is widened at most, on either side


class NoOffer(Exception):
    """These words cannot carry a label as they are selected; the message says why, and what can."""


@dataclass(frozen=True, slots=True)
class Place:
    """Whole lines of a sidecar that make it the same with the label in it."""

    line: int  # from 1: the lines go before this one, or in its place
    lines: str  # each with its line end
    replaced: str  # the line that goes, "" where none does


@dataclass(frozen=True, slots=True)
class Present:
    """A label of the kind that stands on the very words already."""

    address: str
    status: str
    line: int  # of the sidecar


@dataclass(frozen=True, slots=True)
class Offer:
    kind: Kind
    passage: str
    quotes: tuple[str, ...]  # empty: the whole passage
    occurrence: int | None
    value: str  # the sentence, or the entity's id
    entities: tuple[Entity, ...]  # whom the words may name, the likeliest first
    label: str  # the label alone, as the item of a list
    place: Place | None  # None: the sidecar's YAML cannot be read where the label would go
    new_entity: str  # an entry of entities.yaml, where the id is no entity's yet
    widened: bool  # whether more than was selected, so that the words are whole
    present: tuple[Present, ...]


@dataclass(frozen=True, slots=True)
class Selection:
    """Words of one passage, from the first to the last that is no white space."""

    passage: Passage
    spans: tuple[Span, ...]  # in the seed, in order

    @property
    def quotes(self) -> tuple[str, ...]:
        return tuple(SPACES.sub(" ", self._of(span)) for span in self.spans)

    @property
    def is_whole_passage(self) -> bool:
        return self.spans == (self.passage.span,)

    def _of(self, span: Span) -> str:
        return span.moved(-self.passage.span.start).of(self.passage.text)


def select(brief: Brief, spans: Iterable[Span]) -> Selection:
    """What the spans of the seed select; raises NoOffer where that is not in one passage."""
    cut = sorted(trimmed for span in spans if len(trimmed := _trimmed(span, brief.seed.text)))
    if not cut:
        raise NoOffer("no words are selected")
    first, last = (_passage_at(brief, offset) for offset in (cut[0].start, cut[-1].end - 1))
    if first is None or last is None:
        raise NoOffer("the selection reaches beyond the words of the passages")
    if first != last:
        raise NoOffer(
            f"the words run from {first.id} into {last.id}: select words of one passage, "
            "and name the other under `see`"
        )
    return Selection(first, tuple(cut))


def offer(
    brief: Brief,
    sidecar: Document,
    entities: Mapping[str, Entity],
    selection: Selection,
    kind: Kind,
    value: str = "",
) -> Offer:
    """The label of a kind for the selection; `value` is its sentence or entity id, "" to have it proposed.

    The brief's labels are those that the sidecar has. Raises NoOffer.
    """
    mention = kind.base == "mention"
    found = _widened(selection)
    whole = found.is_whole_passage and not mention and brief.publish == "full"
    quotes = () if whole else found.quotes
    occurrence = _occurrence(found, mention) if quotes else None
    known = named(" ".join(found.quotes), entities.values(), kind) if mention else ()
    value = SPACES.sub(" ", value).strip() or _proposed(found.quotes, known, mention)
    fields: dict[str, str | int | Sequence[str]] = {kind.name: value}
    if quotes:
        fields["quote"] = quotes[0] if len(quotes) == 1 else quotes
    if occurrence is not None:
        fields["occurrence"] = occurrence
    if quotes and not mention and (hedge := _hedge(brief, quotes)):
        fields["hedge"] = hedge
    is_new = mention and value not in entities
    return Offer(
        kind=kind,
        passage=found.passage.id,
        quotes=quotes,
        occurrence=occurrence,
        value=value,
        entities=tuple(known),
        label="\n".join(label_lines(fields, 0)),
        place=place_of(sidecar, found.passage.id, fields),
        new_entity=f"{value}:\n  {kind.name}: {scalar(found.quotes[0])}\n" if is_new else "",
        widened=found != selection,
        present=tuple(_present(brief, sidecar, found, kind)),
    )


def likely_kind(selection: Selection, entities: Mapping[str, Entity], kinds: Mapping[str, Kind]) -> Kind:
    """The kind of the entity that the words name, or else the first that a label can be."""
    words = " ".join(selection.quotes)
    for kind in kinds.values():
        if kind.base == "mention" and any(
            _is_name(words, one) for one in named(words, entities.values(), kind)
        ):
            return kind
    return next(iter(kinds.values()))


# -- the words ---------------------------------------------------------------------------------------


def _trimmed(span: Span, text: str) -> Span:
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip(WHITE_SPACE))
    return Span(start, max(start, min(span.start + len(words.rstrip(WHITE_SPACE)), len(text))))


def _passage_at(brief: Brief, offset: int) -> Passage | None:
    return next((one for one in brief.passages if one.span.start <= offset < one.span.end), None)


def _widened(selection: Selection) -> Selection:
    """With whole words: a mention must have them, and half a word is nobody's quote."""
    return Selection(
        selection.passage, tuple(_whole_words(selection.passage, span) for span in selection.spans)
    )


def _whole_words(passage: Passage, span: Span) -> Span:
    """The shortest words around the span that `anchoring` takes for a mention's; the span itself if none."""
    text, inner = passage.text, span.moved(-passage.span.start)
    for by in range(2 * NEAR + 1):
        for before in range(by + 1):
            start, end = inner.start - before, inner.end + by - before
            if start < 0 or end > len(text) or max(before, by - before) > NEAR:
                continue
            wide = Span(start, end)
            if wide in find_words(text, wide.of(text), whole_words=True):
                return wide.moved(passage.span.start)
    return span


def _occurrence(selection: Selection, mention: bool) -> int | None:
    """Which occurrence of its quote is meant, where there are several. Raises NoOffer."""
    listed, after = len(selection.spans) > 1, 0
    for span, quote in zip(selection.spans, selection.quotes, strict=True):
        places = find_quote(selection.passage, TextQuoteSelector(quote, None, mention))
        places = [place for place in places if place.start >= after]
        if span not in places:
            raise NoOffer(f"“{quote}” is part of a longer word: select the whole of it")
        if len(places) > 1 and not listed:
            return places.index(span) + 1
        if len(places) > 1:
            raise NoOffer(f"“{quote}” stands more than once behind the words before it: select more words")
        after = span.end
    return None


# -- what is said of them ----------------------------------------------------------------------------


def named(words: str, entities: Iterable[Entity], kind: Kind) -> tuple[Entity, ...]:
    """Whom the words may name, of a mention kind: as they are written, but for case, or in part."""
    ranked = [
        (rank, entity.id, entity)
        for entity in entities
        if entity.kind == kind.name and (rank := _likeness(words, entity)) is not None
    ]
    return tuple(entity for _, _, entity in sorted(ranked, key=lambda one: one[:2]))


def _is_name(words: str, entity: Entity) -> bool:
    """Whether these are the whole of one of its names, but for case."""
    likeness = _likeness(words, entity)
    return likeness is not None and likeness[0] < PART


def _likeness(words: str, entity: Entity) -> tuple[int, int] | None:
    """Sorts the likeliest first; None for words that have nothing of the entity's names."""
    names = (entity.name, *entity.aliases, entity.id.replace("-", " "))
    bare = words.removeprefix("the ").removeprefix("The ")
    if bare in names or words in names:
        return EXACT, 0
    if bare.casefold() in (name.casefold() for name in names):
        return FOLDED, 0
    longest = max((len(name) for name in names if find_words(words, name, whole_words=True)), default=0)
    return (PART, -longest) if longest else None


def _proposed(quotes: Sequence[str], known: Sequence[Entity], mention: bool) -> str:
    if not mention:
        return " … ".join(quotes)
    if known:
        return known[0].id
    return nearest_name(quotes[0]) or "unnamed"


def _hedge(brief: Brief, quotes: Sequence[str]) -> str:
    """The first word of likelihood in the quotes: dropped, it would be certainty (BK401).

    What it says on the ladder, and whether it is the statement's own, is the editor's to read.
    """
    scale = SCALES[brief.scale]
    if not scale.may_stand_in(brief.about.language):
        return ""
    return next((span.of(quote) for quote in quotes for span, _ in ladder_words_in(quote, scale)), "")


def _present(brief: Brief, sidecar: Document, selection: Selection, kind: Kind) -> Iterable[Present]:
    for label in brief.labels:
        anchors = label.anchors or (selection.passage.span,)
        if (label.kind, label.passage, anchors) == (kind.name, selection.passage.id, selection.spans):
            yield Present(label.address, label.status, sidecar.line_column(label.written_at.start)[0])


# -- where it goes -----------------------------------------------------------------------------------


def place_of(sidecar: Document, passage: str, label: Fields) -> Place | None:
    """Where the label goes in the sidecar as it is now."""
    root, _ = yamltree.parse(sidecar)
    if not isinstance(root, yamltree.Mapping):
        return None
    try:
        return _whole_lines(sidecar, add_label(sidecar, root, passage, label))
    except ValueError:
        return None


def _whole_lines(document: Document, edit: Edit) -> Place:
    """The edit as lines of their own, or as a line that takes another one's place."""
    end = line_end(document.text)
    line = document.line_span(edit.span.start)
    number = document.line_column(edit.span.start)[0]
    if not len(edit.span) and edit.text.startswith(end) and edit.span.start == line.end:
        return Place(number + 1, edit.text[len(end) :] + end, "")
    if not len(edit.span) and edit.text.endswith(end) and edit.span.start == line.start:
        return Place(number, edit.text, "")
    last = document.line_span(edit.span.end)
    replaced = Span(line.start, last.end).of(document.text)
    before, after = Span(line.start, edit.span.start), Span(edit.span.end, last.end)
    return Place(number, before.of(document.text) + edit.text + after.of(document.text) + end, replaced)
