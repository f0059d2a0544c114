"""A citation as CSL-JSON, the input of citation processors: `briefs/<slug>.csl.json`.

Citation Style Language 1.0.2, input data: a list of one item, a `webpage` in the archive.
"""

from __future__ import annotations

import json
from typing import Any

from briefkit.exports.reference import Issued, Moment, Name, Reference

Json = dict[str, Any]


def write(reference: Reference) -> bytes:
    """A list of one item, with a name a line; what the brief does not say is left out."""
    item = {name: value for name, value in _item(reference).items() if value}
    return (json.dumps([item], ensure_ascii=False, indent=1) + "\n").encode()


def _item(reference: Reference) -> Json:
    return {
        "id": reference.key,
        "type": "webpage",
        "genre": reference.genre,
        "title": reference.title,
        "author": [_name(name) for name in reference.authors],
        "editor": [_name(name) for name in reference.annotators],  # CSL has no word for an annotator
        "issued": _date(reference.issued),
        "publisher": reference.publisher or reference.archive_publisher,
        "container-title": reference.archive,
        "available-date": _date(reference.edition),
        "language": reference.language,
        "abstract": reference.abstract,
        "status": reference.status if reference.status != "active" else None,
        "URL": reference.url,
        "note": ". ".join(filter(None, (reference.handling, reference.annotated_by, *reference.notes))),
    }


def _name(name: Name) -> Json:
    return {"family": name.family, "given": name.given} if name.given else {"literal": name.family}


def _date(issued: Issued | None) -> Json | None:
    """Numbers where there are some, and the date in words where an end of an interval is open."""
    if issued is None:
        return None
    if not issued.moments:
        return {"literal": issued.words}
    date: Json = {"date-parts": [_parts(moment) for moment in issued.moments]}
    if issued.moments[0].season:
        date["season"] = issued.moments[0].season
    if issued.circa:
        date["circa"] = True
    return date


def _parts(moment: Moment) -> list[int]:
    """Year, month and day as far as they are known. CSL's years have no 0: 1 BC is -1."""
    year = moment.year if moment.year > 0 else moment.year - 1
    return [part for part in (year, moment.month, moment.day) if part]
