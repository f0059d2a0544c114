"""What changed between two states of an archive: briefs, labels field by field, entities, findings.

A label is known by its id, also where that was renamed and retired; without an id by what it says and
quotes, not by where it stands. Labels are compared as they are written, so that one with a fault is
compared too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from briefkit.brief import RELATIONS, Entity
from briefkit.diagnostics import Diagnostic
from briefkit.files import Files
from briefkit.labels import WrittenLabel
from briefkit.sidecar import Sidecar
from briefkit.workspace import Workspace
from briefkit.yamltree import plain

Sort = Literal["added", "removed", "changed", "moved"]
Value = str | tuple[str, ...]

ALIKE = 75.0  # of 100: from here two sentences without an id are one that was rewritten
# In the order in which an editor asks for them; the others follow as they are written.
FIRST = ("likelihood", "confidence", "status", "sentence", "entity", "kind", "id", "quote", "occurrence")
HEAD = ("publish", "scale")
LINKS = (*RELATIONS, "revises", "key_judgments")


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field with its value before and after; "" where it had none."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class LabelState:
    """A label as it is written, with the defaults of its sidecar."""

    id: str | None
    address: str
    kind: str
    base: str
    said: str  # the sentence, or the entity's id
    passage: str
    fields: tuple[tuple[str, Value], ...]  # all others, `id` aside

    def get(self, name: str) -> Value:
        return dict(self.fields).get(name, "")


@dataclass(frozen=True, slots=True)
class LabelChange:
    sort: Sort
    before: LabelState | None
    after: LabelState | None
    fields: tuple[FieldChange, ...] = ()

    @property
    def label(self) -> LabelState:
        found = self.after or self.before
        assert found
        return found


@dataclass(frozen=True, slots=True)
class BriefChange:
    slug: str  # as it is now, or was
    title: str
    sort: Sort  # moved: it has another slug
    was: str = ""  # its slug before, where it moved
    supersedes: str = ""  # of one that was added: its labels are held against those of this brief
    labels: tuple[LabelChange, ...] = ()
    fields: tuple[FieldChange, ...] = ()  # of its head
    coverage: tuple[float | None, float | None] = (None, None)  # the share of passages with a label
    count: tuple[int, int] = (0, 0)  # labels before and after


@dataclass(frozen=True, slots=True)
class EntityChange:
    id: str
    name: str
    sort: Sort  # moved: it has another id
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class _Names:
    """What names of before are called now, so that a renaming is not told at every place that it changed."""

    briefs: Mapping[str, str]
    entities: Mapping[str, str]
    labels: Callable[[str], Mapping[str, str]]  # of a brief, by its present slug

    def link(self, text: str, own: str) -> str:
        """`id` or `slug#id` as it is written now; `own` is the brief that it is written in."""
        slug, hash_, id = text.rpartition("#")
        slug = self.briefs.get(slug, slug)
        return f"{slug}{hash_}{self.labels(slug or own).get(id, id)}"

    def field(self, name: str, value: Value, own: str) -> Value:
        if name != "by" and name not in LINKS:
            return value
        parts = (value,) if isinstance(value, str) else value
        found = tuple(self.entities.get(one, one) if name == "by" else self.link(one, own) for one in parts)
        return found[0] if isinstance(value, str) else found


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that is other than before."""

    briefs: tuple[BriefChange, ...]
    entities: tuple[EntityChange, ...]
    new: tuple[Diagnostic, ...]
    mended: tuple[Diagnostic, ...]

    def __bool__(self) -> bool:
        return bool(self.briefs or self.entities or self.new or self.mended)


def compare_archives(before: Files, after: Files) -> Comparison:
    """What is other in the second archive than in the first, by slug, id and place."""
    old, new = Workspace(before), Workspace(after)
    old.refresh()
    new.refresh()
    moved = _ends(new.ground.settings.settings.retired)
    ended = _ends(new.ground.table.retired)
    names = _Names(moved, ended, cache(lambda slug: _ends(new.index.retired(slug))))
    briefs = tuple(_briefs(old, new, before, after, names))
    entities = tuple(_entities(_all_entities(old), _all_entities(new), ended))
    return Comparison(briefs, entities, *_findings(old, new, moved))


