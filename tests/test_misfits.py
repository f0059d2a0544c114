"""A form's mistakes, each at the value it is about and with what would mend it."""

import pytest

from briefkit.diagnostics import Diagnostic
from tests.archives import archive, findings


def only(labels: str, **more: str) -> Diagnostic:
    [finding] = findings(archive(labels, **more))
    return finding


@pytest.mark.parametrize(
    ("field", "code", "message", "help"),
    [
        ("basis: guess", "BK123", "`basis` cannot be `guess`", "write one of: reported, assumed, judged"),
        ("basis: judgd", "BK123", "`basis` cannot be `judgd`", "write `judged`"),
        ("basis:", "BK125", "`basis`: the value is empty", "write one of: reported, assumed, judged"),
        ("name:", "BK125", "`name`: the value is empty", "write the value, or take the key away"),
        (
            "name: [sea]",
            "BK122",
            "`name` takes text, not a list",
            "write it without the brackets or the dash",
        ),
        (
            "name: {sea: rising}",
            "BK122",
            "`name` takes text, not a mapping",
            "put the words in quotation marks",
        ),
        ("see: p2", "BK122", "`see` takes a list, not text", "write `see: [p2]`"),
        (
            "allow: BK401",
            "BK122",
            "`allow` takes a mapping, not text",
            "write `key: value` lines under it, further to the right",
        ),
        ("when: July 2016", "BK123", "`when`: `July 2016` is not an EDTF date", "write 2016-07"),
        (
            "publish: yes",
            "BK123",
            "`publish`: `yes` is neither `true` nor `false`",
            "write `true`, or take the key away",
        ),
        (
            "quote: sea\n    occurrence: 0",
            "BK123",
            "`occurrence`: `0` is no occurrence",
            "count from 1 which of them is meant, or write `all`",
        ),
        (
            "tags: [Sea Level]",
            "BK124",
            "`tags`: a name has lower-case letters (a to z), digits and single hyphens",
            "write `sea-level`",
        ),
        (
            "id: p4-depth",
            "BK124",
            "`id`: ids like p12 and p12-claim-1 are reserved for passages and for labels without an id",
            "choose another word",
        ),
        ("quotes: sea", "BK120", "there is no key `quotes` here", "write `quote`"),
    ],
)
def test_a_field_with_a_fault_says_what_is_wrong_and_what_would_mend_it(
    field: str, code: str, message: str, help: str
):
    finding = only(f"p1:\n  - claim: It rises\n    {field}\n")
    assert (finding.code, finding.message, finding.help) == (code, message, help)


def test_a_key_of_an_outcome_is_told_the_keys_of_an_outcome():
    finding = only(
        "p1:\n  - implication: It floods\n    outcome: {result: happened, by: sea}\n", more_keys=""
    )
    assert finding.message == "there is no key `by` here"
    assert finding.help == "the keys are: result, date, evidence"


def test_a_missing_key_inside_is_named_at_its_mapping():
    finding = only("p1:\n  - implication: It floods\n    outcome: {date: 2020}\n")
    assert (finding.code, finding.message) == ("BK121", "`result` is missing")


def test_a_misspelt_key_that_is_needed_is_one_finding_and_not_two():
    finding = only("p1: []", about="titel: The sea")
    assert (finding.code, finding.help) == ("BK120", "write `title`")


@pytest.mark.parametrize(
    ("entity", "message", "help"),
    [
        (
            "{place: Sea, at: [50]}",
            "`at` takes two numbers, latitude and longitude, not a list",
            "it has 1; decimals have a point: [43.70, 7.27]",
        ),
        ("{place: Sea, at: [95, 0]}", "`at`: 95 is not a latitude (-90 to 90)", None),
        (
            "{place: Sea, at: [north, 0]}",
            "`at`: `north` is not a number",
            "write digits, with a point before decimals: 43.70",
        ),
        ("{place: Sea, country: uk}", "`country`: `uk` is no ISO 3166-1 country code", "write `GB`"),
        ("{place: Sea, country: France}", "`country`: `France` is no ISO 3166-1 country code", "write `FR`"),
        (
            "{place: Sea, country: Atlantis}",
            "`country`: `Atlantis` is no ISO 3166-1 country code",
            "two capital letters: FR, IQ, US",
        ),
        ("{place: Sea, wikidata: sea}", "`wikidata`: `sea` is not a Wikidata item", "write it as Q90"),
        (
            "{actor: Sea, at: [1, 2]}",
            "`at` is a field of places",
            "take it away, or give the place an entity of its own",
        ),
        (
            "{place: Sea, type: ocean}",
            "`type` cannot be `ocean`",
            "write one of: site, city, region, country, area",
        ),
    ],
)
def test_an_entity_with_a_fault_keeps_what_is_sound(entity: str, message: str, help: str | None):
    kind = "actor" if "actor" in entity else "place"
    labels = f"p1:\n  - {kind}: sea\n    quote: sea\n    occurrence: all\n"
    finding = only(labels, **{"brief/entities.yaml": f"sea: {entity}\n"})
    assert (finding.message, finding.help) == (message, help)


@pytest.mark.parametrize(
    ("entities", "code"),
    [
        ("sea: Sea\n", "BK122"),
        ("sea:\n", "BK125"),
        ("sea: {name: Sea}\n", "BK130"),
        ("sea: {plase: Sea}\n", "BK130"),
        ("sea: {actor: Sea, place: Sea}\n", "BK130"),
        ("sea: {place: }\n", "BK125"),
        ("sea: {place: [Sea]}\n", "BK122"),
        ("Sea: {place: Sea}\n", "BK124"),
        ("sea: {at: [1, 2]}\n", "BK130"),
    ],
)
def test_an_entity_that_did_not_get_in_is_reported_once(entities: str, code: str):
    labels = "p1:\n  - place: sea\n    quote: sea\n    occurrence: all\n"
    assert [one.code for one in findings(archive(labels, **{"brief/entities.yaml": entities}))] == [code]
