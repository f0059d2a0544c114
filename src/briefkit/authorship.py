"""Who last changed each label, as git knows it: the author's name, the day, the commit, and no address.

It is the same for one commit on any machine: the day is that of the author's own clock.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from briefkit.brief import Brief, Label
from briefkit.files import Disk
from briefkit.folder import read_document
from briefkit.ground import read_ground
from briefkit.interface import Interface, interface_for
from briefkit.notes import escape_line
from briefkit.revision import git
from briefkit.spans import Document, Span

COMMIT = re.compile(rb"([0-9a-f]{40,64}) \d+ (\d+)(?: \d+)?\Z")
UNCOMMITTED = re.compile("0+")


@dataclass(frozen=True, slots=True)
class Change:
    """The last change of some lines."""

    author: str
    day: str  # ISO 8601, by the author's clock
    commit: str  # "" where it is not committed yet
    moment: int  # seconds since 1970, to tell which of two is later


def blame(root: Path, path: str) -> dict[int, Change]:
    """Line, from 1, -> its last change, of a file of the archive as it stands now. Raises `NoRevision`.

    Of a file that was never committed every line is not committed yet.
    """
    listed = git(root, "ls-files", "-z", "--", path, what="is no git repository")
    if not listed:
        text = (root / path).read_bytes().decode("utf-8", "replace")
        last, _ = Document(path, text).line_column(len(text))
        return dict.fromkeys(range(1, last + 1), Change("", "", "", 0))
    answer = git(root, "blame", "--porcelain", "-w", "--", path, what=f"holds no history of {path}")
    return dict(_lines(answer))


def _lines(answer: bytes) -> Iterator[tuple[int, Change]]:
    """The lines of git's porcelain format, which tells of each commit once."""
    told: dict[bytes, dict[bytes, bytes]] = {}
    commit, number = b"", 0
    for line in answer.split(b"\n"):
        if line.startswith(b"\t"):
            yield number, _change(commit, told[commit])
        elif head := COMMIT.fullmatch(line):
            commit, number = head[1], int(head[2])
            told.setdefault(commit, {})
        else:
            key, _, value = line.partition(b" ")
            told.get(commit, {})[key] = value


def _change(commit: bytes, facts: Mapping[bytes, bytes]) -> Change:
    if UNCOMMITTED.fullmatch(commit.decode()):
        return Change("", "", "", 0)
    moment, zone = int(facts[b"author-time"]), facts[b"author-tz"].decode()
    minutes = (int(zone[1:3]) * 60 + int(zone[3:5])) * (-1 if zone[0] == "-" else 1)
    day = datetime.fromtimestamp(moment, UTC).astimezone(timezone(timedelta(minutes=minutes))).date()
    author = facts[b"author"].decode("utf-8", "replace")
    return Change(author, day.isoformat(), commit.decode(), moment)


def signer(files: Disk) -> Callable[[Brief], Brief]:
    """Signs each label of a brief on the disk in its note. What it gives raises `NoRevision`."""
    ground, _ = read_ground(files)
    words = interface_for(ground.settings.settings.language)

    def sign(brief: Brief) -> Brief:
        document = read_document(files, brief.sidecar)
        assert isinstance(document, Document)  # it gave the brief
        return with_authors(brief, authors(brief, document, blame(files.root, brief.sidecar)), words)

    return sign


def authors(brief: Brief, document: Document, lines: Mapping[int, Change]) -> dict[str, Change]:
    """Address -> who changed a label last; a line that is not committed yet is later than any other."""
    return {label.address: _latest(document, label.written_at, lines) for label in brief.labels}


def _latest(document: Document, written: Span, lines: Mapping[int, Change]) -> Change:
    first, last = (document.line_column(offset)[0] for offset in (written.start, written.end))
    found = [lines[number] for number in range(first, last + 1) if number in lines]
    if any(not one.commit for one in found):
        return next(one for one in found if not one.commit)
    return max(found, key=lambda one: one.moment)


def with_authors(brief: Brief, changes: Mapping[str, Change], words: Interface) -> Brief:
    """The brief with a last paragraph in each label's note that says who labelled it, and when."""
    return replace(
        brief, labels=tuple(_signed(label, changes[label.address], words) for label in brief.labels)
    )


def _signed(label: Label, change: Change, words: Interface) -> Label:
    if not change.commit:
        return label  # nobody answers for it yet
    said = words.say("labelled_by", author=change.author, date=words.date(change.day))
    return replace(label, note="\n\n".join(filter(None, (label.note, escape_line(said)))))
