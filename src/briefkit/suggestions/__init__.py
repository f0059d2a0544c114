"""BK51x: labels that a brief may lack, found by the names and the usage of the whole archive.

Each finding brings the edit that puts its label in as `status: suggested`, which is never built
or counted: nothing is said on a page before an editor has said yes, by writing `draft`. What would
change a label that stands is proposed in a comment instead.

- `usage` is how words are labelled throughout the archive, `known` that and the names of entities;
- `unlabelled`, `otherwise` and `unread` hold a brief against them.
"""

from __future__ import annotations

from briefkit.checks.subject import Subject
from briefkit.suggestions import otherwise, unlabelled, unread
from briefkit.suggestions.known import Known, Suggestion
from briefkit.suggestions.usage import Usage

__all__ = ["Known", "Suggestion", "Usage", "suggest"]


def suggest(subject: Subject, known: Known) -> list[Suggestion]:
    """What a brief may lack. It was read with its suggested labels, so that none is suggested twice."""
    return [
        *unlabelled.check(subject, known),
        *otherwise.check(subject, known),
        *unread.check(subject),
    ]
