"""What the search shows of a brief: passages of its seed, or the words that it quotes, and its statements.

Only these files are read. Which words lead where, and what is counted beside them, is proved by the
manifest alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from briefkit.spans import Document
from briefkit.verify.annotations import Said, SaidPassage
from briefkit.verify.manifest import Built
from briefkit.verify.markup import squeezed
from briefkit.verify.words import Words

FILE = re.compile(r"assets/search/d-[0-9a-f]+\.js")
CALL = re.compile(r'briefkit\.shard\("d:([^"\\]+):[0-9]+",(.*)\)\n', re.DOTALL)
GAP = " … "  # between words that are quoted, where the rest is not published


def search_files(files: Built) -> Mapping[str, list[str]]:
    """Slug → the files of the search that show something of the brief."""
    found: dict[str, list[str]] = {}
    for path in sorted(path for path in files.names if FILE.fullmatch(path)):
        if call := CALL.match(files.read(path).decode("utf-8", errors="replace")):
            found.setdefault(call[1], []).append(path)
    return found


def search_faults(said: Said, words: Words, document: Document) -> Iterator[str]:
    """What one of these files shows that the brief does not say."""
    call = CALL.fullmatch(document.text)
    try:
        units = json.loads(call[2]) if call else None
    except (ValueError, RecursionError):
        units = None
    passages = {passage.id: passage for passage in said.passages}
    for unit in units if isinstance(units, list) else [None]:
        match unit:
            case [str(id), str(text), *more] if id in passages and len(more) <= 1:
                known = list(_known(words, passages[id]))
                for piece in [text] if said.is_full else text.split(GAP):
                    if not any(piece in run for run in known) and piece:
                        yield f"“{piece[:60]}” is not what {id} says" + ("" if said.is_full else " in quotes")
                for statement in more[0] if more and isinstance(more[0], list) else more:
                    yield from _statement_faults(said, id, statement)
            case _:
                yield "it shows what is no passage of the brief"


def _known(words: Words, passage: SaidPassage) -> Iterator[str]:
    """The runs of the passage's text that are known."""
    if words.text is not None:
        yield words.text[passage.start : passage.end]
    for start, run in zip(words.starts, words.runs, strict=True):
        yield run[max(0, passage.start - start) : max(0, passage.end - start)]


def _statement_faults(said: Said, passage: str, statement: Any) -> Iterator[str]:
    match statement:
        case [str(address), int(), str(sentence), list(), *_]:
            label = said.labels.get(address)
            if not label or label.passage != passage or squeezed(label.sentence or "") != squeezed(sentence):
                yield f"“{sentence[:60]}” is no statement on {passage}"
        case _:
            yield f"it shows what is no statement on {passage}"
