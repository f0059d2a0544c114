"""An archive with two layers of one brief, hk's and jm's."""

from __future__ import annotations

from collections.abc import Mapping

from tests.archives import sidecar

SEA = "The Grey Fleet bought coal at Port Amber.\n\nThe fleet will probably sail. It may wait.\n"
HEAD_HK = "key_judgments: [sails]\neditors: {hk: H. Keyes}\n"
HEAD_JM = "editors: {jm: J. Moor}\nentities: {grey-coal: {actor: Coal merchants}}\n"
HK = """\
# about p1
p1:
  # why
  - claim: The fleet bought coal
    id: coal
    quote: The Grey Fleet bought coal
    supports: [sails]
  - actor: grey-fleet
    quote: The Grey Fleet
  - place: port-amber
    quote: Port Amber
p2:
  - implication: The fleet sails
    id: sails
    quote: will probably sail
    hedge: probably
    likelihood: likely
  - implication: It waits
    quote: may wait
    hedge: may
"""
JM = """\
p1:
  - claim: The Grey Fleet has bought coal
    id: bought
    quote: The Grey Fleet bought coal
    supports: [sails]
  - actor: grey-fleet
    quote: Grey Fleet
  - place: port-amber
    quote: Port Amber
  # only here
  - actor: grey-coal
    quote: coal   # who sold it?
p2:
  - implication: The fleet sails
    id: go
    quote: will probably sail
    hedge: probably
    likelihood: likely
  - claim: The fleet is about
    id: sails
    quote: The fleet
    note: See [it](#go)
"""


def archive(hk: str = HK, jm: str = JM, *, main: str | None = None, **more: str) -> dict[str, bytes]:
    found: Mapping[str, str] = {
        "seeds/sea.txt": SEA,
        "brief/entities.yaml": "grey-fleet: {actor: Grey Fleet}\nport-amber: {place: Port Amber}\n",
        "brief/layers/hk/sea.yaml": sidecar(hk, seed=SEA, more=HEAD_HK if "id: sails" in hk else ""),
        "brief/layers/jm/sea.yaml": sidecar(jm, seed=SEA, more=HEAD_JM),
        **({"brief/sea.yaml": sidecar(main, seed=SEA)} if main is not None else {}),
        **more,
    }
    return {path: text.encode() for path, text in found.items()}
