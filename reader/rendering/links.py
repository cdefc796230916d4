"""Which links and images a page may hold, and the names of headings that links jump to."""

from __future__ import annotations

import re
from collections import Counter

_scheme = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_allowed = re.compile(r"(?:https?|mailto):", re.IGNORECASE)
_not_in_slug = re.compile(r"[^\w\- ]")


def allowed(href: str) -> bool:
    """Whether a link is kept: http, https, mailto, a place in the page, or a path inside the library.

    `//host` and `\\\\host` name another computer without saying so, and are refused.
    """
    if not href or href.startswith(("//", "\\", "/\\")) or any(ord(sign) < 32 for sign in href):
        return False
    return _scheme.match(href) is None or _allowed.match(href) is not None


class Slugs:
    """Names for headings, as GitHub and Jekyll make them, each given once."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def __call__(self, heading: str) -> str:
        slug = _not_in_slug.sub("", heading.strip().lower()).replace(" ", "-") or "section"
        self._seen[slug] += 1
        return slug if self._seen[slug] == 1 else f"{slug}-{self._seen[slug] - 1}"
