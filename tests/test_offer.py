"""A label that is offered for words can be pasted where it says, and `check` has nothing to say."""

from __future__ import annotations

import pytest

from briefkit.brief import KINDS, Brief, Entity
from briefkit.diagnostics import Severity
from briefkit.edits import line_end
from briefkit.entities import EntityTable
from briefkit.offer import NoOffer, Offer, Place, likely_kind, offer, select
from briefkit.spans import Document, Span
from tests.archives import SEA, archive, findings, look, sidecar

ENTITIES = {
    one.id: one
    for one in (
        Entity("office", "actor", "Port Office", aliases=("PO", "the Office")),
        Entity("town", "place", "Delmouth"),
        Entity("province", "place", "Delmouth Province", aliases=("Delmouth",)),
        Entity("office-house", "place", "Office House"),
    )
}
YAML = (
    "office: {actor: Port Office, aliases: [PO, the Office]}\ntown: {place: Delmouth}\n"
    "province: {place: Delmouth Province, aliases: [Delmouth]}\noffice-house: {place: Office House}\n"
)


def files(text: str, seed: str = SEA, entities: str = YAML) -> dict[str, bytes]:
    return archive(seed=seed) | {"brief/sea.yaml": text.encode(), "brief/entities.yaml": entities.encode()}


def brief_of(text: str, seed: str = SEA) -> Brief:
    _, briefs = look(files(text, seed), drafts=True)
    return briefs["sea"]


def offered(
    words: str | list[str],
    kind: str = "claim",
    text: str = "",
    *,
    seed: str = SEA,
    nth: int = 1,
    value: str = "",
) -> Offer:
    """What is offered for words of the seed; of what stands more than once, the nth."""
    text = text or sidecar("p1: []\np2: []", seed=seed)
    brief = brief_of(text, seed)
    spans = []
    for one in [words] if isinstance(words, str) else words:
        start = -1
        for _ in range(nth):
            start = seed.index(one, start + 1)
        spans.append(Span(start, start + len(one)))
    document = Document("brief/sea.yaml", text)
    return offer(brief, document, ENTITIES, select(brief, spans), KINDS[kind], value)


def pasted(text: str, place: Place | None) -> str:
    """The text once an editor has pasted the lines where the place says."""
    assert place is not None
    lines = text.splitlines(keepends=True)
    if place.replaced:
        assert lines[place.line - 1].rstrip("\r\n") == place.replaced
        del lines[place.line - 1]
    if lines and place.line > len(lines) and not lines[-1].endswith(("\n", "\r")):
        lines[-1] += line_end(text)
    return "".join([*lines[: place.line - 1], place.lines, *lines[place.line - 1 :]])


def faults(files: dict[str, bytes]) -> list[str]:
    """What `check` says, less what it only suggests of an archive that is hardly begun."""
    return [one.message for one in findings(files) if one.severity is not Severity.SUGGESTION]


SHAPES = {
    "an empty list for each passage": "p1: []\np2: []",
    "a label in both": "p1:\n  - claim: It rises\np2:\n  - claim: They flood",
    "a comment behind": "p1: []  # the first\np2: []  # the second",
    "one passage and not the other": "p2:\n  - claim: They flood\n    # a thought",
    "in brackets": "p1: [{claim: It rises}]\np2: [{claim: They flood}]",
    "no passages yet": "{}",
}


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("labels", SHAPES.values(), ids=SHAPES.keys())
@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("The sea rises", "claim"),
        ("likely to rise faster", "implication"),
        ("Harbours flood, says", "claim"),
        ("Port Office", "actor"),
        ("Delmouth", "place"),
    ],
)
def test_pasted_where_it_says_it_is_a_label_and_check_is_clean(
    words: str, kind: str, labels: str, end: str
) -> None:
    text = sidecar(labels).replace("\n", end)
    if labels == "{}":
        text = text.replace(f"labels:{end}  {{}}", "labels: {}")
    made = offered(words, kind, text)
    after = pasted(text, made.place)
    assert faults(files(after)) == []
    before = len(brief_of(text).labels)
    [new] = [
        label
        for label in brief_of(after).labels
        if any(anchor.of(SEA) == words for anchor in label.anchors) and label.kind == kind
    ]
    assert len(brief_of(after).labels) == before + 1
    assert new.passage == made.passage
    assert end == "\n" or "\n" not in after.replace("\r\n", "")


def test_a_sidecar_without_a_last_line_end_takes_the_lines_behind_it() -> None:
    text = sidecar("p1:\n  - claim: It rises").rstrip("\n")
    made = offered("The sea", "claim", text)
    assert faults(files(pasted(text, made.place))) == []


def test_words_that_stand_more_than_once_are_told_apart() -> None:
    assert offered("sea", "claim").occurrence == 1
    second = offered("sea", "claim", nth=2)
    assert second.occurrence == 2
    assert "  occurrence: 2" in second.label
    assert offered("The sea rises").occurrence is None


def test_a_mention_counts_whole_words_only() -> None:
    seed = "Iraqis left Iraq, and Iraq fell.\n"
    text = sidecar("p1: []", seed=seed)
    assert offered("Iraq", "place", text, seed=seed, nth=2).occurrence == 1
    assert offered("Iraq", "place", text, seed=seed, nth=3).occurrence == 2
    assert offered("left Iraq", "place", text, seed=seed).occurrence is None


