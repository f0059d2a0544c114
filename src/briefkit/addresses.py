"""The URL and fragment of every page, seed, passage, label and entity.

A page's path is relative to build/ and has "/" on every system; a link between pages is
relative, so that the site works from disk, from a sub-folder of a server, and when moved.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote

from briefkit.brief import Kind

NO_URL = "https://archive.invalid"  # RFC 2606: can never be somebody's
ROWS_A_PAGE = 500
UNRESERVED = re.compile(r"[A-Za-z0-9._~/-]*")  # RFC 3986, and the slashes between: every slug and id


def brief_path(slug: str, form: str = "html") -> str:
    return f"briefs/{slug}.{form}"


def entity_path(kind: Kind, entity: str, form: str = "html", number: int = 1) -> str:
    """The page of an entity; a list of more than 500 rows goes on in `actors/<id>/2.html`."""
    return f"{kind.folder}/{entity}.{form}" if number == 1 else f"{kind.folder}/{entity}/{number}.{form}"


def index_path(form: str = "html", number: int = 1) -> str:
    return f"index.{form}" if number == 1 else f"index/{number}.{form}"


def judgments_path(form: str = "html", number: int = 1) -> str:
    """What all briefs judge; a list of more than 500 rows goes on in `judgments/2.html`."""
    return f"judgments.{form}" if number == 1 else f"judgments/{number}.{form}"


def seed_path(file: str) -> str:
    return f"seeds/{file}"


def escaped(path: str) -> str:
    """The path as it stands in a URL."""
    if UNRESERVED.fullmatch(path):
        return path
    return quote(path, safe="/~!$&'()*+,;=@:")


def link(page: str, target: str, fragment: str = "") -> str:
    """The relative URL of a target as a page links to it; both are paths in build/."""
    anchor = f"#{fragment}" if fragment else ""
    if page == target:
        return anchor or escaped(target.rsplit("/", 1)[-1])
    return _from_folder(page.rpartition("/")[0], target) + anchor


@lru_cache(maxsize=4096)  # the briefs of a folder link to much the same entities
def _from_folder(folder: str, target: str) -> str:
    here, there = folder.split("/") if folder else [], target.split("/")
    shared = 0
    while shared < min(len(here), len(there) - 1) and here[shared] == there[shared]:
        shared += 1
    return escaped("/".join([".."] * (len(here) - shared) + there[shared:]))


def absolute(url: str | None, path: str, fragment: str = "") -> str:
    """The address under the archive's url, or under one that can never resolve."""
    return f"{url or NO_URL}/{escaped(path)}" + (f"#{fragment}" if fragment else "")
