"""HTML as a browser reads it, so far as it is written without leaving anything to be guessed.

A browser mends what is badly nested, and every browser's mending can move words. So a page is
proved only if there is nothing to mend: each element is closed where it was opened, and what
would make a browser read the rest in another way is not there. That takes one pass in linear
time over any text at all; html.parser needs quadratic time for some, and raises for others.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import unescape

TAG = re.compile(r"""<(/?)([A-Za-z][A-Za-z0-9-]*)((?:[^<>"']|"[^"]*+"|'[^']*+')*+)>""")
ATTRIBUTE = re.compile(r"""\s+([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>=`]+)))?""")
REMAINDER = re.compile(r"\s*(/?)")
COMMENT = re.compile(r"<!--(?!-?>)((?:(?!--!?>).)*+)-->", re.DOTALL)
DOCTYPE = re.compile(r"<!doctype html>", re.IGNORECASE)
NOT_SPACE = re.compile(r"[^\t\n\f\r ]")

VOID = frozenset("area br col hr img input link meta source track wbr".split())
RAW = frozenset({"script", "style"})  # read as it stands up to the end tag
ESCAPABLE = frozenset({"title", "textarea"})  # the same, but for character references
# What follows them is read otherwise, or from elsewhere, or only with scripts off.
REFUSED = frozenset(
    "base embed frame frameset iframe listing noembed noframes noscript object plaintext template xmp".split()
)
CLOSES_P = frozenset(
    "address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form"
    " h1 h2 h3 h4 h5 h6 header hgroup hr main menu nav ol p pre search section summary table ul".split()
)
NOT_IN_ITSELF = frozenset({"a", "button", "form", "li", "option", "dt", "dd"})
NESTS_ANEW = {"li": {"ul", "ol", "menu"}, "dt": {"dl"}, "dd": {"dl"}}
# A name that HTML and SVG do not know says nothing to a browser: what it was meant to say is lost.
ATTRIBUTES = frozenset(
    "abbr accept-charset accesskey action align alt async autocomplete autofocus charset checked cite class"
    " color cols colspan content contenteditable controls coords crossorigin datetime decoding defer dir"
    " dirname disabled download draggable enctype enterkeyhint fetchpriority for form headers height hidden"
    " high href hreflang http-equiv id imagesizes imagesrcset inert inputmode integrity is ismap itemid"
    " itemprop itemref itemscope itemtype kind label lang list loading loop low max maxlength media method"
    " min minlength multiple name nomodule nonce novalidate open optimum pattern ping placeholder popover"
    " poster preload property readonly referrerpolicy rel required reversed role rows rowspan sandbox scope"
    " selected shape size sizes slot span spellcheck src srclang srcset start step style tabindex target"
    " title translate type usemap value width wrap"
    # SVG
    " clip-path clip-rule cx cy d dominant-baseline dx dy fill fill-opacity fill-rule font-family font-size"
    " font-style font-weight fx fy gradienttransform gradientunits marker-end marker-mid marker-start"
    " markerheight markerunits markerwidth mask offset opacity orient paint-order pathlength patterntransform"
    " patternunits points preserveaspectratio r refx refy rotate rx ry spreadmethod stop-color stop-opacity"
    " stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit"
    " stroke-opacity stroke-width text-anchor textlength transform vector-effect version viewbox x x1 x2"
    " xlink:href xml:lang xml:space xmlns xmlns:xlink y y1 y2".split()
)
ELEMENTS = frozenset(
    "a abbr address area article aside audio b bdi bdo blockquote body br button canvas caption cite code col"
    " colgroup data datalist dd del details dfn dialog div dl dt em fieldset figcaption figure footer form h1"
    " h2 h3 h4 h5 h6 head header hgroup hr html i img input ins kbd label legend li link main map mark math"
    " menu meta meter nav ol optgroup option output p picture pre progress q rp rt ruby s samp script search"
    " section select slot small source span strong style sub summary sup svg table tbody td textarea tfoot th"
    " thead time title tr track u ul var video wbr"
    # SVG
    " animate circle clippath defs desc ellipse filter g image line lineargradient marker mask metadata path"
    " pattern polygon polyline radialgradient rect stop switch symbol text textpath tspan use view".split()
)
FREE = ("data-", "aria-", "on")
DEPTH = 500  # deeper, browsers flatten (Chromium at 512)
FAULTS = 20  # of one page; more say nothing new
TABLE_PARTS = {
    "table": {"caption", "colgroup", "thead", "tbody", "tfoot", "tr"},
    "thead": {"tr"},
    "tbody": {"tr"},
    "tfoot": {"tr"},
    "tr": {"td", "th"},
}


NO_WORDS = TABLE_PARTS.keys() | set("html head ul ol dl svg g defs symbol".split()) | {""}


@dataclass(slots=True)
class Element:
    """An element of a page; its descendants and their texts are runs in the page's two lists."""

    tag: str
    attributes: dict[str, str]  # a name without a value has ""
    at: int  # the offset of its "<" in the page's text
    index: int  # its place in `Page.elements`
    first_text: int
    parent: Element | None
    stop: int = 0  # the place after its last descendant
    stop_text: int = 0

    def get(self, name: str) -> str:
        return self.attributes.get(name, "")

    def has(self, name: str) -> bool:
        return name in self.attributes

    @property
    def classes(self) -> list[str]:
        return self.attributes["class"].split() if "class" in self.attributes else []


@dataclass(slots=True)
class Page:
    """A page's elements in the order of their start tags, and its texts between the tags."""

    text: str
    elements: list[Element] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)  # as a browser reads them
    texts_at: list[int] = field(default_factory=list)  # the offset of each in the page's text
    faults: list[tuple[int, str]] = field(default_factory=list)  # offset, what is wrong

    def inside(self, element: Element) -> list[Element]:
        return self.elements[element.index + 1 : element.stop]

    def with_class(self, name: str, within: Element | None = None) -> Iterator[Element]:
        for element in self.inside(within) if within else self.elements:
            if name in element.classes:
                yield element

    def words(self, element: Element) -> str:
        """The element's textContent, less its descendants marked `data-apparatus`."""
        return "".join(text for text, _ in self.pieces(element))

    def spoken(self, element: Element) -> str:
        """The same with a space wherever an element begins or ends, and every run of white space as one."""
        return squeezed(text for text, _ in self.pieces(element))

    def pieces(self, element: Element) -> Iterator[tuple[str, int]]:
        """The texts that `words` joins, each with its place in `texts`."""
        here = element.first_text
        for inner in self.inside(element):
            if inner.has("data-apparatus") and inner.first_text >= here:
                yield from zip(
                    self.texts[here : inner.first_text], range(here, inner.first_text), strict=True
                )
                here = inner.stop_text
        yield from zip(self.texts[here : element.stop_text], range(here, element.stop_text), strict=True)


def read_page(text: str) -> Page:
    """The page, with every fault that leaves open how a browser would read it."""
    reader = _Reader(text)
    reader.read()
    return reader.page


class _Reader:
    def __init__(self, text: str) -> None:
        self.page = Page(text)
        self.open: list[Element] = []
        self.open_tags: Counter[str] = Counter()

    def fault(self, at: int, message: str) -> None:
        if len(self.page.faults) < FAULTS:
            self.page.faults.append((at, message))

    def read(self) -> None:
        text, here = self.page.text, 0
        if "\0" in text:
            self.fault(text.index("\0"), "the page holds U+0000, which a browser drops")
        while here < len(text):
            start = text.find("<", here)
            self._text(text[here:start] if start >= 0 else text[here:], here)
            if start < 0:
                break
            if len(self.open) > DEPTH:
                self.fault(start, f"elements stand more than {DEPTH} deep; the rest was not read")
                break
            if tag := TAG.match(text, start):
                here = self._end_tag(tag) if tag[1] else self._start_tag(tag)
            elif other := COMMENT.match(text, start) or DOCTYPE.match(text, start):
                here = other.end()
            else:
                # Where it would end is a guess, and so is all that follows.
                self.fault(start, "here stands a “<” that begins no whole tag; the rest was not read")
                break
        for element in self.open:
            self.fault(element.at, f"<{element.tag}> is not closed")
        self._close(0)

    def _text(self, raw: str, at: int) -> None:
        if not raw:
            return
        parent = self.open[-1].tag if self.open else ""
        if parent in NO_WORDS and NOT_SPACE.search(raw):
            self.fault(at, f"words stand in <{parent}>, where a browser has no place for them")
        text = raw
        if "\r" in text:  # a browser reads a line end of the file as LF; a CR needs a character reference
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        if parent == "pre" and self.page.elements[-1] is self.open[-1] and not self._has_text(self.open[-1]):
            text = text.removeprefix("\n")
        self._append(unescape(text) if "&" in text else text, at)

    def _append(self, text: str, at: int) -> None:
        self.page.texts.append(text)
        self.page.texts_at.append(at)

    def _has_text(self, element: Element) -> bool:
        return len(self.page.texts) > element.first_text

    def _start_tag(self, tag: re.Match[str]) -> int:
        name = tag[2].lower()
        attributes, closed = self._attributes(tag)
        parent = self.open[-1] if self.open else None
        self._look_at_nesting(name, tag.start())
        elements, texts = self.page.elements, self.page.texts
        element = Element(name, attributes, tag.start(), len(elements), len(texts), parent)
        element.stop, element.stop_text = len(elements) + 1, len(texts)
        elements.append(element)
        in_svg = name == "svg" or self.open_tags["svg"] > 0
        if in_svg and name in RAW:
            self.fault(
                tag.start(), f"<{name}> stands in <svg>, where a browser reads it as it reads all else"
            )
        elif name in RAW or (name in ESCAPABLE and not in_svg):
            return self._raw(element, tag.end())
        if closed and not in_svg and name not in VOID:
            self.fault(tag.start(), f"<{name}/> is not closed by its slash")
        if name not in VOID and not (closed and in_svg):
            self.open.append(element)
            self.open_tags[name] += 1
        return tag.end()

    def _attributes(self, tag: re.Match[str]) -> tuple[dict[str, str], bool]:
        found: dict[str, str] = {}
        here, end = tag.start(3), tag.end(3)
        while one := ATTRIBUTE.match(self.page.text, here, end):
            name, value = one[1].lower(), one[2] or one[3] or one[4] or ""
            if name not in ATTRIBUTES and not name.startswith(FREE):
                self.fault(one.start(1), f"“{name}” is no attribute of HTML")
            if name in found:
                self.fault(one.start(1), f"the attribute “{name}” stands twice")
            found[name] = unescape(value) if "&" in value else value
            here = one.end()
        remainder = REMAINDER.match(self.page.text, here, end)
        if remainder is None or remainder.end() != end:
            self.fault(here, f"<{tag[2]}> holds something that is no attribute")
        return found, bool(remainder and remainder[1])

    def _look_at_nesting(self, name: str, at: int) -> None:
        if name in REFUSED:
            self.fault(at, f"<{name}> changes how a browser reads the page")
        elif name not in ELEMENTS and ("-" not in name or self.open_tags["svg"]):
            self.fault(at, f"<{name}> is no element of HTML")
        parent = self.open[-1].tag if self.open else ""
        if parent in TABLE_PARTS and name not in TABLE_PARTS[parent] | {"script"}:
            self.fault(at, f"<{name}> stands in <{parent}>, from where a browser moves it")
        if name in CLOSES_P and self.open_tags["p"]:
            self.fault(at, f"<{name}> stands in <p>, which a browser ends before it")
        if name in NOT_IN_ITSELF and self.open_tags[name]:
            for one in reversed(self.open):
                if one.tag == name:
                    self.fault(at, f"<{name}> stands in <{name}>, which a browser ends before it")
                if one.tag == name or one.tag in NESTS_ANEW.get(name, ()):
                    break

    def _raw(self, element: Element, start: int) -> int:
        """The text of a script, style, title or textarea, up to its end tag."""
        end = re.compile(rf"</{element.tag}\s*>", re.IGNORECASE).search(self.page.text, start)
        if end is None:
            self.fault(element.at, f"<{element.tag}> is not closed")
            return len(self.page.text)
        raw = self.page.text[start : end.start()].replace("\r\n", "\n").replace("\r", "\n")
        self._append(unescape(raw) if element.tag in ESCAPABLE else raw, start)
        element.stop_text = len(self.page.texts)
        return end.end()

    def _end_tag(self, tag: re.Match[str]) -> int:
        name = tag[2].lower()
        for depth in range(len(self.open) - 1, -1, -1):
            if self.open[depth].tag == name:
                for unclosed in self.open[depth + 1 :]:
                    self.fault(unclosed.at, f"<{unclosed.tag}> is not closed where it was opened")
                self._close(depth)
                return tag.end()
        self.fault(tag.start(), f"</{name}> closes nothing")
        return tag.end()

    def _close(self, depth: int) -> None:
        for element in self.open[depth:]:
            element.stop = len(self.page.elements)
            element.stop_text = len(self.page.texts)
            self.open_tags[element.tag] -= 1
        del self.open[depth:]


def squeezed(text: str | Iterable[str]) -> str:
    """The text with every run of white space as one space, and none at its ends."""
    return " ".join(text.split() if isinstance(text, str) else " ".join(text).split())


def bare(text: str) -> str:
    """The text without white space: what Markdown and HTML show alike, wherever lines and elements end."""
    return "".join(text.split())
