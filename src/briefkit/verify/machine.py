"""What the head of a brief's page tells machines: it says nothing that the brief does not say.

Readers do not see it, so nobody would notice a title or a digest there that is another's. A page may
leave out any of it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from briefkit.verify.annotations import SAFE
from briefkit.verify.forms import Comparison
from briefkit.verify.language import tag_of
from briefkit.verify.markup import Element, bare, squeezed

DATA_BLOCK = "application/ld+json"
DESCRIPTIONS = frozenset({"description", "og:description"})
ON_THE_PAGE = frozenset({"citation_editor", "og:site_name"})
BETWEEN_DATES = re.compile(r"[^0-9X-]+")

Path = tuple[str, ...]  # the keys that lead to a text, from the outermost; places in lists are left out


@dataclass(frozen=True, slots=True)
class MachineHead(Comparison):
    def look(self) -> None:
        self._look_at_metas([element for element in self.html.page.elements if element.tag == "meta"])
        for element in self.html.page.elements:
            if element.tag == "script" and element.get("type") == DATA_BLOCK:
                self._look_at_data(element)

    # -- <meta name> and <meta property>

    def _look_at_metas(self, metas: list[Element]) -> None:
        for name, values in self._expected().items():
            found = [meta for meta in metas if name in (meta.get("name"), meta.get("property"))]
            if found and [meta.get("content") for meta in found] != values:
                self.forms.disagree(self.html, found[0], f"“{name}” is not what the JSON says")
        dates = {
            "citation_publication_date": self.said.seed.get("date", ""),
            "article:published_time": self.said.about.get("published", ""),
            "article:modified_time": self.said.about.get("updated", ""),
        }
        for meta in metas:
            name, content = meta.get("name") or meta.get("property"), meta.get("content")
            if name in dates and content.replace("/", "-") not in _days(dates[name]):
                self.forms.disagree(self.html, meta, f"“{name}” is not what the JSON says")
            elif (name in DESCRIPTIONS and not self._begins_something(content)) or (
                name in ON_THE_PAGE and not self._stands(content)
            ):
                self.forms.disagree(self.html, meta, f"“{name}” does not stand on the page")
            elif name == "og:locale" and content.replace("_", "-") not in self._languages():
                self.forms.disagree(self.html, meta, "“og:locale” is not the language of the page")

    def _expected(self) -> dict[str, list[str]]:
        seed, here = self.said.seed, [self._address(f"briefs/{self.said.slug}.html")]
        return {
            "citation_title": [self.said.title],
            "og:title": [self.said.title],
            "citation_author": list(seed.get("authors", ())),
            "citation_publisher": _one(seed.get("publisher")),
            "citation_language": _one(self.said.language),
            **dict.fromkeys(("citation_public_url", "citation_fulltext_html_url", "og:url"), here),
        }

    def _address(self, path: str) -> str:
        return f"{self.said.base}/{quote(path, safe=SAFE)}"

    def _languages(self) -> set[str]:
        return {tag_of(self.html.page), *self.said.interface}

    def _begins_something(self, description: str) -> bool:
        """Whether it stands on the page: there, elements may end between two words that no space parts."""
        return bare(description.rstrip("…")) in bare(self.html.text)

    def _stands(self, value: str) -> bool:
        return bool(value) and squeezed(value) in self.html.text

    # -- the block of data

    def _look_at_data(self, element: Element) -> None:
        text = "".join(self.html.page.texts[element.first_text : element.stop_text])
        found: dict[Path, list[str]] = {}
        try:
            for path, value in _texts(json.loads(text)):
                found.setdefault(path, []).append(value)
        except (ValueError, RecursionError):
            self.forms.disagree(self.html, element, "the block of data is no JSON")
            return
        expected, dates = self._data(), self._dates()
        for path, values in found.items():
            if path in expected:
                is_said = values == expected[path]
            elif path in dates:
                is_said = values[1:] == [] and values[0] in _days(dates[path])
            else:
                is_said = path[-1:] == ("@type",) or all(map(self._stands, values))
            if not is_said:
                message = f"“{'.'.join(path)}” of the block of data is not what the brief says"
                self.forms.disagree(self.html, element, message)

    def _data(self) -> Mapping[Path, list[str]]:
        """What stands where; all else there are words of the page."""
        said, seed = self.said, self.said.seed
        file = ("isBasedOn", "encoding")
        return {
            ("@context",): ["https://schema.org"],
            ("@id",): [self._address(f"briefs/{said.slug}.html")],
            ("url",): [self._address(f"briefs/{said.slug}.html")],
            ("name",): [said.title],
            ("author", "name"): list(seed.get("authors", ())),
            ("inLanguage",): _one(said.language),
            ("conditionsOfAccess",): _one(said.about.get("handling")),
            ("creativeWorkStatus",): [said.about["status"].capitalize()],
            ("isPartOf", "url"): [self._address("index.html")],
            ("isBasedOn", "url"): _one(seed.get("source")),
            ("isBasedOn", "publisher", "name"): _one(seed.get("publisher")),
            ("isBasedOn", "copyrightNotice"): _one(seed.get("rights")),
            ("isBasedOn", "license"): _one(seed.get("rights", "").strip()),
            (*file, "contentUrl"): [self._address(f"seeds/{said.seed_path}")],
            (*file, "encodingFormat"): ["text/markdown" if said.seed_path.endswith(".md") else "text/plain"],
            (*file, "contentSize"): [f"{seed['size']} B"],
            (*file, "sha256"): [seed["sha256"]],
        }

    def _dates(self) -> Mapping[Path, str]:
        return {
            ("datePublished",): self.said.about.get("published", ""),
            ("dateModified",): self.said.about.get("updated", ""),
            ("isBasedOn", "datePublished"): self.said.seed.get("date", ""),
        }


def _one(value: str | None) -> list[str]:
    return [value] if value else []


def _days(date: str) -> set[str]:
    """The years, months and days that an EDTF date names, in ISO 8601; a digit X counts as 0."""
    parts = [part.replace("X", "0") for part in BETWEEN_DATES.split(date) if part]
    return {part[:length] for part in parts for length in (4, 7, 10) if len(part) >= length}


def _texts(data: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every value of the data that is no list or object, as text."""
    if isinstance(data, dict):
        for name, value in data.items():
            yield from _texts(value, (*path, name))
    elif isinstance(data, list):
        for value in data:
            yield from _texts(value, path)
    else:
        yield path, data if isinstance(data, str) else json.dumps(data)
