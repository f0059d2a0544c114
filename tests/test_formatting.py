"""A file in canonical form says what it said, and each comment stands where it stood."""

import re
from pathlib import Path

import pytest

from briefkit import yamltree
from briefkit.brief import KINDS
from briefkit.formatting import LABEL_FIELDS, NotFormatted, formatted
from briefkit.modeline import modeline
from briefkit.spans import Document

ROOT = Path(__file__).parents[1]
FORMAT = (ROOT / "docs/format.md").read_text("utf-8")
FILES = sorted([*ROOT.glob("brief/**/*.yaml"), *ROOT.glob("examples/*/brief/**/*.yaml")])
MODELINE = modeline("sea") + "\n"


def form(text, path="brief/sea.yaml"):
    return formatted(Document(path, text), (*KINDS, "event"))


def form_labels(text):
    head = MODELINE + "labels:\n"
    after = form("labels:\n" + text)
    assert after.startswith(head)
    return after.removeprefix(head)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_the_files_of_this_repository_are_in_canonical_form(file):
    text = file.read_bytes().decode("utf-8")
    kinds = (*KINDS, "event", "recommendation")
    path = "brief/" + file.as_posix().partition("/brief/")[2]
    assert formatted(Document(path, text), kinds) == text


def test_the_fields_of_a_label_are_in_the_order_of_the_format():
    table = FORMAT.partition("| field | on | value |")[2].partition("\n\n")[0]
    rows = re.findall(r"^\| (`.*?`) \|", table, re.MULTILINE)
    assert tuple(name for row in rows for name in re.findall("`([a-z_]+)`", row)) == LABEL_FIELDS


def test_keys_are_put_in_order_and_take_their_comments_along():
    assert (
        form("""\
# the file

labels: {}  # none
# of the source
about:
    # the second
    date: 2016  # about
    # the first
    title: The sea
# the version
briefkit: 1
seed: {split: prose-1,file:  a.txt}
# the end
""")
        == MODELINE
        + """\
# the file

# the version
briefkit: 1
seed: {split: prose-1, file: a.txt}
# of the source
about:
  # the first
  title: The sea
  # the second
  date: 2016  # about
labels: {}  # none
# the end
"""
    )


def test_the_kind_of_a_label_comes_first_and_the_fields_behind_it():
    assert (
        form_labels("""\
  p1:
  # of the label
  - quote: Nice
    note: a note
    # of the id
    id: x
    claim: It rises  # the claim
""")
        == """\
  p1:
    # of the label
    - claim: It rises  # the claim
      # of the id
      id: x
      quote: Nice
      note: a note
"""
    )


def test_a_comment_above_a_field_that_becomes_the_first_goes_above_the_label():
    assert (
        form_labels("""\
  p1:
    - quote: Nice
      # why
      claim: It rises
""")
        == """\
  p1:
    # why
    - claim: It rises
      quote: Nice
"""
    )


def test_passages_stand_in_the_order_of_their_numbers_with_a_blank_line_between():
    assert (
        form_labels("""\
  p10:
    - claim: ten
  # of p2
  p2:
    - claim: two
    # - actor: is


    #   quote: IS

  # of p3, and of nothing else
  p3: []
  p4: []
  extra:
    - claim: on its own
""")
        == """\
  # of p2
  p2:
    - claim: two
    # - actor: is

    #   quote: IS

  # of p3, and of nothing else
  p3: []
  p4: []

  extra:
    - claim: on its own

  p10:
    - claim: ten
"""
    )


def test_text_over_several_lines_keeps_its_value_and_moves_with_its_key():
    assert (
        form_labels("""\
   p1:
      -  claim: >-
            folded
              deeper

            text
         note: |2
             two more
         hedge: plain
            goes on

            after a blank
         name: "in quotation
       marks"
         quote:
         - one
         -
           two
         - # a comment
           three
""")
        == """\
  p1:
    - claim: >-
        folded
          deeper

        text
      name: "in quotation
        marks"
      quote:
        - one
        - two
        # a comment
        - three
      hedge: plain
        goes on

        after a blank
      note: |2
          two more
"""
    )


@pytest.mark.parametrize(
    "text",
    [
        "labels:\n  p1:\n    - note: |+\n        kept\n\n\n      claim: x\n",
        "labels:\n  p1:\n    - note: |+\n        kept\n\n",
        "labels:\n  p1:\n    - note: |\n        a\n          \n        b\n      claim: x\n",
        'labels:\n  p1:\n    - note: "a \\ \n         b"\n      claim: x\n',
        "about: {title: a,\n date: b}\n",
        "about:\n  title:\n      below\n  date: # comment\n    2016\n",
        "'about' : {title : a}\n",
        "labels:\n  p1:\n    - {quote: a,claim: b}\n",
        "\ufeffabout: {title: a}\nbriefkit: 1\n",
    ],
)
def test_values_stay_what_they_are(text):
    before, _ = yamltree.parse(Document("x", text))
    after = form(text)
    read, findings = yamltree.parse(Document("x", after))
    assert findings == []
    assert before is not None
    assert read is not None
    assert yamltree.plain(read) == yamltree.plain(before)
    assert form(after) == after


def test_line_ends_and_a_byte_order_mark_stay():
    after = form("\ufefflabels: {}\r\nbriefkit: 1")
    assert after == "\ufeff" + MODELINE.replace("\n", "\r\n") + "briefkit: 1\r\nlabels: {}\r\n"


def test_a_line_for_an_editor_is_written_once_and_another_schema_stays():
    assert form("briefkit: 1\n") == MODELINE + "briefkit: 1\n"
    other = "# yaml-language-server: $schema=https://example.org/x.json\nbriefkit: 1\n"
    assert form(other) == other
    assert form("# mine\n" + other) == other.replace("\n", "\n# mine\n", 1)


def test_shared_entities_keep_their_order_and_settings_have_one():
    assert form("b: {type: state, actor: B}\na:\n  type: city\n  place: A\n", "brief/entities.yaml") == (
        "b: {type: state, actor: B}\na:\n  place: A\n  type: city\n"
    )
    assert form("coverage: 0.5\ntitle: x\n", "brief/archive.yaml") == "title: x\ncoverage: 0.5\n"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("labels:\n  p1:\n    - quote: a: b\n", "BK108"),
        ("", "BK101"),
        ("- a\n", "BK101"),
        ("a: 1\na: 2\n", "BK114"),
    ],
)
def test_what_cannot_be_read_is_left_and_its_place_is_told(text, code):
    with pytest.raises(NotFormatted) as told:
        form(text)
    assert told.value.finding is not None
    assert told.value.finding.code == code


@pytest.mark.parametrize("text", ["{about: {title: a}}\n", "{\n  # why\n  about: {title: a}}\n"])
def test_a_file_that_is_one_mapping_in_braces_is_left(text):
    assert form(text) == text


def test_a_list_of_lists_is_left():
    with pytest.raises(NotFormatted):
        form("labels:\n  p1:\n    - - a\n      - b\n")
