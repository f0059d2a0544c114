"""Words are found wherever editors and sources wrote them, at the place to open."""

from __future__ import annotations

import pytest

from briefkit.files import Memory
from briefkit.grep import ALL, BadPattern, Filter, Part, Pattern, grep_archive
from briefkit.spans import Document
from tests.archives import archive, sidecar

SEED = "The Café at\n  Port Amber burnt.\n\nÉmile said: the port of Amber is “shut”.\n"
LABELS = """\
p1:
  - claim: >-
      The café of Port
      Amber burnt
    id: burnt
    quote: The Café at Port Amber
    tags: [port-amber]
    note: 'Isn''t Port Amber a port?'
    editor: hk
  - place: port-amber
    quote: Port Amber
    status: suggested
p2:
  - implication: The port stays shut
    quote:
      - Émile said
      - shut
    hedge: said
    indicators:
      - Port Amber opens
    outcome: {result: happened, evidence: Port Amber opened}
  - nonsense: Port Amber
  - claim: Port Amber
    colour: red
"""
FILES = archive(
    LABELS,
    seed=SEED,
    more_keys="editors: {hk: H. Keyes}\n",
    about="title: Port Amber, summary: It is of Port Amber",
    **{"brief/entities.yaml": "port-amber: {place: Port Amber}\n"},
)


def hits(words, parts=tuple(Part), only=ALL, *, files=FILES, **options):
    return list(grep_archive(Memory(files), Pattern(words, **options), parts, only))


def said(words, parts=tuple(Part), only=ALL, *, files=FILES, **options):
    """(address and field) of each hit, whose place in the file is where its first word stands."""
    found = hits(words, parts, only, files=files, **options)
    for one in found:
        document = Document(one.path, files[one.path].decode())
        first = one.span.of(one.text).split()[0]
        assert document.text.startswith(first, document.offset(one.line, one.column)), one
    return [f"{one.name} {one.field}" for one in found]


def test_words_are_found_in_all_that_is_written_each_at_its_place():
    assert said("Port Amber") == [
        "sea#p1 paragraph",
        "sea summary",
        "sea#burnt claim",
        "sea#burnt quote",
        "sea#burnt note",
        "sea#p1-place-port-amber-1 quote",
        "sea#p2-implication-1 indicators",
        "sea#p2-implication-1 outcome",
        "sea#p2-claim-1 claim",
    ]


def test_any_white_space_matches_any_other_in_words_and_in_expressions():
    assert said("at \n Port", [Part.PASSAGES]) == said("at\\sPort", [Part.PASSAGES], regex=True) != []
    assert said("of  Port", [Part.LABELS]) == ["sea#burnt claim"]


def test_capitals_count_unless_they_are_not_to():
    assert said("émile", [Part.PASSAGES]) == []
    assert said("émile", [Part.PASSAGES], ignore_case=True) == ["sea#p2 paragraph"]


def test_folded_neither_accents_nor_capitals_count():
    assert said("CAFE", [Part.PASSAGES], fold=True) == ["sea#p1 paragraph"]
    assert said("emile", [Part.LABELS], fold=True) == ["sea#p2-implication-1 quote"]
    [hit] = hits("cafe at port", [Part.PASSAGES], fold=True)
    assert hit.span.of(hit.text) == "Café at\n  Port"


def test_a_letter_and_its_mark_apart_are_found_folded():
    files = archive("p1: []\n", seed="Cafe\u0301 noir\n")
    [hit] = hits("café noir", fold=True, files=files)
    assert hit.span.of(hit.text) == "Cafe\u0301 noir"


def test_a_regular_expression_finds_no_empty_words():
    assert said("x*", regex=True) == []
    assert [one.span.of(one.text) for one in hits("P[a-z]+ A", [Part.PASSAGES], regex=True)] == ["Port A"]


