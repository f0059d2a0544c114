"""Words found in passages, labels and notes, each with its address and the place to open.

It looks at sidecars as they are written, so that a label with a fault is found too. Passages are
wrapped and quotes folded, so any run of white space matches any other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from briefkit.anchoring import SPACES, find_words, fold_spaces
from briefkit.brief import Passage
from briefkit.diagnostics import Diagnostic
from briefkit.files import Files
from briefkit.folder import SEEDS, read_document, read_seed_bytes
from briefkit.ground import read_ground
from briefkit.labels import WrittenLabel
from briefkit.passages import cut
from briefkit.search.folding import fold
from briefkit.seeds import read_seed
from briefkit.sidecar import Sidecar, read_sidecar
from briefkit.spans import Document, Span

WORDS = ("name", "hedge", "confidence_basis", "reason")  # fields of a label that hold one text each
LISTS = ("quote", "indicators", "tags")


FEW = 40  # seeds with the word looked for, up to which their names are looked for in sidecars

Find = Callable[[str], Iterator[Span]]


class Part(StrEnum):
    """Where is looked."""

    PASSAGES = "passages"
    LABELS = "labels"
    NOTES = "notes"


class BadPattern(ValueError):
    """The pattern is no regular expression; the message says why."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """What is looked for: words, or a regular expression."""

    words: str
    regex: bool = False
    ignore_case: bool = False
    fold: bool = False  # case, accents and forms of letters do not count, as in the search of the pages

    def search(self) -> Find:
        """Finds the places in a text, in order, none of them empty. Raises `BadPattern`."""
        folded = self.words if self.regex or not self.fold else _without_marks(self.words)[0]
        spaced = SPACES.sub(" ", folded)
        try:
            compiled = re.compile(
                spaced if self.regex else re.escape(spaced),
                re.IGNORECASE if self.ignore_case or self.fold else re.NOFLAG,
            )
        except (re.error, OverflowError, RecursionError) as error:
            raise BadPattern(str(error)) from None
        view = _without_marks if self.fold else fold_spaces

        def find(text: str) -> Iterator[Span]:
            shown, offsets = view(text)
            for found in compiled.finditer(shown):
                start, end = found.span()
                if start < end:
                    yield Span(offsets[start], offsets[end - 1] + 1) if offsets else Span(start, end)

        return find


@dataclass(frozen=True, slots=True)
class Filter:
    """Which labels are looked at; empty: all."""

    kinds: frozenset[str] = frozenset()
    editors: frozenset[str] = frozenset()
    statuses: frozenset[str] = frozenset()

    def takes(self, label: WrittenLabel, sidecar: Sidecar) -> bool:
        defaults = sidecar.defaults
        editor = label.form.editor or defaults.editor or ""
        status = label.form.status or defaults.status or "draft"
        return (
            (not self.kinds or label.kind.name in self.kinds)
            and (not self.editors or editor in self.editors)
            and (not self.statuses or status in self.statuses)
        )

    def __bool__(self) -> bool:
        return bool(self.kinds or self.editors or self.statuses)


ALL = Filter()


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where the pattern stands."""

    slug: str
    address: str  # of the passage or label; empty for the brief's summary
    part: Part
    field: str  # of the label: "claim", "quote", "note"; of a passage its type
    path: str
    line: int
    column: int
    text: str  # all of the passage or field
    span: Span  # the words in it

    @property
    def name(self) -> str:
        return f"{self.slug}#{self.address}" if self.address else self.slug

    @property
    def in_sidecar(self) -> bool:
        return self.part is not Part.PASSAGES

    def around(self, most: int) -> tuple[str, str, str]:
        """(before, words, after), of the text around the words no more than `most` characters a side."""
        before, after = self.text[: self.span.start], self.text[self.span.end :]
        if len(before) > most:
            before = "…" + before[-most:].partition(" ")[2]
        if len(after) > most:
            after = after[:most].rpartition(" ")[0] + "…"
        return before, self.span.of(self.text), after


def grep_archive(
    files: Files,
    pattern: Pattern,
    parts: Sequence[Part],
    only: Filter = ALL,
    limit: Callable[[str], AbstractContextManager[object]] = nullcontext,
) -> Iterator[Hit]:
    """Everything that is found, brief by brief. `limit` is entered with each slug while it is searched.

    Raises `BadPattern`, at once. What cannot be read is left out: `check` says what is wrong with it.
    """
    find = pattern.search()
    ground, _ = read_ground(files)
    sidecars = ground.layout.sidecars
    word = needed_word(pattern)
    seeds = _holding(files, word, [f"{SEEDS}/{name}" for name in ground.layout.seeds]) if word else None

    def walk() -> Iterator[Hit]:
        for slug, path in sidecars.items():
            document = read_document(files, path)
            if not isinstance(document, Document) or not _may_hold(document.text, word, seeds):
                continue
            sidecar, _ = read_sidecar(document, slug, ground.settings.settings)
            if sidecar is not None:
                with limit(slug):
                    hits = list(_grep_brief(find, files, sidecar, parts, only))
                yield from hits

    return walk()


