import time
from itertools import pairwise
from textwrap import dedent

import pytest
import yaml

from briefkit.spans import Document, Span
from briefkit.yamltree import Broken, Mapping, Scalar, Sequence, parse, plain
from tests.shared import ROOT


def read(text):
    return parse(Document("brief/sea.yaml", text))


def sound(text):
    root, findings = read(text)
    assert findings == []
    assert isinstance(root, Mapping)
    return root


def places(text):
    return [f"{finding.line}:{finding.column} {finding.code}" for finding in read(text)[1]]


def only(text):
    _, findings = read(text)
    assert len(findings) == 1, findings
    return findings[0]


def mended(text, finding):
    for edit in sorted(finding.fix.edits, key=lambda one: one.span, reverse=True):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text


def at(node, *path):
    for step in path:
        node = node.get(step) if isinstance(step, str) else node.items[step]
    return node


# -- what is sound


def test_every_scalar_is_the_text_that_was_written():
    text = "a: no\nb: 012\nc: 12:30\nd: ~\ne: 1e3\nf: 2016-07\ng: =\nh: 0x1F\ni: null\nj: .inf\n"
    assert plain(sound(text)) == dict(line.split(": ") for line in text.splitlines())


def test_quoted_and_folded_text_is_read_as_yaml_reads_it():
    text = dedent(
        r"""
        single: 'it''s'
        double: "a\tb \u201cc\u201d"
        long: IS says
          the attacker

          answered
        folded: >-
          one
          two
        literal: |
          one
            two
        """
    )
    assert plain(sound(text)) == {
        "single": "it's",
        "double": "a\tb “c”",
        "long": "IS says the attacker\nanswered",
        "folded": "one two",
        "literal": "one\n  two\n",
    }


def test_an_empty_value_is_an_empty_text_where_it_would_stand():
    root = sound("note:\ntags: [a]\n")
    assert root.get("note") == Scalar("", Span(5, 5), "plain")


def test_a_mapping_gives_the_value_and_the_key_of_a_name():
    root = sound("a: b\n")
    assert (root.get("a"), root.key("a")) == (
        Scalar("b", Span(3, 4), "plain"),
        Scalar("a", Span(0, 1), "plain"),
    )
    assert (root.get("b"), root.key("b")) == (None, None)


def test_what_is_broken_is_none_in_plain_values():
    assert plain(Sequence((Broken(Span(0, 1)), Scalar("a", Span(1, 2), "plain")), Span(0, 2), True)) == [
        None,
        "a",
    ]


@pytest.mark.parametrize(
    ("text", "path", "words", "style"),
    [
        ("a: b c # d\n", "a", "b c", "plain"),
        ("a: 'b'  \n", "a", "'b'", "single"),
        ('a: "b\n  c"', "a", '"b\n  c"', "double"),
        ("a: |\n  b\n\n\nc: d\n", "a", "|\n  b", "literal"),
        ("a: >+\n  b  \n \n", "a", ">+\n  b", "folded"),
        ("a: |2 # c\n   b", "a", "|2 # c\n   b", "literal"),
        ("a: “b” – 😀\nc: d\n", "c", "d", "plain"),
    ],
)
def test_a_scalar_knows_where_it_was_written(text, path, words, style):
    node = at(sound(text), path)
    assert (node.span.of(text), node.style) == (words, style)


@pytest.mark.parametrize(
    ("value", "flow"),
    [
        ("[b, c]", True),
        ("{b: c}", True),
        ("\n  - b\n  - c", False),
        ("\n  b: c\n  d: e", False),
        ("\n- b", False),
    ],
)
def test_a_list_or_a_mapping_ends_with_what_it_holds(value, flow):
    text = f"a:{' ' * flow}{value}\n\n# a comment\n\nz: z\n"
    node = at(sound(text), "a")
    assert (node.span.of(text), node.flow) == (value.strip(), flow)


def test_a_byte_order_mark_counts_and_is_no_part_of_a_key():
    text = "\ufeffa: b\nc: d\n"
    root = sound(text)
    assert [key.span.of(text) for key, _ in root.entries] == ["a", "c"]
    assert root.span == Span(1, 10)


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_lines_may_end_as_they_like(line_end):
    text = line_end.join(["a:", "  - b: c", "    d: |", "      e", "      f", ""])
    root = sound(text)
    assert plain(root) == {"a": [{"b": "c", "d": "e\nf\n"}]}
    assert at(root, "a", 0, "d").span.of(text) == f"|{line_end}      e{line_end}      f"


