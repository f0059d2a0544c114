"""Suggestions for the briefs of an archive, and the sidecars with them written in.

What is written adds to a sidecar and changes nothing that stands there. It is read again before
it is let out, so that no suggestion brings an error with it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from briefkit import yamltree
from briefkit.brief import Brief
from briefkit.checks.subject import Subject
from briefkit.diagnostics import Diagnostic, Edit, Severity
from briefkit.edits import Fields, Overlapping, add_labels, apply, line_end
from briefkit.files import Files
from briefkit.folder import SEEDS
from briefkit.ground import Ground
from briefkit.lookup import shortened
from briefkit.reading import Reading, read_brief
from briefkit.rewrite import Rewrite
from briefkit.rules import Silences, is_suggestion, settle
from briefkit.sidecar import Sidecar
from briefkit.spans import LINES, Document
from briefkit.suggestions import Known, Suggestion, Usage, suggest
from briefkit.workspace import Workspace


@dataclass(frozen=True, slots=True)
class PutIn:
    """A label, or a comment that proposes fields of one, in a sidecar with the suggestions in it."""

    path: str
    line: int
    words: str


@dataclass(frozen=True, slots=True)
class Suggested:
    """What came of looking for suggestions."""

    findings: tuple[Diagnostic, ...]  # settled, in order of place, and there as their words stand
    put_in: tuple[PutIn, ...]  # what `changes` put in, and where
    changes: tuple[Rewrite, ...]  # the sidecars with the suggestions in them, where these are asked for
    fixes: int  # how many of the findings can be put in
    sidecars: int  # and into how many sidecars
    held_back: tuple[str, ...]  # paths of sidecars that are not changed, since they have errors
    briefs: int  # how many were looked at
    lost: tuple[str, ...]  # slugs of sidecars that gave no brief


def suggest_labels(
    files: Files,
    slugs: Collection[str] = (),
    progress: Callable[[Iterable[str]], Iterable[str]] = iter,
    *,
    write: bool = False,
) -> Suggested:
    """What the briefs of these slugs, or all, may lack, by the names and the usage of the whole archive.

    With `write` there are the sidecars to be written as well.
    """
    usage = Usage()
    workspace = Workspace(files, drafts=True, keep=usage.add)
    workspace.refresh(progress)
    ground = workspace.ground
    faulty = {one.path for one in workspace.findings() if one.severity is Severity.ERROR}
    known = Known.of(ground.table.entities, usage, lru_cache(maxsize=64)(workspace.document))
    findings: list[Diagnostic] = []
    put_in: list[PutIn] = []
    changes: list[Rewrite] = []
    held_back: list[str] = []
    wanted = [slug for slug in ground.layout.sidecars if not slugs or slug in slugs]
    lost = tuple(slug for slug in workspace.lost if slug in wanted)
    fixes = sidecars = 0
    for slug in progress([slug for slug in wanted if slug not in lost]):
        sidecar, reading = workspace.sidecar(slug), workspace.reading(slug)
        if sidecar is None or reading.brief is None:  # it broke while this ran
            continue
        found, settled = _settled(sidecar, reading, reading.brief, ground, known)
        findings += settled
        fixing = [one for one in found if one.finding.fix]
        if fixing and sidecar.document.path in faulty:
            held_back.append(sidecar.document.path)
        elif fixing:
            fixes += len(fixing)
            sidecars += 1
            if write:
                after, places = _written(sidecar, reading.brief, fixing, files, ground)
                changes.append(Rewrite(after.path, sidecar.document.text, after.text))
                put_in += places
    return Suggested(
        *(tuple(findings), tuple(put_in), tuple(changes), fixes, sidecars),
        *(tuple(held_back), len(wanted) - len(lost), lost),
    )


def _settled(
    sidecar: Sidecar, reading: Reading, brief: Brief, ground: Ground, known: Known
) -> tuple[list[Suggestion], list[Diagnostic]]:
    """The suggestions that the archive's settings and the sidecar's `allow`s leave, and their findings."""
    found = suggest(Subject.of(sidecar, brief, ground.settings.settings), known)
    allowed = tuple(one for one in reading.allowed if is_suggestion(one.code))
    silence = Silences(sidecar.document, allowed, whole=not brief.refused)
    settings = replace(ground.settings, rules=())  # what is wrong with these, `check` says
    settled = settle(
        (one.finding for one in found), settings, {sidecar.document.path: silence}, suggestions=True
    )
    left = {(one.code, one.span, one.message) for one in settled}
    kept = [one for one in found if (one.finding.code, one.finding.span, one.finding.message) in left]
    return kept, sorted(settled, key=_as_they_stand)


def _as_they_stand(finding: Diagnostic) -> tuple[str, int, int, int, str, str]:
    """By place, and at one place by where the words stand in the seed."""
    stands = (one.span.start for one in finding.related if one.span and one.path.startswith(f"{SEEDS}/"))
    return finding.path, finding.line, finding.column, next(stands, 0), finding.code, finding.message


def _written(
    sidecar: Sidecar, brief: Brief, fixing: Sequence[Suggestion], files: Files, ground: Ground
) -> tuple[Document, list[PutIn]]:
    """The sidecar with the suggestions in it, and where they are."""
    document = sidecar.document
    after = Document(document.path, with_suggestions(document, sidecar.root, fixing))
    seed = files.read(f"{SEEDS}/{brief.seed.path}")
    again = read_brief(after, brief.slug, seed, ground.table, ground.settings.settings, drafts=True)
    if any(one.severity is Severity.ERROR for one in again.findings):
        raise AssertionError(f"the suggestions for {document.path} would be wrong; nothing was written")
    return after, _places(document, after, fixing)


def with_suggestions(document: Document, root: yamltree.Mapping, fixing: Iterable[Suggestion]) -> str:
    """The text with what is suggested: comments in labels that stand, then labels behind them."""
    fixing = tuple(fixing)
    added = _added(fixing)
    try:
        edits = [add_labels(document, root, passage, labels) for passage, labels in added.items()]
        return apply(document.text, [*_comments(fixing), *edits])
    except Overlapping:  # of `labels: {}`, where there is no statement to comment on
        return _one_by_one(document, root, added)


def _comments(fixing: Iterable[Suggestion]) -> list[Edit]:
    return [edit for one in fixing if not one.labels and one.finding.fix for edit in one.finding.fix.edits]


def _added(fixing: Iterable[Suggestion]) -> dict[str, list[Fields]]:
    """Passage -> the labels that come to it, in order."""
    added: dict[str, list[Fields]] = {}
    for one in fixing:
        if one.labels:
            added.setdefault(one.passage, []).extend(one.labels)
    return added


def _places(before: Document, after: Document, fixing: Sequence[Suggestion]) -> list[PutIn]:
    """What was put in, in the order of the file that it is in now."""
    root, _ = yamltree.parse(after)
    labels = root.get("labels") if isinstance(root, yamltree.Mapping) else None
    assert isinstance(labels, yamltree.Mapping)
    found = []
    for passage, added in _added(fixing).items():
        listed = labels.get(passage)
        assert isinstance(listed, yamltree.Sequence)
        for fields, node in zip(added, listed.items[-len(added) :], strict=True):
            kind, id = next(iter(fields.items()))
            words = f'{kind}: {id}, "{shortened(str(fields["quote"]))}" in {passage}'
            found.append(PutIn(after.path, after.line_column(node.span.start)[0], words))
    lines = [line.strip() for line in LINES.findall(after.text)]
    start = 0
    for edit in sorted(_comments(fixing), key=lambda edit: edit.span):
        for comment in edit.text.split(line_end(before.text))[1:]:
            start = lines.index(comment.strip(), max(start, before.line_column(edit.span.start)[0]))
            start += 1
            found.append(PutIn(after.path, start, comment.strip()))
    return sorted(found, key=lambda one: one.line)


def _one_by_one(document: Document, root: yamltree.Node | None, added: dict[str, list[Fields]]) -> str:
    for passage, labels in added.items():
        assert isinstance(root, yamltree.Mapping)
        document = Document(
            document.path, apply(document.text, [add_labels(document, root, passage, labels)])
        )
        root, _ = yamltree.parse(document)
    return document.text
