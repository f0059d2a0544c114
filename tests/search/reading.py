"""The files of a search index, read as the browser's script reads them, by other code."""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any

from tests.archives import look

from briefkit.addresses import entity_path
from briefkit.cache import open_scratch
from briefkit.interface import interface_for
from briefkit.search import SearchIndex

File = tuple[str, bytes]


def index_files(archive: Mapping[str, bytes], *, drafts: bool = False, language: str = "en") -> list[File]:
    """All files of the archive's index, the entry last."""
    result, briefs = look(archive, drafts=drafts)
    index = SearchIndex(open_scratch(), result.settings, interface_for(language), drafts=drafts)
    files = [file for brief in briefs.values() for file in index.add(brief)]
    for kind in result.settings.kinds.values():
        for id in result.index.entity_ids(kind.name):
            entity = result.index.entity(id)
            assert entity
            index.add_entity(entity, entity_path(kind, id))
    files += index.files()
    assert files[-1][0] == index.entry
    return files


def values(files: Iterable[File]) -> dict[str, Any]:
    """Key → the value that its shard gives the page."""
    found = {}
    for _, content in files:
        text = content.decode()
        assert text.startswith("briefkit.shard(")
        assert text.endswith(")\n")
        key, value = json.loads(f"[{text[len('briefkit.shard(') : -2]}]")
        assert key not in found
        found[key] = value
    return found


def numbers(coded: str) -> list[int]:
    """What `encode` coded."""
    is_bits = coded.startswith("!")
    content = b64decode(coded[is_bits:] + "===")
    if is_bits:
        return [at * 8 + bit for at, byte in enumerate(content) for bit in range(8) if byte >> bit & 1]
    found, number, gap, shift = list[int](), 0, 0, 0
    for byte in content:
        gap |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            number += gap
            found.append(number)
            gap = shift = 0
    return found


def gaps(coded: str) -> list[int]:
    return [after - before for before, after in pairwise([0, *numbers(coded)])]


class Index:
    """An index that can be asked where a word stands."""

    def __init__(self, files: Iterable[File]) -> None:
        self.values = values(files)
        self.entry: dict[str, Any] = self.values["index"]
        self.words = {
            entry.partition(":")[0]: entry.partition(":")[2]
            for key, value in self.values.items()
            if key.startswith("w:")
            for entry in value.split(" ")
        }

    def units(self, word: str) -> dict[str, int]:
        """`slug:number`, `slug` for the head, or an entity's name → the tier in which the word is there."""
        told = self.words.get(word, "")
        tiers = self.values[f"p:{word}"] if told.startswith("*") else told.split(",")
        names = self.names()
        found: dict[str, int] = {}
        for tier, coded in zip((3, 2, 1, 0), tiers, strict=False):
            for number in numbers(coded):
                found.setdefault(names[number], tier)
        return found

    def names(self) -> list[str]:
        """What each unit is, in the order of their numbers."""
        lengths = gaps(self.entry["units"])
        heads = [row for key, rows in self.values.items() if key.startswith("h:") for row in rows]
        names = [
            f"{row[0]}:{number}" if number else row[0]
            for row, length in zip(heads, lengths, strict=True)
            for number in range(length)
        ]
        names += [row[0] for key, rows in self.values.items() if key.startswith("e:") for row in rows]
        assert len(names) == self.entry["size"]
        return names

    def details(self, slug: str) -> list[list[Any]]:
        """What is shown of the brief's units, in order."""
        parts = [value for key, value in self.values.items() if key.startswith(f"d:{slug}:")]
        return [row for part in parts for row in part]
