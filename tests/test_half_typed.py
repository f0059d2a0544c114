"""A file on its way from one sound state to another: said where it is wrong, and nothing lost."""

import time
from contextlib import closing

import pytest

from briefkit import yamltree
from briefkit.cache import open_scratch
from briefkit.files import Memory
from briefkit.fixing import mend
from briefkit.formatting import NotFormatted, formatted
from briefkit.report import FORMATS
from briefkit.report.look import PLAIN
from briefkit.spans import Document
from briefkit.survey import survey
from tests.archives import archive, findings

SEED = "Western countries: aviation is named. Nice, France, says so. 'tis “IS” that *Probably* came; #2.\n"
LABELS = """\
p1:
  - claim: Aviation is named
    id: named
    quote: "Western countries: aviation"
    likelihood: likely
    supports: [other]
    when: 2016-07/2016-12
    note: >-
      A note over
      two lines, with a [link](#other).
  - claim: 'So it is'  # says who?
    id: other
    quote:
      - Nice, France
      - says so
  - {place: nice, quote: Nice}
"""
ENTITIES = "nice: {place: Nice, country: FR}\nfrance:\n  place: France\n  at: [46.2, 2.2]\n"
TEXT = archive(LABELS, seed=SEED)["brief/sea.yaml"].decode()


def files(text, entities=ENTITIES):
    data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    return archive(seed=SEED, **{"brief/entities.yaml": entities}) | {"brief/sea.yaml": data}


def look_at(given):
    """Check, mend and format; what was found. Every place stands in its file."""
    found = findings(given)
    for one in found:
        text = given[one.path].decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
        lines = text.split("\n")
        assert 1 <= one.line <= len(lines)
        assert one.message
        assert "\n" not in one.message
    for unsafe in (False, True):
        done = mend(Memory(given), unsafe=unsafe)
        after = {**given, **{one.path: (one.after or "").encode() for one in done.changes}}
        assert mend(Memory(after), unsafe=unsafe).changes == ()
        assert {path for path in after if after[path] != given[path]} <= {
            "brief/sea.yaml",
            "brief/entities.yaml",
        }
    return found


def left_or_same(text):
    """Formatting says the same, or leaves the file."""
    document = Document("brief/sea.yaml", text)
    try:
        after = formatted(document, ("claim", "place"))
    except NotFormatted:
        return
    roots = [
        yamltree.parse(Document("x", one))[0] for one in (after, text if text.endswith("\n") else text + "\n")
    ]
    assert roots[0] is not None
    assert roots[1] is not None
    assert yamltree.plain(roots[0]) == yamltree.plain(roots[1])


@pytest.mark.parametrize("end", range(0, len(TEXT), 37))
def test_a_sidecar_cut_off_anywhere_is_told_of_and_survives(end):
    found = look_at(files(TEXT[:end]))
    assert found != [] or end == len(TEXT)
    left_or_same(TEXT[:end])


@pytest.mark.parametrize(
    "typed",
    [
        "\t",
        "'",
        '"',
        ": ",
        " #",
        "[",
        "{",
        "}",
        "- ",
        "|",
        "*",
        "&a ",
        "\r",
        "\r\n",
        "\x00",
        "\ufeff",
        "😀",
        "\ud800",
        "%",
        "\\",
    ],
    ids=ascii,
)
def test_a_sign_anywhere_is_told_of_and_survives(typed):
    places = range(0, len(TEXT), 101)
    for text in (TEXT[:at] + typed + TEXT[at:] for at in places):
        if "\ud800" not in text:
            look_at(files(text))
            left_or_same(text)
        else:
            assert [one.code for one in findings(files(text)) if one.code == "BK190"] == ["BK190"]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"\x00",
        b"\r",
        b"---",
        b"...",
        b"[",
        b"labels:",
        b"labels:\n  p1:\n    - ",
        b"{}",
    ],
    ids=ascii,
)
def test_a_file_that_is_hardly_one_is_told_of_and_left(data):
    given = files(data)
    assert look_at(given) != []