@pytest.mark.parametrize("character", ["\x85", "\u2028", "\u2029"])
def test_a_line_ends_where_an_editor_ends_it_and_not_at_a_line_separator(character):
    text = f"a: b{character}c: d\ne: x{character}f\n"
    finding = only(text)
    assert (finding.line, finding.column, finding.code) == (1, 4, "BK108")
    assert plain(sound(mended(text, finding))) == {"a": f"b{character}c: d", "e": f"x{character}f"}


@pytest.mark.parametrize(
    "text",
    [
        "---\na: b\n",
        "a: b\n...\n",
        "# c\na: b # c\n#c\n",
        "a: b\n \t# c\nd: e\n",
        "key : value\n",
        "a: “b”\nc: ‘d’\n",
        "a: -7.2\nb:\n  -7.2\n",
        "a: b#c\nd: 'e' #f\ng: [h] #i\n",
        "a: >-\n  b #c\n  - d\n  \te: f\n",
        "a: why? because\nb: what\n  ? no\n",
        "a:\n  - http://x.org\n  - b:c\n",
        "a: {b: , c: d}\n",
        "a: [b, c,]\n",
        "a: <<\nb: 50 %\nc: x@y\nd: a & b * c\n",
    ],
)
def test_what_can_mean_only_one_thing_is_left_alone(text):
    assert places(text) == []


def test_the_first_brief_and_its_entities_are_sound():
    for path in [*(ROOT / "brief").rglob("*.yaml")]:
        text = path.read_bytes().decode()
        assert plain(sound(text)) == yaml.load(text, yaml.CBaseLoader)


# -- one fault: what it is called, what the help says, what the fix makes of it

