"""What `verify` knows of languages, apart from the builder's table, and how strict it is with it."""

from __future__ import annotations

import pytest

from briefkit.brief import KINDS, RELATIONS
from briefkit.files import Memory
from briefkit.interface import TABLE, interface_for
from briefkit.verify import verify
from briefkit.verify.echo import stands
from briefkit.verify.language import ARABIC, ENGLISH, LANGUAGES, Language, language_of, pages_may_say
from tests.arabic_archive import FILES
from tests.verify.forging import Site, built, forged

PAGE, MARKDOWN = "briefs/port.html", "briefs/port.md"
TARTUS, INDEX = "places/tartus.html", "index.html"
NOUNS = ("passage", "mention", "indicator")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return built(FILES, tmp_path_factory.mktemp("arabic"))


def messages(site: Site) -> list[str]:
    findings, _ = verify(Memory(site))
    return [f"{one.code} {one.path} {one.message}" for one in findings]


# -- a site in Arabic ------------------------------------------------------------------------------


def test_a_site_in_arabic_is_proved(site: Site) -> None:
    assert "<html lang=ar dir=rtl>" in site[PAGE].decode()
    assert messages(site) == []


@pytest.mark.parametrize(
    ("path", "old", "new", "message"),
    [
        (PAGE, " · يدعم <a", " · يناقض <a", "the links of “fall” are not those of the JSON"),
        (PAGE, ">[likely]</b>", ">[unlikely]</b>", "the likelihood of “crisis” is not what the JSON says"),
        (PAGE, "ثقة متوسطة", "ثقة عالية", "the words are of another confidence than the element"),
        (PAGE, "منقول · ", "مقدَّر · ", "“منقول” of “fall” is not here"),
        (PAGE, "من يوليو إلى ديسمبر", "من يوليو إلى نوفمبر", "“من يوليو إلى نوفمبر 2016” does not"),
        (PAGE, " · من يوليو إلى ديسمبر", " · من مايو إلى ديسمبر", "the date “2016-07/2016-12”"),
        (PAGE, "<dd>17 يوليو 2016", "<dd>17 يونيو 2016", "the date “2016-07-17” is not here in words"),
        (PAGE, "<summary>استنتاجان،", "<summary>3 استنتاجات،", "“3 استنتاجات” is not their number"),
        (PAGE, "<summary>مؤشران", "<summary>3 مؤشرات", "are not “3 مؤشرات”"),
        (PAGE, "في 3 مقاطع", "في مقطعين", "“مقطعين” is not their number"),
        (PAGE, "<html lang=ar", "<html lang=en", "the language of the page is not that of the JSON"),
        (MARKDOWN, "**ع1 ادعاء", "**ع1 اتجاه", "“ع1 اتجاه” does not stand on the page"),
        (MARKDOWN, "**ح1 حدث", "**ح1 مكان", "“ح1 مكان” does not stand on the page"),
        (TARTUS, "<p>إشارتان في موجزين", "<p>3 إشارات في موجزين", "is not the number of its mentions"),
        (
            TARTUS,
            "34.89°\N{NO-BREAK SPACE}شمالًا",
            "34.89°\N{NO-BREAK SPACE}جنوبًا",
            "“34.89° شمالًا” is not said of it",
        ),
        (INDEX, "ادعاء واحد", "ادعاءان", "“ادعاءان"),
        (INDEX, "حدث: 1", "حدث: 2", "حدث: 2"),
        (INDEX, "منقَّح", "مسحوب", "“مسحوب” is not what “port” says"),
    ],
)
def test_what_a_forger_changes_in_arabic_is_found(
    site: Site, path: str, old: str, new: str, message: str
) -> None:
    assert any(path in one and message in one for one in messages(forged(site, path, old, new)))