def test_a_label_half_written_costs_no_other():
    for half in (
        "    - ",
        "    -",
        "    - claim",
        "    - claim:",
        "    - quote: Ni",
        "    - place: ni",
        "    -\n      ",
        "    - {",
    ):
        found = findings(files(TEXT + half))
        assert found, half
        assert {one.line for one in found if one.severity == "error"} <= {
            len(TEXT.splitlines()) + n for n in (0, 1, 2)
        }, half


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_of_other_systems_are_told_of_at_the_same_lines(end):
    broken = TEXT.replace("likelihood: likely", "likelihood: Likley").replace("id: other", "Id: other")
    assert [(one.line, one.column, one.code) for one in look_at(files(broken.replace("\n", end)))] == [
        (one.line, one.column, one.code) for one in look_at(files(broken))
    ]


def test_deep_nesting_is_told_of():
    for deep in (
        "[" * 3_000,
        "{a: " * 3_000,
        "- " * 3_000,
        "\n".join(" " * n + f"k{n}:" for n in range(300)),
    ):
        assert any(
            one.code == "BK107"
            for one in findings(files(f"{TEXT}note: {deep}\n" if deep[0] in "[{" else f"{deep}\n"))
        )


# -- the traps of YAML, word for word

TRAPS = {
    "quote: Western countries: aviation": (
        "a colon and a space make a key of the words before them",
        'put it in quotation marks: "Western countries: aviation"',
    ),
    "quote: 'tis": (
        "an apostrophe at the beginning opens a quotation",
        'put it in quotation marks: "\'tis"',
    ),
    'claim: "IS" says': (
        "the value goes on after its closing quotation mark",
        "put it in quotation marks: '\"IS\" says'",
    ),
    "note: *Probably*": (
        "`*` at the beginning makes an alias of the value",
        'put it in quotation marks: "*Probably*"',
    ),
    "note: tactic #2": (
        "`#2` is read as a comment and dropped",
        'put it in quotation marks: "tactic #2"; or, if it is a comment, put a space behind #',
    ),
}
FLOW = "{place: nice, quote: Nice, France}"


@pytest.mark.parametrize("line", TRAPS)
def test_a_trap_is_told_with_help_that_a_person_can_use(line):
    kind = "" if line.startswith("claim") else "claim: It is so\n    "
    [first, *_] = findings(files(archive(f"p1:\n  - {kind}{line}\n", seed=SEED)["brief/sea.yaml"]))
    assert (first.message, first.help) == TRAPS[line]
    assert first.fix is not None


def test_a_comma_in_braces_is_told_with_help_that_a_person_can_use():
    given = files(archive(f"p1:\n  - {FLOW}\n", seed=SEED)["brief/sea.yaml"])
    [first, *_] = findings(given)
    assert first.message == "`France` has no value: a comma in braces ends the one before it"
    assert first.help == 'put it in quotation marks: "Nice, France"'
    [change] = mend(Memory(given), unsafe=True).changes
    assert '- {place: nice, quote: "Nice, France"}\n' in (change.after or "")


# -- much of it

MEGABYTE = 1_000_000


def large(line):
    """A sidecar of a megabyte with the line in each of some 5,000 labels."""
    label = f"  - claim: Aviation is named again and again, in label {{}}\n    {line}\n    note: {'x' * 90}\n"
    return archive("p1:\n" + "".join(label.format(number) for number in range(5_000)), seed=SEED)[
        "brief/sea.yaml"
    ]


@pytest.mark.parametrize(
    "line",
    ["quote: 'tis", "Quote: aviation", "quote: Nice: France", "quote: Western cuontries", "\tquote: Nice"],
)
def test_a_megabyte_with_five_thousand_errors_is_checked_in_seconds(line):
    given = files(large(line))
    assert len(given["brief/sea.yaml"]) > 0.8 * MEGABYTE
    began = time.process_time()
    with closing(open_scratch()) as database:
        found = survey(Memory(given), database).findings
    said = list(FORMATS["full"](found, lambda path: None, PLAIN))
    assert time.process_time() - began < 60
    assert len(found) > 9
    assert said != []
