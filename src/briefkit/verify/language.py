"""What `verify` knows of the languages that pages are written in, by itself.

The builder has a table of every word of the interface. This one holds only the words that carry a
value of the JSON. It was written apart from that table, so that neither can hide a fault of the other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from briefkit.verify.markup import Page

NUMBER = "[0-9,]+"
REGULAR = re.compile(rf"\b({NUMBER}) ([a-z][a-z0-9]*?)s?\b")
DEFAULT = "en"

Forms = tuple[tuple[str, ...], ...]  # of a noun: for each category of numbers, how it may be written


@dataclass(frozen=True)
class Language:
    """The words of one language; a number's form among a noun's stands where `category` says."""

    relations: Mapping[tuple[str, bool], str]  # relation, incoming → what is written before the link
    months: tuple[str, ...]
    category: Callable[[int], int]
    regular: tuple[str, ...]  # "{n} {noun}s"; none where a kind that an archive adds is called by its title
    forms: Mapping[str, Forms]  # by noun
    named: str  # {mentions} {briefs}
    in_brief: str  # {name} {title}: what a link into another brief is called
    words: Mapping[str, str] = field(default_factory=dict)  # code → word, where that is another
    compass: Mapping[str, str] = field(default_factory=dict)

    def word(self, code: str) -> str:
        return self.words.get(code, code)

    def knows(self, noun: str) -> bool:
        return bool(self.regular) or noun in self.forms

    def counted(self, noun: str, number: int) -> tuple[str, ...]:
        """How so many may be written: "3 claims"; nothing where the noun is not known."""
        if noun in self.forms:
            forms = self.forms[noun][self.category(number)]
        else:
            forms = self.regular[self.category(number) :][:1]
        return tuple(form.format(n=f"{number:,}", noun=noun) for form in forms)

    def miscounted(self, text: str, counts: Mapping[str, int]) -> Iterator[str]:
        """The words of the text that give a noun another number than it has."""
        for words, noun in self._counts_in(text):
            if noun in counts and words not in self.counted(noun, counts[noun]):
                yield words

    def mentions_in_briefs(self, text: str) -> str | None:
        """The words that say how often, and in how many briefs, an entity is named."""
        found = self._named.search(text)
        return found[0] if found else None

    def so_many_mentions(self, mentions: int, briefs: int) -> Iterator[str]:
        for one in self.counted("mention", mentions):
            for other in self.counted("brief", briefs):
                yield self.named.format(mentions=one, briefs=other)

    def _counts_in(self, text: str) -> Iterator[tuple[str, str]]:
        """What is counted in the text: the words as they stand, and the noun."""
        if self.regular:
            yield from ((found[0], found[2]) for found in REGULAR.finditer(text))
            return
        pattern, nouns = self._counts
        for found in pattern.finditer(text):
            yield found[0], nouns[(found.lastindex or 1) - 1]

    @cached_property
    def _counts(self) -> tuple[re.Pattern[str], list[str]]:
        """Finds any form of any noun, and tells of which; the longest first, since one may begin another."""
        forms = {(form, noun) for noun, rows in self.forms.items() for row in rows for form in row}
        longest_first = sorted(forms, key=lambda one: (-len(one[0]), one))
        choices = "|".join(f"({_pattern(form)})" for form, _ in longest_first)
        return re.compile(rf"(?<!\w)(?:{choices})(?!\w)"), [noun for _, noun in longest_first]

    @cached_property
    def _named(self) -> re.Pattern[str]:
        mentions, briefs = (
            "|".join(_pattern(form.format(n="{n}", noun=noun)) for form in self._forms_of(noun))
            for noun in ("mention", "brief")
        )
        return re.compile(rf"(?<!\w){self.named.format(mentions=f'(?:{mentions})', briefs=f'(?:{briefs})')}")

    def _forms_of(self, noun: str) -> list[str]:
        """The longest first."""
        forms = {form for row in self.forms.get(noun, (self.regular,)) for form in row}
        return sorted(forms, key=lambda form: (-len(form), form))


def _pattern(form: str) -> str:
    return re.escape(form).replace(r"\{n\}", NUMBER)


def _one_or_more(number: int) -> int:
    return 0 if number == 1 else 1


def _arabic(number: int) -> int:
    """The place of the cardinal's category among zero, one, two, few, many and other (CLDR 46)."""
    if number <= 2:
        return number
    hundredth = number % 100
    return 3 if 3 <= hundredth <= 10 else 4 if hundredth >= 11 else 5


def _noun(one: str, two: str, few: str, many: str, other: str, of_two: str = "") -> Forms:
    """The forms of an Arabic noun, the dual also as it stands behind a preposition."""
    duals = (two, of_two) if of_two else (two,)
    numbered = ((f"{{n}} {word}",) for word in (few, many, other))
    return ((f"{{n}} {other}",), (one,), duals, *numbered)


