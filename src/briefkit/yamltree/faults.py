"""What can be wrong with a YAML text, and a fault as it is found."""

from __future__ import annotations

from dataclasses import dataclass

from briefkit.diagnostics import Edit, Fix, Rule, Severity
from briefkit.spans import Span

NOT_A_MAPPING = Rule(
    "BK101",
    "not-a-mapping",
    Severity.ERROR,
    "A file of the archive is keys with values. In an empty one, a list or a mere text nothing can be found.",
)


SEVERAL_DOCUMENTS = Rule(
    "BK102",
    "several-documents",
    Severity.ERROR,
    "A file holds one document. What follows a document mark is read by some tools and not by others.",
)


DIRECTIVE = Rule(
    "BK103",
    "yaml-directive",
    Severity.ERROR,
    "A line that begins with % gives orders to the YAML reader. The format fixes how its files are read.",
)


FORBIDDEN_CHARACTER = Rule(
    "BK104",
    "forbidden-character",
    Severity.ERROR,
    "YAML takes no control characters. They cannot be seen, and most often came along from another program.",
)


TAB_INDENTATION = Rule(
    "BK105",
    "tab-indentation",
    Severity.ERROR,
    "How far a tab indents differs from editor to editor, so in YAML it cannot say what belongs to what.",
)


WRONG_INDENTATION = Rule(
    "BK106",
    "wrong-indentation",
    Severity.ERROR,
    "Indentation says what belongs to what. A line in a column of its own belongs to nothing.",
)


TOO_DEEP = Rule(
    "BK107",
    "nested-too-deep",
    Severity.ERROR,
    "Nothing in the format goes as deep. Such nesting is a slip, or made to bring programs down.",
)


NEEDS_QUOTATION_MARKS = Rule(
    "BK108",
    "needs-quotation-marks",
    Severity.ERROR,
    "Some characters mean something to YAML where they stand: the text is cut there, or read as something "
    "else. In quotation marks it is only text.",
)


NOT_CLOSED = Rule(
    "BK109",
    "quotation-mark-not-closed",
    Severity.ERROR,
    "A quotation mark that is not closed swallows the lines that follow.",
)


BRACKET_NOT_CLOSED = Rule(
    "BK110",
    "bracket-not-closed",
    Severity.ERROR,
    "A bracket that is not closed swallows the lines that follow.",
)


UNKNOWN_ESCAPE = Rule(
    "BK111",
    "unknown-escape",
    Severity.ERROR,
    "Between double quotation marks a backslash begins an escape, and YAML knows only some.",
)


MISSING_SPACE = Rule(
    "BK112",
    "missing-space",
    Severity.ERROR,
    "Without a space behind it, the colon of a key or the dash of an item is only part of a word.",
)


MISSING_COLON = Rule(
    "BK113",
    "missing-colon",
    Severity.ERROR,
    "Where keys stand, a line without a colon is neither a key nor part of the value above it.",
)


DUPLICATE_KEY = Rule(
    "BK114",
    "duplicate-key",
    Severity.ERROR,
    "Of two equal keys most YAML readers drop one in silence, and not all of them the same one.",
)


ANCHOR_OR_ALIAS = Rule(
    "BK115",
    "anchor-or-alias",
    Severity.ERROR,
    "Anchors, aliases and merge keys let one place stand for another. A label says all of it in its place.",
)


TAG = Rule(
    "BK116",
    "yaml-tag",
    Severity.ERROR,
    "A tag gives a value a type. In the format every value is text, and its field says how it is read.",
)


COMPLEX_KEY = Rule(
    "BK117",
    "complex-key",
    Severity.ERROR,
    "A key is one short text before a colon. What YAML else takes for a key names nothing in the format.",
)


DROPPED_AS_COMMENT = Rule(
    "BK118",
    "dropped-as-comment",
    Severity.ERROR,
    "A # behind a space begins a comment, so words meant as part of the value vanish without a trace.",
)


UNREADABLE = Rule(
    "BK119", "unreadable-yaml", Severity.ERROR, "What YAML cannot read cannot be checked, shown or kept."
)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, what is lost by it, and what would let libyaml read on."""

    rule: Rule
    span: Span
    message: str
    help: str
    fix: Fix | None = None
    lost: tuple[Span, ...] = ()  # scalars in here come out as Broken
    patches: tuple[Edit, ...] = ()  # none replaces an empty span
    first: Span | None = None  # where a doubled key was written first


# Behind these nothing is read as it was meant: they stop the reader as libyaml's own errors do.
DEEP, SECOND, SWALLOWED = "nested too deep", "a second document", "a quotation mark that runs on"