def test_a_part_of_a_word_is_made_whole() -> None:
    made = offered("arbours flo", "claim")
    assert made.quotes == ("Harbours flood",)
    assert made.widened
    assert not offered("Harbours flood").widened


def test_white_space_at_the_ends_of_a_selection_is_left_out() -> None:
    made = offered(" The sea is ", "claim")
    assert made.quotes == ("The sea is",)
    assert not made.widened


def test_words_over_several_lines_are_quoted_on_one() -> None:
    seed = "The sea\n  rises, and\r\nrises.\n"
    text = sidecar("p1: []", seed=seed)
    made = offered("sea\n  rises, and\r\nrises", "claim", text, seed=seed)
    assert made.quotes == ("sea rises, and rises",)
    after = pasted(text, made.place)
    assert faults(files(after, seed)) == []
    [label] = brief_of(after, seed).labels
    assert label.anchors[0].of(seed) == "sea\n  rises, and\r\nrises"


def test_a_statement_on_a_whole_passage_needs_no_quote_but_where_the_text_is_withheld() -> None:
    whole = SEA.split("\n\n")[0]
    assert offered(whole, "claim").label == f"- claim: {whole}"
    withheld = sidecar("p1: []", more="publish: quotes\n")
    assert offered(whole, "claim", withheld).quotes == (whole,)


def test_several_words_become_a_list_of_quotes() -> None:
    made = offered(["The sea rises", "rise faster"], value="It rises, and faster")
    assert made.label == ("- claim: It rises, and faster\n  quote:\n    - The sea rises\n    - rise faster")
    text = sidecar("p1: []\np2: []")
    after = pasted(text, made.place)
    [label] = brief_of(after).labels
    assert [anchor.of(SEA) for anchor in label.anchors] == ["The sea rises", "rise faster"]


def test_one_of_a_list_that_could_stand_elsewhere_is_not_offered() -> None:
    with pytest.raises(NoOffer, match="stands more than once"):
        offered(["The", "rise"])


def test_words_of_two_passages_are_no_label() -> None:
    with pytest.raises(NoOffer, match="from p1 into p2"):
        offered("faster.\n\nHarbours")


@pytest.mark.parametrize("spans", [[], [Span(5, 5)], [Span(48, 50)], [Span(10**6, 10**6 + 3)]])
def test_where_no_words_are_there_is_no_label(spans: list[Span]) -> None:
    with pytest.raises(NoOffer, match="no words"):
        select(brief_of(sidecar("p1: []")), spans)


def test_the_entity_is_known_by_its_names() -> None:
    assert offered("Port Office", "actor").value == "office"
    places = [one.id for one in offered("Delmouth", "place").entities]
    assert places == ["province", "town"]
    assert offered("Delmouth", "place", value="town").label.startswith("- place: town\n")
    assert offered("says the Port Office of", "actor").value == "office"


def test_an_entity_that_nobody_knows_is_given_too() -> None:
    made = offered("Harbours", "actor")
    assert (made.value, made.new_entity) == ("harbours", "harbours:\n  actor: Harbours\n")
    text = sidecar("p1: []\np2: []")
    after = pasted(text, made.place)
    assert faults(files(after, entities=YAML + made.new_entity)) == []
    assert offered("Port Office", "actor").new_entity == ""


def test_the_kind_is_that_of_the_entity_that_is_named() -> None:
    brief = brief_of(sidecar("p1: []"))

    def kind_of(words: str) -> str:
        start = SEA.index(words)
        selection = select(brief, [Span(start, start + len(words))])
        return likely_kind(selection, ENTITIES, KINDS).name

    assert kind_of("Port Office") == "actor"
    assert kind_of("Delmouth") == "place"
    assert kind_of("Harbours flood") == "claim"


def test_the_source_s_doubt_is_not_dropped() -> None:
    assert offered("likely to rise faster", "implication").label.endswith("\n  hedge: likely")
    assert "hedge" not in offered("The sea rises").label
    german = sidecar("p1: []", about="title: Das Meer, language: de")
    assert "hedge" not in offered("likely to rise faster", "implication", german).label


def test_what_is_labelled_so_already_is_said_a_suggestion_too() -> None:
    text = sidecar("p2:\n  - place: town\n    quote: Delmouth\n    status: suggested")
    [there] = offered("Delmouth", "place", text).present
    assert (there.address, there.status) == ("p2-place-town-1", "suggested")
    assert text.splitlines()[there.line - 1].strip() == "- place: town"
    assert offered("Delmouth", "actor", text).present == ()


def test_where_the_yaml_gives_no_place_the_label_alone_is_offered() -> None:
    brief = brief_of(sidecar("p1: []"))
    for broken in ("", "- a list", "labels: text\n", "labels:\n  p1: text\n"):
        made = offer(
            brief,
            Document("brief/sea.yaml", broken),
            EntityTable().entities,
            select(brief, [Span(0, 7)]),
            KINDS["claim"],
        )
        assert made.place is None
        assert made.label == "- claim: The sea\n  quote: The sea\n  occurrence: 1"
