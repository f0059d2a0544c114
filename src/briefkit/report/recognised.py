"""Whether a file holds a report, so that a newer one may take its place."""

from __future__ import annotations

import re

REPORT = re.compile(
    rb"""\s*\Z                                                # nothing was found
    | \[\]\s*\Z
    | \[\s*\{\s*"(?:code|check_name|description)":.{0,4000}?"BK[0-9]{3}      # JSON, GitLab
    | \{\s*"\$schema":\ "[^"]*sarif.{0,400}"name":\ "briefkit"
    | <\?xml[^>]*>\s*<testsuites\ name="briefkit\ check"
    | ::(?:error|warning|notice)\ file=[^:]*title=BK[0-9]{3}
    | (?:error|warning|suggestion)\[BK[0-9]{3}\]              # full
    | [^\n]+:[0-9]+:[0-9]+:\ BK[0-9]{3}\                      # concise
    """,
    re.DOTALL | re.VERBOSE,
)


def is_report(content: bytes) -> bool:
    return REPORT.match(content) is not None
