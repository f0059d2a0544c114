"""What a revised text makes of each label of the text before it.

A label is the same, or has moved, only where the very words that it marked stand, marks of
typing aside, and where it is certain which of them they are. Everything else waits for its
editor, written so that `check` cannot miss it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Literal

from briefkit.alignment import RUN, Alignment
from briefkit.anchoring import SPACES, find_quote, find_words
from briefkit.brief import Brief, Label, Mention, Passage, Statement, TextQuoteSelector
from briefkit.diagnostics import Difference
from briefkit.labels import WrittenLabel
from briefkit.near_miss import closest
from briefkit.notes import links_in
from briefkit.sidecar import Sidecar
from briefkit.spans import Span
from briefkit.word_diff import TYPOGRAPHY, WORDS, compare

Occurrence = int | Literal["all"] | None


class Fate(StrEnum):
    SAME = "same"  # at its words, in the passage of the same number
    MOVED = "moved"  # at its words, in another passage or at another place of it
    AMBIGUOUS = "ambiguous"  # the words stand, and which of them are meant cannot be told
    CHANGED = "changed"  # other words stand there
    GONE = "gone"  # nothing like them stands anywhere

    @property
    def settled(self) -> bool:
        return self in (Fate.SAME, Fate.MOVED)


@dataclass(frozen=True, slots=True)
class LabelFate:
    """A label, and how it is carried over."""

    label: Label
    written: WrittenLabel
    fate: Fate
    passage: str  # of the new text, under which it is carried; the old one's id where there is none
    quotes: tuple[str, ...]  # as they are to be written
    occurrence: Occurrence
    hedge: str | None = None  # as it is to be written
    difference: Difference | None = None  # of the words that changed
    why: str = ""  # what an editor is to know, in a few words
    address: str = ""  # in the new brief

    @property
    def said(self) -> str:
        body = self.label.body
        return body.sentence if isinstance(body, Statement) else body.entity


def fates(sidecar: Sidecar, brief: Brief, alignment: Alignment) -> tuple[LabelFate, ...]:
    """The fate of every label of a sound brief, read with its drafts, in the sidecar's order."""
    labels = {label.written_at: label for label in brief.labels}
    weigher = _Weigher(alignment, brief.seed.text)
    found = [
        weigher.weigh(labels[one.node.span], one)
        for one in sidecar.labels
        if isinstance(one, WrittenLabel) and one.node.span in labels
    ]
    addresses = _addresses(found, [one.id for one in alignment.new])
    return tuple(replace(one, address=address) for one, address in zip(found, addresses, strict=True))


