"""The seed's text, passage by passage, cut into runs with the strokes and badges of its labels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import quote

from markupsafe import Markup

from briefkit.brief import Brief, Label, Passage, Statement
from briefkit.site.highlight import Piece, lanes, pieces
from briefkit.spans import Span
from briefkit.wording import Sign

ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;"})
UNSAFE = re.compile('[&<>"\r]')
CONTEXT = 40  # code points in which the two words before a quote are looked for
WHOLE_QUOTE = 70  # a longer one is named by its first and last words


class BadgeView(NamedTuple):
    """The link from the last word of a label to what it says."""

    stroke: str
    label: str
    words: str  # for those who hear it: "claim 1"
    letter: str  # for those who see it: "C1"
    role: str


class RunView(NamedTuple):
    """A run of the passage: plain text, marked text, or a gap where the words are not shown."""

    text: Markup
    labels: str = ""  # addresses, with spaces between
    details: str = ""  # the statement among them whose words it announces
    strokes: str = ""  # class names
    badges: Sequence[BadgeView] = ()
    under: str = ""  # the strokes that run on under the badges
    gap: Span | None = None


@dataclass(slots=True)
class PassageView:
    id: str
    type: str
    start: int
    end: int
    labels: str  # those on the whole passage
    details: str  # the first statement among them
    strokes: str
    runs: Sequence[RunView]
    badges: Sequence[BadgeView]  # of the labels on the whole passage
    text: str  # as it stands in the seed; under `publish: quotes` with […] in the gaps


def seed_text(text: str) -> Markup:
    """The text so that a browser reads exactly it: a bare carriage return would become a line feed."""
    if UNSAFE.search(text):
        text = text.translate(ESCAPES)
    return Markup(text)


def badges(labels: Sequence[Label], signs: Mapping[str, Sign]) -> dict[str, BadgeView]:
    """The badges of a passage's labels, each kind counted from 1."""
    counts: dict[str, int] = {}
    found = {}
    for label in labels:
        number = counts[label.kind] = counts.get(label.kind, 0) + 1
        sign = signs[label.kind]
        found[label.address] = BadgeView(
            sign.stroke,
            label.address,
            f"{sign.noun} {number}",
            f"{sign.letter}{number}",
            "" if sign.is_mention else "doc-noteref",
        )
    return found


def passage_view(
    brief: Brief, passage: Passage, labels: Sequence[Label], shown: Mapping[str, BadgeView]
) -> PassageView:
    """The passage with its labels' strokes; `shown` holds the badge of each."""
    marked = [(label.address, label.anchors) for label in labels if label.anchors]
    whole = [label.address for label in labels if not label.anchors]
    lane_of = lanes([(one.address, one.anchors) for one in labels if isinstance(one.body, Statement)])
    addresses = [label.address for label in labels]
    strokes = {address: f"{shown[address].stroke}{lane_of.get(address, 0)}" for address in addresses}
    hides = brief.publish != "full" and not any(label.shows_passage for label in labels)
    cut = pieces(passage.span, marked)
    details = _details(cut, shown)
    runs = list(_runs(brief.seed.text, cut, strokes, shown, details, hides))
    return PassageView(
        id=passage.id,
        type=passage.type,
        start=passage.span.start,
        end=passage.span.end,
        labels=" ".join(whole),
        details=next((address for address in whole if shown[address].role), ""),
        strokes=" ".join(dict.fromkeys(shown[address].stroke for address in whole)),
        runs=runs,
        badges=[shown[address] for address in whole],
        text=_with_gaps(brief.seed.text, cut) if hides else passage.text,
    )


def _with_gaps(text: str, cut: Sequence[Piece]) -> str:
    return "".join([piece.span.of(text) if piece.labels else " […] " for piece in cut]).strip()


def _runs(
    text: str,
    cut: Sequence[Piece],
    strokes: Mapping[str, str],
    shown: Mapping[str, BadgeView],
    details: Mapping[int, str],
    hides: bool,
) -> Iterator[RunView]:
    for number, piece in enumerate(cut):
        start, end, labels, ends = piece
        if not labels:
            yield RunView(Markup(), gap=piece.span) if hides else RunView(seed_text(text[start:end]))
            continue
        words, names = seed_text(text[start:end]), " ".join(labels)
        lines = " ".join([strokes[label] for label in labels])
        if not ends:
            yield RunView(words, names, details.get(number, ""), lines)
            continue
        badges = [shown[label] for label in ends]
        under = " ".join([strokes[label] for label in labels if label not in ends])
        yield RunView(words, names, details.get(number, ""), lines, badges, under)


def _details(cut: Sequence[Piece], shown: Mapping[str, BadgeView]) -> dict[int, str]:
    """Which piece announces which statement: the last of its own that does not announce another.

    WAI-ARIA 1.2 lets an element have one id for its details. A statement that shares each of its
    pieces with others which ended there is led to by its badge alone.
    """
    places: dict[str, list[int]] = {}
    for number, piece in enumerate(cut):
        for label in piece.labels:
            if shown[label].role:
                places.setdefault(label, []).append(number)
    found: dict[int, str] = {}
    for label in sorted(places, key=lambda label: len(places[label])):
        free = next((number for number in reversed(places[label]) if number not in found), None)
        if free is not None:
            found[free] = label
    return found


def fragment(brief: Brief, passage: Passage, anchors: Sequence[Span]) -> str:
    """The fragment that leads to the words themselves where a browser knows text fragments.

    The words before tell them from the same words on a card; under `publish: quotes` there are
    none, since words that no label quotes are not published.
    """
    if not anchors:
        return f"#{passage.id}"
    text, span = brief.seed.text, anchors[0]
    words = span.of(text)
    if len(words) > WHOLE_QUOTE:
        split = words.split()
        words = f"{_percent(' '.join(split[:3]))},{_percent(' '.join(split[-3:]))}"
    else:
        words = _percent(words)
    before = text[max(passage.span.start, span.start - CONTEXT) : span.start]
    if brief.publish != "full" or not before[-1:].isspace():
        return f"#{passage.id}:~:text={words}"
    return f"#{passage.id}:~:text={_percent(' '.join(before.split()[-2:]))}-,{words}"


def _percent(words: str) -> str:
    return quote(" ".join(words.split()), safe="").replace("-", "%2D")
