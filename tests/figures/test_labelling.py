"""Where names stand on a map."""

from briefkit.figures.labelling import Box, Labelling, label_box


def labelling(*dots, sizes=(10.0,)):
    return Labelling(200, 100, sizes, dots, 3)


def test_a_name_stands_to_the_right_of_its_dot():
    assert labelling((50, 50)).place(50, 50, 4, is_area=False) == "E"


def test_at_the_right_edge_it_stands_to_the_left():
    assert labelling((190, 50)).place(190, 50, 4, is_area=False) == "W"


def test_a_name_gives_way_to_a_dot_and_to_the_name_before():
    names = labelling((50, 50), (80, 50))
    assert names.place(50, 50, 4, is_area=False) == "W"
    assert names.place(50, 50, 4, is_area=False) != "W"


def test_the_name_of_an_area_stands_on_it():
    assert labelling().place(100, 50, 4, is_area=True) == "C"


def test_without_room_there_is_no_name():
    names = labelling((50, 50))
    names.keep_free(Box(0, 0, 200, 100))
    assert names.place(50, 50, 4, is_area=False) == ""
    assert labelling((50, 50)).place(50, 50, 40, is_area=False) == ""


def test_a_name_that_fits_on_a_wide_page_only_says_so():
    assert labelling((100, 50), sizes=(10.0, 30.0)).place(100, 50, 8, is_area=False) == "E o"


def test_a_position_that_holds_in_all_sizes_goes_before_a_better_one_that_does_not():
    assert labelling((150, 50), sizes=(10.0, 20.0)).place(150, 50, 3, is_area=False) == "W"


def test_what_a_name_covers_is_measured_from_its_point():
    box = label_box(100, 50, (-1.0, -0.5, 0.32), 4, 10)
    assert (box.left, box.right) == (55, 95)
    assert box.top < 50 < box.bottom
