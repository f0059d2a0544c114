"""Where sentences begin, near enough to show words in the sentence they stand in.

No grammar is known here and no language: a sentence ends at a full stop, question mark, exclamation
mark or ellipsis with white space behind it and no small letter behind that, or at the full stops of
scripts that put no space there. A wrong guess shows fewer words around a quotation, and never others.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from briefkit.spans import Span

# Arabic and Urdu, Devanagari; then the marks of scripts that are written without spaces.
END = re.compile(r"""[.!?…\u061f\u06d4\u0964]+["'”’»)\]]*\s+|[\u3002\uff01\uff1f]+[」』”’\uff09]*\s*""")
SHORT = frozenset("Mr Mrs Ms Dr St Gen Col Lt Sgt Prof No vs cf".split())  # a full stop ends the word alone
LONGEST = 12  # code points in which the word before a full stop is looked for


def sentence_starts(text: str) -> list[int]:
    """The offsets at which sentences begin, 0 the first."""
    return [0, *(end.end() for end in END.finditer(text) if _ends_sentence(text, end))]


def _ends_sentence(text: str, end: re.Match[str]) -> bool:
    if end.end() >= len(text) or text[end.end()].islower():
        return False
    if text[end.start()] != ".":
        return True
    before = text[max(0, end.start() - LONGEST) : end.start()].split()
    word = before[-1] if before else ""
    initial = len(word.rpartition(".")[2]) == 1 and word[-1].isupper()  # J. Moor, the U.S. fleet
    return not initial and word.strip("(“‘\"'") not in SHORT


def around(text: str, span: Span, starts: Sequence[int], most: int) -> tuple[str, str]:
    """The words before and after the span, up to the ends of its sentence.

    Of more than `most` code points on a side the far end is left out, at a word where there are
    spaces, and … stands for it.
    """
    first = starts[bisect_right(starts, span.start) - 1]
    next_ones = starts[bisect_right(starts, max(span.start, span.end - 1)) :]
    last = next_ones[0] if next_ones else len(text)
    before, after = text[first : span.start], text[span.end : last].rstrip()
    return _last_words(before, most), _first_words(after, most)


def _last_words(text: str, most: int) -> str:
    if len(text) <= most:
        return text
    kept = text[-most:]
    if not text[-most - 1].isspace() and len(parts := kept.split(maxsplit=1)) > 1:
        kept = parts[1] if not kept[0].isspace() else kept
    return "… " + kept.lstrip()


def _first_words(text: str, most: int) -> str:
    if len(text) <= most:
        return text
    kept = text[:most]
    if not text[most].isspace() and len(parts := kept.rsplit(maxsplit=1)) > 1:
        kept = parts[0] if not kept[-1].isspace() else kept
    return kept.rstrip() + " …"