class _Weigher:
    def __init__(self, alignment: Alignment, seed: str) -> None:
        self.alignment, self.seed = alignment, seed
        self.old = {one.id: one for one in alignment.old}

    def weigh(self, label: Label, written: WrittenLabel) -> LabelFate:
        quotes, occurrence = written.form.quote, written.form.occurrence
        hedge = label.body.hedge if isinstance(label.body, Statement) else None
        start = LabelFate(label, written, Fate.GONE, self.stand_in(label.passage), quotes, occurrence, hedge)
        if not quotes:
            return self.with_rest(self.with_hedge(self.whole_passage(start)))
        places = self.places(start)
        if places is None:
            return self.unsettled(start)
        passage, spans = places
        carried = self.carried(start, passage, spans)
        return self.unsettled(start) if carried is None else self.with_rest(self.with_hedge(carried))

    # -- settled

    def whole_passage(self, one: LabelFate) -> LabelFate:
        """A label without quote: where its passage has other words it gets the old ones as its quote."""
        old, home = self.old[one.label.passage], self.alignment.home(one.label.passage)
        if home and _folded(old.text) == _folded(home.text):
            return replace(one, fate=_same_if(home.id == old.id), passage=home.id)
        quotes = (SPACES.sub(" ", old.text),)
        if home is None:
            return self.placeless(replace(one, quotes=quotes, why="its passage is gone"))
        difference = compare(old.text, home.text, (old.id, home.id))
        changed = replace(one, fate=Fate.CHANGED, passage=home.id, quotes=quotes, difference=difference)
        return self.placeless(changed)

    def places(self, one: LabelFate) -> tuple[Passage, list[Span]] | None:
        """The passage and the places in it of all that the label marks, where that is certain."""
        aligned = [self.alignment.place(anchor) for anchor in one.label.anchors]
        passages = {place[0].id for place in aligned if place}
        if None not in aligned and len(passages) == 1:
            return next(place[0] for place in aligned if place), [place[1] for place in aligned if place]
        home = self.alignment.home(one.label.passage)
        if home and (spans := self.only_places(one, home)):
            return home, spans
        if len(one.quotes) == 1 and len(WORDS.findall(one.quotes[0])) >= RUN and one.occurrence is None:
            found = [
                (passage, span)
                for passage in self.alignment.new
                for span in _like(passage, one.quotes[0], one)
            ]
            if len(found) == 1:
                return found[0][0], [found[0][1]]
        return None

    def only_places(self, one: LabelFate, home: Passage) -> list[Span]:
        """The places of quotes that stand once in the old passage and once in the new one."""
        spans: list[Span] = []
        for quote in one.quotes:
            before, after = (_like(passage, quote, one) for passage in (self.old[one.label.passage], home))
            if one.occurrence == "all" and before and len(before) == len(after) and len(one.quotes) == 1:
                return after
            if len(before) != 1 or len(after) != 1:
                return []
            spans += after
        return spans

    def carried(self, one: LabelFate, passage: Passage, spans: Sequence[Span]) -> LabelFate | None:
        """The label at its places; None where no way to write it leads to them and nowhere else."""
        text = {span: span.moved(-passage.span.start).of(passage.text) for span in spans}
        quotes = one.quotes
        if one.occurrence == "all":
            quotes = (_written(one.quotes[0], text[spans[0]]),)
        elif len(spans) == len(quotes):
            quotes = tuple(_written(quote, text[span]) for quote, span in zip(quotes, spans, strict=True))
        else:
            return None
        occurrence = one.occurrence
        if len(quotes) == 1 and occurrence != "all":
            standing = find_quote(passage, TextQuoteSelector(quotes[0], None, _is_mention(one.label)))
            occurrence = standing.index(spans[0]) + 1 if spans[0] in standing else None
            if len(standing) == 1 and one.occurrence is None:
                occurrence = None
        if _resolved(passage, quotes, occurrence, _is_mention(one.label)) != list(spans):
            return None
        was = [_folded(anchor.of(self.seed)) for anchor in one.label.anchors]
        if [_folded(text[span]) for span in spans] != was:
            return None
        stays = passage.id == one.label.passage and occurrence == one.occurrence
        return replace(one, fate=_same_if(stays), passage=passage.id, quotes=quotes, occurrence=occurrence)

    def with_hedge(self, one: LabelFate) -> LabelFate:
        """A hedge that no longer stands beside its label changes what the label says."""
        if one.hedge is None or not one.fate.settled:
            return one
        passage = next(each for each in self.alignment.new if each.id == one.passage)
        if find_words(passage.text, one.hedge):
            return one
        if found := find_words(_typed(passage.text), _typed(one.hedge)):
            return replace(one, hedge=SPACES.sub(" ", found[0].of(passage.text)))
        return replace(one, fate=Fate.CHANGED, why=f"its hedge “{one.hedge}” no longer stands")

    def with_rest(self, one: LabelFate) -> LabelFate:
        """The passages that a label rests on besides: in `see`, and in the links of its note."""
        if not one.fate.settled:
            return one
        see = one.label.body.see if isinstance(one.label.body, Statement) else ()
        noted = [href[1:] for href in links_in(one.label.note or "") if href.startswith("#")]
        for id in dict.fromkeys([*see, *noted]):
            if id in self.old:
                home = self.alignment.home(id)
                if home is None:
                    return replace(one, fate=Fate.CHANGED, why=f"{id}, to which it leads, is gone")
                if _folded(home.text) != _folded(self.old[id].text):
                    one = replace(one, why=f"{home.id}, to which it leads, has other words than {id} had")
        return one

    # -- not settled

    def unsettled(self, one: LabelFate) -> LabelFate:
        """Ambiguous, changed or gone, at the passage most like, and so written that it has no place."""
        home = self.alignment.home(one.label.passage)
        for quote in one.quotes:
            if home and len(_like(home, quote, one)) > 1:
                standing = len(_like(home, quote, one))
                found = replace(
                    one,
                    fate=Fate.AMBIGUOUS,
                    passage=home.id,
                    why=f"its words stand {standing} times",
                    occurrence=None,
                )
                return self.placeless(found)
        for passage, quote, span in self.near(one, home):
            difference = compare(quote, span.of(passage.text), (one.label.passage, passage.id))
            why = "" if difference.written != difference.stands else "the words around it changed"
            found = replace(one, fate=Fate.CHANGED, passage=passage.id, difference=difference, why=why)
            return self.placeless(found)
        return self.placeless(replace(one, why="nothing like its words stands in the text"))

    def near(self, one: LabelFate, home: Passage | None) -> Iterator[tuple[Passage, str, Span]]:
        """The words most like the first quote that has lost its place: of its passage, else of any."""
        lost = [quote for quote in one.quotes if not (home and _like(home, quote, one))] or list(one.quotes)
        if home and (span := closest(home.text, lost[0])):
            yield home, lost[0], span
        if len(WORDS.findall(lost[0])) < RUN:
            return
        spans = (
            (passage, closest(passage.text, lost[0])) for passage in self.alignment.new if passage != home
        )
        found = [
            (_likeness(lost[0], span.of(passage.text)), passage, span) for passage, span in spans if span
        ]
        if found:
            _, passage, span = max(found, key=lambda each: each[0])
            yield passage, lost[0], span

    def placeless(self, one: LabelFate) -> LabelFate:
        """The label with quotes that its new passage does not resolve, so that `check` reports it.

        Longer by the words that stood around them; where those stand too, by where they stood.
        """
        passage = next((each for each in self.alignment.new if each.id == one.passage), None)
        mention = _is_mention(one.label)
        if passage is None or not _resolved(passage, one.quotes, one.occurrence, mention):
            return one
        for quote in self.longer(one):
            if not _resolved(passage, (quote, *one.quotes[1:]), None, mention):
                return replace(one, quotes=(quote, *one.quotes[1:]), occurrence=None)
        raise AssertionError(f"{passage.id} holds every quote")

    def longer(self, one: LabelFate) -> Iterator[str]:
        """The first quote with ever more words around it, and then with words that stand in no text."""
        old = self.old[one.label.passage]
        words = [Span(*match.span()) for match in WORDS.finditer(old.text)]
        for anchor in one.label.anchors[:1]:
            first = anchor.moved(-old.span.start)
            inside = [number for number, span in enumerate(words) if span.overlaps(first)]
            for more in range(1, len(words) + 1):
                start = words[max(0, inside[0] - more)].start
                end = words[min(len(words) - 1, inside[-1] + more)].end
                yield SPACES.sub(" ", Span(start, end).of(old.text))
        for marks in range(1, 100):
            yield f"{one.quotes[0]} {'[' * marks}of {old.id}{']' * marks}"

    def stand_in(self, passage: str) -> str:
        """Where what is gone is carried: the new passage behind which it would stand."""
        numbers = {one.id: number for number, one in enumerate(self.alignment.old)}
        for number in range(numbers[passage], -1, -1):
            if number in self.alignment.pairs:
                return self.alignment.new[self.alignment.pairs[number]].id
        return self.alignment.new[0].id if self.alignment.new else passage


