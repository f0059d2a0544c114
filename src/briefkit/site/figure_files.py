"""The figures of a brief as SVG files beside its Markdown, where nothing is drawn into the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from urllib.parse import quote

from markupsafe import Markup

from briefkit.addresses import brief_path
from briefkit.figures import ladder
from briefkit.site.figure_views import LAND, FigureView
from briefkit.site.frame import Site

# The page's own style sheet cannot reach into a file that is shown as a picture.
STYLES = {
    "ladder": "style/64-charts.css",
    "argument-map": "style/61-argument.css",
    "density-strip": "style/64-charts.css",
    "place-map": "style/62-map.css",
    "co-mention": "style/64-charts.css",
    "timeline": "style/63-timeline.css",
}
TOKENS = "style/10-tokens.css"
GROUND = "svg{background:var(--paper);color:var(--ink);fill:currentColor;font-family:var(--sans)}"
LEFTWARDS = "style/65-leftwards.css"
MORE = {"ladder": ladder.STYLE}  # which no page draws, so no style sheet has it
IN_A_URL = " ='/:;,()-._~*!@+?$[]{}|"  # what need not be escaped in a data URL within quotation marks


def figure_files(site: Site, slug: str, figures: Mapping[str, FigureView]) -> Iterator[tuple[str, bytes]]:
    """Path in build/ and content; the links of a figure lead to the brief's page beside it."""
    for name, figure in figures.items():
        view = {
            "name": name,
            "title": figure.title,
            "caption": figure.caption,
            "drawing": figure.drawing,
            "prefix": brief_path(slug).rpartition("/")[2],
            "style": _style(site, name),
            "land": _as_data(site.theme.assets[LAND][1]) if name == "place-map" else "",
        }
        yield brief_path(slug, f"{name}.svg"), site.theme.render("figure.svg.j2", view)


def _style(site: Site, name: str) -> str:
    part = site.theme.part
    leftwards = part(LEFTWARDS) if site.words.direction == "rtl" else ""
    return part(TOKENS) + GROUND + part(STYLES[name]) + leftwards + MORE.get(name, "")


@lru_cache(maxsize=1)
def _as_data(drawing: bytes) -> Markup:
    """The base map as a URL that holds it, since a picture may load nothing; nothing in it needs escaping."""
    text = drawing.decode("utf-8").replace('"', "'")
    return Markup(f"data:image/svg+xml,{quote(text, safe=IN_A_URL)}")
