"""The known word that a mistaken one is nearest to, for the help of a diagnostic."""

from __future__ import annotations

from collections.abc import Iterable

# The share of letters that two words have in common, in order, of 100. At 75 one letter in four may
# be wrong ("nise"); at 70 `probability` would lead to `reliability` and `prediction` to `direction`.
CUTOFF = 75.0


def nearest(word: str, known: Iterable[str], cutoff: float = CUTOFF) -> str | None:
    """The known word most like this one, case aside; None where none is near.

    It does not depend on the order of `known`: of equally near words the first by alphabet is taken.
    """
    from rapidfuzz import fuzz, process  # 30 to 40 ms, only for those who made a mistake

    found = process.extractOne(
        word, sorted(set(known)), scorer=fuzz.ratio, processor=str.casefold, score_cutoff=cutoff
    )
    return found[0] if found else None
