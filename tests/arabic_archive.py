"""An archive in Arabic: one brief of an Arabic source, one of an English one, and a kind of its own."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

PORT = (
    "قال وزير النقل يوم الأحد إن حركة السفن في ميناء طرطوس انخفضت بنسبة 40% منذ مارس 2016، وإن "
    "الشركات الكبرى حوّلت مساراتها إلى ميناء بيروت.\n"
    "\n"
    "وأضاف أن من المرجّح أن تستمر الأزمة حتى نهاية العام إذا لم تُفتح الطرق البرية بين دمشق وحمص. "
    "ويرى مراقبون أن تراجع الواردات سيرفع أسعار القمح.\n"
    "\n"
    "ولم تعلّق شركة الموانئ (Port Company) على الأرقام.\n"
)
MEMO = (
    "Traffic at the port of Tartus fell by 40 per cent after March 2016, the Ministry of Transport "
    "said. Carriers moved to Beirut.\n"
    "\n"
    "It is likely that wheat prices will rise before the year ends.\n"
)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


ARCHIVE_YAML = """\
title: أرشيف الموانئ
description: موجزات عن حركة الموانئ في شرق المتوسط، لكل منها مصدر واحد محفوظ بحرفه.
language: ar
publisher: مركز دراسات البحر
url: https://example.org/ports
kinds:
  event: {base: mention, title: حدث}
"""
ENTITIES_YAML = """\
ministry: {actor: وزارة النقل, type: organization, aliases: [الوزارة, وزير النقل], country: SY}
company: {actor: شركة الموانئ, type: organization}
tartus: {place: طرطوس, type: city, country: SY, at: [34.89, 35.89], wikidata: Q182842}
beirut: {place: بيروت, type: city, country: LB, at: [33.89, 35.5]}
homs: {place: حمص, type: city, country: SY, at: [34.73, 36.71]}
closure: {event: إغلاق الطرق}
"""
PORT_YAML = f"""\
briefkit: 1
seed: {{file: port.txt, sha256: {_digest(PORT)}, split: prose-1}}
about:
  title: تراجع حركة السفن في طرطوس
  date: 2016-07-17
  authors: [ليلى حداد, سامر خوري]
  publisher: صحيفة الساحل
  language: ar
  source: https://example.org/news/17
  accessed: 2016-08
  descriptor: تقرير صحفي
  reliability: B
  rights: جميع الحقوق محفوظة
  supplied: [descriptor, reliability]
  summary: تقرير عن أثر إغلاق **الطرق** في حركة الميناء.
  published: 2016-09-01
  updated: 2016-09-12
  handling: للاستعمال الداخلي
  status: revised
  reason: صُحّحت نسبة الانخفاض.
editors: {{r: ريم, k: كمال}}
key_judgments: [crisis, wheat]
retired: {{old: crisis, gone: ~}}
labels:
  p1:
    - claim: انخفضت حركة السفن في طرطوس بنسبة أربعين في المئة
      quote: انخفضت بنسبة 40%
      id: fall
      by: [ministry]
      basis: reported
      editor: r
      status: reviewed
      tags: [transport, trade]
      supports: [crisis]
    - trend: تتحول الشركات إلى بيروت
      quote: الشركات الكبرى حوّلت مساراتها
      id: move
      direction: rising
      when: 2016-03/..
      editor: k
      status: disputed
      supports: [crisis]
      note: "انظر [التقدير](#crisis)."
    - {{actor: ministry, quote: وزير النقل}}
    - {{place: tartus, quote: ميناء طرطوس}}
    - {{place: beirut, quote: ميناء بيروت}}
  p2:
    - implication: ستستمر الأزمة حتى نهاية العام ما لم تُفتح الطرق
      quote: من المرجّح أن تستمر الأزمة حتى نهاية العام
      id: crisis
      name: استمرار الأزمة
      hedge: من المرجّح
      likelihood: likely
      confidence: moderate
      confidence_basis: مصدر واحد مطّلع
      when: 2016-07/2016-12
      leads_to: [wheat]
      indicators:
        - فتح الطريق بين دمشق وحمص
        - عودة الناقلات
      outcome: {{result: partly, date: 2016-12-20, evidence: بيان الوزارة}}
      status: reviewed
      editor: r
    - {{implication: سترتفع أسعار القمح, quote: سيرفع أسعار القمح, id: wheat, see: [p1]}}
    - {{event: closure, quote: الطرق البرية}}
    - {{place: homs, quote: وحمص}}
  p3:
    - {{actor: company, quote: شركة الموانئ}}
"""
MEMO_YAML = f"""\
briefkit: 1
seed: {{file: memo.txt, sha256: {_digest(MEMO)}, split: prose-1}}
about: {{title: Port traffic memo, date: 2016-09~, authors: [A. Reed], language: en}}
labels:
  p1:
    - claim: تراجعت حركة ميناء طرطوس
      quote: Traffic at the port of Tartus fell by 40 per cent
      id: fell
      by: [ministry]
      basis: reported
      supports: [port#crisis]
    - {{actor: ministry, quote: Ministry of Transport}}
    - {{place: tartus, quote: Tartus}}
    - {{place: beirut, quote: Beirut}}
  p2:
    - implication: سترتفع أسعار القمح قبل نهاية العام
      quote: wheat prices will rise before the year ends
      id: rise
      hedge: likely
      likelihood: likely
      contradicts: [fell]
"""
FILES: Mapping[str, bytes] = {
    "seeds/port.txt": PORT.encode(),
    "seeds/memo.txt": MEMO.encode(),
    "brief/archive.yaml": ARCHIVE_YAML.encode(),
    "brief/entities.yaml": ENTITIES_YAML.encode(),
    "brief/port.yaml": PORT_YAML.encode(),
    "brief/memo.yaml": MEMO_YAML.encode(),
}
