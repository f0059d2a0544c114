"""The key judgments, how likely and how sure, and the ladder on which that is read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefkit.brief import Statement
from briefkit.interface import Interface
from briefkit.likelihood import Scale
from briefkit.site.label_view import LabelView, LabelViews, LinkView
from briefkit.site.passage_view import fragment
from briefkit.wording import bracketed, capitalised

WIDTH = 220  # CSS pixels from 0 to 100 %
APART = 8  # per cent between two figures of the axis
GROUNDS = (("incoming", "supports"), ("incoming", "leads_to"), ("relation", "assumes"), ("relation", "see"))
MOST, MOST_ALIKE = 12, 4  # grounds named of a judgment, and of one likelihood; its card names them all
LEVELS = ("low", "moderate", "high")  # ICD 203 does not define them: the sentences are the project's own

Groups = dict[str, dict[str, LinkView]]  # by what the links say, then by where they lead


@dataclass(slots=True)
class BandView:
    """A term's place on the ladder, in pixels."""

    x: str
    width: str


@dataclass(slots=True)
class TermView:
    words: str
    range: str
    band: BandView
    synonyms: str


@dataclass(slots=True)
class GroundView:
    """Statements of one likelihood on which a judgment rests."""

    likelihood: str
    band: BandView | None
    links: Sequence[LinkView]
    more: str  # " and 3 more"


@dataclass(slots=True)
class JudgmentView:
    number: int
    label: LabelView
    href: str  # to the words in the passage
    horizon: str
    grounds: Sequence[LinkView]
    more: str  # " and 3 more"
    stop: str  # behind them
    band: BandView | None
    likely_grounds: Sequence[GroundView]


@dataclass(slots=True)
class LadderView:
    title: str
    width: int
    edges: Sequence[str]
    tinted: Sequence[BandView]  # every other band, so that the eye can follow it down
    numbers: Sequence[tuple[str, int]]
    terms: Sequence[TermView]  # empty where no label uses them
    confidence: Sequence[tuple[str, str, str]]  # code, word, what it means


def judgment_views(views: LabelViews, by_address: dict[str, LabelView]) -> Iterator[JudgmentView]:
    words = views.words
    rests_on = [words.code(family, relation) for family, relation in GROUNDS]
    for number, address in enumerate(views.brief.key_judgments, 1):
        label, written = by_address[address], views.labels[address]
        body = written.body
        if isinstance(body, Statement):  # the only labels that can be judgments
            groups = views.groups(address, body)
            grounds = {what: links for what, links in groups.items() if what in rests_on}
            horizon = bracketed(words.date(body.when), "when" in body.supplied) if body.when else ""
            sentences = [*_sentences(grounds, words)]
            yield JudgmentView(
                number=number,
                label=label,
                href=fragment(views.brief, views.passages[written.passage], written.anchors),
                horizon=capitalised(horizon),
                grounds=sentences[:MOST],
                more=_more(sentences, MOST, words),
                stop=_stop(sentences),
                band=_band(views.scale, label.likelihood),
                likely_grounds=[*_likely_grounds(views, grounds, by_address)],
            )


def _sentences(grounds: Groups, words: Interface) -> Iterator[LinkView]:
    """Like "Supported by a, b. Follows from c"; the full stop at the end is the page's."""
    stop = ""
    for what, links in grounds.items():
        before = f"{stop}{capitalised(what)} "
        for one in links.values():
            yield one._replace(before=before)
            before = words.comma
            stop = f"{_stop([one])} "


def _more(links: Sequence[LinkView], shown: int, words: Interface) -> str:
    return words.count("and_more", len(links) - shown) if len(links) > shown else ""


def _stop(links: Sequence[LinkView]) -> str:
    """The full stop behind the links, where the words of the last do not break off already."""
    return "" if not links or links[-1].words.endswith("…") else "."


def _likely_grounds(
    views: LabelViews, grounds: Groups, by_address: dict[str, LabelView]
) -> Iterator[GroundView]:
    by_term: dict[str, list[LinkView]] = {}
    for links in grounds.values():
        for one in links.values():
            ground = by_address.get(one.href[1:])
            if ground and ground.likelihood:
                others = by_term.setdefault(ground.likelihood, [])
                others.append(one._replace(before=views.words.comma if others else " "))
    for likelihood, found in by_term.items():
        more = _more(found, MOST_ALIKE, views.words)
        yield GroundView(likelihood, _band(views.scale, likelihood), found[:MOST_ALIKE], more)


def _band(scale: Scale, likelihood: str) -> BandView | None:
    term = scale.term(likelihood.strip("[]"))
    return _between(term.low, term.high) if term else None


def _between(low: int, high: int) -> BandView:
    return BandView(_pixels(low), _pixels(high - low))


def _pixels(percent: int) -> str:
    return f"{percent * WIDTH / 100:g}"


def ladder_view(views: LabelViews, labels: Sequence[LabelView]) -> LadderView | None:
    """None where no label says how likely or how sure, and no judgment is without it."""
    uses_terms = any(label.likelihood for label in labels)
    uses_confidence = any(label.confidence for label in labels)
    if not (uses_terms or uses_confidence or views.brief.key_judgments):
        return None
    scale = views.scale
    edges = sorted({edge for term in scale.terms for edge in (term.low, term.high)})
    inner = scale.terms[1:-1]
    return LadderView(
        title=scale.title,
        width=WIDTH,
        edges=[_pixels(edge) for edge in (0, *edges, 100)],
        tinted=[_between(term.low, term.high) for term in inner[::2]],
        numbers=list(_numbers(sorted({edge for term in inner for edge in (term.low, term.high)}))),
        terms=[
            TermView(
                term.words,
                views.band(term.words),
                _between(term.low, term.high),
                views.words.comma.join(term.synonyms),
            )
            for term in scale.terms
            if uses_terms
        ],
        confidence=[
            (level, views.words.code("confidence", level), views.words.code("confidence_means", level))
            for level in LEVELS
            if uses_terms or uses_confidence
        ],
    )


def _numbers(edges: Sequence[int]) -> Iterator[tuple[str, int]]:
    """The edges that are named, none so near the one before that their figures would touch."""
    last = -APART
    for edge in edges:
        if edge - last >= APART:
            yield _pixels(edge), edge
            last = edge
