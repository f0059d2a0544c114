"""What briefs say, as digests, so that pages which repeat it can be checked when no brief is held.

A fact takes eight bytes: two kilobytes a brief. That one is found where it is not has a chance
of one in 2⁶⁴ a look.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import blake2b

from briefkit.spans import Span
from briefkit.verify.language import ENGLISH, Language

BOTH_WAYS = frozenset({"contradicts", "alternative_to"})  # said once where both ends write it
SIZE = 8  # bytes of a digest

Fact = tuple[str, ...]


@dataclass(slots=True)
class Tally:
    """A number of rows and the sum of their digests: equal for two lists if they hold the same rows."""

    rows: int = 0
    total: int = 0

    def add(self, *parts: str) -> None:
        self.rows += 1
        self.total += int.from_bytes(_digest(parts))

    def joined(self, other: Tally) -> Tally:
        return Tally(self.rows + other.rows, self.total + other.total)


@dataclass(slots=True)
class Claim:
    """What a page says of a brief that was not read yet."""

    path: str
    line: int
    column: int
    slug: str
    digest: bytes
    message: str


@dataclass(slots=True)
class Ledger:
    """The facts of every brief, and what its entities are."""

    language: Language = ENGLISH  # of the pages: that of the last brief read
    claims: list[Claim] = field(default_factory=list)
    far_said: set[Fact] = field(default_factory=set)  # label, relation, label of another brief: by the JSON
    far_shown: set[Fact] = field(default_factory=set)  # the same, as the page linked to shows it
    entities: dict[str, Fact] = field(default_factory=dict)  # path of the page → name and other words
    said_by: dict[str, tuple[str, bytes]] = field(
        default_factory=dict
    )  # the same → a brief, digest of all it says
    links_in_notes: dict[str, set[str]] = field(default_factory=dict)  # the same → the words of links
    kinds: set[str] = field(default_factory=set)  # of labels
    mentions: dict[str, Tally] = field(default_factory=dict)  # path of the page → its rows
    sayings: dict[str, Tally] = field(default_factory=dict)
    about: dict[str, Tally] = field(default_factory=dict)
    judgments: Tally = field(default_factory=Tally)
    judged: Tally = field(default_factory=Tally)  # implications and key judgments
    pending: int = 0  # implications without an outcome
    outcomes: Counter[Fact] = field(default_factory=Counter)  # scale, likelihood, result or "" → implications
    revises: dict[str, str] = field(default_factory=dict)  # slug#label → the earlier one
    wholes: dict[str, str] = field(default_factory=dict)  # path of the page → that of what it is part of
    parts: dict[str, set[str]] = field(default_factory=dict)  # the same, the other way round
    together: list[Fact] = field(default_factory=list)  # the entities of each passage that marks any
    marked_in: dict[str, array[int]] = field(default_factory=dict)  # path of the page → places in `together`
    briefs_naming: Counter[str] = field(default_factory=Counter)  # path of the page → briefs
    _facts: dict[str, bytes] = field(default_factory=dict)
    _marked: dict[str, bytes] = field(default_factory=dict)

    def mark(self, slug: str, places: Iterable[tuple[str, Span, Span]]) -> None:
        """Note where the mentions of a brief stand: address, its span, that of its passage."""
        lines = (
            f"{address} {one.start} {one.end} {passage.start} {passage.end}"
            for address, one, passage in places
        )
        self._marked[slug] = "\n".join(("", *lines, "")).encode()

    def places(self, slug: str, address: str) -> list[tuple[Span, Span]]:
        """Where the words of a mention stand, and its passage."""
        marked, needle = self._marked.get(slug, b""), f"\n{address} ".encode(errors="replace")
        found, here = [], marked.find(needle)
        while here >= 0:
            numbers = marked[here + len(needle) : marked.index(b"\n", here + 1)]
            start, end, first, last = map(int, numbers.split())
            found.append((Span(start, end), Span(first, last)))
            here = marked.find(needle, here + 1)
        return found

    def note_company(self, entities: Iterable[str]) -> None:
        """Note the entities that one passage marks."""
        marked = tuple(sorted(set(entities)))
        for entity in marked:
            self.marked_in.setdefault(entity, array("L")).append(len(self.together))
        self.together.append(marked)

    def company(self, entity: str) -> Counter[str]:
        """In how many passages each other entity is marked together with this one."""
        passages = (self.together[number] for number in self.marked_in.get(entity, ()))
        return Counter(other for marked in passages for other in marked if other != entity)

    def record(self, slug: str, facts: Iterable[Fact]) -> None:
        self._facts[slug] = b"".join({_digest(fact) for fact in facts})

    def holds(self, slug: str, *fact: str) -> bool:
        """Whether that was recorded of the brief."""
        return self._finds(slug, _digest(fact))

    def agrees(self, entity: str, slug: str, value: str) -> str | None:
        """The brief that says something else of the entity, if one does."""
        digest = _digest((value,))
        first, known = self.said_by.setdefault(entity, (slug, digest))
        return None if known == digest else first

    def claim(self, place: tuple[str, int, int], message: str, slug: str, *fact: str) -> None:
        """Look it up when every brief was read."""
        self.claims.append(Claim(*place, slug, _digest(fact), message))

    def false_claims(self) -> list[Claim]:
        return [claim for claim in self.claims if not self._finds(claim.slug, claim.digest)]

    def false_links(self) -> list[Fact]:
        """Links between briefs that only one of their ends knows.

        A link that both ends write is shown once, as theirs who write it.
        """
        mutual = {(to, relation, here) for here, relation, to in self.far_said if relation in BOTH_WAYS}
        return sorted((self.far_said - mutual) ^ (self.far_shown - mutual))

    def _finds(self, slug: str, digest: bytes) -> bool:
        facts, here = self._facts.get(slug, b""), -1
        while (here := facts.find(digest, here + 1)) >= 0:
            if here % SIZE == 0:
                return True
        return False


def _digest(parts: Iterable[str]) -> bytes:
    return blake2b("\x1f".join(parts).encode(errors="replace"), digest_size=SIZE).digest()
