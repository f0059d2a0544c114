from tests.report.findings import TEXT, finding

from briefkit.report.fingerprints import fingerprints
from briefkit.spans import Document


def of(text: str, *words: str, path: str = "brief/sea.yaml") -> list[str]:
    found = [finding(text, word, path) for word in words]
    return fingerprints(found, lambda path: Document(path, text))


def test_lines_that_come_before_change_nothing():
    assert of("# more\r\n\r\n" + TEXT, "The see rises") == of(TEXT, "The see rises")


def test_other_words_another_file_and_another_rule_are_another_finding():
    assert of(TEXT, "The see") != of(TEXT, "The see rises")
    assert of(TEXT, "The see", path="brief/ice.yaml") != of(TEXT, "The see")


def test_findings_on_the_same_words_are_told_apart_by_their_number():
    first, second = of(TEXT, "The see", "The see")
    assert first != second
    assert [first] == of(TEXT, "The see")


def test_where_there_is_no_text_the_message_stands_for_the_words():
    one, other = finding(message="one"), finding(message="other")
    assert len(set(fingerprints([one, other], lambda path: None))) == 2
