"""What the head of a brief's page tells machines: it says nothing that the brief does not say.

Readers do not see it, so nobody would notice a title or a digest there that is another's.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from briefkit.verify.forms import Comparison
from briefkit.verify.markup import Element, squeezed

DATA_BLOCK = "application/ld+json"
WITHOUT_CERTAINTY = str.maketrans({"X": "0", "~": None, "?": None, "%": None, "-": "/"})


@dataclass(frozen=True, slots=True)
class MachineHead(Comparison):
    def look(self) -> None:
        page = self.html.page
        metas = [element for element in page.elements if element.tag == "meta"]
        for name, values in self._expected().items():
            found = [meta for meta in metas if name in (meta.get("name"), meta.get("property"))]
            if found and [meta.get("content") for meta in found] != values:
                self.forms.disagree(self.html, found[0], f"“{name}” is not what the JSON says")
        for meta in metas:
            self._look_at_meta(meta)
        for element in page.elements:
            if element.tag == "script" and element.get("type") == DATA_BLOCK:
                self._look_at_data(element)

    def _expected(self) -> dict[str, list[str]]:
        seed = self.said.seed
        return {
            "citation_title": [self.said.title],
            "og:title": [self.said.title],
            "citation_author": list(seed.get("authors", ())),
            "citation_publisher": [seed[name] for name in ("publisher",) if name in seed],
            "citation_language": [self.said.language] if self.said.language else [],
        }

    def _look_at_meta(self, meta: Element) -> None:
        name, content = meta.get("name") or meta.get("property"), meta.get("content")
        if name == "citation_publication_date":
            # "2016/07" of the date 2016-07~: its first day, as exactly as it is known.
            date = self.said.seed.get("date", "").translate(WITHOUT_CERTAINTY)
            if not content or content not in date:
                self.forms.disagree(self.html, meta, f"“{name}” is not what the JSON says")
        elif name in ("description", "og:description"):
            if _close(content.rstrip("…")) not in _close(self.html.text):
                self.forms.disagree(self.html, meta, f"“{name}” does not stand on the page")
        elif name == "citation_editor" and squeezed(content) not in self.html.text:
            self.forms.disagree(self.html, meta, f"“{content}” does not stand on the page")

    def _look_at_data(self, element: Element) -> None:
        text = "".join(self.html.page.texts[element.first_text : element.stop_text])
        try:
            data = json.loads(text)
        except ValueError:
            self.forms.disagree(self.html, element, "the block of data is no JSON")
            return
        seed = self.said.seed
        allowed = {
            "name": {self.said.title, *seed.get("authors", ())},
            "sha256": {seed["sha256"]},
            "contentSize": {f"{seed['size']} B"},
            "url": {seed.get("source", "")},
        }
        for key, value in _values(data):
            known = value in allowed.get(key, ()) or self._stands(key, value)
            if key in allowed and not known:
                message = f"“{key}” of the block of data is “{value}”, which the brief does not say"
                self.forms.disagree(self.html, element, message)

    def _stands(self, key: str, value: str) -> bool:
        """A name of an editor or of the archive stands on the page; an address is one of this site's."""
        return squeezed(value) in self.html.text if key == "name" else value.startswith(self.said.base)


def _close(words: str) -> str:
    """Without white space: where an element ends between two words or letters, there is none or some."""
    return "".join(words.split())


def _values(data: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Every text of the data with the key that it stands under."""
    if isinstance(data, dict):
        for name, value in data.items():
            yield from _values(value, name)
    elif isinstance(data, list):
        for value in data:
            yield from _values(value, key)
    elif isinstance(data, str):
        yield key, data