ENGLISH = Language(
    relations={
        ("supports", False): "supports",
        ("supports", True): "supported by",
        ("leads_to", False): "leads to",
        ("leads_to", True): "follows from",
        ("contradicts", False): "contradicts",
        ("contradicts", True): "contradicted by",
        ("assumes", False): "assumes",
        ("assumes", True): "assumed by",
        ("alternative_to", False): "alternative to",
        ("alternative_to", True): "alternative to",
        ("revises", False): "revises",
        ("revises", True): "revised by",
    },
    months=(
        *("January", "February", "March", "April", "May", "June", "July"),
        *("August", "September", "October", "November", "December"),
    ),
    category=_one_or_more,
    regular=("{n} {noun}", "{n} {noun}s"),
    forms={},
    named="{mentions} in {briefs}",
    in_brief="{name} (in {title})",
)
ARABIC = Language(
    relations={
        ("supports", False): "يدعم",
        ("supports", True): "يدعمه",
        ("leads_to", False): "يفضي إلى",
        ("leads_to", True): "ينتج عن",
        ("contradicts", False): "يناقض",
        ("contradicts", True): "يناقضه",
        ("assumes", False): "يفترض",
        ("assumes", True): "يفترضه",
        ("alternative_to", False): "بديل عن",
        ("alternative_to", True): "بديل عن",
        ("revises", False): "ينقّح",
        ("revises", True): "ينقّحه",
    },
    months=(
        *("يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو"),
        *("يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"),
    ),
    category=_arabic,
    regular=(),
    forms={
        "claim": _noun("ادعاء واحد", "ادعاءان", "ادعاءات", "ادعاءً", "ادعاء"),
        "trend": _noun("اتجاه واحد", "اتجاهان", "اتجاهات", "اتجاهًا", "اتجاه"),
        "implication": _noun("استنتاج واحد", "استنتاجان", "استنتاجات", "استنتاجًا", "استنتاج"),
        "actor": _noun("جهة فاعلة واحدة", "جهتان فاعلتان", "جهات فاعلة", "جهةً فاعلة", "جهة فاعلة"),
        "place": _noun("مكان واحد", "مكانان", "أماكن", "مكانًا", "مكان"),
        "passage": _noun("مقطع واحد", "مقطعان", "مقاطع", "مقطعًا", "مقطع", of_two="مقطعين"),
        "label": _noun("تسمية واحدة", "تسميتان", "تسميات", "تسميةً", "تسمية", of_two="تسميتين"),
        "mention": _noun("إشارة واحدة", "إشارتان", "إشارات", "إشارةً", "إشارة"),
        "brief": _noun("موجز واحد", "موجزان", "موجزات", "موجزًا", "موجز", of_two="موجزين"),
        "indicator": _noun("مؤشر واحد", "مؤشران", "مؤشرات", "مؤشرًا", "مؤشر"),
    },
    named="{mentions} في {briefs}",
    in_brief="{name} (في {title})",
    words={
        "claim": "ادعاء",
        "trend": "اتجاه",
        "implication": "استنتاج",
        "actor": "جهة فاعلة",
        "place": "مكان",
        "reported": "منقول",
        "assumed": "مفترض",
        "judged": "مقدَّر",
        "rising": "صاعد",
        "falling": "هابط",
        "steady": "ثابت",
        "shifting": "متحوّل",
        "low": "منخفضة",
        "moderate": "متوسطة",
        "high": "عالية",
        "suggested": "مقترح",
        "draft": "مسودة",
        "reviewed": "مُراجَع",
        "disputed": "محل خلاف",
        "active": "سارٍ",
        "revised": "منقَّح",
        "recalled": "مسحوب",
        "indicator": "مؤشر",
        "person": "شخص",
        "group": "جماعة",
        "organization": "منظمة",
        "state": "دولة",
        "population": "سكان",
        "site": "موقع",
        "city": "مدينة",
        "region": "إقليم",
        "country": "بلد",
        "area": "منطقة",
    },
    compass={"N": "شمالًا", "S": "جنوبًا", "E": "شرقًا", "W": "غربًا"},
)
LANGUAGES: Mapping[str, Language] = {"en": ENGLISH, "ar": ARABIC}


def tag_of(page: Page) -> str:
    """The language that the page says it is in."""
    return next((one.get("lang") for one in page.elements if one.tag == "html"), "")


def language_of(tag: str) -> Language:
    """What is known of a page's language; pages in any other have English words."""
    return LANGUAGES.get(_primary(tag), ENGLISH)


def pages_may_say(tag: str, archive: str) -> bool:
    """Whether the pages of an archive in the one language may say that they are in the other."""
    return tag == archive or (tag == DEFAULT and _primary(archive) not in LANGUAGES)


def _primary(tag: str) -> str:
    return tag.lower().partition("-")[0]
