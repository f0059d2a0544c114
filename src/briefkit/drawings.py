"""The drawings of a page with their style written into them, for a renderer that knows no page's style.

WeasyPrint draws an SVG of a page as if it stood alone: without the page's style sheet, its symbols
and its custom properties. So each of its elements is given, as attributes, what the style sheet says
of it in print. Only what figures use is understood: colours, strokes, type, and lengths in px, rem
and em with a product in `calc`.
"""

from __future__ import annotations

import base64
import copy
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any
from xml.etree.ElementTree import Element, tostring

SVG = "{http://www.w3.org/2000/svg}"
PROPERTIES = frozenset(
    "fill stroke stroke-width stroke-dasharray stroke-linecap stroke-linejoin opacity display transform "
    "text-anchor font-family font-size font-style font-weight".split()
)
INHERITED = frozenset({"color", "font-size"})
FONT = re.compile(
    r"(?P<style>italic\s+)?(?P<weight>\d{3}\s+)?(?P<size>[\d.]+\w+|var\([^()]*\))(?:/\S+)?\s+(?P<family>.+)",
    re.DOTALL,
)
PRINT = re.compile(r"(?:^|,)\s*print\b")
VARIABLE = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,([^()]*))?\)")
PRODUCT = re.compile(r"calc\(\s*([\d.]+)(px|rem|em)?\s*\*\s*([\d.]+)\s*\)")
NUMBER = re.compile(r"[\d.]+")
LENGTH = re.compile(r"(?<![\w#.])(-?[\d.]+)(rem|em|px)\b")
REM = 16.0  # px

Style = dict[str, str]


def draw(root: Element, sheet: str) -> None:
    """Give every drawing below the root its style; put backgrounds in the place of decoration."""
    styles = _Styles(root, sheet)
    symbols = {one.get("id", ""): one for one in root.iter(f"{SVG}symbol")}
    for drawing in list(root.iter(f"{SVG}svg")):
        for element in drawing.iter():
            styles.write_into(element)
    _remove_unprinted(root)
    for drawing in list(root.iter(f"{SVG}svg")):
        if drawing.get("aria-hidden") == "true":
            _become_background(drawing, symbols)
        elif drawing.find(f"{SVG}title") is None and drawing.get("aria-label"):
            title = Element(f"{SVG}title")
            title.text = drawing.get("aria-label")
            drawing.insert(0, title)


def _remove_unprinted(root: Element) -> None:
    """A drawing too wide for paper leaves no hole there: the page has the same as a list."""
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag == f"{SVG}svg" and child.get("display") == "none":
                parent.remove(child)


def _become_background(drawing: Element, symbols: Mapping[str, Element]) -> None:
    """In a tagged PDF a picture needs words, and a background has none to say."""
    for use in list(drawing.iter(f"{SVG}use")):
        symbol = symbols.get(use.get("href", "").removeprefix("#"))
        if symbol is not None:
            drawing.append(copy.deepcopy(symbol))
    picture = copy.copy(drawing)
    picture.tail = None
    data = base64.b64encode(tostring(picture)).decode()
    width, height = drawing.get("width", "0"), drawing.get("height", "0")
    for child in list(drawing):
        drawing.remove(child)
    kept = {"class": drawing.get("class", "")}
    drawing.attrib.clear()
    drawing.attrib.update(kept)
    drawing.tag = "span"
    drawing.text = None
    size = f"width:{width}px;height:{height}px"
    drawing.set(
        "style",
        f"display:block;{size};background:url(data:image/svg+xml;base64,{data}) no-repeat 0 0/100% 100%",
    )


# -- the cascade -----------------------------------------------------------------------------------


