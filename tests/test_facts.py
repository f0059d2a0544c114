import sqlite3

from briefkit.brief import Entity, Settings
from briefkit.cache import FACTS
from briefkit.facts import facts_of, first_words
from briefkit.facts_index import FactsIndex
from briefkit.files import Memory
from briefkit.spans import Document
from tests.archives import archive, brief, look, sha256

ENTITIES = "office: {actor: Port Office}\nport: {place: Port}\nquay: {place: Quay, part_of: port}\n"
OTHER = "The quay floods.\n"
SECOND = f"""\
briefkit: 1
seed: {{file: quay.txt, sha256: {sha256(OTHER)}, split: prose-1}}
about: {{title: The quay, date: 2020, supersedes: sea}}
labels:
  p1:
    - claim: The quay floods
      id: floods
      supports: [sea#rises]
      by: office
    - place: quay
      quote: quay
"""
FIRST = "p1:\n  - claim: It rises\n    id: rises\np2:\n  - actor: office\n    quote: Port Office\n"


def two() -> dict[str, bytes]:
    return archive(
        FIRST, **{"brief/entities.yaml": ENTITIES, "seeds/quay.txt": OTHER, "brief/quay.yaml": SECOND}
    )


def test_first_words_stop_after_eight():
    assert first_words("one two") == "one two"
    assert first_words("1 2 3 4 5 6 7 8 9") == "1 2 3 4 5 6 7 8 …"


def test_a_mention_comes_with_the_words_around_it():
    found = brief(FIRST, **{"brief/entities.yaml": ENTITIES})
    [mention] = facts_of(found, Settings(), Document("x", "")).mentions
    assert (mention.before, mention.words, mention.after) == (
        "Harbours flood, says the ",
        "Port Office",
        " of Delmouth.",
    )


def test_under_publish_quotes_no_words_stand_around_it():
    found = brief(
        FIRST.split("p2")[0].replace("id:", "quote: The sea rises\n    id:") + "p2" + FIRST.split("p2")[1],
        more_keys="publish: quotes\n",
        **{"brief/entities.yaml": ENTITIES},
    )
    [mention] = facts_of(found, Settings(), Document("x", "")).mentions
    assert (mention.before, mention.words, mention.after) == ("", "Port Office", "")


def test_facts_read_back_from_json_are_the_same():
    found = brief(FIRST, **{"brief/entities.yaml": ENTITIES})
    facts = facts_of(found, Settings(), Document("x", ""))
    assert FACTS.validate_json(FACTS.dump_json(facts)) == facts


def test_a_page_is_told_what_it_shows_of_others_and_no_more():
    result, briefs = look(two())
    foreign = result.index.foreign(briefs["sea"])
    assert [(one.relation, one.slug, one.address, one.label) for one in foreign.incoming] == [
        ("supports", "quay", "floods", "rises")
    ]
    assert foreign.superseded_by == ("quay",)
    assert dict(foreign.titles) == {"quay": "The quay"}
    assert set(foreign.entities) == {"office"}
    other = result.index.foreign(briefs["quay"])
    assert set(other.entities) == {"quay", "port", "office"}
    assert other.statements["sea", "rises"].name == "It rises"


def test_lists_come_in_a_fixed_order():
    index = look(two())[0].index
    assert [row.slug for row in index.briefs()] == ["quay", "sea"]  # the dated one first
    assert [row.mention.words for row in index.mentions("office")] == ["Port Office"]
    assert [(slug, one.address) for slug, _, one in index.said("office")] == [("quay", "floods")]
    assert [entity.id for entity in index.parts("port")] == ["quay"]
    assert index.entity_ids("place") == ["port", "quay"]


def test_what_is_not_there_is_none():
    index = look(two())[0].index
    assert index.title("nothing") is None
    assert index.entity("nobody") is None
    assert index.statement("sea", "nothing") is None
    assert (index.refused("nothing"), dict(index.retired("nothing"))) == ((), {})


def test_an_entity_comes_back_as_it_went_in():
    entity = Entity(
        "delmouth", "place", "Delmouth", "city", ("Del",), None, "Q1", "2", "GB", (1.5, -2.0), "n", ("t",)
    )
    index = FactsIndex(sqlite3.connect(":memory:"), [entity])
    assert index.entity("delmouth") == entity


def test_an_archive_in_memory_needs_no_disk():
    assert Memory(two()).names("seeds") == ["seeds/quay.txt", "seeds/sea.txt"]


def test_a_page_is_told_which_links_of_its_notes_lead_somewhere():
    files = two()
    note = b"      note: '[a](sea#rises), [b](sea#p1), [c](sea#lost), [d](none#rises), [e](entity:port)'\n"
    files["brief/quay.yaml"] = files["brief/quay.yaml"].replace(
        b"      by: office\n", b"      by: office\n" + note
    )
    result, briefs = look(files)
    assert [finding.code for finding in result.findings if finding.severity == "error"] == ["BK210", "BK213"]
    foreign = result.index.foreign(briefs["quay"])
    assert foreign.noted == {"sea#rises", "sea#p1"}
    assert "port" in foreign.entities
