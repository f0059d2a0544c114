"""What a brief's page tells machines about itself: schema.org as JSON-LD, Highwire and Open Graph tags.

Google Scholar and Zotero read `citation_*`, search engines JSON-LD, messengers `og:`. All three
say what the page's head and its sentence of citation say.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from markupsafe import Markup

from briefkit.addresses import absolute, brief_path, index_path, seed_path
from briefkit.brief import About, Brief, Settings, Statement
from briefkit.edtf import NotEdtf, parse
from briefkit.exports.reference import Name, in_a_line, name, plain_iso, plain_text

Json = dict[str, Any]

DESCRIPTION = 155  # characters; longer ones are cut wherever they are shown
ADDRESS = re.compile(r"https?://[^\s<>]+")
REGION = re.compile(r"(?P<language>[a-z]{2,3})-(?P<region>[A-Z]{2})")
# In a script element HTML knows no escapes, and `</script` or `<!--` would end or stretch it.
UNSAFE = str.maketrans({character: f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"})


class Meta(NamedTuple):
    """A pair of a page's head, in words that the template escapes."""

    name: str
    content: str


@dataclass(frozen=True, slots=True)
class MachineView:
    """What the head of a brief's page holds for machines."""

    names: tuple[Meta, ...]  # <meta name content>
    properties: tuple[Meta, ...]  # <meta property content>, as Open Graph writes them
    json_ld: Markup  # the whole content of <script type="application/ld+json">


def machine_view(brief: Brief, settings: Settings) -> MachineView:
    description = _description(brief)
    return MachineView(
        tuple(_names(brief, settings, description)),
        tuple(_properties(brief, settings)),
        json_ld(brief, settings),
    )


# -- Highwire --------------------------------------------------------------------------------------


def _names(brief: Brief, settings: Settings, description: str) -> Iterator[Meta]:
    about = brief.about
    if description:
        yield Meta("description", description)
    yield Meta("citation_title", about.title)
    for author in about.authors:
        yield Meta("citation_author", author)
    for editor in brief.editors.values():
        yield Meta("citation_editor", editor)
    if date := _with_slashes(about.date):
        yield Meta("citation_publication_date", date)
    if about.publisher:
        yield Meta("citation_publisher", about.publisher)
    if about.language:
        yield Meta("citation_language", about.language)
    if settings.url:
        address = absolute(settings.url, brief_path(brief.slug))
        yield Meta("citation_public_url", address)
        yield Meta("citation_fulltext_html_url", address)


def _with_slashes(edtf: str | None) -> str | None:
    """2016/07/14 as Scholar asks for it: the first day that is known, as exactly as it is written."""
    if edtf is None:
        return None
    try:
        day = parse(edtf).earliest
    except NotEdtf:
        return None
    if day is None or not 0 < day[0] <= 9999:
        return None
    written = edtf.partition("/")[0].partition("T")[0].rstrip("?~%")
    exact = plain_iso(written) or f"{day[0]:04}"
    return exact.replace("-", "/")


# -- Open Graph ------------------------------------------------------------------------------------


def _properties(brief: Brief, settings: Settings) -> Iterator[Meta]:
    about = brief.about
    yield Meta("og:type", "article")
    yield Meta("og:title", about.title)
    yield Meta("og:site_name", settings.title)
    if settings.url:
        yield Meta("og:url", absolute(settings.url, brief_path(brief.slug)))
    if found := REGION.fullmatch(settings.language):
        yield Meta("og:locale", f"{found['language']}_{found['region']}")
    for what, date in (("published", about.published), ("modified", about.updated)):
        if iso := plain_iso(date):
            yield Meta(f"article:{what}_time", iso)


def _description(brief: Brief) -> str:
    """How the summary begins; without one, the first judgment; "" where there is neither."""
    if brief.about.summary:
        return _cut(plain_text(brief.about.summary))
    statements = {label.address: label.body for label in brief.labels if isinstance(label.body, Statement)}
    judgments = (statements[address] for address in brief.key_judgments if address in statements)
    return _cut(in_a_line(next((judgment.sentence for judgment in judgments), "")))


def _cut(text: str) -> str:
    """At most 155 characters, cut between words."""
    if len(text) <= DESCRIPTION:
        return text
    whole, _, _ = text[:DESCRIPTION].rpartition(" ")
    return (whole or text[: DESCRIPTION - 1]).rstrip(" ,;:–-") + "…"


# -- schema.org ------------------------------------------------------------------------------------


def json_ld(brief: Brief, settings: Settings) -> Markup:
    """The brief as a schema.org Report that is based on its source; in one line, safe inside <script>."""
    about = brief.about
    page = absolute(settings.url, brief_path(brief.slug)) if settings.url else None
    node = _without_gaps(
        {
            "@context": "https://schema.org",
            "@type": "Report",
            "@id": page,
            "url": page,
            "name": about.title,
            "author": [_maker(name(author)) for author in about.authors],
            "editor": [_maker(name(editor)) for editor in brief.editors.values()],
            "datePublished": plain_iso(about.published),
            "dateModified": plain_iso(about.updated),
            "inLanguage": about.language,
            "publisher": {"@type": "Organization", "name": settings.publisher}
            if settings.publisher
            else None,
            "isPartOf": _archive(settings),
            "isBasedOn": _source(brief, settings),
            "conditionsOfAccess": about.handling,
            "creativeWorkStatus": about.status.capitalize() if about.status != "active" else None,
        }
    )
    text = json.dumps(node, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.translate(UNSAFE))  # no character of it ends the element


def _archive(settings: Settings) -> Json:
    url = absolute(settings.url, index_path()) if settings.url else None
    return _without_gaps({"@type": "Collection", "name": settings.title, "url": url})


def _source(brief: Brief, settings: Settings) -> Json:
    """The source, and the seed as the file that holds it, with its fixity."""
    about, seed = brief.about, brief.seed
    shipped = settings.url and brief.publish == "full"
    file = {
        "@type": "MediaObject",
        "contentUrl": absolute(settings.url, seed_path(seed.path)) if shipped else None,
        "encodingFormat": "text/markdown" if seed.path.endswith(".md") else "text/plain",
        "contentSize": f"{seed.size} B",
        "sha256": seed.sha256,
    }
    return _without_gaps(
        {
            "@type": "CreativeWork",
            "url": about.source,
            "datePublished": plain_iso(about.date),
            "publisher": _organization(about.publisher),
            **_rights(about),
            "encoding": _without_gaps(file),
        }
    )


def _rights(about: About) -> Json:
    """A licence is an address; all else that is said of rights is a notice."""
    if about.rights is None:
        return {}
    licence = ADDRESS.fullmatch(about.rights.strip())
    return {"license": licence[0]} if licence else {"copyrightNotice": about.rights}


def _maker(maker: Name) -> Json:
    """A person where the name tells so, else a name alone: neither a person nor an organisation by guess."""
    if not maker.given:
        return {"name": maker.family}
    return {
        "@type": "Person",
        "name": maker.whole,
        "givenName": maker.given,
        "familyName": maker.family,
    }


def _organization(name: str | None) -> Json | None:
    return {"@type": "Organization", "name": name} if name else None


def _without_gaps(node: Json) -> Json:
    return {key: value for key, value in node.items() if value}
