"""One run tells everything: no fault hides another, and none is told twice.

In the files below a comment behind a line names the rule that is broken there.
"""

from __future__ import annotations

import hashlib
import re

from tests.rules.trials import Archive

SEED = """\
The harbour of Varn silts up by a metre a year.

The pilots’ guild says that ships will probably stop coming. Ostmark promised a dredger, and Ostmark pays.

Nobody has asked the fishermen.
"""
DIGEST = hashlib.sha256(SEED.encode()).hexdigest()
HARBOUR = f"""\
briefkit: 1
seed: {{file: harbour.txt, sha256: {DIGEST}, split: prose-1, passages: 3}}
about:
  title: The harbour of Varn
  pubisher: Varn Courier  # BK120
key_judgments: [no-ships, silt]
editors: {{hk: H. Keyes}}
entities:
  varn: {{place: Varn, type: city}}
  guild: {{group: Pilots’ guild}}  # BK130
  ostmark: {{actor: Ostmark, type: state}}
labels:
  p1:
    - trend: The harbour silts up
      id: silt
      quote: silts up by a meter a year  # BK202
      direction: rising
      leads_to: [no-ships]
    - place: varn  # BK129
    - palce: varn  # BK127
      quote: Varn
  p2:
    - implication: Ships stop coming to Varn
      id: no-ships
      quote: ships will probably stop coming
      by: guild
      hedge: perhaps  # BK207
      likelihood: likely
    - actor: ostmark
      quote: Ostmark  # BK203
    - actor: ostmak  # BK205
      quote: Ostmark
      occurrence: 3  # BK204
      editor: kh  # BK209
    - claim: Ostmark pays for the dredger
      quote: Ostmark pays
      when: next year  # BK123
      supports: [silt, no-ships]
  p4:  # BK201
    - claim: Nobody knows what the fishermen think
      quote: Nobody has asked the fishermen
"""
SLIPS = f"""\
briefkit: 1
seed: {{file: harbour.txt, sha256: {DIGEST}, split: prose-1}}
about:
  title: The harbour of Varn
  title: The port of Varn  # BK114
  reliability: G  # BK123
editors: {{hk: H. Keyes}}
labels:
  p1:
    - trend: The harbour silts up
      id: silt
      quote:silts up by a metre a year  # BK112
      direction: rising
    - claim: Varn: the harbour silts up  # BK108
      quote: silts up
    - place: *varn  # BK115
      quote: Varn
  p2:
    - claim: "Ships will stop coming  # BK109
      quote: ships will probably stop coming
      leads_to: [silt]
    - implication: Berth #4 stays empty  # BK118
      quote: ships will probably stop coming
\t  hedge: probably  # BK105
    - claim: Ostmark pays for the dredger
       quote: Ostmark pays  # BK106
      editor: kh  # BK209
    - claim: !new Ostmark has a new dredger  # BK116
      tags: [Big Ships]  # BK124
"""
SOUND = f"""\
briefkit: 1
seed: {{file: mole.txt, sha256: {DIGEST}, split: prose-1}}
about: {{title: The mole}}
labels:
"""
EXPECTED = re.compile(r"# (BK[0-9]{3})$")


def expected(files: dict[str, str]) -> list[tuple[str, int, str]]:
    """Path, line and code of every finding that the comments name."""
    return [
        (path, number, named[1])
        for path, text in sorted(files.items())
        for number, line in enumerate(text.splitlines(), 1)
        if (named := EXPECTED.search(line))
    ]


def found(files: dict[str, str]) -> list[tuple[str, int, str]]:
    archive = Archive({path: text.encode() for path, text in files.items()})
    return [(one.path, one.line, one.code) for one in archive.findings("BK1")]


def test_twelve_faults_of_one_sidecar_are_twelve_findings_each_at_its_line():
    files = {"seeds/harbour.txt": SEED, "brief/harbour.yaml": HARBOUR}
    assert len(expected(files)) == 12
    assert found(files) == expected(files)


def test_what_yaml_cannot_read_hides_nothing_of_the_rest():
    files = {"seeds/harbour.txt": SEED, "brief/harbour.yaml": SLIPS}
    assert len(expected(files)) == 12
    assert found(files) == expected(files)


def test_faults_in_every_file_of_an_archive_come_out_in_one_run():
    files = {
        "seeds/harbour.txt": SEED,
        "seeds/mole.txt": SEED,
        "seeds/ferry.txt": SEED,
        "brief/archive.yaml": """\
title: The coast of Varn
langauge: en  # BK120
coverage: half  # BK123
rules: {BK202: off}  # BK192
kinds: {ship: {base: mention, title: Ship}}
""",
        "brief/entities.yaml": """\
pilots: {actor: The pilots, type: club}  # BK123
ostmark-state: {actor: Ostmark, place: Ostmark}  # BK130
coast: {place: The coast, part_of: cost}  # BK205
dredger: {ship: The dredger of Ostmark}
""",
        "brief/ferry.yaml": SOUND.replace("mole", "ferry")
        + """\
  p1:
    - trend: The harbour silts up
      id: silt
      quote: silts up by a metre
    - place: coast
      quote: The harbour of Varn
""",
        "brief/harbour.yaml": HARBOUR,
        "brief/mole.yaml": SOUND
        + """\
  p1:
    - claim: The harbour silts up
      quote: slits up  # BK202
      supports: [harbour#silt, ferry#silt]
  p2:
    - claim: Ships call at Varn as ever
      alternative_to: [harbuor#no-ships, harbour#no-ships]  # BK213
    - actor: pilots
      quote: The pilots’ guild
    - actor: ostmark-state
      quote: Ostmark
      occurrence: all
    - ship: dredger
      quote: dredger
    - actor: fishermen  # BK205
      quote: fishermen  # BK202
""",
    }
    assert found(files) == expected(files)
