"""Fixes mend what they speak of, and make nothing worse."""

from types import SimpleNamespace
from typing import ClassVar

import pytest

from briefkit.diagnostics import Diagnostic, Edit, Fix, Rule, Severity
from briefkit.files import Memory
from briefkit.fixing import mend, stage_of
from briefkit.spans import Document, Span
from tests import archives

SEED = "The sea rises: it has not stopped.\n\nIn Nice, France, it is “likely” to go on.\n"


def files(labels, **more):
    return archives.archive(labels, seed=SEED, **more)


def mended(given, *, unsafe=False):
    """(the archive with all fixes made, what was done)."""
    done = mend(Memory(given), unsafe=unsafe)
    return {**given, **{one.path: (one.after or "").encode() for one in done.changes}}, done


def labels_after(labels, *, unsafe=False, **more):
    after, done = mended(files(labels, **more), unsafe=unsafe)
    return after["brief/sea.yaml"].decode().partition("labels:\n")[2], done


def test_a_value_that_yaml_cuts_at_a_colon_is_put_in_quotation_marks():
    after, done = labels_after("p1:\n  - claim: It rises\n    quote: The sea rises: it has\n")
    assert after == '  p1:\n    - claim: It rises\n      quote: "The sea rises: it has"\n'
    assert (done.fixed, done.findings) == (1, ())


def test_what_was_guessed_at_is_left_until_it_is_asked_for():
    labels = "p1:\n  - claim: It rises\n    quot: The sea rises\n"
    after, done = labels_after(labels)
    assert (done.fixed, len(done.findings), done.more) == (0, 1, 1)
    assert done.changes == ()
    after, done = labels_after(labels, unsafe=True)
    assert "quote: The sea rises\n" in after
    assert (done.fixed, done.findings, done.more) == (1, (), 0)


def test_a_fix_that_lays_open_a_fault_behind_it_stays():
    after, done = labels_after("p1:\n  - claim: It rises\n    quote: The sea: rises\n")
    assert 'quote: "The sea: rises"' in after
    assert [one.code for one in done.findings] == ["BK202"]


def test_a_line_with_several_faults_is_mended_one_after_the_other():
    after, done = labels_after("p1:\n  - Claim: It rises: fast\n    Quote: The sea rises: it\n")
    assert after == '  p1:\n    - claim: "It rises: fast"\n      quote: "The sea rises: it"\n'
    assert (done.fixed, done.findings) == (4, ())


def test_comments_line_ends_and_a_byte_order_mark_stay():
    text = archives.sidecar("p1:\n  - claim: It rises  # says who?\n    Quote: The sea\n", seed=SEED)
    given = files("p1: []")
    given["brief/sea.yaml"] = b"\xef\xbb\xbf# mine\r\n" + text.replace("\n", "\r\n").encode()
    after, done = mended(given)
    assert done.fixed == 1
    assert after["brief/sea.yaml"] == given["brief/sea.yaml"].replace(b"Quote", b"quote")


def test_shared_entities_and_settings_are_mended_too():
    given = files(
        "p2:\n  - place: nice\n    quote: Nice\n",
        **{
            "brief/entities.yaml": "nice: {Place: Nice, country: fr}\n",
            "brief/archive.yaml": "Title: The sea\n",
        },
    )
    after, done = mended(given)
    assert after["brief/entities.yaml"] == b"nice: {place: Nice, country: FR}\n"
    assert after["brief/archive.yaml"] == b"title: The sea\n"
    assert done.findings == ()


def test_only_the_files_that_are_wanted_are_changed():
    given = files("p1:\n  - Claim: It rises\n", **{"brief/archive.yaml": "Title: The sea\n"})
    done = mend(Memory(given), paths=["brief/archive.yaml"])
    assert [one.path for one in done.changes] == ["brief/archive.yaml"]


def test_a_seed_is_never_changed():
    given = files("p1:\n  - Claim: It rises\n") | {"seeds/other.txt": b"\tIS: so\n"}
    after, _ = mended(given, unsafe=True)
    assert {path: data for path, data in after.items() if path.startswith("seeds/")} == {
        path: data for path, data in given.items() if path.startswith("seeds/")
    }


def test_many_faults_are_mended_though_reading_stops_before_the_last():
    labels = "p1:\n" + "".join(f"  - claim: It rises {n}\n    quote: 'tis {n}\n" for n in range(250))
    after, done = labels_after(labels)
    assert after.count("\"'tis ") == 250
    assert done.fixed == 250
    assert {one.code for one in done.findings} == {"BK202"}


@pytest.mark.parametrize(
    ("code", "severity", "stage"),
    [
        ("BK108", "error", 0),
        ("BK127", "error", 1),
        ("BK120", "error", 2),
        ("BK002", "error", 2),
        ("BK202", "error", 3),
        ("BK301", "error", 4),
        ("BK303", "warning", 5),
        ("BK305", "suggestion", 6),
    ],
)
def test_findings_have_their_turn_as_a_person_would_mend_them(code, severity, stage):
    rule = Rule(code, "x", Severity(severity), "")
    assert stage_of(Diagnostic.of_file("brief/x.yaml", rule, "x")) == stage


