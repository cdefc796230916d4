"""Notices that files of the library changed on disk."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from pathlib import Path

import watchfiles

from reader.library.scan import is_post_name

_QUIET_MS = 400
"""So long nothing may happen until a burst of changes counts as over; a checkout of 2,000 files takes seconds."""
_LONGEST_MS = 30_000
_LOOK_MS = 2_000
"""So often the folder itself is looked at: the system says nothing when its drive goes or comes back."""
_POLL_MS = 10_000

_log = logging.getLogger(__name__)


def watch(root: Path, stop: threading.Event) -> Iterator[None]:
    """One item for each burst of changes to posts below `root`, after it has settled; ends when `stop` is set.

    Also one when the folder goes and one when it comes back. What exactly changed is for `scan` to find out.
    """
    root = root.absolute()
    polling = False
    while not stop.is_set():
        identity = _identity(root)
        if identity is None:
            stop.wait(_LOOK_MS / 1000)
            if _identity(root) is not None:
                yield
            continue
        try:
            yield from _bursts(root, stop, identity, polling)
        except OSError as error:  # above all: more folders than the system lets one watch
            _log.warning("the folder cannot be watched (%s); it is looked through every %d s", error, _POLL_MS // 1000)
            polling = True
            stop.wait(_LOOK_MS / 1000)


def _bursts(root: Path, stop: threading.Event, identity: tuple[int, int], polling: bool) -> Iterator[None]:
    """The bursts below the folder, as long as it is the one with this identity."""
    for changes in watchfiles.watch(
        root,
        watch_filter=lambda _, path: _concerns(root, path),
        debounce=_LONGEST_MS,
        step=_QUIET_MS,
        stop_event=stop,
        rust_timeout=_LOOK_MS,
        yield_on_timeout=True,
        force_polling=polling,
        poll_delay_ms=_POLL_MS,
        ignore_permission_denied=True,
    ):
        replaced = _identity(root) != identity
        if changes or replaced:
            yield
        if replaced:
            return


def _concerns(root: Path, path: str) -> bool:
    """Whether a change is about a post, or about a folder: posts that move with theirs are not named."""
    names = Path(path).relative_to(root).parts
    if any(name.startswith(".") for name in names):
        return False
    return not names or is_post_name(names[-1]) or "." not in names[-1] or Path(path).is_dir()


def _identity(root: Path) -> tuple[int, int] | None:
    """What tells this folder from another at the same place; None when there is none."""
    try:
        status = root.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