def test_the_pages_of_an_archive_in_a_language_without_words_are_english(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    archive = FILES["brief/archive.yaml"].replace(b"language: ar", b"language: fr")
    site = built({**FILES, "brief/archive.yaml": archive}, tmp_path_factory.mktemp("french"))
    page = site[PAGE].decode()
    assert "<html lang=en>" in page
    assert "<p class=judge lang=fr dir=ltr>" in page  # what the editors wrote is not English
    assert "<details class=labels lang=fr dir=ltr>" in page
    assert messages(site) == []
    assert messages(forged(site, PAGE, "<html lang=en", "<html lang=de")) != []


# -- the table beside the builder's ----------------------------------------------------------------


@pytest.mark.parametrize("tag", LANGUAGES)
def test_both_tables_say_the_same(tag: str) -> None:
    known, words = LANGUAGES[tag], interface_for(tag)
    for relation in (*RELATIONS, "revises"):
        assert known.relations[relation, False] == words.code("relation", relation)
        assert known.relations[relation, True] == words.code("incoming", relation)
    for family in ("noun", "basis", "direction", "confidence", "status", "entity_type"):
        for code in TABLE["codes"][family]:
            assert known.word(code) == words.code(family, code)
    for month, name in enumerate(known.months, 1):
        assert words.date(f"2016-{month:02}") == f"{name} 2016"
    assert known.in_brief == words.in_brief


@pytest.mark.parametrize("tag", LANGUAGES)
def test_both_count_alike(tag: str) -> None:
    known, words = LANGUAGES[tag], interface_for(tag)
    for number in (1, 2, 3, 10, 11, 99, 100, 102, 103, 1_011):
        assert all(words.labels(kind, number) in known.counted(kind.name, number) for kind in KINDS.values())
        assert all(words.count(noun, number) in known.counted(noun, number) for noun in NOUNS)
        assert words.count("in_passages", number) in known.counted("passage", number)
        named = words.say(
            "named_in", mentions=words.count("mention", number), briefs=words.count("in_briefs", number)
        )
        assert known.mentions_in_briefs(f"… {named} …") == named
        assert named in known.so_many_mentions(number, number)


@pytest.mark.parametrize(
    ("language", "text", "wrong"),
    [
        (ENGLISH, "2 claims, 1 trend in 13 passages", []),
        (ENGLISH, "3 claims, 1 trend in 13 passages", ["3 claims"]),
        (ENGLISH, "2 claims, 1 trends", ["1 trends"]),
        (ARABIC, "ادعاءان، اتجاه واحد في 13 مقطعًا", []),
        (ARABIC, "3 ادعاءات، اتجاه واحد في 13 مقطعًا", ["3 ادعاءات"]),
        (ARABIC, "ادعاءان، اتجاهان في 12 مقطعًا", ["اتجاهان", "12 مقطعًا"]),
        (ARABIC, "ادعاءان، حدث: 7", []),
    ],
)
def test_a_noun_with_another_number_is_found(language: Language, text: str, wrong: list[str]) -> None:
    assert list(language.miscounted(text, {"claim": 2, "trend": 1, "passage": 13})) == wrong


def test_a_noun_that_is_not_known_has_no_count() -> None:
    assert ENGLISH.counted("event", 2) == ("2 events",)
    assert ARABIC.counted("event", 2) == ()
    assert ARABIC.mentions_in_briefs("لم يرد في أي موجز.") is None


def test_a_page_says_the_archive_s_language_or_english_where_it_has_no_words_for_it() -> None:
    assert language_of("ar-EG") is ARABIC
    assert language_of("") is language_of("fr") is ENGLISH
    assert pages_may_say("ar-EG", "ar-EG")
    assert pages_may_say("en", "fr")
    assert not pages_may_say("en", "ar")
    assert not pages_may_say("fr", "de")


def test_arabic_writes_and_in_one_with_the_word_behind_it() -> None:
    assert stands("سامر خوري", "ليلى حداد وسامر خوري")
    assert not stands("سامر خوري", "ليلى بسامر خوري")
    assert not stands("سامر", "ليلى بوسامر")