QUOTES = "put it in quotation marks: "
KEY_OF_WORDS = "a colon and a space make a key of the words before them"
GOES_ON = "the value goes on after its closing quotation mark"
UNFIT = "the indentation of this line fits none above it"
TRAPS = [
    (
        "a:\n\tb:\n\t\tc: d\n\te: f\ng: h\n",
        "2:1 BK105 tabs indent this line and 2 below it",
        "indent it by 2 spaces",
        "a:\n  b:\n    c: d\n  e: f\ng: h\n",
    ),
    (
        "a:\n  -\tb: c\n    d: e\n",
        "2:4 BK105 a tab indents this line",
        "indent it by 2 spaces",
        "a:\n  - b: c\n    d: e\n",
    ),
    ("a: b\n\tc\n", "2:1 BK105 a tab indents this line", "indent it by 2 spaces", "a: b\n  c\n"),
    (
        "a: b\nquote: Western countries: aviation\n",
        f"2:8 BK108 {KEY_OF_WORDS}",
        f'{QUOTES}"Western countries: aviation"',
        'a: b\nquote: "Western countries: aviation"\n',
    ),
    (
        """quote: “it's "a: b"”\n""",
        f"1:8 BK108 {KEY_OF_WORDS}",
        "put it on the next line, indented, below `>-`; there it needs no quotation marks",
        """quote: >-\n  “it's "a: b"”\n""",
    ),
    (
        'quote: the "air: bridge"\n',
        f"1:8 BK108 {KEY_OF_WORDS}",
        f"""{QUOTES}'the "air: bridge"'""",
        """quote: 'the "air: bridge"'\n""",
    ),
    (
        'a:\n  - quote: Bob\'s "air: bridge"\n    b: c\n',
        f"2:12 BK108 {KEY_OF_WORDS}",
        "put it on the next line, indented, below `>-`; there it needs no quotation marks",
        'a:\n  - quote: >-\n      Bob\'s "air: bridge"\n    b: c\n',
    ),
    (
        'a: {quote: it\'s "x: y", b: c}\n',
        f"1:12 BK108 {KEY_OF_WORDS}",
        """put it in single quotation marks and double those inside: 'it''s "x: y"'""",
        """a: {quote: 'it''s "x: y"', b: c}\n""",
    ),
    (
        "note: one\n  Two: three\n  four\nb: c\n",
        f"1:7 BK108 {KEY_OF_WORDS}",
        f'{QUOTES}"one Two: three four"',
        'note: "one\n  Two: three\n  four"\nb: c\n',
    ),
    (
        "quote: 'tis the season\nb: c\n",
        "1:8 BK109 an apostrophe at the beginning opens a quotation",
        f'{QUOTES}"\'tis the season"',
        'quote: "\'tis the season"\nb: c\n',
    ),
    (
        'claim: "IS" says so\nb: c\n',
        f"1:8 BK108 {GOES_ON}",
        f"""{QUOTES}'"IS" says so'""",
        """claim: '"IS" says so'\nb: c\n""",
    ),
    (
        "claim: 'it's'\nb: c\n",
        f"1:8 BK108 {GOES_ON}",
        'the text has quotation marks of its own, so put others around it: "it\'s"',
        'claim: "it\'s"\nb: c\n',
    ),
    (
        'claim: "IS"\n  says so\nb: c\n',
        f"1:8 BK108 {GOES_ON}",
        f"""{QUOTES}'"IS" says so'""",
        """claim: '"IS"\n  says so'\nb: c\n""",
    ),
    (
        "note: *Probably* so\n",
        "1:7 BK108 `*` at the beginning makes an alias of the value",
        f'{QUOTES}"*Probably* so"',
        'note: "*Probably* so"\n',
    ),
    (
        "quote: @home\n",
        "1:8 BK108 a value cannot begin with `@`",
        f'{QUOTES}"@home"',
        'quote: "@home"\n',
    ),
    ("quote: %\n", "1:8 BK108 a value cannot begin with `%`", f'{QUOTES}"%"', 'quote: "%"\n'),
    ("quote:\n  `x\n", "2:3 BK108 a value cannot begin with ```", f'{QUOTES}"`x"', 'quote:\n  "`x"\n'),
    ("quote: ? x\n", "1:8 BK108 a value cannot begin with `? `", f'{QUOTES}"? x"', 'quote: "? x"\n'),
    (
        "quote: [sic] he said\n",
        "1:8 BK108 `[` at the beginning makes a list of the value, which goes on behind it",
        f'{QUOTES}"[sic] he said"',
        'quote: "[sic] he said"\n',
    ),
    (
        "quote: {x} y\n",
        "1:8 BK108 `{` at the beginning makes a mapping of the value, which goes on behind it",
        f'{QUOTES}"{{x}} y"',
        'quote: "{x} y"\n',
    ),
    ("a: [b, @c, d]\n", "1:8 BK108 a value cannot begin with `@`", f'{QUOTES}"@c"', 'a: [b, "@c", d]\n'),
    ('a: ["b" c]\n', f"1:5 BK108 {GOES_ON}", f"""{QUOTES}'"b" c'""", """a: ['"b" c']\n"""),
    (
        "note: &c\n",
        "1:7 BK115 `&c` is an anchor, which names the value behind it",
        f'{QUOTES}"&c"',
        'note: "&c"\n',
    ),
    (
        "note: *c\n",
        "1:7 BK115 `*c` is an alias, which stands for a value written elsewhere",
        f'{QUOTES}"*c"',
        'note: "*c"\n',
    ),
    (
        "a: !!str 012\n",
        "1:4 BK116 `!!str` is a tag, which gives the value a type",
        "take `!!str` away",
        "a: 012\n",
    ),
    (
        "a:\n  - claim:IS says\n    quote: x\n",
        "2:5 BK112 no space stands behind the colon of `claim`",
        "write `claim: IS says`",
        "a:\n  - claim: IS says\n    quote: x\n",
    ),
    (
        "a:\n  - claim: x\n  - claim:IS says\n",
        "3:5 BK112 no space stands behind the colon of `claim`",
        "write `claim: IS says`",
        "a:\n  - claim: x\n  - claim: IS says\n",
    ),
    (
        "a:\n  - b: c\n  -d: e\n    f: g\n",
        "3:3 BK112 no space stands behind the dash",
        "write `- d: e`",
        "a:\n  - b: c\n  - d: e\n    f: g\n",
    ),
    (
        "a:\n  -b: c\n    d: e\n",
        "2:3 BK112 no space stands behind the dash",
        "write `- b: c`",
        "a:\n  - b: c\n    d: e\n",
    ),
    (
        "see:\n  -p1\nb: c\n",
        "2:3 BK112 no space stands behind the dash",
        "write `- p1`",
        "see:\n  - p1\nb: c\n",
    ),
    (
        'a: "b\nc: d\n',
        '1:4 BK109 the quotation mark " is not closed',
        """close it at the end of the value: "b"; or, if it is part of the text: '"b'""",
        'a: "b"\nc: d\n',
    ),
    (
        "a:\n  -b: c\n  - d: e\n",
        "2:3 BK112 no space stands behind the dash",
        "write `- b: c`",
        "a:\n  - b: c\n  - d: e\n",
    ),
    (
        r"""a: "it's in C:\docs" """,
        r"1:15 BK111 `\d` is no escape that YAML knows",
        r"write `\\` for a backslash",
        r"""a: "it's in C:\\docs" """,
    ),
    (
        r'a: "C:\docs"' + "\n",
        r"1:7 BK111 `\d` is no escape that YAML knows",
        r"write `\\` for a backslash, or use single quotation marks, where a backslash is only that",
        r'a: "C:\\docs"' + "\n",
    ),
    (
        "a:\n  b: c\n\t\n  d: e\n",
        "3:1 BK105 a tab stands on a blank line",
        "empty the line",
        "a:\n  b: c\n\n  d: e\n",
    ),
    ('a: ["b",\n\tc]\n', "2:1 BK105 a tab indents this line", "indent it with spaces", 'a: ["b",\n  c]\n'),
    (
        "a: \"it's\nb: c\n",
        '1:4 BK109 the quotation mark " is not closed',
        'close it at the end of the value: "it\'s"',
        'a: "it\'s"\nb: c\n',
    ),
]
# Where more than one thing may have been meant, or the fix moves a line, it is not safe.
DOUBTFUL = [
    (
        "a: {quote: Nice, France}\n",
        "1:18 BK108 `France` has no value: a comma in braces ends the one before it",
        f'{QUOTES}"Nice, France"',
        'a: {quote: "Nice, France"}\n',
    ),
    (
        "a: 'Nice\nb: 'c'\n",
        "1:4 BK109 the quotation mark ' is not closed",
        "close it at the end of the value: 'Nice'; or, if it is part of the text: \"'Nice\"",
        "a: 'Nice'\nb: 'c'\n",
    ),
    (
        "a: “b: c”\n",
        f"1:4 BK108 {KEY_OF_WORDS}",
        'curly quotation marks are text to YAML, so put straight ones: "b: c"',
        'a: "b: c"\n',
    ),
    (
        "note: tactic #2\n",
        "1:14 BK118 `#2` is read as a comment and dropped",
        f'{QUOTES}"tactic #2"; or, if it is a comment, put a space behind #',
        'note: "tactic #2"\n',
    ),
    (
        "see: #nice-claim\nb: c\n",
        "1:6 BK118 `#nice-claim` is read as a comment and dropped",
        f'{QUOTES}"#nice-claim"; or, if it is a comment, put a space behind #',
        'see: "#nice-claim"\nb: c\n',
    ),
    (
        "note: one\n  two #3 four\nb: c\n",
        "2:7 BK118 `#3 four` is read as a comment and dropped",
        f'{QUOTES}"one two #3 four"; or, if it is a comment, put a space behind #',
        'note: "one\n  two #3 four"\nb: c\n',
    ),
    (
        "note: > 50 %\nb: c\n",
        "1:7 BK108 `>` at the beginning opens a block, which holds no text on this line",
        f'begin the text on the next line; or, if `>` is part of the text, {QUOTES}"> 50 %"',
        'note: "> 50 %"\nb: c\n',
    ),
    (
        "note: - x\n",
        "1:7 BK108 a list cannot begin on the line of its key",
        f'write each item on a line of its own below the key; or, if `-` is part of the text, {QUOTES}"- x"',
        'note: "- x"\n',
    ),
    (
        "note: !important thing\n",
        "1:7 BK116 `!important` is a tag, which gives the value a type",
        f'{QUOTES}"!important thing"',
        'note: "!important thing"\n',
    ),
    (
        "a: &b [c]\n",
        "1:4 BK115 `&b` is an anchor, which names the value behind it",
        "take `&b` away",
        "a: [c]\n",
    ),
    (
        "a:\n  - quote: x\n  - quote Nice\n    by: is\n",
        "3:5 BK113 no colon stands behind `quote`",
        "write `quote: Nice`",
        "a:\n  - quote: x\n  - quote: Nice\n    by: is\n",
    ),
    (
        "about\n  title: x\n  date: y\n",
        "1:1 BK113 no colon stands behind `about`",
        "write `about:`",
        "about:\n  title: x\n  date: y\n",
    ),
    (
        "a:\n  b: c\n   d: e\n",
        f"3:4 BK106 {UNFIT}",
        "indent it by 2 spaces, in line with `b`",
        "a:\n  b: c\n  d: e\n",
    ),
    (
        "a:\n  - b: c\n    d: 'e'\n   f: g\n",
        f"4:4 BK106 {UNFIT}",
        "indent it by 4 spaces, in line with `d`",
        "a:\n  - b: c\n    d: 'e'\n    f: g\n",
    ),
    (
        "a:\n  p1:\n    - b: c\n   p2:\n    - d: e\n",
        f"4:4 BK106 {UNFIT}",
        "indent it by 2 spaces, in line with `p1`",
        "a:\n  p1:\n    - b: c\n  p2:\n    - d: e\n",
    ),
    (
        "a:\n  - b: c\n   - d: e\n",
        f"3:4 BK106 {UNFIT}",
        "indent it by 2 spaces",
        "a:\n  - b: c\n  - d: e\n",
    ),
    (
        "a:\n  b: c\nd: e\n  f: g\n  h: i\nj: k\n",
        "3:1 BK106 this line does not stand in line with those below it",
        "indent it by 2 spaces",
        "a:\n  b: c\n  d: e\n  f: g\n  h: i\nj: k\n",
    ),
    (
        "a:\n   b: c\n  d: e\n  f: g\n",
        "2:4 BK106 this line does not stand in line with those below it",
        "indent it by 2 spaces",
        "a:\n  b: c\n  d: e\n  f: g\n",
    ),
    (
        "  a: b\n  c: d\n\ne: f\n",
        "1:3 BK106 the first key is indented, and the keys below it are not",
        "begin it at the left edge",
        "a: b\nc: d\n\ne: f\n",
    ),
    (
        "a:\n  - b: c\n\td: e\n",
        "3:1 BK105 a tab indents this line",
        "indent it by 4 spaces, in line with `b`",
        "a:\n  - b: c\n    d: e\n",
    ),
    (
        "a: |\n   b\n\tc\nd: e\n",
        "3:1 BK105 a tab indents this line",
        "indent it by 3 spaces",
        "a: |\n   b\n   c\nd: e\n",
    ),
    ("a: b\n---\nc: d\n", "2:1 BK102 `---` begins a second document", "take the line away", "a: b\n\nc: d\n"),
    ("a: b\n...\nc: d\n", "2:1 BK102 `...` ends the document", "take the line away", "a: b\n\nc: d\n"),
    (
        "a: b\x00c\n",
        "1:5 BK104 YAML does not take the character U+0000",
        "take it away; it cannot be seen",
        "a: bc\n",
    ),
]


