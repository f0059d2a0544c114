"""What a sidecar's form gives, each label by itself."""

from briefkit.brief import Refused, Settings
from briefkit.labels import WrittenLabel
from briefkit.sidecar import Sidecar, read_sidecar
from briefkit.spans import Document
from tests.archives import sidecar


def read(text: str) -> tuple[Sidecar, list[str]]:
    found, findings = read_sidecar(Document("brief/sea.yaml", text), "sea", Settings())
    assert found is not None
    return found, [f"{finding.line}:{finding.column} {finding.code}" for finding in findings]


def test_every_scalar_stays_the_text_that_was_written():
    found, findings = read(sidecar("p1:\n  - claim: no\n    name: 012\n    when: 2016\n"))
    label = found.labels[0]
    assert isinstance(label, WrittenLabel)
    assert (label.value, label.form.model_dump()["name"], label.form.model_dump()["when"]) == (
        "no",
        "012",
        "2016",
    )
    assert findings == []


def test_a_bad_label_costs_no_other():
    found, findings = read(
        sidecar(
            "p1:\n  - claim: One\n    basis: guessed\n  - clame: Two\n  - claim: Three\n"
            "  - text\n  - claim: Five\n"
        )
    )
    sound = [label.value for label in found.labels if isinstance(label, WrittenLabel) and label.sound]
    assert sound == ["Three", "Five"]
    assert len(findings) == 3


def test_a_label_that_did_not_get_in_keeps_its_number():
    found, _ = read(sidecar("p1:\n  - claim: One\n    basis: guessed\n  - claim: Two\n"))
    assert [label.address for label in found.labels] == ["p1-claim-1", "p1-claim-2"]


def test_derived_addresses_count_every_label_of_the_kind_and_entity():
    labels = """\
        p1:
          - claim: One
          - claim: Two
            id: two
          - claim: Three
          - place: nice
            quote: Nice
          - place: paris
            quote: Paris
          - place: nice
            quote: Nice
        p2:
          - claim: Four
        """
    found, _ = read(sidecar(labels))
    assert [label.address for label in found.labels] == [
        *("p1-claim-1", "two", "p1-claim-3"),
        *("p1-place-nice-1", "p1-place-paris-1", "p1-place-nice-2", "p2-claim-1"),
    ]


def test_an_id_given_twice_is_reported_at_the_second_with_the_first_beside_it():
    text = sidecar("p1:\n  - claim: One\n    id: same\n  - claim: Two\n    id: same\n")
    found, findings = read_sidecar(Document("brief/sea.yaml", text), "sea", Settings())
    assert found is not None
    [finding] = findings
    assert (finding.code, finding.line, finding.related[0].line) == ("BK128", 9, 7)
    assert [label.sound for label in found.labels if isinstance(label, WrittenLabel)] == [True, False]


def test_all_that_is_wrong_with_a_label_comes_out_at_once():
    _, findings = read(
        sidecar(
            """\
            p1:
              - claim: One
                id: P 1
                basis: guessed
                confidance: low
                when: July
                indicators: [a, b]
            """
        )
    )
    assert sorted(findings) == ["10:13 BK123", "11:19 BK126", "7:11 BK124", "8:14 BK123", "9:7 BK120"]


def test_a_field_of_another_kind_says_which_kinds_have_it():
    text = sidecar("p1:\n  - claim: One\n    direction: rising\n")
    _, [finding] = read_sidecar(Document("brief/sea.yaml", text), "sea", Settings())
    assert finding.message == "`direction` does not go with this kind of label"
    assert finding.help == "it is a field of: trend"


def test_what_yaml_lost_is_not_missed_a_second_time():
    for label, code in (
        ("- claim: One\n    note: #2", "BK118"),
        ("- place: sea\n    {quote: Nice, France}", "BK113"),
        ("- place: sea\n    quo", "BK113"),
    ):
        _, findings = read_sidecar(Document("x.yaml", sidecar(f"p1:\n  {label}\n")), "sea", Settings())
        assert [finding.code for finding in findings] == [code], label


def test_what_is_missing_at_the_top_is_named():
    found, findings = read("briefkit: 2\nlabels: {}\n")
    assert [code.split()[1] for code in findings] == ["BK121", "BK121", "BK123"]
    assert (found.seed, found.about) == (None, None)


def test_labels_of_the_wrong_shape_are_met():
    labels = "p1:\n  claim: One\np2: text\np3:\np4: []\n"
    found, findings = read(sidecar(labels))
    assert [code.split()[1] for code in findings] == ["BK122", "BK122", "BK125"]
    assert found.labels == ()


def test_a_label_without_a_kind_is_refused_with_its_reason():
    found, _ = read(sidecar("p1:\n  - quote: Words\n"))
    [label] = found.labels
    assert isinstance(label, Refused)
    assert label.why == ("this label has no kind",)


def test_a_label_of_two_kinds_is_refused():
    found, findings = read(sidecar("p1:\n  - claim: One\n    trend: Two\n"))
    assert findings == ["7:7 BK127"]
    assert [label.sound for label in found.labels if isinstance(label, WrittenLabel)] == [False]


def test_the_place_of_a_value_is_found_by_its_path():
    text = sidecar("p1: []\n", more="key_judgments: [one, two]\n")
    found, _ = read(text)
    assert found.span("key_judgments", 1).of(text) == "two"
    assert found.span("about", "nothing").of(text) == "{title: The sea}"
    assert found.span("nothing").of(text) == ""
