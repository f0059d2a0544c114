"""How findings are to be shown: what a format knows besides them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from briefkit.diagnostics import Diagnostic, Severity
from briefkit.files import Files, OutsideArchive
from briefkit.spans import Document

Sources = Callable[[str], Document | None]  # path -> the file's text, None where it cannot be had


@dataclass(frozen=True, slots=True)
class Look:
    """The wishes of whoever prints. A format takes those that concern it."""

    colour: bool = False
    every: bool = True  # each finding, also where thousands are of one rule
    folder: str = ""  # the archive's, from the repository's top; "" or ending in "/"
    threshold: Severity = Severity.ERROR  # findings from here on make a run fail


PLAIN = Look()
Format = Callable[[Sequence[Diagnostic], Sources, Look], Iterator[str]]


def texts_of(files: Files) -> Sources:
    """The texts of files by path. A finding and its related places are in few files, the next in the same."""

    @lru_cache(maxsize=8)
    def text(path: str) -> Document | None:
        try:
            return Document(path, files.read(path).decode("utf-8"))
        except (OSError, OutsideArchive, UnicodeDecodeError):
            return None

    return text


def said(finding: Diagnostic) -> list[str]:
    """All that is said of a finding in words, a line each, the message first."""
    lines = [finding.message]
    lines += [f"{one.message}: {one.path}:{one.line}:{one.column}" for one in finding.related]
    lines += finding.difference.marked() if finding.difference else ()
    lines += [finding.help] if finding.help else []
    return lines


def fails(findings: Sequence[Diagnostic], threshold: Severity) -> bool:
    """Whether one of them is as grave as the threshold, or graver."""
    return any(finding.severity.rank >= threshold.rank for finding in findings)
