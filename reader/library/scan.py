"""What files a library folder holds, and what became of them since the last look. Reads names, not contents."""

from __future__ import annotations

import os
import re
import stat
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from reader.errors import LibraryMissing, LibraryNotAFolder
from reader.model import Problem

SUFFIXES = (".md", ".markdown", ".mdown", ".mkd", ".mkdn", ".mdx")
"""In any case; a `.txt` file counts too when its first line is a front matter fence."""

UNDECODABLE = "\ufffd"
"""Stands in a path key before the two hexadecimal digits of a byte that is no UTF-8."""
_REPLACEMENT_ITSELF = "".join(f"{UNDECODABLE}{byte:02X}" for byte in UNDECODABLE.encode())

_UNREAD = ("folder-unreadable", "unreadable")
_ESCAPED = re.compile(f"{UNDECODABLE}([0-9A-F]{{2}})")
_FENCE = re.compile(rb"(?:\xef\xbb\xbf)?(?:-{3,}|\+{3,})[ \t]*\r?\n")


@dataclass(frozen=True, slots=True)
class Entry:
    """A file as the folder lists it. `path` is its key (see `to_key`)."""

    path: str
    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class Scan:
    """A look at the folder, compared with an earlier one."""

    entries: tuple[Entry, ...]
    """Every post, by path."""
    fresh: tuple[Entry, ...]
    """Those that are new or changed since."""
    gone: tuple[str, ...]
    """Paths that were known before and are not there any more."""
    problems: Mapping[str, Problem]
    """By path: folders, links and files that were passed over."""


def to_key(name: str) -> str:
    """A relative path as the operating system gives it, as text that is valid everywhere, with `/`.

    Bytes that are no UTF-8 (and U+FFFD itself, so that `to_path` is the inverse) become U+FFFD and two digits.
    """
    if os.sep != "/":
        name = name.replace(os.sep, "/")
    if UNDECODABLE not in name and name.isprintable():  # lone surrogates are not printable
        return name
    text = os.fsencode(name).decode("utf-8", "surrogateescape").replace(UNDECODABLE, _REPLACEMENT_ITSELF)
    return re.sub("[\udc80-\udcff]", lambda byte: f"{UNDECODABLE}{ord(byte[0]) - 0xDC00:02X}", text)


def is_undecodable(key: str) -> bool:
    """Whether `key` stands for a name with bytes that are no text."""
    return UNDECODABLE in key.replace(_REPLACEMENT_ITSELF, "")


def to_path(key: str) -> Path:
    """The relative path that `key` stands for: the inverse of `to_key`."""
    if UNDECODABLE not in key:
        return Path(key)
    text = _ESCAPED.sub(lambda escape: chr(0xDC00 + int(escape[1], 16)), key)
    return Path(os.fsdecode(text.encode("utf-8", "surrogateescape")))


def scan(root: Path, known: Mapping[str, Entry]) -> Scan:
    """Look through `root` for posts; `known` are the entries of the last look.

    Names that begin with a dot are hidden and passed over. Links to files are followed inside the library; links
    to folders are not: inside the library their files are found at their own place. A file that cannot be looked
    at, by itself or below an unreadable folder, is taken to be as it was. Writes nothing. Raises
    LibraryMissing or LibraryNotAFolder.
    """
    try:
        status = root.stat()
    except OSError as error:
        raise LibraryMissing(path=root) from error
    if not stat.S_ISDIR(status.st_mode):
        raise LibraryNotAFolder(path=root)
    walk = _Walk(root, known)
    walk.run()
    if "" in walk.problems:
        raise LibraryMissing(path=root)
    found = walk.entries
    unread = tuple(f"{path}/" for path, problem in walk.problems.items() if problem.kind in _UNREAD)
    if unread:
        found |= {path: entry for path, entry in known.items() if f"{path}/".startswith(unread)}
    entries = tuple(found[path] for path in sorted(found))
    return Scan(
        entries=entries,
        fresh=tuple(entry for entry in entries if known.get(entry.path) != entry),
        gone=tuple(sorted(known.keys() - found.keys())),
        problems=walk.problems,
    )