# -- briefs ----------------------------------------------------------------------------------------


def _briefs(
    old: Workspace, new: Workspace, before: Files, after: Files, names: _Names
) -> Iterator[BriefChange]:
    moved = names.briefs
    first, second = old.ground.layout.sidecars, new.ground.layout.sidecars
    was = {moved[slug]: slug for slug in first if slug not in second and moved.get(slug) in second}
    was = {slug: earlier for slug, earlier in was.items() if slug not in first}
    for slug in sorted({*first, *second} - set(was.values())):
        earlier = was.get(slug, slug)
        if slug in first and slug in second and before.read(first[slug]) == after.read(second[slug]):
            continue  # another seed under the same digest is a finding
        earlier = earlier if earlier in first else ""
        change = _brief(old, new, earlier, slug if slug in second else "", names)
        if change.sort != "changed" or change.labels or change.fields:
            yield change


def _brief(old: Workspace, new: Workspace, earlier: str, slug: str, names: _Names) -> BriefChange:
    before = old.sidecar(earlier) if earlier else None
    after = new.sidecar(slug) if slug else None
    sort: Sort = "changed" if earlier and slug else "added" if slug else "removed"
    if earlier and slug and earlier != slug:
        sort = "moved"
    about = (after or before) and (after or before).about  # type: ignore[union-attr]
    supersedes = about.supersedes if sort == "added" and about and about.supersedes else ""
    made_of = before
    if supersedes:  # its labels are those of the brief before it, carried over
        known = old if supersedes in old.ground.layout.sidecars else new
        made_of = known.sidecar(supersedes) if supersedes in known.ground.layout.sidecars else None
    states = [_called_now(one, slug, names) for one in _states(made_of)], _states(after)
    return BriefChange(
        slug=slug or earlier,
        title=about.title if about else "",
        sort=sort,
        was=earlier if sort == "moved" else "",
        supersedes=supersedes,
        labels=tuple(_labels(*states, after.retired if after else {})),
        fields=tuple(_head(before, after, names)) if before and after else (),
        coverage=(_coverage(old, earlier or supersedes), _coverage(new, slug)),
        count=(len(states[0]), len(states[1])),
    )


def _coverage(workspace: Workspace, slug: str) -> float | None:
    brief = workspace.brief(slug) if slug in workspace.ground.layout.sidecars else None
    if brief is None or not brief.passages:
        return None
    return len({label.passage for label in brief.labels}) / len(brief.passages)


def _head(before: Sidecar, after: Sidecar, names: _Names) -> Iterator[FieldChange]:
    """What a reader of the head would see: the source, the seed, the key judgments."""
    heads: list[dict[str, Value]] = []
    for one in (before, after):
        about = one.root.get("about")
        values = plain(about) if about else {}
        head = {key: _value(value) for key, value in values.items()} if isinstance(values, dict) else {}
        judgments: Value = tuple(one.key_judgments)
        head["key_judgments"] = (
            names.field("key_judgments", judgments, after.slug) if one is before else judgments
        )
        head |= {key: _value(plain(node)) for key in HEAD if (node := one.root.get(key))}
        if one.seed:
            head |= {"seed": one.seed.file, "sha256": one.seed.sha256, "split": one.seed.split}
        heads.append(head)
    if earlier := heads[0].get("supersedes"):
        heads[0]["supersedes"] = names.briefs.get(_told(earlier), earlier)
    yield from _changes(*heads)


# -- labels ----------------------------------------------------------------------------------------


def _states(sidecar: Sidecar | None) -> list[LabelState]:
    labels = sidecar.labels if sidecar else ()
    return [_state(one, sidecar) for one in labels if isinstance(one, WrittenLabel) and sidecar]


