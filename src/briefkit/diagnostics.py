"""What is wrong, where, and what would mend it.

Mistakes in an archive are values: every stage returns what it could make and its
diagnostics, so that one bad line hides no other.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from briefkit.spans import Document, Span


class Severity(StrEnum):
    """How grave a finding is; `rank` orders them, the gravest highest."""

    SUGGESTION = "suggestion"
    WARNING = "warning"
    ERROR = "error"

    @property
    def rank(self) -> int:
        return list(Severity).index(self)


def is_locked(code: str) -> bool:
    """Whether an archive may neither lower nor silence a rule.

    Those of fixity, form, naming and targets it may not; those of templates and of the built
    site are not looked for when an archive is checked.
    """
    return not "BK300" <= code < "BK600"


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that can be wrong, declared beside the function that finds it.

    `code` is never renumbered and never used again. `reason` says in one or two sentences
    why it matters; the rule's page in docs/rules/ opens with it.
    """

    code: str
    name: str
    severity: Severity
    reason: str

    @property
    def locked(self) -> bool:
        return is_locked(self.code)


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the words of one span of a file; an empty span inserts."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits to the file of the diagnostic; safe ones keep what the sidecar means."""

    title: str
    edits: tuple[Edit, ...]
    safe: bool


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that explains a finding, such as where a name was first given."""

    message: str
    path: str
    line: int
    column: int
    span: Span | None = None  # None: the file as a whole


class Weight(StrEnum):
    """What a difference of a few letters may turn round."""

    NUMBER = "number"
    NEGATION = "negation"
    MODAL = "modal"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Run:
    """A run of words that is the same in two wordings, or not; either may be empty."""

    written: str
    stands: str
    weights: tuple[Weight, ...] = ()  # what the difference is about

    @property
    def same(self) -> bool:
        return self.written == self.stands


@dataclass(frozen=True, slots=True)
class Difference:
    """A word diff: the runs, joined, are the two wordings, white space aside."""

    titles: tuple[str, str]  # whose words they are: ("written", "p1")
    runs: tuple[Run, ...]

    @property
    def written(self) -> str:
        return "".join(run.written for run in self.runs)

    @property
    def stands(self) -> str:
        return "".join(run.stands for run in self.runs)

    @property
    def weights(self) -> tuple[Weight, ...]:
        """What sorts of word differ that may change what is said, each once."""
        return tuple(weight for weight in Weight if any(weight in run.weights for run in self.runs))

    def marked(self) -> tuple[str, str]:
        """The two wordings on a line each, with [-…-] and {+…+} around what differs, as wdiff has it."""
        first, second = (f"{title}: " for title in self.titles)
        for run in self.runs:
            first += run.written if run.same or not run.written else f"[-{run.written}-]"
            second += run.stands if run.same or not run.stands else f"{{+{run.stands}+}}"
        return first, second


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A finding at one place of one file. Learnt from ruff."""

    code: str
    name: str
    severity: Severity
    message: str  # what is wrong, one line, no advice
    path: str  # from the root of the archive, "/" on every system
    line: int  # from 1
    column: int  # from 1, in code points
    span: Span  # as narrow as the fault: the quote, not the label
    help: str | None = None  # what to do; a statement, not "did you mean?"
    related: tuple[Related, ...] = ()
    fix: Fix | None = None
    difference: Difference | None = None  # what was written and what stands, where they are nearly alike

    @staticmethod
    def at(
        document: Document,
        span: Span,
        rule: Rule,
        message: str,
        help: str | None = None,
        related: tuple[Related, ...] = (),
        fix: Fix | None = None,
        difference: Difference | None = None,
    ) -> Diagnostic:
        """A finding of the rule at a span of a document."""
        line, column = document.line_column(span.start)
        return Diagnostic(
            rule.code,
            rule.name,
            rule.severity,
            message,
            document.path,
            line,
            column,
            span,
            help,
            related,
            fix,
            difference,
        )

    @staticmethod
    def of_file(path: str, rule: Rule, message: str, help: str | None = None) -> Diagnostic:
        """A finding about a file as a whole, such as one that is missing."""
        return Diagnostic(rule.code, rule.name, rule.severity, message, path, 1, 1, Span(0, 0), help)

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """Sorts findings by place, then by code: the order in which they are printed."""
        return self.path, self.line, self.column, self.code, self.message


@dataclass(frozen=True, slots=True)
class Allowed:
    """A rule silenced for the findings inside a span, with the reason."""

    code: str
    scope: Span
    written_at: Span
    removal: Fix | None = None  # takes it away


def related(document: Document, span: Span, message: str) -> Related:
    line, column = document.line_column(span.start)
    return Related(message, document.path, line, column, span)
