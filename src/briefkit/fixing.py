"""The fixes that findings carry, made as far as they make nothing worse.

Fixes are made in rounds, and in each round stage by stage: first what YAML cannot read, then what
has the wrong form, then what leads nowhere, as a person would. After each step the archive is read
again. A fix stays if its finding is gone and nothing else of its stage, or of an earlier one, has
come up; what then comes up at a later stage was there before, and could not be seen. Of fixes that
change the same words the first is made, and the others find their turn in a later round.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from briefkit.diagnostics import Diagnostic, Edit, Severity
from briefkit.edits import apply
from briefkit.entities import ENTITY_KIND
from briefkit.files import Files, Overlay
from briefkit.labels import LABEL_KIND
from briefkit.rewrite import Rewrite
from briefkit.spans import LINE_END, Document
from briefkit.workspace import Workspace

ROUNDS = 1_000  # the last changes nothing; each portion of a long file full of faults takes one
TRIALS = 48  # how often a stage of a file is tried to find out which of its fixes do harm
STAGES = 7

Findings = Sequence[Diagnostic]
Look = Callable[[str, str], Findings]  # what is found once a file has another text


@dataclass(frozen=True, slots=True)
class Mended:
    """What became of an archive: texts that changed, and what is left to do."""

    changes: tuple[Rewrite, ...]
    fixed: int
    findings: tuple[Diagnostic, ...]
    briefs: int

    @property
    def more(self) -> int:
        """Findings left that unsafe fixes might mend."""
        return sum(one.fix is not None and not one.fix.safe for one in self.findings)


def mend(
    files: Files,
    *,
    unsafe: bool = False,
    paths: Iterable[str] | None = None,
    takes: Callable[[str], bool] | None = None,
) -> Mended:
    """Make every fix that may be made; nothing is written.

    `paths` are the only files to change, and `takes` tells of a rule's code whether to mend what
    breaks it; None: all. Of what comes out nothing more can be fixed, so that a second run does nothing.
    """
    texts: dict[str, str] = {}
    workspace = Workspace(Overlay(files, texts))
    workspace.refresh()

    def look(path: str, text: str) -> Findings:
        texts[path] = text
        workspace.update(path)
        return workspace.findings()

    read = _Reader(files, texts)
    only = None if paths is None else frozenset(paths)

    def may_mend(one: Diagnostic) -> bool:
        may_change = one.path.startswith("brief/") and (only is None or one.path in only)
        is_wanted = may_change and (takes is None or takes(one.code))
        return is_wanted and one.fix is not None and (one.fix.safe or unsafe)

    fixed = _mend(look, read, workspace.findings(), may_mend)
    changes = tuple(
        Rewrite(path, read.before[path], text)
        for path, text in sorted(texts.items())
        if text != read.before[path]
    )
    return Mended(changes, fixed, tuple(workspace.findings()), len(workspace.ground.layout.sidecars))


class _Reader:
    """The text of a file as it stands; `before` keeps what was on disk."""

    def __init__(self, files: Files, texts: Mapping[str, str]) -> None:
        self.files = files
        self.texts = texts
        self.before: dict[str, str] = {}

    def __call__(self, path: str) -> str:
        if path not in self.before:
            self.before[path] = self.files.read(path).decode("utf-8")
        return self.texts.get(path, self.before[path])


def _mend(
    look: Look, read: Callable[[str], str], findings: Findings, may_mend: Callable[[Diagnostic], bool]
) -> int:
    """How many fixes were made. A text that was seen before is not made again, so that this ends."""
    fixed, seen, refused = 0, set[bytes](), set[tuple[str, ...]]()
    for _ in range(ROUNDS):
        before = fixed, len(refused)
        for stage in range(STAGES):
            for path, chosen in _chosen(findings, stage, may_mend).items():
                text = read(path)
                document = Document(path, text)
                fresh = [one for one in chosen if _known_by(one, document) not in refused]
                bench = _Bench(look, findings, document, stage, seen)
                findings = bench.make(fresh)
                fixed += len(bench.kept)
                refused |= {_known_by(one, document) for one in bench.refused}
        if fixed == before[0] and len(refused) == before[1]:
            break
        if fixed > before[0]:
            refused.clear()  # what did harm before may do none now
    return fixed


def _known_by(finding: Diagnostic, document: Document) -> tuple[str, ...]:
    """What a refused fix is remembered by, wherever other fixes move it."""
    return finding.path, finding.code, finding.message, document.line(finding.line)


def stage_of(finding: Diagnostic) -> int:
    """When a finding has its turn: YAML, kinds, form, targets, other errors, warnings, suggestions.

    Without its kind no field of a label or an entity can be judged.
    """
    if finding.severity is not Severity.ERROR:
        return STAGES - 1 - finding.severity.rank
    if "BK101" <= finding.code < "BK120":
        return 0
    if finding.code in (LABEL_KIND.code, ENTITY_KIND.code):
        return 1
    return 2 if finding.code < "BK200" else 3 if finding.code < "BK300" else 4


def _chosen(
    findings: Iterable[Diagnostic], stage: int, may_mend: Callable[[Diagnostic], bool]
) -> dict[str, list[Diagnostic]]:
    """Path → findings of a stage whose fixes may be made together, in order of place."""
    found: dict[str, list[Diagnostic]] = {}
    for one in findings:
        if may_mend(one) and stage_of(one) == stage:
            found.setdefault(one.path, []).append(one)
    return {path: _apart(candidates) for path, candidates in found.items()}


def _apart(candidates: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Those whose edits neither overlap nor touch those of one before."""
    taken: list[Diagnostic] = []
    starts: list[int] = []  # of the edits taken, in order
    ends: list[int] = []
    for one in candidates:
        assert one.fix
        if all(_is_free(edit, starts, ends) for edit in one.fix.edits):
            taken.append(one)
            for edit in sorted(one.fix.edits, key=lambda edit: edit.span):
                number = bisect_right(starts, edit.span.start)
                starts.insert(number, edit.span.start)
                ends.insert(number, edit.span.end)
    return taken


