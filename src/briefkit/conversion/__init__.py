"""A Word document, PDF or web page becomes a text, once, when it is added; the original is kept beside it.

The words are what matters: they are quoted for ever. So nothing is written into them (no marks of
bold or italics, no links), and what had to be guessed is told to the person. The same bytes and the
same versions give the same text.

A stranger's file is read in a process of its own, which may take so much time and memory and no more.

- `web_page` and `word_document` make blocks of Markdown (`markdown`), since there headings, lists and
  tables are marked as such; `printed_page` makes paragraphs, which a PDF only shows;
- `converted` is what comes of it, and what a process says to the one that started it (`process`).
"""

from __future__ import annotations

from briefkit.conversion.converted import Converted, NotConverted
from briefkit.conversion.process import ENDINGS, convert

__all__ = ["ENDINGS", "Converted", "NotConverted", "convert"]
