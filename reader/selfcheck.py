"""The program tests itself: on a library, with a data folder of its own that is thrown away.

Prints one JSON object with what was done and seen; the exit code is 0 when every step held. It is how the packaged
build is checked on a machine without Python, and how a person without a display sees that the program works.
"""

from __future__ import annotations

import json
import os
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from reader import __version__, exchange
from reader.errors import ReaderError
from reader.locations import Locations, resource
from reader.model import Span
from reader.workspace import Workspace

PASSED, FAILED = 0, 1
QUOTE = 24
"""Length of the passage that is highlighted, in code points."""


class StepFailed(Exception):
    """A step of the self-check did not hold."""


def self_check(folder: Path | None, screenshot: Path | None) -> int:
    """Check the program on `folder` (default: the sample library) and print the report; 0 if all is well."""
    report: dict[str, Any] = {"version": __version__, "library": str(folder or resource("sample")), "steps": {}}
    with tempfile.TemporaryDirectory(prefix="yomikaki-check-") as temporary:
        locations = Locations(Path(temporary) / "data", Path(temporary) / "cache")
        try:
            for name, run in _steps(Path(report["library"]), locations, screenshot):
                started = time.perf_counter()
                seen = run()
                report["steps"][name] = {**seen, "seconds": round(time.perf_counter() - started, 3)}
            report["ok"] = True
        except (ReaderError, StepFailed) as error:
            report |= {"ok": False, "error": str(error)}
        except Exception:
            report |= {"ok": False, "error": traceback.format_exc()}
    print(json.dumps(report, ensure_ascii=False, indent=1))
    return PASSED if report["ok"] else FAILED


Step = Callable[[], dict[str, Any]]


def _steps(root: Path, locations: Locations, screenshot: Path | None) -> Iterator[tuple[str, Step]]:
    """Each step with its name; the steps share what the first ones found."""
    found: dict[str, Any] = {}

    def index() -> dict[str, Any]:
        with _opened(root, locations) as workspace:
            workspace.refresh()
            summaries = sorted(workspace.summaries(), key=lambda summary: -summary.characters)
            _hold(bool(summaries), "the library has no posts")
            found["path"] = summaries[0].path
            return {"posts": len(summaries), "with_problems": sum(bool(summary.problems) for summary in summaries)}

    def read() -> dict[str, Any]:
        with _opened(root, locations) as workspace:
            removed = 0
            for summary in workspace.summaries()[:200]:
                removed += len(workspace.article(summary.path).cleaned.removals)
            text = workspace.article(found["path"]).rendered.text
        found["start"] = len(text) // 3
        found["quote"] = text[found["start"] : found["start"] + QUOTE]
        return {"removals": removed, "characters": len(text)}

    def search() -> dict[str, Any]:
        with _opened(root, locations) as workspace:
            longest = max(found["quote"].split("\n"), key=len)
            result = workspace.search(f'"{longest.strip()}"')
            _hold(any(hit.path == found["path"] for hit in result.hits), "a passage of a post was not found")
            totals = {query: workspace.search(query).total for query in ("本", "the")}
            _hold(folder_is_foreign(root) or all(totals.values()), f"nothing found: {totals}")
        return {"total": result.total, **totals}

    def annotate() -> dict[str, Any]:
        with _opened(root, locations) as workspace:
            span = Span(found["start"], found["start"] + QUOTE)
            annotation, _ = workspace.annotate(found["path"], "cleaned", span, note="self-check")
            exports = {form: len(exchange.export(workspace, form)) for form in exchange.SUFFIXES}
            _hold(all(exports.values()), f"an export is empty: {exports}")
            found["id"] = annotation.id
        return exports

    def again() -> dict[str, Any]:
        with _opened(root, locations) as workspace:
            placements = workspace.article(found["path"]).placements
        places = {one.annotation.id: one.match for one in placements}
        match = places.get(found["id"])
        _hold(match is not None and match.start == found["start"], "a highlight lost its place")
        return {"placements": len(placements)}

    def window() -> dict[str, Any]:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        from reader.ui.picture import picture_of_window

        return picture_of_window(root, locations, found["path"], screenshot)

    yield from {
        "index": index,
        "read": read,
        "search": search,
        "annotate": annotate,
        "restart": again,
        "window": window,
    }.items()


def folder_is_foreign(root: Path) -> bool:
    """Whether `root` is another library than the sample, in which nothing particular can be expected."""
    return root.resolve() != resource("sample").resolve()


def _hold(condition: bool, otherwise: str) -> None:
    if not condition:
        raise StepFailed(otherwise)


@contextmanager
def _opened(root: Path, locations: Locations) -> Iterator[Workspace]:
    workspace = Workspace.open(root, locations)
    try:
        yield workspace
    finally:
        workspace.close()
