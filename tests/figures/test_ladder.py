"""The ladder of likelihood as a drawing of its own."""

import pytest
from tests.figures.charts import Box, collisions, draw, letters, parsed, there

from briefkit.figures.ladder import Term, ladder
from briefkit.figures.lettering import width
from briefkit.likelihood import SCALES


def rungs(name):
    return [
        Term(term.words, f"{term.low}–{term.high} %", term.low, term.high, term.words == "likely")
        for term in SCALES[name].terms
    ]


def test_a_ladder_without_rungs_is_not_drawn():
    assert ladder([], "Likelihood") is None


def test_a_band_stands_to_scale():
    likely = there(ladder(rungs("icd203"), "Likelihood")).rungs[4]
    assert (likely.words, likely.x, likely.length) == ("likely", "376", "80")


def test_what_the_brief_uses_is_told_from_the_rest():
    assert [rung.words for rung in there(ladder(rungs("icd203"), "")).rungs if rung.css_class == "f"] == [
        "likely"
    ]


@pytest.mark.parametrize("name", ["icd203", "phia"])
def test_no_words_or_bands_meet(name):
    view = there(ladder(rungs(name), "Likelihood"))
    boxes = [letters(one.per_cent, float(one.x), 14, middle=True) for one in view.bounds]
    for rung in view.rungs:
        boxes.append(letters(rung.words, 0, rung.text_y))
        boxes.append(letters(rung.range, view.width - width(rung.range, 12), rung.text_y))
        left = float(rung.x)
        boxes.append(Box(left, rung.y, left + float(rung.length), rung.y + 6))
    assert collisions(boxes) == []
    assert max(box.right for box in boxes) <= view.width


def test_the_drawing_is_a_picture_with_a_name():
    tree = parsed(draw("ladder", there(ladder(rungs("phia"), "A & B")), "file"))
    assert (tree.attrib["role"], tree.attrib["aria-label"]) == ("img", "A & B")
    assert len(list(tree.iter("rect"))) == 7
