"""An archive small enough to be built in a moment, with something of everything that a page can show.

`islands` is published in full and has Windows line ends, an emoji and a byte order mark; `tides` is
Markdown; `harbour` publishes only quotes. The first two link to each other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

ISLANDS = (
    "\ufeffThe “Grey Fleet” & its allies seized <Port Amber>\t\U0001f30a on Monday.\r\n"
    "It will probably hold the town.\r\n"
    "\r\n"
    "•  Two islands may follow; Port Amber’s mayor fled to Cape Bruin.\r\n"
    "\r\n"
    "The Grey Fleet has lost ships every year since 2012.\r\n"
    "\r\n"
    "Nothing here is labelled.\r\n"
)
TIDES = (
    "# Tides\n\n"
    "The *Grey Fleet* rests at [Port Amber][1] & waits.\n\n"
    "1. It could sail north.\n"
    "2. It could stay.\n\n"
    "[1]: https://example.org/amber\n\n"
    "```\nplain  <code>\n```\n"
)
HARBOUR = (
    "Secret preface. The Grey Fleet bought coal at Port Amber last spring. Hidden remark.\n\n"
    "Withheld paragraph.\n\n"
    "The mayor is almost certainly safe.\n"
)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


ISLANDS_YAML = f"""\
briefkit: 1
seed:
  file: north/islands 1.txt
  sha256: {_digest(ISLANDS)}
  split: prose-1
  passages: 4
about:
  title: What the “Grey Fleet” does next
  date: 2016-07~
  authors: [A. Writer, B. Author]
  publisher: Sea Review
  language: en-GB
  source: https://example.org/islands
  accessed: 2016-07-20
  descriptor: think-tank comment
  reliability: B
  rights: © Sea Review
  supplied: [title, date]
  summary: |
    It says that the fleet *holds* the town.
  published: 2016-08-01
  updated: 2016-08-03
  handling: TLP:GREEN
key_judgments: [holds, follow]
editors: {{hk: H. Keyes, jm: J. Moor}}
defaults: {{editor: hk, status: draft}}
retired: {{held: holds, lost-port: ~}}
labels:
  p1:
    - claim: The Grey Fleet seized Port Amber on a Monday
      id: seized
      name: the seizure
      quote: seized <Port Amber>
      by: grey-fleet
      basis: reported
      confidence: low
      confidence_basis: One source says so
      leads_to: [holds]
      note: See [the judgment](#holds) and the [fleet](entity:grey-fleet); compare `code` and <b>.
      tags: [ports, navy]
      status: reviewed
    - implication: The Grey Fleet will probably keep hold of the town
      id: holds
      quote: hold the town
      hedge: probably
      likelihood: likely
      confidence: moderate
      when: 2016-08/2016-12
      indicators:
        - Ships stay at anchor
        - The mayor does not return
      outcome: {{result: partly, date: 2017-01, evidence: It held until January}}
      supplied: [when, confidence]
      supports: [tides#waits]
    - actor: grey-fleet
      quote: “Grey Fleet”
    - place: port-amber
      quote: Port Amber
  p2:
    - implication: Two islands may follow the town
      id: follow
      quote:
        - Two islands
        - may follow
      hedge: may
      see: [p3]
      contradicts: [holds]
      editor: jm
      status: disputed
    - place: port-amber
      quote: Port Amber
    - place: cape-bruin
      quote: Cape Bruin
  p3:
    - trend: The number of ships of the Grey Fleet falls
      direction: falling
      when: 2012/2016
      assumes: [seized]
    - actor: grey-fleet
      quote: The Grey Fleet
"""
TIDES_YAML = f"""\
briefkit: 1
seed: {{file: tides.md, sha256: {_digest(TIDES)}, split: markdown-1}}
about: {{title: 'Tides & *ships*', date: 2017, status: revised, reason: a fuller text came}}
labels:
  p2:
    - claim: The Grey Fleet rests and waits
      id: waits
      quote: waits
      revises: islands#seized
      reason: It is at rest now
    - actor: grey-fleet
      quote: Grey Fleet
  p3:
    - implication: The Grey Fleet could sail north
      quote: could sail north
      hedge: could
      supports: [islands#holds]
  p4: []
"""
HARBOUR_YAML = f"""\
briefkit: 1
seed: {{file: harbour.txt, sha256: {_digest(HARBOUR)}, split: prose-1}}
about: {{title: Coal at the harbour, authors: [C. Clerk], supersedes: tides}}
publish: quotes
labels:
  p1:
    - claim: The Grey Fleet bought coal
      id: coal
      quote: bought coal
    - actor: grey-fleet
      quote: The Grey Fleet
    - place: port-amber
      quote: Port Amber
  p3:
    - claim: The mayor is safe
      quote: The mayor is almost certainly safe.
      hedge: almost certainly
      likelihood: almost certain
      confidence: high
      publish: true
"""
ENTITIES_YAML = """\
grey-fleet:
  actor: Grey Fleet
  type: group
  aliases: [The Fleet, "Fleet, Grey"]
  part_of: greys
  wikidata: Q12345
  note: A *made-up* navy.
  tags: [navy]
greys:
  actor: The Greys
  type: population
port-amber:
  place: Port Amber
  type: city
  country: FR
  at: [43.70, -7.27]
  geonames: 2990440
cape-bruin:
  place: Cape Bruin
  type: area
retired: {old-fleet: grey-fleet}
"""
ARCHIVE_YAML = """\
title: The sea archive
description: Briefs on an invented sea.
url: https://example.org/sea
language: en-GB
publisher: Sea House
max_quoted: 0.9
"""
FILES: Mapping[str, bytes] = {
    path: text.encode()
    for path, text in {
        "seeds/north/islands 1.txt": ISLANDS,
        "seeds/tides.md": TIDES,
        "seeds/harbour.txt": HARBOUR,
        "brief/archive.yaml": ARCHIVE_YAML,
        "brief/entities.yaml": ENTITIES_YAML,
        "brief/islands.yaml": ISLANDS_YAML,
        "brief/tides.yaml": TIDES_YAML,
        "brief/harbour.yaml": HARBOUR_YAML,
    }.items()
}
