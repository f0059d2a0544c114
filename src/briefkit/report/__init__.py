"""Findings as people and machines read them: a file a format, and the table of them."""

from __future__ import annotations

from collections.abc import Mapping

from briefkit.report.as_json import as_json
from briefkit.report.concise import concise
from briefkit.report.full import full
from briefkit.report.github import github
from briefkit.report.gitlab import gitlab
from briefkit.report.junit import junit
from briefkit.report.look import PLAIN, Format, Look, Sources, fails, texts_of
from briefkit.report.recognised import is_report
from briefkit.report.sarif import sarif
from briefkit.report.statistics import statistics_json, statistics_table, summary
from briefkit.terminal_text import columns, visible

FORMATS: Mapping[str, Format] = {
    "full": full,
    "concise": concise,
    "json": as_json,
    "github": github,
    "gitlab": gitlab,
    "junit": junit,
    "sarif": sarif,
}

__all__ = [
    "FORMATS",
    "PLAIN",
    "Format",
    "Look",
    "Sources",
    "as_json",
    "columns",
    "concise",
    "fails",
    "full",
    "is_report",
    "statistics_json",
    "statistics_table",
    "summary",
    "texts_of",
    "visible",
]
