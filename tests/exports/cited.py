"""Briefs to be cited: those of the small archive, with whatever a test says of them."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

from tests.archives import look
from tests.small_archive import FILES

from briefkit.brief import Brief, Settings
from briefkit.exports.reference import Reference, reference


@cache
def _archive() -> tuple[Settings, dict[str, Brief]]:
    result, briefs = look(FILES)
    return result.settings, briefs


def settings(**changed: Any) -> Settings:
    return replace(_archive()[0], **changed)


def brief(slug: str = "islands", **about: Any) -> Brief:
    """A brief of the small archive, with other things said of its source."""
    found = _archive()[1][slug]
    return replace(found, about=replace(found.about, **about))


def cited(slug: str = "islands", *, within: Settings | None = None, **about: Any) -> Reference:
    return reference(brief(slug, **about), within or settings())
