"""The Web Annotation page of a brief, held against the W3C's own schemas and against its seed."""

from __future__ import annotations

import hashlib
import json
import re
import sys
import time
from dataclasses import replace
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import pytest
from jsonschema import Draft4Validator, FormatChecker
from referencing import Registry
from referencing.jsonschema import DRAFT4
from tests.shared import case, cases

from briefkit.brief import (
    About,
    Brief,
    Entity,
    Label,
    Link,
    Mention,
    Outcome,
    Passage,
    Seed,
    Settings,
    Statement,
    StatementFact,
)
from briefkit.exports.web_annotation import NAMESPACE, annotation_page
from briefkit.facts import Foreign
from briefkit.spans import Span

Json = dict[str, Any]

TEXT = "\ufeffAlpha bravo \U0001f30a charlie\r\ndelta echo.\r\n\r\n“Foxtrot” & <golf> hotel, perhaps.\r\n"
FIRST = Span(1, TEXT.index(".") + 1)
SECOND = Span(TEXT.index("“"), TEXT.rindex(".") + 1)
SITE = "https://example.org/archive"
ENTITIES = {
    "is": Entity(
        "is",
        "actor",
        "Islamic State",
        type="group",
        aliases=("IS", "Daesh"),
        part_of="jihad",
        wikidata="Q2429253",
        note="Of *many* names.",
        tags=("armed",),
    ),
    "jihad": Entity("jihad", "actor", "The jihad movement"),
    "nice": Entity(
        "nice", "place", "Nice", type="city", geonames="2990440", country="FR", at=(43.7, 7.27), part_of=None
    ),
}
ABOUT = About(
    title="Why “a group” lashes out",
    date="2016-07~",
    authors=("B. Writer", "A. Writer"),
    publisher="A House",
    language="en-GB",
    source="https://example.org/source",
    accessed="2016-07-20",
    descriptor="comment",
    reliability="B",
    rights="© A House",
    supplied=("title",),
    summary="It *says*.",
    published="2016-08-01",
    updated="2016-08-03",
    status="revised",
    reason="A new text",
    supersedes="older",
    handling="TLP:GREEN",
)


def words(text: str) -> Span:
    start = TEXT.index(text)
    return Span(start, start + len(text))


STATEMENT = Statement(
    sentence='The wave is called "charlie" \\ delta',
    name="a wave",
    by=("is",),
    see=("p2",),
    basis="reported",
    hedge="perhaps",
    likelihood="likely",
    confidence="low",
    confidence_basis="One source.",
    direction="rising",
    when="2016/2017",
    indicators=("More waves.", "Fewer waves."),
    outcome=Outcome("partly", "2017-01", "https://example.org/news"),
    links=(
        Link("supports", "sea", "p2-claim-1"),
        Link("leads_to", "2016/other", "there"),
        Link("revises", "older", "before"),
    ),
    reason="The wave grew",
    supplied=("when",),
)
CLAIM = Label(
    address="claim-a",
    id="claim-a",
    kind="claim",
    passage="p1",
    anchors=(words("bravo \U0001f30a charlie\r\ndelta"),),
    body=STATEMENT,
    note="See [there](#claim-a).",
    tags=("sea", "wave"),
    editor="hk",
    status="reviewed",
)
ACTOR = Label("p1-actor-is-1", None, "actor", "p1", (words("Alpha"), words("echo")), Mention("is"))
WHOLE = Label("p2-claim-1", None, "claim", "p2", (), Statement("The hotel is open"))
BRIEF = Brief(
    slug="sea",
    sidecar="brief/sea.yaml",
    seed=Seed("2016/the sea.txt", TEXT, hashlib.sha256(TEXT.encode()).hexdigest(), len(TEXT.encode())),
    split="prose-1",
    passages=(
        Passage("p1", "paragraph", FIRST, FIRST.of(TEXT)),
        Passage("p2", "item", SECOND, SECOND.of(TEXT)),
    ),
    about=ABOUT,
    labels=(CLAIM, ACTOR, WHOLE),
    key_judgments=("p2-claim-1", "claim-a"),
    editors={"hk": "H. Keyes"},
)
FOREIGN = Foreign(
    ENTITIES,
    {
        ("2016/other", "there"): StatementFact("there", "there", "claim", "p1", "there", "It is there"),
        ("older", "before"): StatementFact("before", "before", "claim", "p1", "before", "It was there"),
    },
    {"2016/other": "Other", "older": "Older", "newer": "Newer"},
    (),
    ("newer",),
)
SETTINGS = Settings(url=SITE)


def page_of(brief: Brief = BRIEF, settings: Settings = SETTINGS) -> Json:
    page: Json = json.loads(annotation_page(brief, FOREIGN, settings))
    return page


