"""What the editors supplied, since the source does not say it: it stands in [brackets], and only that."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from briefkit.verify.annotations import SaidLabel
from briefkit.verify.forms import Form
from briefkit.verify.language import Language
from briefkit.verify.markup import Element
from briefkit.verify.prose import date_stands

BRACKETED = re.compile(r"\[[^\[\]]*\]")
IN_SIDECARS = ("editor", "id", "note", "occurrence", "quote", "reason", "tags")  # fields not named so in JSON

Fault = tuple[Element, str]


def faults_of_card(html: Form, language: Language, label: SaidLabel, card: Element) -> Iterator[Fault]:
    """What is called supplied is there, and what the card shows of it is in brackets as the JSON says."""
    own, supplied = label.own, label.own.get("supplied", ())
    given = {*own, *IN_SIDECARS, *(link.relation for link in label.links), label.kind}
    for name in supplied:
        if name not in given:
            yield card, f"“{name}” of “{label.address}” is called supplied, and the JSON has no such fact"
    yield from _faults_of_facts(html, language, label, card, ("basis", "confidence", "direction"))
    for one in html.page.with_class("outcome", card):
        if html.words(one).startswith("[") != ("outcome" in supplied):
            yield one, _message(label, "outcome")


def faults_of_judgment(
    html: Form, language: Language, label: SaidLabel, judgment: Element
) -> Iterator[Fault]:
    """The same of a key judgment at the top, which shows the date and the confidence."""
    yield from _faults_of_facts(html, language, label, judgment, ("confidence",))


def _faults_of_facts(
    html: Form, language: Language, label: SaidLabel, element: Element, names: Iterable[str]
) -> Iterator[Fault]:
    """Of the named facts and the date."""
    own, shown = label.own, list(_bracketed(html, element))
    words = {one.casefold() for one in shown}
    found = {name: language.word(own[name]).casefold() in words for name in names if name in own}
    if "when" in own:
        found["when"] = any(date_stands(own["when"], one, language.months) for one in shown)
    for name, in_brackets in found.items():
        if in_brackets != (name in own.get("supplied", ())):
            yield element, _message(label, name)


def _bracketed(html: Form, element: Element) -> Iterator[str]:
    """What stands in brackets, and is neither a likelihood nor in a link."""
    for one in html.page.inside(element):
        words = html.words(one)
        if "m" in one.classes:
            yield from (fact[1:-1] for fact in words.split(" · ") if BRACKETED.fullmatch(fact))
        elif "confidence" in one.classes:  # what it rests on, behind the colon, may have brackets of its own
            yield from (found[1:-1] for found in BRACKETED.findall(words.partition(": ")[0]))
        elif "why" in one.classes and (found := BRACKETED.match(words)):
            yield found[0][1:-1]


def _message(label: SaidLabel, name: str) -> str:
    return f"whether “{name}” of “{label.address}” is supplied is not what the JSON says"
