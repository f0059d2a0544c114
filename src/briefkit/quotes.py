"""The quotes of a label find their places in its passage, or are reported.

What has no place, or several and no word on which, is a finding with the nearest words as help.
"""

from __future__ import annotations

from briefkit import edits, mends
from briefkit.anchoring import find_quote, find_words
from briefkit.brief import Passage, Seed, TextQuoteSelector
from briefkit.diagnostics import Fix, Rule, Severity
from briefkit.labels import WrittenLabel
from briefkit.lookup import Lookup, shortened, times
from briefkit.near_miss import help_for
from briefkit.requoting import requote
from briefkit.spans import Span
from briefkit.yamltree import Scalar, Sequence

ERROR = Severity.ERROR
QUOTE_NOT_FOUND = Rule(
    "BK202",
    "quote-not-found",
    ERROR,
    "The quoted words do not stand in the passage, so a reader cannot find what the label speaks of.",
)
QUOTE_AMBIGUOUS = Rule(
    "BK203",
    "quote-ambiguous",
    ERROR,
    "The words stand more than once in the passage, and which of them is meant is the editor's to say.",
)
OCCURRENCE_NOT_THERE = Rule(
    "BK204", "occurrence-not-there", ERROR, "The passage does not hold the words that often."
)
HEDGE_NOT_FOUND = Rule(
    "BK207",
    "hedge-not-found",
    ERROR,
    "A hedge is the source's own wording; other words would put doubt, or certainty, in its mouth.",
)


def find_anchors(names: Lookup, written: WrittenLabel, passage: Passage, seed: Seed) -> tuple[Span, ...]:
    """The places of the label's quotes; what has no place, or several, is reported."""
    quotes, occurrence = written.form.quote, written.form.occurrence
    mention = written.kind.base == "mention"
    found: list[Span] = []
    for number, exact in enumerate(quotes):
        places = find_quote(passage, TextQuoteSelector(exact, occurrence, mention))
        if found:
            places = [place for place in places if place.start >= found[-1].end]
        span = written.span("quote", number)
        match places:
            case []:
                _not_found(names, written, number, passage, bool(found), mention)
            case [place]:
                found.append(place)
            case _ if written.node.get("occurrence") is not None and occurrence is None:
                pass  # which is meant was said, and is at fault
            case _ if occurrence is None:
                fix = None if len(quotes) > 1 else _which(names, written, mention)
                _ambiguous(names, exact, span, passage, places, fix)
            case _:
                found.extend(places)
    if len(quotes) == 1 and found and isinstance(occurrence, int):
        if occurrence > len(found):
            names.report(
                written.span("occurrence"),
                OCCURRENCE_NOT_THERE,
                f'occurrence {occurrence}: "{shortened(exact)}" stands {times(len(found))} in {passage.id}',
                f"write a number from 1 to {len(found)}" if len(found) > 1 else "take `occurrence` away",
                fix=mends.take_away(names.document, written.node, "occurrence") if len(found) == 1 else None,
            )
        found = found[occurrence - 1 : occurrence]
    return tuple(found)


def _not_found(
    names: Lookup, written: WrittenLabel, number: int, passage: Passage, after: bool, mention: bool
) -> None:
    exact = written.form.quote[number]
    message = f'"{shortened(exact)}" does not stand in {passage.id}'
    difference, fix = None, None
    if find_words(passage.text, exact):
        if after:
            message += " after the quote before it"
            help = "list the quotes of a label in the order in which they stand"
        else:
            message += " as a word of its own"
            help = "a mention is whole words: quote the whole word"
    else:
        others = [other for other in (names.passages or {}).values() if other.id != passage.id]
        help, difference = help_for(exact, passage, others)
        fix = _other_words(names, written, "quote", number, passage)
    names.report(written.span("quote", number), QUOTE_NOT_FOUND, message, help, difference, fix)


def _other_words(
    names: Lookup, written: WrittenLabel, field: str, number: int, passage: Passage
) -> Fix | None:
    """The passage's own words in the place of those that were written, where it can be told which."""
    node = written.node.get(field)
    if isinstance(node, Sequence):
        flow, node = node.flow, node.items[number]
    else:
        flow = written.node.flow
    if not isinstance(node, Scalar) or (meant := requote(node.text, passage.text)) is None:
        return None
    edit = edits.rewritten(names.document, node, meant.words, flow=flow)
    return Fix("Write the passage's words", (edit,), meant.sure)


def _which(names: Lookup, written: WrittenLabel, mention: bool) -> Fix:
    """A mention is of every place where the words stand, a statement of the first."""
    return mends.add_field(names.document, written.node, "occurrence", "all" if mention else "1")


def _ambiguous(
    names: Lookup, exact: str, span: Span, passage: Passage, places: list[Span], fix: Fix | None
) -> None:
    around = [_around(passage, place) for place in places[:3]]
    numbers = ", ".join(f"`{number}`" for number in range(1, min(len(places), 4) + 1))
    more = " and so on" if len(places) > 4 else ""
    help = (
        "make it longer"
        if fix is None
        else f"add `occurrence` ({numbers}{more}, or `all`), or make it longer"
    )
    names.report(
        span,
        QUOTE_AMBIGUOUS,
        f'"{shortened(exact)}" stands {times(len(places))} in {passage.id}',
        f"{help}; it stands in {'; '.join(around)}",
        fix=fix,
    )


def check_hedge(names: Lookup, hedge: str, written: WrittenLabel) -> None:
    """A hedge stands in the label's passage, word for word."""
    passage = (names.passages or {})[written.passage]
    if not find_words(passage.text, hedge):
        message = f'the hedge "{shortened(hedge)}" does not stand in {passage.id}'
        fix = _other_words(names, written, "hedge", 0, passage)
        names.report(written.span("hedge"), HEDGE_NOT_FOUND, message, *help_for(hedge, passage, []), fix)


def _around(passage: Passage, place: Span) -> str:
    """The place with a few words on either side, to tell it from the others."""
    start, end = place.start - passage.span.start, place.end - passage.span.start
    before = " ".join(passage.text[max(0, start - 24) : start].split(" ")[-3:])
    after = " ".join(passage.text[end : end + 24].split(" ")[:3])
    return f"“{shortened(f'{before}[{passage.text[start:end]}]{after}')}”"