def annotation_of(address: str, page: Json) -> Json:
    (found,) = (one for one in page["items"] if one["id"].endswith(f"#{address}"))
    assert isinstance(found, dict)
    return found


def bodies_for(purpose: str, annotation: Json) -> list[Json]:
    return [body for body in annotation["body"] if body["purpose"] == purpose]


def selectors(annotation: Json) -> list[Json]:
    return [
        {selector["type"]: selector for selector in target["selector"]} for target in annotation["target"]
    ]


# -- the standard ----------------------------------------------------------------------------------


@cache
def registry() -> Registry[Any]:
    definitions = case("webannotation/definitions").glob("*.json")
    return Registry().with_resources(
        (path.name, DRAFT4.create_resource(json.loads(path.read_bytes()))) for path in definitions
    )


def format_checker() -> FormatChecker:
    """The two formats that the schemas ask for; jsonschema checks neither without further packages."""
    checker = FormatChecker(formats=())
    checker.checks("uri")(lambda value: not isinstance(value, str) or is_uri(value))
    checker.checks("date-time")(lambda value: not isinstance(value, str) or "T" in value)
    return checker


def is_uri(value: str) -> bool:
    return bool(
        re.fullmatch(r"[a-z]+://[!#$%&'()*+,\-./0-9:;=?@A-Z_a-z~]+", value) and urlsplit(value).netloc
    )


def faults(schema: Json, value: Json) -> list[str]:
    validator = Draft4Validator(schema, registry=registry(), format_checker=format_checker())
    return [error.message for error in validator.iter_errors(value)]


@pytest.mark.parametrize("schema", cases("webannotation/annotations/**/*.json"))
@pytest.mark.parametrize("publish", ["full", "quotes"])
def test_every_annotation_meets_every_must_of_the_standard(schema, publish):
    must = json.loads(case(schema).read_bytes())
    page = page_of(replace(BRIEF, publish=publish))
    for annotation in page["items"]:
        assert faults(must, {"@context": page["@context"], **annotation}) == []


def test_the_schemas_find_a_fault_where_there_is_one():
    page = page_of()
    broken = {"@context": page["@context"], **annotation_of("claim-a", page), "id": "no address"}
    must = case("webannotation/annotations/3.1-annotationIdValidated.json")
    assert faults(json.loads(must.read_bytes()), broken)


COLLECTION = ("annotationCollectionTypeValueFound", "labelFound", "totalFound", "firstFound", "lastFound")
PAGE = ("annotationPageTypeValueFound", "partOfFound", "startIndexFound", "itemsFound")


@pytest.mark.parametrize("definition", PAGE)
def test_the_page_is_an_annotation_page(definition):
    assert faults({"$ref": f"collections.json#/definitions/{definition}"}, page_of()) == []


@pytest.mark.parametrize("definition", COLLECTION)
def test_the_brief_is_the_collection_that_the_page_is_part_of(definition):
    assert faults({"$ref": f"collections.json#/definitions/{definition}"}, page_of()["partOf"]) == []


