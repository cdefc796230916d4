"""Old and new beside each other, with what differs marked."""

from __future__ import annotations

from difflib import SequenceMatcher
from html import escape

LONGEST = 2_000
"""Characters up to which the difference is worked out: difflib needs the square of it."""


def marked(old: str, new: str, gone: str, come: str) -> tuple[str, str]:
    """Both texts as HTML; what only one of them has is struck through in the colour `gone`, or bold in `come`."""
    if len(old) > LONGEST or len(new) > LONGEST:
        return escape(old), escape(new)
    before, after = [], []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            before.append(escape(old[a:b]))
            after.append(escape(new[c:d]))
            continue
        if b > a:
            before.append(f'<s style="color:{gone}">{escape(old[a:b])}</s>')
        if d > c:
            after.append(f'<b style="color:{come}">{escape(new[c:d])}</b>')
    return "".join(before), "".join(after)
