"""Annotations out of an open library into files of other programs, and back."""

from __future__ import annotations

import os
from bisect import bisect_right
from collections.abc import Callable, Collection, Mapping
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from reader.annotations.export import citation, html, jsonld, markdown, readwise
from reader.annotations.export.passage import Passage
from reader.annotations.importers import Imported, read_jsonld, read_readwise
from reader.errors import CannotSave, FileUnreadable, UnknownAnnotation
from reader.model import Annotation, Article, PostSummary, Selector, Span, View
from reader.workspace import Workspace

SUFFIXES: Mapping[str, str] = {"markdown": ".md", "jsonld": ".jsonld", "csv": ".csv", "html": ".html"}
"""The formats that annotations are exported in, each with the suffix of its files."""


CITATIONS: Mapping[str, Callable[[Passage], str]] = {
    "markdown": citation.markdown,
    "plain": citation.plain,
    "bibtex": citation.bibtex,
    "csl": citation.csl_json,
}
"""The forms in which a passage is cited."""


def export(
    workspace: Workspace,
    form: str,
    paths: Collection[str] | None = None,
    existing: str = "",
    *,
    ids: Collection[str] | None = None,
) -> str:
    """The annotations of `paths` (default: all), or those of `ids` among them, in a format of `SUFFIXES`.

    `existing` is what a Markdown file holds already: our passages in it are brought up to date, the rest is kept.
    """
    if form == "jsonld":
        chosen = (one for one in workspace.annotations() if paths is None or one.path in paths)
        return jsonld.export(one for one in chosen if ids is None or one.id in ids)
    writers: dict[str, Callable[[list[Passage]], str]] = {
        "markdown": lambda found: markdown.export_all(found, existing),
        "csv": readwise.export,
        "html": html.export,
    }
    return writers[form](passages(workspace, paths, ids))


def export_to(
    workspace: Workspace,
    file: Path,
    form: str,
    paths: Collection[str] | None = None,
    *,
    ids: Collection[str] | None = None,
) -> None:
    """Write an export into `file`, which is replaced in one step; a Markdown file is brought up to date.

    Raises CannotSave, and FileUnreadable for a Markdown file that is there but is no text.
    """
    existing = _text(file) if form == "markdown" and file.exists() else ""
    part = file.with_name(f"{file.name}.part")
    try:
        with part.open("w", encoding="utf-8", newline="") as stream:
            stream.write(export(workspace, form, paths, existing, ids=ids))
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(file)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise CannotSave(path=file, reason=error.strerror or str(error)) from error


def passages(
    workspace: Workspace, paths: Collection[str] | None = None, ids: Collection[str] | None = None
) -> list[Passage]:
    """The annotations of `paths` (default: all), or those of `ids` among them, with what is known of their posts, in
    the order of reading."""
    chosen = [one for one in workspace.annotations() if ids is None or one.id in ids]
    wanted, annotated = {one.id for one in chosen}, {one.path for one in chosen}
    known = {summary.path: summary for summary in workspace.summaries()}
    found: list[Passage] = []
    for path in sorted(annotated if paths is None else annotated & set(paths)):
        if path not in known:  # the file is missing at present, its annotations are not
            title = PurePosixPath(path).stem
            found += [Passage(annotation=one, title=title) for one in chosen if one.path == path]
            continue
        article = workspace.article(path)
        found += [
            _passage(known[path], article, one.annotation, one.match.start if one.match else None)
            for one in article.placements
            if one.annotation.id in wanted
        ]
    return found


def cite(workspace: Workspace, form: str, annotation_id: str) -> str:
    """An annotated passage in a form of `CITATIONS`. Raises UnknownAnnotation."""
    found = passages(workspace, ids={annotation_id})
    if not found:
        raise UnknownAnnotation(id=annotation_id)
    return CITATIONS[form](found[0])


def cite_selection(workspace: Workspace, form: str, path: str, view: View, span: Span) -> str:
    """A stretch of the reading text of a view in a form of `CITATIONS`. Raises UnknownPost.

    The link leads to the quote, for nothing is stored.
    """
    article, moment = workspace.article(path, view), workspace.now()
    quote = article.rendered.text[span.start : span.end]
    selector = Selector(quote=quote, prefix="", suffix="", start=span.start, text_hash="")
    cited = Annotation(id="", path=path, selector=selector, created=moment, modified=moment)
    summary = next(one for one in workspace.summaries() if one.path == path)
    return CITATIONS[form](_passage(summary, article, cited, span.start))


def _passage(summary: PostSummary, article: Article, annotation: Annotation, offset: int | None) -> Passage:
    """What is known of a passage that stands at an offset of the article's reading text."""
    return Passage(
        annotation=annotation,
        title=summary.title,
        author=summary.author,
        date=summary.date,
        section=_section(article, offset),
    )


def _section(article: Article, offset: int | None) -> str:
    """The text of the heading above an offset, '' without one."""
    if offset is None:
        return ""
    headings = article.rendered.headings
    above = bisect_right([heading.offset for heading in headings], offset)
    return headings[above - 1].text if above else ""


def import_file(workspace: Workspace, file: Path) -> Imported:
    """Take in the annotations of a W3C JSON-LD or Readwise CSV file; what is there already stays as it is.

    `annotations` of the answer are those that were new or newer, `refused` the records that were not understood. Raises
    FileUnreadable or CannotSave.
    """
    text, moment = _text(file), workspace.now()
    posts = _Posts(workspace)
    if file.suffix.lower() == ".csv":
        found = read_readwise(text, str(file), moment, posts.of_book)
    else:
        found = read_jsonld(text, str(file), moment, posts.of_address)
    return Imported(workspace.take_in(found.annotations), found.refused)


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise FileUnreadable(path=file, reason=error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise FileUnreadable(path=file, reason="it is not UTF-8 text") from error


class _Posts:
    """Finds the post that another program means by an address or a title; an unknown one stands for itself."""

    def __init__(self, workspace: Workspace) -> None:
        summaries = workspace.summaries()
        self._paths = {summary.path for summary in summaries}
        self._by_title = {summary.title: summary.path for summary in summaries}
        self._by_stem = {PurePosixPath(path).stem: path for path in self._paths}

    def of_address(self, address: str) -> str:
        """The path of the post at an address: a path of ours, or the last part of a URL."""
        if address in self._paths:
            return address
        try:
            stem = PurePosixPath(unquote(urlsplit(address).path)).stem
        except ValueError:
            return address
        return self._by_stem.get(stem, address)

    def of_book(self, address: str, title: str) -> str:
        """The path of the post with a title, or at an address."""
        return self._by_title.get(title) or (self.of_address(address) if address else title)
