from tests.report.findings import TEXT, finding, printed

from briefkit.diagnostics import Diagnostic, Related, Rule, Severity, related
from briefkit.report import Look, full
from briefkit.spans import Document, Span
from briefkit.terminal_text import columns
from briefkit.word_diff import compare


def test_a_finding_is_shown_with_its_line_the_place_and_the_help():
    one = finding(help="write sea", related=(Related("first given here", "brief/a.yaml", 3, 4),))
    assert printed("full", one) == (
        "error[BK202] quote-not-found: it does not stand\n"
        "  --> brief/sea.yaml:2:10\n"
        "   |\n"
        " 2 |   quote: The see rises\n"
        "   |          ^^^^^^^^^^^^^\n"
        "   = first given here: brief/a.yaml:3:4\n"
        "   = help: write sea\n"
    )


def test_a_related_place_is_shown_with_its_own_line():
    first = Document("brief/a.yaml", "\n" * 9 + "  id: see\n")
    one = finding(related=(related(first, Span(15, 18), "first given here"),))
    texts = {"brief/a.yaml": first, "brief/sea.yaml": Document("brief/sea.yaml", TEXT)}
    assert "\n".join(full([one], texts.get)) == (
        "error[BK202] quote-not-found: it does not stand\n"
        "   --> brief/sea.yaml:2:10\n"
        "    |\n"
        "  2 |   quote: The see rises\n"
        "    |          ^^^^^^^^^^^^^\n"
        "   ::: brief/a.yaml:10:7\n"
        "    |\n"
        " 10 |   id: see\n"
        "    |       --- first given here\n"
    )


def test_a_file_that_cannot_be_read_is_named_without_an_excerpt():
    assert "|" not in printed("full", finding(), text=None)


def test_a_finding_of_a_whole_file_has_no_excerpt():
    rule = Rule("BK001", "seed-missing", Severity.ERROR, "")
    assert "|" not in printed("full", Diagnostic.of_file("brief/sea.yaml", rule, "m"))


def test_a_long_line_is_shown_around_the_fault():
    text = "x " * 200 + "HERE" + " y" * 200
    lines = printed("full", finding(text, "HERE"), text=text).splitlines()
    shown, carets = lines[3], lines[4]
    assert "…" in shown
    assert len(shown) < 120
    assert shown.index("HERE") == carets.index("^^^^")


def test_a_fault_over_several_lines_is_marked_from_its_first_to_its_last_word():
    text = "a: |\n  one\n  two\nb: c\n"
    assert printed("full", finding(text, "|\n  one\n  two\n"), text=text).splitlines()[2:] == [
        "   |",
        " 1 | a: |",
        "   |    ^ from here",
        " 2 |   one",
        " 3 |   two",
        "   |   ^^^ to here",
    ]


def test_a_fault_over_many_lines_is_shown_by_the_first_and_the_last():
    text = "a:\n" + "".join(f"  - {number}\n" for number in range(200)) + "b: c\n"
    shown = printed("full", finding(text, text[:-6]), text=text)
    assert "   1 | a:\n     | ^^ from here\n   2 |   - 0\n   3 |   - 1\n   4 |   - 2\n   …\n" in shown
    assert shown.endswith(" 200 |   - 198\n 201 |   - 199\n     |   ^^^^^ to here\n")


def test_carets_stand_under_wide_and_combined_characters():
    text = "日本e\u0301 HERE"
    lines = printed("full", finding(text, "HERE"), text=text).splitlines()
    assert columns(lines[4].split("^")[0]) == columns(lines[3].split("HERE")[0])


def test_an_empty_span_at_the_end_of_a_file_has_one_caret():
    one = Diagnostic.at(
        Document("brief/sea.yaml", TEXT),
        Span(len(TEXT), len(TEXT)),
        Rule("BK101", "n", Severity.ERROR, ""),
        "",
    )
    assert printed("full", one).splitlines()[2:] == ["   |", " 3 |", "   | ^"]


def test_what_was_written_stands_above_what_stands_there_and_weighty_words_are_marked():
    difference = compare(
        "Exports rose by 34 % and will grow", "Exports rose by 43 % and will not groe", ("written", "p1")
    )
    lines = printed("full", finding(difference=difference)).splitlines()
    assert lines[5:] == [
        "   = written: Exports rose by 34 % and will grow",
        "   =      p1: Exports rose by 43 % and will not groe",
        "   =                          ^^            ^^^^^^^^",
    ]


def test_colour_is_put_in_only_where_it_is_asked_for():
    one = finding(difference=compare("The see", "The sea", ("written", "p1")))
    assert "\x1b[31msee\x1b[0m" in printed("full", one, look=Look(colour=True))
    assert "\x1b[1;31m" in printed("concise", one, look=Look(colour=True))
    assert "\x1b[" not in printed("full", one)