def _is_free(edit: Edit, starts: Sequence[int], ends: Sequence[int]) -> bool:
    number = bisect_right(starts, edit.span.end)
    return number == 0 or ends[number - 1] < edit.span.start


class _Bench:
    """Tries the fixes of one stage of one file, and keeps those that do no harm."""

    def __init__(
        self, look: Look, findings: Findings, document: Document, stage: int, seen: set[bytes]
    ) -> None:
        self.look = look
        self.before = self.after = findings
        self.document = document
        self.text = document.text
        self.stage = stage
        self.seen = seen
        self.kept: list[Diagnostic] = []
        self.refused: list[Diagnostic] = []

    def make(self, chosen: Findings) -> Findings:
        """What is found once those that do no harm are made: as many as can be at a time."""
        waiting, trials = [list(chosen)] if chosen else [], 0
        text = self.text
        while waiting and trials < TRIALS:
            group = waiting.pop()
            trials += 1
            if self.stays(group):
                text = self.text_with(self.kept)
            elif len(group) > 1:
                middle = len(group) // 2
                waiting += [group[middle:], group[:middle]]
            else:
                self.refused += group
        if trials:
            self.after = self.look(self.document.path, text)
        return self.after

    def text_with(self, fixes: Iterable[Diagnostic]) -> str:
        return apply(self.document.text, _edits(fixes))

    def stays(self, group: list[Diagnostic]) -> bool:
        """Whether the group does no harm beside those kept already; then it is kept, too."""
        trial = [*self.kept, *group]
        text = self.text_with(trial)
        digest = hashlib.sha256(f"{self.document.path}\0{text}".encode("utf-8", "surrogatepass")).digest()
        if text == self.document.text or digest in self.seen:
            return False
        after = self.look(self.document.path, text)
        if _Comparison(self.document, text, trial, self.stage).is_worse(self.before, after):
            return False
        self.kept = trial
        self.seen.add(digest)
        return True


