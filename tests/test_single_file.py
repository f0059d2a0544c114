"""A built page as one file: nothing outside it is loaded, and nothing else in it may run."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit.files import Memory
from briefkit.single_file import CannotStandAlone, edited, read_tags, single_file, standing_alone
from tests.archives import archive
from tests.commands import call, lay_down

PATH = "briefs/2016/sea.html"
HEAD = (
    '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
    '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">\n'
    '<link rel="canonical" href="https://example.org/a%20b/briefs/2016/sea.html">'
    '<link rel="stylesheet" href="../../assets/style-1.css">'
    '<script src="../../assets/script-1.js" defer></script>'
)
FILES = {
    "assets/style-1.css": b"p{background:url(dot.svg)}q{background:url('#in-here')}/*</style>*/\r\n",
    "assets/script-1.js": b'"use strict";document.title="</script><!--";\r\n',
    "assets/dot.svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    "assets/map.png": b"\x89PNG",
}


def page(body: str, head: str = HEAD) -> str:
    return f"{head}</head><body>{body}</body></html>\n"


def one_file(body: str, head: str = HEAD, **more: bytes) -> str:
    files = {**FILES, PATH: page(body, head).encode(), **more}
    return single_file(PATH, Memory(files)).decode()


def digest(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


def test_the_policy_lets_pass_what_the_file_was_written_with_and_nothing_else():
    whole = one_file("<p>x</p>")
    style = re.findall(r"<style>(.*?)</style>", whole, re.DOTALL)
    script = re.findall(r"<script>(.*?)</script>", whole, re.DOTALL)
    [policy] = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', whole)
    assert policy == (
        f"default-src 'none'; style-src {digest(*style)}; script-src {digest(*script)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def test_without_scripts_none_may_run():
    whole = one_file("<p>x</p>", HEAD.partition("<script")[0])
    assert "script-src 'none'" in whole
    assert "<script" not in whole


def test_a_script_runs_when_the_page_is_there_and_cannot_end_its_element():
    whole = one_file("<p>x</p>")
    assert whole.index("<p>x</p>") < whole.index("<script>")
    assert r'document.title="<\/script><\!--";' in whole
    assert r"<\/style>" in whole
    assert "\r" not in whole


def test_pictures_stand_in_the_file():
    whole = one_file('<img src="../../assets/map.png" alt=""><svg><image HREF="../../assets/dot.svg"/></svg>')
    dot = base64.b64encode(FILES["assets/dot.svg"]).decode()
    assert '<img src="data:image/png;base64,iVBORw==" alt="">' in whole
    assert f'HREF="data:image/svg+xml;base64,{dot}"/>' in whole
    assert f'url("data:image/svg+xml;base64,{dot}")' in whole
    assert "url('#in-here')" in whole


def test_what_a_file_cannot_hold_is_said():
    with pytest.raises(CannotStandAlone, match=r"draws a part of \.\./\.\./assets/dot\.svg#a"):
        one_file('<svg><use href="../../assets/dot.svg#a"/></svg>')
    with pytest.raises(CannotStandAlone, match="is no picture"):
        one_file('<img src="film.mp4" alt="">')
    with pytest.raises(CannotStandAlone, match="no policy"):
        one_file("", "<!doctype html><html><head>")
    with pytest.raises(FileNotFoundError):
        one_file('<img src="gone.png" alt="">')


def test_a_part_of_the_page_itself_is_drawn_as_before():
    body = '<svg><use href="#_track"/></svg><img src="data:image/png;base64,AA==" alt="">'
    assert body in one_file(body)


LINKS = {
    '<a class="x" href="../../actors/is.html">IS</a>': '<a class="x" href="https://example.org/a%20b/actors/is.html">IS</a>',
    '<a href="../sea%20two.html?a=1&amp;b#p2">two</a>': '<a href="https://example.org/a%20b/briefs/sea%20two.html?a=1&amp;b#p2">two</a>',
    '<a href="sea.html#p1">p1</a>': '<a href="#p1">p1</a>',
    '<a href="#p1:~:text=a">p1</a>': '<a href="#p1:~:text=a">p1</a>',
    '<a href="https://example.com/">w</a>': '<a href="https://example.com/">w</a>',
    '<a href="mailto:a@example.com">m</a>': '<a href="mailto:a@example.com">m</a>',
}


@pytest.mark.parametrize(("before", "after"), LINKS.items())
def test_a_link_leads_to_where_the_site_is_published(before, after):
    assert after in one_file(before)


def test_without_an_address_a_link_is_its_words():
    head = HEAD.replace('<link rel="canonical" href="https://example.org/a%20b/briefs/2016/sea.html">', "")
    head += '<link rel="alternate" type="text/markdown" href="sea.md">'
    whole = one_file('<a data-relation="supports" rel="next" href="../x.html#a">the claim</a>', head)
    assert '<a data-relation="supports">the claim</a>' in whole
    assert "sea.md" not in whole
    assert "a:not([href]){text-decoration:none}" in whole


def test_on_paper_only_links_change():
    before = page('<a href="../x.html">x</a>')
    assert standing_alone(PATH, before) == before.replace(
        "../x.html", "https://example.org/a%20b/briefs/x.html"
    )


def test_text_that_looks_like_a_tag_is_text():
    body = '<p title="<a href=\'x.html\'>">&lt;a href="x.html"&gt;</p><!-- <a href="x.html"> -->'
    assert body in one_file(body)


PIECES = ["<p>", "</p>", "\n", "\r\n", "é🌊", "&amp;", '<a href="x">', "<!-- < -->", "<br/>"]


@given(st.lists(st.sampled_from(PIECES)))
def test_every_tag_is_found_where_it_stands(pieces):
    text = "".join(pieces)
    tags = read_tags(text)
    assert [tag.text for tag in tags] == [one for one in pieces if one[0] == "<" and one[1] != "!"]
    assert all(text[tag.start : tag.end] == tag.text for tag in tags)
    assert edited(text, []) == text


# -- the command -----------------------------------------------------------------------------------


def test_the_command_builds_and_writes_the_file(tmp_path):
    folder = lay_down(tmp_path, archive())
    ended = call("build", "--single-file", "sea", folder=folder)
    assert ended.code == 0, ended.err
    whole = (folder / "sea.html").read_text("utf-8")
    assert "The sea" in whole
    assert not re.findall(r'(?:src|href)="(?!#|data:|https?:)[^"]+"', whole)
    again = call("build", "--single-file", "sea", "-o", "mail/other.html", "--quiet", folder=folder)
    assert (again.code, again.out) == (0, "")
    assert (folder / "mail" / "other.html").read_text("utf-8") == whole


def test_the_command_replaces_its_own_files_and_no_others(tmp_path):
    folder = lay_down(tmp_path, archive())
    assert call("build", "--single-file", "sea", folder=folder).code == 0
    assert call("build", "--single-file", "sea", folder=folder).code == 0
    (folder / "sea.html").write_text("my own notes")
    ended = call("build", "--single-file", "sea", folder=folder)
    assert ended.code == 2
    assert "sea.html is there, and briefkit did not make it; --force replaces it" in ended.err
    assert call("build", "--single-file", "sea", "--force", folder=folder).code == 0
    assert "The sea" in (folder / "sea.html").read_text("utf-8")


def test_the_command_says_which_brief_was_meant(tmp_path):
    folder = lay_down(tmp_path, archive())
    ended = call("build", "--single-file", "seas", folder=folder)
    assert (ended.code, "the nearest is sea" in ended.err) == (2, True)
    assert call("build", "--single-file", "../sea", folder=folder).code == 2
    assert "--output names the file of --single-file" in call("build", "-o", "x.html", folder=folder).err


def test_a_page_of_an_archives_own_that_cannot_stand_alone_is_reported(tmp_path):
    files = archive()
    files["templates/brief.html.j2"] = b"<!doctype html><p>{{ about.title }}</p>"
    ended = call("build", "--single-file", "sea", folder=lay_down(tmp_path, files))
    assert (ended.code, "has no policy" in ended.err) == (2, True)


def test_values_without_quotation_marks_are_read_alike():
    head = (
        "<!doctype html><html><head><meta http-equiv=Content-Security-Policy content=\"default-src 'none'\">"
        "<link rel=canonical href=https://example.org/a%20b/briefs/2016/sea.html>"
        "<link rel=stylesheet href=../../assets/style-1.css>"
    )
    whole = one_file("<a class=x href=../x.html#p1>x</a>", head)
    assert '<a class=x href="https://example.org/a%20b/briefs/x.html#p1">x</a>' in whole
    assert "<link rel=stylesheet" not in whole
