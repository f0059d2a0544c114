"""The corpus of gen_corpus.py as the input of a peer.

    python bench/adapt.py hugo|hugo-json|eleventy CORPUS SITE

Both do the whole job in their own templates: flat marks from overlapping spans, entity pages by
turning the mentions round. They are spared the work of finding quotes: their input holds offsets.
`hugo-json` is `hugo` with the front matter in JSON, which shows what reading YAML costs it.
"""

from __future__ import annotations

import argparse
import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

from gen_corpus import Json, load_briefs, load_entities
from to_briefkit import as_yaml

TEMPLATES = Path(__file__).parent / "templates"


def front_matter(brief: Json) -> Json:
    """What stands above the text, the same for each peer; what a label does not say is left out."""
    labels = [
        {key: value for key, value in label.items() if value not in (None, "", [])}
        for label in brief["labels"]
    ]
    matter = {key: brief[key] for key in ("title", "author", "passages")}
    return matter | {"date": date.fromisoformat(brief["date"]), "labels": labels}


def mentioned(brief: Json) -> list[str]:
    return [entity["id"] for entity in brief["entities"]]


def yaml_page(matter: Json, text: str = "") -> str:
    return f"---\n{as_yaml(matter)}---\n{text}\n"


def json_page(matter: Json, text: str = "") -> str:
    return f"{json.dumps(matter, ensure_ascii=False, indent=1, default=str)}\n{text}\n"


def write_hugo(corpus: Path, site: Path, as_page: Callable[[Json, str], str] = yaml_page) -> None:
    write(site / "content/briefs/_index.md", as_page({"title": "Briefs"}, ""))
    for brief in load_briefs(corpus):
        matter = front_matter(brief) | {"entities": mentioned(brief)}  # a taxonomy
        write(site / f"content/briefs/{brief['slug']}.md", as_page(matter, brief["text"]))
    for entity in load_entities(corpus):
        # "kind" and "aliases" are words of Hugo's own.
        matter = {"title": entity["name"], "ekind": entity["kind"], "names": entity["aliases"]}
        matter |= {key: entity[key] for key in ("lat", "lon") if key in entity}
        write(site / f"content/entities/{entity['id']}/_index.md", as_page(matter, ""))


def write_hugo_json(corpus: Path, site: Path) -> None:
    write_hugo(corpus, site, json_page)


def write_eleventy(corpus: Path, site: Path) -> None:
    for brief in load_briefs(corpus):
        matter = front_matter(brief) | {"mentioned": mentioned(brief)}
        write(site / f"src/briefs/{brief['slug']}.md", yaml_page(matter, brief["text"]))
    write(site / "src/_data/entities.json", json.dumps(load_entities(corpus), ensure_ascii=False))


PEERS = {
    "hugo": (write_hugo, "hugo"),
    "hugo-json": (write_hugo_json, "hugo"),
    "eleventy": (write_eleventy, "eleventy"),
}


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def make_site(peer: str, corpus: Path, site: Path) -> None:
    write_input, templates = PEERS[peer]
    shutil.copytree(TEMPLATES / templates, site, dirs_exist_ok=True)
    for brief in load_briefs(corpus):
        write(site / "seeds" / f"{brief['slug']}.txt", brief["text"])
    write_input(corpus, site)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("peer", choices=PEERS)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("site", type=Path)
    options = parser.parse_args()
    make_site(options.peer, options.corpus, options.site)


if __name__ == "__main__":
    main()