class _Walk:
    """One walk through the folder, without recursion."""

    def __init__(self, root: Path, known: Mapping[str, Entry]) -> None:
        self.root = str(root)
        self.real_root = os.path.realpath(root)
        self.known = known
        self.entries: dict[str, Entry] = {}
        self.problems: dict[str, Problem] = {}

    def run(self) -> None:
        folders = [""]
        while folders:
            folder = folders.pop()
            try:
                with os.scandir(os.path.join(self.root, folder)) as listing:  # noqa: PTH118 - a Path for each is slow
                    items = list(listing)
            except OSError as error:
                self.problems[to_key(folder)] = Problem("folder-unreadable", detail=error.strerror or str(error))
                continue
            prefix = f"{folder}{os.sep}" if folder else ""
            for item in items:
                if item.name.startswith("."):
                    continue
                name = prefix + item.name
                try:
                    if self._visit(item, name):
                        folders.append(name)
                except FileNotFoundError:
                    continue  # deleted since it was listed
                except OSError as error:
                    self.problems[to_key(name)] = Problem("unreadable", detail=error.strerror or str(error))

    def _visit(self, item: os.DirEntry[str], name: str) -> bool:
        """Take in one item; True if it is a folder to walk through."""
        if _is_link(item):
            self._visit_link(item, name)
            return False
        if item.is_dir(follow_symlinks=False):
            return True
        if is_post_name(item.name):
            self._take(item.path, name, item.stat(follow_symlinks=False))
        return False

    def _visit_link(self, item: os.DirEntry[str], name: str) -> None:
        target = os.path.realpath(item.path)
        try:
            status = item.stat()
        except OSError as error:
            if is_post_name(item.name):
                self.problems[to_key(name)] = Problem("link-broken", detail=error.strerror or str(error))
            return
        is_folder = stat.S_ISDIR(status.st_mode)
        if not is_folder and not is_post_name(item.name):
            return
        if target != self.real_root and not target.startswith(os.path.join(self.real_root, "")):  # noqa: PTH118
            self.problems[to_key(name)] = Problem("link-outside")
        elif not is_folder:
            self._take(item.path, name, status)

    def _take(self, path: str, name: str, status: os.stat_result) -> None:
        key = to_key(name)
        if not stat.S_ISREG(status.st_mode):
            self.problems[key] = Problem("not-a-file")
            return
        entry = Entry(key, status.st_size, status.st_mtime_ns)
        if name.lower().endswith(".txt") and self.known.get(key) != entry and not _has_fence(path):
            return
        self.entries[key] = entry


def _is_link(item: os.DirEntry[str]) -> bool:
    """Whether an item is a symbolic link, or a Windows junction (which says that it is none)."""
    if item.is_symlink():
        return True
    junction = getattr(stat, "IO_REPARSE_TAG_MOUNT_POINT", None)
    return junction is not None and getattr(item.stat(follow_symlinks=False), "st_reparse_tag", 0) == junction


def is_post_name(name: str) -> bool:
    """Whether a file of this name may be a post."""
    return name.lower().endswith((*SUFFIXES, ".txt"))


def _has_fence(path: str) -> bool:
    with open(path, "rb") as file:  # noqa: PTH123 - as above
        return _FENCE.match(file.read(256)) is not None


def moves(gone: Mapping[str, str], fresh: Mapping[str, str]) -> dict[str, str]:
    """Old path to new path of the files that moved or were renamed; both arguments are path to content hash.

    Of several files with the same content those with the same name belong together, then those in the same folder;
    what is left is paired in order if it is as many on both sides, else left alone. A path is used once.
    """
    old, new = _grouped(gone, gone.__getitem__), _grouped(fresh, fresh.__getitem__)
    return dict(pair for content in old.keys() & new.keys() - {""} for pair in _pairs(old[content], new[content]))


def _pairs(old: list[str], new: list[str]) -> Iterator[tuple[str, str]]:
    """The paths of equal files that belong together."""
    for alike in (_file_name, _folder):
        left, right = _grouped(old, alike), _grouped(new, alike)
        found = [(left[value][0], right[value][0]) for value in left if len(left[value]) == len(right[value]) == 1]
        yield from found
        taken = {path for pair in found for path in pair}
        old, new = [path for path in old if path not in taken], [path for path in new if path not in taken]
    if len(old) == len(new):
        yield from zip(old, new, strict=True)


def _grouped(paths: Iterable[str], value: Callable[[str], str]) -> defaultdict[str, list[str]]:
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for path in sorted(paths):
        groups[value(path)].append(path)
    return groups


def _file_name(path: str) -> str:
    return path.rpartition("/")[2]


def _folder(path: str) -> str:
    return path.rpartition("/")[0]