# Here only the writer can tell what it should be.
UNFIXED = [
    ("", "1:1 BK101 the file is empty", "write keys with values, such as `title: The sea`"),
    ("\ufeff\n", "1:1 BK101 the file is empty", "write keys with values, such as `title: The sea`"),
    (
        "# a\n",
        "1:1 BK101 the file holds nothing but comments",
        "write keys with values, such as `title: The sea`",
    ),
    (
        "# a\n- b\n- c\n",
        "2:1 BK101 the file is a list, not keys with values",
        "write keys with values, such as `title: The sea`",
    ),
    (
        "brief\n",
        "1:1 BK101 the file is one piece of text, not keys with values",
        "write keys with values, such as `title: The sea`",
    ),
    (
        "a: b\n---\na: c\n---\na: d\n",
        "2:1 BK102 `---` begins a second document",
        "move what follows into a file of its own",
    ),
    (
        "%YAML 1.2\n---\na: b\n",
        "1:1 BK103 `%YAML` begins a directive, an order to the YAML reader",
        "take the line away; text belongs behind a key",
    ),
    (
        "a: b\n%TAG\nc: d\n",
        "2:1 BK103 `%TAG` begins a directive, an order to the YAML reader",
        "take the line away; text belongs behind a key",
    ),
    (
        "a: b\n- c\n",
        "2:1 BK106 an item of a list cannot stand here",
        "move it to where it belongs, or take it away",
    ),
    (
        "a:\n  p1:\n    note: x\n  - b: c\n  - d: e\n",
        "3:5 BK106 this key stands between `p1` and its list",
        "move it to where it belongs, or take it away",
    ),
    (
        "a: |\none\ntwo\nb: c\n",
        "2:1 BK106 this line is not indented like the text below `|`",
        "indent every line of the text alike, and further than the key of `|`",
    ),
    (
        "a: " + "[" * 33 + "]" * 33 + "\nb: c\n",
        "1:35 BK107 lists and mappings are nested more than 32 levels deep",
        "take levels out; if the brackets are text, put the value in quotation marks",
    ),
    (
        "a:\n  " + "- " * 32 + "b\nc: d\n",
        "2:65 BK107 lists and mappings are nested more than 32 levels deep",
        "take levels out; if the brackets are text, put the value in quotation marks",
    ),
    (
        "a: |\nb: c\n",
        "1:4 BK108 no text stands below `|`",
        'indent the text below it; or, if that is the text, put it in quotation marks: "|"',
    ),
    (
        "a: {b}\n",
        "1:5 BK108 `b` has no value: a comma in braces ends the one before it",
        "give it a value, or take it away",
    ),
    (
        "a: {b: 'c}\nd: e\n",
        "1:8 BK109 the quotation mark ' is not closed",
        "close it before the comma or the bracket that ends the value",
    ),
    (
        "a: [b, c\nd: [e]\n",
        "1:4 BK110 `[` is not closed",
        'close it with `]` at the end; or, if it is part of the text: "[b, c"',
    ),
    (
        "a: {b: c\nd: e\n",
        "1:4 BK110 `{` is not closed",
        'close it with `}` at the end; or, if it is part of the text: "{b: c"',
    ),
    ("a: {b:c, d:e}\n", "1:5 BK112 no space stands behind the colon of `b`", "write `b: c`"),
    (
        "a:\n  b: c\nand so on\n",
        "3:1 BK113 this line is neither a key nor part of the value above it",
        "if it goes on with `b`, indent it further than that; else write a key and a colon before it",
    ),
    (
        "}\na: b\n",
        "1:1 BK113 this line is neither a key nor part of the value above it",
        "write a key and a colon before it",
    ),
    ("a: b\nc: d\na: e\n", "3:1 BK114 `a` stands twice in this mapping", "keep one of the two"),
    ("a: {b: c}\n<<: *a\n", "2:1 BK115 `<<` merges another mapping into this one", "write the fields out"),
    (": a\nb: c\n", "1:1 BK117 no key stands before the colon", "write the key as plain text before a colon"),
    ('"": a\n', "1:1 BK117 the key is empty", "write the key as plain text before a colon"),
    ("? [a]\n: b\n", "1:3 BK117 the key is a list", "write the key as plain text before a colon"),
    ("{a: b}: *c\n", "1:1 BK117 the key is a mapping", "write the key as plain text before a colon"),
    (
        "a: b\n? c\n: d\n",
        "2:1 BK117 `?` makes a key of what follows",
        "write the key as plain text before a colon",
    ),
    (
        "a: one # two\n  three\nb: c\n",
        "1:8 BK118 `# two` is read as a comment, and the value ends before it",
        "put the value in quotation marks; or, if it is a comment, move it out of the value",
    ),
    (
        "a: [b, c: d: e]\n",
        "1:12 BK119 YAML cannot read this in brackets",
        "look for a comma or a colon too many or too few",
    ),
    (
        "a: b\n'c: d\ne: f\n",
        "2:1 BK109 the quotation mark ' is not closed",
        "close it behind the key, or take it away",
    ),
    (
        'a: [it\'s "b"\nc: d\n',
        "1:4 BK110 `[` is not closed",
        "close it with `]` at the end",
    ),
    (
        "? @a\nb: c\n",
        "1:1 BK119 YAML cannot read this line: found character that cannot start any token",
        "compare the line with those around it",
    ),
    (
        "? \t\ta\n",
        "1:1 BK119 YAML cannot read this line: found character that cannot start any token",
        "compare the line with those around it",
    ),
]


