"""A brief as its page shows it, from the title down to how to verify it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from briefkit.addresses import brief_path, link
from briefkit.brief import Brief, Mention
from briefkit.facts import Foreign
from briefkit.notes import render, render_markdown
from briefkit.site.frame import Pair, Site, language_attributes
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
from briefkit.site.wording import Sign, capitalised, counts_in_words

# The wide page, in pixels and characters: what _height reckons with.
TEXT_LINE, TEXT_WIDTH = 38, 66
LINE, CARD_WIDTH, GAP = 19, 66, 12


@dataclass(slots=True)
class RowView:
    """A passage and its labels: the statements as cards, the mentions in a line for each kind."""

    passage: PassageView
    statements: Sequence[LabelView]
    mentions: Sequence[tuple[Sign, list[LabelView]]]
    summary: str  # "2 claims, 1 trend"
    folded: bool  # whether each card shows its sentence only, since all of them would outgrow the text


@dataclass(slots=True)
class RetiredView:
    id: str
    new: str  # "" where it is gone


def brief_page(site: Site, brief: Brief, foreign: Foreign) -> Pair:
    """The page and its Markdown form, each with its path."""
    page, about = brief_path(brief.slug), brief.about
    views = LabelViews(brief, foreign, site.settings)
    by_address = {label.address: views.view(label) for label in brief.labels}
    labels = list(by_address.values())
    entities = list(entity_views(views, by_address))
    reviewed = sum(label.status == "reviewed" for label in labels)
    is_foreign = about.language != site.settings.language
    view = {
        "frame": site.frame(page, about.title, about.handling),
        "slug": brief.slug,
        "json": link(page, brief_path(brief.slug, "json")),
        "about": about,
        "title_is_supplied": "title" in about.supplied,
        "source_language": language_attributes(about.language),
        # Said once where it is the page's own, and at every quotation where it is not.
        "quoted_language": language_attributes(about.language) if is_foreign else "",
        "interface_language": language_attributes(site.settings.language) if is_foreign else "",
        "banners": list(banners(brief, foreign, views.page)),
        "facts": list(facts_of_the_source(about)),
        "edition": list(facts_of_the_edition(brief, foreign, views.page)),
        "seed": seed_view(brief, page),
        "summary": Markup(render(about.summary, views.note_href)) if about.summary else "",
        "summary_md": render_markdown(about.summary, views.note_md_href) if about.summary else "",
        "usual": "reviewed" if 2 * reviewed > len(labels) else "",
        "judgments": list(judgment_views(views, by_address)),
        "ladder": ladder_view(views, labels),
        "signs": [sign for sign in views.signs.values() if any(label.kind == sign.kind for label in labels)],
        "counts": _counts(views, labels),
        "rows": [_row(views, passage.id, by_address) for passage in brief.passages],
        "entities": entities,
        "named": heading(entities) if entities else "",
        "citation": citation(site.settings, brief),
        "retired": [RetiredView(old, new or "") for old, new in brief.retired.items()],
        "refused": brief.refused,
        "publish": brief.publish,
    }
    return site.render(page, "brief", view)


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
        counts_in_words((kind, count) for kind, count in counts.items() if count),
        sum(map(_height, statements)) + LINE * len(mentions) > TEXT_LINE * (len(text) // TEXT_WIDTH + 1),
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
    passages = f"{len(views.passages):,} {'passage' if len(views.passages) == 1 else 'passages'}"
    counts = dict.fromkeys(views.signs, 0)
    for label in labels:
        counts[label.kind] += 1
    used = [(kind, count) for kind, count in counts.items() if count]
    if not used:
        return f"{capitalised(passages)}, not labelled yet."
    reviewed = sum(label.status == "reviewed" for label in labels)
    share = "all" if reviewed == len(labels) else f"{reviewed:,}" if reviewed else "none"
    return (
        f"{capitalised(counts_in_words(used))} in {passages}; {share} of the {len(labels):,} labels reviewed."
    )
