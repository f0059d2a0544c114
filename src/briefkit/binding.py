"""A brief's page as a book would have it: the text first, then the labels as notes, by passage.

Works on the tree of the page in place. What only a screen needs goes: the way through the site,
scripts, what folds.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement

SCREEN_ONLY = frozenset({"skip", "site", "foot"})  # classes
DETAILS = frozenset({"details", "summary"})
KEPT = frozenset({"description", "generator"})  # what the head says in `meta`


def bind(root: Element, heading: str) -> None:
    """`heading` stands above the notes."""
    _describe(root)
    _take_away(root)
    _put_notes_behind(root, heading)
    _unfold(root)
    _list_facts(root)
    _part_strokes(root)
    _shorten_links(root)
    _put_foot_first(root)


def classes(element: Element) -> list[str]:
    return element.get("class", "").split()


def with_class(root: Element, name: str) -> Iterator[Element]:
    return (one for one in root.iter() if name in classes(one))


def metas(root: Element, name: str) -> list[str]:
    """The contents of the head's `meta` of that name or property."""
    found = (one for one in root.iter("meta") if name in (one.get("name"), one.get("property")))
    return [one.get("content", "") for one in found]


def seed_digest(root: Element) -> str:
    """The SHA-256 of the seed in 64 hex digits; "" on a page that is no brief's."""
    return next((digest for one in root.iter() if (digest := one.get("data-sha256"))), "")


# -- the head --------------------------------------------------------------------------------------


def _describe(root: Element) -> None:
    """What the file says of itself: the page's title, the source's authors, the seed's digest."""
    head = root.find("head")
    assert head is not None
    said = {
        "author": metas(root, "citation_author"),
        "seed-sha256": [seed_digest(root)],
        "dcterms.created": metas(root, "article:published_time"),
        "dcterms.modified": metas(root, "article:modified_time"),
    }
    title = metas(root, "citation_title")
    for meta in list(head.iter("meta")):
        if meta.get("name") not in KEPT:
            head.remove(meta)
    for name, contents in said.items():
        for content in filter(None, contents):
            SubElement(head, "meta", {"name": name, "content": content})
    for element in head.iter("title"):
        element.text = title[0] if title else element.text


# -- the body --------------------------------------------------------------------------------------


def _take_away(root: Element) -> None:
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag in ("script", "link") or SCREEN_ONLY.intersection(classes(child)):
                _remove(parent, child)


def _remove(parent: Element, child: Element) -> None:
    """Take the child out; the text behind it stays."""
    place = list(parent).index(child)
    if child.tail and place:
        parent[place - 1].tail = (parent[place - 1].tail or "") + child.tail
    elif child.tail:
        parent.text = (parent.text or "") + child.tail
    parent.remove(child)


def _put_notes_behind(root: Element, heading: str) -> None:
    source = next(with_class(root, "source"), None)
    if source is None:
        return
    notes = Element("section", {"class": "notes"})
    title = SubElement(SubElement(notes, "div", {"class": "sh"}), "h2")
    title.text = heading
    for row in with_class(source, "row"):
        labels = next((child for child in row if "labels" in classes(child)), None)
        passage = next((child for child in row if "passage" in classes(child)), None)
        if labels is None or passage is None:
            continue
        row.remove(labels)
        group = SubElement(notes, "div", {"class": "noted", "dir": "auto"})
        number = SubElement(SubElement(group, "h3"), "a", {"href": f"#{passage.get('id')}"})
        number.text = passage.get("id")
        group.extend(with_class(labels, "col"))
    if len(notes) > 1:
        _put_behind(root, source, notes)


def _put_behind(root: Element, first: Element, second: Element) -> None:
    for parent in root.iter():
        if first in list(parent):
            parent.insert(list(parent).index(first) + 1, second)
            return


def _unfold(root: Element) -> None:
    """On paper nothing folds: a summary that is a sentence stays as one, any other was a handle."""
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag == "summary" and "sentence" not in classes(child):
                _remove(parent, child)
            elif child.tag in DETAILS:
                child.tag = "p" if child.tag == "summary" else "div"


def _list_facts(root: Element) -> None:
    """A list of facts as a list of lines: the list of a PDF has no groups in it."""
    for facts in root.iter("dl"):
        facts.tag = "ul"
        for line in facts:
            line.tag = "li"
            for part in line:
                part.set("class", part.tag)
                part.tag = "span"


def _part_strokes(root: Element) -> None:
    """One element for each stroke under a piece of words: `c1 t2 a0` becomes three, one in the other.

    A stroke is then the lower border of an element, which a renderer draws far quicker than a layer
    of a background.
    """
    for mark in list(root.iter("mark")):
        first, *others = classes(mark) or [""]
        mark.set("class", first)
        for stroke in others:
            inner = Element("span", {"class": f"k {stroke}"})
            inner.text, mark.text = mark.text, None
            mark.append(inner)
            mark = inner


def _shorten_links(root: Element) -> None:
    """A text fragment (`#p8:~:text=…`) is for browsers; a PDF knows the place before it."""
    for link in root.iter("a"):
        if link.get("href", "").startswith("#"):
            link.set("href", link.get("href", "").partition(":~:")[0])


def _put_foot_first(root: Element) -> None:
    """What runs at the foot of every sheet stands before all else, or the first sheets would lack it."""
    body = root.find("body")
    assert body is not None
    for running in [one for one in body if "running" in classes(one)]:
        body.remove(running)
    foot = Element("div", {"class": "running"})
    made = metas(root, "dcterms.modified") or metas(root, "dcterms.created")
    title = next((element.text or "" for element in root.iter("title")), "")
    handling = next(("".join(one.itertext()) for one in with_class(body, "handling")), "")
    SubElement(foot, "p").text = " · ".join(filter(None, [title, *made, handling]))
    if digest := seed_digest(root):
        SubElement(foot, "p").text = f"SHA-256 {digest}"
    body.insert(0, foot)