@pytest.mark.parametrize("words", ["(", "[a-", "a{99999999999}", "(?P<a"])
def test_what_is_no_expression_is_refused_at_once(words):
    with pytest.raises(BadPattern):
        grep_archive(Memory(FILES), Pattern(words, regex=True), list(Part))


def test_signs_of_expressions_are_words_in_words():
    assert said("port?", [Part.NOTES]) == ["sea#burnt note"]
    assert said("port.", [Part.NOTES]) == []


def test_a_doubled_quotation_mark_leads_to_the_field():
    [hit] = hits("Isn't", [Part.NOTES])
    assert (
        FILES[hit.path].decode().splitlines()[hit.line - 1][hit.column - 1 :] == "'Isn''t Port Amber a port?'"
    )


@pytest.mark.parametrize(
    ("only", "found"),
    [
        (Filter(kinds=frozenset({"place"})), ["sea#p1-place-port-amber-1 quote"]),
        (Filter(statuses=frozenset({"suggested"})), ["sea#p1-place-port-amber-1 quote"]),
        (Filter(editors=frozenset({"hk"})), ["sea#burnt claim", "sea#burnt quote"]),
        (Filter(kinds=frozenset({"trend"})), []),
        (
            Filter(statuses=frozenset({"draft"}), kinds=frozenset({"implication"})),
            ["sea#p2-implication-1 indicators"],
        ),
    ],
)
def test_labels_are_narrowed_by_kind_editor_and_status(only, found):
    assert said("Port Amber", [Part.LABELS], only) == found


def test_defaults_are_an_editors_and_a_statuss_too():
    text = sidecar(
        "p1:\n  - claim: The café\n",
        seed=SEED,
        more="editors: {hk: H}\ndefaults: {editor: hk, status: disputed}\n",
    )
    files = {**FILES, "brief/sea.yaml": text.encode()}
    assert (
        len(
            said(
                "café",
                [Part.LABELS],
                Filter(editors=frozenset({"hk"}), statuses=frozenset({"disputed"})),
                files=files,
            )
        )
        == 1
    )


def test_a_summary_has_no_kind():
    assert said("It is of", [Part.NOTES]) == ["sea summary"]
    assert said("It is of", [Part.NOTES], Filter(kinds=frozenset({"claim"}))) == []


def test_the_words_around_are_cut_at_words():
    [hit] = hits("Amber burnt", [Part.PASSAGES])
    assert hit.around(6) == ("…Port ", "Amber burnt", ".")
    assert hits("The Café", [Part.PASSAGES])[0].around(8)[2] == " at\n …"


def test_a_brief_without_the_word_is_passed_over_unread_and_no_other_is():
    others = {
        f"brief/b{n}.yaml": sidecar("p1: []\n", seed="Quiet.", file=f"b{n}.txt").encode() for n in range(60)
    }
    seeds = {f"seeds/b{n}.txt": b"Quiet." for n in range(60)}
    files = {**FILES, **others, **seeds}
    assert len(hits("Quiet", files=files)) == 60
    assert {one.slug for one in hits("Port Amber", files=files)} == {"sea"}
    escaped = sidecar('p1:\n  - claim: "S\\u0069lent"\n', seed="Quiet.", file="b1.txt").encode()
    assert [one.name for one in hits("Silent", files={**files, "brief/b1.yaml": escaped})] == [
        "b1#p1-claim-1"
    ]


def test_what_cannot_be_read_is_left_out():
    files = {
        **FILES,
        "brief/a.yaml": b"\xff",
        "brief/b.yaml": b"- Port Amber",
        "brief/c.yaml": b"about: {title: Port Amber}\n",
    }
    files["brief/d.yaml"] = sidecar("p1: []\n", seed=b"\xff", file="d.txt").encode()
    files["brief/e.yaml"] = sidecar("p1: []\n", file="gone.txt").encode()
    files["seeds/d.txt"] = b"\xff Port Amber"
    assert {one.slug for one in hits("Port", files=files)} == {"sea"}
