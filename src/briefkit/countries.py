"""ISO 3166-1: the 249 officially assigned two-letter codes, and what English calls the countries.

The codes are the standard's, as Debian's iso-codes and the package pycountry list them too. The
names in data/countries.json are the ones of everyday English where the standard's own are inverted
or long ("Iran", "South Korea"), else the standard's. A name takes no side in any dispute.
"""

from __future__ import annotations

from collections.abc import Mapping

from briefkit.data import Table, read_json


def country_name(code: str) -> str | None:
    """The English name of a country by its code, in capitals: "FR" gives "France"."""
    return COUNTRIES.get(code)


def _read_countries() -> dict[str, str]:
    countries: dict[str, str] = read_json("countries.json")
    return countries


COUNTRIES: Mapping[str, str] = Table(_read_countries)  # by code, in the order of the codes
