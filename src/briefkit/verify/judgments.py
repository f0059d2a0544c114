"""The page of what all briefs judge: every judgment once, what came of them, and what revised what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from briefkit.verify.ledger import Ledger, Tally
from briefkit.verify.markup import Element, squeezed
from briefkit.verify.pages import Shown
from briefkit.verify.rows import Row

PAGE = re.compile(r"judgments(?:/[0-9]+)?\.(?:html|md)")
NUMBER = re.compile(r"[0-9]+(?:,[0-9]{3})*")
RESULTS = ("happened", "partly", "did-not", "unclear")

Fault = tuple[Element | None, str]


@dataclass(slots=True)
class Judgments:
    """Collects what the pages of the list say; it is complete when all of them were seen."""

    ledger: Ledger
    listed: dict[str, Tally] = field(default_factory=dict)  # ending → the rows by horizon
    chained: dict[str, Tally] = field(default_factory=dict)  # ending → the rows of chains
    counted: set[tuple[str, str]] = field(default_factory=set)  # scale, likelihood as written
    numbers: dict[str, list[list[str]]] = field(default_factory=dict)  # path less ending → of each tally

    def look(self, shown: Shown, rows: list[Row]) -> Iterator[Fault]:
        """The faults of one page in one form."""
        tallies = self._tallies(shown)
        if shown.in_source:
            yield from self._look_at_rows(shown, rows)
            for row in tallies:
                yield from self._look_at_tally(shown, row)
        else:
            listed = self.listed.setdefault("md", Tally())
            for one in rows:
                listed.add(one.label)
        stem = shown.document.path.rpartition(".")[0]
        numbers = [NUMBER.findall(shown.page.spoken(row)) for row in tallies]
        if self.numbers.setdefault(stem, numbers) != numbers:
            yield None, "its two forms count other outcomes"

    def _tallies(self, shown: Shown) -> list[Element]:
        """The rows that count outcomes: in Markdown, the list items that lead nowhere."""
        if shown.in_source:
            return [one for one in shown.page.elements if one.has("data-words")]
        items = (one for one in shown.page.elements if one.tag == "li")
        return [one for one in items if not any(inner.tag == "a" for inner in shown.page.inside(one))]

    def _look_at_rows(self, shown: Shown, rows: list[Row]) -> Iterator[Fault]:
        listed, chained = (of.setdefault("html", Tally()) for of in (self.listed, self.chained))
        for row in rows:
            is_link = row.element.parent is not None and "chain" in row.element.parent.classes
            (chained if is_link else listed).add(row.label)
            if is_link:
                yield from self._look_at_link(shown, row)

    def _look_at_link(self, shown: Shown, row: Row) -> Iterator[Fault]:
        """The earlier statement that a row revises, how likely it was, and why it is revised."""
        page, element = shown.page, row.element
        earlier = element.get("data-revises")
        if earlier != self.ledger.revises.get(row.label, ""):
            yield element, f"“{row.label}” does not revise “{earlier}”"
        elif earlier:
            was, reason = (
                squeezed(page.words(one) for one in page.with_class(name, element))
                for name in ("was", "reason")
            )
            slug, _, address = earlier.partition("#")
            stated = not self.ledger.holds(slug, "likelihood", address, "")
            if stated and not self.ledger.holds(slug, "likelihood", address, was):
                yield element, f"“{earlier}” was not “{was}”"
            if not self.ledger.holds(row.slug, "revises", row.address, earlier, reason):
                yield element, f"“{reason}” is not why “{row.label}” revises it"

    def _look_at_tally(self, shown: Shown, row: Element) -> Iterator[Fault]:
        """A row of the table of outcomes: its words are of one scale, and its numbers are right."""
        table = row
        while not table.has("data-scale") and table.parent is not None:
            table = table.parent
        scale, words = table.get("data-scale"), row.get("data-words").split("|")
        text = shown.page.spoken(row)
        if not self.counted.isdisjoint((scale, one) for one in words):
            yield row, "what it counts was counted before"
        self.counted.update((scale, one) for one in words)
        of = {result: self._sum(scale, words, result) for result in ("", *RESULTS)}
        settled = of["happened"] + of["partly"] + of["did-not"]
        expected = [sum(of.values()), *(of[result] for result in RESULTS)]
        if settled:
            share = (200 * of["happened"] + settled) // (2 * settled)
            expected += [of["happened"], settled, share]
        cells = [one for one in shown.page.inside(row) if one.tag == "td"]
        found = NUMBER.findall(" ".join(shown.page.spoken(one) for one in cells))
        if found != [f"{number:,}" for number in expected] or not all(one in text for one in words):
            yield row, "the outcomes are not those that the briefs tell"

    def _sum(self, scale: str, words: list[str], result: str) -> int:
        return sum(self.ledger.outcomes[scale, one, result] for one in words)

    def close(self) -> Iterator[tuple[str, str]]:
        """(ending, message) for each form that leaves out something, or says it twice."""
        ends = {*self.ledger.revises, *self.ledger.revises.values()}
        chained = Tally()
        for label in ends:
            chained.add(label)
        if self.listed.get("html", Tally()) != self.ledger.judged:
            yield "html", "it does not list each judgment once"
        if self.chained.get("html", Tally()) != chained:
            yield "html", "it does not list each revision once"
        if self.listed.get("md", Tally()) != chained.joined(self.ledger.judged):
            yield "md", "it does not list each judgment and revision once"
        told = {(scale, words) for scale, words, _ in self.ledger.outcomes}
        is_known = any(result for _, _, result in self.ledger.outcomes)
        if self.counted != (told if is_known else set()):
            yield "html", "its outcomes are not all that the briefs tell"
