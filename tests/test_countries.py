import pytest

from briefkit.countries import COUNTRIES, country_name


def test_all_249_assigned_codes_are_there_in_order_with_a_name_each():
    assert len(COUNTRIES) == 249
    assert list(COUNTRIES) == sorted(COUNTRIES)
    assert all(len(code) == 2 and code.isascii() and code.isupper() for code in COUNTRIES)
    assert len(set(COUNTRIES.values())) == 249
    assert all(name == name.strip() and name[0].isupper() for name in COUNTRIES.values())


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("FR", "France"),
        ("IQ", "Iraq"),
        ("SY", "Syria"),
        ("IR", "Iran"),
        ("RU", "Russia"),
        ("TR", "Türkiye"),
        ("KP", "North Korea"),
        ("CD", "Democratic Republic of the Congo"),
        ("CG", "Republic of the Congo"),
        ("SZ", "Eswatini"),
        ("MK", "North Macedonia"),
        ("AX", "Åland Islands"),
    ],
)
def test_a_code_gives_the_everyday_name(code, name):
    assert country_name(code) == name


# Withdrawn, reserved and user-assigned codes, and what is no code at all.
@pytest.mark.parametrize(
    "code", ["AN", "SU", "YU", "CS", "DD", "ZR", "TP", "UK", "EU", "XK", "AA", "fr", "FRA", ""]
)
def test_a_code_that_is_not_assigned_has_no_name(code):
    assert country_name(code) is None