def _edits(fixes: Iterable[Diagnostic]) -> list[Edit]:
    return sorted((edit for one in fixes if one.fix for edit in one.fix.edits), key=lambda edit: edit.span)


class _Comparison:
    """What was found before some fixes of a file, and what after."""

    def __init__(self, before: Document, after: str, fixed: Findings, stage: int) -> None:
        self.path = before.path
        self.old = before
        self.new = Document(before.path, after)
        self.fixed = fixed
        self.edits = _edits(fixed)
        self.stage = stage
        self.growth = [0, *accumulate(len(edit.text) - len(edit.span) for edit in self.edits)]
        self.starts = [edit.span.start for edit in self.edits]

    def is_worse(self, before: Findings, after: Findings) -> bool:
        """Whether something that was fixed is still there, or something else has come up."""
        was = [one for one in before if stage_of(one) <= self.stage]
        now = [one for one in after if stage_of(one) <= self.stage]
        gone = {(one.code, one.message, self.moved(one.span.start)) for one in self.fixed}
        here = [one for one in now if one.path == self.path]
        if any((one.code, one.message, one.span.start) in gone for one in here):
            return True
        if any(self.is_put_in(one) for one in here):
            return True  # what was to mend a fault has it again: to mend that would never end
        stop = min((self.moved(one.span.start) for one in was if self.is_stop(one)), default=None)
        lines = dict(self.touched())
        room = Counter(lines[one.line] for one in was if one.path == self.path and one.line in lines)
        known = Counter((one.path, one.code, one.message) for one in was)
        known.subtract((one.path, one.code, one.message) for one in self.fixed)
        for one in now:
            if known[one.path, one.code, one.message] > 0:
                known[one.path, one.code, one.message] -= 1
            elif one.path != self.path:
                return True
            elif self.is_stop(one) or (stop is not None and one.span.start >= stop):
                continue  # behind the place where reading stopped before
            elif room[one.line] > 0:
                room[one.line] -= 1  # another fault of a line that had as many
            else:
                return True
        return False

    def moved(self, offset: int) -> int:
        """Where a place stands after the edits; one inside an edit, as far from where that begins."""
        number = bisect_right(self.starts, offset)
        if number and offset < self.edits[number - 1].span.end:
            number -= 1
        return offset + self.growth[number]

    def is_put_in(self, finding: Diagnostic) -> bool:
        """Whether the finding is about text that a fix of the same rule put in."""
        number = bisect_right(self.edits_put_in, (finding.span.start, len(self.new.text) + 1, "")) - 1
        if number < 0:
            return False
        start, end, code = self.edits_put_in[number]
        return code == finding.code and start <= finding.span.start < end

    @cached_property
    def edits_put_in(self) -> list[tuple[int, int, str]]:
        """(start, end, code fixed) of what each edit put in, as the text stands now; in order."""
        found = []
        for one in self.fixed:
            for edit in one.fix.edits if one.fix else ():
                start = edit.span.start + self.growth[bisect_left(self.starts, edit.span.start)]
                found.append((start, start + len(edit.text), one.code))
        return sorted(found)

    def is_stop(self, finding: Diagnostic) -> bool:
        return finding.path == self.path and finding.message.startswith("reading stopped here")

    def touched(self) -> Iterator[tuple[int, int]]:
        """(line before, line after) for each line that an edit changes."""
        for edit, growth in zip(self.edits, self.growth, strict=False):
            first = self.old.line_column(edit.span.start)[0]
            begins = self.new.line_column(edit.span.start + growth)[0]
            for more in range(len(LINE_END.findall(edit.span.of(self.old.text))) + 1):
                yield first + more, begins + more