@pytest.mark.parametrize(
    ("text", "said", "help"), [(text, said, help) for text, said, help, _ in TRAPS + DOUBTFUL] + UNFIXED
)
def test_a_fault_is_named_for_what_was_meant_and_the_help_says_what_to_write(text, said, help):
    finding = only(text)
    assert f"{finding.line}:{finding.column} {finding.code} {finding.message}" == said
    assert finding.help == help


@pytest.mark.parametrize(
    ("text", "after", "safe"),
    [(text, after, True) for text, *_, after in TRAPS]
    + [(text, after, False) for text, *_, after in DOUBTFUL],
)
def test_a_fix_leaves_nothing_to_find_and_is_safe_only_where_one_thing_can_be_meant(text, after, safe):
    finding = only(text)
    assert mended(text, finding) == after
    assert finding.fix.safe is safe
    assert places(after) == []


def test_an_alias_with_an_anchor_is_no_text():
    text = "a: &b c\nd: *b\n"
    _, (anchor, alias) = read(text)
    assert (anchor.help, alias.help) == ("take `&b` away", "write the value out where it is wanted")


def test_dashes_without_a_space_are_no_doubled_keys():
    assert places("a:\n  -b: c\n  -b: d\n  -b: e\n") == ["2:3 BK112", "3:3 BK112", "4:3 BK112"]


