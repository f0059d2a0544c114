"""Fixes mend what they speak of, and make nothing worse."""

import pytest

from briefkit.diagnostics import Diagnostic, Rule, Severity
from briefkit.files import Memory
from briefkit.fixing import mend, stage_of
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
