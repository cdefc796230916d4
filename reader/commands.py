"""The verbs of the command line: each takes its parsed options, prints its result, and returns an exit code."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from reader import exchange, workspace
from reader.doctor import examine
from reader.errors import PROBLEMS, FileUnreadable, ReaderError, WrongUsage
from reader.locations import Locations
from reader.model import CleanedArticle, Problem, Progress, SearchHit
from reader.workspace import Workspace, clean_file, reading_text

Command = Callable[[argparse.Namespace, Locations], int]

DONE, NOTHING, WRONG = 0, 1, 2


def clean(options: argparse.Namespace, locations: Locations) -> int:
    """`yomikaki clean FILE…`: a file that cannot be read is reported, the others are cleaned all the same."""
    del locations
    code = DONE
    for number, file in enumerate(options.files):
        try:
            article = clean_file(file)
        except FileUnreadable as error:
            _complain(error)
            code = WRONG
            continue
        if options.format == "json":
            print(json.dumps({"path": str(file), **_article_json(article)}, ensure_ascii=False))
            continue
        if number:
            print()
        if options.format == "markdown":
            print(f"# {article.title}\n\n{article.text.strip()}")
        else:
            print(f"{article.title}\n\n{reading_text(article.text).strip()}")
    return code


def _article_json(article: CleanedArticle) -> dict[str, Any]:
    return {
        "title": article.title,
        "text": article.text,
        "removals": [
            {
                "start": removal.span.start,
                "end": removal.span.end,
                "rule": removal.rule,
                "duplicate_of": list(removal.duplicate_of) if removal.duplicate_of else None,
            }
            for removal in article.removals
        ],
        "joins": [{"offset": join.offset, "before": join.before, "after": join.after} for join in article.joins],
    }


def index(options: argparse.Namespace, locations: Locations) -> int:
    """`yomikaki index FOLDER`: the last line on stdout is a summary in JSON."""
    started = time.perf_counter()
    with _library(options.folder, locations) as library:
        changes = library.refresh(_print_progress, rebuild=options.rebuild)
        summaries = library.summaries()
    summary = {
        "posts": len(summaries),
        "changed": len(changes.added | changes.changed | changes.removed) + len(changes.moved),
        "problems": sum(len(summary.problems) for summary in summaries),
        "seconds": round(time.perf_counter() - started, 3),
    }
    print(json.dumps(summary))
    return DONE if summaries else NOTHING


def search(options: argparse.Namespace, locations: Locations) -> int:
    """`yomikaki search FOLDER QUERY`: an index that is not up to date is brought up to date first."""
    with _library(options.folder, locations) as library:
        library.refresh(_print_progress)
        result = library.search(options.query, limit=options.limit)
        titles = {hit.path: library.title(hit.path) for hit in result.hits}
    if options.json:
        answer = {
            "total": result.total,
            "tier": result.tier,
            "seconds": round(result.seconds, 6),
            "understood": result.understood,
            "hits": [
                {
                    "path": hit.path,
                    "title": titles[hit.path],
                    "score": round(hit.score, 4),
                    "snippet": hit.snippet.text,
                    "marks": [list(mark) for mark in hit.snippet.marks],
                    **({"annotation": hit.annotation_id} if hit.annotation_id else {}),
                }
                for hit in result.hits
            ],
        }
        print(json.dumps(answer, ensure_ascii=False))
    else:
        for hit in result.hits:
            print(f"{hit.path}\n  {titles[hit.path]}\n  {_marked(hit)}\n")
        tier = "" if result.tier == "exact" else " (none exactly; these match with kana and long vowels folded)"
        print(f"{result.total} found{tier}: {result.understood}", file=sys.stderr)
    return DONE if result.hits else NOTHING


def _marked(hit: SearchHit) -> str:
    before, after = ("\033[1;33m", "\033[0m") if sys.stdout.isatty() else ("", "")
    text, pieces, at = hit.snippet.text, [], 0
    for start, end in hit.snippet.marks:
        pieces += [text[at:start], before, text[start:end], after]
        at = end
    return " ".join("".join([*pieces, text[at:]]).split())


def doctor(options: argparse.Namespace, locations: Locations) -> int:
    """`yomikaki doctor FOLDER`: problems, posts that repeat each other, boilerplate, what is hidden."""
    with _library(options.folder, locations) as library:
        report = examine(library, _print_progress)
    if options.json:
        answer = {
            "posts": report.posts,
            "repeated": round(report.repeated, 4),
            "rules": [
                {"rule": one.rule, "posts": one.posts, "passages": one.passages, "share": round(one.share, 6)}
                for one in report.rules
            ],
            "problems": [
                {"path": path, "line": problem.line, "kind": problem.kind, "message": sentence(problem)}
                for path, problem in report.problems
            ],
            "same_content": [list(paths) for paths in report.same_content],
            "same_title": [list(paths) for paths in report.same_title],
            "same_topic": [list(paths) for paths in report.same_topic],
            "boilerplate": [{"text": text, "posts": count} for text, count in report.boilerplate],
        }
        print(json.dumps(answer, ensure_ascii=False))
    else:
        for path, problem in report.problems:
            place = f"{path}:{problem.line}" if problem.line else path
            print(f"{place}: {sentence(problem)}")
        for label, groups in (
            ("The same content", report.same_content),
            ("The same title", report.same_title),
            ("Probably the same topic", report.same_topic),
        ):
            for paths in groups:
                print(f"{label}: {', '.join(paths)}")
        for text, count in report.boilerplate:
            print(f"In {count} posts: {text[:80]}")
        for one in report.rules:
            where = f"{_counted(one.passages, 'passage')} in {_counted(one.posts, 'post')}"
            print(f"Hidden: {where}, {one.share:.2%} of the text: {one.title}")
        counts = f"{report.posts} posts, {len(report.problems)} problems"
        print(f"{counts}, {report.repeated:.0%} of all characters repeated", file=sys.stderr)
    return NOTHING if report.problems or not report.posts else DONE


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def sentence(problem: Problem) -> str:
    """A problem in English words."""
    return PROBLEMS[problem.kind].format(detail=problem.detail)


# --- annotations ---


def annotations_list(options: argparse.Namespace, locations: Locations) -> int:
    """`yomikaki annotations list FOLDER`."""
    with _library(options.folder, locations) as library:
        annotations = library.annotations()
    for one in annotations:
        quote = one.selector.quote if one.selector else ""
        if options.json:
            line = {
                "id": one.id,
                "path": one.path,
                "quote": quote,
                "note": one.note,
                "colour": one.colour,
                "style": one.style,
                "tags": list(one.tags),
                "created": one.created.isoformat(),
                "modified": one.modified.isoformat(),
            }
            print(json.dumps(line, ensure_ascii=False))
        else:
            parts = (f"“{_one_line(quote)}”" if quote else "", _one_line(one.note))
            print(f"{one.path}: {' — '.join(filter(None, parts))}")
    return DONE if annotations else NOTHING


def _one_line(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 100 else words[:99] + "…"


def annotations_check(options: argparse.Namespace, locations: Locations) -> int:
    """`yomikaki annotations check FOLDER`: integrity of the database and the fate of every anchor.

    A database that does not pass SQLite's integrity check is not opened at all: that is told as StoreDamaged.
    """
    with _library(options.folder, locations) as library:
        library.refresh(_print_progress)
        fates = library.fates(_print_progress)
    counts = {kind: sum(fate == kind for _, fate in fates) for kind in ("exact", "moved", "changed", "lost", "missing")}
    if options.json:
        anchors = [{"id": one.id, "path": one.path, "fate": fate} for one, fate in fates]
        print(json.dumps({"integrity": "ok", **counts, "anchors": anchors}, ensure_ascii=False))
    else:
        for one, fate in fates:
            if fate not in ("exact", "moved"):
                print(f"{one.path}: {fate}: “{_one_line(one.selector.quote if one.selector else one.note)}”")
        print("integrity: ok; " + ", ".join(f"{count} {kind}" for kind, count in counts.items()))
    return NOTHING if counts["changed"] or counts["lost"] or counts["missing"] else DONE


def annotations_export(options: argparse.Namespace, locations: Locations) -> int:
    """`yomikaki annotations export FOLDER --format …`."""
    with _library(options.folder, locations) as library:
        if options.output is None:
            sys.stdout.write(exchange.export(library, options.format))
        else:
            exchange.export_to(library, options.output, options.format)
        return DONE if library.annotations() else NOTHING


def annotations_import(options: argparse.Namespace, locations: Locations) -> int:
    """`yomikaki annotations import FOLDER FILE…`: a bad record is reported by its number, the rest is imported."""
    with _library(options.folder, locations, reading=False) as library:
        library.refresh(_print_progress)
        imported, refused = 0, 0
        for file in options.files:
            result = exchange.import_file(library, file)
            imported += len(result.annotations)
            refused += len(result.refused)
            for fault in result.refused:
                _complain(fault)
    print(json.dumps({"imported": imported, "refused": refused}))
    return NOTHING if refused else DONE


# --- the database ---


def backup(options: argparse.Namespace, locations: Locations) -> int:
    """`yomikaki backup [FILE]`: prints the name of the verified copy."""
    print(workspace.back_up(locations, options.file))
    return DONE


def restore(options: argparse.Namespace, locations: Locations) -> int:
    """`yomikaki restore [FILE]`: the database that is replaced is kept beside it."""
    print(workspace.restore(locations, options.file))
    return DONE


# --- shared ---


@contextmanager
def _library(folder: Path, locations: Locations, *, reading: bool = True) -> Iterator[Workspace]:
    """The library at `folder`; most verbs only read annotations, so that they work while the window is open."""
    library = Workspace.open(folder, locations, reading=reading)
    try:
        yield library
    finally:
        library.close()


def _print_progress(progress: Progress) -> None:
    if sys.stderr.isatty():
        end = "\n" if progress.done == progress.total else "\r"
        print(f"{progress.stage}: {progress.done} of {progress.total}", end=end, file=sys.stderr, flush=True)


def _complain(error: ReaderError | WrongUsage) -> None:
    print(f"yomikaki: {error}", file=sys.stderr)