def test_of_a_doubled_key_the_first_stays_and_both_places_are_named():
    root, (finding,) = read("a:\n  b: c\n  d: e\n  b: f\n")
    assert plain(root) == {"a": {"b": "c", "d": "e"}}
    assert (finding.line, finding.column) == (4, 3)
    (first,) = finding.related
    assert (first.message, first.line, first.column) == ("first written here", 2, 3)


def test_a_help_shows_only_the_ends_of_a_long_value():
    help = only("quote: Western countries: " + "aviation " * 20 + "and rail\n").help
    assert help == f'{QUOTES}"Western countries: aviation aviation aviation a … n aviation and rail"'


# -- what one fault costs


@pytest.mark.parametrize(
    ("fault", "kept"),
    [
        ("note: Western: aviation", {"note": None}),
        ("note: Western: aviation\n      and rail: too", {"note": None}),
        ("note: 'tis\n      the season", {"note": None}),
        ('note: "open', {"note": None}),
        ("note: *Probably* so", {"note": None}),
        ("note: !x y", {"note": None}),
        ("note: [sic] he said", {"note": None}),
        ("note: [open, ended", {"note": None}),
        ("note: [a, @b,\n      c]", {"note": None}),
        ("note: {a: b, c}", {"note": {"a": None}}),
        ("note: tactic #2", {"note": None}),
        ("note: a\x07b", {"note": None}),
        ("note:a", {"note": None}),
        ("quote Nice", {"quote": None}),
        (" note: a", {"note": None}),
        ("\tnote: a", {"note": None}),
        ("by", {"by": None}),
        ("just some words", {}),
        ("? note", {"note": ""}),
        (": a", {}),
        ("<<: *a", {}),
        ("[a]: b", {}),
        ("&a b: c", {}),
        ("by: b\n    by: c", {"by": "b"}),
    ],
)
def test_a_fault_costs_only_its_field(fault, kept):
    text = f"p1:\n  - claim: x\n    {fault}\n    id: y\n  - claim: z\nby: w\nquote: v\n"
    root, findings = read(text)
    assert len(findings) == 1
    assert plain(root) == {"p1": [{"claim": "x", **kept, "id": "y"}, {"claim": "z"}], "by": "w", "quote": "v"}


