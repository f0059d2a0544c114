"""A statement in a list of what several briefs state: how likely, how sure, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from briefkit.addresses import brief_path, link
from briefkit.brief import StatementFact
from briefkit.facts import StatementRow
from briefkit.interface import Interface
from briefkit.likelihood import SCALES, Scale, Term
from briefkit.site.frame import language_attributes
from briefkit.site.label_view import LinkView
from briefkit.wording import Sign, bracketed

WIDTH = 220  # CSS pixels from 0 to 100 %


@dataclass(slots=True)
class BandView:
    """A term's place on the ladder, in pixels, on the track of its scale."""

    scale: str
    x: str
    width: str


@dataclass(slots=True)
class TrackView:
    """The empty ladder of a scale: a line and the ends of its bands, as a path."""

    scale: str
    path: str


@dataclass(slots=True)
class StatementRowView:
    label: str  # slug#address
    href: str
    md: str
    sign: Sign
    sentence: str
    values: list[tuple[str, str]]  # names of attributes and what the brief says, for programs
    brief: LinkView
    passage: str
    passage_href: str
    passage_md: str
    facts: list[str]
    hedge: str
    language: Markup  # attributes of the hedge, where the source speaks another language than the page
    likelihood: str
    range: str
    band: BandView
    confidence: str
    confidence_words: str
    outcome: str
    revises: RevisedView | None = None


@dataclass(slots=True)
class RevisedView:
    """What a statement revises: the earlier one, and how likely it was."""

    label: str
    before: str
    link: LinkView
    old: str
    new: str
    reason: str


class StatementRows:
    """Makes the rows of one page; what they share is worked out once."""

    def __init__(self, page: str, words: Interface, signs: Mapping[str, Sign]) -> None:
        self.page, self.words, self.signs = page, words, signs

    def view(self, row: StatementRow, *, in_group: bool = False) -> StatementRowView:
        """`in_group`: under the title of its brief, which then says the brief's date and handling."""
        one = row.statement
        band = _band(row.scale, one.likelihood)
        return StatementRowView(
            label=row.label,
            href=link(self.page, brief_path(row.slug), one.address),
            md=link(self.page, brief_path(row.slug, "md"), one.address),
            sign=self.signs[one.kind],
            sentence=one.sentence,
            values=list(_values(one)),
            brief=self._brief(row),
            passage=one.passage,
            passage_href=link(self.page, brief_path(row.slug), one.passage),
            passage_md=link(self.page, brief_path(row.slug, "md"), one.passage),
            facts=list(self._facts(row, in_group)),
            hedge=one.hedge or "",
            language=Markup("") if row.language == self.words.language else language_attributes(row.language),
            likelihood=f"[{one.likelihood}]" if one.likelihood else "",
            range=percent(band[0]) if band else "",
            band=band[1] if band else BandView(row.scale, "", ""),
            confidence=one.confidence or "",
            confidence_words=self._confidence(one) if one.confidence else "",
            outcome=self._outcome(one),
        )

    def revision(self, row: StatementRow, earlier: StatementRow) -> StatementRowView:
        """The row of a statement that revises another."""
        view, one = self.view(row), earlier.statement
        href, md = (link(self.page, brief_path(earlier.slug, form), one.address) for form in ("html", "md"))
        stated = (of.likelihood and f"[{of.likelihood}]" for of in (one, row.statement))
        old, new = (likelihood or f"[{self.words.no_likelihood}]" for likelihood in stated)
        before = self.words.code("relation", "revises")
        to = LinkView("", href, md, one.name)
        view.revises = RevisedView(earlier.label, before, to, old, new, row.statement.reason or "")
        return view

    def _brief(self, row: StatementRow) -> LinkView:
        href, md = (link(self.page, brief_path(row.slug, form)) for form in ("html", "md"))
        return LinkView("", href, md, row.title)

    def _facts(self, row: StatementRow, in_group: bool) -> Iterator[str]:
        one, words = row.statement, self.words
        if not in_group:
            if row.date:
                yield words.date(row.date)
            if row.status != "active":
                yield words.code("status", row.status)
            if row.handling:
                yield row.handling
        yield self.signs[one.kind].noun
        if one.judgment:
            yield words.say("key_judgment", n=one.judgment)
        if one.basis:
            yield bracketed(words.code("basis", one.basis), "basis" in one.supplied)
        if one.status in ("suggested", "disputed"):
            yield words.code("status", one.status)
        if one.when:
            yield bracketed(words.date(one.when), "when" in one.supplied)

    def _confidence(self, one: StatementFact) -> str:
        words = self.words.say("some_confidence", level=self.words.code("confidence", one.confidence or ""))
        return bracketed(words, "confidence" in one.supplied)

    def _outcome(self, one: StatementFact) -> str:
        if one.outcome is None:
            return ""
        result = self.words.code("result", one.outcome.result)
        if one.outcome.date:
            result = self.words.say("result_on", result=result, date=self.words.date(one.outcome.date))
        return bracketed(result, "outcome" in one.supplied)


def _values(one: StatementFact) -> Iterator[tuple[str, str]]:
    yield "kind", one.kind
    if one.basis:
        yield "basis", one.basis
    if one.status != "draft":
        yield "status", one.status
    if one.judgment:
        yield "judgment", str(one.judgment)
    if one.when:
        yield "when", one.when
    if one.outcome:
        yield "outcome", f"{one.outcome.result} {one.outcome.date or ''}".rstrip()


def percent(term: Term) -> str:
    """Like "55–80 %"."""
    return f"{term.low}–{term.high}\N{NARROW NO-BREAK SPACE}%"


def band_of(scale: str, term: Term) -> BandView:
    return BandView(scale, _pixels(term.low), _pixels(term.high - term.low))


def _band(scale: str, likelihood: str | None) -> tuple[Term, BandView] | None:
    term = SCALES[scale].term(likelihood) if likelihood else None
    return (term, band_of(scale, term)) if term else None


def track(scale: Scale) -> TrackView:
    edges = sorted({0, 100, *(edge for term in scale.terms for edge in (term.low, term.high))})
    ends = "".join(f"M{_pixels(edge)} 0v13" for edge in edges)
    return TrackView(scale.name, f"M0 6.5H{WIDTH}{ends}")


def _pixels(per_cent: float) -> str:
    return f"{round(per_cent * WIDTH / 100, 1):g}"