def counts(found: Sequence[LabelFate]) -> Mapping[Fate, int]:
    """How many labels have each fate."""
    number = Counter(one.fate for one in found)
    return {fate: number[fate] for fate in Fate}


def _same_if(stays: bool) -> Fate:
    return Fate.SAME if stays else Fate.MOVED


def _is_mention(label: Label) -> bool:
    return isinstance(label.body, Mention)


def _like(passage: Passage, quote: str, one: LabelFate) -> list[Span]:
    """Where the words of a quote stand, marks of typing aside; spans of the seed."""
    found = find_words(_typed(passage.text), _typed(quote), _is_mention(one.label))
    return [span.moved(passage.span.start) for span in found]


def _resolved(passage: Passage, quotes: Sequence[str], occurrence: Occurrence, mention: bool) -> list[Span]:
    """The places that `check` gives the quotes; none where it reports a fault."""
    found: list[Span] = []
    for quote in quotes:
        places = find_quote(passage, TextQuoteSelector(quote, occurrence, mention))
        places = [place for place in places if not found or place.start >= found[-1].end]
        if not places or (len(places) > 1 and occurrence is None):
            return []
        found += places
    if isinstance(occurrence, int):
        found = found[occurrence - 1 : occurrence]
    return found


def _written(quote: str, stands: str) -> str:
    """The quote as it is, unless the words that stand there are typed otherwise."""
    if SPACES.sub(" ", quote).strip(" ") == SPACES.sub(" ", stands):
        return quote
    return SPACES.sub(" ", stands)


def _typed(text: str) -> str:
    return text.translate(TYPOGRAPHY)


def _folded(text: str) -> str:
    return SPACES.sub(" ", _typed(text)).strip(" ")


def _likeness(one: str, other: str) -> float:
    from rapidfuzz.fuzz import ratio

    return ratio(_folded(one), _folded(other))


def _addresses(found: Sequence[LabelFate], passages: Sequence[str]) -> list[str]:
    """The address of each in the new brief: its id, or its number among those of its passage and kind."""
    numbers: Counter[str] = Counter()
    addresses: dict[int, str] = {}
    for passage in (*passages, *(one.passage for one in found if one.passage not in passages)):
        for number, one in enumerate(found):
            if one.passage == passage and number not in addresses:
                entity = f"-{one.label.body.entity}" if isinstance(one.label.body, Mention) else ""
                stem = f"{passage}-{one.label.kind}{entity}"
                numbers[stem] += 1
                addresses[number] = one.label.id or f"{stem}-{numbers[stem]}"
    return [addresses[number] for number in range(len(found))]
