import sqlite3
import textwrap

from briefkit.brief import Entity, Facts, Settings
from briefkit.cache import as_json
from briefkit.facts import facts_of, first_words
from briefkit.facts_index import FactsIndex
from briefkit.files import Memory
from briefkit.spans import Document
from tests.archives import archive, brief, look, sha256, sidecar

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
    assert as_json(Facts).validate_json(as_json(Facts).dump_json(facts)) == facts


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
    assert [row.label for row in index.said("office")] == ["quay#floods"]
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


# -- statements about entities, and entities beside each other

ABOUT = """
p1:
  - claim: All of it
    id: all
p2:
  - claim: Harbours flood
    id: flood
    quote: Harbours flood
  - claim: The office of Delmouth says so
    id: says
    quote:
      - says
      - Port Office of Delmouth
    by: office
  - claim: It is the town's
    id: whole
  - actor: office
    quote: Port Office
  - place: port
    quote: Delmouth
"""


def test_a_statement_is_about_those_whose_marked_words_touch_its_own_and_who_do_not_make_it():
    found = facts_of(brief(ABOUT, **{"brief/entities.yaml": ENTITIES}), Settings(), Document("x", ""))
    assert {one.address: one.about for one in found.statements} == {
        "all": (),
        "flood": (),
        "says": ("port",),
        "whole": ("office", "port"),
    }


def test_the_statements_about_an_entity_stand_in_the_order_of_their_briefs():
    index = look(archive(ABOUT, **{"brief/entities.yaml": ENTITIES}))[0].index
    assert [row.label for row in index.about("port")] == ["sea#says", "sea#whole"]
    assert [row.label for row in index.about("office")] == ["sea#whole"]


def test_company_is_counted_by_passages_and_the_rest_is_said():
    labels = """
    p1:
      - place: port
        quote: sea
        occurrence: all
      - place: quay
        quote: rise
        occurrence: 1
    p2:
      - place: port
        quote: Delmouth
      - place: quay
        quote: Harbours
      - actor: office
        quote: Port Office
    """
    index = look(archive(labels, **{"brief/entities.yaml": ENTITIES}))[0].index
    company, total = index.company("port", 1)
    assert ([(entity.id, count) for entity, count in company], total) == ([("quay", 2)], 2)
    assert index.company("nobody", 1) == ([], 0)


def test_mentions_are_counted_by_the_date_of_their_brief():
    index = look(two())[0].index
    assert index.mention_dates("office") == [(None, 1, 1)]
    assert index.mention_dates("quay") == [("2020", 1, 1)]


def test_briefs_are_counted_by_their_dates_in_the_order_of_the_list():
    index = look(two())[0].index
    assert index.brief_dates() == [("2020", 1), (None, 1)]
    assert [row.date for row in index.briefs()] == ["2020", None]


def test_the_passages_that_carry_a_kind_are_counted_once_each():
    labels = """
    p1:
      - claim: It rises
        quote: rises
      - claim: It is the sea
        quote: likely
    p2:
      - claim: They flood
        quote: flood
      - place: delmouth
        quote: Delmouth
    """
    files = archive(labels, more_keys="entities: {delmouth: {place: Delmouth}}\n")
    files["brief/tide.yaml"] = sidecar("p1:\n  - claim: It rises\n    quote: rises\n").encode()
    index = look(files)[0].index
    assert index.passages() == 4
    assert index.coverage() == {"claim": (4, 3), "place": (1, 1)}


def test_entities_with_coordinates_come_by_how_often_they_are_marked():
    entities = """
    quay: {place: Quay, at: [50, -3], part_of: port}
    delmouth: {place: Delmouth, at: [51, -3]}
    port: {place: Port}
    bay: {place: Bay, at: [52, -3], part_of: port}
    """
    labels = "p2:\n  - place: delmouth\n    quote: Delmouth\n"
    index = look(archive(labels, **{"brief/entities.yaml": textwrap.dedent(entities)}))[0].index
    found, total = index.located(2)
    assert ([(entity.id, count) for entity, count in found], total) == ([("delmouth", 1), ("bay", 0)], 3)
    found, total = index.located(9, "port")
    assert ([entity.id for entity, _ in found], total) == (["bay", "quay"], 2)
    assert index.located(9, "quay") == ([], 0)


def test_judgments_are_counted_and_those_of_them_that_wait_for_an_outcome():
    labels = """
    p1:
      - implication: It will rise
        quote: likely to rise faster
      - implication: It has risen
        quote: The sea rises
        outcome: {result: happened}
      - claim: It rises
        id: rises
        quote: The sea rises
    """
    index = look(archive(labels, more_keys="key_judgments: [rises]\n"))[0].index
    assert index.has_judgments()
    assert index.judgment_counts() == (3, 1)
    empty = look(archive())[0].index
    assert not empty.has_judgments()
    assert empty.judgment_counts() == (0, 0)


def test_a_statement_comes_back_as_it_went_in():
    labels = """
    p1:
      - implication: It will rise
        id: rises
        quote: likely to rise faster
        by: office
        hedge: likely
        likelihood: likely
        confidence: high
        when: 2030
        outcome: {result: partly, date: 2031, evidence: A log}
        supplied: [confidence]
        status: disputed
    """
    files = archive(labels, more_keys="key_judgments: [rises]\n", **{"brief/entities.yaml": ENTITIES})
    result, briefs = look(files)
    [given] = facts_of(briefs["sea"], Settings(), Document("x", "")).statements
    assert result.index.statement("sea", "rises") == given
    assert (given.judgment, given.outcome and given.outcome.result, given.status) == (1, "partly", "disputed")


def test_under_publish_quotes_a_hedge_is_told_only_where_a_label_quotes_it():
    labels = """
    p1:
      - claim: It rises
        quote: The sea rises
        hedge: likely
      - claim: It is likely
        quote: is likely to rise
        hedge: likely
    """
    found = brief(labels, more_keys="publish: quotes\n")
    facts = facts_of(found, Settings(), Document("x", ""))
    assert {one.hedge for one in facts.statements} == {"likely"}
    found = brief(labels.split("      - claim: It is likely")[0], more_keys="publish: quotes\n")
    assert [one.hedge for one in facts_of(found, Settings(), Document("x", "")).statements] == [None]
