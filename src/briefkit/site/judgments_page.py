"""What all briefs judge: by horizon, how it came out, and what revised what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain

from briefkit.addresses import judgments_path
from briefkit.facts import StatementRow
from briefkit.facts_index import FactsIndex
from briefkit.interface import Interface
from briefkit.judged import Horizon, Now, Step, Tally, judgments, now, revisions, tallies
from briefkit.likelihood import SCALES
from briefkit.site.frame import Site
from briefkit.site.long_list import in_parts, turn
from briefkit.site.statement_row import (
    WIDTH,
    BandView,
    StatementRows,
    StatementRowView,
    band_of,
    percent,
    track,
)
from briefkit.wording import signs

Row = tuple[Horizon, StatementRow] | Step
FEW = 5  # settled judgments: of fewer, a mark beside the range would look like a measurement
HORIZONS: Mapping[Horizon, tuple[str, str]] = {  # the keys of its title and of what is said of it
    "past": ("horizon_past", "horizon_past_note"),
    "year": ("horizon_year", "horizon_year_note"),
    "later": ("horizon_later", "horizon_later_note"),
    "dated": ("horizon_dated", "horizon_dated_note"),
    "open": ("horizon_open", "horizon_open_note"),
    "unstated": ("horizon_unstated", "horizon_unstated_note"),
}


@dataclass(slots=True)
class HorizonView:
    id: str
    title: str
    note: str
    is_past: bool
    rows: list[StatementRowView] = field(default_factory=list)


@dataclass(slots=True)
class TallyView:
    """What came of the judgments of one term."""

    term: str
    written: str  # the words that were written for it, where they are others; "" where not
    values: str  # the words that are counted here, for programs
    range: str
    band: BandView
    counts: list[str]  # judged, happened, in part, did not, unclear
    share: str
    at: str  # where the share stands on the ladder, in pixels; "" while nothing is settled


@dataclass(slots=True)
class ScaleView:
    name: str
    title: str
    tallies: list[TallyView] = field(default_factory=list)


def judgments_page(site: Site, index: FactsIndex) -> Iterator[tuple[str, bytes]]:
    """The judgments of the whole archive, 500 rows a page, in both forms."""
    words, today = site.words, now(index)
    rows: Iterator[Row] = chain(
        ((today.horizon(due), row) for due, row in judgments(index)), revisions(index)
    )
    for number, part, goes_on in in_parts(rows):
        page = judgments_path(number=number)
        views = StatementRows(page, words, signs(site.settings.kinds, words))
        scales = list(_scales(words, tallies(index))) if number == 1 else []
        used = {row.scale for row in _statements(part)} | {scale.name for scale in scales}
        view = {
            "frame": site.frame(page, words.judgments),
            "number": number,
            "lede": _lede(words, today, has_rows=bool(part)),
            "scales": scales,
            "horizons": list(_horizons(words, today, views, part)),
            "chains": list(_chains(views, part)),
            "ladders": [track(SCALES[name]) for name in sorted(used)],
            "width": WIDTH,
            "turn": turn(page, number, goes_on, lambda n: judgments_path(number=n)),
        }
        yield from site.render(page, "judgments", view)


def _statements(part: Iterable[Row]) -> Iterator[StatementRow]:
    return (row.row if isinstance(row, Step) else row[1] for row in part)


def _lede(words: Interface, today: Now, *, has_rows: bool) -> str:
    if not has_rows:
        return words.nothing_judged
    return words.say("judged_from", date=words.date(today.date)) if today.date else words.judged_undated


def _horizons(
    words: Interface, today: Now, views: StatementRows, part: Iterable[Row]
) -> Iterator[HorizonView]:
    shown: HorizonView | None = None
    for row in part:
        if isinstance(row, Step):
            continue
        horizon, statement = row
        if shown is None or shown.id != horizon:
            if shown:
                yield shown
            shown = _horizon(words, today, horizon)
        shown.rows.append(views.view(statement))
    if shown:
        yield shown


def _horizon(words: Interface, today: Now, horizon: Horizon) -> HorizonView:
    values = {"date": words.date(today.date) if today.date else "", "year": today.year}
    title, note = (words.say(key, **values) for key in HORIZONS[horizon])
    return HorizonView(horizon, title, note, horizon == "past")


def _chains(views: StatementRows, part: Iterable[Row]) -> Iterator[list[StatementRowView]]:
    number, chain_views = 0, list[StatementRowView]()
    for step in part:
        if isinstance(step, Step):
            if step.chain != number and chain_views:
                yield chain_views
                chain_views = []
            number = step.chain
            chain_views.append(
                views.revision(step.row, step.revises) if step.revises else views.view(step.row)
            )
    if chain_views:
        yield chain_views


def _scales(words: Interface, found: Iterable[Tally]) -> Iterator[ScaleView]:
    shown: ScaleView | None = None
    for one in found:
        if shown is None or shown.name != one.scale:
            if shown:
                yield shown
            shown = ScaleView(one.scale, SCALES[one.scale].title)
        shown.tallies.append(_tally(words, one))
    if shown:
        yield shown


def _tally(words: Interface, one: Tally) -> TallyView:
    happened, settled = one.results[0], one.settled
    share, at = "", ""
    if settled:
        per_cent = f"{(200 * happened + settled) // (2 * settled)}\N{NARROW NO-BREAK SPACE}%"
        share = words.say("share_of", n=f"{happened:,}", all=f"{settled:,}", share=per_cent)
        at = f"{round(happened * WIDTH / settled, 1):g}" if settled >= FEW else ""
    others = [written for written in one.written if written != one.term.words]
    return TallyView(
        one.term.words,
        words.say("written_as", words=words.listing(map(words.quote, others))) if others else "",
        "|".join(one.written),
        percent(one.term),
        band_of(one.scale, one.term),
        [f"{count:,}" for count in (one.judged, *one.results)],
        share,
        at,
    )
