from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import fields
from pathlib import Path
from string import Formatter

import pytest

from briefkit.brief import KINDS, RELATIONS, Kind
from briefkit.edtf import DateWords
from briefkit.interface import DIRECTIONS, PLURALS, TABLE, Interface, interface_for

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "briefkit"
FILE = SOURCE / "data" / "interface.json"
ENGLISH, ARABIC = interface_for("en"), interface_for("ar")
CATEGORIES = {"en": ["one", "other"], "ar": ["zero", "one", "two", "few", "many", "other"]}
KIND_OR_TITLE = ("added_noun", "added_plural_title", "added_kind")  # each language takes the one it can use
EVENT = Kind("event", "mention", "حدث")
ROWS = [
    (f"{section}.{group}.{key}", row)
    for section in ("words", "codes")
    for group, rows in TABLE[section].items()
    for key, row in rows.items()
]


def texts() -> dict[Path, str]:
    """Every file in which a word of the table may be asked for."""
    templates = (path for path in (ROOT / "templates").rglob("*") if path.suffix in (".j2", ".js"))
    modules = (path for path in SOURCE.rglob("*.py") if "verify" not in path.parts)
    return {path: path.read_text("utf-8") for path in (*templates, *modules)}


def places(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


# -- the table -------------------------------------------------------------------------------------


def test_the_table_is_written_as_any_program_would_write_it() -> None:
    assert FILE.read_text("utf-8") == json.dumps(dict(TABLE), ensure_ascii=False, indent=2) + "\n"


@pytest.mark.parametrize(("name", "row"), ROWS, ids=[name for name, _ in ROWS])
def test_a_word_is_there_in_every_language_with_the_same_places(name: str, row: dict[str, str]) -> None:
    assert list(row) == list(DIRECTIONS)
    assert all(word == word.strip() or name.startswith("words.everywhere.") for word in row.values())
    assert name.endswith(KIND_OR_TITLE) or len({frozenset(places(one)) for one in row.values()}) == 1


@pytest.mark.parametrize("key", TABLE["counts"])
def test_a_count_has_a_form_for_every_category_of_its_language(key: str) -> None:
    forms = TABLE["counts"][key]
    assert {language: list(of_one) for language, of_one in forms.items()} == CATEGORIES
    needed = {"few", "many", "other"}  # the numbers that no form of the noun says by itself
    asked = [places(form) for of_one in forms.values() for name, form in of_one.items() if name in needed]
    assert key in KIND_OR_TITLE or {frozenset(one) for one in asked} == {frozenset(asked[0])}
    assert all("n" in one for one in asked)


def test_a_key_stands_once_and_hides_no_method() -> None:
    keys = Counter(key for rows in TABLE["words"].values() for key in rows)
    assert [key for key, count in keys.items() if count > 1] == []
    assert [key for key in keys if hasattr(Interface, key)] == []


def test_dates_have_a_word_for_everything_that_edtf_tells() -> None:
    assert list(TABLE["dates"]) == [one.name for one in fields(DateWords)]
    assert all(list(row) == ["ar"] for row in TABLE["dates"].values())  # the English ones are edtf's own


def test_every_code_of_the_format_has_its_word() -> None:
    codes = TABLE["codes"]
    assert set(codes["relation"]) == {*RELATIONS, "revises", "see"}
    assert set(codes["incoming"]) == {*RELATIONS, "revises"}
    for family in ("noun", "title", "plural_title", "letter"):
        assert list(codes[family]) == list(KINDS)


def test_every_key_that_is_asked_for_is_there() -> None:
    known = {*dir(ENGLISH), *(key for section in TABLE for key in TABLE[section])}
    asked = re.compile(r"(?:(?<![\w.-])|site\.|self\.|views\.)words\.(\w+)")
    said = re.compile(r"\bwords\.(?:say|mark|around|count|code|group)\(\s*\"(\w+)\"")
    missing = {
        f"{path.name}: {key}"
        for path, text in texts().items()
        if path.suffix == ".j2" or "briefkit.interface" in text
        for key in (*asked.findall(text), *said.findall(text))
        if key not in known
    }
    assert missing == set()


def test_no_key_stands_unused() -> None:
    everything = "\n".join(texts().values())
    used = set(re.findall(r"(?:(?<=self)|(?<=words)|(?<=interface))\.(\w+)", everything))
    used |= set(re.findall(r"\binterface_for\(.*\)\.(\w+)", everything))
    used |= set(re.findall(r"[\"'](\w+)[\"']", everything))
    whole = set(re.findall(r"\.group\(\"(\w+)\"\)", everything))
    keys = {key for group, rows in TABLE["words"].items() if group not in whole for key in rows}
    assert sorted((keys | {*TABLE["codes"], *TABLE["counts"]}) - {*KINDS} - used) == []


# -- languages -------------------------------------------------------------------------------------


def test_an_archive_s_language_chooses_the_words_and_the_direction() -> None:
    assert (ENGLISH.language, ENGLISH.direction, ENGLISH.how_to_cite) == ("en", "ltr", "How to cite")
    egypt = interface_for("ar-EG")
    assert (egypt.language, egypt.direction, egypt.how_to_cite) == ("ar-EG", "rtl", "كيفية الاستشهاد")
    assert interface_for("en-GB").language == "en-GB"
    assert interface_for("ar") is interface_for("ar")


def test_in_a_language_that_the_table_lacks_the_pages_are_english() -> None:
    french = interface_for("fr-CA")
    assert (french.language, french.direction, french.seed) == ("en", "ltr", "Seed")


def test_a_word_that_is_not_in_the_table_is_an_error() -> None:
    with pytest.raises(AttributeError, match="no word “how_to_site”"):
        _ = ENGLISH.how_to_site
    for asked in (ENGLISH.say, ENGLISH.mark, ENGLISH.group):
        with pytest.raises(KeyError):
            asked("how_to_site")
    with pytest.raises(KeyError):
        ENGLISH.count("brieves", 2)


# -- sentences, counts, lists ----------------------------------------------------------------------


def test_the_places_of_a_sentence_are_filled() -> None:
    assert ENGLISH.say("page_number", n=2) == "Page 2"
    assert ENGLISH.around("some_confidence", "level") == ("", " confidence")
    assert ARABIC.around("some_confidence", "level") == ("ثقة ", "")


def test_a_sentence_as_html_escapes_what_is_no_markup() -> None:
    made = ENGLISH.mark("is_now", old="<old>", new=ENGLISH.mark("site"))
    assert str(made) == "&lt;old&gt; is now Site"


@pytest.mark.parametrize(
    ("number", "category"),
    [
        *((0, "zero"), (1, "one"), (2, "two"), (3, "few"), (10, "few"), (11, "many"), (26, "many")),
        *((99, "many"), (100, "other"), (101, "other"), (102, "other"), (103, "few"), (111, "many")),
        *((200, "other"), (1_000, "other"), (1_003, "few"), (1_011, "many")),
    ],
)
def test_an_arabic_number_takes_the_form_of_its_category(number: int, category: str) -> None:
    assert PLURALS["ar"](number) == category  # the samples of CLDR's chart


def test_things_are_counted_as_the_language_does() -> None:
    assert [ENGLISH.count("mention", n) for n in (0, 1, 1_204)] == [
        "0 mentions",
        "1 mention",
        "1,204 mentions",
    ]
    assert [ARABIC.count("claim", n) for n in (1, 2, 3, 11, 100, 1_204)] == [
        *("ادعاء واحد", "ادعاءان", "3 ادعاءات", "11 ادعاءً", "100 ادعاء", "1,204 ادعاءات"),
    ]


def test_words_are_listed_and_quoted_as_the_language_does() -> None:
    assert ENGLISH.listing(["a"]) == "a"
    assert ENGLISH.listing(["a", "b", "c"]) == "a, b and c"
    assert ARABIC.listing(["أ", "ب", "ج"]) == "أ وب وج"  # CLDR's list pattern
    assert (ENGLISH.quote("sea"), ARABIC.quote("بحر")) == ("“sea”", "«بحر»")


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2016-07-14", "14 يوليو 2016"),
        ("2016-07~", "نحو يوليو 2016"),
        ("2016-07?", "يوليو 2016 (غير مؤكد)"),
        ("2016-07/2016-10", "من يوليو إلى أكتوبر 2016"),
        ("2016-07-14/2016-07-20", "من 14 إلى 20 يوليو 2016"),
        ("2016-23", "خريف 2016"),
        ("2016-XX", "شهر ما في 2016"),
        ("2016-07-XX", "يوم ما في يوليو 2016"),
        ("2016-07-14T10:00:00Z", "14 يوليو 2016، 10:00:00 UTC"),
        ("201X", "عقد 2010–2019"),
        ("20XX", "السنوات من 2000 إلى 2099"),
        ("-0044", "45 ق.م"),
        ("0622", "622 م"),
        ("Y20160", "سنة 20,160"),
        ("2016/2016", "خلال 2016"),
        ("2016/..", "ابتداءً من 2016"),
        ("2016/", "ابتداءً من 2016 ونهايته غير معروفة"),
        ("../2016", "حتى 2016"),
        ("/2016", "حتى 2016 وبدايته غير معروفة"),
    ],
)
def test_a_date_is_told_in_arabic(date: str, words: str) -> None:
    assert ARABIC.date(date) == words


