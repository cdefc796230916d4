"""The annotations of one library and the states of its posts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from reader.annotations import history, mirror, posts, records
from reader.errors import CannotSave, UnknownAnnotation
from reader.model import Annotation, Changes, Colour, RulesOff, Status, Style

if TYPE_CHECKING:
    from reader.annotations.store import Store


class LibraryStore:
    """The annotations and the states of the posts of one library. Posts are named by their path in it."""

    def __init__(self, store: Store, library: int) -> None:
        self.store = store
        self.library = library

    # --- annotations ---

    def annotations(self, path: str | None = None) -> tuple[Annotation, ...]:
        """Those of a post, or of all posts, in order of path and place; notes on a whole post come first."""
        with self.store.reading() as connection:
            return tuple(records.read_all(connection, self.library, path))

    def annotation(self, id_: str) -> Annotation:
        """Raises UnknownAnnotation."""
        with self.store.reading() as connection:
            record = records.read(connection, self.library, id_)
            if record is None:
                raise UnknownAnnotation(id=id_)
            (path,) = connection.execute(
                "SELECT path FROM posts JOIN annotations ON post = posts.id WHERE annotations.library = ? "
                "AND annotations.id = ?",
                (self.library, id_),
            ).fetchone()
        return records.from_record(record, id_, path)

    def add(self, annotation: Annotation, text: str | None = None) -> Changes:
        """Keeps a new annotation, with the reading text that its selector counts in."""
        texts = {annotation.selector.text_hash: text} if annotation.selector and text is not None else {}
        return self.apply("highlight" if annotation.selector else "note", put=(annotation,), texts=texts)

    def edit(
        self,
        id_: str,
        *,
        colour: Colour | None = None,
        style: Style | None = None,
        tags: tuple[str, ...] | None = None,
        note: str | None = None,
    ) -> Changes:
        """Changes what is given. Raises UnknownAnnotation."""
        old = self.annotation(id_)
        new = replace(
            old,
            colour=old.colour if colour is None else colour,
            style=old.style if style is None else style,
            tags=old.tags if tags is None else tags,
            note=old.note if note is None else note,
        )
        if new == old:
            return Changes()
        return self.apply("edit", put=(replace(new, modified=self.store.clock()),))

    def delete(self, ids: Iterable[str]) -> Changes:
        """Deletes annotations in one step; those that are gone already are passed over."""
        return self.apply("delete", delete=ids)

    def apply(
        self,
        label: str,
        *,
        put: Iterable[Annotation] = (),
        delete: Iterable[str] = (),
        texts: Mapping[str, str] | None = None,
    ) -> Changes:
        """One step that can be undone under its label, in one transaction: annotations as they shall be, new or not,
        and those that shall go (to split, merge, recolour many, import …). `texts`: reading texts by hash."""
        with self.store.writing() as connection:
            edits: dict[str, history.Edit] = {}
            for id_ in delete:
                post = posts.of_annotation(connection, self.library, id_)
                if post is not None:
                    edits[id_] = (post, None)
            for annotation in put:
                edits[annotation.id] = (
                    posts.id_of(connection, self.library, annotation.path),
                    records.to_record(annotation),
                )
            if not edits:
                return Changes()
            for text_hash, text in (texts or {}).items():
                connection.execute("INSERT OR IGNORE INTO texts VALUES (?, ?)", (text_hash, records.pack(text)))
            touched = history.take(connection, self.library, label, edits, self.store.clock())
            paths = posts.paths(connection, touched)
        self.mirror(paths)
        return Changes(annotated=paths)

    def undo(self) -> Changes:
        """Takes back the last step that is not undone; no change if there is none."""
        with self.store.writing() as connection:
            step = history.undoable(connection, self.library)
            touched = history.undo(connection, self.library, step[0]) if step else set()
            paths = posts.paths(connection, touched)
        self.mirror(paths)
        return Changes(annotated=paths)

    def redo(self) -> Changes:
        """Makes again what was undone last; no change if there is nothing."""
        with self.store.writing() as connection:
            step = history.redoable(connection, self.library)
            touched = history.redo(connection, self.library, step[0]) if step else set()
            paths = posts.paths(connection, touched)
        self.mirror(paths)
        return Changes(annotated=paths)

    def can_undo(self) -> str:
        """The label of the step that undo would take back: `highlight`, `note`, `edit`, `relocate`, `delete` or what
        `apply` was given; '' without one."""
        with self.store.reading() as connection:
            step = history.undoable(connection, self.library)
        return step[1] if step else ""

    def can_redo(self) -> str:
        """The label of the step that redo would make again; '' without one."""
        with self.store.reading() as connection:
            step = history.redoable(connection, self.library)
        return step[1] if step else ""

    def merge(self, annotations: Iterable[Annotation]) -> Changes:
        """Takes over imported annotations in one step: those that are not here yet, and those that were modified
        later than here. Taking over the same ones again changes nothing."""
        here = {annotation.id: annotation for annotation in self.annotations()}
        news = {
            annotation.id: annotation
            for annotation in annotations
            if annotation.id not in here or annotation.modified > here[annotation.id].modified
        }
        return self.apply("import", put=news.values())

    def mirror(self, paths: Iterable[str]) -> None:
        """Brings the readable files of posts up to date. A failure is noted in the store's `failures`."""
        if not self.store.keeps_files:
            return
        folder = self.store.mirror_folder
        with self.store.reading() as connection:
            root = posts.root(connection, self.library)
        try:
            for path in paths:
                mirror.write(folder, self.library, root, path, self.annotations(path))
        except OSError as error:
            self.store.note_failure(CannotSave(path=folder, reason=error.strerror or str(error)))

    # --- posts ---

    def statuses(self) -> dict[str, Status]:
        """By path: every post that was ever seen or annotated, also those whose file is missing."""
        with self.store.reading() as connection:
            return posts.statuses(connection, self.library)

    def set_read(self, paths: Collection[str], read: bool) -> Changes:
        return self._set("read", paths, int(read))

    def set_starred(self, paths: Collection[str], starred: bool) -> Changes:
        return self._set("starred", paths, int(starred))

    def set_place(self, path: str, offset: int) -> Changes:
        """Where reading stopped, in the reading text of the cleaned view."""
        return self._set("place", (path,), offset)

    def _set(self, column: str, paths: Collection[str], value: int) -> Changes:
        with self.store.writing() as connection:
            return Changes(status=posts.set_status(connection, self.library, column, paths, value))

    def hashes(self) -> dict[str, str]:
        """The content hash of each post when it was last seen: tells which new file is a post that moved."""
        with self.store.reading() as connection:
            return posts.hashes(connection, self.library)

    def seen(self, hashes: Mapping[str, str]) -> None:
        """Remembers the files that are there, path to content hash. A file that is not there changes nothing."""
        with self.store.writing() as connection:
            posts.seen(connection, self.library, hashes, self.store.clock())

    def moved(self, mapping: Mapping[str, str]) -> Changes:
        """Posts were moved or renamed, old path to new path: everything that belongs to them follows."""
        with self.store.writing() as connection:
            changes = posts.move(connection, self.library, mapping)
        self.mirror({*changes.moved.keys(), *changes.moved.values()})
        return changes

    def rules_off(self) -> RulesOff:
        """The cleaning rules that are switched off, in the whole library and for single posts."""
        with self.store.reading() as connection:
            return posts.rules_off(connection, self.library)

    def set_rules_off(self, rules: Collection[str], path: str | None = None) -> None:
        """Switches exactly these rules off for a post, or for the whole library."""
        with self.store.writing() as connection:
            posts.set_rules_off(connection, self.library, rules, path)
