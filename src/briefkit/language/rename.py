"""A label or an entity gets another name where it is written, by `briefkit rename`'s own rules."""

from __future__ import annotations

from briefkit.language.desk import Desk
from briefkit.language.occurrences import Occurrence, occurrence_at
from briefkit.renaming import Renaming, rename_entity, rename_label
from briefkit.spans import Span


def renamable(desk: Desk, offset: int) -> tuple[Span, str] | None:
    """The name at an offset, and where it stands, if it is a label's or an entity's."""
    name = _renamable(desk, offset)
    return (name.span, name.name) if name else None


def rename_at(desk: Desk, offset: int, new: str) -> Renaming | None:
    """What giving the name at an offset another comes to. Raises `CannotRename`."""
    name = _renamable(desk, offset)
    if name is None:
        return None
    if name.what == "label":
        return rename_label(desk.files, name.slug, name.name, new)
    return rename_entity(desk.files, name.name, new)


def _renamable(desk: Desk, offset: int) -> Occurrence | None:
    name = occurrence_at(desk, offset)
    return name if name and name.what in ("label", "entity") else None
