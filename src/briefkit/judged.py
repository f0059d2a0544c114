"""What all briefs judge: by horizon, what came of it, and what revised what.

Now is the latest date that the archive gives itself: of a source, of a brief's publication or
update, or of an outcome. There is no clock in a build.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from briefkit.facts import StatementRow
from briefkit.facts_index import FactsIndex
from briefkit.facts_table import OPEN, STATEMENT_ROW, statement_row
from briefkit.likelihood import SCALES, Term

Horizon = Literal["past", "year", "later", "dated", "open", "unstated"]
RESULTS = ("happened", "partly", "did-not", "unclear")
SETTLED = RESULTS[:3]


@dataclass(frozen=True, slots=True)
class Now:
    """The day that horizons are told from; None where the archive has no date."""

    date: str | None  # EDTF, as it was written
    day: int  # the number of its first day

    @property
    def year(self) -> int:
        return self.day // 10_000

    def horizon(self, due: int) -> Horizon:
        if due >= OPEN:
            return "open" if due == OPEN else "unstated"
        if self.date is None:
            return "dated"
        if due < self.day:
            return "past"
        return "year" if due // 10_000 == self.year else "later"


def now(index: FactsIndex) -> Now:
    query = """
        select latest, latest_day from brief where latest is not null
        order by latest_day desc, latest limit 1"""
    date, day = next(index.ask(query), (None, 0))
    return Now(date, day)


def judgments(index: FactsIndex) -> Iterator[tuple[int, StatementRow]]:
    """Every implication and key judgment with the last day that it speaks of, as `Now.horizon` takes it.

    By that day, then by date and slug of the brief, then as they stand in it.
    """
    query = f"""
        select due, {STATEMENT_ROW} from statement join brief using (slug) where due is not null
        order by due, date is null, date, slug, statement.number"""
    return ((due, statement_row(*row)) for due, *row in index.ask(query))


@dataclass(frozen=True, slots=True)
class Tally:
    """What came of the implications that were judged with one term of a scale."""

    scale: str
    term: Term
    written: tuple[str, ...]  # the term, or its synonyms, as the editors wrote it
    judged: int
    results: tuple[int, int, int, int]  # in the order of RESULTS

    @property
    def settled(self) -> int:
        """How many are known to have happened, in full or in part, or not."""
        return sum(self.results[: len(SETTLED)])


def tallies(index: FactsIndex) -> list[Tally]:
    """By scale, then from the least likely term to the most; none while no outcome is known.

    Only what has a likelihood and could have an outcome is counted: implications.
    """
    query = """
        select scale, likelihood, result, count(*) from statement join brief using (slug)
        where kind = 'implication' and likelihood is not null
        group by scale, likelihood, result order by scale, likelihood"""
    counts: dict[str, dict[str, list[tuple[str, str | None, int]]]] = {}
    for scale, words, result, count in index.ask(query):
        if term := SCALES[scale].term(words):
            counts.setdefault(scale, {}).setdefault(term.words, []).append((words, result, count))
    found = [
        _tally(scale, term, terms[term.words])
        for scale, terms in counts.items()
        for term in SCALES[scale].terms
        if term.words in terms
    ]
    return found if any(any(one.results) for one in found) else []


def _tally(scale: str, term: Term, rows: list[tuple[str, str | None, int]]) -> Tally:
    of = {result: sum(count for _, one, count in rows if one == result) for result in RESULTS}
    return Tally(
        scale,
        term,
        tuple(dict.fromkeys(words for words, _, _ in rows)),
        sum(count for _, _, count in rows),
        (of["happened"], of["partly"], of["did-not"], of["unclear"]),
    )


@dataclass(frozen=True, slots=True)
class Step:
    """A statement in a chain of revisions, with the one that it revises."""

    chain: int  # from 1
    row: StatementRow
    revises: StatementRow | None  # None where it revises nothing: at the start of a chain


def revisions(index: FactsIndex) -> Iterator[Step]:
    """Chains of what revises what, the earliest statement of each first.

    A statement revises one at most, but several may revise one: then each goes on by itself
    before the next. Chains stand in the order of the dates and slugs of their first briefs.
    """
    later: dict[Key, list[Key]] = {}
    revised: dict[Key, Key] = {}
    for here, label, slug, address in index.ask(REVISIONS):
        later.setdefault((slug, address), []).append((here, label))
        revised[here, label] = slug, address
    rows = {key: _row(index, *key) for key in {*later, *revised}}
    # What itself revises something comes last: only a circle leaves any of it over.
    starts = sorted(later, key=lambda key: (key in revised, _order(rows[key])))
    seen, chain = set[Key](), 0
    for start in starts:
        chain += start not in seen
        waiting = [start]
        while waiting:
            key = waiting.pop()
            if key not in seen:
                seen.add(key)
                earlier = revised.get(key)
                yield Step(chain, rows[key], rows[earlier] if earlier else None)
                waiting += reversed(later.get(key, []))


Key = tuple[str, str]  # slug, address
REVISIONS = """
    select link.slug, link.address, to_slug, to_label from link
    join statement on statement.slug = link.slug and statement.address = link.address
    join statement as earlier on earlier.slug = to_slug and earlier.address = to_label
    join brief on brief.slug = link.slug
    where relation = 'revises' order by date is null, date, link.slug, link.number"""


def _row(index: FactsIndex, slug: str, address: str) -> StatementRow:
    query = f"""
        select {STATEMENT_ROW} from statement join brief using (slug) where slug = ? and address = ?"""
    return statement_row(*next(index.ask(query, slug, address)))


def _order(row: StatementRow) -> tuple[object, ...]:
    return row.date is None, row.date or "", row.slug, row.statement.address
