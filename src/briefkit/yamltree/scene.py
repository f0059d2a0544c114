"""Where libyaml stopped, and what it had read until then."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import yaml
from yaml import ScalarEvent

from briefkit.spans import Span
from briefkit.yamltree.lines import Line, closing_bracket, line_at
from briefkit.yamltree.reader import Reader, event_end


@dataclass(frozen=True, slots=True)
class Scene:
    """Where libyaml stopped, and what it had read by then."""

    text: str
    at: int  # where it could not go on
    since: int  # where that began which it was reading
    problem: str  # what it says, and of what
    context: str
    last: Any  # the event read last
    bracket: int | None  # the outermost bracket that is open

    @staticmethod
    def of(reader: Reader, error: yaml.MarkedYAMLError) -> Scene:
        at = error.problem_mark.index if error.problem_mark else len(reader.text)
        since = error.context_mark.index if error.context_mark else at
        brackets = (event_end(event) - 1 for event in reader.open if event.flow_style)  # behind an anchor
        problem, context = error.problem or "", error.context or ""
        return Scene(reader.text, at, since, problem, context, reader.last, next(brackets, None))

    @property
    def line(self) -> Line:
        """The line at fault: for what should have been a key, and at the end, where it began."""
        line = line_at(self.text, self.at)
        return line_at(self.text, self.since) if line.is_blank or self.problem == NO_COLON else line

    def bracket_around(self, at: int) -> int | None:
        """The outermost bracket open at a place. libyaml may stop inside before it tells of the bracket."""
        if self.bracket is not None:
            return self.bracket
        line = line_at(self.text, at)
        if line.value[:1] not in ("[", "{") or at < line.value_at:
            return None
        closing = closing_bracket(self.text, line.value_at)
        return line.value_at if closing is None or at < closing else None

    def last_is(self, *styles: str) -> bool:
        """Whether the event read last is a scalar of one of the styles ("" is a plain one)."""
        return type(self.last) is ScalarEvent and (self.last.style or "") in styles

    @property
    def last_span(self) -> Span:
        return Span(self.last.start_mark.index, event_end(self.last)) if self.last else Span(0, 0)


SCANNING, ESCAPING = "while scanning a quoted scalar", "while parsing a quoted scalar"


NO_TOKEN, NO_COLON = "found character that cannot start any token", "could not find expected ':'"
