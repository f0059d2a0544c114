"""What fits the format and contradicts itself, also where a label has another fault."""

from tests.archives import archive, codes

CIRCLE = """\
p1:
  - claim: One
    id: one
    supports: [two]
  - claim: Two
    id: two
    leads_to: [one]
    {}
"""


def test_a_circle_is_found():
    assert codes(archive(CIRCLE.format("note: it turns"))) == ["BK301"]


def test_a_circle_is_found_through_a_label_with_another_fault():
    assert sorted(codes(archive(CIRCLE.format("status: drfat")))) == ["BK123", "BK301"]


def test_a_circle_in_two_briefs_is_not_one_of_a_brief():
    assert codes(archive("p1:\n  - claim: One\n    id: one\n    supports: [one]\n")) == ["BK212"]


def test_fields_without_their_partner_are_found_beside_another_fault():
    labels = "p1:\n  - claim: One\n    status: drfat\n    supplied: [when]\n    confidence_basis: because\n"
    assert sorted(codes(archive(labels))) == ["BK123", "BK309", "BK310"]


def test_a_misspelt_partner_is_one_finding():
    labels = "p1:\n  - claim: One\n    confidance: low\n    confidence_basis: because\n"
    labels += "    supplied: [confidence]\n"
    assert codes(archive(labels)) == ["BK120"]
