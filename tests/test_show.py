"""A label, a passage, a brief, an entity: everything an editor asks about it, with the place to open."""

from __future__ import annotations

import pytest

from briefkit.files import Memory
from briefkit.show import NotThere, show
from briefkit.terminal_text import Style
from briefkit.workspace import Workspace
from tests.archives import archive, sidecar
from tests.small_archive import FILES


def told(name, files=FILES, *, colour=False, every=False):
    workspace = Workspace(Memory(files), drafts=True)
    workspace.refresh()
    return list(show(workspace, name, Style(colour), every=every))


def test_a_statement_stands_with_its_words_its_fields_and_its_links_both_ways():
    lines = told("islands#holds")
    assert lines[0] == "islands#holds  brief/islands.yaml:42:7  implication, draft, by hk"
    assert "  The Grey Fleet will probably keep hold of the town" in lines
    assert "p1  seeds/north/islands 1.txt:2:18" in lines
    text = "\n".join(lines)
    assert "It will probably ⟦hold the town⟧." in text.replace("\n  ", " ")
    assert "  hedge       probably" in lines
    assert "  outcome     partly, 2017-01, It held until January" in lines
    assert "  indicators  Ships stay at anchor; The mayor does not return" in lines
    assert lines[-4:] == [
        "  supports         tides#waits  The Grey Fleet rests and waits",
        "  comes of         seized  the seizure",
        "  contradicted by  follow  Two islands may follow the town",
        "  supported by     tides#p3-implication-1  The Grey Fleet could sail north",
    ]


def test_a_mention_stands_with_the_name_of_its_entity():
    lines = told("islands#p1-place-port-amber-1")
    assert lines[2] == "  port-amber (Port Amber)"
    assert "⟦Port Amber⟧" in "\n".join(lines)


def test_a_label_on_a_whole_passage_marks_all_of_it():
    text = "\n".join(told("islands#p3-trend-1"))
    assert "⟦The Grey Fleet has lost ships every year since 2012.⟧" in text


def test_a_passage_stands_with_its_labels():
    lines = told("islands#p2")
    assert lines[0] == "islands#p2  seeds/north/islands 1.txt:4:1  item"
    assert lines[2] == "  • ⟦Two islands⟧ ⟦may follow⟧; ⟦Port Amber⟧’s mayor fled to ⟦Cape Bruin⟧."
    assert lines[4:6] == [
        "  follow  brief/islands.yaml:60:7  (disputed)",
        "    implication: Two islands may follow the town",
    ]
    assert told("islands#p4")[-1] == "no labels"


def test_a_brief_stands_with_what_it_is_and_what_it_judges():
    lines = told("islands")
    assert lines[0] == "What the “Grey Fleet” does next  brief/islands.yaml:1:1"
    assert "  labels     1 claim, 1 trend, 2 implication, 2 actor, 3 place" in lines
    assert "  passages   4, 3 of them labelled" in lines
    assert "key judgments" in lines
    assert "  superseded by  harbour" in told("tides")


def test_an_entity_stands_with_its_mentions_and_what_is_said_by_it_and_of_it():
    lines = told("grey-fleet")
    assert lines[0] == "grey-fleet  brief/entities.yaml:1:1  actor: Grey Fleet"
    assert "  aliases   The Fleet, Fleet, Grey" in lines
    assert "  part of   greys" in lines
    assert "4 mentions" in lines
    assert "    The ⟦“Grey Fleet”⟧ & its allies seized <Port Amber> 🌊 on Monday." in lines
    assert "1 statement by it" in lines
    assert told("entity:greys")[0] == told("greys")[0]


def test_of_many_mentions_the_first_are_listed_unless_all_are_asked_for():
    seed = "\n\n".join(["Varn is shut."] * 25) + "\n"
    labels = "".join(f"p{number}:\n  - place: varn\n    quote: Varn\n" for number in range(1, 26))
    files = archive(labels, seed=seed, more_keys="entities: {varn: {place: Varn}}\n")
    lines = told("varn", files)
    assert lines[0] == "varn  brief/sea.yaml:4:12  place: Varn"
    assert "25 mentions, the first 20 (--all lists them)" in lines
    assert sum("⟦Varn⟧" in line for line in lines) == 20
    assert sum("⟦Varn⟧" in line for line in told("varn", files, every=True)) == 25


def test_in_colour_words_are_marked_by_it_on_every_line_that_they_run_through():
    lines = told("islands#p3-trend-1", colour=True)
    assert not any("⟦" in line for line in lines)
    files = archive("p1:\n  - claim: Long\n", seed="word " * 60)
    marked = [line for line in told("sea#p1-claim-1", files, colour=True) if "\x1b[1;33m" in line]
    assert len(marked) == 4
    assert all(line.startswith("  \x1b[1;33m") and line.endswith("\x1b[0m") for line in marked)


def test_a_label_that_did_not_get_in_says_why():
    files = archive("p1:\n  - claim: It rises\n    id: rises\n    quote: The see\n")
    lines = told("sea#rises", files)
    assert lines == ["sea#rises  brief/sea.yaml:6:7  did not get in", '  "The see" does not stand in p1']


def test_a_suggested_label_is_shown():
    files = archive("p1:\n  - claim: It rises\n    status: suggested\n")
    assert told("sea#p1-claim-1", files)[0].endswith("  claim, suggested")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("island", "there is no brief or entity island; the nearest is islands"),
        ("island#holds", "there is no brief island; the nearest is islands"),
        ("islands#hold", "islands has no label or passage hold; the nearest is islands#holds"),
        ("islands#", "islands has no label or passage "),
        ("the fleet", "there is no brief or entity the fleet; that is a name of `grey-fleet`"),
        ("zzzzzz", "there is no brief or entity zzzzzz"),
        ("zzzzzz#a", "there is no brief zzzzzz"),
    ],
)
def test_a_name_that_is_not_there_is_told_with_the_nearest(name, said):
    with pytest.raises(NotThere, match="^" + said):
        told(name)


def test_a_brief_that_cannot_be_read_is_told_apart_from_one_that_is_not_there():
    files = {**FILES, "brief/ice.yaml": sidecar("p1: []\n", file="gone.txt").encode()}
    with pytest.raises(NotThere, match="ice could not be read: `briefkit check` says why"):
        told("ice#p1", files)
