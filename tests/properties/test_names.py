from hypothesis import given
from hypothesis import strategies as st

from briefkit.names import nearest_name, nearest_slug, problem_with_id, problem_with_slug

texts = st.text(st.characters(max_codepoint=0x24F), max_size=20) | st.text(max_size=20)


@given(texts)
def test_a_mended_name_is_a_name_and_needs_no_more_mending(text):
    name = nearest_name(text)
    if name is not None:
        assert problem_with_id(name) is None
        assert nearest_name(name) == name


@given(st.from_regex(r"[a-z0-9]{1,5}(-[a-z0-9]{1,5}){0,2}", fullmatch=True))
def test_what_is_a_name_stays_as_it_is(name):
    assert nearest_name(name) == (name if problem_with_id(name) is None else None)


@given(st.lists(texts, max_size=3).map("/".join))
def test_a_mended_slug_is_a_slug(text):
    slug = nearest_slug(text)
    if slug is not None:
        assert problem_with_slug(slug) is None
        assert nearest_slug(slug) == slug
