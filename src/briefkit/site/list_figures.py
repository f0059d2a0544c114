"""The figures of the pages that are lists: when, of what kind, where, and in whose company."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from briefkit.addresses import entity_path, link
from briefkit.brief import Entity
from briefkit.facts_index import FactsIndex
from briefkit.figures import by_kind, co_mention, leftwards, over_time, place_map
from briefkit.interface import Interface
from briefkit.site.figure_views import FigureView, to_place
from briefkit.site.frame import Site
from briefkit.site.periods import counted
from briefkit.wording import signs

PLACES = 200  # on a map, at most: those that are marked most often

Dates = Sequence[tuple[str | None, int]]


# -- time ------------------------------------------------------------------------------------------


def briefs_over_time(words: Interface, dates: Dates, address: Callable[[int, str], str]) -> FigureView | None:
    """`address` as `periods.counted` asks for it; None for briefs that are all of one year or month."""
    counts, undated = counted(dates, address)
    note = words.count("undated_brief", undated) if undated else ""
    return _over_time(words, counts, words.briefs_over_time, "brief", words.briefs_head, note)


def mentions_over_time(
    words: Interface, dates: Dates, address: Callable[[int, str], str]
) -> FigureView | None:
    counts, undated = counted(dates, address)
    note = words.count("undated_mention", undated) if undated else ""
    return _over_time(words, counts, words.mentions_over_time, "mention", words.mentions_head, note)


def _over_time(
    words: Interface, counts: Sequence[over_time.Count], title: str, noun: str, head: str, note: str
) -> FigureView | None:
    """`noun` is the key of what is counted, `head` stands above the counts, `note` ends the caption."""
    several = len(counts) > 1  # one bar would tell nothing
    drawing = over_time.over_time(counts, _time_words(words, noun, head)) if several else None
    if drawing is None:
        return None
    if words.direction == "rtl":
        drawing = leftwards.over_time(drawing)
    years = drawing.years_in_a_bar
    bar = words.bar_is_a_year if years == 1 else words.say("bar_is_years", n=years)
    caption = [words.by_date_of_source, bar if years else words.bar_is_a_month]
    if drawing.is_broken:
        caption.append(words.time_left_out if years else words.months_left_out)
    if note:
        caption.append(note)
    return FigureView("over-time", title, " ".join(caption), words.same_as_table, drawing, drawing.heads)


def _time_words(words: Interface, noun: str, head: str) -> over_time.Words:
    return over_time.Words(
        counted=lambda number: words.count(noun, number),
        year=lambda year: words.date(_edtf(year)),
        month=lambda year, month: words.date(f"{_edtf(year)}-{month:02}"),
        months=words.short_dates.months,
        years=words.first_to_last,
        heads=(words.date_head, head),
    )


def _edtf(year: int) -> str:
    """A year as EDTF writes it: "2016", "-0479", "Y17000"."""
    return f"{year:0{5 if year < 0 else 4}}" if abs(year) < 10_000 else f"Y{year}"


# -- kinds -----------------------------------------------------------------------------------------


def coverage_by_kind(site: Site, passages: int, coverage: Mapping[str, tuple[int, int]]) -> FigureView | None:
    """How many labels of each kind the archive has, and in what share of its passages."""
    words = site.words
    kinds = []
    for name, sign in signs(site.settings.kinds, words).items():
        labels, carriers = coverage.get(name, (0, 0))
        share = carriers / passages if passages else 0.0
        said = words.labels(site.settings.kinds[name], labels)
        spoken = words.say("in_share", labels=said, share=by_kind.percent(share))
        kinds.append(by_kind.Kind(sign.stroke, sign.plural, "", labels, share, spoken))
    heads = words.kind_head, words.labels_head, words.share_head
    drawing = by_kind.by_kind(kinds, words.coverage_by_kind, heads)
    if drawing is None:
        return None
    title, caption = words.coverage_by_kind, words.coverage_explained
    return FigureView("by-kind", title, caption, words.same_as_table, drawing, heads)


# -- places ----------------------------------------------------------------------------------------


def map_of_places(site: Site, index: FactsIndex, page: str) -> FigureView | None:
    """Those of the whole archive that have coordinates, or the 200 of them that are marked most often."""
    found, total = index.located(PLACES)
    return _map(site, page, found, total)


def map_of_place(site: Site, index: FactsIndex, page: str, place: Entity, mentions: int) -> FigureView | None:
    """A place and its parts; a place without coordinates is shown by its parts alone."""
    parts, total = index.located(PLACES, place.id)
    own = [(place, mentions)] if place.at else []
    return _map(site, page, [*own, *parts], total + len(own))


def _map(site: Site, page: str, found: Sequence[tuple[Entity, int]], total: int) -> FigureView | None:
    words = site.words

    def href(entity: Entity) -> str:
        path = entity_path(site.settings.kinds[entity.kind], entity.id)
        return "#_mentions" if path == page else link(page, path)

    places = [to_place(entity, href(entity), mentions, words) for entity, mentions in found]
    drawing = place_map.place_map(places, words.place_map, lambda number: words.count("and_more", number))
    if drawing is None:
        return None
    caption = [words.map_signs, words.map_explained]
    if len(drawing.parts) > 1:
        caption.append(words.map_enlarged)
    if drawing.nameless:
        caption.append(words.count("places_nameless", drawing.nameless))
    if total > len(found):
        caption.append(words.say("places_marked_most", shown=f"{len(found):,}", all=f"{total:,}"))
    # Where one place alone is, its page says in words.
    heads = (words.where_head, words.coordinates, words.mentions_head) if len(found) > 1 else ()
    return FigureView("place-map", words.place_map, " ".join(caption), words.same_as_table, drawing, heads)


# -- company ---------------------------------------------------------------------------------------


def company(site: Site, page: str, found: Sequence[tuple[Entity, int]]) -> co_mention.Company | None:
    """Who is marked in the same passages, each with a bar as long as those passages are many."""
    return co_mention.company(
        [
            co_mention.Companion(
                other.name, link(page, entity_path(site.settings.kinds[other.kind], other.id)), shared
            )
            for other, shared in found
        ]
    )
