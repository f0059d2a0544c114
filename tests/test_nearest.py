import subprocess
import sys

import pytest

from briefkit.nearest import nearest

KEYS = [
    "id", "name", "quote", "occurrence", "see", "by", "basis", "hedge", "likelihood", "confidence",
    "direction", "when", "indicators", "outcome", "supports", "leads_to", "contradicts", "assumes",
    "alternative_to", "note", "tags", "editor", "status", "claim", "trend", "implication", "actor",
    "place", "key_judgments", "reliability",
]  # fmt: skip
ENTITIES = ["is", "nice", "france", "turkey", "turkey-state", "hadi-centre", "raqqa", "al-qaida"]


@pytest.mark.parametrize(
    ("word", "known"),
    [
        ("implcation", "implication"),
        ("qoute", "quote"),
        ("quotes", "quote"),
        ("likelyhood", "likelihood"),
        ("leads-to", "leads_to"),
        ("CLAIM", "claim"),
        ("key_judgements", "key_judgments"),
        ("ocurrence", "occurrence"),
        ("tag", "tags"),
    ],
)
def test_a_misspelt_key_leads_to_the_right_one(word, known):
    assert nearest(word, KEYS) == known


@pytest.mark.parametrize(
    ("word", "known"),
    [
        ("iss", "is"),
        ("nise", "nice"),
        ("turky", "turkey"),
        ("turkey-sate", "turkey-state"),
        ("the-hadi-center", "hadi-centre"),
        ("raqa", "raqqa"),
        ("alqaeda", "al-qaida"),
    ],
)
def test_a_misspelt_id_leads_to_the_right_one(word, known):
    assert nearest(word, ENTITIES) == known


@pytest.mark.parametrize(
    "word", ["colour", "comment", "because", "probability", "prediction", "rationale", "x", ""]
)
def test_another_word_leads_nowhere(word):
    assert nearest(word, KEYS) is None


def test_nothing_is_near_where_nothing_is_known():
    assert nearest("claim", []) is None


def test_of_equally_near_words_the_first_by_alphabet_is_taken():
    assert nearest("cat", ["rat", "bat", "hat"], cutoff=60) == "bat"
    assert nearest("cat", {"hat", "rat", "bat"}, cutoff=60) == "bat"


def test_a_stricter_cutoff_finds_less():
    assert nearest("turky", ENTITIES, cutoff=95) is None


def test_whoever_makes_no_mistake_does_not_pay_for_rapidfuzz():
    program = "import sys, briefkit.nearest; sys.exit('rapidfuzz' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
