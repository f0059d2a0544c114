"""Every word of the pages that is neither the source's nor an editor's, in the language of the archive.

One table holds them, data/interface.json: English and Arabic side by side, by the part of the page. An
archive in any other language has English pages. Numbers are written with Western digits in both
languages and grouped by commas, which is what CLDR has for Arabic with these digits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, replace
from functools import lru_cache, partial
from typing import Any

from markupsafe import Markup

from briefkit.brief import KINDS, Kind
from briefkit.data import Table, read_json
from briefkit.edtf import ENGLISH, DateWords, NotEdtf, in_words

DEFAULT = "en"  # the language of the pages of an archive in a language that the table does not have
DIRECTIONS = {"en": "ltr", "ar": "rtl"}
TABLE: Mapping[str, Any] = Table(lambda: read_json("interface.json"))


def _english(number: int) -> str:
    return "one" if number == 1 else "other"


def _arabic(number: int) -> str:
    if number < 3:
        return ("zero", "one", "two")[number]
    if 3 <= number % 100 <= 10:
        return "few"
    return "many" if number % 100 >= 11 else "other"


# CLDR 46, Language Plural Rules, cardinals of whole numbers.
PLURALS: Mapping[str, Callable[[int], str]] = {"en": _english, "ar": _arabic}


class Interface:
    """The words of one language: `words.how_to_cite` is the word of that key.

    Whoever asks for a key that the table does not have gets an AttributeError, a KeyError from the
    methods: a page with a word missing is not made.
    """

    def __init__(self, language: str, known: str, table: Mapping[str, Any]) -> None:
        """`language` is the tag that pages carry, `known` its language as the table spells it."""
        self.language = language
        self.direction = DIRECTIONS[known]
        words, codes = table["words"], table["codes"]
        self._groups: dict[str, dict[str, str]] = {part: _in(known, words[part]) for part in words}
        self._codes: dict[str, dict[str, str]] = {family: _in(known, codes[family]) for family in codes}
        self._counts: dict[str, dict[str, str]] = _in(known, table["counts"])
        self._plural = PLURALS[known]
        dates = ENGLISH if known == DEFAULT else _date_words(_in(known, table["dates"]))
        # A brief and its lists say the same few dates many times.
        self._in_words = lru_cache(maxsize=1024)(partial(in_words, words=dates))
        self.short_dates = replace(dates, **_fields(_in(known, table["short_dates"])))
        for group in self._groups.values():
            self.__dict__.update(group)  # so that a template finds a word as quickly as any attribute

    def __getattr__(self, key: str) -> str:
        raise AttributeError(f"the interface has no word “{key}”", name=key, obj=self)

    # -- words and sentences

    def say(self, key: str, **values: object) -> str:
        """The sentence with its {places} filled."""
        sentence: str = self.__dict__[key]
        return sentence.format_map(values)

    def mark(self, key: str, **values: object) -> Markup:
        """The sentence as HTML; values that are no Markup are escaped."""
        return Markup(self.__dict__[key]).format(**values)

    def around(self, key: str, place: str) -> tuple[str, str]:
        """The words before and behind the one {place} of a sentence."""
        sentence: str = self.__dict__[key]
        before, _, after = sentence.partition(f"{{{place}}}")
        return before, after

    def group(self, name: str) -> Mapping[str, str]:
        """All words of one part of the pages, for a script to be given."""
        return self._groups[name]

    def code(self, family: str, code: str) -> str:
        """The word for a value that sidecars write as a code: `basis`, "reported"."""
        return self._codes[family].get(code, code)

    # -- counts and lists

    def count(self, key: str, number: int, **values: object) -> str:
        """Like "1 mention", "1,204 mentions"; the key is a noun, or a sentence that counts."""
        forms = self._counts[key]
        return forms[self._plural(number)].format(n=f"{number:,}", **values)

    def forms(self, key: str) -> Mapping[str, str]:
        """What `count` chooses from, by CLDR's categories, for a script that counts."""
        forms: Mapping[str, str] = self._counts[key]
        return forms

    def listing(self, words: Iterable[str]) -> str:
        """Like "a", "a and b", "a, b and c"."""
        *first, last = words
        if not first:
            return last
        return f"{self.list_between.join(first)}{self.list_last}{last}"

    def quote(self, words: str) -> str:
        return f"{self.quote_open}{words}{self.quote_close}"

    def date(self, date: str) -> str:
        """The EDTF text in words, or as it was written if it is none: that is said elsewhere."""
        try:
            return self._in_words(date)
        except NotEdtf:
            return date

    # -- kinds: a built-in one has its words in the table, an added one its title in archive.yaml

    def noun(self, kind: Kind) -> str:
        """What one label of the kind is called within a sentence: "claim"."""
        if kind.name in KINDS:
            return self._codes["noun"][kind.name]
        return self.say("added_noun", name=kind.name, title=kind.title)

    def title(self, kind: Kind) -> str:
        """The kind as a heading: "Claim"."""
        return self._codes["title"].get(kind.name, kind.title)

    def plural_title(self, kind: Kind) -> str:
        """The heading of several: "Claims"."""
        if kind.name in KINDS:
            return self._codes["plural_title"][kind.name]
        return self.say("added_plural_title", title=kind.title)

    def letter(self, kind: Kind) -> str:
        """The letter that stands for the kind, "C"; two kinds may have the same."""
        return self._codes["letter"].get(kind.name) or kind.title[:1].upper()

    def labels(self, kind: Kind, number: int) -> str:
        """Like "2 claims"."""
        if kind.name in KINDS:
            return self.count(kind.name, number)
        return self.count("added_kind", number, name=kind.name, title=kind.title)

    def kinds(self, counts: Iterable[tuple[Kind, int]]) -> str:
        """Like "2 claims, 1 trend"."""
        return self.comma.join([self.labels(kind, number) for kind, number in counts])


@lru_cache(maxsize=32)
def interface_for(language: str) -> Interface:
    """The words for an archive in that language (BCP 47), or the English ones.

    "ar-EG" has the Arabic words, and pages that say `lang="ar-EG"`.
    """
    known = language.lower().partition("-")[0]
    if known not in DIRECTIONS:
        return Interface(DEFAULT, DEFAULT, TABLE)
    return Interface(language, known, TABLE)


def _in(language: str, rows: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    return {key: row[language] for key, row in rows.items()}


def _date_words(rows: Mapping[str, Any]) -> DateWords:
    return DateWords(**_fields({one.name: rows[one.name] for one in fields(DateWords)}))


def _fields(rows: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in rows.items()}
