"""The passages of a seed as a person and as a program read them."""

from __future__ import annotations

import json

from briefkit.listing import as_json, as_table
from briefkit.passages import cut

TEXT = (
    "The sea rises.\n\n• It rises\r\nfaster\t\x1bwith\u202e the ice.\n\n"
    "A long one: " + " ".join(["harbour"] * 20) + ".\n\n" + "\n\n".join(["Short."] * 8)
)
PASSAGES = cut(TEXT, "prose-1")


def test_the_table_has_a_line_a_passage_in_columns():
    assert as_table(PASSAGES).splitlines() == [
        "p1      0–14  paragraph  The sea rises.",
        "p2     16–50  item       • It rises faster ␛with<U+202E> the ice.",
        "p3    52–224  paragraph  A long one: harbour harbour harbour harbour harbour harbour…",
        "p4   226–232  paragraph  Short.",
        "p5   234–240  paragraph  Short.",
        "p6   242–248  paragraph  Short.",
        "p7   250–256  paragraph  Short.",
        "p8   258–264  paragraph  Short.",
        "p9   266–272  paragraph  Short.",
        "p10  274–280  paragraph  Short.",
        "p11  282–288  paragraph  Short.",
    ]


def test_json_holds_the_whole_text_between_the_offsets():
    values = json.loads(as_json(PASSAGES))
    assert [one["id"] for one in values] == [f"p{number}" for number in range(1, 12)]
    assert all(TEXT[one["start"] : one["end"]] == one["text"] for one in values)
    assert [one["type"] for one in values[:3]] == ["paragraph", "item", "paragraph"]


def test_a_seed_without_passages_has_none_to_list():
    assert as_table(()) == ""
    assert json.loads(as_json(())) == []
