"""Dates as people write them → the EDTF that they most likely mean.

For help only: `edtf` offers what comes out of here if it can be read, and never takes it. So a rule
may be bold where only one meaning is left (14.07.2016) and is missing where two are (05/07/2016).
"""

from __future__ import annotations

import re

LONGEST = 60  # no date of a person's is longer, and no text can make the rules slow
MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    "|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
NAME = rf"\b({MONTHS}|spring|summer|autumn|fall|winter)\b\.?,?"
NUMBERS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10,
    "nov": 11, "dec": 12, "spr": 21, "sum": 22, "aut": 23, "fal": 23, "win": 24,
}  # fmt: skip
DAY_OVER_12 = "(1[3-9]|2[0-9]|3[01])"
TIME = "t[0-9:]+(?:z|[+-][0-9:]+)?"

# Each rule rewrites what the one before it left, in lower case; m07 is July by name, m21 spring.
RULES = (
    ("[\u2010-\u2015\u2212]", "-"),
    (r"([0-9])(?:st|nd|rd|th)\b", r"\1"),
    (r"\b(?:the|of|in) ", ""),
    # by name: July to October 2016; 14-20 July 2016; 14 July 2016; July 14, 2016; 2016 July 14; July 2016
    (r"(m[0-9]{2}) ?(?:-|to|and) ?(?=m[0-9]{2} ([0-9]{4}))", r"\1 \2/"),
    (r"\b([0-9]{1,2}) ?(?:-|to|and) ?(?=[0-9]{1,2} (m[0-9]{2}) ([0-9]{4}))", r"\1 \2 \3/"),
    (r"\b([0-9]{1,2})[ -](m[0-9]{2})[ -]([0-9]{4})\b", r"\3-\2-\1"),
    (r"(m[0-9]{2})[ -]([0-9]{1,2}),? ([0-9]{4})\b", r"\3-\1-\2"),
    (r"\b([0-9]{4})[ -](m[0-9]{2})[ -]([0-9]{1,2})\b", r"\1-\2-\3"),
    (r"(m[0-9]{2})[ -]([0-9]{4})\b", r"\2-\1"),
    (r"\b([0-9]{4})[ -](?=m[0-9]{2})", r"\1-"),
    (r"m(?=[0-9]{2})", ""),
    # by number: 14.7.2016; 14/07/2016; 07/14/2016; 7/2016; 2016/07/14; 2016/07; 20160714; 2016-14-07
    (r"\b([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})\b", r"\3-\2-\1"),
    (rf"\b{DAY_OVER_12}([/-])([0-9]{{1,2}})\2([0-9]{{4}})\b", r"\4-\3-\1"),
    (rf"\b([0-9]{{1,2}})([/-]){DAY_OVER_12}\2([0-9]{{4}})\b", r"\4-\1-\3"),
    (r"^([0-9]{1,2})[/.-]([0-9]{4})$", r"\2-\1"),
    (r"\b([0-9]{4})[./]([0-9]{1,2})[./]([0-9]{1,2})\b", r"\1-\2-\3"),
    (r"^([0-9]{4})[./](0?[1-9]|1[0-2])$", r"\1-\2"),
    (r"^([0-9]{4})([0-9]{2})([0-9]{2})$", r"\1-\2-\3"),
    (rf"^([0-9]{{4}})-{DAY_OVER_12}-([0-9]{{1,2}})$", r"\1-\3-\2"),
    # the 2010s; 201u, 201?; a month or day 00; a known part behind one that is not
    (r"\b([0-9]{2}[1-9])0s\b", r"\1x"),
    (r"(?<=[0-9ux-])u", "x"),
    (r"^([0-9]{3})\?$", r"\1x"),
    (r"(?<=[0-9])-00\b", "-xx"),
    (r"-xx-[0-9]{2}\b", "-xx-xx"),
    (r"\b([0-9]{2}[0-9x]x)(?:-[0-9x]{2}){1,2}\b", r"\1"),
    # intervals: 2014-2016; 2014-16; from 2014 to 2016; since 2014; 2014 onwards; by 2016; 2014/present
    (r"^([0-9]{4}) ?- ?([0-9]{4})$", r"\1/\2"),
    (r"^([0-9]{2})([0-9]{2})/([0-9]{2})$", r"\1\2/\1\3"),
    (r"^([0-9]{2})([0-9]{2})-(1[3-9]|20|[5-9][0-9])$", r"\1\2/\1\3"),  # level 2 has seasons up to 41
    (r" (?:to|until|till|and|-) ", "/"),
    (r"^(?:from|between) (?=.*/)", ""),
    (r"^(?:since|from) (.*?)(?: on(?:wards?)?)?$", r"\1/.."),
    (r"^(.*[^ ]) on(?:wards?)?$", r"\1/.."),
    (r"^(?:until|till|up to|by|to) ", "../"),
    (r" ?[-/ ] ?(?:present|now|today|ongoing|open)$", "/.."),
    (r"^unknown(?=/)|(?<=/)unknown$", ""),
    (r" ?/ ?", "/"),
    # about 2016, c. 2016, ~2016; perhaps 2016, 2016 (?), 2016?~
    (r"(?:\b(?:c|ca|circa|approx|approximately|about|around)\b\.?|(?<![^/])~) ?([^ /]+)", r"\1~"),
    (r"(?:\b(?:possibly|perhaps|probably|maybe)|(?<![^/])\?) ?([^ /]+)", r"\1?"),
    (r" \((?:uncertain|\?)\)", "?"),
    (r" (?=[?~%])", ""),
    (r"\?~|~\?", "%"),
    # 2016-7-1; Y2016; -0000; 2016-07-14 23:20; parts of a second; times in an interval
    (r"\b([0-9]{4})-([0-9])(?![0-9])", r"\1-0\2"),
    (r"\b([0-9]{4}-[0-9]{2})-([0-9])(?![0-9])", r"\1-0\2"),
    (r"\by(?=-?[0-9]{4}\b)", ""),
    (r"-0000\b", "0000"),
    (r"(?<=[0-9]) (?=[0-9]{2}:[0-9]{2})", "t"),
    (r"(t[0-9]{2}:[0-9]{2})(?![0-9:])", r"\1:00"),
    (r"(t[0-9]{2}:[0-9]{2}:[0-9]{2})[.,][0-9]+", r"\1"),
    (rf"{TIME}(?=/)", ""),
    (rf"(/[0-9-]+){TIME}$", r"\1"),
)


def likely_edtf(text: str) -> str:
    """The text after all rules; whether it is EDTF now is for the caller to see."""
    if len(text) > LONGEST:
        return text
    words = " ".join(text.lower().split())
    words = re.sub(NAME, lambda found: f"m{NUMBERS[found[1][:3]]:02}", words)
    for pattern, replacement in RULES:
        words = re.sub(pattern, replacement, words)
    return words.upper()