@pytest.mark.parametrize(
    "item",
    ["- {actor: is, quote: @x}", "- [a: b: c]", "- @x", "- claim: x\n  - @x", "-\tclaim: x", "-claim: x"],
)
def test_a_faulty_item_keeps_its_place_in_the_list(item):
    root, findings = read(f"p1:\n  - claim: a\n  {item}\n  - claim: b\nquote: c\n")
    assert len(findings) == 1
    items = [plain(label) for label in root.get("p1").items]
    assert (items[0], items[-1]) == ({"claim": "a"}, {"claim": "b"})
    assert len(items) == item.count("\n") + 3


def test_a_broken_value_stands_where_it_was_written():
    text = "a: one: two\n  three\nb: c\n"
    root, _ = read(text)
    assert root.get("a") == Broken(Span(3, 19))
    assert root.get("b") == Scalar("c", Span(23, 24), "plain")
    assert root.span == Span(0, 24)


def test_what_stands_in_the_wrong_column_takes_its_own_lines_with_it():
    root, findings = read("about:\n  title: x\n labels:\n  p1:\n    - claim: y\n")
    assert len(findings) == 1
    assert plain(root) == {"about": {"title": "x"}, "labels": {"p1": [{"claim": "y"}]}}


FIFTEEN = """\
briefkit: 1
seed:
  file: sea.txt
\tsha256: 7629
  split: prose-1
about:
  title: Western countries: aviation
  authors: [A. Writer, B. Writer
  rights: "C:\\docs"
  descriptor: 'tis the season
 publisher: P. Ublisher
labels:
  p1:
    - claim: "IS" says so
      quote: *Probably* so
      by: @home
      hedge: tactic #2
      quote: once more
      note: &c
    - claim:IS says
      quote: Nice
    -actor: is
      quote: IS
  p2:
    - {place: nice, quote: Nice, France}
    - actor: is
      quote IS
      note: "open
      tags: [a]
---
  p3:
    - claim: All is well
      quote: [sic] he said
      when: !soon 2016
    - place: nice
      quote: Nice
      see: |
      <<: *c
"""


def test_fifteen_faults_and_more_in_one_file_are_all_found_each_at_its_place():
    assert places(FIFTEEN) == [
        "4:1 BK105",
        "7:10 BK108",
        "8:12 BK110",
        "9:14 BK111",
        "10:15 BK109",
        "11:2 BK106",
        "14:14 BK108",
        "15:14 BK108",
        "16:11 BK108",
        "17:21 BK118",
        "18:7 BK114",
        "19:13 BK115",
        "20:7 BK112",
        "22:5 BK112",
        "25:34 BK108",
        "27:7 BK113",
        "28:13 BK109",
        "30:1 BK102",
        "33:14 BK108",
        "34:13 BK116",
        "37:12 BK108",
        "38:7 BK115",
    ]


def test_what_is_sound_between_fifteen_faults_is_read():
    root, _ = read(FIFTEEN)
    assert plain(root) == {
        "briefkit": "1",
        "seed": {"file": "sea.txt", "sha256": None, "split": "prose-1"},
        "about": {"title": None, "authors": None, "rights": None, "descriptor": None, "publisher": None},
        "labels": {
            "p1": [
                {"claim": None, "quote": None, "by": None, "hedge": None, "note": None},
                {"claim": None, "quote": "Nice"},
                {"actor": None, "quote": "IS"},
            ],
            "p2": [
                {"place": "nice", "quote": None},
                {"actor": "is", "quote": None, "note": None, "tags": ["a"]},
            ],
            "p3": [
                {"claim": "All is well", "quote": None, "when": None},
                {"place": "nice", "quote": "Nice", "see": None},
            ],
        },
    }


