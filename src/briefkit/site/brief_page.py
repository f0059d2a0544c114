"""A brief as its page shows it, from the title down to how to verify it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from briefkit.addresses import brief_path, link
from briefkit.brief import Brief, Mention
from briefkit.exports.citation import FORMATS
from briefkit.exports.schema_org import machine_view
from briefkit.facts import Foreign
from briefkit.notes import render, render_markdown
from briefkit.site.figure_files import figure_files
from briefkit.site.figure_views import LAND, figures
from briefkit.site.frame import Site, language_attributes
from briefkit.site.judgments import judgment_views, ladder_view
from briefkit.site.label_view import LabelView, LabelViews
from briefkit.site.named import entity_views, heading
from briefkit.site.passage_view import PassageView, passage_view
from briefkit.site.provenance import (
    banners,
    citation,
    facts_of_the_edition,
    facts_of_the_source,
    seed_view,
)
from briefkit.wording import Sign, capitalised

# The wide page, in pixels and characters: what _height reckons with.
TEXT_LINE, TEXT_WIDTH = 38, 66
LINE, CARD_WIDTH, GAP = 19, 66, 12
CARDS = 8  # beside one passage; what it says beyond them folds


@dataclass(slots=True)
class RowView:
    """A passage and its labels: the statements as cards, the mentions in a line for each kind."""

    passage: PassageView
    statements: Sequence[LabelView]
    mentions: Sequence[tuple[Sign, list[LabelView]]]
    summary: str  # "2 claims, 1 trend"
    shown: Sequence[LabelView]  # of the statements, those that stand beside the passage at once
    rest: Sequence[LabelView]
    more: str  # above the rest: "22 more statements"
    folded: bool  # whether each card shows its sentence only, since all of them would outgrow the text


@dataclass(slots=True)
class RetiredView:
    id: str
    new: str  # "" where it is gone


def brief_page(site: Site, brief: Brief, foreign: Foreign) -> Iterator[tuple[str, bytes]]:
    """The page, its Markdown form and the drawings that this shows, each with its path."""
    page, about = brief_path(brief.slug), brief.about
    views = LabelViews(brief, foreign, site.settings)
    by_address = {label.address: views.view(label) for label in brief.labels}
    labels = list(by_address.values())
    entities = list(entity_views(views, by_address))
    drawn = figures(views, by_address)
    reviewed = sum(label.status == "reviewed" for label in labels)
    words, written_in = site.words, language_attributes(site.settings.language)
    is_foreign = about.language != site.settings.language
    view = {
        "frame": site.frame(page, about.title, about.handling),
        "slug": brief.slug,
        "stem": brief.slug.rpartition("/")[2],
        "json": link(page, brief_path(brief.slug, "json")),
        "machine": machine_view(brief, site.settings),
        "citations": [
            (link(page, brief_path(brief.slug, ending)), format.title) for ending, format in FORMATS.items()
        ],
        "about": about,
        "title_is_supplied": "title" in about.supplied,
        "source_language": language_attributes(about.language),
        # Said once where it is the page's own, and at every quotation where it is not.
        "quoted_language": language_attributes(about.language) if is_foreign else "",
        "labels_language": written_in if is_foreign else "",
        # The editors' own, where the pages are in English for want of words in it.
        "editors_language": written_in if words.language != site.settings.language else "",
        "terms_language": language_attributes("en") if words.direction == "rtl" else "",
        "banners": list(banners(brief, foreign, views.page, words)),
        "facts": list(facts_of_the_source(about, words)),
        "edition": list(facts_of_the_edition(brief, foreign, views.page, words)),
        "seed": seed_view(brief, page),
        "summary": Markup(render(about.summary, views.note_href)) if about.summary else "",
        "summary_md": render_markdown(about.summary, views.note_md_href) if about.summary else "",
        "usual": "reviewed" if 2 * reviewed > len(labels) else "",
        "judgments": list(judgment_views(views, by_address)),
        "ladder": ladder_view(views, labels),
        "figures": drawn,
        "land": link(page, site.theme.asset(LAND)),
        "signs": [sign for sign in views.signs.values() if any(label.kind == sign.kind for label in labels)],
        "counts": _counts(views, labels),
        "rows": [_row(views, passage.id, by_address) for passage in brief.passages],
        "entities": entities,
        "named": heading(entities, words) if entities else "",
        "citation": citation(site.settings, brief, words),
        "retired": [RetiredView(old, new or "") for old, new in brief.retired.items()],
        "refused": brief.refused,
        "publish": brief.publish,
    }
    yield from site.render(page, "brief", view)
    yield from figure_files(site, brief.slug, drawn)


# -- the text --------------------------------------------------------------------------------------


def _row(views: LabelViews, passage: str, by_address: dict[str, LabelView]) -> RowView:
    labels = views.by_passage[passage]
    mentions: dict[str, list[LabelView]] = {}
    statements, counts = [], dict.fromkeys(views.signs, 0)
    for label in labels:
        counts[label.kind] += 1
        view = by_address[label.address]
        if isinstance(label.body, Mention):
            mentions.setdefault(label.kind, []).append(view)
        else:
            statements.append(view)
    text = views.passages[passage].text
    return RowView(
        passage_view(views.brief, views.passages[passage], labels, views.badges),
        statements,
        [(sign, mentions[kind]) for kind, sign in views.signs.items() if kind in mentions],
        _of_each_kind(views, counts),
        statements[:CARDS],
        statements[CARDS:],
        views.words.count("more_statements", len(statements) - CARDS) if len(statements) > CARDS else "",
        sum(map(_height, statements[:CARDS])) + LINE * len(mentions)
        > TEXT_LINE * (len(text) // TEXT_WIDTH + 1),
    )


def _height(label: LabelView) -> int:
    """About how many pixels a card takes unfolded, to tell whether a column outgrows its text."""
    links = sum([len(one.before) + len(one.words) for one in label.links])
    small = len(label.hedge) + len(label.facts) + links
    lines = -(-len(label.sentence) // CARD_WIDTH) - (-small // CARD_WIDTH)
    lines += -(-len(label.confidence_basis) // CARD_WIDTH) - (-len(label.note_md) // CARD_WIDTH)
    return LINE * (lines + bool(label.outcome) + bool(label.indicators)) + GAP


def _counts(views: LabelViews, labels: Sequence[LabelView]) -> str:
    """Like "4 claims, 2 places in 13 passages; 5 of the 6 labels reviewed"."""
    words, passages = views.words, len(views.passages)
    if not labels:
        return capitalised(words.say("not_labelled", passages=words.count("passage", passages)))
    counts = dict.fromkeys(views.signs, 0)
    for label in labels:
        counts[label.kind] += 1
    reviewed = sum(label.status == "reviewed" for label in labels)
    share = "all_reviewed" if reviewed == len(labels) else "some_reviewed" if reviewed else "none_reviewed"
    return capitalised(
        words.say(
            "labelled",
            counts=_of_each_kind(views, counts),
            passages=words.count("in_passages", passages),
            reviewed=words.count(share, len(labels), some=f"{reviewed:,}"),
        )
    )


def _of_each_kind(views: LabelViews, counts: Mapping[str, int]) -> str:
    kinds = views.settings.kinds
    return views.words.kinds((kinds[kind], count) for kind, count in counts.items() if count)
