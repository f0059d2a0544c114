"""What in a file can be followed to the web or to another file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefkit.folder import SEEDS
from briefkit.language.desk import Desk
from briefkit.language.occurrences import occurrences
from briefkit.spans import Span

WEB = re.compile(r"https?://[^\s<>\"'\]})]+")


@dataclass(frozen=True, slots=True)
class Link:
    """A span that leads to a web address, or to a path from the archive's root."""

    span: Span
    address: str = ""
    path: str = ""


def links(desk: Desk) -> Iterator[Link]:
    """The links of a file: web addresses, its seed, other briefs, the pages of rules."""
    layout = desk.workspace.ground.layout
    if desk.kind in ("seed", "other"):
        return
    for found in WEB.finditer(desk.document.text):
        address = found[0].rstrip(".,;:!?")
        yield Link(Span(found.start(), found.start() + len(address)), address=address)
    for one in occurrences(desk):
        if one.what == "seed" and one.name in layout.seeds:
            yield Link(one.span, path=f"{SEEDS}/{one.name}")
        elif one.what == "brief" and (path := layout.sidecars.get(one.name)):
            yield Link(one.span, path=path)
