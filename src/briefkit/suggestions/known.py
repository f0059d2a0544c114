"""What a brief is held against when labels are suggested for it, and what comes of that."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from briefkit.brief import Entity
from briefkit.diagnostics import Diagnostic, Related, related
from briefkit.edits import Fields
from briefkit.gazetteer import Gazetteer, names_of
from briefkit.spans import Document, Span
from briefkit.suggestions.usage import PLACES, Place, Usage, Uses


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A finding, and the labels that would be put at the end of the list of a passage for it."""

    finding: Diagnostic
    passage: str = ""
    labels: tuple[Fields, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """What the archive knows, to hold a brief against."""

    entities: Mapping[str, Entity]  # the shared ones
    names: Gazetteer  # of the shared ones, and of words that are labelled somewhere
    usage: Usage
    document: Callable[[str], Document | None]  # the text of a sidecar by its path

    @staticmethod
    def of(entities: Mapping[str, Entity], usage: Usage, document: Callable[[str], Document | None]) -> Known:
        seen = ((words, entity) for words, entity in usage.names() if entity in entities)
        names = Gazetteer(names_of(entities.values())).with_names(seen)
        return Known(entities, names, usage, document)

    def places(self, uses: Uses, but: str, message: str) -> tuple[Related, ...]:
        """Where words are labelled so in other briefs, a few of the places."""
        found = [self._related(one, message) for one in uses.places if one.slug != but]
        return tuple(one for one in found if one)[:PLACES]

    def _related(self, place: Place, message: str) -> Related | None:
        document = self.document(place.sidecar)
        span = Span(place.offset, place.offset)
        return related(document, span, f"{message} in {place.slug}") if document else None
