"""The words of a brief: its passages, and where each label's words stand among them.

A seed that is not published leaves some of it open. Then the words that the JSON quotes are all
that is known, and the pages are held against those.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from briefkit.diagnostics import Rule, Severity
from briefkit.spans import WHITE_SPACE, Document
from briefkit.verify.annotations import Said, SaidLabel, SaidSpan
from briefkit.verify.findings import Findings

PASSAGE_ORDER = Rule(
    "BK710",
    "passage-order",
    Severity.ERROR,
    "Passages follow one another and leave out nothing but white space; else words of the source are not "
    "shown, or shown twice.",
)
QUOTE_POSITION = Rule(
    "BK714",
    "quote-position",
    Severity.ERROR,
    "A position and the words that are said to stand there do not agree with the seed, so the label is not "
    "tied to what it speaks of.",
)
LABEL_WRONG_PASSAGE = Rule(
    "BK713",
    "label-wrong-passage",
    Severity.ERROR,
    "A label leads to a passage in which its words do not stand.",
)

CONTEXT = 32  # code points before and after a quote in the JSON (format.md, "What build/ holds")
SPACE = rf"[{WHITE_SPACE}]"
PLAIN_GAP = re.compile(rf"\ufeff?{SPACE}*")
# In Markdown the marks of containers and link reference definitions belong to no passage.
REFERENCE = re.compile(
    r"""^[ >\t]*\[(?:[^\[\]\\]|\\.)+\]:\s*(?:<[^<>\n]*>|\S+)(?:\s+(?:"[^"]*"|'[^']*'|\([^()]*\)))?[ \t]*$""",
    re.MULTILINE,
)
MARKDOWN_GAP = re.compile(rf"\ufeff?(?:{SPACE}|[>*+#-]|\d{{1,9}}[.)])*")


@dataclass(frozen=True, slots=True)
class Words:
    """What is known of a seed's text: all of it, or the words that labels quote."""

    text: str | None
    starts: tuple[int, ...] = ()  # of the known runs, in order
    runs: tuple[str, ...] = ()

    def at(self, start: int, end: int) -> str | None:
        """The words there; None where they are not all known."""
        if self.text is not None:
            return self.text[start:end] if end <= len(self.text) else None
        place = bisect_right(self.starts, start) - 1
        if place < 0:
            return None
        begin = start - self.starts[place]
        found = self.runs[place][begin : begin + end - start]
        return found if len(found) == end - start else None


def known_words(said: Said, text: str | None) -> Words:
    """The words of the seed, or else those that the JSON quotes, joined where they touch or overlap."""
    if text is not None:
        return Words(text)
    quotes = sorted(
        (span.start, span.exact)
        for label in said.labels.values()
        for span in label.spans
        if span.exact is not None and len(span.exact) == span.end - span.start
    )
    starts: list[int] = []
    runs: list[str] = []
    for start, exact in quotes:
        if runs and start <= starts[-1] + len(runs[-1]):
            runs[-1] += exact[max(0, starts[-1] + len(runs[-1]) - start) :]
        else:
            starts.append(start)
            runs.append(exact)
    return Words(None, tuple(starts), tuple(runs))


def look_at_words(said: Said, words: Words, document: Document, findings: Findings) -> None:
    """The passages' order, and every position and quote of the JSON against what is known of the seed."""
    _look_at_order(said, words.text, document, findings)
    passages = {passage.id: passage for passage in said.passages}
    for label in said.labels.values():
        passage = passages.get(label.passage)
        if passage is None:
            findings.at(
                document,
                LABEL_WRONG_PASSAGE,
                f"“{label.address}” leads to {label.passage}, which is not there",
                *_place(document, said, label),
            )
            continue
        for span in label.spans:
            if not passage.start <= span.start < span.end <= passage.end:
                findings.at(
                    document,
                    LABEL_WRONG_PASSAGE,
                    f"the words of “{label.address}” do not stand in {passage.id}",
                    *_place(document, said, label),
                )
            elif problem := _problem(said, span, words):
                findings.at(
                    document, QUOTE_POSITION, f"“{label.address}”: {problem}", *_place(document, said, label)
                )


def _problem(said: Said, span: SaidSpan, words: Words) -> str | None:
    if said.is_full and (span.exact is None or span.prefix is None or span.suffix is None):
        return "its quote has no words or no context"
    if not said.is_full and (span.prefix is not None or span.suffix is not None):
        return "its quote has context, which is not published"
    if span.exact is not None and words.at(span.start, span.end) != span.exact:
        return f"its quote does not stand at {span.start} to {span.end}"
    if words.text is not None and span.prefix is not None and span.suffix is not None:
        if words.text[max(0, span.start - CONTEXT) : span.start] != span.prefix:
            return "the words before its quote are others"
        if words.text[span.end : span.end + CONTEXT] != span.suffix:
            return "the words after its quote are others"
    return None


def _look_at_order(said: Said, text: str | None, document: Document, findings: Findings) -> None:
    end = 0
    is_markdown = said.seed_path.endswith(".md")
    for number, passage in enumerate(said.passages, 1):
        if passage.id != f"p{number}":
            findings.at(document, PASSAGE_ORDER, f"passage {number} is called “{passage.id}”")
        if not end <= passage.start < passage.end or (text is not None and passage.end > len(text)):
            findings.at(document, PASSAGE_ORDER, f"{passage.id} does not stand after the passage before it")
            return
        if text is not None and not _is_empty(text[end : passage.start], is_markdown):
            findings.at(document, PASSAGE_ORDER, f"words of the seed before {passage.id} are in no passage")
        end = passage.end
    if text is not None and not _is_empty(text[end:], is_markdown):
        findings.at(document, PASSAGE_ORDER, "words of the seed after the last passage are in no passage")


def _is_empty(gap: str, is_markdown: bool) -> bool:
    if is_markdown:
        return MARKDOWN_GAP.fullmatch(REFERENCE.sub("", gap)) is not None
    return PLAIN_GAP.fullmatch(gap) is not None


def _place(document: Document, said: Said, label: SaidLabel) -> tuple[int, int]:
    """Where the annotation begins in the JSON."""
    needle = f'{{"id":"{said.base}/briefs/{said.slug}.html#{label.address}"'
    start = max(0, document.text.find(needle))
    return start, start + len(needle)