def test_a_date_that_is_none_is_told_as_it_was_written() -> None:
    assert ENGLISH.date("2016-07~") == "about July 2016"
    assert ENGLISH.date("soon") == ARABIC.date("soon") == "soon"


# -- kinds -----------------------------------------------------------------------------------------


def test_a_built_in_kind_has_its_words_in_the_table() -> None:
    claim = KINDS["claim"]
    for kind in KINDS.values():
        assert ENGLISH.title(kind) == kind.title
        assert ENGLISH.noun(kind) == kind.name
    assert (ENGLISH.plural_title(claim), ENGLISH.letter(claim), ENGLISH.labels(claim, 2)) == (
        *("Claims", "C", "2 claims"),
    )
    assert (ARABIC.noun(claim), ARABIC.plural_title(claim), ARABIC.letter(claim)) == (
        *("ادعاء", "الادعاءات", "ع"),
    )


def test_an_added_kind_is_called_by_its_title() -> None:
    assert (ARABIC.noun(EVENT), ARABIC.title(EVENT), ARABIC.plural_title(EVENT)) == ("حدث", "حدث", "حدث")
    assert (ARABIC.letter(EVENT), ARABIC.labels(EVENT, 3)) == ("ح", "حدث: 3")
    event = Kind("event", "mention", "Event")
    assert (ENGLISH.noun(event), ENGLISH.plural_title(event), ENGLISH.letter(event)) == (
        *("event", "Events", "E"),
    )
    assert ENGLISH.kinds([(KINDS["claim"], 1), (event, 2)]) == "1 claim, 2 events"


def test_a_code_without_a_word_stands_as_it_is() -> None:
    assert ARABIC.code("basis", "judged") == "مقدَّر"
    assert ARABIC.code("entity_type", "ship") == "ship"


def test_each_level_of_confidence_has_its_sentence() -> None:
    assert ENGLISH.code("confidence_means", "low").endswith("many assumptions.")
    assert list(TABLE["codes"]["confidence_means"]) == list(TABLE["codes"]["confidence"])
