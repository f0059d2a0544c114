"""A brief's citation in every format that reference managers read, each a file beside its page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from briefkit.addresses import brief_path
from briefkit.brief import Brief, Settings
from briefkit.exports import bibtex, csl_json, ris
from briefkit.exports.reference import Reference, reference


class Format(NamedTuple):
    title: str  # a name, which is the same in every language
    write: Callable[[Reference], bytes]


# Ending → format, in the order in which a page offers them.
FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "bib": Format("BibTeX", bibtex.write),
        "ris": Format("RIS", ris.write),
        "csl.json": Format("CSL-JSON", csl_json.write),
    }
)


def citation_files(brief: Brief, settings: Settings) -> Iterator[tuple[str, bytes]]:
    """Path in build/ and content of each format."""
    cited = reference(brief, settings)
    for ending, format in FORMATS.items():
        yield brief_path(brief.slug, ending), format.write(cited)
