"""Where the source and the brief come from: what stands at the head of the page and in a citation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from briefkit.addresses import absolute, brief_path, link, seed_path
from briefkit.brief import About, Brief, Settings
from briefkit.facts import Foreign
from briefkit.site.frame import markdown_of
from briefkit.site.label_view import LinkView
from briefkit.site.wording import RELIABILITY, bracketed, capitalised, counted, date_in_words, enumerated

WHICH_AND_WHY = LinkView(" ", "#_refused", "#_refused", "which, and why")


@dataclass(slots=True)
class FactView:
    name: str
    words: str
    href: str = ""
    md: str = ""  # the same from the Markdown form


@dataclass(slots=True)
class BannerView:
    """What a reader must know before the first word."""

    words: str
    links: Sequence[LinkView] = ()


@dataclass(slots=True)
class SeedView:
    file: str
    href: str  # "" where the seed is not shipped
    size: int
    sha256: str
    short: str
    groups: Sequence[str]


def banners(brief: Brief, foreign: Foreign, page: str) -> Iterator[BannerView]:
    about = brief.about
    if about.status in ("revised", "recalled"):
        reason = f" {capitalised(about.reason)}" if about.reason else ""
        yield BannerView(f"This brief has been {about.status}.{reason}")
    if foreign.superseded_by:
        briefs = [_to_brief(page, slug, foreign) for slug in foreign.superseded_by]
        links = [one._replace(before=", " if number else " ") for number, one in enumerate(briefs)]
        yield BannerView("Superseded by", links)
    if brief.refused:
        count = counted(len(brief.refused), "label")
        are = "is" if len(brief.refused) == 1 else "are"
        yield BannerView(f"{capitalised(count)} {are} not shown:", [WHICH_AND_WHY])


def _to_brief(page: str, slug: str, foreign: Foreign) -> LinkView:
    title = foreign.titles.get(slug, slug)
    href = link(page, brief_path(slug))
    return LinkView("", href, markdown_of(href), title)


def facts_of_the_source(about: About) -> Iterator[FactView]:
    """What is known of the source, that of the editors in brackets."""

    def words(field: str, text: str) -> str:
        return bracketed(text, field in about.supplied)

    authors = enumerated(about.authors) if about.authors else "not stated"
    yield FactView("Authors" if len(about.authors) > 1 else "Author", words("authors", authors))
    yield FactView("Date", words("date", date_in_words(about.date) if about.date else "not stated"))
    if about.publisher:
        yield FactView("Publisher", words("publisher", about.publisher))
    if about.descriptor:
        yield FactView("Source", words("descriptor", about.descriptor))
    if about.source:
        host = urlsplit(about.source).netloc or about.source
        yield FactView("From", words("source", host), about.source, about.source)
    if about.accessed:
        yield FactView("Accessed", words("accessed", date_in_words(about.accessed)))
    if about.reliability:
        meaning = RELIABILITY.get(about.reliability)
        grade = f"{about.reliability}, {meaning}" if meaning else about.reliability
        yield FactView("Reliability", words("reliability", grade))
    if about.language:
        yield FactView("Language", words("language", about.language))
    if about.rights:
        yield FactView("Rights", words("rights", about.rights))


def facts_of_the_edition(brief: Brief, foreign: Foreign, page: str) -> Iterator[FactView]:
    """Who made the brief, and when."""
    about = brief.about
    if brief.editors:
        yield FactView("Annotated by", enumerated(brief.editors.values()))
    if about.published:
        yield FactView("Published", date_in_words(about.published))
    if about.updated:
        yield FactView("Updated", date_in_words(about.updated))
    if about.supersedes:
        earlier = _to_brief(page, about.supersedes, foreign)
        yield FactView("Supersedes", earlier.words, earlier.href, earlier.md)


def seed_view(brief: Brief, page: str) -> SeedView:
    seed = brief.seed
    return SeedView(
        file=seed.path,
        href=link(page, seed_path(seed.path)) if brief.publish == "full" else "",
        size=seed.size,
        sha256=seed.sha256,
        short=f"{seed.sha256[:8]}…{seed.sha256[-8:]}",
        groups=[seed.sha256[start : start + 8] for start in range(0, 64, 8)],
    )


def citation(settings: Settings, brief: Brief) -> str:
    """Names both makers: the source's, and "annotated by" the editors."""
    about = brief.about
    made = about.updated or about.published

    def part(field: str, words: str) -> str:
        return bracketed(words, field in about.supplied)

    parts = [
        part("authors", enumerated(about.authors)) if about.authors else "",
        part("title", about.title),
        part("publisher", about.publisher) if about.publisher else "",
        part("date", date_in_words(about.date)) if about.date else "",
        f"Annotated by {enumerated(brief.editors.values())}" if brief.editors else "",
        settings.publisher or settings.title,
        date_in_words(made) if made else "",
        absolute(settings.url, brief_path(brief.slug)) if settings.url else "",
        f"Seed SHA-256 {brief.seed.sha256}",
    ]
    return (
        ". ".join(
            capitalised(words.rstrip(".")) if not words.startswith("http") else words
            for words in parts
            if words
        )
        + "."
    )
