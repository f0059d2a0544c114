from briefkit.terminal_text import columns, padded, visible


def test_what_a_terminal_would_obey_is_made_visible():
    assert visible("a\x1b[31m\tb\u202ec\n") == "a␛[31m b<U+202E>c "


def test_wide_characters_take_two_columns_and_combining_ones_none():
    assert columns("日e\u0301") == 3
    assert padded("日", 4) == "日  "
