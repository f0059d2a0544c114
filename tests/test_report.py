import json

from briefkit.diagnostics import Diagnostic, Related, Rule, Severity
from briefkit.report import FORMATS, columns, summary, visible
from briefkit.spans import Document, Span

RULE = Rule("BK202", "quote-not-found", Severity.ERROR, "Because.")
TEXT = "labels:\n  quote: The see rises\n"


def finding(text: str = TEXT, words: str = "The see rises", **more: object) -> Diagnostic:
    document = Document("brief/sea.yaml", text)
    start = text.index(words)
    return Diagnostic.at(document, Span(start, start + len(words)), RULE, "it does not stand", **more)  # type: ignore[arg-type]


def printed(format: str, one: Diagnostic, text: str | None = TEXT, colour: bool = False) -> str:
    document = None if text is None else Document("brief/sea.yaml", text)
    return "\n".join(FORMATS[format]([one], lambda path: document, colour=colour))


def test_full_shows_the_line_the_place_and_the_help():
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


def test_a_file_that_cannot_be_read_is_named_without_an_excerpt():
    assert "|" not in printed("full", finding(), None)


def test_a_long_line_is_shown_around_the_fault():
    text = "x " * 200 + "HERE" + " y" * 200
    lines = printed("full", finding(text, "HERE"), text).splitlines()
    shown, carets = lines[3], lines[4]
    assert "…" in shown
    assert len(shown) < 120
    assert shown.index("HERE") == carets.index("^^^^")


def test_a_fault_over_several_lines_is_marked_on_its_first():
    text = "a: |\n  one\n  two\n"
    assert printed("full", finding(text, "|\n  one\n  two"), text).splitlines()[4] == "   |    ^"


def test_carets_stand_under_wide_and_combined_characters():
    text = "日本e\u0301 HERE"
    lines = printed("full", finding(text, "HERE"), text).splitlines()
    assert columns(lines[4].split("^")[0]) == columns(lines[3].split("HERE")[0])


def test_what_a_terminal_would_obey_is_made_visible():
    assert visible("a\x1b[31m\tb\u202ec\n") == "a␛[31m b<U+202E>c "


def test_concise_is_one_line():
    assert printed("concise", finding()) == "brief/sea.yaml:2:10: BK202 it does not stand"


def test_colour_is_put_in_only_where_it_is_asked_for():
    assert "\x1b[1;31m" in printed("concise", finding(), colour=True)
    assert "\x1b[" not in printed("full", finding())


def test_json_gives_offsets_in_code_points():
    [one] = json.loads(printed("json", finding()))
    assert TEXT[one["start"] : one["end"]] == "The see rises"
    assert (one["severity"], one["line"], one["column"], one["fix"]) == ("error", 2, 10, None)


def test_github_escapes_what_would_end_a_command():
    one = finding(help="100 %\nsure, yes")
    assert printed("github", one) == (
        "::error file=brief/sea.yaml,line=2,col=10,endLine=2,endColumn=23,title=BK202 quote-not-found"
        "::it does not stand%0A100 %25%0Asure, yes"
    )


def test_the_summary_counts_by_severity():
    other = Diagnostic.of_file("x", Rule("BK400", "some", Severity.SUGGESTION, ""), "m")
    warning = Diagnostic.of_file("x", Rule("BK300", "thing", Severity.WARNING, ""), "m")
    assert summary([], 1) == "1 brief checked, nothing found"
    assert summary([finding(), finding(), other], 2) == "2 briefs checked: 2 errors and 1 suggestion"
    assert summary([finding(), warning, other], 2) == "2 briefs checked: 1 error, 1 warning, 1 suggestion"
