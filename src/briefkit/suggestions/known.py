"""What a brief is held against when labels are suggested for it, and what comes of that."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from briefkit.brief import Entity
from briefkit.diagnostics import Diagnostic, Related
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
    told: dict[Place, tuple[int, int, Span]] = field(default_factory=dict)  # where it stands, once worked out

    @staticmethod
    def of(entities: Mapping[str, Entity], usage: Usage, document: Callable[[str], Document | None]) -> Known:
        seen = ((words, entity) for words, entity in usage.names() if entity in entities)
        names = Gazetteer(names_of(entities.values())).with_names(seen)
        return Known(entities, names, usage, document)

    def places(self, uses: Uses, but: str, message: str) -> tuple[Related, ...]:
        """Where words are labelled so in other briefs, a few of the places."""
        found = [one for one in uses.places if one.slug != but][:PLACES]
        return tuple(
            Related(f"{message} in {one.slug}", one.sidecar, *place)
            for one in found
            if (place := self._place(one))
        )

    def _place(self, place: Place) -> tuple[int, int, Span] | None:
        """Line, column, and the rest of the line."""
        if place not in self.told and (document := self.document(place.sidecar)):
            span = Span(place.offset, document.line_span(place.offset).end)
            self.told[place] = (*document.line_column(place.offset), span)
        return self.told.get(place)
