import pytest

from briefkit.likelihood import (
    SCALES,
    ladder_words_in,
    mixes_columns,
    mixes_confidence_and_likelihood,
)

ICD203, PHIA = SCALES["icd203"], SCALES["phia"]


def found(text, scale=ICD203):
    return [span.of(text) for span, _ in ladder_words_in(text, scale)]


def test_the_scales_are_icd_203_and_the_phia_yardstick():
    assert list(SCALES) == ["icd203", "phia"]
    assert [scale.name for scale in SCALES.values()] == ["icd203", "phia"]
    assert "2 January 2015" in ICD203.source
    assert "Professional Head of Intelligence Assessment" in PHIA.source


def test_icd_203_has_the_bands_of_the_directive():
    assert [(term.words, term.synonyms[0], term.low, term.high) for term in ICD203.terms] == [
        ("almost no chance", "remote", 1, 5),
        ("very unlikely", "highly improbable", 5, 20),
        ("unlikely", "improbable", 20, 45),
        ("roughly even chance", "roughly even odds", 45, 55),
        ("likely", "probable", 55, 80),
        ("very likely", "highly probable", 80, 95),
        ("almost certain", "nearly certain", 95, 99),
    ]


def test_the_phia_yardstick_has_its_bands_and_gaps():
    assert [(term.words, term.low, term.high) for term in PHIA.terms] == [
        ("remote chance", 0, 5),
        ("highly unlikely", 10, 20),
        ("unlikely", 25, 35),
        ("realistic possibility", 40, 50),
        ("likely", 55, 75),
        ("highly likely", 80, 90),
        ("almost certain", 95, 100),
    ]


def test_every_word_of_a_scale_leads_to_one_term():
    for scale in SCALES.values():
        for term in scale.terms:
            assert all(scale.term(words) is term for words in (term.words, *term.synonyms))


@pytest.mark.parametrize("words", ["very likely", "Very Likely", " very \n likely ", "HIGHLY PROBABLE"])
def test_a_term_is_known_whatever_its_case_and_white_space(words):
    assert ICD203.term(words) is ICD203.terms[5]


@pytest.mark.parametrize("words", ["", "highly likely", "possible", "likelier", "55"])
def test_what_is_not_on_the_ladder_has_no_term_and_no_column(words):
    assert ICD203.term(words) is None
    assert ICD203.column(words) is None


def test_the_columns_of_icd_203_are_those_of_its_table():
    assert [ICD203.column(term.words) for term in ICD203.terms] == [1] * 7
    assert [ICD203.column(term.synonyms[0]) for term in ICD203.terms] == [2] * 7
    assert ICD203.column("almost certainly") == 1
    assert ICD203.column("Probably") == 2


def test_the_yardstick_has_one_column():
    assert PHIA.column("likely") == PHIA.column("probable") == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It is very likely that it will.", ["very likely"]),
        ("An unlikely ally", ["unlikely"]),
        ("Likely or not, it is PROBABLE.", ["Likely", "PROBABLE"]),
        ("almost\r\n  certainly so", ["almost\r\n  certainly"]),
        ("highly improbable, improbably, improbable", ["highly improbable", "improbably", "improbable"]),
        ("(likely)—or “remote”", ["likely", "remote"]),
        ("likelihood, unlikeliest, probability, remotely, dislikely, élikely", []),
        ("l\u0131kely \u017fo", []),
        ("", []),
    ],
)
def test_ladder_words_are_found_whole_and_the_longest_first(text, words):
    assert found(text) == words


def test_a_find_names_its_term():
    assert [term.low for _, term in ladder_words_in("nearly certain, or unlikely", ICD203)] == [95, 20]


def test_each_scale_finds_its_own_words():
    text = "a remote chance, a realistic possibility, highly likely"
    assert found(text, PHIA) == ["remote chance", "realistic possibility", "highly likely"]
    assert found(text, ICD203) == ["remote", "likely"]


@pytest.mark.parametrize(
    ("sentence", "mixed"),
    [
        ("It is likely, and the other very unlikely.", False),
        ("It is probably so, and the other highly improbable.", False),
        ("It is likely, and the other improbable.", True),
        ("It is almost certainly nearly certain.", True),
        ("It is what it is.", False),
    ],
)
def test_a_sentence_mixes_columns_if_it_has_words_of_both(sentence, mixed):
    assert mixes_columns(sentence, ICD203) is mixed


def test_words_of_the_yardstick_are_never_mixed():
    assert not mixes_columns("It is likely, or at least probable.", PHIA)


@pytest.mark.parametrize(
    ("sentence", "mixed"),
    [
        ("We have high confidence that an attack is likely.", True),
        ("We are Confident that it will probably fail.", True),
        ("We say confidently that it is unlikely.", True),
        ("We have high confidence in this.", False),
        ("An attack is likely.", False),
        ("The confidential report is likely true.", False),
    ],
)
def test_a_sentence_mixes_confidence_and_likelihood_if_it_speaks_of_both(sentence, mixed):
    assert mixes_confidence_and_likelihood(sentence, ICD203) is mixed


@pytest.mark.parametrize(
    ("language", "may"), [("en", True), ("EN-gb", True), (None, True), ("ar", False), ("enm", False)]
)
def test_the_words_of_a_ladder_stand_in_texts_of_its_language(language, may):
    assert ICD203.may_stand_in(language) is may
