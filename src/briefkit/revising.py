"""A revised text takes the place of another, and the labels are carried over as far as that is certain.

The old brief stays as it is, but for a word that it is revised; the new one supersedes it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefkit import yamltree
from briefkit.adding import Incoming, NotAdded, check_name, seed_in_place
from briefkit.alignment import Alignment, align
from briefkit.anchoring import SPACES
from briefkit.brief import Brief, Passage
from briefkit.diagnostics import Diagnostic, Edit, Severity
from briefkit.edits import apply, line_end, scalar, set_field
from briefkit.fates import LabelFate, fates
from briefkit.files import Files, Overlay
from briefkit.folder import BRIEFS, SEEDS
from briefkit.names import problem_with_slug
from briefkit.nearest import nearest
from briefkit.passages import SPLITS, cut, split_for
from briefkit.references import in_sidecar
from briefkit.rewrite import Rewrite, rewrite
from briefkit.sidecar import Sidecar
from briefkit.skeleton import NoSidecar, slug_of, sound_seed
from briefkit.spans import Document, Span
from briefkit.successor import NewSeed, own_entities, successor, without_entities
from briefkit.word_diff import TYPOGRAPHY
from briefkit.workspace import Workspace
from briefkit.yaml_files import ENTITIES

REASON = "a revised text took its place"


class CannotRevise(Exception):
    """The brief cannot be revised; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Revision:
    """What a revised text comes to; nothing of it is written yet."""

    old: str  # slugs
    new: str
    text: Incoming
    there: bool  # the seed stands under seeds/ already
    before: tuple[Passage, ...]
    after: tuple[Passage, ...]
    alignment: Alignment
    fates: tuple[LabelFate, ...]
    rewrites: tuple[Rewrite, ...]
    findings: tuple[Diagnostic, ...]  # in the new sidecar

    @property
    def waiting(self) -> tuple[LabelFate, ...]:
        """The labels that wait for their editor."""
        return tuple(one for one in self.fates if not one.fate.settled)

    @property
    def sidecar(self) -> str:
        return f"{BRIEFS}/{self.new}.yaml"

    @property
    def previews(self) -> list[Rewrite]:
        """What changes, the new sidecar held against the old one that it is made of."""
        made, old, *others = self.rewrites
        return [Rewrite(old.path, old.before, made.after, made.path, copied=True), old, *others]


def revise(
    files: Files,
    slug: str,
    text: Incoming,
    *,
    new: str | None = None,
    reason: str = REASON,
    there: bool = False,
) -> Revision:
    """Carry a brief's labels over to a revised text. Raises `CannotRevise`.

    `there`: the text is a seed of this archive already, and no sidecar is about it.
    """
    texts: dict[str, str] = {}
    workspace = Workspace(Overlay(files, texts), drafts=True)
    workspace.refresh()
    sidecar, brief = _sound(workspace, slug)
    name = slug_of(text.name) if new is None else new
    split = text.split or (brief.split if _suits(brief.split, text.name) else split_for(text.name))
    seed = _seed(files, brief, text, name, split, there)
    alignment = align(brief.passages, seed.passages)
    found = fates(sidecar, brief, alignment)
    kinds = workspace.ground.settings.settings.kinds
    references = tuple(in_sidecar(sidecar.root, slug, kinds))
    rewrites = [
        Rewrite(f"{BRIEFS}/{name}.yaml", None, successor(sidecar, references, found, alignment, seed)),
        _revised(sidecar, reason),
        *_shared(files, own_entities(sidecar, references)),
    ]
    texts |= {one.path: one.after or "" for one in rewrites} | {f"{SEEDS}/{text.name}": text.data.decode()}
    workspace.refresh()
    _prove(workspace, name, brief, found)
    return Revision(
        old=slug,
        new=name,
        text=text,
        there=there,
        before=brief.passages,
        after=seed.passages,
        alignment=alignment,
        fates=found,
        rewrites=tuple(rewrites),
        findings=workspace.findings_of(rewrites[0].path),
    )


def carry_out(root: Path, revision: Revision) -> None:
    """Write the seed and the sidecars: all or none. Raises `NotAdded` and `ChangedMeanwhile`."""
    if revision.there:
        rewrite(root, revision.rewrites)
        return
    with seed_in_place(root, revision.text):
        rewrite(root, revision.rewrites)


# -- what there is ---------------------------------------------------------------------------------