def test_our_own_properties_stand_in_a_declared_namespace():
    page = page_of()
    assert page["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert page["@context"][1]["briefkit"] == NAMESPACE
    claim = annotation_of("claim-a", page)
    standard = {"id", "type", "motivation", "creator", "body", "target"}
    assert all(key in standard or key.startswith("briefkit:") for key in claim)


# -- what is in it ---------------------------------------------------------------------------------


def test_the_bytes_are_compact_json_with_one_line_feed_at_the_end():
    written = annotation_page(BRIEF, FOREIGN, SETTINGS)
    again = json.dumps(json.loads(written), ensure_ascii=False, separators=(",", ":")) + "\n"
    assert written.decode() == again


def test_every_label_is_an_annotation_in_the_order_of_the_brief():
    assert [one["id"] for one in page_of()["items"]] == [
        f"{SITE}/briefs/sea.html#{address}" for address in ("claim-a", "p1-actor-is-1", "p2-claim-1")
    ]


def test_the_kind_classifies_and_the_sentence_describes():
    claim = annotation_of("claim-a", page_of())
    assert [body["value"] for body in bodies_for("classifying", claim)] == ["claim"]
    (sentence,) = bodies_for("describing", claim)
    assert sentence["type"] == "TextualBody"
    assert sentence["value"] == 'The wave is called "charlie" \\ delta'
    assert claim["motivation"] == "describing"


def test_a_mention_identifies_its_entity_by_the_address_of_its_page():
    actor = annotation_of("p1-actor-is-1", page_of())
    assert bodies_for("identifying", actor) == [
        {"type": "SpecificResource", "purpose": "identifying", "source": f"{SITE}/actors/is.html"}
    ]
    assert actor["motivation"] == "identifying"
    assert bodies_for("describing", actor) == []


def test_a_note_comments_and_tags_tag():
    claim = annotation_of("claim-a", page_of())
    assert [(body["value"], body["format"]) for body in bodies_for("commenting", claim)] == [
        ("See [there](#claim-a).", "text/markdown")
    ]
    assert [body["value"] for body in bodies_for("tagging", claim)] == ["sea", "wave"]


def test_a_link_leads_to_the_absolute_address_of_the_other_label():
    linking = bodies_for("linking", annotation_of("claim-a", page_of()))
    assert [(body["source"], body["briefkit:relation"]) for body in linking] == [
        (f"{SITE}/briefs/sea.html#p2-claim-1", "supports"),
        (f"{SITE}/briefs/2016/other.html#there", "leads_to"),
        (f"{SITE}/briefs/older.html#before", "revises"),
    ]
    assert [body.get("briefkit:reason") for body in linking] == [None, None, "The wave grew"]


def test_a_link_to_a_label_that_did_not_get_in_is_left_out():
    links = (Link("supports", "sea", "refused"), Link("supports", "2016/other", "refused"))
    brief = replace(BRIEF, labels=(replace(CLAIM, body=replace(STATEMENT, links=links)),))
    assert bodies_for("linking", annotation_of("claim-a", page_of(brief))) == []


def test_all_other_fields_stand_under_the_names_that_the_sidecar_gives_them():
    claim = annotation_of("claim-a", page_of())
    assert {key.removeprefix("briefkit:"): claim[key] for key in claim if key.startswith("briefkit:")} == {
        "passage": "p1",
        "status": "reviewed",
        "name": "a wave",
        "by": [f"{SITE}/actors/is.html"],
        "see": [f"{SITE}/briefs/sea.html#p2"],
        "basis": "reported",
        "hedge": "perhaps",
        "likelihood": "likely",
        "confidence": "low",
        "confidence_basis": "One source.",
        "direction": "rising",
        "when": "2016/2017",
        "indicators": ["More waves.", "Fewer waves."],
        "outcome": {
            "briefkit:result": "partly",
            "briefkit:date": "2017-01",
            "briefkit:evidence": "https://example.org/news",
        },
        "supplied": ["when"],
    }
    assert claim["creator"] == {"type": "Person", "name": "H. Keyes", "nickname": "hk"}


def test_what_a_label_does_not_say_is_left_out():
    whole = annotation_of("p2-claim-1", page_of())
    assert {key for key in whole if key.startswith("briefkit:")} == {"briefkit:passage", "briefkit:status"}
    assert "creator" not in whole


def test_each_span_is_a_target_whose_selectors_find_its_words_in_the_seed():
    actor = selectors(annotation_of("p1-actor-is-1", page_of()))
    assert [one["TextQuoteSelector"]["exact"] for one in actor] == ["Alpha", "echo"]
    for annotation in page_of()["items"]:
        for found in selectors(annotation):
            start, end = found["TextPositionSelector"]["start"], found["TextPositionSelector"]["end"]
            quote = found["TextQuoteSelector"]
            assert quote["exact"] == TEXT[start:end]
            assert quote["prefix"] == TEXT[max(0, start - 32) : start]
            assert quote["suffix"] == TEXT[end : end + 32]


def test_a_label_on_a_whole_passage_has_the_passage_as_its_target():
    (target,) = selectors(annotation_of("p2-claim-1", page_of()))
    assert target["TextPositionSelector"] == {
        "type": "TextPositionSelector",
        "start": SECOND.start,
        "end": SECOND.end,
    }
    assert target["TextQuoteSelector"]["exact"] == SECOND.of(TEXT)


def test_every_source_is_the_node_that_says_what_the_seed_is():
    page = page_of()
    seed = page["briefkit:seed"]
    assert seed["id"] == f"{SITE}/seeds/2016/the%20sea.txt"
    assert (seed["briefkit:sha256"], seed["briefkit:size"]) == (BRIEF.seed.sha256, BRIEF.seed.size)
    assert (seed["format"], seed["language"]) == ("text/plain", "en-GB")
    assert seed["briefkit:authors"] == ["B. Writer", "A. Writer"]
    assert {target["source"] for one in page["items"] for target in one["target"]} == {seed["id"]}


def test_a_seed_in_markdown_says_so_and_an_unknown_language_is_left_out():
    brief = replace(BRIEF, seed=replace(BRIEF.seed, path="sea.md"), about=About("Sea"))
    seed = page_of(brief)["briefkit:seed"]
    assert seed["format"] == "text/markdown"
    assert "language" not in seed


def test_the_collection_says_what_the_brief_is():
    assert page_of()["partOf"] == {
        "id": f"{SITE}/briefs/sea.html",
        "type": "AnnotationCollection",
        "label": "Why “a group” lashes out",
        "total": 3,
        "first": f"{SITE}/briefs/sea.json",
        "last": f"{SITE}/briefs/sea.json",
        "briefkit:summary": "It *says*.",
        "briefkit:published": "2016-08-01",
        "briefkit:updated": "2016-08-03",
        "briefkit:status": "revised",
        "briefkit:reason": "A new text",
        "briefkit:handling": "TLP:GREEN",
        "briefkit:supersedes": f"{SITE}/briefs/older.html",
        "briefkit:superseded_by": [f"{SITE}/briefs/newer.html"],
        "briefkit:publish": "full",
        "briefkit:scale": "icd203",
    }


def test_passages_entities_and_key_judgments_stand_on_the_page():
    page = page_of()
    assert page["briefkit:passages"][1] == {
        "id": f"{SITE}/briefs/sea.html#p2",
        "briefkit:type": "item",
        "briefkit:start": SECOND.start,
        "briefkit:end": SECOND.end,
    }
    assert [entity["label"] for entity in page["briefkit:entities"]] == [
        "Islamic State",
        "The jihad movement",
        "Nice",
    ]
    assert page["briefkit:entities"][0]["briefkit:part_of"] == f"{SITE}/actors/jihad.html"
    assert page["briefkit:entities"][2]["briefkit:at"] == [43.7, 7.27]
    assert page["briefkit:key_judgments"] == [
        f"{SITE}/briefs/sea.html#p2-claim-1",
        f"{SITE}/briefs/sea.html#claim-a",
    ]


def test_without_a_url_addresses_stand_under_one_that_can_never_resolve():
    assert page_of(settings=Settings())["id"] == "https://archive.invalid/briefs/sea.json"


# -- publish: quotes -------------------------------------------------------------------------------


def strings(value: object) -> list[str]:
    if isinstance(value, dict):
        return [found for one in value.values() for found in strings(one)]
    if isinstance(value, list):
        return [found for one in value for found in strings(one)]
    return [value] if isinstance(value, str) else []


def test_a_brief_that_publishes_quotes_has_no_word_of_the_seed_outside_them():
    labels = (replace(CLAIM, note=None), ACTOR, WHOLE)
    page = page_of(replace(BRIEF, publish="quotes", labels=labels))
    said = " ".join(strings(page["items"]))
    quoted = ["Alpha", "bravo", "🌊", "charlie", "delta", "echo"]
    for word in TEXT.split():
        assert (word in said) == (word in quoted or word == "hotel"), word  # the editor says "hotel" too
    quotes = [
        found["TextQuoteSelector"]
        for annotation in page["items"]
        for found in selectors(annotation)
        if "TextQuoteSelector" in found
    ]
    assert [quote["exact"] for quote in quotes] == ["bravo \U0001f30a charlie\r\ndelta", "Alpha", "echo"]
    assert all(quote.keys() == {"type", "exact"} for quote in quotes)


@pytest.mark.parametrize(("hedge", "shown"), [("charlie delta", True), ("perhaps", False)])
def test_a_hedge_is_shown_under_quotes_only_where_a_label_of_its_passage_quotes_it(hedge, shown):
    labels = (replace(CLAIM, body=replace(STATEMENT, hedge=hedge)),)
    claim = annotation_of("claim-a", page_of(replace(BRIEF, publish="quotes", labels=labels)))
    assert claim.get("briefkit:hedge") == (hedge if shown else None)


def test_a_whole_passage_is_quoted_under_quotes_only_where_it_is_said_to_be_shown():
    silent = replace(BRIEF, publish="quotes", labels=(WHOLE,))
    shown = replace(BRIEF, publish="quotes", labels=(replace(WHOLE, shows_passage=True),))
    (first,), (second,) = (selectors(page_of(brief)["items"][0]) for brief in (silent, shown))
    assert first.keys() == {"TextPositionSelector"}
    assert second["TextQuoteSelector"] == {"type": "TextQuoteSelector", "exact": SECOND.of(TEXT)}


# -- speed -----------------------------------------------------------------------------------------


def test_sixty_labels_with_every_field_take_less_than_two_milliseconds():
    statements = [replace(CLAIM, address=f"claim-{number}") for number in range(20)]
    mention = replace(ACTOR, anchors=ACTOR.anchors[:1])
    mentions = [replace(mention, address=f"p1-actor-is-{number}") for number in range(40)]
    brief = replace(BRIEF, labels=(*statements, *mentions))

    def seconds() -> float:
        began = time.perf_counter()
        annotation_page(brief, FOREIGN, SETTINGS)
        return time.perf_counter() - began

    tracer = sys.gettrace()
    sys.settrace(None)  # measuring what is covered would be measured with it
    try:
        fastest = min(seconds() for _ in range(50))
    finally:
        sys.settrace(tracer)
    assert fastest < 0.002
