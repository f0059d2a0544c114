import json

import jsonschema
import pytest
from tests.report.findings import TEXT, finding, printed

from briefkit.diagnostics import Edit, Fix, Related
from briefkit.report.findings_schema import findings_schema
from briefkit.spans import Span
from briefkit.word_diff import compare

WHOLE = finding(
    help="write sea",
    related=(Related("first given here", "brief/a.yaml", 3, 4),),
    fix=Fix("write sea", (Edit(Span(19, 32), "The sea rises"),), safe=False),
    difference=compare("The see rises 3", "The sea rises 4", ("written", "p1")),
)
SCHEMA = jsonschema.Draft7Validator(findings_schema())


def test_offsets_are_code_points():
    [one] = json.loads(printed("json", finding()))
    assert TEXT[one["start"] : one["end"]] == "The see rises"
    assert (one["severity"], one["line"], one["column"], one["fix"]) == ("error", 2, 10, None)


def test_the_schema_is_sound_and_takes_what_is_printed():
    jsonschema.Draft7Validator.check_schema(findings_schema())
    SCHEMA.validate(json.loads(printed("json", finding(), WHOLE)))
    SCHEMA.validate(json.loads(printed("json")))


@pytest.mark.parametrize("key", ["code", "fix", "related", "difference"])
def test_the_schema_asks_for_every_key(key):
    [one] = json.loads(printed("json", WHOLE))
    del one[key]
    assert not SCHEMA.is_valid([one])


def test_the_schema_knows_every_key():
    [one] = json.loads(printed("json", WHOLE))
    assert not SCHEMA.is_valid([one | {"more": 1}])
    one["difference"]["runs"][0]["more"] = 1
    assert not SCHEMA.is_valid([one])


def test_a_difference_is_given_run_by_run():
    [one] = json.loads(printed("json", WHOLE))
    changed = [run for run in one["difference"]["runs"] if run["written"] != run["stands"]]
    assert changed == [
        {"written": "see", "stands": "sea", "weights": []},
        {"written": "3", "stands": "4", "weights": ["number"]},
    ]


def test_a_file_name_that_is_no_utf_8_comes_out_as_python_reads_it():
    name = b"brief/\xff.yaml".decode("utf-8", "surrogateescape")
    text = printed("json", finding(path=name))
    assert json.loads(text.encode("utf-8"))[0]["path"] == name
