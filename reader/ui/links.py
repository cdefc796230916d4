"""Where a link in an article leads: to another post, to a place in this one, or outside. Strings only."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from typing import Literal, NamedTuple
from urllib.parse import unquote, urlsplit

PERMALINK = re.compile(r"^/(\d{4})/(\d{2})/(\d{2})/([^/]+)/?$")
OUTSIDE = frozenset({"http", "https", "mailto"})
"""What may be handed to the system's programs; a `file:` link could start anything."""


class Target(NamedTuple):
    """`post`: the path of a post; `outside`: an address; `refused`: neither, `value` being the link itself."""

    kind: Literal["post", "outside", "refused"]
    value: str


def target(link: str, path: str, paths: Iterable[str]) -> Target:
    """Where `link` in the post at `path` leads, `paths` being all posts of the library.

    Understood are relative and absolute paths, the permalinks of blogs (`/2026/02/12/slug/` for
    `2026-02-12-slug.md`), and the bare name of a post as wiki links have it.
    """
    try:
        parts = urlsplit(link)
    except ValueError:
        return Target("refused", link)
    if parts.scheme in OUTSIDE:
        return Target("outside", link)
    if parts.scheme or parts.netloc or not parts.path:
        return Target("refused", link)
    wanted = unquote(parts.path)
    known = {folded(known_path): known_path for known_path in paths}
    stems = {posixpath.splitext(posixpath.basename(name))[0]: known_path for name, known_path in known.items()}
    permalink = PERMALINK.match(wanted)
    if permalink and (found := stems.get(folded("-".join(permalink.groups())))):
        return Target("post", found)
    here = posixpath.normpath(posixpath.join(posixpath.dirname(path), wanted)) if wanted[0] != "/" else wanted[1:]
    for name in (here, f"{here}.md", wanted):
        if found := known.get(folded(name)):
            return Target("post", found)
    name = folded(posixpath.splitext(posixpath.basename(wanted.rstrip("/")))[0])
    return Target("post", stems[name]) if "/" not in wanted and name in stems else Target("refused", link)


def folded(path: str) -> str:
    """Paths as links write them: case makes no difference."""
    return path.casefold()
