"""What the program remembers between two runs: one small JSON file, loaded and saved whole."""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import asdict, dataclass, fields, replace
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple, get_args

from reader.errors import CannotSave
from reader.model import View

RECENT = 10
"""How many libraries the menu of recent ones lists."""
SEARCHES = 50
"""How many searches are remembered."""


class SavedSearch(NamedTuple):
    """A query that is kept under a name; no two have the same name."""

    name: str
    query: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Every field has a default of its own type; a value of another type in the file is ignored."""

    library: str = ""
    """The folder that was open last, '' for none."""
    recent: tuple[str, ...] = ()
    """Folders, the latest first."""
    language: str = ""
    """`en`, `ja`, or '' to follow the system."""
    theme: str = ""
    """Name of a theme, '' to follow the system."""
    zoom: int = 0
    """Steps of the article's text size above or below the theme's."""
    view: View = "cleaned"
    query: str = ""
    searches: tuple[str, ...] = ()
    """Queries, the latest first."""
    saved: tuple[SavedSearch, ...] = ()
    """In the order in which they were saved."""
    post: str = ""
    """Path of the post that was open last."""
    sort: str = "date"
    descending: bool = True
    compact: bool = False
    """Whether the list shows one line a post."""
    sidebar: bool = True
    """Whether the left pane is shown."""
    list: bool = True
    """Whether the middle pane is shown."""
    geometry: str = ""
    """The window's place and size, as QWidget saves it, in base64."""
    state: str = ""
    """The window's toolbars, as QMainWindow saves it, in base64."""
    panes: str = ""
    """The widths of the three panes, as QSplitter saves them, in base64."""

    def with_library(self, folder: str) -> Settings:
        """These settings with `folder` as the open library and the first of the recent ones."""
        others = tuple(path for path in self.recent if path != folder)
        return replace(self, library=folder, recent=(folder, *others)[:RECENT])

    def with_search(self, query: str) -> Settings:
        """These settings with `query` as the latest search."""
        others = tuple(other for other in self.searches if other != query)
        return replace(self, searches=(query, *others)[:SEARCHES])

    def with_saved(self, name: str, query: str) -> Settings:
        """These settings with one more saved search; a name that is taken gets a number."""
        return replace(self, saved=(*self.saved, SavedSearch(self._free(name), query)))

    def with_renamed(self, old: str, new: str) -> Settings:
        """These settings with the saved search `old` under another name; one that is taken gets a number."""
        name = new if new == old else self._free(new)
        renamed = (search._replace(name=name) if search.name == old else search for search in self.saved)
        return replace(self, saved=tuple(renamed))

    def _free(self, name: str) -> str:
        taken = {search.name for search in self.saved}
        numbered = (f"{name} ({number})" for number in count(2))
        return name if name not in taken else next(other for other in numbered if other not in taken)

    def without_saved(self, name: str) -> Settings:
        """These settings without the search of that name."""
        return replace(self, saved=tuple(search for search in self.saved if search.name != name))


def load(path: Path) -> Settings:
    """The settings in `path`. Without a file the defaults; a damaged file is kept beside as `….damaged`."""
    try:
        stored = json.loads(path.read_bytes())
        if not isinstance(stored, dict):
            raise ValueError("not an object")
    except OSError:
        return Settings()
    except (ValueError, RecursionError):
        keep_aside(path)
        return Settings()
    return Settings(**dict(accepted(stored)))


def accepted(stored: dict[str, Any]) -> list[tuple[str, Any]]:
    """Those of the stored values that have the type of their field."""
    known = {field.name: field.default for field in fields(Settings)}
    values = []
    for name, value in stored.items():
        if name == "saved":
            value = saved_searches(value)
        elif isinstance(value, list) and all(isinstance(item, str) for item in value):
            value = tuple(value)
        if name in known and type(value) is type(known[name]):
            values.append((name, value))
    return [(name, value) for name, value in values if name != "view" or value in get_args(View)]


def saved_searches(stored: Any) -> tuple[SavedSearch, ...]:
    """Those of the stored values that are a name and a query, once for each name."""
    pairs = [pair for pair in stored if isinstance(pair, list) and len(pair) == 2] if isinstance(stored, list) else []
    found = {name: query for name, query in pairs if isinstance(name, str) and isinstance(query, str)}
    return tuple(SavedSearch(*pair) for pair in found.items())


def keep_aside(path: Path) -> None:
    """Move a damaged file out of the way; where that is not allowed it stays and is overwritten later."""
    try:
        path.replace(path.with_name(f"{path.name}.damaged"))
    except OSError:
        return


def save(settings: Settings, path: Path) -> None:
    """Replace the file in one step, so that a crash leaves the old or the new one. Raises CannotSave."""
    data = json.dumps(asdict(settings), ensure_ascii=False, indent=1).encode()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f"{path.name}.", dir=path.parent)
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
        except OSError:
            temporary.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise CannotSave(path=path, reason=error.strerror or str(error)) from error
