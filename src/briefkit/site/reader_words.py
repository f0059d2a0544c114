"""The words that the page's scripts speak, as the first part of script.js.

They stand there and not in each page: an archive has one language, and a page's weight is better
spent on its text.
"""

from __future__ import annotations

import json
from typing import get_args

from briefkit.brief import Status
from briefkit.interface import Interface

NAME = "script/00-words.js"  # joined before all other parts
KEYS = {"j k": "labels", "n N": "mentions", "/": "search", "?": "help"}


def reader_words(words: Interface) -> bytes:
    """A strict classic script that declares `words`, by the table's keys without their "reader_"."""
    keys = {pressed: words.say(f"reader_keys_{does}") for pressed, does in KEYS.items()}
    states = {status: words.code("status", status) for status in get_args(Status)}
    spoken = {
        key.removeprefix("reader_"): word
        for key, word in words.group("reader").items()
        if not key.startswith("reader_keys_")
    }
    table = json.dumps({**spoken, "keys": keys, "states": states}, ensure_ascii=False, separators=(",", ":"))
    return f"'use strict';const words={table};\n".encode()
