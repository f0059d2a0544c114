"""What was published and is gone: addresses that others have cited, and that lead nowhere now.

Permalinks die when nobody holds a new version against the old one (DocumentCloud's issue 917).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field

from briefkit.diagnostics import Diagnostic, Rule, Severity
from briefkit.nearest import nearest
from briefkit.spans import Document, Span

BRIEF_GONE = Rule(
    "BK221",
    "published-brief-gone",
    Severity.ERROR,
    "Others have linked to the brief; a slug that is retired leads them on, or tells them that it is gone.",
)
PASSAGES_CHANGED = Rule(
    "BK222",
    "published-passages-changed",
    Severity.ERROR,
    "Passages are numbered, so that another seed or another cut puts other words under an address that "
    "others have cited.",
)
LABEL_GONE = Rule(
    "BK223",
    "published-label-gone",
    Severity.ERROR,
    "Others have cited the label by its id; a retired one leads them on, or tells them that it is gone.",
)
ENTITY_GONE = Rule(
    "BK224",
    "published-entity-gone",
    Severity.ERROR,
    "The page of an actor or a place has its id for an address, which others have linked to.",
)
RENAMED = 60.0  # share of letters from which a new id is taken for the old one renamed

At = Callable[[str], tuple[Document, Span]]  # path → the file, and where its retired ids are or would be


@dataclass(frozen=True, slots=True)
class PublishedBrief:
    """What of a brief others can cite."""

    sha256: str
    passages: int
    labels: frozenset[str]  # explicit ids
    retired: frozenset[str] = frozenset()
    suggested: frozenset[str] = frozenset()  # ids of labels that are kept back


@dataclass(frozen=True, slots=True)
class Published:
    """Every address that an archive publishes, or published."""

    briefs: Mapping[str, PublishedBrief]
    entities: Mapping[str, str]  # id → kind
    retired_briefs: frozenset[str] = frozenset()
    retired_entities: frozenset[str] = frozenset()
    lost: frozenset[str] = (
        frozenset()
    )  # slugs of briefs that cannot be read, for which another finding stands
    paths: Mapping[str, str] = field(default_factory=dict)  # slug → sidecar
    entities_path: str = "brief/entities.yaml"


def check_published(before: Published, now: Published, at: At) -> Iterator[Diagnostic]:
    """A finding for each address of `before` that neither is one of `now` nor is retired.

    Of briefs that cannot be read nothing is said, and where there are any, nothing of entities either.
    """
    slugs = now.briefs.keys() | now.lost | now.retired_briefs
    for slug in sorted({*before.briefs, *before.retired_briefs} - slugs):
        new = _same_seed(before, slug, now) or _nearest_new(slug, now.briefs, before.briefs)
        message = f"brief `{slug}` was published, and is neither here nor retired"
        yield _gone(at("brief/archive.yaml"), BRIEF_GONE, message, slug, new, "brief/archive.yaml")
    for slug in sorted(before.briefs.keys() & now.briefs.keys()):
        yield from _check_brief(slug, before.briefs[slug], now.briefs[slug], now.paths[slug], at)
    if not now.lost:
        yield from _check_entities(before, now, at)


def _check_brief(
    slug: str, before: PublishedBrief, now: PublishedBrief, path: str, at: At
) -> Iterator[Diagnostic]:
    document, _ = at(path)
    if before.sha256 != now.sha256:
        message = f"`{slug}` was published with another seed"
        help = "put the old seed back: a revised text is a new seed and a new slug that `supersedes` this one"
        yield Diagnostic.at(document, Span(0, 0), PASSAGES_CHANGED, message, help)
    elif before.passages != now.passages:
        message = f"`{slug}` was published with {before.passages} passages, and has {now.passages}"
        help = "cut the seed by the rule that it was published with: mend `split`"
        yield Diagnostic.at(document, Span(0, 0), PASSAGES_CHANGED, message, help)
    for id in sorted((before.labels | before.retired) - now.labels - now.retired):
        if id in now.suggested:
            message = f"`{slug}#{id}` was published, and is only suggested now"
            help = "give it the status that it had"
            yield Diagnostic.at(document, Span(0, 0), LABEL_GONE, message, help)
            continue
        message = f"`{slug}#{id}` was published, and is neither here nor retired"
        new = _nearest_new(id, now.labels, before.labels)
        yield _gone(at(path), LABEL_GONE, message, id, new, path)


def _check_entities(before: Published, now: Published, at: At) -> Iterator[Diagnostic]:
    path = now.entities_path
    for id in sorted(
        {*before.entities, *before.retired_entities} - now.entities.keys() - now.retired_entities
    ):
        kind = before.entities.get(id)
        alike = [one for one, other in now.entities.items() if kind in (other, None)]
        message = f"entity `{id}` was published, and is neither here nor retired"
        yield _gone(at(path), ENTITY_GONE, message, id, _nearest_new(id, alike, before.entities), path)
    for id in sorted(before.entities.keys() & now.entities.keys()):
        was, is_now = before.entities[id], now.entities[id]
        if was != is_now:
            message = f"entity `{id}` was published as {_a(was)}, and is {_a(is_now)} now"
            help = f"keep the id for the {was}, and give the {is_now} one of its own"
            yield Diagnostic.at(at(path)[0], Span(0, 0), ENTITY_GONE, message, help)


def _gone(
    place: tuple[Document, Span], rule: Rule, message: str, old: str, new: str | None, path: str
) -> Diagnostic:
    entry = f"{old}: {new or '~'}"
    what = f"which leads to `{new}`" if new else "which says that it is gone"
    help = f"write `{entry}` under `retired` in {path}, {what}"
    return Diagnostic.at(place[0], place[1], rule, message, help)


def _same_seed(before: Published, slug: str, now: Published) -> str | None:
    """The brief that is about the same bytes and was not published before: the old one, renamed."""
    if slug not in before.briefs:
        return None
    sha256 = before.briefs[slug].sha256
    return next(
        (new for new, one in now.briefs.items() if new not in before.briefs and one.sha256 == sha256), None
    )


def _nearest_new(old: str, now: Collection[str], before: Collection[str]) -> str | None:
    return nearest(old, [one for one in now if one not in before], RENAMED)


def _a(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"