# -- what is known of each sort of finding


def fixed(labels, *, unsafe=False, **more):
    """(the labels after all fixes, codes of what is left)."""
    after, done = labels_after(labels, unsafe=unsafe, **more)
    return after, [one.code for one in done.findings if one.code < "BK300"]


SAFE = [
    (
        "a quote of other marks",
        "p2:\n  - claim: It goes on\n    quote: 'it is \"likely\" to go on'\n",
        "it is “likely” to go on",
    ),
    (
        "a quote in marks of its own",
        "p2:\n  - claim: It goes on\n    quote: “France, it is”\n",
        "quote: France, it is\n",
    ),
    ("a passage in capitals", "P1:\n  - claim: It rises\n", "  p1:\n"),
    ("a passage that is a number", "1:\n  - claim: It rises\n", "  p1:\n"),
    ("a list of one in no brackets", "p1:\n  - claim: It rises\n    see: p2\n", "see: [p2]\n"),
    ("words in brackets", "p1:\n  - claim: It rises\n    quote: [The sea rises]\n", "quote: The sea rises\n"),
    ("a value in another case", "p1:\n  - claim: It rises\n    confidence: High\n", "confidence: high\n"),
    (
        "a link as in a note",
        "p1:\n  - claim: It rises\n    id: up\n  - claim: So\n    supports: ['#up']\n",
        "supports: ['up']",
    ),
    ("a name in capitals", "p1:\n  - claim: It rises\n    tags: [Sea_Level]\n", "tags: [sea-level]"),
]


@pytest.mark.parametrize(("labels", "part"), [case[1:] for case in SAFE], ids=[case[0] for case in SAFE])
def test_what_can_be_meant_in_one_way_is_mended(labels, part):
    after, left = fixed(labels)
    assert part in after
    assert left == []


GUESSED = [
    ("a word misspelt", "p1:\n  - claim: It rises\n    quote: The sea rsies\n", "quote: The sea rises\n"),
    ("a key", "p1:\n  - claim: It rises\n    confidense: low\n", "confidence: low\n"),
    ("a value", "p1:\n  - claim: It rises\n    confidence: hihg\n", "confidence: high\n"),
    ("a kind", "p1:\n  - claimm: It rises\n", "- claim: It rises\n"),
    (
        "a label",
        "p1:\n  - claim: It rises\n    id: rising\n  - claim: So\n    supports: [risin]\n",
        "supports: [rising]",
    ),
    (
        "a term",
        "p2:\n  - claim: It goes on\n    hedge: likely\n    likelihood: likley\n",
        "likelihood: likely\n",
    ),
    ("which of several", "p1:\n  - claim: It rises\n    quote: s\n", "occurrence: 1\n"),
    (
        "an occurrence too many",
        "p1:\n  - claim: It rises\n    quote: The sea\n    occurrence: 2\n",
        "quote: The sea\n",
    ),
    ("a date", "p1:\n  - claim: It rises\n    when: July 2016\n", "when: 2016-07\n"),
    ("a bracket", "p1:\n  - claim: It rises\n    tags: [a, b\n", "tags: [a, b]\n"),
    ("a tag of YAML's", "p1:\n  - claim: !x It rises\n", "claim: "),
]


@pytest.mark.parametrize(
    ("labels", "part"), [case[1:] for case in GUESSED], ids=[case[0] for case in GUESSED]
)
def test_what_was_most_likely_meant_is_written_only_where_that_is_asked_for(labels, part):
    _, done = labels_after(labels)
    assert (done.changes, done.more) == ((), 1)
    after, left = fixed(labels, unsafe=True)
    assert part in after
    assert left == []


ENTITIES = {
    "brief/entities.yaml": "nice: {place: Nice, aliases: [Nizza], part_of: france}\nfrance: {place: France}\n"
}


@pytest.mark.parametrize(("written", "safe"), [("Nice", True), ("niec", False), ("Nizza", False)])
def test_the_entity_that_was_meant_is_named_by_its_id(written, safe):
    labels = f"p2:\n  - place: {written}\n    quote: Nice\n"
    assert labels_after(labels, **ENTITIES)[1].fixed == int(safe)
    after, left = fixed(labels, unsafe=True, **ENTITIES)
    assert "place: nice\n" in after
    assert left == []


def test_a_name_that_two_entities_have_is_left():
    entities = {"brief/entities.yaml": "a: {actor: A, aliases: [Twin]}\nb: {actor: B, aliases: [Twin]}\n"}
    labels = "p2:\n  - actor: Twin\n    quote: Nice\n"
    assert labels_after(labels, unsafe=True, **entities)[1].changes == ()


