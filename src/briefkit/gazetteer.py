"""Where the names of entities stand in a text.

A name is looked for as anchoring will look for it: as whole words, white-space runs equal. Of
names that begin at one place the longest holds, and what stands inside it is no name by itself:
"Al-Qaida in Iraq" does not name Iraq.

Capitals tell a name from a word: "IS" is not "is", nor "Nice" "nice". So a text may have more of
them than the name (a headline, the first word of a sentence) and never fewer; a name of one short
word stands as it is written, save that a small first letter may be a capital.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from briefkit.anchoring import fold_spaces, in_word, stands_alone
from briefkit.brief import Entity
from briefkit.spans import Span

SHORT = 4  # letters up to which a word in capitals may be an abbreviation of something else
# Signs of one width that writers use for one another: how words are set does not change a name.
SIGNS = str.maketrans("’‘ʼ`‐‑", "''''--")  # noqa: RUF001  # these signs are what it is about
WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Find:
    """A name as it stands in a text."""

    span: Span
    entities: tuple[str, ...]  # the ids that it may stand for, in the order in which they were given


class Gazetteer:
    """Names and what they stand for. Several entities may share one.

    Names are looked up by their first word and their length, so that the time depends on the text
    and hardly on the number of names.
    """

    def __init__(self, names: Iterable[tuple[str, str]] = ()) -> None:
        """Of (name, what it stands for)."""
        # in small letters -> as given -> what it stands for
        self._forms: dict[str, dict[str, tuple[str, ...]]] = {}
        # first word in small letters -> (length, what stands before that word), the longest first
        self._shapes: dict[str, tuple[tuple[int, int], ...]] = {}
        self._add(names)

    def with_names(self, names: Iterable[tuple[str, str]]) -> Gazetteer:
        """One that knows these names too."""
        more = Gazetteer()
        more._forms, more._shapes = dict(self._forms), dict(self._shapes)
        more._add(names)
        return more

    def _add(self, names: Iterable[tuple[str, str]]) -> None:
        # What is in the dictionaries may be another gazetteer's, so it is replaced and never changed.
        for name, meant in names:
            form = _plain(name)
            small = _small(form)
            start, key = next(_beginnings(small), (0, ""))
            if not key:
                continue  # it has neither letters nor numbers
            shapes = {*self._shapes.get(key, ()), (len(small), start)}
            self._shapes[key] = tuple(sorted(shapes, reverse=True))
            forms = self._forms.get(small, {})
            ids = dict.fromkeys((*forms.get(form, ()), meant))
            self._forms[small] = {**forms, form: tuple(ids)}

    def find(self, text: str) -> Iterator[Find]:
        """The names in a text, in order; no two overlap."""
        folded, offsets = fold_spaces(text)
        plain = folded.translate(SIGNS)
        small, free = _small(plain), 0
        for word, key in _beginnings(small):
            for length, before in self._shapes.get(key, ()):
                start, end = word - before, word - before + length
                if start < free or end > len(small) or (here := small[start:end]) not in self._forms:
                    continue
                found = _meant(plain[start:end], self._forms[here])
                if found and stands_alone(folded, Span(start, end)):
                    free = end
                    yield Find(
                        Span(offsets[start], offsets[end - 1] + 1) if offsets else Span(start, end), found
                    )
                    break


def names_of(entities: Iterable[Entity]) -> Iterator[tuple[str, str]]:
    """(name or alias, id) of every entity."""
    return ((form, one.id) for one in entities for form in (one.name, *one.aliases))


def carries(entity: Entity, words: str) -> bool:
    """Whether the words are a name or an alias of the entity."""
    plain = _plain(words)
    forms = (_plain(form) for form in (entity.name, *entity.aliases))
    return any(_small(plain) == _small(form) and _is(plain, form) for form in forms)


def _plain(form: str) -> str:
    return fold_spaces(form)[0].strip(" ").translate(SIGNS)


def _small(text: str) -> str:
    """The text in small letters, each at its place: one that would become two stays as it is."""
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(letter if len(letter.lower()) > 1 else letter.lower() for letter in text)


def _beginnings(small: str) -> Iterator[tuple[int, str]]:
    """(place, first word) wherever a name may begin: at words, and at signs of scripts without spaces."""
    for word in WORD.finditer(small):
        if word[0].isascii():
            yield word.start(), word[0]
            continue
        place = word.start()
        for spaced, run in groupby(word[0], in_word):
            letters = "".join(run)
            yield from [(place, letters)] if spaced else ((place + at, one) for at, one in enumerate(letters))
            place += len(letters)


def _meant(words: str, forms: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for form, ids in forms.items() if _is(words, form) for one in ids))


def _is(words: str, form: str) -> bool:
    """Whether words that are the form but for capitals have them where the form has."""
    if words == form:
        return True
    found, given = words.split(" "), form.split(" ")
    return all(_word_is(one, other, len(given) == 1) for one, other in zip(found, given, strict=True))


def _word_is(found: str, given: str, alone: bool) -> bool:
    if found in (given, given[:1].upper() + given[1:]):
        return True
    return found == given.upper() and (len(given) > SHORT or not alone)
