"""What every page of the site has: its language, its name, its way home, its handling."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from briefkit.addresses import absolute, index_path, judgments_path, link
from briefkit.brief import Settings
from briefkit.interface import Interface, interface_for
from briefkit.site.theme import Theme

RIGHT_TO_LEFT = frozenset("ar arc ckb dv fa he ks nqo ps sd syr ug ur yi".split())
RIGHT_TO_LEFT_SCRIPTS = frozenset("adlm arab hebr nkoo rohg syrc thaa".split())
STYLE, LISTS, SCRIPT, SEARCH, ICON = "style.css", "lists.css", "script.js", "search.js", "icon.svg"
# A value that HTML needs no quotes for (13.1.2.3), and that no empty element ends behind.
QUOTED = re.compile(rb'="([\w#./-]+)"(?=[ >])')


Pair = tuple[tuple[str, bytes], tuple[str, bytes]]  # path and content of a page in HTML and in Markdown


@dataclass(slots=True)
class FrameView:
    """The head and foot of a page."""

    language: str
    direction: str  # ltr or rtl
    title: str  # of the window
    icon: str
    style: str
    script: str
    search: str  # the field on the index
    lists: str  # the style sheet of pages that are lists
    home: str
    judgments: str  # the page of what all briefs judge; "" where it is this one, or none of its kin
    archive: str
    markdown: str  # the page's other form, from here
    canonical: str  # "" where the archive has no url
    handling: str
    drafts: bool
    version: str


@dataclass(frozen=True, slots=True)
class Site:
    """What all pages of one build share."""

    settings: Settings
    theme: Theme
    version: str
    drafts: bool = False
    # Whether the page of judgments has a row. What a brief's page shows is its own, so it is not told.
    has_judgments: bool = False

    @property
    def words(self) -> Interface:
        return interface_for(self.settings.language)

    def frame(self, page: str, title: str, handling: str | None = None) -> FrameView:
        settings = self.settings
        return FrameView(
            language=self.words.language,
            direction=self.words.direction,
            title=title if title == settings.title else f"{title} · {settings.title}",
            icon=link(page, self.theme.asset(ICON)),
            style=link(page, self.theme.asset(STYLE)),
            script=link(page, self.theme.asset(SCRIPT)),
            search=link(page, index_path(), "_search"),
            lists=link(page, self.theme.asset(LISTS)),
            home=link(page, index_path()) or "#_top",
            judgments=link(page, judgments_path()) if self.has_judgments and page != judgments_path() else "",
            archive=settings.title,
            markdown=link(page, markdown_of(page)),
            canonical=absolute(settings.url, page) if settings.url else "",
            handling=handling or "",
            drafts=self.drafts,
            version=self.version,
        )

    def render(self, page: str, template: str, view: dict[str, Any]) -> Pair:
        """The page in both its forms; their templates have one name and two endings."""
        markdown = markdown_of(page)
        view = {"words": self.words, **view}
        return (
            (page, _lighter(self.theme.render(f"{template}.html.j2", view))),
            (markdown, self.theme.render(f"{template}.md.j2", view)),
        )


def _lighter(page: bytes) -> bytes:
    """The page without needless quotes: a thirtieth of its weight.

    In text and in data every quotation mark is escaped, so only attributes are met.
    """
    parts = QUOTED.split(page)  # twice as quick as `sub`: every other part is a value
    parts[1::2] = [b"=" + value for value in parts[1::2]]
    return b"".join(parts)


def markdown_of(page: str) -> str:
    return page.removesuffix(".html") + ".md"


def language_attributes(language: str | None) -> Markup:
    """`lang` and `dir` of what the source says; without a language the direction is found."""
    if not language:
        return Markup(' dir="auto"')
    primary, *others = language.lower().split("-")
    scripts = {tag for tag in others if len(tag) == 4}
    leftwards = bool(scripts & RIGHT_TO_LEFT_SCRIPTS) if scripts else primary in RIGHT_TO_LEFT
    return Markup(f' lang="{escape(language)}" dir="{"rtl" if leftwards else "ltr"}"')