def _sound(workspace: Workspace, slug: str) -> tuple[Sidecar, Brief]:
    """The brief, in which nothing is wrong: of a label without a place nobody can tell where it went."""
    sidecars = workspace.ground.layout.sidecars
    if slug not in sidecars:
        close = nearest(slug, sidecars)
        raise CannotRevise(f"there is no brief `{slug}`" + (f": write `{close}`" if close else ""))
    for new, old, _ in workspace.index.successions():
        if old == slug:
            raise CannotRevise(f"{new} supersedes {slug} already: revise {new}")
    errors = [one for one in workspace.findings_of(sidecars[slug]) if one.severity is Severity.ERROR]
    sidecar, brief = workspace.sidecar(slug), workspace.brief(slug)
    if errors or sidecar is None or brief is None:
        first = f": {errors[0].path}:{errors[0].line} {errors[0].code} {errors[0].message}" if errors else ""
        raise CannotRevise(f"a brief is revised once `briefkit check` finds no error in it{first}")
    return sidecar, brief


def _seed(files: Files, brief: Brief, text: Incoming, name: str, split: str, there: bool) -> NewSeed:
    try:
        if not there:
            check_name(text.name)
        seed = sound_seed(text.name, text.data)
    except (NoSidecar, NotAdded) as error:
        raise CannotRevise(str(error)) from None
    if problem := problem_with_slug(name):
        raise CannotRevise(f"`{name}` cannot name a brief: {problem}. --slug gives another name")
    if files.exists(f"{BRIEFS}/{name}.yaml"):
        raise CannotRevise(f"{BRIEFS}/{name}.yaml is there already; --slug gives the new one another name")
    if not there and files.exists(f"{SEEDS}/{text.name}"):
        raise CannotRevise(f"{SEEDS}/{text.name} is there already; --name gives the new one another name")
    if split not in SPLITS:
        raise CannotRevise(f"there is no rule {split}; the rules are {', '.join(SPLITS)}")
    if seed.sha256 == brief.seed.sha256:
        raise CannotRevise(f"the text is the seed of {brief.slug}, byte for byte: there is nothing to revise")
    return NewSeed(name, text.name, seed.sha256, split, cut(seed.text, split))


def _suits(split: str, name: str) -> bool:
    return (split == "markdown-1") == (split_for(name) == "markdown-1")


# -- what changes ----------------------------------------------------------------------------------


def _revised(sidecar: Sidecar, reason: str) -> Rewrite:
    """The old sidecar, which says that its brief is revised, and why."""
    about = sidecar.root.get("about")
    assert isinstance(about, yamltree.Mapping)
    document = sidecar.document
    edits = [
        set_field(document, about, "status", "revised"),
        set_field(document, about, "reason", scalar(reason, flow=about.flow)),
        *without_entities(sidecar),
    ]
    return Rewrite(document.path, document.text, apply(document.text, edits))


def _shared(files: Files, entities: str) -> Iterator[Rewrite]:
    """entities.yaml with what was one brief's own: an id is given once in an archive, and two need it now."""
    if not entities:
        return
    before = files.read(ENTITIES).decode("utf-8") if files.exists(ENTITIES) else None
    document = Document(ENTITIES, before or "")
    root, _ = yamltree.parse(document)
    retired = root.key("retired") if isinstance(root, yamltree.Mapping) else None
    place = document.line_span(retired.span.start).start if retired else len(document.text)
    end = line_end(document.text)
    lines = end.join(entities.splitlines()) + end
    if place and document.text[place - 1] not in "\r\n\ufeff":
        lines = end + lines
    yield Rewrite(ENTITIES, before, apply(document.text, [Edit(Span(place, place), lines)]))


# -- that nothing is lost --------------------------------------------------------------------------


def _prove(workspace: Workspace, new: str, brief: Brief, found: Sequence[LabelFate]) -> None:
    """Read the new sidecar: every label is there, and those that are settled stand at their very words."""
    after, sidecar = workspace.brief(new), workspace.sidecar(new)
    written = [] if sidecar is None else [one.address for one in sidecar.labels]
    if sorted(written) != sorted(one.address for one in found) or after is None:
        raise AssertionError(f"{new} would have lost labels of {brief.slug}; nothing was written")
    labels = {one.address: one for one in after.labels}
    for one in found:
        label = labels.get(one.address)
        if one.fate.settled and label is not None:
            was, now = (
                [_words(span.of(seed)) for span in each.anchors]
                for each, seed in ((one.label, brief.seed.text), (label, after.seed.text))
            )
            if was == now or one.occurrence == "all":
                continue
        elif not one.fate.settled and label is None:
            continue
        raise AssertionError(f"{new}#{one.address} is not {one.fate}; nothing was written")


def _words(text: str) -> str:
    return SPACES.sub(" ", text.translate(TYPOGRAPHY))