def _holding(files: Files, word: str, paths: Sequence[str]) -> list[str] | None:
    """The names of the seeds that hold a word; None where these are so many that it is of no use."""
    data = word.encode()
    found = [path.removeprefix(f"{SEEDS}/") for path in paths if data in files.read(path)]
    return found if len(found) <= FEW else None


def _may_hold(text: str, word: str | None, seeds: Sequence[str] | None) -> bool:
    """Whether a sidecar, or a seed that it names, may hold a word; escapes may hide either."""
    if word is None or seeds is None or word in text or "\\" in text:
        return True
    return any(seed in text for seed in seeds)


def _grep_brief(
    find: Find, files: Files, sidecar: Sidecar, parts: Sequence[Part], only: Filter
) -> Iterator[Hit]:
    if Part.PASSAGES in parts and sidecar.seed:
        data = read_seed_bytes(files, sidecar.seed.file, sidecar.document, Span(0, 0))
        seed = None if isinstance(data, Diagnostic) else read_seed(sidecar.seed.file, data)[0]
        if seed:
            document = Document(f"{SEEDS}/{seed.path}", seed.text)
            yield from grep_passages(find, sidecar.slug, document, cut(seed.text, sidecar.seed.split))
    yield from grep_sidecar(find, sidecar, parts, only)


def grep_passages(find: Find, slug: str, seed: Document, passages: Sequence[Passage]) -> Iterator[Hit]:
    for passage in passages:
        for span in find(passage.text):
            line, column = seed.line_column(passage.span.start + span.start)
            yield Hit(
                *(slug, passage.id, Part.PASSAGES, passage.type, seed.path, line, column),
                *(passage.text, span),
            )


def grep_sidecar(find: Find, sidecar: Sidecar, parts: Sequence[Part], only: Filter) -> Iterator[Hit]:
    """What is found in the labels of a sidecar, and in its notes."""
    if Part.NOTES in parts and not only and sidecar.about and sidecar.about.summary:
        place = sidecar.span("about", "summary")
        yield from _hits(find, sidecar, "", Part.NOTES, "summary", sidecar.about.summary, place)
    for label in sidecar.labels:
        if isinstance(label, WrittenLabel) and only.takes(label, sidecar):
            for part, field, text, place in sorted(_texts(label), key=lambda one: one[3].start):
                if part in parts:
                    yield from _hits(find, sidecar, label.address, part, field, text, place)


def _texts(label: WrittenLabel) -> Iterator[tuple[Part, str, str, Span]]:
    """(part, field, its text, where it was written) of all that an editor wrote in a label."""
    kind = label.kind.name
    if label.form.id:
        yield Part.LABELS, "id", label.form.id, label.span("id")
    yield Part.LABELS, kind, label.value, label.span(kind)
    for field in LISTS:
        for number, text in enumerate(getattr(label.form, field, ())):
            yield Part.LABELS, field, text, label.span(field, number)
    for field in WORDS:
        if text := getattr(label.form, field, None):
            yield Part.LABELS, field, text, label.span(field)
    outcome = getattr(label.form, "outcome", None)
    if outcome and outcome.evidence:
        yield Part.NOTES, "outcome", outcome.evidence, label.span("outcome")
    if label.form.note:
        yield Part.NOTES, "note", label.form.note, label.span("note")


def _hits(
    find: Find,
    sidecar: Sidecar,
    address: str,
    part: Part,
    field: str,
    text: str,
    written: Span,
) -> Iterator[Hit]:
    found = list(find(text))
    for number, span in enumerate(found):
        # The words stand in the file as they do in the text, save for escapes and doubled quotes.
        words = span.of(text)
        places = find_words(written.of(sidecar.document.text), words)
        earlier = sum(one.of(text) == words for one in found[:number])
        start = written.start + (places[min(earlier, len(places) - 1)].start if places else 0)
        line, column = sidecar.document.line_column(start)
        yield Hit(sidecar.slug, address, part, field, sidecar.document.path, line, column, text, span)


def needed_word(pattern: Pattern) -> str | None:
    """A word that every file must hold in which the pattern stands; None where that cannot be told."""
    if pattern.regex or pattern.ignore_case or pattern.fold:
        return None
    return max(re.findall(r"\w+", pattern.words), key=len, default=None)


@lru_cache(maxsize=4)
def _without_marks(text: str) -> tuple[str, list[int] | None]:
    """(the text folded, white-space runs as one space, where each of its characters stood)."""
    shown, places = fold_spaces(text)
    folded: list[str] = []
    offsets: list[int] = []
    for at, character in enumerate(shown):
        plain = _folded(character)
        folded.append(plain)
        offsets.extend([places[at] if places else at] * len(plain))
    return "".join(folded), offsets


@lru_cache(maxsize=4096)
def _folded(character: str) -> str:
    return fold(character)
