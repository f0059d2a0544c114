"""Style sheets and scripts as the site carries them."""

from __future__ import annotations

import hashlib

from briefkit.site.assets import assets
from briefkit.site.theme import Theme


def content(files: dict[str, bytes], name: str) -> bytes:
    return assets(files)[name][1]


def test_an_asset_s_name_holds_its_digest() -> None:
    digest = hashlib.sha256(b"x").hexdigest()[:10]
    assert assets({"land.svg": b"x"}) == {"land.svg": (f"assets/land-{digest}.svg", b"x")}
    assert Theme({}, {}, {"land.svg": b"x"}).asset("land.svg") == f"assets/land-{digest}.svg"


def test_the_parts_of_a_folder_are_joined_in_the_order_of_their_names() -> None:
    files = {"style/20-b.css": b"b { top: 0 }\n", "style/10-a.css": b"/* why */\na { top: 1px }\n"}
    assert content(files, "style.css") == b"a{top:1px}b{top:0}"
    assert set(assets(files)) == {"style.css"}


def test_a_folder_gives_a_file_for_each_suffix() -> None:
    files = {"script/a.js": b"a();\n", "script/b.js": b"b();\n", "script/a.css": b"a { top: 0 }"}
    assert content(files, "script.js") == b"a();b();"
    assert set(assets(files)) == {"script.css", "script.js"}


def test_a_whole_file_stands_in_the_place_of_all_parts() -> None:
    files = {"style/10-a.css": b"a { top: 0 }", "style.css": b"b { top: 0 }"}
    assert content(files, "style.css") == b"b{top:0}"


def test_what_is_not_utf_8_is_left_as_it_is() -> None:
    assert content({"style.css": b"a { content: '\xe9' }"}, "style.css") == b"a { content: '\xe9' }"


def test_scripts_and_styles_keep_their_strings() -> None:
    assert content({"a.js": b"x = ' /* kept */  ' ;  // gone\n"}, "a.js") == b"x=' /* kept */  ';"
    assert content({"a.css": b"a::before { content: ' / * ' }"}, "a.css") == b"a::before{content:' / * '}"
