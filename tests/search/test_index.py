from collections.abc import Mapping

from tests.archives import archive, sidecar
from tests.search.reading import Index, index_files, numbers, values
from tests.small_archive import FILES, HARBOUR

from briefkit.search import shards
from briefkit.search.details import LONGEST


def small() -> Index:
    return Index(index_files(FILES))


def many(count: int, seed: str = "The sea rises.\n") -> dict[str, bytes]:
    """An archive of briefs that say the same; the one with the highest number is the latest."""
    files = {"seeds/sea.txt": seed.encode()}
    for number in range(count):
        about = f"title: The sea {number}, date: {1000 + number}"
        text = sidecar("p1: [{claim: It goes up, quote: sea rises}]", seed=seed, about=about)
        files[f"brief/s{number}.yaml"] = text.encode()
    return files


def test_a_word_is_found_in_title_statement_quote_and_passage():
    index = small()
    assert index.units("coal") == {"harbour": 3, "harbour:1": 2}
    assert index.units("amber") == {
        "islands:1": 2,
        "islands:2": 0,
        "tides:2": 0,
        "harbour:1": 0,
        "Port Amber": 3,
    }
    assert index.units("seized") == {"islands:1": 2}


def test_an_entity_is_found_by_its_aliases():
    assert small().units("fleet")["Grey Fleet"] == 3
    assert "Cape Bruin" in small().names()


def test_authors_and_publisher_are_found_with_their_brief():
    assert small().units("writer") == {"islands": 0}
    assert small().units("review") == {"islands": 0}


def test_statements_are_found_by_kind_and_likelihood():
    assert set(small().units("@implication")) == {"islands:1", "islands:2", "tides:3"}
    assert set(small().units("@almost_certain")) == {"harbour:2"}


def test_what_is_not_quoted_of_a_withheld_seed_is_not_in_the_index():
    index = small()
    quoted = {
        "the",
        "grey",
        "fleet",
        "bought",
        "coal",
        "port",
        "amber",
        "mayor",
        "is",
        "almost",
        "certainly",
        "safe",
    }
    hidden = {word.lower().strip(".") for word in HARBOUR.split()} - quoted
    assert {"secret", "hidden", "withheld", "last", "spring"} <= hidden
    for word in hidden - {"at"}:  # in the brief's title
        assert not [unit for unit in index.units(word) if unit.startswith("harbour")], word
    text = str(index.details("harbour"))
    assert "Secret" not in text
    assert "last spring" not in text


def test_a_brief_says_when_it_is_withheld_and_how_it_is_to_be_handled():
    rows = {row[0]: row for row in small().values["h:0"]}
    assert rows["islands"][1:5] == [
        "[What the “Grey Fleet” does next]",
        "A. Writer and B. Author · Sea Review · [about July 2016]",
        "TLP:GREEN",
        "en-GB",
    ]
    assert rows["tides"][3] == "revised"
    assert rows["harbour"][7:] == [1]
    assert rows["islands"][7:] == []


def test_a_passage_is_shown_with_its_statements():
    first = small().details("islands")[0]
    assert first[0] == "p1"
    seized = first[2][0]
    assert seized[:3] == ["seized", 0, "The Grey Fleet seized Port Amber on a Monday"]
    start, end = seized[3]
    assert first[1][start:end] == "seized <Port Amber>"
    assert first[2][1][4] == "likely"


def test_places_behind_an_emoji_are_counted_as_a_browser_counts_them():
    holds = small().details("islands")[0][2][1]
    text = small().details("islands")[0][1]
    start, end = holds[3]
    assert text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le") == "hold the town"


def test_a_disputed_statement_says_so():
    assert small().details("islands")[1][2][0][4:] == [0, "disputed"]


def test_suggested_labels_are_there_in_a_build_of_drafts_alone():
    files = archive("p1: [{claim: It may rise, quote: rises, status: suggested}]")
    final, draft = Index(index_files(files)), Index(index_files(files, drafts=True))
    assert final.units("may") == {}
    assert set(draft.units("may")) == {"sea:1"}
    assert draft.details("sea")[0][2][0][5] == "suggested"
    assert (final.entry["drafts"], draft.entry["drafts"]) == (0, 1)


def test_the_latest_brief_has_the_lowest_number_and_those_without_a_date_the_highest():
    names = [name for name in small().names() if ":" not in name]
    assert names[:3] == ["tides", "islands", "harbour"]
    assert names[3] == "Grey Fleet"  # named most


