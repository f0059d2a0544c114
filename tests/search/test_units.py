from tests.archives import archive, look

from briefkit.search.units import GAP, LONGEST, Unit, units, utf16_offsets


def found(labels: str, **more: str) -> list[Unit]:
    _, briefs = look(archive(labels, **more))
    return list(units(briefs["sea"]))


def quotes(unit: Unit) -> list[list[str]]:
    return [[span.of(unit.text) for span in one.spans] for one in unit.statements]


def test_a_passage_is_a_unit_with_the_statements_that_quote_it():
    first, second = found("p1: [{claim: It rises, quote: The sea rises}]")
    assert first.text == "The sea rises. The sea is likely to rise faster."
    assert quotes(first) == [["The sea rises"]]
    assert (second.passage, second.statements) == ("p2", ())


QUOTES = "publish: quotes\n"
LABELS = """\
p1:
  - {claim: It rises, quote: sea rises}
  - {claim: It does, quote: The sea rises}
  - {trend: Faster, quote: rise faster}
  - {implication: Whole}
p2: []
"""


def test_under_quotes_a_unit_has_the_quoted_words_and_no_others():
    (unit,) = found(LABELS, more_keys=QUOTES)
    assert unit.text == f"The sea rises{GAP}rise faster"
    assert quotes(unit) == [["sea rises"], ["The sea rises"], ["rise faster"], []]


def test_a_label_that_publishes_its_passage_shows_it():
    (unit,) = found("p1: [{claim: It rises, publish: true}]", more_keys=QUOTES)
    assert unit.text == "The sea rises. The sea is likely to rise faster."


def test_a_statement_on_a_passage_that_is_withheld_is_found_by_its_sentence_alone():
    (unit,) = found("p1: [{claim: It rises}]", more_keys=QUOTES)
    assert (unit.text, quotes(unit)) == ("", [[]])


def test_a_long_passage_is_cut_at_white_space_and_loses_nothing():
    seed = "word " * 1500 + "last words"
    parts = found("p1: [{claim: The last, quote: last words}, {claim: All}]", seed=seed)
    assert "".join(part.text for part in parts) == seed
    assert max(len(part.text) for part in parts) <= LONGEST
    assert all(part.text.endswith(" ") for part in parts[:-1])
    assert [[one.body.sentence for one in part.statements] for part in parts] == [["All"], [], ["The last"]]
    assert quotes(parts[-1]) == [["last words"]]


def test_a_word_without_end_is_cut_somewhere():
    parts = found("p1: [{claim: Long, quote: b}]", seed="a" * LONGEST + "b")
    assert [len(part.text) for part in parts] == [LONGEST, 1]
    assert quotes(parts[1]) == [["b"]]


def test_of_a_quote_that_runs_on_the_first_part_is_shown():
    seed = "a " * LONGEST
    first, *_ = found(f"p1: [{{claim: All of it, quote: '{seed.strip()}'}}]", seed=seed)
    assert quotes(first) == [[first.text]]


def test_quotes_of_withheld_passages_are_cut_too():
    seed = "a" * 2000 + " x " + "b" * 2000 + " end"
    labels = "p1: [{claim: A, quote: %s}, {claim: B, quote: %s}]" % ("a" * 2000, "b" * 2000)  # noqa: UP031
    parts = found(labels, seed=seed, more_keys=QUOTES)
    assert [part.text[:1] for part in parts] == ["a", "b"]
    assert [one.body.sentence for part in parts for one in part.statements] == ["A", "B"]


def test_offsets_are_told_as_a_browser_counts():
    assert utf16_offsets("a🌊b", [0, 1, 2, 3]) == [0, 1, 3, 4]
    assert utf16_offsets("aéb", [0, 1, 2, 3]) == [0, 1, 2, 3]
