"""What a page's head tells machines is what its brief says; what is left out is not missed."""

from __future__ import annotations

import pytest
from tests.small_archive import FILES
from tests.verify.forging import Site, built, forged, messages

PAGE = "briefs/islands.html"
ADDRESS = "https://example.org/sea/briefs/islands.html"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return built(FILES, tmp_path_factory.mktemp("machine"))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('citation_title content="What', 'citation_title content="Why', "“citation_title” is not what"),
        ('og:title" content="What', 'og:title" content="Why', "“og:title” is not what"),
        ('citation_author content="A. W', 'citation_author content="C. W', "“citation_author” is not what"),
        ('<meta name=citation_author content="B. Author">', "", "“citation_author” is not what"),
        ('citation_editor content="H. K', 'citation_editor content="C. K', "“citation_editor” does not"),
        ("date content=2016/07>", "date content=2015/07>", "“citation_publication_date” is not what"),
        ('_time" content=2016-08-01', '_time" content=2016-08-02', "“article:published_time” is not"),
        ('publisher content="Sea R', 'publisher content="See R', "“citation_publisher” is not what"),
        ("language content=en-GB", "language content=en-US", "“citation_language” is not what"),
        (
            f'text_html_url content="{ADDRESS}',
            'text_html_url content="https:',
            "“citation_fulltext_html_url”",
        ),
        ('site_name" content="The sea', 'site_name" content="The big sea', "“og:site_name” does not stand"),
        ("content=en_GB", "content=en_US", "“og:locale” is not the language of the page"),
        ('description content="It says that', 'description content="It says not', "“description” does not"),
    ],
)
def test_a_tag_that_says_something_else_is_found(site: Site, old: str, new: str, message: str) -> None:
    assert any(message in one for one in messages(forged(site, PAGE, old, new), PAGE))


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ('"@context":"https://schema.org"', '"@context":"https://example.org"', "@context"),
        (f'"@id":"{ADDRESS}"', '"@id":"https://example.com/"', "@id"),
        ('"name":"What the “Grey Fleet” does next"', '"name":"What it does"', "name"),
        ('"name":"A. Writer"', '"name":"C. Writer"', "author.name"),
        ('"familyName":"Writer"', '"familyName":"Printer"', "author.familyName"),
        ('"name":"H. Keyes"', '"name":"H. Locks"', "editor.name"),
        ('"dateModified":"2016-08-03"', '"dateModified":"2016-08-04"', "dateModified"),
        ('"inLanguage":"en-GB"', '"inLanguage":"en-US"', "inLanguage"),
        ('"name":"Sea House"', '"name":"See House"', "publisher.name"),
        ('"name":"Sea Review"', '"name":"Sea House"', "isBasedOn.publisher.name"),
        ('"copyrightNotice":"© Sea', '"copyrightNotice":"© See', "isBasedOn.copyrightNotice"),
        ('"sha256":"7ba61', '"sha256":"8ba61', "isBasedOn.encoding.sha256"),
        ('"contentSize":"265 B"', '"contentSize":"266 B"', "isBasedOn.encoding.contentSize"),
        (
            '"encodingFormat":"text/plain"',
            '"encodingFormat":"text/html"',
            "isBasedOn.encoding.encodingFormat",
        ),
        ('north/islands%201.txt"', 'north/islands.txt"', "isBasedOn.encoding.contentUrl"),
        ('"conditionsOfAccess":"TLP:GREEN"', '"conditionsOfAccess":"TLP:CLEAR"', "conditionsOfAccess"),
        ('"@type":"Report",', '"@type":"Report","about":"a thing of which nothing is said",', "about"),
    ],
)
def test_data_that_says_something_else_is_found(site: Site, old: str, new: str, where: str) -> None:
    message = f"“{where}” of the block of data is not what the brief says"
    assert message in messages(forged(site, PAGE, old, new), PAGE)


def test_data_that_cannot_be_read_is_found(site: Site) -> None:
    for new in ('{"@context"', "[" * 3000 + '{"@context"'):
        changed = forged(site, PAGE, '{"@context":"https://schema.org",', new)
        assert "the block of data is no JSON" in messages(changed, PAGE)


def test_a_page_may_tell_machines_nothing(site: Site) -> None:
    text = site[PAGE].decode()
    start = text.index('<script type="application/ld+json">')
    data = text[start : text.index("</script>", start) + len("</script>")]
    changed = forged(site, PAGE, data, "")
    for name in ("description", "citation_language", "citation_publication_date"):
        start = text.index(f"<meta name={name}")
        changed = forged(changed, PAGE, text[start : text.index(">", start) + 1], "")
    assert messages(changed) == []


def test_a_list_describes_itself_by_what_stands_on_it(site: Site) -> None:
    begin = '<meta name=description content="'
    for path in ("index.html", "judgments.html", "actors/grey-fleet.html"):
        found = messages(forged(site, path, begin, f"{begin}Nowhere: "), path)
        assert "“Nowhere” of the description does not stand on the page" in found
