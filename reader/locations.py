"""Where the program keeps things: data, cache and resources, in a normal or a portable installation."""

from __future__ import annotations

import hashlib
import logging
import os
import secrets
import sys
from dataclasses import dataclass, field
from pathlib import Path

import platformdirs

APP = "yomikaki"
KEY_LENGTH = 32

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Locations:
    """`data` is precious (annotations, settings, backups); `cache` can be deleted at any time."""

    data: Path
    cache: Path
    portable: bool = False
    key: bytes = field(default_factory=lambda: secrets.token_bytes(KEY_LENGTH), repr=False)
    """Seals the search index: tells one that this machine wrote from one that travelled on a stick."""

    @property
    def annotations(self) -> Path:
        return self.data / "annotations.sqlite3"

    @property
    def settings(self) -> Path:
        return self.data / "settings.json"

    @property
    def backups(self) -> Path:
        return self.data / "backups"

    @property
    def logs(self) -> Path:
        return self.data / "logs"

    def library_cache(self, root: Path) -> Path:
        """The folder of the cache and the index of one library; two libraries never share one."""
        digest = hashlib.blake2b(os.fsencode(root.resolve()), digest_size=10).hexdigest()
        return self.cache / "libraries" / digest


def locate(data: Path | None = None, *, portable: bool = False) -> Locations:
    """The folders of this run: `data` if given, else YOMIKAKI_DATA, else portable, else the platform's own."""
    named = data or (Path(os.environ["YOMIKAKI_DATA"]) if os.environ.get("YOMIKAKI_DATA") else None)
    if named is not None:
        named = named.expanduser().absolute()
        return Locations(named, named / "cache", key=machine_key())
    beside = program_folder() / "data"
    if (portable or (is_bundle() and beside.is_dir())) and can_write(beside):
        return Locations(beside, beside / "cache", portable=True, key=machine_key())
    return Locations(
        platformdirs.user_data_path(APP, appauthor=False, roaming=True),
        platformdirs.user_cache_path(APP, appauthor=False),
        key=machine_key(),
    )


def machine_key() -> bytes:
    """A secret that never leaves this machine. Where it cannot be kept, it is new at each start of the program."""
    file = platformdirs.user_state_path(APP, appauthor=False) / "index.key"
    try:
        if len(key := file.read_bytes()) == KEY_LENGTH:
            return key
    except OSError:
        pass
    key = secrets.token_bytes(KEY_LENGTH)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as stream:
            stream.write(key)
    except OSError as error:
        log.warning("the key of the search index cannot be kept: %s", error)
    return key


def is_bundle() -> bool:
    """Whether this is the packaged program."""
    return bool(getattr(sys, "frozen", False))


def program_folder() -> Path:
    """The folder of the packaged program, or of the source tree."""
    return Path(sys.executable).parent if is_bundle() else Path(__file__).parent.parent


def can_write(folder: Path) -> bool:
    """Whether files can be created in `folder`, which is created if need be."""
    probe = folder / f".probe-{os.getpid()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.write_bytes(b"")
        probe.unlink()
    except OSError:
        return False
    return True


def resource(name: str) -> Path:
    """A file or folder of `resources/`: beside the package in a source tree, inside it when installed."""
    installed = Path(__file__).parent / "_resources"
    root = installed if installed.is_dir() else Path(__file__).parent.parent / "resources"
    return root / name