def test_an_entity_says_what_it_is_and_in_how_many_briefs_it_is_named():
    rows = {row[0]: row for row in small().values["e:0"]}
    assert rows["Grey Fleet"] == [
        "Grey Fleet",
        ["The Fleet", "Fleet, Grey"],
        3,
        "actors/grey-fleet.html",
        "group",
        3,
    ]
    assert rows["The Greys"][5] == 0


def facets(index: Index) -> Mapping[str, list[list[object]]]:
    return {key: rows for key, _, _, *rows in index.entry["facets"]}


def test_facets_count_briefs():
    found = facets(small())
    assert found["year"] == [["2017", "", 1], ["2016", "", 1]]
    assert found["place"] == [["port-amber", "Port Amber", 2], ["cape-bruin", "Cape Bruin", 1]]
    assert found["kind"] == [["claim", "Claim", 3], ["trend", "Trend", 1], ["implication", "Implication", 2]]
    assert found["status"] == [["active", "active", 2], ["revised", "revised", 1]]


def test_what_all_briefs_have_is_no_facet():
    assert "actor" not in facets(small())


def test_a_facet_tells_the_briefs_of_each_value_by_their_numbers_in_the_list():
    index = small()
    place = [numbers(coded) for coded in index.values["f:place"]]
    assert place == [[1, 2], [1]]  # islands, harbour


def test_the_same_archive_gives_the_same_files():
    assert index_files(FILES) == index_files(FILES)


def test_arabic_words_of_the_interface_are_handed_on():
    entry = values(index_files(FILES, language="ar"))["index"]
    assert entry["words"]["search"] == "بحث"
    assert set(entry["forms"]["hit"]) == {"zero", "one", "two", "few", "many", "other"}


def test_an_archive_of_nothing_has_an_index():
    index = Index(index_files({"brief/archive.yaml": b"title: Nothing\n"}))
    assert (index.entry["briefs"], index.entry["size"], index.words) == (0, 0, {})


def test_a_brief_with_much_to_show_is_told_in_several_files():
    seed = "\n\n".join(f"Passage {number} has some words to say, and says them. " * 8 for number in range(90))
    files = index_files(archive(seed=seed))
    details = [content for path, content in files if path.startswith("assets/search/d-")]
    assert len(details) > 2
    assert max(map(len, details)) < LONGEST + 100
    index = Index(files)
    assert [row[0] for row in index.details("sea")] == [f"p{number}" for number in range(1, 91)]
    row = index.values["h:0"][0]
    assert [index.details("sea")[first - 1] for first in row[5]] == [
        index.values[f"d:sea:{part}"][0] for part in range(len(details))
    ]


def test_many_briefs_are_told_in_several_files_and_numbered_on():
    index = Index(index_files(many(40)))
    assert [len(index.values[f"h:{number}"]) for number in range(3)] == [16, 16, 8]
    assert index.values["h:0"][0][0] == "s39"
    assert len(index.entry["heads"]) == 3 * shards.DIGEST


def test_a_word_in_many_units_has_a_file_of_its_own(monkeypatch):
    monkeypatch.setattr(shards, "INLINE", 10)
    index = Index(index_files(many(40)))
    assert index.words["up"].startswith("*")
    assert index.units("up") == {f"s{number}:1": 2 for number in range(40)}


def test_of_a_word_in_very_many_units_the_best_are_told_and_all_where_they_are(monkeypatch):
    monkeypatch.setattr(shards, "INLINE", 0)
    monkeypatch.setattr(shards, "BEST", 10)
    index = Index(index_files(many(40)))
    found = index.units("sea")  # in the title of each, and quoted in each
    assert len(found) == 80
    assert [unit for unit, tier in found.items() if tier == 3] == [
        f"s{number}" for number in range(39, 29, -1)
    ]


def test_where_even_that_is_too_much_the_entry_says_that_it_is_not_all(monkeypatch):
    monkeypatch.setattr(shards, "INLINE", 0)
    monkeypatch.setattr(shards, "BEST", 10)
    monkeypatch.setattr(shards, "EVERYWHERE", 4)
    index = Index(index_files(many(40)))
    assert index.words["sea"].endswith(",")
    assert len(index.units("sea")) == 10


def test_shards_are_small_and_the_entry_says_where_each_begins(monkeypatch):
    monkeypatch.setattr(shards, "WORDS_A_SHARD", 200)
    index = Index(index_files(FILES))
    starts = index.entry["starts"].split(" ")[::2]
    assert starts == sorted(starts)
    assert [key for key in index.values if key.startswith("w:")] == [f"w:{start}" for start in starts]
    assert all(len(index.values[f"w:{start}"]) <= 200 for start in starts)