@dataclass(slots=True)
class _Styles:
    """What a style sheet says of the elements of a page, for as much as drawings need."""

    matcher: Any
    wrappers: dict[Element, Any]
    known: dict[Element, Style] = field(default_factory=dict)

    def __init__(self, root: Element, sheet: str) -> None:
        cssselect2 = import_module("cssselect2")
        self.matcher = cssselect2.Matcher()
        for order, (prelude, declarations) in enumerate(_rules(sheet)):
            try:
                selectors = cssselect2.compile_selector_list(prelude)
            except cssselect2.SelectorError:
                continue  # what it does not know, no drawing on paper is in: `:focus-visible`, `:target`
            for selector in selectors:
                if selector.pseudo_element is None:
                    self.matcher.add_selector(selector, (order, declarations))
        wrapped = cssselect2.ElementWrapper.from_html_root(root)
        self.wrappers = {one.etree_element: one for one in wrapped.iter_subtree()}
        self.known = {}

    def write_into(self, element: Element) -> None:
        style, own = self.of(element), self.own(element)
        size = float(style["font-size"])
        colour = _resolved(style.get("color", "#000"), style, size)
        for name in sorted(PROPERTIES & own.keys()):
            # A halo round words is painted first on the page; WeasyPrint would paint it over them.
            if element.tag != f"{SVG}text" or not name.startswith("stroke"):
                element.set(name, _resolved(style[name], style, size).replace("currentColor", colour))

    def own(self, element: Element) -> Style:
        """The declarations for the element itself, the strongest of each property."""
        found: Style = {}
        for *_, (_, declarations) in sorted(
            self.matcher.match(self.wrappers[element]), key=lambda one: (one[0], one[-1][0])
        ):
            found.update(declarations)
        return found

    def of(self, element: Element) -> Style:
        """Its declarations and what it inherits; font-size in px, without the unit."""
        if element not in self.known:
            parent = self.wrappers[element].parent
            above = self.of(parent.etree_element) if parent is not None else {"font-size": "16"}
            own = self.own(element)
            style = {name: above[name] for name in above if name in INHERITED or name.startswith("--")} | own
            if "font-size" in own:
                size = _resolved(own["font-size"], style, float(above["font-size"]))
                style["font-size"] = size if NUMBER.fullmatch(size) else above["font-size"]
            self.known[element] = style
        return self.known[element]


def _rules(sheet: str) -> Iterator[tuple[Any, Style]]:
    """Selectors and declarations of the style sheet as it is in print, in their order."""
    tinycss2 = import_module("tinycss2")
    for rule in tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True):
        if rule.type == "qualified-rule":
            yield rule.prelude, _declarations(rule.content)
        elif (
            rule.type == "at-rule"
            and rule.lower_at_keyword == "media"
            and PRINT.search(tinycss2.serialize(rule.prelude))
        ):
            yield from _rules(tinycss2.serialize(rule.content))


def _declarations(content: Any) -> Style:
    tinycss2 = import_module("tinycss2")
    found: Style = {}
    for one in tinycss2.parse_blocks_contents(content):
        if one.type == "declaration":
            name, value = one.lower_name, tinycss2.serialize(one.value).strip()
            if name == "font" and (parts := FONT.fullmatch(value)):
                found |= _font(parts)
            elif name in PROPERTIES or name == "color" or name.startswith("--"):
                found[one.name if name.startswith("--") else name] = value
    return found


def _font(parts: re.Match[str]) -> Style:
    found = {"font-size": parts["size"], "font-family": parts["family"]}
    if parts["style"]:
        found["font-style"] = "italic"
    found["font-weight"] = (parts["weight"] or "400").strip()
    return found


def _resolved(value: str, style: Mapping[str, str], size: float) -> str:
    """The value with variables put in and lengths in px, without their unit, as attributes have them."""
    for _ in range(8):  # a variable may name another; a circle of them comes to nothing
        value, times = VARIABLE.subn(lambda found: style.get(found[1], found[2] or "").strip(), value)
        if not times:
            break
    value = PRODUCT.sub(lambda found: f"{float(found[1]) * float(found[3]):.4g}{found[2] or ''}", value)
    units = {"px": 1.0, "rem": REM, "em": size}
    return LENGTH.sub(lambda found: f"{float(found[1]) * units[found[2]]:.4g}", value)