def test_a_retired_name_becomes_the_new_one_in_links_and_notes():
    entities = {"brief/entities.yaml": "nice: {place: Nice}\nretired: {nizza: nice}\n"}
    labels = (
        "p2:\n  - place: nizza\n    quote: Nice\n    note: See [there](entity:nizza).\n"
        "  - claim: It goes on\n    id: on\n  - claim: So\n    supports: [old]\n"
    )
    after, left = fixed(labels, more_keys="retired: {old: on}\n", **entities)
    assert "place: nice\n" in after
    assert "(entity:nice)" in after
    assert "supports: [on]" in after
    assert left == []


def test_a_doubled_key_goes_only_if_it_says_the_same():
    after, left = fixed("p1:\n  - claim: It rises\n    note: a\n    note: a\n")
    assert (after.count("note: a\n"), left) == (1, [])
    same = "p1:\n  - claim: It rises\n    note: a\n    note: b\n"
    assert labels_after(same, unsafe=True)[1].changes == ()


def test_an_allow_that_silences_nothing_goes_when_that_is_asked_for():
    labels = "p1:\n  - claim: It rises\n    allow: {BK401: why}\n"
    assert labels_after(labels)[1].changes == ()
    after, done = labels_after(labels, unsafe=True)
    assert after == "  p1:\n    - claim: It rises\n"
    assert done.findings == ()


def test_a_quote_that_turns_the_meaning_round_is_never_mended():
    for quote in ("it has stopped", "it is “unlikely” to go on", "In Niece, France"):
        passage = "p1" if "stopped" in quote else "p2"
        labels = f"{passage}:\n  - claim: It goes on\n    quote: {quote}\n"
        assert labels_after(labels, unsafe=True)[1].changes == (), quote


def test_words_in_a_block_stay_in_it():
    after, left = fixed(
        "p1:\n  - claim: It rises\n    quote: >-\n      The sea rsies:\n      it has not stopped\n",
        unsafe=True,
    )
    assert after.endswith("quote: >-\n        The sea rises: it has not stopped\n")
    assert left == []


def test_links_between_briefs_are_mended_from_both_ends():
    other = archives.sidecar("p1:\n  - claim: It rises\n    id: rising\n", seed="x", file="other.txt")
    labels = (
        "p1:\n  - claim: So\n    supports: [othr#rising, 'other#risng']\n    note: See [it](other#risin).\n"
    )
    given = {"brief/other.yaml": other, "seeds/other.txt": "x"}
    after, left = fixed(labels, unsafe=True, **given)
    assert "supports: [other#rising, 'other#rising']\n" in after
    assert "(other#rising)" in after
    assert left == []


class Workshop:
    """Stands for an archive in which some lines have a finding, and its fix says what becomes of them.

    `x` becomes `y`, for which the first line has another; `p` becomes `q`, which becomes `p`.
    """

    ground = SimpleNamespace(layout=SimpleNamespace(sidecars=["sea"]))
    becomes: ClassVar = {"a": "1", "b": "2", "x": "y", "p": "q", "q": "p"}

    def __init__(self, files):
        self.files = files

    def refresh(self):
        pass

    def update(self, path):
        pass

    def findings(self):
        document = Document("brief/sea.yaml", self.files.read("brief/sea.yaml").decode())
        found, at = [], 0
        for line in document.text.splitlines():
            span = Span(at, at + len(line))
            if line in self.becomes:
                fix = Fix(line, (Edit(span, self.becomes[line]),), safe=True)
                found.append(Diagnostic.at(document, span, RULE, f"{line} is here", fix=fix))
            at += len(line) + 1
        if "y" in document.text.split():
            found.insert(0, Diagnostic.at(document, Span(0, 1), RULE, "y is somewhere"))
        return found


RULE = Rule("BK123", "wrong-value", Severity.ERROR, "")


@pytest.mark.parametrize(
    ("before", "after", "count"),
    [
        ("0\na\nb\n", "0\n1\n2\n", 2),
        ("0\na\nx\nb\n", "0\n1\nx\n2\n", 2),
        ("0\nx\nx\na\nx\nb\nx\n", "0\nx\nx\n1\nx\n2\nx\n", 2),
        ("0\n" + "x\n" * 60 + "a\n", "0\n" + "x\n" * 60 + "1\n", 1),
    ],
)
def test_a_fix_that_does_harm_is_found_among_others_and_left(monkeypatch, before, after, count):
    monkeypatch.setattr("briefkit.fixing.Workspace", Workshop)
    done = mend(Memory({"brief/sea.yaml": before.encode()}))
    assert [one.after for one in done.changes] == [after]
    assert done.fixed == count


def test_a_fix_that_makes_its_own_fault_again_is_left():
    # Quoting what stands behind `rs"` gave the same fault one sign further on, and twice the marks, for ever.
    text = "about: {title: A, autho---\n'rs: [C. Clerk], supersedes: tides}\n"
    files = {"brief/sea.yaml": text.encode()}
    assert mend(Memory(files)).changes == ()


def test_fixes_that_undo_each_other_come_to_an_end(monkeypatch):
    monkeypatch.setattr("briefkit.fixing.Workspace", Workshop)
    mend(Memory({"brief/sea.yaml": b"0\np\n"}))
