"""What may be a name: the id of a label, a slug, a tag, the id of an entity, a kind.

Each `problem_with_…` gives one sentence on what is wrong, or None. The rules are the format's
"Names"; letters are ASCII, since names become file names and parts of URLs on every system.
"""

from __future__ import annotations

import re
from collections.abc import Container

from briefkit.diagnostics import Rule, Severity

BAD_NAME = Rule(
    "BK124",
    "bad-name",
    Severity.ERROR,
    "Ids, slugs and tags become file names and addresses that must hold on every system for ever: "
    "lower-case letters, digits and single hyphens.",
)

NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
KIND = re.compile(r"[a-z]+")
# The id of a passage, or what the addresses of labels without an id begin with.
PASSAGE_ID = re.compile(r"p[0-9]+(?:-.*)?")

WINDOWS_DEVICES = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10))]
)
TOP_OF_BRIEF = frozenset(["archive", "entities", "layers"])  # brief/archive.yaml and its neighbours
TOP_OF_BUILD = frozenset(["brief", "seed", "asset", "index"])  # a kind's pages stand in build/<kind>s/

# Latin letters that Unicode does not take apart into a plain letter and a mark.
PLAIN_LETTERS = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ħ": "h",
        "\u0131": "i",
    }
)


def problem_with_id(text: str) -> str | None:
    """Of a label's explicit id."""
    if PASSAGE_ID.fullmatch(text):
        return "ids like p12 and p12-claim-1 are reserved for passages and for labels without an id"
    return _problem_with_name(text)


def problem_with_tag(text: str) -> str | None:
    return _problem_with_name(text)


def problem_with_entity_id(text: str) -> str | None:
    if text == "retired":
        return "`retired` is where entities.yaml keeps the ids that are no longer used"
    return _problem_with_name(text)


def problem_with_slug(text: str) -> str | None:
    """Of a sidecar's path below brief/, without ".yaml"; "/" stands between folders."""
    folder, *_ = parts = text.split("/")
    if folder in TOP_OF_BRIEF:
        return f"`{folder}` at the top of brief/ is not a brief"
    if len(parts) > 1 and "" in parts:
        return "a slug has a name before and after each `/`"
    return next((problem for part in parts if (problem := _problem_with_name(part))), None)


def problem_with_kind(text: str, fields: Container[str]) -> str | None:
    """Of a kind that an archive adds; `fields` are the names that the fields of a label have."""
    if not KIND.fullmatch(text):
        return "a kind is one word of lower-case letters, a to z"
    if text in fields:
        return f"`{text}` is the name of a field"
    if text in TOP_OF_BUILD:
        return f"`{text}` is the name of a part of the built site"
    return None


def nearest_name(text: str) -> str | None:
    """The text mended into a name: "Nice Claim" gives "nice-claim", "Hôtel_2" gives "hotel-2".

    None where no name can be made of it, or only a reserved one.
    """
    import unicodedata

    apart = unicodedata.normalize("NFKD", text)
    unmarked = "".join(letter for letter in apart if not unicodedata.combining(letter))
    plain = unmarked.casefold().translate(PLAIN_LETTERS)
    name = "-".join(re.findall("[a-z0-9]+", re.sub("['’]", "", plain)))
    return name if problem_with_id(name) is None else None


def nearest_slug(text: str) -> str | None:
    """The text mended into a slug, folder by folder."""
    names = [nearest_name(part) for part in text.replace("\\", "/").split("/") if part.strip()]
    slug = "/".join(name for name in names if name)
    return slug if None not in names and problem_with_slug(slug) is None else None


def _problem_with_name(text: str) -> str | None:
    if not NAME.fullmatch(text):
        return _problem_with_letters(text)
    if text in WINDOWS_DEVICES:
        return f"`{text}` is a device name on Windows"
    if text == "index":
        return "`index` is the name of a folder's own page"
    return None


def _problem_with_letters(text: str) -> str:
    if not text:
        return "a name has at least one letter or digit"
    if re.fullmatch("[a-z0-9-]+", text) and "--" not in text:
        return "a name begins and ends with a letter or digit"
    return "a name has lower-case letters (a to z), digits and single hyphens"
