from briefkit.report.diff_rows import WIDTH, diff_rows
from briefkit.terminal_text import Style, columns
from briefkit.word_diff import compare

PLAIN = Style(colour=False)


def rows(written: str, stands: str) -> list[tuple[str, str, str]]:
    return list(diff_rows(compare(written, stands, ("written", "p1")), PLAIN))


def test_what_differs_stands_one_above_the_other_with_a_mark_below():
    assert rows("It rose by 9 % last yaer", "It rose by 43 % last year") == [
        (
            "It rose by 9  % last yaer",
            "It rose by 43 % last year",
            "           ^^        ~~~~",
        )
    ]


def test_many_equal_words_are_cut_out_of_the_middle():
    same = " same words" * 40
    [(written, stands, marks)] = rows(f"The one{same} end", f"The two{same} and")
    assert written == "The one same words same words … same words same words end"
    assert stands == "The two same words same words … same words same words and"
    assert marks == "    ^^^" + " " * 47 + "~~~"


def test_a_long_diff_goes_on_in_further_rows():
    words = [f"word{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"]
    written, stands = " ".join(words), " ".join(f"{word} {word.upper()}" for word in words)
    drawn = rows(written, stands)
    assert len(drawn) > 2
    assert all(columns(line) <= WIDTH for row in drawn for line in row)
    assert " ".join(" ".join(row[0] for row in drawn).split()) == written
    assert " ".join(" ".join(row[1] for row in drawn).split()) == stands


def test_a_run_longer_than_a_row_is_wrapped():
    drawn = rows("The sea rises", "The sea " + "rises and falls " * 30)
    assert all(columns(line) <= WIDTH for row in drawn for line in row)
    assert sum(row[1].count("falls") for row in drawn) == 30


def test_marks_stand_under_wide_characters():
    [(written, stands, marks)] = rows("日本 three 海", "日本 four 海")
    assert columns(written.split("three")[0]) == marks.index("^")
    assert columns(stands.split("海")[0]) == columns(written.split("海")[0])


def test_words_that_a_terminal_would_obey_are_shown_and_not_obeyed():
    [(written, _, _)] = rows("a\x1b[31m b", "a c")
    assert written.startswith("a␛[31m")
