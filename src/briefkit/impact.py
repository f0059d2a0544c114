"""What leans on an actor, a place, a source or a statement: all that would have to be read again without it.

A statement leans on another that supports it or leads to it, that it assumes or revises, and on the
passages that it sees; it leans on whoever asserts it, and on what it is about. What contradicts it, or
is read beside it, carries nothing.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from briefkit.brief import Statement, StatementFact
from briefkit.facts_index import FactsIndex
from briefkit.nearest import nearest
from briefkit.terminal_text import visible
from briefkit.workspace import Workspace

LONGEST = 90  # characters of a sentence on a line
# relation of a link → (how the end that leans on the other says so, whether that is where the link leads)
LEANS = {
    "supports": ("supported by it", True),
    "leads_to": ("it leads to this", True),
    "assumes": ("assumes it", False),
    "revises": ("revises it", False),
}

Key = tuple[str, str]  # slug and address of a statement


class NotKnown(Exception):
    """Nothing has the name; the message says what is near."""


@dataclass(frozen=True, slots=True)
class Leaning:
    """A statement, and why it leans on what stands above it."""

    slug: str
    statement: StatementFact
    reason: str
    onward: tuple[Leaning, ...]  # what leans on it in turn


@dataclass(frozen=True, slots=True)
class Impact:
    """All that leans on something: each statement once, by a shortest way there."""

    name: str
    title: str
    leaning: tuple[Leaning, ...]

    @property
    def all(self) -> Iterator[Leaning]:
        stack = [*reversed(self.leaning)]  # not by calls within calls: an argument may be long
        while stack:
            one = stack.pop()
            yield one
            stack += reversed(one.onward)


def impact(workspace: Workspace, name: str) -> Impact:
    """What leans on `slug#id`, `slug#p4`, a brief or an entity (`entity:id` where both have the name)."""
    title, starts = _starts(workspace, name)
    start = tuple(name.rpartition("#")[::2])
    reached: dict[Key, tuple[Key | None, str]] = {}
    for slug, address, reason in starts:
        reached.setdefault((slug, address), (None, reason))
    waiting = deque(reached)
    while waiting:
        key = waiting.popleft()
        for other, reason in _leaning(workspace, key):
            if other not in reached and other != start:
                reached[other] = (key, reason)
                waiting.append(other)
    return Impact(name, title, _tree(workspace.index, reached))


def _tree(index: FactsIndex, reached: dict[Key, tuple[Key | None, str]]) -> tuple[Leaning, ...]:
    """The statements below what they lean on; made from the farthest to the nearest, however deep."""
    below: dict[Key | None, list[Leaning]] = {}
    for key, (above, reason) in reversed(reached.items()):
        statement = index.statement(*key)
        if statement is not None:
            onward = tuple(reversed(below.get(key, [])))
            below.setdefault(above, []).append(Leaning(key[0], statement, reason, onward))
    return tuple(reversed(below.get(None, [])))


# -- where it begins -------------------------------------------------------------------------------


def _starts(workspace: Workspace, name: str) -> tuple[str, Iterable[tuple[str, str, str]]]:
    """(what it is called, the statements that lean on it at once: slug, address, reason)."""
    index = workspace.index
    slug, hash_, id = name.rpartition("#")
    if hash_:
        return _of_label(workspace, slug, id)
    bare = name.removeprefix("entity:")
    is_brief, entity = index.title(name) is not None, index.entity(bare)
    if is_brief and entity:
        help = f"write `entity:{name}`, or one of the brief's labels"
        raise NotKnown(f"`{name}` is a brief and an entity: {help}")
    if is_brief:
        return index.title(name) or name, _of_brief(workspace, name)
    if entity is None:
        known = [*index.slugs(), *(id for (id,) in index.ask("select distinct id from given"))]
        raise NotKnown(_not_there(f"no entity or brief `{name}`", nearest(bare, known)))
    return entity.name, _of_entity(index, bare)


def _of_label(workspace: Workspace, slug: str, id: str) -> tuple[str, Iterable[tuple[str, str, str]]]:
    index = workspace.index
    if index.title(slug) is None:
        raise NotKnown(_not_there(f"no brief `{slug}`", nearest(slug, index.slugs())))
    if statement := index.statement(slug, id):
        return statement.sentence, ((*key, reason) for key, reason in _leaning(workspace, (slug, id)))
    if not index.knows(slug, id, any_label=True):
        known = [address for (address,) in index.ask("select address from statement where slug = ?", slug)]
        close = nearest(id, known)
        raise NotKnown(_not_there(f"no label or passage `{id}` in {slug}", close and f"{slug}#{close}"))
    query = "select address from statement where slug = ? and passage = ? order by number"
    stated = [(slug, address, "rests on it") for (address,) in index.ask(query, slug, id)]
    seeing = [(slug, address, "sees it") for address in _seeing(workspace, slug, id)]
    return name_of(slug, id), [*stated, *seeing]


def _of_brief(workspace: Workspace, slug: str) -> Iterator[tuple[str, str, str]]:
    query = "select address from statement where slug = ? order by number"
    yield from ((slug, address, "its statement") for (address,) in workspace.index.ask(query, slug))


def _of_entity(index: FactsIndex, id: str) -> Iterator[tuple[str, str, str]]:
    """What the entity, or a part of it, says or is spoken of in; what it says comes first."""
    parts = [id]
    for whole in parts:
        parts += [one.id for one in index.parts(whole) if one.id not in parts]
    found: set[Key] = set()
    for said, reason in ((True, "says it"), (False, "is spoken of")):
        for one in parts:
            who = "" if one == id else f"{one} "
            for row in index.said(one) if said else index.about(one):
                key = row.slug, row.statement.address
                if key not in found:
                    found.add(key)
                    yield *key, who + reason


def _not_there(message: str, close: str | None) -> str:
    return f"there is {message}" + (f": write `{close}`" if close else "")


# -- from one statement to the next ----------------------------------------------------------------


def _leaning(workspace: Workspace, key: Key) -> Iterator[tuple[Key, str]]:
    """What leans on a statement at once, in a fixed order."""
    slug, address = key
    ask = workspace.index.ask
    out = "select relation, to_slug, to_label from link where slug = ? and address = ? order by number"
    for relation, to_slug, to_label in ask(out, slug, address):
        if relation in LEANS and LEANS[relation][1]:
            yield (to_slug, to_label), LEANS[relation][0]
    back = "select relation, slug, address from link where to_slug = ? and to_label = ? order by slug, number"
    for relation, from_slug, from_address in ask(back, slug, address):
        if relation in LEANS and not LEANS[relation][1]:
            yield (from_slug, from_address), LEANS[relation][0]
    if statement := workspace.index.statement(slug, address):
        for other in _seeing(workspace, slug, statement.passage):
            if other != address:
                yield (slug, other), f"sees {statement.passage}"


def _seeing(workspace: Workspace, slug: str, passage: str) -> Iterator[str]:
    """The statements of a brief that rest on a passage besides their own."""
    brief = workspace.brief(slug)
    for label in brief.labels if brief else ():
        if isinstance(label.body, Statement) and passage in label.body.see:
            yield label.address


# -- for people and machines -----------------------------------------------------------------------


def name_of(slug: str, address: str) -> str:
    return f"{slug}#{address}"


def as_text(found: Impact) -> Iterator[str]:
    """A tree; the key judgments carry a star."""
    yield f"{found.name}: {visible(found.title)}"
    stack = [(one, "", number == len(found.leaning)) for number, one in enumerate(found.leaning, 1)][::-1]
    while stack:
        one, indent, last = stack.pop()
        yield f"{indent}{'└' if last else '├'}─ {_line(one)}"
        below = indent + ("   " if last else "│  ")
        onward = [(each, below, number == len(one.onward)) for number, each in enumerate(one.onward, 1)]
        stack += onward[::-1]
    judgments = sum(one.statement.judgment is not None for one in found.all)
    count = sum(1 for _ in found.all)
    statements = "1 statement leans" if count == 1 else f"{count} statements lean"
    keys = "1 is a key judgment" if judgments == 1 else f"{judgments} are key judgments (★)"
    yield f"{statements} on it; {keys}" if count else "nothing leans on it"


def _line(one: Leaning) -> str:
    fact = one.statement
    sentence = " ".join(fact.sentence.split())
    sentence = sentence if len(sentence) <= LONGEST else sentence[: LONGEST - 1] + "…"
    star = "★ " if fact.judgment is not None else ""
    likelihood = f" [{fact.likelihood}]" if fact.likelihood else ""
    name = name_of(one.slug, fact.address)
    return visible(f"{one.reason}: {star}{name} {fact.kind}: {sentence}{likelihood}")


def as_json(found: Impact) -> str:
    """Flat: each statement names the one that it leans on, None where that is what was asked for."""
    above = {id(onward): one for one in found.all for onward in one.onward}
    rows = []
    for one in found.all:
        fact, on = one.statement, above.get(id(one))
        rows.append(
            {
                "label": name_of(one.slug, fact.address),
                "leans_on": on and name_of(on.slug, on.statement.address),
                "reason": one.reason,
                "kind": fact.kind,
                "sentence": fact.sentence,
                "likelihood": fact.likelihood,
                "key_judgment": fact.judgment,
            }
        )
    whole = {"name": found.name, "title": found.title, "leaning": rows}
    return json.dumps(whole, ensure_ascii=False, indent=2)