def _called_now(one: LabelState, slug: str, names: _Names) -> LabelState:
    """A label of before with what it names under its present name."""
    said = names.entities.get(one.said, one.said) if one.base == "mention" else one.said
    fields = tuple((name, names.field(name, value, slug)) for name, value in one.fields)
    return replace(one, said=said, fields=fields)


def _state(one: WrittenLabel, sidecar: Sidecar) -> LabelState:
    fields = {
        key.text: _value(plain(value))
        for key, value in one.node.entries
        if key.text not in (one.kind.name, "id")
    }
    fields.setdefault("status", sidecar.defaults.status or "draft")
    if sidecar.defaults.editor:
        fields.setdefault("editor", sidecar.defaults.editor)
    return LabelState(
        one.form.id,
        one.address,
        one.kind.name,
        one.kind.base,
        " ".join(one.value.split()),
        one.passage,
        tuple(sorted(fields.items())),
    )


def _value(value: object) -> Value:
    """A plain value as it is compared: white space as one space, a list of one as that one."""
    if isinstance(value, list):
        parts = tuple(_told(_value(one)) for one in value)
        return parts[0] if len(parts) == 1 else parts
    if isinstance(value, dict):
        return tuple(f"{key}: {_told(_value(inner))}" for key, inner in value.items())
    return " ".join(str(value or "").split())


def _told(value: Value) -> str:
    return value if isinstance(value, str) else ", ".join(value)


def _labels(
    before: list[LabelState], after: list[LabelState], retired: Mapping[str, str | None]
) -> Iterator[LabelChange]:
    """Every label that is other, as the new sidecar has them, and what is gone behind."""
    pairs = _pairs(before, after, _ends(retired))
    taken = set(pairs.values())
    for number, one in enumerate(after):
        if number not in pairs:
            yield LabelChange("added", None, one)
            continue
        was = before[pairs[number]]
        if changed := tuple(_changes(_whole(was), _whole(one))):
            yield LabelChange("changed", was, one, changed)
        elif was.passage != one.passage:
            yield LabelChange("moved", was, one)
    yield from (LabelChange("removed", one, None) for number, one in enumerate(before) if number not in taken)


def _pairs(before: list[LabelState], after: list[LabelState], retired: Mapping[str, str]) -> dict[int, int]:
    """Number of a new label → of the old one that it was; the surest pairs first."""
    ways: tuple[Callable[[LabelState, bool], Hashable], ...] = (
        lambda one, old: (retired.get(one.id, one.id) if old and one.id else one.id) or _nothing(),
        lambda one, _: _nothing() if one.id else (one.passage, one.kind, one.said, one.fields),
        lambda one, _: _nothing() if one.id else (one.kind, one.said, one.fields),
        lambda one, _: (one.passage, one.kind, one.said, one.get("quote")),
        lambda one, _: (one.kind, one.said) if one.base == "statement" else _nothing(),
        lambda one, _: (one.passage, one.kind, one.get("quote")) if one.get("quote") else _nothing(),
        lambda one, _: (one.passage, one.kind, one.said) if one.base == "mention" else _nothing(),
    )
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for way in ways:
        free: dict[Hashable, list[int]] = {}
        for number, one in enumerate(before):
            if number not in taken:
                free.setdefault(way(one, True), []).append(number)
        for number, one in enumerate(after):
            if number not in pairs and (found := free.get(way(one, False))):
                # Two labels that have an id each, and not the same, are two.
                fitting = [at for at in found if not (before[at].id and one.id) or way is ways[0]]
                if fitting:
                    pairs[number] = fitting[0]
                    found.remove(fitting[0])
                    taken.add(fitting[0])
    left = [number for number in range(len(before)) if number not in taken]
    pairs.update(_rewritten(before, after, left, [at for at in range(len(after)) if at not in pairs]))
    return pairs


def _nothing() -> object:
    """What is equal to nothing else, so that it finds no pair."""
    return object()


