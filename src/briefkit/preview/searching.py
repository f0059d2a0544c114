"""The search of a preview: made when a page first looks for it, in slices.

In a build its files are named for their content, and so is the one that the index page begins
with. A preview cannot wait for that: there it has a name of its own, and nothing else differs.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

from briefkit.cache import open_scratch
from briefkit.site_files import File, Parts
from briefkit.workspace import Workspace

FOLDER = "assets/search"
ENTRY = f"{FOLDER}/index.js"  # no file of a build is called so: they have a hyphen and a digest
SLICE = 8  # briefs that are told at once: some 30 ms


class Searching:
    """The files of the search, of one state of the archive; used by one thread."""

    def __init__(self, workspace: Workspace, parts: Parts) -> None:
        self._files: dict[str, bytes] = {}
        self._steps = self._told(workspace, parts)

    def work(self) -> bool:
        """Do a slice; whether there is more to do."""
        return next(self._steps, False)

    def file(self, path: str) -> bytes | None:
        """One of its files, once there is no more to do."""
        return self._files.get(path)

    def _told(self, workspace: Workspace, parts: Parts) -> Iterator[bool]:
        with closing(open_scratch()) as database:
            search = parts.search(database)
            for number, slug in enumerate(parts.index.slugs(), 1):
                if brief := workspace.brief(slug):
                    self._keep(search.add(brief))
                if number % SLICE == 0:
                    yield True
            for _ in parts.add_entities(search):
                pass
            self._keep(search.files())
            self._files[ENTRY] = self._files.pop(search.entry)

    def _keep(self, files: list[File] | Iterator[File]) -> None:
        self._files |= files
