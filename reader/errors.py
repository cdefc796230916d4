"""The faults that a person is told about, each in one sentence; bugs of ours are never wrapped in these.

A class holds its sentence as a template, so that the window can translate it and the command line can print it.
"""

from __future__ import annotations

from typing import ClassVar


class ReaderError(Exception):
    """A fault of the environment or of the input. `str(error)` is one English sentence that says what to do."""

    sentence: ClassVar[str] = "{detail}"

    def __init__(self, **details: object) -> None:
        super().__init__()
        self.details = details

    def __str__(self) -> str:
        return self.sentence.format(**self.details)


class LibraryMissing(ReaderError):
    sentence = "The folder “{path}” does not exist or cannot be reached; choose another folder or connect its drive."


class LibraryNotAFolder(ReaderError):
    sentence = "“{path}” is not a folder; name the folder that holds the posts."


class NoLibrary(ReaderError):
    sentence = "No library is open; open a folder first."


class FileUnreadable(ReaderError):
    sentence = "The file “{path}” cannot be read ({reason}); check that it exists and that you may read it."


class UnknownPost(ReaderError):
    sentence = "There is no post “{path}” in this library; refresh the list."


class UnknownAnnotation(ReaderError):
    sentence = "The annotation “{id}” no longer exists; refresh the list."


class StoreDamaged(ReaderError):
    sentence = "The annotation database “{path}” is damaged ({reason}); restore a backup with “yomikaki restore”."


class NoBackup(ReaderError):
    sentence = "There is no backup in “{path}”; name the file to restore."


class StoreTooNew(ReaderError):
    sentence = "“{path}” was written by a newer Yomikaki (format {found}; this one knows {known}); use the newer one."


class StoreLocked(ReaderError):
    sentence = "Another Yomikaki is using the data folder “{path}”; close it first."


class CannotSave(ReaderError):
    sentence = "“{path}” cannot be written ({reason}); free some space or choose another data folder, then try again."


class BadRecord(ReaderError):
    sentence = "Record {number} of “{path}” was not imported: {reason}."


class WrongUsage(ReaderError):
    sentence = "{detail}"


PROBLEMS: dict[str, str] = {
    # front matter and files: the library part
    "unreadable": "The file cannot be read ({detail}).",
    "front-matter-invalid": "The front matter is not valid: {detail}.",
    "front-matter-unclosed": "The front matter is never closed; everything is shown as text.",
    "front-matter-too-large": "The front matter is larger than {detail} and was not read.",
    "front-matter-unsafe": "The front matter was not read because it could exhaust the memory: {detail}.",
    "front-matter-not-a-mapping": "The front matter is not a list of names and values.",
    "front-matter-duplicate-key": "“{detail}” stands more than once in the front matter; the last one counts.",
    "value-odd": "The value of “{detail}” has an unexpected type; it is shown as text.",
    "date-invalid": "“{detail}” is not a date.",
    "encoding-recognised": "The file is not UTF-8; it was read as {detail}.",
    "encoding-invalid": "The file has bytes that are not valid UTF-8; they are shown as �.",
    "nul-bytes": "The file contains NUL bytes.",
    "name-undecodable": "The file name has bytes that are not valid text.",
    "folder-unreadable": "The folder cannot be read ({detail}).",
    "link-outside": "The link leads out of the library and was not followed.",
    "link-broken": "The link cannot be followed ({detail}).",
    "not-a-file": "This is no ordinary file and was not read.",
    "changed-while-read": "The file changed while it was being read.",
    "empty": "The post has no text.",
    # layout: the rendering part
    "plain-too-large": "The post is too large; its first million characters or 50,000 lines are shown as plain text.",
    "plain-long-line": "The post is shown as plain text because it has a line or a word that is far too long.",
    "plain-table": "The post is shown as plain text because a table has more than 1,000 rows or 10,000 cells.",
    "plain-nested": "The post is shown as plain text because its quotes or lists are nested more than 32 levels deep.",
    "plain-nested-table": "The post is shown as plain text because it has tables inside tables.",
    "plain-markup": "The post is shown as plain text because a paragraph has thousands of brackets or other signs.",
    # cleaning
    "internal": "The post is shown uncleaned because of a fault in this program; please send the log.",
    "apology-only": "The post holds no article, only what its generator says instead: an apology or the like.",
}
"""One English sentence for each kind of `model.Problem`; `{detail}` is filled in from it."""