def _rewritten(
    before: list[LabelState], after: list[LabelState], left: list[int], free: list[int]
) -> Iterator[tuple[int, int]]:
    """Statements that have no pair and are alike: (new, old), the most alike first."""
    from rapidfuzz.fuzz import ratio

    scores = [
        (score, -new, -old)
        for new in free
        for old in left
        if before[old].base == after[new].base == "statement" and not (before[old].id and after[new].id)
        if (score := ratio(before[old].said, after[new].said, score_cutoff=ALIKE)) >= ALIKE
    ]
    seen: set[tuple[str, int]] = set()
    for _, new, old in sorted(scores, reverse=True):
        if not {("new", new), ("old", old)} & seen:
            seen |= {("new", new), ("old", old)}
            yield -new, -old


def _whole(one: LabelState) -> dict[str, Value]:
    said = "sentence" if one.base == "statement" else "entity"
    return {"kind": one.kind, said: one.said, "id": one.id or "", **dict(one.fields)}


def _changes(before: Mapping[str, Value], after: Mapping[str, Value]) -> Iterator[FieldChange]:
    names = dict.fromkeys([*FIRST, *before, *after])
    for name in names:
        was, now = before.get(name, ""), after.get(name, "")
        if was != now:
            yield FieldChange(name, _told(was), _told(now))


# -- entities and findings -------------------------------------------------------------------------


def _all_entities(workspace: Workspace) -> dict[str, Entity]:
    ids = [id for (id,) in workspace.index.ask("select distinct id from given")]
    return workspace.index.entities(ids)


def _entities(
    before: Mapping[str, Entity], after: Mapping[str, Entity], retired: Mapping[str, str]
) -> Iterator[EntityChange]:
    was = {retired[id]: id for id in before if id not in after and retired.get(id) in after}
    was = {id: earlier for id, earlier in was.items() if id not in before}
    for id in sorted({*before, *after} - set(was.values())):
        old, new = before.get(was.get(id, id)), after.get(id)
        if old is None and new is not None:
            yield EntityChange(id, new.name, "added")
        elif new is None and old is not None:
            yield EntityChange(id, old.name, "removed")
        elif old is not None and new is not None:
            told = _of_entity(old)
            if part_of := told.get("part_of"):
                told["part_of"] = retired.get(_told(part_of), part_of)
            changed = tuple(_changes(told, _of_entity(new)))
            if changed or old.id != new.id:
                yield EntityChange(id, new.name, "moved" if old.id != new.id else "changed", changed)


def _of_entity(one: Entity) -> dict[str, Value]:
    names = list(Entity.__dataclass_fields__)
    return {name: _value(_listed(getattr(one, name))) for name in names if getattr(one, name)}


def _listed(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def _findings(
    old: Workspace, new: Workspace, moved: Mapping[str, str]
) -> tuple[tuple[Diagnostic, ...], tuple[Diagnostic, ...]]:
    """(those that were not there before, those that are no more); where they stand does not count."""

    def key(one: Diagnostic) -> tuple[str, str, str]:
        slug = one.path.removeprefix("brief/").removesuffix(".yaml")
        path = f"brief/{moved[slug]}.yaml" if slug in moved and one.path.startswith("brief/") else one.path
        return path, one.code, one.message

    before, after = old.findings(), new.findings()
    return tuple(_without(after, before, key)), tuple(_without(before, after, key))


def _without(
    these: Iterable[Diagnostic], those: Iterable[Diagnostic], key: Callable[[Diagnostic], Hashable]
) -> Iterator[Diagnostic]:
    known = Counter(map(key, those))
    for one in these:
        if known[key(one)]:
            known[key(one)] -= 1
        else:
            yield one


def _ends(retired: Mapping[str, str | None]) -> dict[str, str]:
    """Retired name → the name at the end of its way; those that are gone left out."""
    found: dict[str, str] = {}
    for old in retired:
        end: str | None = old
        for _ in range(len(retired)):
            end = retired.get(end, end) if end is not None else None
        if end is not None and end not in retired:
            found[old] = end
    return found
