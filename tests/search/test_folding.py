import pytest

from briefkit.search.folding import LONGEST, fold, tokens, words


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Straße", "strasse"),
        ("ŁÓDŹ", "lodz"),
        ("Ærø", "aero"),
        ("İstanbul", "istanbul"),
        ("ılık", "ilik"),
        ("Σίσυφος", "σισυφοσ"),
        ("ＮＡＴＯ", "nato"),
        ("ﬁnance", "finance"),
        ("Bannāʾ", "banna"),
        ("co\u00adoperate", "cooperate"),
        ("الدَّوْلَةُ", "الدوله"),
        ("أإآٱ", "اااا"),
        ("مصطفى", "مصطفي"),
        ("کـتـاب", "كتاب"),
        ("٢٠١٦", "2016"),
        ("שָׁלוֹם", "שלום"),
        ("한국", "한국"),
        ("ガ", "ガ"),
        ("ｶﾞ", "ガ"),
    ],
)
def test_case_marks_and_forms_do_not_count(written, folded):
    assert fold(written) == folded


def test_a_folded_word_is_folded_to_itself():
    for written in ("Straße", "ΣΊΣΥΦΟΣ", "الدَّوْلَةُ", "ＮＡＴＯ", "हिन्दी", "ｶﾞ"):
        assert fold(fold(written)) == fold(written)


def test_the_vowels_of_indic_scripts_are_no_marks():
    assert words("हिन्दी") == {"हिन्दी"}


def test_words_are_runs_of_letters_and_digits():
    assert words("al-Qaida’s 2,000 men; snake_case") == {
        "al",
        "qaida",
        "s",
        "2",
        "000",
        "men",
        "snake",
        "case",
    }


def test_what_folds_into_two_words_is_two_words():
    assert words("½ a") == {"1", "2", "a"}


def test_scripts_without_spaces_give_each_two_letters_and_the_last_alone():
    assert tokens("東京都") == ("東京", "京都", "都")
    assert words("NATOは拡大") == {"nato", "は拡", "拡大", "大"}


def test_of_a_long_word_the_beginning_is_looked_at():
    assert words("a" * 300) == words("ä" * 300) == {"a" * LONGEST}
    assert tokens("A" * 300) == ("a" * LONGEST,)
