"""Where the source and the brief come from: what stands at the head of the page and in a citation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from briefkit.addresses import absolute, brief_path, link, seed_path
from briefkit.brief import About, Brief, Settings
from briefkit.facts import Foreign
from briefkit.interface import Interface
from briefkit.site.frame import markdown_of
from briefkit.site.label_view import LinkView
from briefkit.wording import bracketed, capitalised


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


def banners(brief: Brief, foreign: Foreign, page: str, words: Interface) -> Iterator[BannerView]:
    about = brief.about
    if about.status in ("revised", "recalled"):
        reason = f" {capitalised(about.reason)}" if about.reason else ""
        said = words.brief_revised if about.status == "revised" else words.brief_recalled
        yield BannerView(said + reason)
    if foreign.superseded_by:
        briefs = [_to_brief(page, slug, foreign) for slug in foreign.superseded_by]
        links = [one._replace(before=words.comma if number else " ") for number, one in enumerate(briefs)]
        yield BannerView(words.superseded_by, links)
    if brief.refused:
        which = LinkView(" ", "#_refused", "#_refused", words.which_and_why)
        yield BannerView(words.count("labels_not_shown", len(brief.refused)), [which])


def _to_brief(page: str, slug: str, foreign: Foreign) -> LinkView:
    title = foreign.titles.get(slug, slug)
    href = link(page, brief_path(slug))
    return LinkView("", href, markdown_of(href), title)


def facts_of_the_source(about: About, words: Interface) -> Iterator[FactView]:
    """What is known of the source, that of the editors in brackets."""

    def fact(field: str, name: str, told: str, href: str = "") -> FactView:
        return FactView(name, bracketed(told, field in about.supplied), href, href)

    authors = words.listing(about.authors) if about.authors else words.not_stated
    yield fact("authors", words.authors if len(about.authors) > 1 else words.author, authors)
    yield fact("date", words.date_of_source, words.date(about.date) if about.date else words.not_stated)
    if about.publisher:
        yield fact("publisher", words.publisher, about.publisher)
    if about.descriptor:
        yield fact("descriptor", words.source, about.descriptor)
    if about.source:
        host = urlsplit(about.source).netloc or about.source
        yield fact("source", words.from_site, host, about.source)
    if about.accessed:
        yield fact("accessed", words.accessed, words.date(about.accessed))
    if about.reliability:
        meaning = words.code("reliability", about.reliability)  # the NATO Admiralty code, AJP-2.1
        grade = words.say("reliability_graded", grade=about.reliability, meaning=meaning)
        yield fact("reliability", words.reliability, grade)
    if about.language:
        yield fact("language", words.language_of_source, about.language)
    if about.rights:
        yield fact("rights", words.rights, about.rights)


def facts_of_the_edition(brief: Brief, foreign: Foreign, page: str, words: Interface) -> Iterator[FactView]:
    """Who made the brief, and when."""
    about = brief.about
    if brief.editors:
        yield FactView(words.annotated_by, words.listing(brief.editors.values()))
    if about.published:
        yield FactView(words.published, words.date(about.published))
    if about.updated:
        yield FactView(words.updated, words.date(about.updated))
    if about.supersedes:
        earlier = _to_brief(page, about.supersedes, foreign)
        yield FactView(words.supersedes, earlier.words, earlier.href, earlier.md)


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


def citation(settings: Settings, brief: Brief, words: Interface) -> str:
    """Names both makers: the source's, and "annotated by" the editors."""
    about = brief.about
    made = about.updated or about.published

    def part(field: str, told: str) -> str:
        return bracketed(told, field in about.supplied)

    parts = [
        part("authors", words.listing(about.authors)) if about.authors else "",
        part("title", about.title),
        part("publisher", about.publisher) if about.publisher else "",
        part("date", words.date(about.date)) if about.date else "",
        words.say("cited_editors", editors=words.listing(brief.editors.values())) if brief.editors else "",
        settings.publisher or settings.title,
        words.date(made) if made else "",
        absolute(settings.url, brief_path(brief.slug)) if settings.url else "",
        words.say("cited_digest", digest=brief.seed.sha256),
    ]
    return (
        ". ".join(one if one.startswith("http") else capitalised(one.rstrip(".")) for one in parts if one)
        + "."
    )
