"""The YAML files as people write them: one form a mapping, every scalar a text.

pydantic stands at this door and nowhere further in: all mistakes of a mapping come out at
once. What a form cannot judge alone (whether a quote stands, whether an id is known) is
`resolve`'s. The JSON Schema of `json_schema.py` is made from these forms, descriptions and all.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from briefkit import edtf, names
from briefkit.countries import COUNTRIES

NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
# A language tag as BCP 47 builds it: letters, then parts of letters and digits.
LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
SHA256 = re.compile(r"[0-9a-f]{64}")


def misfit(
    message: str, help: str | None = None, rule: str = "wrong-value", write: str | None = None
) -> PydanticCustomError:
    """A mistake in words of our own; `rule` names the diagnostic that it becomes.

    `write` is what was most likely meant, word for word.
    """
    return PydanticCustomError(
        "briefkit", "{message}", {"message": message, "help": help or "", "rule": rule, "write": write or ""}
    )


def _matching(
    pattern: re.Pattern[str], what: str, help: str, mend: Callable[[str], str] = str.strip
) -> AfterValidator:
    def check(text: str) -> str:
        if not pattern.fullmatch(text):
            mended = mend(text)
            raise misfit(f"`{text}` is not {what}", help, write=mended if pattern.fullmatch(mended) else None)
        return text

    return AfterValidator(check)


def _named(problem: Callable[[str], str | None]) -> AfterValidator:
    def check(text: str) -> str:
        if fault := problem(text):
            nearest = names.nearest_name(text)
            usable = nearest and nearest != text and problem(nearest) is None
            help = f"write `{nearest}`" if usable else "choose another word"
            raise misfit(fault, help, "bad-name", nearest if usable else None)
        return text

    return AfterValidator(check)


def _not_empty(text: str) -> str:
    if not text.strip():
        raise misfit("the value is empty", "write the value, or take the key away", "empty-value")
    return text


def _date(text: str) -> str:
    try:
        edtf.parse(text)
    except edtf.NotEdtf as error:
        raise misfit(error.problem, error.help, write=error.meant) from None
    return text


def _web_address(text: str) -> str:
    if not re.match(r"https?://[^\s/]+", text):
        bare = re.match(r"www\.[^\s/]+\.[^\s]+\Z", text)
        help = "begin it with https:// or http://"
        raise misfit(f"`{text}` is not a web address", help, write=f"https://{text}" if bare else None)
    return text


def _number(low: float, high: float, what: str, example: str = "43.70") -> Callable[[str], float]:
    def read(text: str) -> float:
        if not NUMBER.fullmatch(text):
            mended = text.replace(",", ".")
            raise misfit(
                f"`{text}` is not a number",
                f"write digits, with a point before decimals: {example}",
                write=mended if NUMBER.fullmatch(mended) else None,
            )
        if not low <= (value := float(text)) <= high:
            raise misfit(f"{text} is not {what} ({low:g} to {high:g})")
        return value

    return read


def _count(text: str) -> int:
    if not re.fullmatch("[0-9]{1,9}", text):
        raise misfit(f"`{text}` is not a whole number", "write digits: 13")
    return int(text)


def _truth(text: str) -> bool:
    if text not in ("true", "false"):
        meant = "true" if text.casefold() in ("true", "yes", "on") else None
        help = "write `true`, or take the key away"
        raise misfit(f"`{text}` is neither `true` nor `false`", help, write=meant)
    return text == "true"


def _occurrence(text: str) -> int | Literal["all"]:
    if text == "all":
        return "all"
    if not re.fullmatch(r"[0-9]+", text) or int(text) < 1:
        raise misfit(f"`{text}` is no occurrence", "count from 1 which of them is meant, or write `all`")
    return int(text)


def _as_list(value: object) -> object:
    return value if isinstance(value, list) else [value]


def _or_gone(text: str) -> str | None:
    if not text.strip():
        raise misfit("the value is empty", "write the new name, or `~` where it is gone", "empty-value")
    return None if text in ("~", "null") else text


def _each(read: Callable[[str], Any]) -> Callable[[object], object]:
    """Read every text of a list; what is not text is left for pydantic to name."""
    return lambda value: (
        [read(one) if isinstance(one, str) else one for one in value] if isinstance(value, list) else value
    )


def _from_text(read: Callable[[str], Any]) -> BeforeValidator:
    return BeforeValidator(lambda value: read(value) if isinstance(value, str) else value)


# JSON Schema is read by editors that know YAML's own types, so where the format has text it
# takes what YAML makes of `2016`, `NO` and `~` too, and where it has a number, one in quotation
# marks. What a `format` means stands in json_schema.py.
TEXT_SCHEMA = {"type": ["string", "number", "boolean", "null"]}
ONE_OR_MORE = {"anyOf": [TEXT_SCHEMA, {"type": "array", "items": TEXT_SCHEMA}]}


def _format(name: str) -> WithJsonSchema:
    return WithJsonSchema({"format": name})


Text = Annotated[str, AfterValidator(_not_empty), WithJsonSchema(TEXT_SCHEMA)]
Date = Annotated[Text, AfterValidator(_date), _format("edtf")]
Web = Annotated[Text, AfterValidator(_web_address), _format("web-address")]
Id = Annotated[Text, _named(names.problem_with_id), _format("label-id")]
Name = Annotated[Text, _named(names.problem_with_entity_id), _format("new-entity-id")]
Tag = Annotated[Text, _named(names.problem_with_tag), _format("tag")]
Slug = Annotated[Text, _named(names.problem_with_slug), _format("slug")]
Language = Annotated[
    Text,
    _matching(
        LANGUAGE,
        "a language tag",
        "write it as BCP 47 does: en, en-GB, ar",
        lambda text: text.strip().replace("_", "-"),
    ),
    _format("language"),
]
Latitude = Annotated[float, _from_text(_number(-90, 90, "a latitude")), _format("latitude")]
Longitude = Annotated[float, _from_text(_number(-180, 180, "a longitude")), _format("longitude")]
Share = Annotated[float, _from_text(_number(0, 1, "a share", "0.5 for half")), _format("share")]
Truth = Annotated[bool, _from_text(_truth), _format("truth")]
Replacement = Annotated[
    str | None,
    _from_text(_or_gone),
    WithJsonSchema({**TEXT_SCHEMA, "description": "the new name; ~: it is gone"}),
]
Texts = tuple[Text, ...]
LabelStatus = Literal["suggested", "draft", "reviewed", "disputed"]
Publish = Literal["full", "quotes"]
Scale = Literal["icd203", "phia"]


def _country(text: str) -> str:
    if text not in COUNTRIES:
        named = {name.casefold(): code for code, name in COUNTRIES.items()} | {"uk": "GB", "usa": "US"}
        code = text.upper() if text.upper() in COUNTRIES else named.get(text.casefold())
        raise misfit(
            f"`{text}` is no ISO 3166-1 country code",
            f"write `{code}`" if code else "two capital letters: FR, IQ, US",
            write=code,
        )
    return text


Country = Annotated[Text, AfterValidator(_country), _format("country")]
Wikidata = Annotated[
    Text,
    _matching(
        re.compile(r"Q[1-9][0-9]*"),
        "a Wikidata item",
        "write it as Q90",
        lambda text: text.strip().rpartition("/")[2].upper(),
    ),
    _format("wikidata"),
]
Geonames = Annotated[
    Text,
    _matching(re.compile(r"[1-9][0-9]*"), "a GeoNames number", "write digits only: 2990440"),
    _format("geonames"),
]


class Form(BaseModel):
    # Each is built when it is first filled: few of them are, where one file changed.
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


# -- sidecar ---------------------------------------------------------------------------------------


class SeedForm(Form):
    """The source text that the sidecar is about."""

    file: Text = Field(description="path of the source text below seeds/")
    sha256: Annotated[
        Text,
        _matching(
            SHA256,
            "a SHA-256",
            "write its 64 lower-case hex digits, as `sha256sum` prints them",
            lambda text: text.strip().lower(),
        ),
        _format("sha256"),
    ] = Field(description="SHA-256 of the file's bytes, 64 hex digits")
    split: Literal["prose-1", "blocks-1", "markdown-1"] = Field(
        description="the rule that cut the seed into passages"
    )
    passages: Annotated[
        int | None,
        _from_text(_count),
        _format("count"),
    ] = Field(None, description="how many passages that rule gave")


class AboutForm(Form):
    """What is known of the source, and of the brief."""

    title: Text = Field(description="title of the source")
    date: Date | None = Field(None, description="date of the source, EDTF level 1: 2016-07~")
    authors: Texts = Field((), description="who wrote the source")
    publisher: Text | None = Field(None, description="who published the source")
    language: Language | None = Field(None, description="language of the source, BCP 47")
    source: Web | None = Field(None, description="where the seed came from")
    accessed: Date | None = Field(None, description="when it was fetched from there")
    descriptor: Text | None = Field(None, description="what sort of source it is, in a few words")
    reliability: Literal["A", "B", "C", "D", "E", "F"] | None = Field(
        None, description="reliability of the source, NATO Admiralty code"
    )
    rights: Text | None = Field(None, description="licence, permission or owner of the source")
    supplied: Texts = Field(
        (), description="which of these fields the source does not state: shown in [brackets]"
    )
    summary: Text | None = Field(None, description="the editor's summary, in Markdown")
    published: Date | None = Field(None, description="when the brief was published")
    updated: Date | None = Field(None, description="when the brief last changed")
    status: Literal["active", "revised", "recalled"] = Field(
        "active", description="whether the brief still holds"
    )
    reason: Text | None = Field(None, description="why it is revised or recalled")
    supersedes: Slug | None = Field(None, description="slug of the brief that this one takes the place of")
    handling: Text | None = Field(None, description="handling caveat, shown at head and foot of every page")


class DefaultsForm(Form):
    """What holds for labels that do not say."""

    editor: Text | None = Field(None, description="a key of editors")
    status: LabelStatus | None = Field(None, description="how far the label has come")


class LabelForm(Form):
    """What every label may carry beside its kind."""

    id: Id | None = Field(None, description="a name that links can lead to; unique in the sidecar")
    quote: Annotated[tuple[Text, ...], BeforeValidator(_as_list), WithJsonSchema(ONE_OR_MORE)] = Field(
        (), description="the exact words of the passage; without them the label marks the whole passage"
    )
    occurrence: Annotated[int | Literal["all"] | None, _from_text(_occurrence), _format("occurrence")] = (
        Field(None, description="which occurrence of the quote, from 1, or all")
    )
    note: Text | None = Field(
        None, description="a note in Markdown; links: #id, slug#id, entity:id, https://…"
    )
    tags: tuple[Tag, ...] = Field((), description="names to find the label by")
    editor: Text | None = Field(None, description="who made the label: a key of editors")
    status: LabelStatus | None = Field(None, description="how far the label has come")
    publish: Truth = Field(False, description="under publish: quotes, show the whole passage of this label")
    allow: dict[str, Text] = Field({}, description="rules silenced here, each with the reason")


class OutcomeForm(Form):
    """What became of an implication."""

    result: Literal["happened", "partly", "did-not", "unclear"] = Field(description="what became of it")
    date: Date | None = Field(None, description="when that was seen")
    evidence: Text | None = Field(None, description="what shows it: text or link")


class StatementForm(LabelForm):
    """A claim, trend, implication or added statement kind."""

    name: Text | None = Field(None, description="a short noun phrase for figures and cross-references")
    see: Texts = Field((), description="other passages of this brief it also rests on")
    by: Annotated[tuple[Text, ...], BeforeValidator(_as_list), WithJsonSchema(ONE_OR_MORE)] = Field(
        (), description="the entity, or entities, that assert it; without it, the source itself"
    )
    hedge: Text | None = Field(
        None, description="the source's own words of uncertainty, as they stand in the passage"
    )
    likelihood: Text | None = Field(None, description="the editor's reading of them on the brief's scale")
    confidence: Literal["low", "moderate", "high"] | None = Field(None, description="how well founded it is")
    confidence_basis: Text | None = Field(None, description="one sentence why")
    when: Date | None = Field(None, description="the date or interval it is about, EDTF level 1")
    supports: Texts = Field((), description="labels that it is a reason to believe: id, or slug#id")
    leads_to: Texts = Field((), description="labels that it helps bring about")
    contradicts: Texts = Field((), description="labels that it tells against")
    assumes: Texts = Field((), description="labels that must hold for it to hold")
    alternative_to: Texts = Field((), description="labels of which it is a rival reading")
    supplied: Texts = Field((), description="which of these fields are the editor's: shown in [brackets]")
    revises: Text | None = Field(None, description="slug#id of the earlier judgment that this one changes")
    reason: Text | None = Field(None, description="why it changes it")


class ClaimForm(StatementForm):
    """What the source states as true now or in the past."""

    basis: Literal["reported", "assumed", "judged"] | None = Field(
        None, description="how the source comes by it"
    )


class TrendForm(ClaimForm):
    """A direction of change that the source sees."""

    direction: Literal["rising", "falling", "steady", "shifting"] | None = Field(
        None, description="where what the sentence's subject measures is going"
    )
    indicators: Texts = Field((), description="what would show that it is coming true, one sentence a line")


class ImplicationForm(StatementForm):
    """What the source concludes will, could or should follow."""

    indicators: Texts = Field((), description="what would show that it is coming true, one sentence a line")
    outcome: OutcomeForm | None = Field(None, description="what became of it")


class MentionForm(LabelForm):
    """The words that name an entity."""


STATEMENT_FORMS: dict[str, type[StatementForm]] = {
    "claim": ClaimForm,
    "trend": TrendForm,
    "implication": ImplicationForm,
}


# -- entities and settings -------------------------------------------------------------------------


class EntityForm(Form):
    """An actor, or one of an added mention kind."""

    type: Text | None = Field(None, description="person, group, organization, state, population")
    aliases: Texts = Field((), description="other names of it")
    part_of: Text | None = Field(None, description="id of the entity of the same kind that it belongs to")
    wikidata: Wikidata | None = Field(None, description="Wikidata item")
    country: Country | None = Field(None, description="ISO 3166-1 alpha-2")
    note: Text | None = Field(None, description="a note in Markdown")
    tags: tuple[Tag, ...] = Field((), description="names to find the entity by")


class ActorForm(EntityForm):
    """A person, group, organization, state or population."""

    type: Literal["person", "group", "organization", "state", "population"] | None = Field(
        None, description="what sort of actor it is"
    )


class PlaceForm(EntityForm):
    """A place."""

    type: Literal["site", "city", "region", "country", "area"] | None = Field(
        None, description="what sort of place it is"
    )
    at: tuple[Latitude, Longitude] | None = Field(None, description="WGS 84 latitude, longitude in degrees")
    geonames: Geonames | None = Field(None, description="GeoNames number")


ENTITY_FORMS: dict[str, type[EntityForm]] = {"actor": ActorForm, "place": PlaceForm}


class KindForm(Form):
    """A kind of label that the archive adds."""

    base: Literal["statement", "mention"] = Field(description="what it shares its fields with")
    title: Text = Field(description="its name for people")


class ArchiveForm(Form):
    """Title and settings of the whole archive."""

    title: Text | None = Field(None, description="title of the archive")
    description: Text | None = Field(None, description="what it holds, in a sentence or two")
    url: Web | None = Field(None, description="where build/ is published")
    language: Language | None = Field(None, description="language of the pages, BCP 47")
    publisher: Text | None = Field(None, description="who publishes the archive")
    contact: Text | None = Field(None, description="how to reach them")
    scale: Scale | None = Field(None, description="likelihood ladder of briefs that name none")
    kinds: dict[str, KindForm] = Field({}, description="kinds of label that the archive adds")
    rules: dict[str, Literal["error", "warning", "suggestion", "off"]] = Field(
        {}, description="how grave a rule's findings are"
    )
    coverage: Share | None = Field(None, description="share of passages that must carry a label")
    max_quoted: Share | None = Field(
        None, description="share of a seed that quotes may cover under publish: quotes"
    )
    retired: dict[str, Replacement] = Field({}, description="slugs once published, and what took their place")


# The top of a sidecar, key by key: each value passes the door by itself.
EditorsForm = dict[str, Text]
SIDECAR_KEYS: dict[str, str] = {
    "briefkit": "version of the format: 1",
    "seed": "the source text",
    "about": "what is known of it",
    "publish": "full, or quotes where only quoted words may be shown",
    "scale": "the likelihood ladder of this brief: icd203 or phia",
    "key_judgments": "labels of the key judgments, most important first",
    "editors": "who may stand in a label's editor: key and name",
    "defaults": "editor and status of labels that do not say",
    "entities": "actors and places of this brief alone",
    "retired": "label ids once published, and what took their place",
    "labels": "passage id: its labels",
    "allow": "rules silenced in this sidecar, each with the reason",
}
