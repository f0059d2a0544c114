"""How much each kind of label covers: a line a kind, in the kind's own stroke."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefkit.figures.lettering import number, shortened

WIDTH, LINE, LETTER = 288, 28, 12  # as wide as the room of a page at 320 px
TITLE_ROOM, BAR_X, BAR, SHARE_X = 80, 86, 80, 214


@dataclass(frozen=True, slots=True)
class Kind:
    stroke: str  # c, t, i, s, a, p, m
    title: str  # "Claims"
    href: str  # "" where there is nothing to lead to
    labels: int
    share: float  # of the passages that carry one, 0 to 1
    words: str  # "65 claims, in 92 % of the passages"


@dataclass(frozen=True, slots=True)
class Line:
    href: str
    words: str
    title: str
    css_class: str
    y: int  # of the top
    text_y: int
    bar: str  # path: the passages that carry one
    rest: str  # path: the others
    share: str
    count: str


@dataclass(frozen=True, slots=True)
class Row:
    title: str
    href: str
    labels: str
    share: str  # "92 %"


@dataclass(frozen=True, slots=True)
class ByKind:
    label: str
    width: int
    height: int
    share_x: int  # where the shares end
    lines: tuple[Line, ...]
    heads: tuple[str, str, str]
    rows: tuple[Row, ...]


def by_kind(kinds: Sequence[Kind], label: str, heads: tuple[str, str, str]) -> ByKind | None:
    """A line for every kind, in the order given; None where no kind has a label.

    `label` names the drawing for those who do not see it; `heads` stand above kind, labels and share.
    """
    if not any(kind.labels for kind in kinds):
        return None
    return ByKind(
        label,
        WIDTH,
        LINE * len(kinds),
        SHARE_X,
        tuple(_line(kind, n * LINE) for n, kind in enumerate(kinds)),
        heads,
        tuple(Row(kind.title, kind.href, f"{kind.labels:,}", percent(kind.share)) for kind in kinds),
    )


def percent(share: float) -> str:
    """ "92 %", with a narrow space that does not break; what is neither none nor all is never said to be."""
    if 0 < share < 0.01:
        return "< 1\N{NARROW NO-BREAK SPACE}%"
    whole = 99 if 0.99 < share < 1 else round(share * 100)
    return f"{whole}\N{NARROW NO-BREAK SPACE}%"


def _line(kind: Kind, y: int) -> Line:
    middle = y + LINE // 2
    length = max(min(kind.share, 1) * BAR, 2) if kind.share else 0.0
    return Line(
        kind.href,
        kind.words,
        shortened(kind.title, LETTER, TITLE_ROOM),
        kind.stroke,
        y,
        middle + 4,
        _bar(kind.stroke, length, middle),
        f"M{number(BAR_X + length)} {middle - 0.5}H{BAR_X + BAR}" if length < BAR else "",
        percent(kind.share),
        f"{kind.labels:,}",
    )


def _bar(stroke: str, length: float, middle: int) -> str:
    # An implication is two lines of a pixel, with a pixel between them.
    lines = (middle - 1.5, middle + 0.5) if stroke == "i" else (middle,)
    return "".join(f"M{BAR_X} {number(y)}h{number(length)}" for y in lines) if length else ""