# -- what is made to bring programs down


@pytest.mark.parametrize(
    "text",
    [
        "a: " + "[" * 25_000 + "]" * 25_000 + "\nb: c\n",
        "a: " + "[" * 1_000_000 + "\nb: c\n",
        "a: " + "{b: " * 250_000 + "\nb: c\n",
        "a:\n  " + "- " * 500_000 + "\nb: c\n",
        "a:\n" + "".join(" " * depth + "a:\n" for depth in range(1, 1_000)) + "b: c\n",
    ],
)
def test_deep_nesting_is_refused_and_costs_one_value(text):
    root, (finding,) = read(text)
    assert finding.code == "BK107"
    assert root.get("b") == Scalar("c", Span(len(text) - 2, len(text) - 1), "plain")


def test_thirty_two_levels_are_not_too_deep():
    assert places("a: " + "[" * 31 + "]" * 31) == []


def test_aliases_and_merge_keys_are_refused_and_never_followed():
    names = [f"n{number}" for number in range(30)]
    aliases = "".join(f"{one}: &{one} [*{last}, *{last}]\n" for last, one in pairwise(names))
    merges = "".join(f"m{one}:\n  <<: [*{one}, *{one}]\n" for one in names)
    root, findings = read("n0: &n0 {a: b}\n" + aliases + merges)
    assert {finding.code for finding in findings} == {"BK115"}
    assert len(findings) == 1 + 29 * 3 + 30
    assert len(root.entries) == 60


@pytest.mark.parametrize(
    "line", ["a: b: c", "a: 'b", "a: [b", "words", "---", "a: @b", " a: b", "\ta: b", "}"]
)
def test_reading_stops_after_three_hundred_faults_and_says_so(line):
    text = "".join(f"k{number}: v\n{line}\n" for number in range(350))
    root, findings = read(text)
    assert len(findings) == 301
    assert findings[-1].message == "reading stopped here, behind 300 faults"
    assert isinstance(root, Broken)


@pytest.mark.parametrize(
    "text",
    [
        "a: b" + " " * 300_000 + "c: d\n",
        "a" + ": " * 150_000,
        "a: b " + "#x " * 100_000,
        "a: [" + "x, " * 100_000,
        'a: ["' + '"x", ' * 60_000,
        "a: {\n" + "{\n" * 100_000,
        "\ta: b\n" * 10_000,
        "a: &b\n" * 10_000,
        "a: \x00\n" * 10_000,
        "".join(" " * (number % 7) + f"k{number}: v\n" for number in range(10_000)),
        "".join(f"k{number}: v\n" + "'x\n" * (number % 400 == 0) for number in range(10_000)),
    ],
)
def test_a_large_file_full_of_faults_is_read_in_bounded_time(text):
    began = time.monotonic()
    _, findings = read(text)
    assert findings != []
    assert time.monotonic() - began < 30


def test_every_character_that_yaml_does_not_take_is_named():
    wrong = [*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0x85), *range(0x86, 0xA0)]
    wrong += [0xD800, 0xDBFF, 0xDC00, 0xDFFF, 0xFFFE, 0xFFFF]
    text = "".join(f"k{code}: a{chr(code)}b\n" for code in wrong)
    root, findings = read(text)
    assert [finding.message for finding in findings] == [
        f"YAML does not take the character U+{code:04X}" for code in wrong
    ]
    assert all(isinstance(value, Broken) for _, value in root.entries)


def test_every_other_character_is_taken():
    strange = {"'", "\t", "\n", "\r"}
    letters = [
        chr(code)
        for first, end in ((0x20, 0x7F), (0xA0, 0xD800), (0xE000, 0xFFFE))
        for code in range(first, end)
    ]
    letters += ["\x85", "\U00010000", "\U000e0001", "\U0010ffff"]
    words = "".join(one for one in letters if one not in strange)
    assert plain(sound(f"a: '{words}'\n")) == {"a": words}


def test_without_libyaml_it_says_what_is_missing(monkeypatch):
    monkeypatch.setattr(yaml, "__with_libyaml__", False)
    with pytest.raises(RuntimeError, match="libyaml"):
        read("a: b\n")


def test_words_cut_at_a_hash_in_brackets_are_shown_where_they_are_cut():
    text = "links: [one, two #three, four]\nnext: one\n"
    root, [finding] = parse(Document("a.yaml", text))
    assert (finding.code, text[finding.span.start :].startswith("#three")) == ("BK118", True)
    assert isinstance(root, Mapping)
    assert plain(root)["next"] == "one"  # type: ignore[index]
