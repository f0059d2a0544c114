"""How words are labelled throughout the archive: what the consistency of one brief is held against."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from briefkit.brief import Brief, Label, Mention
from briefkit.gazetteer import WORD

PLACES = 3  # where words are labelled so, that are remembered to be shown
LEAST = 4  # words of a statement's quote, below which that two statements quote the same says nothing

# The first words of what points back and names nothing by itself. English: what another language has
# there is only suggested once too often.
POINTERS = frozenset(
    "a an another any both each every few he her his it its many most my no one other our several she some "
    "such that the their these they this those two three we what which who whose you your".split()
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a label was written."""

    slug: str
    sidecar: str
    offset: int


@dataclass(slots=True)
class Uses:
    """The labels that give some words one meaning."""

    briefs: Counter[str] = field(default_factory=Counter)  # slug -> labels
    places: list[Place] = field(default_factory=list)  # the first of each brief, a few

    def count(self, but: str = "") -> int:
        """How many labels there are, less those of one brief."""
        return self.briefs.total() - self.briefs.get(but, 0)

    def add(self, place: Place) -> None:
        self.briefs[place.slug] += 1
        if self.briefs[place.slug] == 1 and len(self.places) <= PLACES:
            self.places.append(place)


class Usage:
    """What words mean where they are labelled: a mention's, its entity; a statement's, its kind.

    Fill it with `add`. Suggested labels are no evidence of anything, or one suggestion would
    bring forth the next.
    """

    def __init__(self) -> None:
        self._mentions: dict[str, dict[str, Uses]] = {}
        self._statements: dict[str, dict[str, Uses]] = {}

    def add(self, brief: Brief) -> None:
        for label in brief.labels:
            if label.status == "suggested":
                continue
            table = self._mentions if isinstance(label.body, Mention) else self._statements
            for words in labelled_words(label, brief):
                meant = meaning(label)
                place = Place(brief.slug, brief.sidecar, label.written_at.start)
                table.setdefault(words, {}).setdefault(meant, Uses()).add(place)

    def of(self, label: Label, words: str) -> Mapping[str, Uses]:
        """What the words of a label mean elsewhere: meaning -> uses."""
        return self.mentions(words) if isinstance(label.body, Mention) else self._statements.get(words, {})

    def mentions(self, words: str) -> Mapping[str, Uses]:
        return self._mentions.get(words, {})

    def names(self) -> Iterator[tuple[str, str]]:
        """(words, entity): every words that are labelled and look like a name."""
        return (
            (words, entity) for words, uses in self._mentions.items() if is_name(words) for entity in uses
        )


def meaning(label: Label) -> str:
    return label.body.entity if isinstance(label.body, Mention) else label.kind


def labelled_words(label: Label, brief: Brief) -> Iterator[str]:
    """The words that a label marks, white-space runs as one space; of a statement, those of its one quote."""
    found = (" ".join(anchor.of(brief.seed.text).split()) for anchor in label.anchors)
    if isinstance(label.body, Mention):
        yield from dict.fromkeys(found)
    elif len(label.anchors) == 1:
        yield from (words for words in found if len(words.split()) >= LEAST)


def is_name(words: str) -> bool:
    """Whether words look like a name, and not like "it" or "the group", which point back at one.

    In a script without capitals nothing tells the two apart, and all are taken for names.
    """
    found = WORD.findall(words)
    if found and found[0].casefold() in POINTERS:
        del found[0]
    return any(not word[0].islower() for word in found)
